"""Turns what a database driver raises into the family of `errors.py`, and says what is worth trying again.

SQLite tells its result code (sqlite.org/rescode.html), PostgreSQL its SQLSTATE (PostgreSQL manual, appendix A).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError

from rembuk.ledger.errors import (
    DiskFailed,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnreachable,
)

_SENTENCES: dict[type[StoreError], tuple[str, str]] = {
    StoreBusy: (
        "penyimpanan {where} sedang dipakai proses lain terlalu lama; tidak ada yang disimpan, coba lagi sebentar lagi",
        "the store {where} was kept busy by others for too long; nothing was saved, try again shortly",
    ),
    StoreFull: (
        "cakram tempat penyimpanan {where} penuh; tidak ada yang disimpan, kosongkan ruang lalu ulangi",
        "the disk under the store {where} is full; nothing was saved, free some space and repeat",
    ),
    DiskFailed: (
        "cakram tempat penyimpanan {where} gagal dibaca atau ditulis; tidak ada yang disimpan, periksa cakram dan salin berkasnya",
        "the disk under the store {where} failed to read or write; nothing was saved, check the disk and copy the file",
    ),
    StoreReadOnly: (
        "penyimpanan {where} hanya dapat dibaca; tidak ada yang disimpan, periksa hak tulis berkas dan foldernya",
        "the store {where} is read-only; nothing was saved, check that the file and its folder can be written",
    ),
    StoreUnreachable: (
        "penyimpanan {where} tidak dapat dibuka atau sambungannya putus; periksa apakah berjalan, lalu lihat dahulu apakah catatan terakhir tersimpan",
        "the store {where} cannot be opened or its connection was lost; check that it runs, then look whether the last entry was kept",
    ),
    StoreDamaged: (
        "berkas penyimpanan {where} rusak; berhenti menulis, salin berkasnya, jalankan rembuk verify, pulihkan dari cadangan",
        "the store {where} is damaged; stop writing, copy the file, run rembuk verify, restore from a backup",
    ),
}

_SQLITE: dict[str, type[StoreError]] = {
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
    "SQLITE_FULL": StoreFull,
    "SQLITE_IOERR": DiskFailed,
    "SQLITE_READONLY": StoreReadOnly,
    "SQLITE_PERM": StoreReadOnly,
    "SQLITE_CANTOPEN": StoreUnreachable,
    "SQLITE_CORRUPT": StoreDamaged,
    "SQLITE_NOTADB": StoreDamaged,
}
# By whole SQLSTATE or by its class (the first two characters).
_POSTGRESQL: dict[str, type[StoreError]] = {
    "40": StoreBusy,  # serialization failure, deadlock
    "55P03": StoreBusy,  # lock not available
    "53100": StoreFull,
    "58": DiskFailed,  # system error: input and output
    "25006": StoreReadOnly,
    "42501": StoreReadOnly,  # insufficient privilege
    "08": StoreUnreachable,
    "57": StoreUnreachable,  # operator intervention
    "53": StoreUnreachable,  # too many connections, out of memory
    "XX": StoreDamaged,
}


@contextmanager
def told_as_store_errors(connection: Any) -> Iterator[None]:
    """Inside, a failure of disk, file, lock or connection leaves as a StoreError; any other error leaves as it is."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        family = family_of(error)
        if family is None:
            raise
        raise store_error(family, connection) from error


def store_error(family: type[StoreError], connection: Any) -> StoreError:
    """The error of this kind, naming the store."""
    where = connection.settings_dict.get("NAME")
    says, says_en = _SENTENCES[family]
    return family(says.format(where=where), says_en.format(where=where))


def family_of(error: BaseException) -> type[StoreError] | None:
    """The kind of failure, or None where it is not the store that failed but a statement that was wrong."""
    cause = error.__cause__ or error
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        # Extended codes go on after the primary one: SQLITE_IOERR_WRITE, SQLITE_READONLY_DBMOVED.
        return next((family for code, family in _SQLITE.items() if name == code or name.startswith(f"{code}_")), None)
    if hasattr(cause, "sqlstate"):
        state = cause.sqlstate
        if state:
            return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    # Without a code the driver itself noticed that the server is gone or the file cannot be reached.
    return StoreUnreachable if isinstance(error, OperationalError | InterfaceError) else None
