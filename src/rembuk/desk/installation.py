"""Where this installation keeps its things and what its surroundings say: the folder, the secret key, the database, the hosts.

Read from the environment: `REMBUK_HOME` (the folder, `./var` by default), `REMBUK_DATABASE` (`postgresql://...`; without it
SQLite in that folder), `REMBUK_HOSTS` (names by which browsers reach the desk, comma-separated), `REMBUK_HTTPS=1` behind TLS,
`REMBUK_PROXIES` (how many reverse proxies of one's own stand in front; 0 by default).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rembuk.ledger.connection import postgresql_options, sqlite_options

#: A file of this name marks a folder of worked cases.
PRACTICE_MARK = "demo"
_LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


class InstallationProblem(Exception):
    """The surroundings say something that cannot be used: what it is and what to write instead."""


def home_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of this installation, created for its owner alone."""
    folder = Path(environment.get("REMBUK_HOME") or "var").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def is_practice(folder: Path) -> bool:
    """Whether the folder holds worked cases to learn with: every page says so, and approvers need no second factor."""
    return (folder / PRACTICE_MARK).exists()


def secret_key(folder: Path) -> str:
    """The key that signs sessions; made once, in a file only its owner can read. Whoever starts first makes it."""
    path = folder / "secret-key"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_key(path)
    with os.fdopen(file, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(64)
        out.write(key)
    return key


def _kept_key(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 50:
        raise InstallationProblem(f"{path} terlalu pendek untuk kunci rahasia; hapus berkas itu lalu mulai lagi")
    return key


def database(folder: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's description of the database. Raises InstallationProblem for an address that is not PostgreSQL's."""
    address = environment.get("REMBUK_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "rembuk.sqlite3",
            "OPTIONS": sqlite_options(),
        }
    if not address.startswith(("postgresql://", "postgres://")):
        raise InstallationProblem("REMBUK_DATABASE tidak dikenal; tulis postgresql://pengguna@mesin/nama, atau kosongkan untuk SQLite")
    return _postgresql(address)


def _postgresql(address: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = dict(conninfo_to_dict(address))
    except ProgrammingError as error:
        raise InstallationProblem(f"REMBUK_DATABASE tidak terbaca: {error}") from None
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings: dict[str, Any] = {key: str(parts.pop(word, "") or "") for key, word in named.items()}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": parts | postgresql_options()} | settings


def hosts(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The names by which browsers may reach the desk."""
    named = [name.strip() for name in environment.get("REMBUK_HOSTS", "").split(",")]
    return [*(name for name in named if name), *_LOCAL_HOSTS]


def behind_tls(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether every visitor comes over HTTPS."""
    return environment.get("REMBUK_HTTPS", "") == "1"


def trusted_proxies(environment: Mapping[str, str] = os.environ) -> int:
    """How many of one's own proxies a visitor's address has passed. Raises InstallationProblem for what is no number."""
    written = environment.get("REMBUK_PROXIES", "0")
    if not written.isdecimal():
        raise InstallationProblem(f"REMBUK_PROXIES berisi {written!r}; tulis jumlah proxy di depan server ini, misalnya 1")
    return int(written)
