"""The database itself refuses to change what the ledger holds, whoever asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from ledger.cast import LAPTOP, Store
from rembuk.ledger import guards
from rembuk.ledger.models import Act
from rembuk.ledger.verify import verify


@pytest.fixture
def filled(store: Store) -> Store:
    store.note(store.open_case())
    store.ledger.revoke(LAPTOP.code, reason="hilang", by="ani", now=store.everything()[0].received_at)
    return store


@pytest.mark.parametrize("table", guards.TABLES)
def test_no_row_can_be_changed_or_removed(filled: Store, table: str) -> None:
    before = filled.sql(f"select * from {table}")
    assert before
    column = {"ledger_act": "kind", "ledger_seal": "sealed_ms", "ledger_device": "label", "ledger_device_revocation": "reason"}[table]
    for statement in (f"update {table} set {column} = {column}", f"delete from {table}"):
        with pytest.raises(DatabaseError, match="ledger hanya dapat ditambah"):
            filled.sql(statement)
    assert filled.sql(f"select * from {table}") == before


def test_the_table_cannot_be_emptied_or_written_over(filled: Store) -> None:
    statement = "truncate ledger_act" if filled.connection.vendor == "postgresql" else "insert or replace into ledger_act select * from ledger_act"
    with pytest.raises(DatabaseError, match="ledger hanya dapat ditambah"):
        filled.sql(statement)
    with pytest.raises(DatabaseError):
        Act.objects.using(filled.ledger.using).all().delete()
    assert len(filled.everything()) == 2


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_a_session_that_calls_itself_a_replica_is_refused_too(filled: Store) -> None:
    filled.sql("set session_replication_role = replica")
    with pytest.raises(DatabaseError, match="ledger hanya dapat ditambah"):
        filled.sql("delete from ledger_act")


@pytest.mark.parametrize("table", guards.TABLES)
def test_a_guard_that_is_gone_is_reported(filled: Store, table: str) -> None:
    name = f"{table}_stays" if filled.connection.vendor == "postgresql" else f"{table}_kept"
    filled.sql(f"drop trigger {name}" + (f" on {table}" if filled.connection.vendor == "postgresql" else ""))
    (fault,) = verify(filled.ledger.using)
    assert fault.code == "unguarded"
    assert table in fault.says
