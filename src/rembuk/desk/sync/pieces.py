"""Files that acts name, kept as they arrive in pieces, and given in pieces: a cut costs one piece.

A file is its digest (SHA-256, 64 hexadecimal figures). It lies in `arriving` until it is whole and has its digest; then it is an attachment as any other.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from django.conf import settings
from django.core.files import File

from rembuk.desk.cases.attachments import NotAttached, attachment, keep, path_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

PIECE_BYTES = 48 * 1024
MOST_PIECE = 256 * 1024
_MOST_HEAD = 1000
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Piece(NamedTuple):
    """Bytes of a file from some place on, with the size of the whole and the name it came with."""

    size: int
    name: str
    content: bytes

    def written(self) -> bytes:
        """A line of JSON, then the bytes."""
        return json.dumps({"size": self.size, "name": self.name}).encode() + b"\n" + self.content


def read_piece(content: bytes) -> Piece:
    """The piece in these bytes. Raises ValueError."""
    head, _, rest = content.partition(b"\n")
    told = json.loads(head) if len(head) <= _MOST_HEAD else None
    if not isinstance(told, dict) or type(told.get("size")) is not int or len(rest) > MOST_PIECE:
        raise ValueError("bukan bagian berkas")
    if not 0 < told["size"] <= settings.MAX_UPLOAD_BYTES:
        raise ValueError("ukuran berkas di luar batas")
    return Piece(told["size"], str(told.get("name", ""))[:100], rest)


def is_digest(text: str) -> bool:
    """Whether this can be a file's digest."""
    return bool(_DIGEST.fullmatch(text))


def piece_of(digest: str, start: int) -> Piece | None:
    """The file from there on, one piece; None where it is not here."""
    kept = attachment(digest)
    if kept is None:
        return None
    with path_of(digest).open("rb") as file:
        file.seek(max(0, start))
        return Piece(kept.size, kept.name, file.read(PIECE_BYTES))


def here(digest: str, sender: str) -> int:
    """How many bytes of it are here: all of them, or what has arrived from this sender."""
    kept = attachment(digest)
    if kept is not None:
        return kept.size
    place = _arriving(digest, sender)
    return place.stat().st_size if place.exists() else 0


def add(digest: str, sender: str, start: int, piece: Piece) -> int:
    """Keeps a piece; gives how many bytes are here now, which is where the next one starts.

    Raises ValueError when the whole does not have its digest or is of a kind that is not kept: it is forgotten then.
    """
    now = here(digest, sender)
    if attachment(digest) is not None or start != now or now + len(piece.content) > piece.size:
        return now
    place = _arriving(digest, sender)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("ab") as file:
        file.write(piece.content)
        file.flush()
        os.fsync(file.fileno())
    if now + len(piece.content) == piece.size:
        _finish(place, digest, piece)
    return now + len(piece.content)


def _finish(place: Path, digest: str, piece: Piece) -> None:
    try:
        with place.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise ValueError(f"{digest}: isi berkas tidak cocok")
            file.seek(0)
            keep(cast("UploadedFile[bytes]", File(file, name=piece.name or digest)))
    except NotAttached as problem:
        raise ValueError(str(problem)) from None
    finally:
        place.unlink()


def _arriving(digest: str, sender: str) -> Path:
    return Path(settings.HOME) / "arriving" / f"{sender}-{digest}"
