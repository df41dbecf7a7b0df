"""A whole transaction, done again when it lost a race, until it succeeds or the store must be called busy."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import DatabaseError, IntegrityError, InterfaceError, transaction

from rembuk.ledger.errors import StoreBusy
from rembuk.ledger.failures import family_of, store_error, told_as_store_errors

MOST_ATTEMPTS = 8
LONGEST_SECONDS = 15
"""After so long no further attempt begins: a person waits for the answer."""

_FIRST_PAUSE_SECONDS = 0.01
_OURS = "ledger_"
_SQLITE_TAKEN = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")

Result = TypeVar("Result")


class LostRace(Exception):
    """Another writer took the same number or id first: the transaction must be done again from the start."""


def in_one_transaction(connection: Any, work: Callable[[], Result]) -> Result:
    """What `work` gives, committed when this returns. `work` may be run several times and must keep nothing between.

    Raises a StoreError when the store fails or stays busy; what `work` itself raises undoes everything and goes on.
    Raises RuntimeError inside another transaction, where returning would not mean that it is kept.
    """
    begun = time.monotonic()
    for attempt in range(MOST_ATTEMPTS):
        if attempt:
            time.sleep(_pause_seconds(attempt))
        try:
            with transaction.atomic(using=connection.alias, durable=True):
                return work()
        except LostRace as lost:
            failure: Exception = lost
        except (DatabaseError, InterfaceError) as error:
            if family_of(error) is not StoreBusy:
                with told_as_store_errors(connection):
                    raise
            failure = error
        if time.monotonic() - begun > LONGEST_SECONDS:
            break
    raise store_error(StoreBusy, connection) from failure


@contextmanager
def races_noticed() -> Iterator[None]:
    """Inside, an act or seal that is already there raises LostRace (SQLite 2067 and 1555, SQLSTATE 23505)."""
    try:
        yield
    except IntegrityError as error:
        if _is_taken(error.__cause__):
            raise LostRace from error
        raise


def _is_taken(cause: Any) -> bool:
    if getattr(cause, "sqlstate", "") == "23505":
        return str(cause.diag.table_name).startswith(_OURS)
    return getattr(cause, "sqlite_errorname", "") in _SQLITE_TAKEN and f": {_OURS}" in str(cause)


def _pause_seconds(attempt: int) -> float:
    """Growing, and never the same for two writers."""
    return random.uniform(0.5, 1.5) * _FIRST_PAUSE_SECONDS * (1 << attempt)
