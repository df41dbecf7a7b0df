"""The record opens transactions of its own, so nothing around a test can undo it: here each test gets the empty database again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from desk.cast import Cast
from desk.work.office_day import OfficeDay
from rembuk.desk.node import casework


@pytest.fixture(scope="session")
def as_migrated(database: None) -> Path:
    """A copy of the database before anybody wrote to it."""
    with connection.cursor() as cursor:
        cursor.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    copy = Path(settings.HOME) / "as-migrated.sqlite3"
    shutil.copyfile(settings.DATABASES["default"]["NAME"], copy)
    return copy


@pytest.fixture(autouse=True)
def undone(as_migrated: Path) -> Iterator[None]:
    """Nothing a test writes outlives it."""
    yield
    connection.close()
    used = Path(settings.DATABASES["default"]["NAME"])
    for end in ("-wal", "-shm"):
        used.with_name(used.name + end).unlink(missing_ok=True)
    shutil.copyfile(as_migrated, used)
    casework.cache_clear()
    cache.clear()


@pytest.fixture
def day(cast: Cast) -> OfficeDay:
    """An ordinary day in the offices of the cast."""
    return OfficeDay(cast)
