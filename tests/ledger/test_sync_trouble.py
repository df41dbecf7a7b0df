"""What can go wrong with devices, clocks and hubs: nothing is lost, nothing comes twice, and people are told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.carrying import HubOffice, Line, Office, synced
from ledger.cast import ANI, DESK, LAPTOP, NOON, Store, device
from ledger.databases import Databases, close_alias, open_alias, sqlite_settings
from rembuk.ledger.refusals import Refused
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.models import Withheld
from rembuk.ledger.sync.node import Declined
from rembuk.ledger.sync.notices import notices
from rembuk.ledger.verify import verify
from rembuk.ledger.writing import Draft
from rembuk.record.act import moment_of

DAY = timedelta(days=1)


@pytest.fixture
def vendor() -> str:
    return "sqlite"


@pytest.fixture
def backup(tmp_path: Path) -> Iterator[Backup]:
    kept = Backup(tmp_path)
    yield kept
    kept.close()


class Backup:
    """Copies of stores as they were."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aliases: list[str] = []

    def of(self, office: Office) -> Store:
        """A store that holds what this one holds now."""
        path = self._folder / f"copy{len(self._aliases)}.sqlite3"
        office.store.sql("pragma wal_checkpoint(truncate)")
        shutil.copy(office.store.connection.settings_dict["NAME"], path)
        alias = open_alias(sqlite_settings(path))
        self._aliases.append(alias)
        return Store(alias, enrolled=())

    def close(self) -> None:
        for alias in self._aliases:
            close_alias(alias)


def told(store: Store) -> set[str]:
    return {one.code for one in notices(store.ledger.using)}


def test_a_restored_laptop_gets_back_what_it_had_sent(hub: HubOffice, laptop: Office, line: Line, backup: Backup) -> None:
    case = laptop.open_case()
    synced(laptop, line)
    old = backup.of(laptop)
    laptop.note(case, "sesudah cadangan")
    synced(laptop, line)
    restored = Office(old, LAPTOP)
    restored.join(hub)
    assert synced(restored, line).taken == 1
    assert restored.acts() == hub.acts()
    restored.note(case, "lanjut")
    synced(restored, line)
    assert restored.acts() == hub.acts() and len(hub.acts()) == 3
    assert told(hub.store) == set()


def test_a_laptop_that_wrote_on_after_a_restore_becomes_a_branch_and_nothing_is_lost(hub: HubOffice, laptop: Office, line: Line, backup: Backup) -> None:
    case = laptop.open_case()
    synced(laptop, line)
    old = backup.of(laptop)
    laptop.note(case, "yang hilang bersama disk")
    synced(laptop, line)
    restored = Office(old, LAPTOP)
    restored.join(hub)
    mine = restored.store.append(None, Draft(None, "case_opened", {"title": "Baru"}, ANI), by=LAPTOP, now=NOON + DAY).acts[0]
    restored.note(mine.id, "ditulis sesudah dipulihkan", now=NOON + DAY)
    synced(restored, line)
    assert restored.acts() == hub.acts() and len(hub.acts()) == 4
    assert told(hub.store) == told(restored.store) == {"fork"}
    assert verify(hub.store.ledger.using) == verify(restored.store.ledger.using) == []
    restored.note(case, "jalan terus", now=NOON + 2 * DAY)
    synced(restored, line)
    synced(laptop, line)
    assert restored.acts() == hub.acts() == laptop.acts() and len(hub.acts()) == 5
    assert {verify(one.store.ledger.using) == [] for one in (hub, restored, laptop)} == {True}


def test_two_copies_that_both_write_for_days_converge(hub: HubOffice, laptop: Office, line: Line, backup: Backup) -> None:
    case = laptop.open_case()
    synced(laptop, line)
    clone = Office(backup.of(laptop), LAPTOP)
    clone.join(hub)
    for day in range(3):
        laptop.note(case, f"asli {day}", now=NOON + day * DAY)
        clone.note(case, f"salinan {day}", now=NOON + day * DAY)
        synced(laptop, line)
        synced(clone, line)
    synced(laptop, line)
    assert hub.acts() == laptop.acts() == clone.acts() and len(hub.acts()) == 7
    assert {verify(one.store.ledger.using) == [] for one in (hub, clone, laptop)} == {True}


def test_a_hub_restored_from_a_backup_gets_again_what_it_lost(hub: HubOffice, laptop: Office, line: Line, backup: Backup) -> None:
    case = hub.open_case()
    synced(laptop, line)
    old = backup.of(hub)
    hub.note(case, "hub menulis, laptop menerima, hub hilang")
    laptop.note(case, "dikirim lalu hilang")
    synced(laptop, line)
    everything = laptop.acts()
    restored = HubOffice(old, DESK)
    again = Line(restored)
    again.now = NOON + DAY
    laptop.note(case, "baru")
    synced(laptop, again)
    assert restored.acts() == laptop.acts() > everything
    assert "hub-restored" in told(laptop.store)
    assert verify(restored.store.ledger.using) == verify(laptop.store.ledger.using) == []


def test_a_hub_that_wrote_on_after_a_restore_has_two_histories_and_keeps_both(hub: HubOffice, laptop: Office, line: Line, backup: Backup) -> None:
    case = hub.open_case()
    synced(laptop, line)
    old = backup.of(hub)
    hub.note(case, "sebelum bencana")
    synced(laptop, line)
    restored = HubOffice(old, DESK)
    restored.note(case, "sesudah bencana", now=NOON + DAY)
    again = Line(restored)
    synced(laptop, again)
    synced(laptop, again)
    assert restored.acts() == laptop.acts() and len(restored.acts()) == 3
    assert verify(restored.store.ledger.using) == verify(laptop.store.ledger.using) == []


