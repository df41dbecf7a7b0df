"""Kits and office: what is written without a line arrives once, whole and provably; what differs is shown to both."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from field import office
from field.office import Kits
from field.random_acts import snapshot
from rembuk.field.declaration import record_english, record_pack

NEW_CASE = ["case_opened", {"title": "Pencurian di Wahai", "practice": "general", "begins_at": "prosecution", "on": "2026-11-26", "region": "81.01"}]
#: A letter that a prosecutor writes away from the office.
SERIES = "surat_panggilan"
#: How many numbers of a letter a phone is handed at once.
SIZE = 10
VICTIM = ["party_added", {"role": "victim", "name": "Eka"}]


@pytest.fixture(scope="session", autouse=True)
def ready(request: pytest.FixtureRequest) -> None:
    office.prepare()


@pytest.fixture
def kits(ready: None) -> Iterator[Kits]:
    running = Kits((record_pack(), record_english()))
    yield running
    running.close()


def hub_case(case_id: str) -> Any:
    from rembuk.ledger.store import Ledger
    from rembuk.record.case import fold

    return fold(Ledger().load(case_id))


def faults() -> list[str]:
    from rembuk.ledger.verify import verify

    return [fault.says for fault in verify("default")]


def test_a_case_written_without_a_line_arrives_in_one_turn_and_is_confirmed(kits: Kits) -> None:
    kits.enrolled("a")
    opened = kits("a", "perform", wishes=[NEW_CASE, VICTIM])
    kits.posts = 0
    done = kits("a", "sync")
    assert (done["sent"], done["refused"], kits.posts) == (2, None, 1)
    state = kits("a", "state", case_id=opened["case"])
    assert state["unsent"] == 0 and state["legal"] == ["confirmed", "confirmed"]
    assert state["snapshot"] == snapshot(hub_case(opened["case"])) and not faults()


def test_two_phones_that_name_one_person_differently_both_show_it_and_one_choice_settles_it(kits: Kits) -> None:
    kits.enrolled("a")
    kits.enrolled("b", skew=-86_400_000)
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    kits("a", "sync")
    assert kits("b", "sync")["taken"] >= 2
    party = kits("b", "state", case_id=case_id)["snapshot"]["things"]["party"][0]["id"]
    for kit, name in (("a", "Eka Latu"), ("b", "Eka Wailissa")):
        kits(kit, "perform", case_id=case_id, wishes=[["party_corrected", {"party": party, "name": name}]])
    for kit in ("a", "b", "a"):
        kits(kit, "sync")
    both = [kits(kit, "state", case_id=case_id)["snapshot"] for kit in ("a", "b")]
    assert both[0] == both[1] == snapshot(hub_case(case_id))
    assert [(where, field) for where, field, _ in both[0]["conflicts"]] == [(party, "name")]
    kits("b", "perform", case_id=case_id, wishes=[["party_corrected", {"party": party, "name": "Eka Latu"}]])
    for kit in ("b", "a"):
        kits(kit, "sync")
    assert kits("a", "state", case_id=case_id)["snapshot"]["conflicts"] == [] and not faults()


def test_a_cut_before_or_after_the_office_has_heard_loses_nothing_and_doubles_nothing(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    fates = iter(["cut before", "cut after", "cut after", "cut before"])
    kits.on_post = lambda post: next(fates, "")
    for _ in range(4):
        assert kits("a", "sync")["cut"]
        kits("a", "perform", case_id=case_id, wishes=[["note_added", {"text": "masih di perahu"}]])
        kits("a", "reopen")
    assert kits("a", "sync")["refused"] is None
    acts = [act.id for act in hub_case(case_id).acts]
    assert len(acts) == len(set(acts)) == 6 and kits("a", "state", case_id=case_id)["unsent"] == 0 and not faults()


def test_a_long_time_without_a_line_goes_up_in_portions(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE])["case"]
    for number in range(130):
        kits("a", "perform", case_id=case_id, wishes=[["note_added", {"text": f"catatan {number}"}]])
    fates = iter(["", "cut before"])
    kits.on_post = lambda post: next(fates, "")
    assert kits("a", "sync").get("cut")
    assert kits("a", "state", case_id=case_id)["unsent"] == 31
    kits("a", "sync")
    assert len(hub_case(case_id).acts) == 131 and not faults()


def test_an_office_that_lost_what_it_had_confirmed_gets_it_again(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    kits("a", "sync")
    kits("a", "forge", chain={"received": 0, "confirmed": 0, "seals": []})
    done = kits("a", "sync")
    assert done["refused"] is None and kits("a", "state", case_id=case_id)["unsent"] == 0
    assert len(hub_case(case_id).acts) == 2 and not faults()


def test_nothing_is_taken_in_the_name_of_somebody_else(kits: Kits) -> None:
    kits.enrolled("a")
    kits("a", "forge", identity={"user": "kajari"})
    case_id = kits("a", "perform", wishes=[NEW_CASE])["case"]
    assert kits("a", "sync")["refused"][0].endswith("ditulis atas nama orang lain.")
    from rembuk.ledger.store import Ledger

    assert Ledger().load(case_id) == () and kits("a", "state", case_id=case_id)["unsent"] == 1


def test_a_changed_message_is_not_from_the_device(kits: Kits) -> None:
    kits.enrolled("a")
    kits("a", "perform", wishes=[NEW_CASE])

    def tamper(post: dict[str, Any]) -> str:
        post["body"] = "00" + post["body"][2:]
        return ""

    kits.on_post = tamper
    assert "tidak dikenal" in kits("a", "sync")["refused"][0]


def test_a_case_handed_to_another_office_leaves_the_phone_but_never_what_was_not_sent(kits: Kits) -> None:
    from django.test import override_settings

    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    other = kits("a", "perform", wishes=[NEW_CASE])["case"]
    kits("a", "sync")
    kits("a", "perform", case_id=other, wishes=[["note_added", {"text": "belum terkirim"}]])
    with override_settings(FIELD_HOST="field.test_exchange.EmptyHost"):
        kits.on_post = lambda post: ""
        kits("a", "sync")
        assert case_id not in kits("a", "state", case_id=case_id)["cases"]
    assert len(hub_case(other).acts) == 2


def test_a_revoked_phone_is_told_to_wipe_itself(kits: Kits) -> None:
    from datetime import UTC, datetime

    from rembuk.ledger.store import Ledger

    device = kits.enrolled("a")
    kits("a", "perform", wishes=[NEW_CASE])
    Ledger().revoke(device, reason="hilang", by="budi", now=datetime.now(UTC))
    assert kits("a", "sync")["wipe"] is True


def test_a_code_is_good_once(kits: Kits) -> None:
    from rembuk.field.enrolling import give_code
    from rembuk.record.act import Author

    code = give_code(Author("budi", "Budi Latuconsina", "prosecutor", "cabjari-wahai", "prosecution"))
    for kit, status in (("a", 200), ("b", 400)):
        kits(kit, "make")
        assert kits(kit, "enrol", code=code.upper().replace("-", " "))["status"] == status


def test_codes_cannot_be_guessed_in_a_row(kits: Kits) -> None:
    from django.core.cache import cache

    cache.clear()
    kits("a", "make")
    statuses = [kits("a", "enrol", code="salah")["status"] for _ in range(12)]
    assert statuses == [400] * 10 + [429] * 2
    cache.clear()


def test_neither_two_phones_nor_the_desk_ever_give_one_number_twice(kits: Kits) -> None:
    from datetime import date

    from rembuk.desk.papers.models import GivenNumber
    from rembuk.desk.papers.numbering import block_of, claim
    from rembuk.papers.registry import kind_of

    def at_the_desk() -> str:
        given = claim(block_of("cabjari-wahai", kind_of(SERIES), 2026), date(2026, 11, 26), "", case="c", by="kajari")
        assert isinstance(given, GivenNumber)
        return given.text

    numbers = [at_the_desk()]
    for kit in ("a", "b"):
        kits.enrolled(kit)
        case_id = kits(kit, "perform", wishes=[NEW_CASE])["case"]
        for _ in range(3):
            number = kits(kit, "number", series=SERIES, on="2026-11-26")["text"]
            kits(kit, "perform", case_id=case_id, wishes=[["letter_issued", {"paper": "Surat Panggilan", "number": number, "on": "2026-11-26"}]])
            numbers.append(number)
        numbers.append(at_the_desk())
        kits(kit, "sync")
        assert GivenNumber.objects.filter(case=case_id, series=SERIES).count() == 3
    assert len(set(numbers)) == len(numbers) == 9
    assert kits("a", "number", series=SERIES, on="2031-01-02") is None


def test_a_phone_that_has_used_half_of_its_numbers_gets_as_many_again(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE])["case"]
    for _ in range(6):
        number = kits("a", "number", series=SERIES, on="2026-11-26")["text"]
        kits("a", "perform", case_id=case_id, wishes=[["letter_issued", {"paper": "Surat Panggilan", "number": number, "on": "2026-11-26"}]])
    assert kits("a", "number", series=SERIES, on="2026-11-26")["left"] == SIZE - 7
    kits("a", "sync")
    assert kits("a", "number", series=SERIES, on="2026-11-26")["left"] == 2 * SIZE - 7


def test_a_number_is_written_by_its_pattern_alike_here_and_on_the_phone(kits: Kits) -> None:
    from datetime import date

    from rembuk.field.blocks import written
    from rembuk.field.models import NumberBlock

    kits.enrolled("a")
    told = kits("a", "number", series="ba_berhasil", on="2026-11-26")
    block = NumberBlock.objects.filter(series="ba_berhasil").order_by("-first").first()
    assert block and told["text"] == written(block, block.first, date(2026, 11, 26)) and told["left"] == SIZE - 1


def carried(content: bytes, password: str) -> Any:
    from datetime import UTC, datetime

    from rembuk.field.carrying import take_in_file
    from rembuk.field.host import host

    return take_in_file(content, password, host(), datetime.now(UTC))


def test_a_file_carried_by_hand_brings_acts_and_proof_and_its_receipt_brings_back_what_is_new(kits: Kits) -> None:
    from rembuk.desk.cases.attachments import attachment
    from rembuk.field.envelope import NotReadable

    kits.enrolled("a")
    kits.enrolled("b")
    other = kits("b", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    kits("b", "sync")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    photograph = b"\xff\xd8\xff" + random.Random(5).randbytes(40_000)
    digest = hashlib.sha256(photograph).hexdigest()
    media = [[digest, "image/jpeg", base64.b64encode(photograph).decode()], ["ab" * 32, "image/jpeg", "AAAA"], [digest, "text/html", "AAAA"]]
    file = kits("a", "carry", media=media)
    content = bytes.fromhex(file["bytes"])
    for damaged, password in ((content[:-1], file["password"]), (content, "salah"), (b"lain" + content, file["password"])):
        with pytest.raises(NotReadable):
            carried(damaged, password)
    for _ in range(2):
        taken = carried(content, file["password"].upper())
        assert (taken.left, taken.acts) == ((), 2)
    assert len(hub_case(case_id).acts) == 2 and attachment(digest) and not attachment("ab" * 32) and not faults()
    assert kits("a", "answered", bytes=taken.answer[:-1].hex(), password=file["password"]).startswith("Tanda terima ini rusak")
    assert kits("a", "answered", bytes=content.hex(), password=file["password"]) == "Ini bukan tanda terima dari kantor."
    assert kits("b", "answered", bytes=taken.answer.hex(), password=file["password"]) == "Tanda terima ini tidak ditandatangani kantor Anda."
    assert kits("a", "state", case_id=case_id)["unsent"] == 2
    for _ in range(2):
        assert digest in kits("a", "answered", bytes=taken.answer.hex(), password=file["password"])
        state = kits("a", "state", case_id=case_id)
        assert state["unsent"] == 0 and state["legal"] == ["confirmed", "confirmed"] and other in state["cases"]
    assert kits("a", "sync")["sent"] == 0


def test_a_receipt_that_comes_after_a_later_exchange_takes_nothing_back(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    file = kits("a", "carry")
    answer = carried(bytes.fromhex(file["bytes"]), file["password"]).answer
    kits("a", "perform", case_id=case_id, wishes=[["note_added", {"text": "lalu ada sinyal"}]])
    kits("a", "sync")
    kits("a", "answered", bytes=answer.hex(), password=file["password"])
    assert kits("a", "state", case_id=case_id)["legal"] == ["confirmed"] * 3


def test_a_file_of_a_revoked_phone_is_refused_whole(kits: Kits) -> None:
    from datetime import UTC, datetime

    from rembuk.field.envelope import NotReadable
    from rembuk.ledger.store import Ledger

    device = kits.enrolled("a")
    kits("a", "perform", wishes=[NEW_CASE])
    file = kits("a", "carry")
    Ledger().revoke(device, reason="hilang", by="budi", now=datetime.now(UTC))
    with pytest.raises(NotReadable):
        carried(bytes.fromhex(file["bytes"]), file["password"])


def test_an_act_that_was_not_his_to_do_is_refused_by_name_and_holds_nothing_up(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    kits("a", "forge", may="officer_assigned")
    kits("a", "perform", case_id=case_id, wishes=[["officer_assigned", {"officer": "budi"}]])
    kits("a", "perform", case_id=case_id, wishes=[["note_added", {"text": "sesudahnya"}]])
    assert kits("a", "sync")["refused"] is None
    assert [act.kind for act in hub_case(case_id).acts] == ["case_opened", "party_added", "note_added"] and not faults()
    state = kits("a", "state", case_id=case_id)
    assert state["unsent"] == 0 and state["snapshot"] == snapshot(hub_case(case_id))
    assert [why[0] for why in state["chain"]["refused"].values()] == ["tindakan ini hanya dilakukan di meja kantor oleh yang berwenang"]


def test_a_phone_a_day_ahead_is_told_so_and_its_acts_stand(kits: Kits) -> None:
    kits.enrolled("a", skew=86_400_000)
    kits.enrolled("b")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    kits("a", "sync")
    assert kits("a", "state", case_id=case_id)["chain"]["minutesOff"] > 1000
    kits("b", "sync")
    kits("b", "perform", case_id=case_id, wishes=[["note_added", {"text": "dari jam yang benar"}]])
    for kit in ("b", "a"):
        kits(kit, "sync")
    found = [kits(kit, "state", case_id=case_id)["snapshot"] for kit in ("a", "b")]
    assert found[0] == found[1] == snapshot(hub_case(case_id)) and found[0]["conflicts"] == [] and not faults()


def test_what_a_phone_sent_stands_in_the_lists_of_the_desk(kits: Kits) -> None:
    from rembuk.casework.models import CaseKey, CaseRow

    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    kits("a", "sync")
    row = CaseRow.objects.get(pk=case_id)
    assert (row.title, row.office, row.acts) == ("Pencurian di Wahai", "cabjari-wahai", 2)
    assert CaseKey.objects.filter(case_id=case_id).exists()


def test_a_photograph_that_was_cut_goes_on_where_it_stopped(kits: Kits) -> None:
    from rembuk.desk.cases.attachments import attachment

    kits.enrolled("a")
    bytes_ = b"\xff\xd8\xff" + random.Random(3).randbytes(150_000)
    digest = hashlib.sha256(bytes_).hexdigest()
    fates = iter(["", "cut after", "cut before"])
    sizes: list[int] = []

    def fate(post: dict[str, Any]) -> str:
        sizes.append(len(post["body"]) // 2)
        return next(fates, "")

    kits.on_post = fate
    told = {"digest": digest, "bytes": bytes_.hex(), "type": "image/jpeg"}
    assert kits("a", "media", **told) == "cut" and kits("a", "media", **told) == "cut"
    assert kits("a", "media", **told) is True
    found = attachment(digest)
    assert found and found.size == len(bytes_)
    assert sum(sizes) < len(bytes_) + 4 * 49152


def test_a_photograph_with_another_content_than_its_digest_is_not_kept(kits: Kits) -> None:
    from rembuk.desk.cases.attachments import attachment

    kits.enrolled("a")
    assert kits("a", "media", digest="ab" * 32, bytes=(b"\xff\xd8\xff" + b"x" * 100).hex(), type="image/jpeg") is False
    assert attachment("ab" * 32) is None


def test_nothing_new_costs_one_small_turn(kits: Kits) -> None:
    kits.enrolled("a")
    kits("a", "perform", wishes=[NEW_CASE, VICTIM])
    kits("a", "sync")
    sizes: list[int] = []
    kits.posts, kits.on_post = 0, lambda post: sizes.append(len(post["body"]) // 2) or ""  # type: ignore[func-returns-value]
    kits("a", "sync")
    assert kits.posts == 1 and sizes[0] < 250


_NAMES = st.sampled_from(["author", "acts", "seals", "rows", "cases", "kinds", "first", "held", "cursor"])
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(_NAMES, inner, max_size=6)),
    max_leaves=20,
)  # fmt: skip


@given(told=_JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_device_signs_is_read_or_refused_with_a_sentence(ready: None, told: object) -> None:
    from rembuk.field.envelope import NotReadable, acts_of, unpacked

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(json.dumps(told).encode()) + packer.flush()
    try:
        acts_of(unpacked(body), "aaaaaaaa")
    except NotReadable as problem:
        assert all(problem.said)


@given(body=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(ready: None, body: bytes) -> None:
    from rembuk.field.envelope import NotReadable, unpacked

    with pytest.raises(NotReadable):
        unpacked(b"\x07" + body)


def test_a_small_message_cannot_become_a_large_one(ready: None) -> None:
    from rembuk.field.envelope import NotReadable, unpacked

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(b"[" + b" " * 60_000_000 + b"]") + packer.flush()
    assert len(body) < 100_000
    with pytest.raises(NotReadable):
        unpacked(body)


def test_what_an_office_node_has_is_received_and_not_yet_confirmed(kits: Kits) -> None:
    from django.test import override_settings

    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    with override_settings(FIELD_HOST="field.test_exchange.NodeHost"):
        kits("a", "sync")
    assert kits("a", "state", case_id=case_id)["legal"] == ["received", "received"]
    kits("a", "sync")
    assert kits("a", "state", case_id=case_id)["legal"] == ["confirmed", "confirmed"]


class NodeHost:
    """An office node that has not reached its hub yet."""

    def __new__(cls) -> Any:
        from rembuk.desk.field_kit.host import DeskHost

        found = DeskHost()
        found.confirmed = lambda device, received: 0  # type: ignore[method-assign]
        return found


class EmptyHost:
    """A desk on which Budi may see nothing any more."""

    def __new__(cls) -> Any:
        from rembuk.desk.field_kit.host import DeskHost

        found = DeskHost()
        found.cases_of = lambda author: ()  # type: ignore[method-assign]
        return found
