"""One exchange brings both ways what the other lacks, whatever happens to the line."""

from __future__ import annotations

import pytest

from ledger.carrying import HubOffice, Line, Office, synced
from ledger.cast import ANI, device
from rembuk.ledger.verify import verify
from rembuk.ledger.writing import Draft


def test_both_ways_in_one_turn(hub: HubOffice, laptop: Office, line: Line) -> None:
    there = hub.open_case()
    hub.note(there)
    here = laptop.open_case()
    laptop.note(here)
    outcome = synced(laptop, line)
    assert (outcome.sent, outcome.taken, outcome.waiting) == (2, 2, 0)
    assert len(line.up) == 1
    assert hub.acts() == laptop.acts() and len(hub.acts()) == 4
    assert verify(hub.store.ledger.using) == verify(laptop.store.ledger.using) == []


def test_nothing_new_costs_few_bytes(hub: HubOffice, laptop: Office, line: Line) -> None:
    hub.open_case()
    synced(laptop, line)
    outcome = synced(laptop, line)
    assert (outcome.sent, outcome.taken) == (0, 0)
    assert (line.up[-1] <= 90, line.down[-1]) == (True, 0)


def test_after_the_first_time_only_what_is_new_goes(hub: HubOffice, laptop: Office, line: Line) -> None:
    case = hub.open_case()
    hub.notes(case, [f"catatan {number}" for number in range(300)])
    assert synced(laptop, line).taken == 301
    hub.note(case, "baru")
    outcome = synced(laptop, line)
    assert (outcome.taken, outcome.known) == (1, 0)
    assert line.down[-1] < 400
    assert hub.acts() == laptop.acts()


@pytest.mark.parametrize("at", [0, 1, 40, 150, 400, 700, 1000])
def test_a_cut_costs_what_was_in_flight(hub: HubOffice, laptop: Office, line: Line, at: int) -> None:
    case = hub.open_case()
    hub.notes(case, [f"korban nomor {number} datang ke balai desa pada pukul {number}" for number in range(40)])
    mine = laptop.open_case()
    laptop.note(mine)
    line.cut_down = at
    assert synced(laptop, line).waiting == 0
    assert hub.acts() == laptop.acts()
    assert verify(laptop.store.ledger.using) == []


def test_what_was_kept_before_a_cut_is_not_sent_again(hub: HubOffice, laptop: Office, line: Line) -> None:
    case = hub.open_case()
    hub.notes(case, [f"{number * 7919 % 100003} {number * 104729 % 99991}" for number in range(800)])
    line.cut_down = 2500
    outcome = synced(laptop, line)
    assert len(line.down) == 2
    assert line.down[1] < line.down[0] - 1500
    assert (outcome.known, outcome.taken) == (0, 801) and hub.acts() == laptop.acts()
    assert verify(laptop.store.ledger.using) == []


def test_a_case_new_to_the_node_brings_its_whole_history(hub: HubOffice, laptop: Office, line: Line) -> None:
    first, second = hub.open_case(), hub.open_case()
    for _ in range(3):
        hub.note(first), hub.note(second)
    hub.scope.without["laptop"] = {second}
    synced(laptop, line)
    assert {case for _, case, _ in laptop.acts()} == {first}
    assert verify(laptop.store.ledger.using) == []
    hub.note(second)
    hub.scope.without["laptop"] = set()
    synced(laptop, line)
    assert hub.acts() == laptop.acts()
    assert verify(laptop.store.ledger.using) == []


def test_a_case_taken_away_is_told_and_its_acts_stop(hub: HubOffice, laptop: Office, line: Line) -> None:
    first, second = hub.open_case(), hub.open_case()
    synced(laptop, line)
    hub.scope.without["laptop"] = {second}
    hub.note(second, "rahasia")
    hub.note(first)
    assert synced(laptop, line).gone == (second,)
    assert not any("rahasia" in told for _, _, told in laptop.acts())
    assert verify(laptop.store.ledger.using) == []


def test_acts_of_a_third_device_come_with_its_key(hub: HubOffice, laptop: Office, line: Line) -> None:
    phone = device("phone")
    hub.store.enrol(phone)
    case = hub.store.append(None, Draft(None, "case_opened", {}, ANI), by=phone).acts[0].id
    hub.note(case)
    synced(laptop, line)
    assert hub.acts() == laptop.acts()
    assert verify(laptop.store.ledger.using) == []
