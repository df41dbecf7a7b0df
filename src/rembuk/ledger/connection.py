"""How the ledger talks to its database: settings for SQLite, one consistent view, and who waits for whom.

On SQLite one writer at a time holds the whole store. On PostgreSQL an append locks its device (numbers and chain) and its
case (so that what was checked still holds when it is written); others go on. Positions are given before they are
committed, so a reader of the log waits for the appends under way: otherwise its cursor would pass over one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from typing import Any

from django.db import transaction

BUSY_MS = 5000
"""How long an append waits for another writer before it tries anew, in milliseconds."""

MOST_LOCKS = 100
"""A delivery that concerns more devices and cases than this holds up every append instead: a server's locks are numbered."""

_LOG = "rembuk-log"

Statement = tuple[str, Sequence[Any]]
Rows = list[tuple[Any, ...]]


def sqlite_options() -> dict[str, Any]:
    """`OPTIONS` for a SQLite database that holds a ledger: what was confirmed survives a power cut, writers queue."""
    pragmas = ("journal_mode=wal", "synchronous=full", f"busy_timeout={BUSY_MS}", "recursive_triggers=on", "foreign_keys=on")
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": BUSY_MS / 1000,
        "init_command": ";".join(f"pragma {pragma}" for pragma in pragmas),
    }


def postgresql_options() -> dict[str, Any]:
    """The same for PostgreSQL: a statement that comes again is prepared, since planning it takes the server longer than answering it."""
    return {"server_side_binding": True, "prepare_threshold": 3}


def locks_for_writing(connection: Any, names: list[str]) -> list[Statement]:
    """What waits until this transaction alone writes for these devices and cases (`device:..`, `case:..`), in the order given."""
    if connection.vendor != "postgresql":
        return []
    if len(names) > MOST_LOCKS:
        return [_locks(["pg_advisory_xact_lock(%s)"], [_LOG])]
    return [_locks([*["pg_advisory_xact_lock(%s)"] * len(names), "pg_advisory_xact_lock_shared(%s)"], [*names, _LOG])]


def run_together(cursor: Any, statements: Sequence[Statement]) -> list[Rows]:
    """The rows that each statement gives, in one exchange with the server where there is one."""
    database = cursor.db
    if database.vendor == "sqlite" or len(statements) < 2:
        return [_run(cursor, statement) for statement in statements]
    if database.features.uses_server_side_binding:
        with database.wrap_database_errors, database.connection.pipeline():
            asked = [database.connection.cursor().execute(*statement) for statement in statements]
        return [one.fetchall() if one.rownumber is not None else [] for one in asked]
    cursor.execute("; ".join(query for query, _ in statements), [value for _, values in statements for value in values])
    answers = [_rows(cursor)]
    while cursor.nextset():
        answers.append(_rows(cursor))
    return answers


def lock_log(connection: Any) -> None:
    """Waits until no append is under way, and keeps new ones waiting until this transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_lock_number(_LOG)])


def settled_position(connection: Any) -> int:
    """The newest position of the log; every act that is still to be committed will have a higher one. 0 for an empty log."""
    # On SQLite a transaction of Django's would lock writers out, and positions are committed in order anyhow.
    together = transaction.atomic(using=connection.alias) if connection.vendor == "postgresql" else nullcontext()
    with together, connection.cursor() as cursor:
        lock_log(connection)
        cursor.execute("select max(position) from ledger_act")
        (newest,) = cursor.fetchone()
    return newest or 0


@contextmanager
def snapshot(connection: Any) -> Iterator[None]:
    """Every read inside sees the store as it was at the first one; writers are not held up.

    Inside a transaction that has already begun, reads see what that transaction sees.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("begin deferred")  # Django's own would be BEGIN IMMEDIATE and hold up writers.
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("rollback")


def _locks(calls: list[str], names: list[str]) -> Statement:
    # The columns are computed from left to right, so the first bounds the wait of the others.
    query = f"select set_config('lock_timeout', '{BUSY_MS:d}', true), {', '.join(calls)}"
    return query, list(map(_lock_number, names))


def _run(cursor: Any, statement: Statement) -> Rows:
    cursor.execute(*statement)
    return _rows(cursor)


def _rows(cursor: Any) -> Rows:
    return list(cursor.fetchall()) if cursor.description else []


def _lock_number(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)
