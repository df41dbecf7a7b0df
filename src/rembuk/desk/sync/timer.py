"""Syncing by timer: while the desk runs, a thread of it asks the hub every so many minutes; after failures it waits longer and longer.

The setting and what came of the last try are kept as data, so a restart goes on where the last run stopped. 0 minutes, as at first, is never.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from rembuk.desk.sync.models import Timer
from rembuk.desk.sync.syncing import Synced, sync_now
from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.errors import StoreError
from rembuk.ledger.sync import hubs

_LOG = logging.getLogger(__name__)

#: What a person may choose; 0 is never.
CHOICES = (0, 5, 15, 30, 60, 240)
LONGEST_WAIT = timedelta(hours=4)
_BUSY_WAIT = timedelta(minutes=1)
_TRIES = 3
_LOOK_SECONDS = 10.0


class Told(NamedTuple):
    """The timer as people read it: minutes, the next try and the last one's end (None before the first), failures in a row, the last result."""

    minutes: int
    next_at: datetime | None
    ended_at: datetime | None
    failures: int
    says: str
    says_en: str


def told() -> Told:
    """How the timer stands."""
    one = Timer.objects.filter(pk=1).first() or Timer()
    return Told(one.minutes, _moment(one.next_ms) if one.minutes else None, _moment(one.ended_ms), one.failures, one.says, one.says_en)


def set_minutes(minutes: int, now: datetime) -> None:
    """Syncs every so many minutes from now on, the first time at once; never for 0."""
    values = {"minutes": minutes, "next_ms": _ms(now), "failures": 0}
    in_one_transaction(connection, lambda: Timer.objects.update_or_create(pk=1, defaults=values))


def wait_after(minutes: int, failures: int) -> timedelta:
    """How long until the next try: the interval, doubled for each failure after the first in a row, never more than `LONGEST_WAIT` or the interval."""
    interval = timedelta(minutes=minutes)
    return min(interval * (1 << min(max(failures - 1, 0), 16)), max(LONGEST_WAIT, interval))


def tick(clock: Callable[[], datetime]) -> Synced | None:
    """Syncs if it is time; what came of it, None when it was not. Raises StoreError when the store fails before there is anything to say."""
    one, now = Timer.objects.filter(pk=1, minutes__gt=0).first(), clock()
    if one is None or one.next_ms > _ms(now) or not _has_hub() or not _claimed(one, now):
        return None
    synced = _tried()
    failures = 0 if synced.outcome is not None else one.failures + (not synced.is_busy)
    ended = clock()
    pause = _BUSY_WAIT if synced.is_busy else wait_after(one.minutes, failures)
    values: dict[str, Any] = {"failures": failures, "next_ms": _ms(ended + pause)}
    if not synced.is_busy:
        values |= {"ended_ms": _ms(ended), "says": synced.says, "says_en": synced.says_en}
    # Who has changed the setting meanwhile is not overruled.
    in_one_transaction(connection, lambda: Timer.objects.filter(pk=1, minutes=one.minutes).update(**values))
    return synced


def _has_hub() -> bool:
    hub = hubs.hub_of()
    return hub is not None and bool(hub.address) and not hub.is_revoked


def _claimed(one: Timer, now: datetime) -> bool:
    """Whether this process is the one that tries: of two desks over one database only one finds the moment unchanged."""
    held = _ms(now + timedelta(minutes=one.minutes))
    return bool(in_one_transaction(connection, lambda: Timer.objects.filter(pk=1, next_ms=one.next_ms).update(next_ms=held)))


def _tried() -> Synced:
    try:
        return sync_now(tries=_TRIES)
    except StoreError as error:
        return Synced(None, error.says, error.says_en)


def start() -> None:
    """Lets the timer run in a thread that ends with the program."""
    threading.Thread(target=_run, name="sync-timer", daemon=True).start()


def _run() -> None:
    pause = threading.Event()
    while not pause.wait(_LOOK_SECONDS):
        try:
            tick(lambda: datetime.now(UTC))
        except Exception:
            # The desk goes on, and so does the timer.
            _LOG.exception("sinkron berkala terhenti; dicoba lagi")
        finally:
            connection.close()


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(ms: int) -> datetime | None:
    return datetime.fromtimestamp(ms / 1000, UTC) if ms else None
