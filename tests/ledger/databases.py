"""Fresh ledgers for tests: a SQLite file, or a database in a private PostgreSQL that lives as long as the test run."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from rembuk.ledger import guards
from rembuk.ledger.connection import postgresql_options, sqlite_options

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "postgres.sh"
VENDORS = ("sqlite", "postgresql")

_numbers = itertools.count(1)


def sqlite_settings(path: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": sqlite_options()}


def postgres_settings(server: dict[str, str], name: str) -> dict[str, Any]:
    where = {"HOST": server["PGHOST"], "PORT": server["PGPORT"], "USER": server["PGUSER"]}
    return {"ENGINE": "django.db.backends.postgresql", "NAME": name, "OPTIONS": postgresql_options()} | where


def start_postgres() -> dict[str, str]:
    """The connection settings that tools/postgres.sh prints; the server goes with this process at the latest."""
    run = subprocess.run([SCRIPT, "start", "--careless", "--while", str(os.getpid())], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return dict(line.split("=", 1) for line in run.stdout.splitlines())


def stop_postgres(server: dict[str, str]) -> None:
    subprocess.run([SCRIPT, "stop", server["REMBUK_POSTGRES_FOLDER"]], check=True)


def open_alias(database: dict[str, Any]) -> str:
    """A name under which Django knows this database from now on."""
    alias = f"ledger-{next(_numbers)}"
    known = connections.configure_settings({"default": {}, alias: database})
    connections.settings[alias] = known[alias]
    return alias


def close_alias(alias: str) -> None:
    connections[alias].close()
    del connections[alias]
    del connections.settings[alias]


def migrate(alias: str) -> None:
    """The ledger's tables alone, whatever other apps the settings of this run have."""
    executor = MigrationExecutor(connections[alias])
    executor.migrate(executor.loader.graph.leaf_nodes("ledger"))


class Databases:
    """Makes empty ledgers quickly: each kind is migrated once and then copied."""

    def __init__(self, folder: Path, server: dict[str, str]) -> None:
        self._folder = folder
        self._server = server
        self._template: dict[str, Any] = {}
        self._emptied: list[dict[str, Any]] = []

    def fresh(self, vendor: str) -> dict[str, Any]:
        """The settings of an empty ledger."""
        if vendor not in self._template:
            self._template[vendor] = self._make_template(vendor)
        if self._emptied and vendor == "postgresql":
            return self._emptied.pop()
        name = f"store{next(_numbers)}"
        if vendor == "sqlite":
            path = self._folder / f"{name}.sqlite3"
            shutil.copy(self._template[vendor], path)
            return sqlite_settings(path)
        self._execute(f"create database {name} template {self._template[vendor]}")
        return postgres_settings(self._server, name)

    def give_back(self, database: dict[str, Any]) -> None:
        """Ends the use of a ledger that `fresh` made. PostgreSQL takes long to drop one, so it is emptied and used again."""
        if database["ENGINE"].endswith("sqlite3"):
            for end in ("", "-wal", "-shm"):
                Path(database["NAME"] + end).unlink(missing_ok=True)
        else:
            _empty(database)
            self._emptied.append(database)

    def _make_template(self, vendor: str) -> Any:
        if vendor == "sqlite":
            template: Any = self._folder / "template.sqlite3"
            alias = open_alias(sqlite_settings(template))
        else:
            template = "ledger_template"
            self._execute(f"create database {template}")
            alias = open_alias(postgres_settings(self._server, template))
        migrate(alias)
        close_alias(alias)
        return template

    def _execute(self, statement: str) -> None:
        alias = open_alias(postgres_settings(self._server, "postgres"))
        with closing(connections[alias].cursor()) as cursor:
            cursor.execute(statement)
        close_alias(alias)


def _empty(database: dict[str, Any]) -> None:
    alias = open_alias(database)
    connection = connections[alias]
    guards.remove(connection)
    with closing(connection.cursor()) as cursor:
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
        tables = [table for table in connection.introspection.table_names(cursor) if table.startswith("ledger_")]
        cursor.execute(f"truncate {', '.join(tables)} restart identity")
        cursor.execute("drop table if exists listing")
    guards.install(connection)
    close_alias(alias)
