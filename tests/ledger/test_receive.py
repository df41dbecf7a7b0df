"""Acts from other devices arrive exactly once, in order, and only when their device vouches for them."""

from __future__ import annotations

import random

import pytest

from ledger.cast import ANI, DESK, LAPTOP, NOON, Store, device
from rembuk.ledger import connection
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.receiving import Reason, Received
from rembuk.ledger.seal import Seal, seal
from rembuk.ledger.verify import verify
from rembuk.ledger.writing import Draft
from rembuk.record.act import Act


@pytest.fixture
def village(other_store: Store) -> Store:
    """The laptop's own store in the village: a case with five acts under three seals."""
    case = other_store.open_case(by=LAPTOP)
    other_store.append(case, *[Draft(case, "note_added", {"n": n}, ANI) for n in range(3)], by=LAPTOP)
    other_store.note(case, by=LAPTOP)
    return other_store


def deliver(store: Store, acts: list[Act], seals: list[Seal]) -> Received:
    return store.ledger.receive(acts, seals, now=NOON)


def reasons(received: Received) -> list[tuple[int, Reason]]:
    return [(left.act.number, left.reason) for left in received.left]


def test_what_arrives_is_what_was_written(store: Store, village: Store) -> None:
    acts, seals = village.acts_of(LAPTOP), village.seals_of(LAPTOP)
    random.Random(7).shuffle(acts)
    received = deliver(store, acts, seals)
    assert list(received.acts) == village.acts_of(LAPTOP)
    assert (received.known, received.left) == (0, ())
    assert [stored.position for stored in store.everything()] == list(received.positions)
    assert store.seals_of(LAPTOP) == village.seals_of(LAPTOP)
    assert verify(store.ledger.using) == []


def test_the_same_delivery_again_changes_nothing(store: Store, village: Store) -> None:
    acts, seals = village.acts_of(LAPTOP), village.seals_of(LAPTOP)
    deliver(store, acts, seals)
    again = deliver(store, acts * 2, seals * 2)
    assert (again.acts, again.left) == ((), ())
    assert len(store.everything()) == 5
    assert len(store.seals_of(LAPTOP)) == 3


def test_one_seal_at_the_end_is_enough(store: Store, village: Store) -> None:
    received = deliver(store, village.acts_of(LAPTOP), village.seals_of(LAPTOP)[-1:])
    assert len(received.acts) == 5
    assert verify(store.ledger.using) == []


def test_acts_after_a_gap_wait(store: Store, village: Store) -> None:
    acts, seals = village.acts_of(LAPTOP), village.seals_of(LAPTOP)
    received = deliver(store, [acts[0], *acts[2:]], seals)
    assert [act.number for act in received.acts] == [1]
    assert reasons(received) == [(3, Reason.GAP), (4, Reason.GAP), (5, Reason.GAP)]
    assert len(deliver(store, acts[1:], seals).acts) == 4
    assert verify(store.ledger.using) == []


def test_acts_that_no_seal_covers_yet_wait(store: Store, village: Store) -> None:
    received = deliver(store, village.acts_of(LAPTOP), village.seals_of(LAPTOP)[:2])
    assert [act.number for act in received.acts] == [1, 2, 3, 4]
    assert reasons(received) == [(5, Reason.UNSEALED)]
    assert len(deliver(store, village.acts_of(LAPTOP), village.seals_of(LAPTOP)).acts) == 1
    assert verify(store.ledger.using) == []


@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_act_changed_on_the_way_is_not_taken_in_nor_any_after_it(store: Store, village: Store, number: int) -> None:
    acts = village.acts_of(LAPTOP)
    acts[number - 1] = acts[number - 1]._replace(fields={"text": "diubah"})
    received = deliver(store, acts, village.seals_of(LAPTOP))
    taken = {1: 0, 3: 1, 5: 4}[number]
    assert len(received.acts) == taken
    assert reasons(received) == [(left, Reason.BAD_SEAL) for left in range(taken + 1, 6)]
    assert verify(store.ledger.using) == []


