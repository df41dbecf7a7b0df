"""This node's record: one device key and one secret in the installation's folder, and the casework that uses them.

The device key signs what is written here. The identity secret keys the hashes by which a person is recognised across offices;
every node of one hub holds the same one, so whoever joins a hub puts the hub's file in place before the first case is opened.
"""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from rembuk.casework.acting import Casework
from rembuk.desk.installation import InstallationProblem
from rembuk.law.library import load_law
from rembuk.ledger.keys import load_or_create
from rembuk.registers.books import keeping as books
from rembuk.registers.statistics import keeping as numbers

DEVICE_KEY, IDENTITY_SECRET = "device-key", "identity-secret"
_SECRET_BYTES = 32


@lru_cache(maxsize=1)
def casework() -> Casework:
    """The record as this node works on it. The device is enrolled the first time.

    Raises KeyFileError or InstallationProblem for files that cannot be used, StoreError when the store fails.
    """
    from rembuk.desk.local_clocks import own_lengths

    home = Path(settings.HOME)
    device = load_or_create(home / DEVICE_KEY)
    law = load_law()
    law.local = own_lengths()
    built = Casework(device, secret=identity_secret(home), law=law, followers=(books.FOLLOWER, numbers.FOLLOWER))
    built.ledger.enrol(device.code, device.public_key, office="", label="desk", by="desk", now=datetime.now(UTC))
    return built


def identity_secret(folder: Path) -> bytes:
    """The secret in the folder, made there once in a file only its owner can read."""
    path = folder / IDENTITY_SECRET
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_secret(path)
    with os.fdopen(file, "wb") as out:
        secret = secrets.token_bytes(_SECRET_BYTES)
        out.write(secret.hex().encode())
        out.flush()
        os.fsync(out.fileno())
    return secret


def _kept_secret(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        secret = b""
    if len(secret) != _SECRET_BYTES:
        raise InstallationProblem(f"{path} bukan rahasia identitas yang utuh; pulihkan dari cadangan, jangan membuat yang baru")
    return secret
