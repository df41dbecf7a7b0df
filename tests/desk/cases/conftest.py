"""The record opens transactions of its own, so here every test has a database of its own: a copy of the empty one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from desk.cases.story import Story
from desk.cast import Cast
from rembuk.desk.node import casework


@pytest.fixture(scope="session")
def empty_database(database: None) -> Path:
    """The database as the migrations leave it."""
    with connection.cursor() as cursor:
        cursor.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    kept = Path(settings.HOME) / "empty.sqlite3"
    shutil.copyfile(settings.DATABASES["default"]["NAME"], kept)
    return kept


@pytest.fixture(autouse=True)
def undone(empty_database: Path) -> Iterator[None]:
    """Nothing a test writes outlives it."""
    yield
    connection.close()
    here = Path(settings.DATABASES["default"]["NAME"])
    for beside in ("-wal", "-shm"):
        here.with_name(here.name + beside).unlink(missing_ok=True)
    shutil.copyfile(empty_database, here)
    casework.cache_clear()
    cache.clear()


@pytest.fixture
def story(cast: Cast) -> Story:
    """Builds cases in few words."""
    return Story(cast)