def test_a_seal_by_another_key_vouches_for_nothing(store: Store, village: Store) -> None:
    thief = DeviceKey("laptop", DESK.private_key)
    forged = [seal(thief, one.last, one.head, one.sealed_ms) for one in village.seals_of(LAPTOP)]
    received = deliver(store, village.acts_of(LAPTOP), forged)
    assert received.acts == ()
    assert {left.reason for left in received.left} == {Reason.BAD_SEAL}


def test_another_act_under_a_known_number_is_a_fork_and_changes_nothing(store: Store, village: Store) -> None:
    deliver(store, village.acts_of(LAPTOP), village.seals_of(LAPTOP))
    other = village.acts_of(LAPTOP)[1]._replace(fields={"text": "lain"})
    received = deliver(store, [other], [])
    assert reasons(received) == [(2, Reason.FORK)]
    assert store.acts_of(LAPTOP) == village.acts_of(LAPTOP)


def test_unknown_and_revoked_devices_are_left_with_the_reason(store: Store, other_store: Store) -> None:
    stranger = device("stranger")
    other_store.enrol(stranger)
    case = other_store.open_case(by=stranger)
    other_store.note(case, by=LAPTOP)
    store.ledger.revoke(LAPTOP.code, reason="hilang", by="ani", now=NOON)
    everything = [stored.act for stored in other_store.everything()]
    received = deliver(store, everything, other_store.seals_of(stranger) + other_store.seals_of(LAPTOP))
    assert {left.act.device: left.reason for left in received.left} == {"stranger": Reason.UNKNOWN_DEVICE, "laptop": Reason.REVOKED_DEVICE}
    assert store.everything() == ()


@pytest.mark.parametrize("change", [{"fields": {"x": 0.5}}, {"fields": {"x": "e\u0301"}}, {"clock": 0}, {"id": "laptop.7"}])
def test_an_act_in_another_form_than_ours_is_left(store: Store, village: Store, change: dict[str, object]) -> None:
    acts = village.acts_of(LAPTOP)
    acts[1] = acts[1]._replace(**change)  # type: ignore[arg-type]
    received = deliver(store, acts, village.seals_of(LAPTOP))
    assert [act.number for act in received.acts] == [1]
    assert {left.reason for left in received.left} == {Reason.MALFORMED}


def test_an_act_stands_after_those_its_author_had_seen(store: Store, other_store: Store) -> None:
    case = other_store.open_case(by=LAPTOP)
    for number in range(6):
        other_store.note(case, by=(DESK, LAPTOP)[number % 2])
    acts = [stored.act for stored in other_store.everything()]
    random.Random(3).shuffle(acts)
    received = deliver(store, acts, other_store.seals_of(DESK) + other_store.seals_of(LAPTOP))
    assert received.acts == other_store.ledger.load(case)
    assert store.note(case).seen == (received.acts[-1].id,)


def test_the_projection_hears_what_arrived(store: Store, village: Store) -> None:
    heard: list[Act] = []
    for _ in range(2):
        store.ledger.receive(village.acts_of(LAPTOP), village.seals_of(LAPTOP), now=NOON, project=heard.extend)
    assert heard == village.acts_of(LAPTOP)


def test_a_delivery_of_many_cases_is_taken_in_whole(store: Store, other_store: Store) -> None:
    for _ in range(connection.MOST_LOCKS + 1):
        other_store.open_case(by=LAPTOP)
    received = deliver(store, other_store.acts_of(LAPTOP), other_store.seals_of(LAPTOP)[-1:])
    assert len(received.acts) == connection.MOST_LOCKS + 1
    assert verify(store.ledger.using) == []


def test_an_empty_delivery_is_harmless(store: Store) -> None:
    assert deliver(store, [], []) == Received((), (), 0, ())
