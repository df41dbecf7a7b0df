"""What a person who saves an act may rely on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from ledger.cast import ANI, DESK, DEWA, LAPTOP, NOON, Store, adding, device, opening
from ledger.databases import close_alias, open_alias
from rembuk.ledger.chain import NotCanonical
from rembuk.ledger.connection import Statement
from rembuk.ledger.errors import DeviceMismatch, DeviceRevoked, DeviceUnknown
from rembuk.ledger.keys import DeviceKey, new_key
from rembuk.ledger.verify import verify
from rembuk.ledger.writing import Draft, Writing
from rembuk.record.act import Act


def test_what_was_appended_is_what_is_loaded(store: Store) -> None:
    fields = {"loss_rupiah": 2_500_000, "text": "Sepeda motor; “rusak” 😀", "items": [{"b": 1, "a": None}], "is_minor": False}
    added = store.append(None, Draft(None, "case_opened", fields, DEWA))
    (act,) = added.acts
    assert (act.id, act.case, act.number, act.author, act.fields, act.seen) == ("desk.1", "desk.1", 1, DEWA, fields, ())
    assert act.at == NOON
    assert store.ledger.load("desk.1") == added.acts
    assert store.ledger.find("desk.1") == act
    for unknown in ("desk.2", "desk.01", "desk", "desk.", ".1", "desk.x", "desk.\u0661", "desk." + "9" * 30, ""):
        assert store.ledger.find(unknown) is None
    assert store.ledger.load("desk.9") == ()


def test_an_append_gives_numbers_clocks_and_ids_in_order(store: Store) -> None:
    case = store.open_case()
    added = store.append(case, *[Draft(case, "note_added", {"n": n}, ANI) for n in range(5)])
    assert [act.id for act in added.acts] == [f"desk.{number}" for number in range(2, 7)]
    clocks = [act.clock for act in store.ledger.load(case)]
    assert clocks == sorted(set(clocks))
    assert added.positions == tuple(range(added.positions[0], added.positions[0] + 5))


def test_time_set_back_does_not_turn_the_order_round(store: Store) -> None:
    case = store.open_case()
    later = store.note(case, now=NOON + timedelta(days=1))
    earlier = store.note(case, by=LAPTOP, now=NOON - timedelta(days=400))
    assert earlier.clock > later.clock == store.ledger.newest_clock() - 1


def test_drafts_of_one_append_may_name_each_other(store: Store) -> None:
    def write(writing: Writing) -> list[Draft]:
        case, party = writing.reserve(2)
        return [
            Draft(None, "case_opened", {}, ANI),
            Draft(case, "party_added", {"name": "Eka"}, ANI),
            Draft(case, "consent_given", {"party": party}, ANI),
        ]

    opened, party, consent = store.ledger.append(None, write, device=DESK, now=NOON).acts
    assert party.case == consent.case == opened.id
    assert consent.fields == {"party": party.id}
    assert [party.seen, consent.seen] == [(opened.id,), (party.id,)]


def test_a_draft_is_added_as_the_act_that_it_was_shown_as(store: Store) -> None:
    shown: list[Act] = []

    def write(writing: Writing) -> list[Draft]:
        drafts = [*opening(writing), Draft(writing.reserve(2)[0], "party_added", {"name": "Eka"}, ANI)]
        shown[:] = [writing.add(one) for one in drafts]
        return drafts

    added = store.ledger.append(None, write, device=DESK, now=NOON)
    assert list(added.acts) == shown and verify(store.ledger.using) == []


@pytest.mark.parametrize("returned", [0, 1])
def test_a_draft_that_was_shown_is_never_left_out(returned: int, store: Store) -> None:
    def write(writing: Writing) -> list[Draft]:
        writing.add(opening(writing)[0])
        return opening(writing)[:returned]

    with pytest.raises(ValueError, match="bukan yang sudah"):
        store.ledger.append(None, write, device=DESK, now=NOON)
    assert store.everything() == ()


def test_a_reserved_id_never_passes_to_a_later_act(store: Store) -> None:
    def write(writing: Writing) -> list[Draft]:
        writing.reserve(2)
        return opening(writing)

    with pytest.raises(ValueError, match="2 nomor dipesan"):
        store.ledger.append(None, write, device=DESK, now=NOON)
    assert store.everything() == ()


def test_the_caller_decides_on_the_case_as_it_is_at_that_moment(store: Store) -> None:
    case = store.open_case()
    store.note(case)
    noticed: list[tuple[Act, ...]] = []

    def write(writing: Writing) -> str:
        noticed.append(writing.acts)
        return "perkara sudah ditutup"

    assert store.ledger.append(case, write, device=DESK, now=NOON) == "perkara sudah ditutup"
    assert noticed == [store.ledger.load(case)]
    assert len(store.everything()) == 2


def test_no_drafts_add_nothing(store: Store) -> None:
    assert store.append(store.open_case()).acts == ()
    assert len(store.seals_of(DESK)) == 1


def test_seen_is_what_no_other_act_has_seen(store: Store) -> None:
    case = store.open_case()
    one = store.append(case, Draft(case, "note_added", {}, ANI, seen=(case,))).acts[0]
    other = store.append(case, Draft(case, "note_added", {}, ANI, seen=(case,)), by=LAPTOP).acts[0]
    assert store.ledger.heads(case) == (one.id, other.id)
    joined = store.note(case)
    assert joined.seen == (one.id, other.id)
    assert store.ledger.heads(case) == (joined.id,)


def test_seen_counts_the_whole_case_also_after_a_draft_that_names_its_own(store: Store) -> None:
    case = store.open_case()
    aside = store.note(case)
    named = Draft(case, "note_added", {}, ANI, seen=(case,))
    first, second = store.append(case, named, Draft(case, "note_added", {}, ANI)).acts
    assert second.seen == (aside.id, first.id)


@pytest.mark.parametrize(
    ("value", "place"),
    [(0.5, "fields.x"), (2**53, "fields.x"), ({1: 2}, "fields.x"), (["a", {"b": object()}], r"fields.x\[1\].b"), ("\ud800", "fields.x")],
)
def test_what_cannot_be_kept_the_same_everywhere_is_refused_by_name(store: Store, value: object, place: str) -> None:
    case = store.open_case()
    with pytest.raises(NotCanonical, match=f"^{place}:"):
        store.ledger.append(case, adding(case, x=value), device=DESK, now=NOON)
    assert len(store.everything()) == 1


def test_texts_are_kept_in_one_normal_form(store: Store) -> None:
    case = store.open_case()
    assert store.note(case, "Cafe\u0301").fields == {"text": "Café"}


def test_an_append_that_fails_leaves_nothing(store: Store) -> None:
    case = store.open_case()

    def projection(acts: tuple[Act, ...]) -> list[Statement]:
        raise RuntimeError("proyeksi gagal")

    with pytest.raises(RuntimeError, match="proyeksi gagal"):
        store.ledger.append(case, adding(case), device=DESK, now=NOON, prepare=projection)
    assert len(store.everything()) == len(store.seals_of(DESK)) == 1
    assert store.note(case).number == 2


def test_the_projection_is_kept_with_the_acts_or_not_at_all(store: Store) -> None:
    store.sql("create table listing (act text primary key)")

    def projection(acts: tuple[Act, ...]) -> list[Statement]:
        """Writes one row by itself and has the other written with the acts; either way it can fail."""
        told = [str(act.fields.get("text")) for act in acts]
        for act in acts:
            store.sql("insert into listing values (%s)", f"{act.id} itself")
        if "gagal" in told:
            raise RuntimeError
        return [("insert into listing values (%s)", ["desk.1" if "kembar" in told else act.id]) for act in acts]

    case = store.ledger.append(None, opening, device=DESK, now=NOON, prepare=projection).acts[0].id
    with pytest.raises(RuntimeError):
        store.ledger.append(case, adding(case, text="gagal"), device=DESK, now=NOON, prepare=projection)
    with pytest.raises(IntegrityError):
        store.ledger.append(case, adding(case, text="kembar"), device=DESK, now=NOON, prepare=projection)
    assert store.sql("select act from listing order by act") == [("desk.1",), ("desk.1 itself",)]
    assert len(store.ledger.load(case)) == 1


def test_the_log_is_read_on_from_any_place(store: Store) -> None:
    case = store.open_case()
    for number in range(9):
        store.note(case, str(number), by=(DESK, LAPTOP)[number % 2])
    everything, position = list(store.everything()), 0
    read = []
    while page := store.ledger.load_since(position, 3):
        read += page
        position = page[-1].position
    assert read == everything
    assert all(stored.received_at == NOON for stored in read)


def test_a_device_writes_only_where_it_is_enrolled_and_with_its_own_key(store: Store) -> None:
    stranger = new_key()
    with pytest.raises(DeviceUnknown, match=stranger.code):
        store.ledger.append(None, opening, device=stranger, now=NOON)
    with pytest.raises(DeviceMismatch):
        store.ledger.append(None, opening, device=DeviceKey("desk", stranger.private_key), now=NOON)
    with pytest.raises(DeviceMismatch):
        store.enrol(DeviceKey("desk", stranger.private_key))
    store.enrol(DESK)
    assert store.open_case() == "desk.1"


def test_a_revoked_device_writes_no_more_and_what_it_wrote_stays(store: Store) -> None:
    case = store.open_case()
    store.ledger.revoke("desk", reason="laptop hilang", by="ani", now=NOON)
    with pytest.raises(DeviceRevoked):
        store.note(case)
    with pytest.raises(DeviceUnknown):
        store.ledger.revoke(device("none").code, reason="", by="ani", now=NOON)
    assert len(store.ledger.load(case)) == 1
    assert verify(store.ledger.using) == []


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_a_connection_that_puts_values_into_the_statement_does_the_same(database: dict[str, Any]) -> None:
    alias = open_alias(database | {"OPTIONS": {}})
    bound = Store(alias)
    case = bound.open_case()
    added = bound.append(case, *[Draft(case, "note_added", {"n": n}, ANI) for n in range(300)])
    assert bound.ledger.load(case)[1:] == added.acts
    assert bound.ledger.load_since(0, 1)[0].act.id == case
    assert verify(alias) == []
    close_alias(alias)