def test_a_clock_a_day_wrong_keeps_the_order_and_is_told(hub: HubOffice, laptop: Office, line: Line) -> None:
    case = hub.open_case()
    hub.note(case, now=NOON + DAY)
    synced(laptop, line)
    line.now = NOON + DAY
    laptop.note(case, "jam mundur sehari", now=NOON - DAY)
    outcome = laptop.node.sync(lambda _: line.post(laptop.node.request(NOON - DAY)[0]), lambda: NOON - DAY)
    assert outcome.minutes_off == -2 * 24 * 60
    assert told(laptop.store) == told(hub.store) == {"clock"}
    clocks = [stored.act.clock for stored in hub.store.everything()]
    assert clocks == sorted(clocks) and moment_of(clocks[-1]) >= NOON + DAY


def test_a_refused_act_is_kept_told_and_blocks_nothing(store: Store, other_store: Store) -> None:
    def judge(acts: object) -> list[Refused]:
        return [Refused(a.device, a.number, "no-right", "bukan perkara kantor Anda", "not a case of your office", "desk") for a in acts if a.fields.get("text") == "x"]  # type: ignore[attr-defined]

    hub = HubOffice(store, DESK, judge=judge)
    laptop = Office(other_store, LAPTOP)
    laptop.join(hub)
    line = Line(hub)
    case = laptop.open_case()
    laptop.note(case, "x")
    laptop.note(case, "boleh")
    outcome = synced(laptop, line)
    assert [one.act for one in outcome.refused] == ["laptop.2"] and outcome.waiting == 0
    assert [act.number for act in hub.store.ledger.load(case)] == [act.number for act in laptop.store.ledger.load(case)] == [1, 3]
    assert told(laptop.store) == {"refused"}
    assert verify(store.ledger.using) == verify(other_store.ledger.using) == []


def test_a_refusal_reaches_the_other_nodes(databases: Databases, store: Store, other_store: Store) -> None:
    hub = HubOffice(store, DESK, judge=lambda acts: [Refused(a.device, a.number, "x", "a", "b", "desk") for a in acts if a.fields.get("text") == "x"])
    laptop, third = Office(other_store, LAPTOP), Office(Store(open_alias(databases.fresh("sqlite"))), device("phone"))
    laptop.join(hub), third.join(hub)
    case = laptop.open_case()
    laptop.note(case, "x")
    synced(laptop, Line(hub))
    synced(third, Line(hub))
    assert [act.number for act in third.store.ledger.load(case)] == [1]
    assert third.acts() == hub.acts()


def test_a_revoked_device_is_told_and_what_it_brings_is_kept_apart(hub: HubOffice, laptop: Office, line: Line) -> None:
    case = laptop.open_case()
    synced(laptop, line)
    hub.store.ledger.revoke("laptop", reason="hilang di kapal", by="ani", now=NOON)
    laptop.note(case, "sesudah dicabut")
    outcome = synced(laptop, line)
    assert outcome.is_revoked and laptop.node.state.is_revoked
    assert len(hub.acts()) == 1
    assert [(one.number, one.code) for one in Withheld.objects.using(hub.store.ledger.using).all()] == [(2, "REVOKED_DEVICE")]
    assert told(laptop.store) == {"revoked"}


def test_a_stranger_learns_nothing(hub: HubOffice, laptop: Office, line: Line) -> None:
    hub.open_case()
    laptop.node.key = device("other")
    with pytest.raises(Declined, match="tidak terdaftar"):
        laptop.node.sync(line.post, line.clock)


def test_a_request_heard_on_the_way_is_not_answered_again(hub: HubOffice, laptop: Office, line: Line) -> None:
    hub.open_case()
    synced(laptop, line)
    assert hub.side.answer(line.requests[0], NOON).status == 409


@pytest.mark.parametrize("at", range(0, 700, 7))
def test_an_answer_changed_on_the_way_changes_nothing(hub: HubOffice, laptop: Office, line: Line, at: int) -> None:
    case = hub.open_case()
    hub.notes(case, ["korban hadir", "pelaku minta maaf", "pukul 09.00 di balai desa"])

    def changed(content: bytes) -> bytes:
        return content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :] if at < len(content) else content

    line.change = changed
    try:
        laptop.node.sync(line.post, line.clock)
    except (Unreadable, EOFError, OSError):
        assert laptop.acts() < hub.acts()
    line.change = lambda content: content
    synced(laptop, line)
    assert laptop.acts() == hub.acts()
    assert verify(laptop.store.ledger.using) == []


def test_acts_of_a_phone_reach_the_hub_through_the_office(hub: HubOffice, laptop: Office, line: Line) -> None:
    phone = device("phone")
    hub.side._may_introduce = lambda sender, one: one.office == "polres-kebumen"
    laptop.store.enrol(phone)
    case = laptop.open_case()
    laptop.store.append(case, Draft(case, "note_added", {"text": "dari telepon"}, ANI), by=phone)
    synced(laptop, line)
    assert hub.acts() == laptop.acts() and len(hub.acts()) == 2
    assert verify(hub.store.ledger.using) == []
