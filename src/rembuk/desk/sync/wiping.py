"""A node whose right was revoked empties itself: what nobody else has goes into a file sealed for the hub, then everything readable is removed.

The file can be opened by the hub alone, which keeps what is in it apart for people to look at. So a stolen computer tells nothing, and a computer
that was revoked by mistake has lost nothing.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from rembuk.desk.node import DEVICE_KEY, IDENTITY_SECRET, casework
from rembuk.desk.sync.files import ENDING, names, write_whole
from rembuk.ledger.sync.cards import Card
from rembuk.ledger.sync.models import Hub
from rembuk.ledger.sync.sticks import export_request

_FOLDERS = ("media", "arriving", "papers", "screenings")


def wipe(hub: Hub, now: datetime) -> list[Path]:
    """Empties this node; the files with what had not been sent, for the hub."""
    work, home = casework(), Path(settings.HOME)
    files = export_request(work.ledger, work.device, Card(hub.code, bytes(hub.public_key), bytes(hub.box_key)), now) if hub.box_key else []
    kept = names(home / f"belum-terkirim-{work.device.code}-{now:%Y%m%d%H%M}{ENDING}", len(files))
    for path, content in zip(kept, files, strict=False):
        write_whole(path, content)
    _empty_database()
    for folder in _FOLDERS:
        shutil.rmtree(home / folder, ignore_errors=True)
    for name in (IDENTITY_SECRET, DEVICE_KEY):
        (home / name).unlink(missing_ok=True)
    casework.cache_clear()
    return kept[: len(files)]


def _empty_database() -> None:
    """Every table away, with what guards it and what it left in the file; then the empty form again."""
    is_sqlite = connection.vendor == "sqlite"
    connection.disable_constraint_checking()
    with connection.cursor() as cursor:
        if is_sqlite:
            cursor.execute("pragma secure_delete = on")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"drop table if exists {connection.ops.quote_name(table)}{'' if is_sqlite else ' cascade'}")
        if is_sqlite:
            cursor.execute("vacuum")
            cursor.execute("pragma wal_checkpoint(truncate)")
    connection.enable_constraint_checking()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
