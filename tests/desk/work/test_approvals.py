"""The queue of those who approve, and one decision for several cases."""

from __future__ import annotations

import pytest

from desk.cast import Cast, set_up_second_factor
from desk.conftest import SignedIn
from desk.work.office_day import OfficeDay
from rembuk.casework.models import WorkItem
from rembuk.desk.node import casework


@pytest.fixture
def three(day: OfficeDay, cast: Cast) -> list[tuple[str, str]]:
    """Three requests of Budi's and of Gita's own, on Gita's desk: case and request."""
    set_up_second_factor(cast["gita"])
    out = []
    for number, who in enumerate(["budi", "budi", "gita"]):
        case = day.case("budi", f"Perusakan pagar {number}")
        out.append((case, day.request(who, case, level="chief_prosecutor", office="kejari-kebumen")))
    return out


def decision(case: str, request: str) -> str | None:
    """What was decided on the request."""
    found = casework().case(case)
    thing = found.thing("request", request) if found else None
    return thing["decision"] if thing else None


def test_the_queue_shows_how_long_each_request_waits_at_which_level(three: list[tuple[str, str]], signed_in: SignedIn) -> None:
    shown = signed_in("gita").get("/persetujuan/").content.decode()
    assert shown.count('class="sheet request"') == 3 and "Kajari/Kacabjari:" in shown and "(menunggu)" in shown and "Temuan hukum" in shown


def test_an_ekspos_decides_each_case_by_an_act_of_its_own(three: list[tuple[str, str]], day: OfficeDay, signed_in: SignedIn) -> None:
    (one, first), (two, second), (own, third) = three
    posted = {
        f"decision-{first}": "approved", f"decision-{second}": "rejected", f"reason-{second}": "Kerugian belum dipulihkan.",
        f"decision-{third}": "approved", "on": day.today, "number": "B-1/2026", "reason": "Syarat terpenuhi, para pihak berdamai.",
    }  # fmt: skip
    shown = signed_in("gita").post("/persetujuan/", posted).content.decode()
    assert decision(one, first) == "approved" and decision(two, second) == "rejected"
    assert decision(own, third) is None, "nobody decides his own request"
    assert "Tidak dicatat:" in shown and "Dicatat, masing-masing dalam perkaranya:" in shown
    assert set(WorkItem.objects.filter(kind="approval").values_list("about", flat=True)) == {third}
    last = casework().case(two)
    assert last and last.acts[-1].fields["reason"] == "Kerugian belum dipulihkan." and last.acts[-1].fields["number"] == "B-1/2026"


def test_what_is_missing_is_said_beside_its_blank_and_nothing_is_decided(three: list[tuple[str, str]], day: OfficeDay, signed_in: SignedIn) -> None:
    (one, first), (two, second), _ = three
    answer = signed_in("gita").post("/persetujuan/", {f"decision-{first}": "approved", f"decision-{second}": "returned", "on": "besok", "number": "B-9"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and decision(one, first) is None and decision(two, second) is None
    assert "Tulis alasan bagi permintaan" in shown and "Tulis pertimbangan bersama" in shown and 'value="B-9"' in shown
    assert 'value="approved" checked' in shown and 'value="returned" checked' in shown


def test_the_same_form_sent_twice_decides_once(three: list[tuple[str, str]], day: OfficeDay, signed_in: SignedIn) -> None:
    (one, first), _, _ = three
    posted = {f"decision-{first}": "approved", "on": day.today, "reason": "Syarat terpenuhi."}
    signed_in("gita").post("/persetujuan/", posted)
    shown = signed_in("gita").post("/persetujuan/", posted).content.decode()
    found = casework().case(one)
    assert "tidak lagi menunggu" in shown and found and len(list(found.acts_of("approval_decided"))) == 1


def test_without_a_second_factor_one_may_look_but_not_decide(day: OfficeDay, signed_in: SignedIn) -> None:
    case = day.case("budi", "Perusakan pagar")
    request = day.request("budi", case, level="chief_prosecutor", office="kejari-kebumen")
    client = signed_in("gita")
    shown = client.get("/persetujuan/").content.decode()
    assert "Perusakan pagar" in shown and "Pasang autentikator" in shown and "Catat keputusan" not in shown
    assert client.post("/persetujuan/", {f"decision-{request}": "approved", "on": day.today, "reason": "x"}).status_code == 403
    assert decision(case, request) is None


def test_a_request_on_another_desk_cannot_be_decided(three: list[tuple[str, str]], day: OfficeDay, cast: Cast, signed_in: SignedIn) -> None:
    set_up_second_factor(cast["indra"])
    (one, first), *_ = three
    posted = {f"decision-{first}": "approved", "on": day.today, "reason": "x"}
    assert "tidak lagi menunggu" in signed_in("indra").post("/persetujuan/", posted).content.decode()
    assert decision(one, first) is None


@pytest.mark.parametrize("name", ["ani", "budi", "kartika", "lia"])
def test_who_does_not_approve_has_no_queue(name: str, signed_in: SignedIn) -> None:
    assert signed_in(name).get("/persetujuan/").status_code == 403
