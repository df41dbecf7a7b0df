"""Syncing by timer: off at first, at the times it was set to, later and later when the hub is not reached, and never two at once."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from desk.conftest import SignedIn
from rembuk.desk.sync import nodes, syncing, timer
from rembuk.desk.sync.models import Timer
from rembuk.desk.sync.one_at_a_time import one_at_a_time
from rembuk.ledger.errors import StoreBusy
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.sync import cards
from rembuk.ledger.sync.said import Outcome

HUB = DeviceKey("other2", Ed25519PrivateKey.from_private_bytes(b"other2".ljust(32, b".")))
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
DONE = syncing.Synced(Outcome(), "selesai", "done")
CUT = syncing.Synced(None, "putus", "cut", True)
BUSY = syncing.Synced(None, "sedang berjalan", "under way", is_busy=True)

HOLD = """
import fcntl, sys, time
file = open(sys.argv[1], "wb")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def joined(undone: None) -> None:
    nodes.join_hub("http://127.0.0.1:1", cards.write(HUB))


def ticked(monkeypatch: pytest.MonkeyPatch, at: datetime, comes_to: syncing.Synced) -> bool:
    """Whether it synced when it was asked at this moment."""
    monkeypatch.setattr(timer, "sync_now", lambda **_: comes_to)
    return timer.tick(lambda: at) is not None


def test_it_is_off_until_somebody_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert timer.told().minutes == 0 and not ticked(monkeypatch, NOW, DONE)
    timer.set_minutes(0, NOW)
    assert not ticked(monkeypatch, NOW, DONE)
    timer.set_minutes(15, NOW)
    assert ticked(monkeypatch, NOW, DONE)


def test_it_syncs_at_its_times_and_says_what_came_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    timer.set_minutes(15, NOW)
    assert ticked(monkeypatch, NOW, DONE) and not ticked(monkeypatch, NOW + timedelta(minutes=14), DONE)
    assert timer.told() == timer.Told(15, NOW + timedelta(minutes=15), NOW, 0, "selesai", "done")
    assert ticked(monkeypatch, NOW + timedelta(minutes=15), DONE)


def test_failures_make_it_wait_longer_and_a_success_ends_that(monkeypatch: pytest.MonkeyPatch) -> None:
    timer.set_minutes(60, NOW)
    waits, at = [], NOW
    for _ in range(5):
        assert ticked(monkeypatch, at, CUT)
        after = timer.told().next_at
        assert after is not None
        waits.append(after - at)
        at = after
    assert waits == [timedelta(hours=hours) for hours in (1, 2, 4, 4, 4)]
    assert timer.told()[3:] == (5, "putus", "cut")
    assert ticked(monkeypatch, at, DONE) and timer.told().next_at == at + timedelta(hours=1)


def test_a_sync_under_way_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    timer.set_minutes(60, NOW)
    assert ticked(monkeypatch, NOW, BUSY)
    assert timer.told() == timer.Told(60, NOW + timedelta(minutes=1), None, 0, "", "")


def test_a_store_that_fails_is_said_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> syncing.Synced:
        raise StoreBusy("sedang dipakai", "in use")

    timer.set_minutes(15, NOW)
    monkeypatch.setattr(timer, "sync_now", fails)
    assert timer.tick(lambda: NOW) is not None
    assert timer.told() == timer.Told(15, NOW + timedelta(minutes=15), NOW, 1, "sedang dipakai", "in use")


def test_of_two_desks_over_one_database_one_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    timer.set_minutes(15, NOW)
    seen = Timer.objects.get()
    assert ticked(monkeypatch, NOW, DONE)
    assert not timer._claimed(seen, NOW)


def test_who_switches_it_off_while_it_syncs_is_not_overruled(monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(**_: object) -> syncing.Synced:
        timer.set_minutes(0, NOW)
        return DONE

    timer.set_minutes(15, NOW)
    monkeypatch.setattr(timer, "sync_now", meanwhile)
    assert timer.tick(lambda: NOW) is not None and timer.told().minutes == 0


def test_another_process_that_syncs_is_not_joined_and_its_end_frees_the_lock() -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(Path(settings.HOME, "sync-lock"))], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    assert syncing.sync_now(tries=1).is_busy
    holder.kill()
    holder.communicate()
    assert not syncing.sync_now(tries=1).is_busy
    with one_at_a_time() as first, one_at_a_time() as second:
        assert (first, second) == (True, False)


def test_administrators_set_it_and_everybody_sees_it(signed_in: SignedIn) -> None:
    assert signed_in("ani").post("/sinkron/otomatis/", {"minutes": "15"}).status_code == 403
    lia = signed_in("lia")
    for wrong in ("", "7", "-5", "x"):
        lia.post("/sinkron/otomatis/", {"minutes": wrong})
        assert timer.told().minutes == 0
    lia.post("/sinkron/otomatis/", {"minutes": "15"})
    page = signed_in("ani").get("/sinkron/").content.decode()
    assert "setiap 15 menit selama meja kerja berjalan" in page and 'name="minutes"' not in page
    assert timer.tick(lambda: datetime.now(UTC)) is not None
    page = signed_in("ani").get("/sinkron/").content.decode()
    assert "1 kali gagal berturut-turut" in page and "belum tercapai" in page
    connection.close()
