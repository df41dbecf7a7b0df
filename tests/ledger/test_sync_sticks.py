"""A village without any signal sends the same by a file, and gets a receipt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.carrying import HubOffice, Line, Office, synced
from ledger.cast import ANI, DESK, LAPTOP, NOON, device
from rembuk.ledger.sync import cards
from rembuk.ledger.sync.bundles import BundleProblem
from rembuk.ledger.sync.sticks import export_answer, export_request, import_files
from rembuk.ledger.verify import verify
from rembuk.ledger.writing import Draft

HUB_CARD, LAPTOP_CARD = cards.card_of(DESK), cards.card_of(LAPTOP)


def carried_to_hub(laptop: Office, hub: HubOffice, part_bytes: int | None = None) -> list[bytes]:
    """Exports at the laptop, imports at the hub, gives the answers."""
    files = export_request(laptop.store.ledger, LAPTOP, HUB_CARD, NOON, part_bytes)
    return [one.answer for one in import_files(hub.store.ledger, DESK, files, NOON, hub_side=hub.side) if one.answer]


def test_there_and_back_is_an_exchange(hub: HubOffice, laptop: Office) -> None:
    mine, theirs = laptop.open_case(), hub.open_case()
    laptop.note(mine), hub.note(theirs)
    (answer,) = carried_to_hub(laptop, hub)
    assert laptop.node._waiting() == 2
    (imported,) = import_files(laptop.store.ledger, LAPTOP, [answer], NOON)
    assert (imported.outcome.taken, laptop.node._waiting()) == (2, 0)
    assert hub.acts() == laptop.acts() and len(hub.acts()) == 4
    outcome = synced(laptop, Line(hub))
    assert (outcome.sent, outcome.taken, outcome.known) == (0, 0, 0)
    assert verify(hub.store.ledger.using) == verify(laptop.store.ledger.using) == []


def test_importing_twice_is_harmless(hub: HubOffice, laptop: Office) -> None:
    laptop.open_case()
    files = export_request(laptop.store.ledger, LAPTOP, HUB_CARD, NOON)
    first = import_files(hub.store.ledger, DESK, files * 2, NOON, hub_side=hub.side)
    again = import_files(hub.store.ledger, DESK, files, NOON + timedelta(days=1), hub_side=hub.side)
    for one in (*first, *again):
        import_files(laptop.store.ledger, LAPTOP, [one.answer or b""] * 2, NOON)
    assert hub.acts() == laptop.acts() and len(hub.acts()) == 1
    assert laptop.node._waiting() == 0


def test_small_sticks_take_parts(hub: HubOffice, laptop: Office) -> None:
    case = laptop.open_case()
    laptop.notes(case, [f"{number * 7919 % 100003} {number * 104729 % 99991}" for number in range(600)])
    theirs = hub.open_case()
    hub.notes(theirs, [f"{number * 7907 % 100019} {number * 104723 % 99989}" for number in range(900)])
    files = export_request(laptop.store.ledger, LAPTOP, HUB_CARD, NOON, 2500)
    assert len(files) > 1 and max(map(len, files)) <= 2500
    import_files(hub.store.ledger, DESK, files[::-1], NOON, hub_side=hub.side)
    assert len(hub.store.ledger.load(case)) == 601
    parts = export_answer(hub.store.ledger, DESK, LAPTOP_CARD, hub.scope, NOON, 4000)
    assert len(parts) > 1
    import_files(laptop.store.ledger, LAPTOP, parts, NOON)
    assert hub.acts() == laptop.acts()
    assert synced(laptop, Line(hub)).known == 0
    assert verify(laptop.store.ledger.using) == []


def test_a_part_before_its_time_is_refused_and_welcome_later(hub: HubOffice, laptop: Office) -> None:
    theirs = hub.open_case()
    hub.notes(theirs, [f"{number * 7907 % 100019} {number * 104723 % 99989}" for number in range(900)])
    first, *rest = export_answer(hub.store.ledger, DESK, LAPTOP_CARD, hub.scope, NOON, 4000)
    with pytest.raises(BundleProblem, match="bagian atau bundel sebelumnya"):
        import_files(laptop.store.ledger, LAPTOP, rest, NOON)
    assert laptop.acts() == set()
    for file in (first, *rest):
        import_files(laptop.store.ledger, LAPTOP, [file], NOON)
    assert hub.acts() == laptop.acts()


@pytest.mark.parametrize("at", [0, 4, 6, 12, 40, 60, 100, 180, -1, -20])
def test_a_damaged_file_is_refused_whole(hub: HubOffice, laptop: Office, at: int) -> None:
    laptop.open_case()
    (file,) = export_request(laptop.store.ledger, LAPTOP, HUB_CARD, NOON)
    damaged = bytearray(file)
    damaged[at] ^= 4
    for broken in (bytes(damaged), file[: len(file) // 2], b"", file + b"x"):
        with pytest.raises(BundleProblem):
            import_files(hub.store.ledger, DESK, [broken], NOON, hub_side=hub.side)
    assert hub.acts() == set()


def test_a_file_for_another_or_of_a_stranger_is_refused(hub: HubOffice, laptop: Office) -> None:
    laptop.open_case()
    (file,) = export_request(laptop.store.ledger, LAPTOP, HUB_CARD, NOON)
    with pytest.raises(BundleProblem, match="untuk perangkat desk"):
        import_files(laptop.store.ledger, LAPTOP, [file], NOON)
    stranger = device("other")
    laptop.store.enrol(stranger)
    laptop.store.append(None, Draft(None, "case_opened", {}, ANI), by=stranger)
    (forged,) = export_request(laptop.store.ledger, stranger, HUB_CARD, NOON)
    with pytest.raises(BundleProblem, match="tidak dikenal"):
        import_files(hub.store.ledger, DESK, [forged], NOON, hub_side=hub.side)


def test_a_hub_may_send_what_nobody_asked_for(hub: HubOffice, laptop: Office) -> None:
    case = hub.open_case()
    synced(laptop, Line(hub))
    synced(laptop, Line(hub))
    hub.note(case)
    (file,) = export_answer(hub.store.ledger, DESK, LAPTOP_CARD, hub.scope, NOON)
    (imported,) = import_files(laptop.store.ledger, LAPTOP, [file], NOON)
    assert imported.outcome.taken == 1 and hub.acts() == laptop.acts()


def test_a_card_is_read_as_it_was_written() -> None:
    assert cards.read(cards.write(LAPTOP)) == LAPTOP_CARD
    assert len(LAPTOP_CARD.fingerprint.replace(" ", "")) == 20


@pytest.mark.parametrize("change", [lambda text: text[:-2], lambda text: text.replace("laptop", "laptap"), lambda text: text + " x", lambda text: ""])
def test_a_changed_card_is_refused(change: object) -> None:
    with pytest.raises(cards.CardProblem):
        cards.read(change(cards.write(LAPTOP)))  # type: ignore[operator]
