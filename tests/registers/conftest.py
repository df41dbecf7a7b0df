"""Registers over the record of a node. The whole folder runs on SQLite and again on PostgreSQL."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import django
import pytest
from django.apps import apps

_ON_POSTGRES = bool(os.environ.get("REMBUK_TEST_POSTGRES"))
_FOLDER = Path(tempfile.mkdtemp(prefix="rembuk-registers-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)

if not apps.ready:
    os.environ["REMBUK_TEST_DATABASE"] = f"registers_{os.getpid()}" if _ON_POSTGRES else str(_FOLDER / "store.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "registers.settings"
    django.setup()

from django.db import transaction  # noqa: E402

from casework.node import node_at  # noqa: E402
from rembuk.casework.acting import Casework  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    """One database for the run of a worker, made by the migrations."""
    from django.core.management import call_command
    from django.db import connections

    guarded = request.config.pluginmanager.hasplugin("django")
    with request.getfixturevalue("django_db_blocker").unblock() if guarded else nullcontext():
        if _ON_POSTGRES:
            import psycopg

            with psycopg.connect(host=os.environ["REMBUK_TEST_POSTGRES"], user="rembuk", dbname="postgres", autocommit=True) as connection:
                connection.execute(f'create database "{os.environ["REMBUK_TEST_DATABASE"]}"'.encode())
        call_command("migrate", verbosity=0)
        yield
        connections.close_all()


@pytest.fixture
def undone() -> Iterator[None]:
    """Nothing such a test writes outlives it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def key_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "node.key"


@pytest.fixture
def node(key_path: Path) -> Casework:
    """This node's casework, its device enrolled."""
    return node_at(key_path)
