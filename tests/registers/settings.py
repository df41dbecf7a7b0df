"""Ledger, casework and registers without the desk, on SQLite or, where REMBUK_TEST_POSTGRES names a socket's folder, on PostgreSQL."""

import os
from typing import Any

INSTALLED_APPS = ["rembuk.ledger", "rembuk.casework", "rembuk.registers.books", "rembuk.registers.statistics"]
USE_TZ = True
SECRET_KEY = "tests"
_postgres = os.environ.get("REMBUK_TEST_POSTGRES")
_name = os.environ.get("REMBUK_TEST_DATABASE", "registers")


def _database() -> dict[str, Any]:
    from rembuk.ledger.connection import postgresql_options, sqlite_options

    if _postgres:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": _name, "HOST": _postgres, "PORT": "5432", "USER": "rembuk", "OPTIONS": postgresql_options()}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": _name, "OPTIONS": sqlite_options()}


DATABASES = {"default": _database()}
