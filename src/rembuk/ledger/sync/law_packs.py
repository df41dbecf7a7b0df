"""A *law pack*: the law's files and the dated tables in one file, signed by the centre, for an office that has no line.

    RBL1       4 bytes
    signer     device code of the centre
    minutes    3 bytes, when it was made, as in a request
    title      number of bytes, and the text
    files      zstd (its size in the header, 8 MB unpacked at most) of the JSON {name: text}
    signature  64 bytes, Ed25519 over `rembuk-law-1`, line feed, SHA-256 of all before it

Names are `law/...` and `reference/...`, as in the program. A pack is whole: what it does not name is not in the law. It is no secret and sealed for nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

import zstandard

from rembuk.ledger.keys import DeviceKey, is_signed
from rembuk.ledger.sync import bits
from rembuk.ledger.sync.bundles import BundleProblem
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.exchange import EPOCH

MAGIC = b"RBL1"
MOST_BYTES = 4 * 1024 * 1024
MOST_UNPACKED = 8 * 1024 * 1024
_SIGNATURE, _MINUTES, _MOST_TITLE = 64, 3, 400
_NAME = re.compile(r"(?:law|reference)/(?:(?:instruments|examples)/)?[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.(?:yaml|csv|toml|md)")


class LawPack(NamedTuple):
    """An opened pack: who signed it, when (UTC, minutes), what it is called, its files by name, and the digest that names it."""

    signer: str
    made: datetime
    title: str
    files: Mapping[str, str]
    digest: str


def is_name(name: str) -> bool:
    """Whether a file of that name may be in a pack."""
    return bool(_NAME.fullmatch(name))


def seal(files: Mapping[str, str], title: str, key: DeviceKey, now: datetime) -> bytes:
    """The pack with these files, signed by this device. Raises ValueError for a name that cannot be in one."""
    if wrong := [name for name in files if not is_name(name)]:
        raise ValueError(wrong[0])
    minutes = int((now - EPOCH).total_seconds()) // 60
    packed = zstandard.ZstdCompressor(level=19).compress(json.dumps(dict(sorted(files.items())), ensure_ascii=False).encode())
    content = MAGIC + bits.code(key.code) + minutes.to_bytes(_MINUTES, "big") + bits.run(title.encode()[:_MOST_TITLE]) + packed
    return content + key.sign(_signed(content))


def open_pack(content: bytes, public_key_of: Callable[[str], bytes | None]) -> LawPack:
    """The pack in a file; `public_key_of` knows whose word is law here. Raises BundleProblem."""
    if content[: len(MAGIC)] != MAGIC or len(content) > MOST_BYTES:
        raise BundleProblem("berkas ini bukan paket hukum Rembuk", "this file is not a Rembuk law pack")
    inner, reader = content[:-_SIGNATURE], bits.Reader(content[len(MAGIC) : -_SIGNATURE])
    try:
        signer, minutes = reader.code(), int.from_bytes(reader.take(_MINUTES), "big")
        title = reader.run(_MOST_TITLE).decode("utf-8", "replace")
    except Unreadable as error:
        raise _damaged() from error
    public_key = public_key_of(signer)
    if public_key is None:
        raise BundleProblem(
            f"paket hukum ini ditandatangani perangkat {signer}, yang bukan pusat bagi kantor ini; daftarkan dahulu kartu kunci pusat",
            f"this law pack is signed by device {signer}, which is not the centre for this office; enrol the centre's key card first",
        )  # fmt: skip
    if not is_signed(_signed(inner), content[-_SIGNATURE:], public_key):
        raise BundleProblem(
            f"tanda tangan paket hukum ini bukan milik pusat ({signer}), atau isinya diubah; jangan dipakai",
            f"the signature of this law pack is not the centre's ({signer}), or its contents were changed; do not use it",
        )  # fmt: skip
    return LawPack(signer, EPOCH + timedelta(minutes=minutes), title, _files(inner[len(MAGIC) + reader.place :]), sha256(content).hexdigest())


def _files(packed: bytes) -> dict[str, str]:
    try:
        if not 0 < zstandard.frame_content_size(packed) <= MOST_UNPACKED:
            raise _damaged()
        told: Any = json.loads(zstandard.ZstdDecompressor(max_window_size=MOST_UNPACKED).decompress(packed, max_output_size=MOST_UNPACKED))
    except (zstandard.ZstdError, ValueError, RecursionError, MemoryError) as error:
        raise _damaged() from error
    if not isinstance(told, dict) or not all(is_name(name) and isinstance(text, str) for name, text in told.items()):
        raise _damaged()
    return told


def _damaged() -> BundleProblem:
    return BundleProblem("paket hukum ini rusak; tidak ada yang diambil darinya, minta dikirim ulang", "this law pack is damaged; nothing was taken from it, ask for it again")


def _signed(content: bytes) -> bytes:
    return b"rembuk-law-1\n" + sha256(content).digest()
