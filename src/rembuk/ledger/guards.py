"""What the database itself refuses: changing or removing a row of the ledger, by whatever program.

SQLite rebuilds a table when a migration changes it and drops the triggers with it: such a migration ends with
`install` again. With `INSERT OR REPLACE` SQLite asks the triggers only under `recursive_triggers` (`connection.py`).
"""

from __future__ import annotations

from typing import Any

TABLES = ("ledger_act", "ledger_seal", "ledger_device", "ledger_device_revocation")
CARRIED = ("ledger_refusal", "ledger_branch", "ledger_witness", "ledger_anchor")
"""Part of the record as well, where acts have come from other stores."""

MESSAGE = "ledger hanya dapat ditambah: baris {table} tidak boleh diubah atau dihapus; catat koreksi sebagai tindakan baru"

_FUNCTION = """
create or replace function ledger_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'ledger hanya dapat ditambah: baris % tidak boleh diubah atau dihapus', tg_table_name
        using errcode = 'restrict_violation', hint = 'catat koreksi sebagai tindakan baru';
end $$
"""


def install(connection: Any) -> None:
    """Puts the guards on every table of the ledger; those already there are renewed."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _STATEMENTS[connection.vendor](_present(connection)):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Takes the guards off, as undoing the migration does; an unguarded ledger is a fault that `verify` reports."""
    with connection.cursor() as cursor:
        for table in _present(connection):
            for name in _names(table, connection.vendor):
                on = f" on {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"drop trigger if exists {name}{on}")


def missing(connection: Any) -> list[str]:
    """The tables of which a guard is gone or switched off."""
    query = {
        "sqlite": "select name from sqlite_master where type = 'trigger'",
        "postgresql": "select tgname from pg_trigger where tgenabled = 'A' and tgname like 'ledger_%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return [table for table in (*TABLES, *CARRIED) if not present.issuperset(_names(table, connection.vendor))]


def _present(connection: Any) -> list[str]:
    """The tables there are: an earlier migration installs guards when later tables have not been made."""
    with connection.cursor() as cursor:
        known = set(connection.introspection.table_names(cursor))
    return [table for table in (*TABLES, *CARRIED) if table in known]


def _names(table: str, vendor: str) -> tuple[str, ...]:
    return (f"{table}_stays", f"{table}_whole") if vendor == "postgresql" else (f"{table}_unchanged", f"{table}_kept")


def _sqlite(tables: list[str]) -> list[str]:
    said = {table: MESSAGE.format(table=table) for table in tables}
    return [
        f"create trigger {name} before {change} on {table} begin select raise(abort, '{said[table]}'); end"
        for table in tables
        for name, change in zip(_names(table, "sqlite"), ("update", "delete"), strict=True)
    ]


def _postgresql(tables: list[str]) -> list[str]:
    statements = [_FUNCTION]
    for table in tables:
        for name, change, each in zip(_names(table, "postgresql"), ("update or delete", "truncate"), ("row", "statement"), strict=True):
            statements.append(f"create trigger {name} before {change} on {table} for each {each} execute function ledger_refuse_change()")
            # "always": not switched off by a session that calls itself a replica.
            statements.append(f"alter table {table} enable always trigger {name}")
    return statements


_STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}
