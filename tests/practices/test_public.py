"""What people without an account may do, and that nobody learns anything about anybody else by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from practices.conftest import TOLD_AT
from rembuk.casework.acting import Casework, Done, Invalid, Wish
from rembuk.casework.demo.cast import load_cast
from rembuk.casework.demo.story import read_story, story_paths
from rembuk.casework.demo.telling import Telling, tell
from rembuk.casework.public import Applied, Counter, apply, follow, issue_code, message, plain_phone

DATA: dict[str, Any] = {
    "office": "desa-contoh-jember", "institution": "village", "name": "Eka Lestari", "phone": "0812-3456-7890", "standing": "victim",
    "place": "Dusun Krajan", "story": "Ayam saya diambil tetangga.", "wish": "Diganti saja.", "needs": ["reader"], "happened_on": "2026-11-20",
}  # fmt: skip


def applied(node: Casework, **data: Any) -> Applied:
    found = apply(node, DATA | data, now=TOLD_AT)
    assert isinstance(found, Applied), found
    return found


def told(node: Casework, story: str) -> Telling:
    path = next(path for path in story_paths() if path.stem == story)
    return list(tell(node, [read_story(path, load_cast(), TOLD_AT)], load_cast(), TOLD_AT))[-1].telling


def test_an_application_is_a_case_at_the_chosen_office_and_waits_there(new_node: Callable[[], Casework]) -> None:
    from rembuk.casework.models import CaseRow

    node = new_node()
    found = applied(node)
    row = CaseRow.objects.get(id=found.case_id)
    assert (row.office, row.stage, row.status) == ("desa-contoh-jember", "village", "open")
    assert "Eka" not in row.title
    case = node.case(found.case_id)
    assert case and "0812-3456-7890" in case.acts[1].fields["text"] and case.acts[0].author.role == "party"


@pytest.mark.parametrize("blank", ["name", "phone", "place", "story", "standing", "office"])
def test_a_blank_that_is_needed_comes_back_with_a_sentence_and_opens_nothing(blank: str, new_node: Callable[[], Casework]) -> None:
    from rembuk.casework.models import CaseRow

    node, before = new_node(), CaseRow.objects.count()
    found = apply(node, DATA | {blank: ""}, now=TOLD_AT)
    assert isinstance(found, Invalid) and list(found.problems) == [blank] and found.problems[blank].endswith(".")
    assert CaseRow.objects.count() == before


def test_the_code_and_the_phone_open_the_case_however_they_are_written(new_node: Callable[[], Casework]) -> None:
    node = new_node()
    found = applied(node)
    for code, phone in [(found.code, "0812 3456 7890"), (found.code.lower().replace("-", " "), "+62 812 3456 7890"), (found.code, "62812-3456-7890")]:
        shown = follow(node, code, phone, now=TOLD_AT)
        assert shown and shown["now"]["id"] == "Perkara Anda sedang dimusyawarahkan di desa."


def test_a_wrong_code_and_a_wrong_phone_get_the_same_answer(new_node: Callable[[], Casework]) -> None:
    node = new_node()
    found = applied(node)
    assert follow(node, found.code, "0812 3456 7891", now=TOLD_AT) is None
    assert follow(node, "2222-2222-2222", "0812 3456 7890", now=TOLD_AT) is None
    assert follow(node, "", "", now=TOLD_AT) is None


def test_the_code_is_kept_only_as_a_keyed_hash(new_node: Callable[[], Casework]) -> None:
    from rembuk.casework.models import FollowCode

    node = new_node()
    found = applied(node)
    kept = FollowCode.objects.get(case_id=found.case_id)
    assert found.code not in (kept.digest, kept.party) and len(kept.digest) == 64


def test_a_victim_reads_the_own_terms_and_payments_and_nobody_elses_name(new_node: Callable[[], Casework]) -> None:
    node = new_node()
    telling = told(node, "beberapa-tersangka")
    case = node.case(telling.cases["perkara"])
    assert case
    villager, cooperative, manager = (case.thing("party", telling.names[name]) for name in ("korban_warga", "koperasi", "manajer"))
    assert villager and cooperative and manager
    codes = {party.id: issue_code(node, case, party, "0812 0000 0141", now=TOLD_AT) for party in (villager, manager)}
    own = follow(node, str(codes[villager.id]), "0812 0000 0141", now=TOLD_AT)
    theirs = follow(node, str(codes[manager.id]), "0812 0000 0141", now=TOLD_AT)
    assert own and theirs
    assert [term["what"] for term in own["terms"]] == ["Mengembalikan alat bengkel"] and own["terms"][0]["settled"]
    assert [(term["what"], term["left"], term["mine_to_do"]) for term in theirs["terms"]] == [("Mengganti mata bor koperasi", 750_000, False)]
    for party in case.all("party"):
        assert str(party["name"]) not in repr(own)


def test_a_party_recorded_later_with_the_same_phone_reads_the_own_part(new_node: Callable[[], Casework]) -> None:
    node = new_node()
    found = applied(node, office="polres-kebumen", institution="police")
    wishes = [
        Wish("party_added", {"role": "victim", "name": "Eka Lestari", "phone": "0812 3456 7890"}),
        Wish("session_scheduled", {"at": "2026-11-30T19:00+07:00", "place": "Polres Kebumen", "facilitator": "wahyu", "invited": ["@1"]}),
    ]
    outcome = node.perform(found.case_id, wishes, by=load_cast().author("wahyu"), now=TOLD_AT + timedelta(minutes=5))
    assert isinstance(outcome, Done), outcome
    shown = follow(node, found.code, "0812 3456 7890", now=TOLD_AT + timedelta(hours=1))
    assert shown and shown["meeting"] == {"at": datetime.fromisoformat("2026-11-30T19:00+07:00"), "place": "Polres Kebumen"}


def test_a_settled_case_says_so_with_what_happened(new_node: Callable[[], Casework]) -> None:
    node = new_node()
    telling = told(node, "kebumen-mediasi")
    case = node.case(telling.cases["perkara"])
    driver = case.thing("party", telling.names["pengemudi"]) if case else None
    assert case and driver
    code = issue_code(node, case, driver, "0812 0000 0002", now=TOLD_AT)
    shown = follow(node, str(code), "0812 0000 0002", now=TOLD_AT)
    assert shown and shown["now"]["id"] == "Perkara Anda selesai dengan damai." and shown["next"] is None
    assert next(event["says"]["en"] for event in shown["events"]) == "The case was recorded."
    assert all(term["mine_to_do"] for term in shown["terms"]) and sum(term["paid"] for term in shown["terms"]) == 7_500_000


def test_a_new_code_replaces_the_old_one(new_node: Callable[[], Casework]) -> None:
    node = new_node()
    telling = told(node, "konflik")
    case = node.case(telling.cases["perkara"])
    assert case
    first, second = (issue_code(node, case, case.victims[0], "0812 0000 0151", now=TOLD_AT) for _ in range(2))
    assert follow(node, str(first), "0812 0000 0151", now=TOLD_AT) is None
    assert follow(node, str(second), "0812 0000 0151", now=TOLD_AT)
    assert isinstance(issue_code(node, case, case.victims[0], "bukan nomor", now=TOLD_AT), Invalid)


def test_a_message_reaches_the_case_only_with_its_code(new_node: Callable[[], Casework]) -> None:
    node = new_node()
    found = applied(node)
    later = TOLD_AT + timedelta(hours=2)
    assert message(node, found.code, "0812 3456 7891", "Halo", now=later) is None
    assert isinstance(message(node, found.code, "0812 3456 7890", "  ", now=later), Invalid)
    assert isinstance(message(node, found.code, "0812 3456 7890", "Saya tidak bisa datang hari Senin.", now=later), Done)
    case = node.case(found.case_id)
    assert case and case.acts[-1].fields["text"] == "Saya tidak bisa datang hari Senin."


def test_a_page_is_served_at_the_counter_without_knowing_node_or_clock(new_node: Callable[[], Casework]) -> None:
    counter = Counter(new_node(), lambda: TOLD_AT)
    code = counter.apply(DATA)
    assert isinstance(code, str) and isinstance(counter.apply(DATA | {"phone": "x"}), Invalid)
    assert counter.follow(code, DATA["phone"]) and isinstance(counter.message(code, DATA["phone"], "Halo"), Done)


@pytest.mark.parametrize(("written", "read"), [("0812 3456 7890", "+6281234567890"), ("+62 812-3456-7890", "+6281234567890"), ("12345", ""), ("", "")])
def test_phones_are_compared_as_numbers(written: str, read: str) -> None:
    assert plain_phone(written) == read
