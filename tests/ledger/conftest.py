"""Every test that takes a `store` runs twice: on a SQLite file and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import django
import pytest
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ledger.settings")
if not apps.ready:
    django.setup()

from ledger.carrying import HubOffice, Line, Office
from ledger.cast import DESK, LAPTOP, Store
from ledger.databases import VENDORS, Databases, close_alias, open_alias, start_postgres, stop_postgres
from ledger.writers import start_server


@pytest.fixture(scope="session", autouse=True)
def database_access(request: pytest.FixtureRequest) -> Iterator[None]:
    """These tests open databases of their own, also where a plugin keeps tests away from the configured one."""
    known = request.config.pluginmanager.hasplugin("django")
    with request.getfixturevalue("django_db_blocker").unblock() if known else nullcontext():
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    server = start_postgres()
    yield Databases(tmp_path_factory.mktemp("ledgers"), server)
    stop_postgres(server)


@pytest.fixture(scope="session")
def writer_processes() -> None:
    """What tests need that start writers as processes of their own."""
    start_server()


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database(databases: Databases, vendor: str) -> Iterator[dict[str, Any]]:
    """The settings of an empty ledger."""
    made = databases.fresh(vendor)
    yield made
    databases.give_back(made)


@pytest.fixture
def store(database: dict[str, Any]) -> Iterator[Store]:
    """An empty ledger."""
    alias = open_alias(database)
    yield Store(alias)
    close_alias(alias)


@pytest.fixture
def other_store(databases: Databases, vendor: str) -> Iterator[Store]:
    """A second empty ledger of the same kind."""
    made = databases.fresh(vendor)
    alias = open_alias(made)
    yield Store(alias)
    close_alias(alias)
    databases.give_back(made)


@pytest.fixture
def key_path(tmp_path: Path) -> Path:
    return tmp_path / "node.key"


@pytest.fixture
def hub(store: Store) -> HubOffice:
    """A hub over an empty ledger."""
    return HubOffice(store, DESK)


@pytest.fixture
def laptop(other_store: Store, hub: HubOffice) -> Office:
    """A node of the hub."""
    office = Office(other_store, LAPTOP)
    office.join(hub)
    return office


@pytest.fixture
def line(hub: HubOffice) -> Line:
    """The line between them."""
    return Line(hub)
