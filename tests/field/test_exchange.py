"""Kits and office: what is written without a line arrives once, whole and provably; what differs is shown to both."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

from field import office
from field.office import NEW_CASE, VICTIM, Kits, faults, hub_case
from field.random_acts import snapshot

kits, ready = office.kits, office.ready


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


def test_the_very_same_message_heard_twice_changes_nothing(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    heard: list[dict[str, Any]] = []
    kits.on_post = lambda post: heard.append(post) or ""  # type: ignore[func-returns-value]
    kits("a", "sync")
    again = kits.client.post(heard[0]["path"], bytes.fromhex(heard[0]["body"]), "application/octet-stream", headers=heard[0]["headers"])
    assert again.status_code == 200 and json.loads(again.content)["received"] == 2
    assert len(hub_case(case_id).acts) == 2 and not faults()


def test_a_suspect_recorded_on_a_phone_is_recognised_in_another_case(kits: Kits) -> None:
    from rembuk.desk.node import casework

    suspect = ["party_added", {"role": "suspect", "name": "Yusuf Ali", "birth_date": "1990-05-04"}]
    kits.enrolled("a")
    first, second = (kits("a", "perform", wishes=[NEW_CASE, suspect])["case"] for _ in range(2))
    for _ in range(2):
        kits("a", "sync")
        kits("a", "forge", chain={"received": 0})
    found = [casework().case(one) for one in (first, second)]
    identities = [[act for act in case.acts if act.kind == "identity_recorded"] for case in found if case]
    assert [len(acts) for acts in identities] == [1, 1]
    assert all(case and casework().offices_to_ask(case) for case in found)


def test_the_example_in_the_documentation_is_what_an_office_reads(ready: None) -> None:
    from rembuk.field.envelope import acts_of

    page = (Path(__file__).parents[2] / "docs/field.md").read_text(encoding="utf-8")
    told = json.loads(page.partition("```json\n")[2].partition("```")[0])
    author, acts, seals = acts_of(told, "6y6u6q4t")
    assert [(act.id, act.kind, act.seen) for act in acts] == [("6y6u6q4t.1", "case_opened", ()), ("6y6u6q4t.2", "party_added", ("6y6u6q4t.1",))]
    assert author.user == "budi" and acts[1].clock == acts[0].clock + 1 and seals[0].last == 2
