"""When disk, file or connection fail, one family of errors says so in plain words, and nothing is half there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from ledger.cast import DESK, NOON, Store, adding
from ledger.databases import Databases, close_alias, open_alias
from rembuk.ledger import attempts
from rembuk.ledger.connection import Statement
from rembuk.ledger.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly, StoreUnreachable
from rembuk.ledger.store import Ledger
from rembuk.ledger.verify import verify

on_sqlite = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
Opens = Callable[[dict[str, Any]], Ledger]


@pytest.fixture
def opens() -> Iterator[Opens]:
    """Opens ledgers that are not in order, and closes them."""
    aliases: list[str] = []

    def opened(database: dict[str, Any]) -> Ledger:
        aliases.append(open_alias(database))
        return Ledger(aliases[-1])

    yield opened
    for alias in aliases:
        close_alias(alias)


def impatient(database: dict[str, Any]) -> dict[str, Any]:
    options = database["OPTIONS"]
    return database | {"OPTIONS": options | {"init_command": options["init_command"].replace("busy_timeout=5000", "busy_timeout=1")}}


@on_sqlite
def test_a_full_disk_is_said_and_earlier_acts_stay(store: Store) -> None:
    case = store.open_case()
    ((pages,),) = store.sql("pragma page_count")
    store.sql(f"pragma max_page_count = {pages}")
    with pytest.raises(StoreFull, match="penuh; tidak ada yang disimpan") as caught:
        store.note(case, "x" * 100_000)
    assert "the disk under the store" in caught.value.says_en
    assert str(store.connection.settings_dict["NAME"]) in caught.value.says
    assert len(store.ledger.load(case)) == 1
    assert verify(store.ledger.using) == []
    store.sql("pragma max_page_count = 100000")
    assert store.note(case, "x" * 100_000).number == 2


@on_sqlite
def test_a_file_that_may_not_be_written_is_said(store: Store, opens: Opens) -> None:
    case = store.open_case()
    database = dict(store.connection.settings_dict)
    name = f"file:{database['NAME']}?mode=ro"
    reader = opens(database | {"NAME": name, "OPTIONS": {"uri": True, "transaction_mode": "IMMEDIATE"}})
    with pytest.raises(StoreReadOnly, match="hanya dapat dibaca"):
        reader.append(case, adding(case), device=DESK, now=NOON)
    assert len(reader.load(case)) == 1


@on_postgresql
def test_a_server_that_only_reads_is_said(store: Store) -> None:
    case = store.open_case()
    store.sql("set default_transaction_read_only = on")
    with pytest.raises(StoreReadOnly):
        store.note(case)
    assert len(store.ledger.load(case)) == 1


@on_sqlite
def test_a_file_that_cannot_be_opened_is_said(database: dict[str, Any], tmp_path: Path, opens: Opens) -> None:
    ledger = opens(database | {"NAME": str(tmp_path / "none" / "ledger.sqlite3")})
    with pytest.raises(StoreUnreachable, match="tidak dapat dibuka"):
        ledger.load("desk.1")


@on_sqlite
def test_a_file_that_is_no_database_is_said(database: dict[str, Any], tmp_path: Path, opens: Opens) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(b"bukan basis data " * 1000)
    with pytest.raises(StoreDamaged, match="rusak"):
        opens(database | {"NAME": str(path)}).load("desk.1")


@on_postgresql
def test_a_server_that_is_not_there_is_said(database: dict[str, Any], tmp_path: Path, opens: Opens) -> None:
    with pytest.raises(StoreUnreachable):
        opens(database | {"HOST": str(tmp_path)}).load("desk.1")


@on_postgresql
def test_a_connection_cut_during_an_append_is_said_and_leaves_nothing_half(store: Store, databases: Databases) -> None:
    case = store.open_case()

    def projection(acts: object) -> list[Statement]:
        database = dict(store.connection.settings_dict)
        alias = open_alias(database)
        with connections[alias].cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
        close_alias(alias)
        return []

    with pytest.raises(StoreUnreachable, match="lihat dahulu"):
        store.ledger.append(case, adding(case), device=DESK, now=NOON, prepare=projection)
    store.connection.close()
    assert len(store.ledger.load(case)) == 1
    assert store.note(case).number == 2


@on_sqlite
def test_a_store_that_stays_busy_is_said(database: dict[str, Any], opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = opens(impatient(database))
    Store(ledger.using)
    monkeypatch.setattr(attempts, "MOST_ATTEMPTS", 3)
    other = sqlite3.connect(database["NAME"], isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreBusy, match="coba lagi"):
        ledger.append(None, adding("desk.1"), device=DESK, now=NOON)
    other.execute("rollback")
    assert ledger.append(None, adding("desk.1"), device=DESK, now=NOON).positions
    other.close()


@on_sqlite
def test_a_lost_race_is_run_again(database: dict[str, Any], opens: Opens) -> None:
    ledger = opens(impatient(database))
    Store(ledger.using)
    other = sqlite3.connect(database["NAME"], isolation_level=None)
    other.execute("begin immediate")
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            other.execute("rollback")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attempts.time, "sleep", pause)
        assert ledger.append(None, adding("desk.1"), device=DESK, now=NOON).positions
    assert 0 < pauses[0] < 1 > pauses[1] > 0
    other.close()


def test_an_error_of_ours_stays_what_it_is(store: Store) -> None:
    case = store.open_case()

    def projection(acts: object) -> list[Statement]:
        return [("insert into nowhere values (1)", [])]

    with pytest.raises(Exception, match="nowhere") as caught:
        store.ledger.append(case, adding(case), device=DESK, now=NOON, prepare=projection)
    assert not isinstance(caught.value, StoreError)


def test_an_append_inside_another_transaction_is_refused_as_it_could_not_be_promised(store: Store) -> None:
    with transaction.atomic(using=store.ledger.using), pytest.raises(RuntimeError, match="durable"):
        store.open_case()


def test_a_damaged_row_is_said_with_its_place(store: Store) -> None:
    case = store.open_case()
    store.sql(
        "insert into ledger_act (case_id, kind, device, number, clock, body, hash, received_ms)"
        " select case_id, kind, device, 2, clock, hash, hash, 0 from ledger_act"
    )
    with pytest.raises(StoreDamaged, match=r"desk\.2 pada perkara desk\.1"):
        store.ledger.load(case)
    assert [fault.code for fault in verify(store.ledger.using)] == ["content-changed", "unsealed"]
