"""Photographs and recordings on their way from a kit: pieces in order, put together under their digest, checked when whole."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from django.conf import settings

from rembuk.field.host import Host

MOST_BYTES = 20 * 1024 * 1024
_MOST_PIECE = 256 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TYPE = re.compile(r"(?:image|audio|video)/[a-z0-9.+-]{1,40}")


def taken_in(digest: str, start: int, size: int, kind: str, piece: bytes, device: str, host: Host) -> int:
    """Takes in a piece; gives how many bytes are here now, which is where the next piece starts.

    Raises ValueError for a digest, size or type that cannot be, and when the whole does not have its digest (it is then forgotten).
    """
    if not is_media(digest, kind, size) or len(piece) > _MOST_PIECE:
        raise ValueError(digest)
    if host.has_file(digest):
        return size
    place = _folder() / f"{device}-{digest}"
    here = place.stat().st_size if place.exists() else 0
    if start != here or here + len(piece) > size:
        return here
    with place.open("ab") as file:
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if here + len(piece) == size:
        _finish(place, digest, kind, host)
    return here + len(piece)


def is_media(digest: str, kind: str, size: int) -> bool:
    """Whether a digest, media type and size in bytes can be those of a photograph or recording."""
    return bool(_DIGEST.fullmatch(digest) and _TYPE.fullmatch(kind) and 0 < size <= MOST_BYTES)


def _finish(place: Path, digest: str, kind: str, host: Host) -> None:
    try:
        if hashlib.sha256(place.read_bytes()).hexdigest() != digest:
            raise ValueError(f"{digest}: isi berkas tidak cocok")
        host.keep_file(place, digest, kind)
    finally:
        place.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.HOME) / "arriving"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
