"""Printed files kept by the digest of their bytes, in the folder `papers` of the installation: `papers/<two letters>/<digest>`.

A file is on disk, whole, before anything names it; reading says whether it is still what it was.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Altered(Exception):
    """A kept file whose bytes are no longer those of its digest."""


def keep(file: bytes) -> str:
    """Keep a file; its digest (SHA-256 in hexadecimal). When this returns the file is on disk under that name."""
    digest = hashlib.sha256(file).hexdigest()
    place = path_of(digest)
    if place.exists() and hashlib.sha256(place.read_bytes()).hexdigest() == digest:
        return digest
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".new-", dir=place.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(file)
        out.flush()
        os.fsync(out.fileno())
    os.replace(beside, place)
    _settle(place.parent)
    return digest


def kept(digest: str) -> bytes | None:
    """The file of a digest; None when it is not here. Raises Altered when its bytes were changed."""
    try:
        file = path_of(digest).read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(file).hexdigest() != digest:
        raise Altered(digest)
    return file


def path_of(digest: str) -> Path:
    """Where the file of a digest lies. Raises ValueError for what is no digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return Path(settings.HOME) / "papers" / digest[:2] / digest


def _settle(folder: Path) -> None:
    """The new name itself on disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
