"""The code on a paper: which letter it is, and the digest of its record signed by the device that gave it out.

It verifies without a line, against the public keys of the known devices; the address in front of it, where an office has one, leads to
the same check online. Fields stand in one order, joined by `~`:

    R1~letter~number~day~digest (first 16 bytes)~device~signature (Ed25519, 64 bytes)

Bytes are base64url without padding, number and letter are percent-encoded. What is signed is everything before the last `~`.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import segno
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rembuk.papers.letter import Letter
from rembuk.papers.printed import record_digest
from rembuk.record.kinds import Words

FORM = "R1"
_DIGEST_BYTES = 16
_SAFE = re.compile(r"[^A-Za-z0-9./_-]")


@dataclass(frozen=True)
class Seal:
    """What a device signs papers with: its code, its signing function, and the address of the online check ("" for none)."""

    device: str
    sign: Callable[[bytes], bytes]
    address: str = ""


@dataclass(frozen=True)
class Checked:
    """What a code says, and whether to believe it. `genuine` None: the device's key is not known here. `digest` is its hexadecimal start."""

    genuine: bool | None
    says: Words
    letter: str = ""
    number: str = ""
    on: str = ""
    digest: str = ""
    device: str = ""

    def is_of(self, letter: Letter) -> bool:
        """Whether the code was made for exactly this record."""
        return bool(self.digest) and record_digest(letter).startswith(self.digest)

    def is_of_record(self, digest: str) -> bool:
        """Whether the code was made for the record of that digest (SHA-256 in hexadecimal, as of the attached `surat.json`)."""
        return bool(self.digest) and digest.startswith(self.digest)


def code_text(letter: Letter, seal: Seal) -> str:
    """The text of the code of a letter."""
    day = letter.on.strftime("%Y%m%d") if letter.on else ""
    digest = bytes.fromhex(record_digest(letter))[:_DIGEST_BYTES]
    told = "~".join((FORM, _safe(letter.id), _safe(letter.number or ""), day, _base64(digest), seal.device))
    return f"{seal.address}{told}~{_base64(seal.sign(told.encode()))}"


def code_drawing(text: str) -> str:
    """The code as an SVG drawing with a quiet zone, legible at 25 mm."""
    return _drawing(text)


def verify_qr(text: str, keys: Mapping[str, bytes]) -> Checked:
    """What a scanned code says and whether a known device signed it; `keys` are public keys (32 bytes) by device code. Never raises."""
    told, _, signature = text.strip().rpartition("~")
    start = told.find(f"{FORM}~")
    parts = told[start:].split("~") if start >= 0 else []
    if len(parts) != 6:
        return Checked(False, Words("Ini bukan kode surat Rembuk, atau sebagian kodenya hilang.", "This is no code of a Rembuk paper, or part of it is lost."))
    _, letter, number, day, digest, device = parts
    try:
        hexadecimal, signed = _bytes(digest).hex(), _bytes(signature)
        shown = date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        return Checked(False, Words("Kode ini rusak: isinya tidak terbaca.", "This code is damaged: it cannot be read."))
    genuine = _is_signed("~".join(parts).encode(), signed, keys[device]) if device in keys else None
    return Checked(genuine, _VERDICT[genuine], _plain(letter), _plain(number), shown, hexadecimal, device)


_VERDICT = {
    True: Words("Asli: kode ini ditandatangani perangkat yang dikenal.", "Genuine: a known device signed this code."),
    False: Words("TIDAK ASLI: tanda tangan kode tidak cocok. Isi kode pernah diubah.", "NOT GENUINE: the signature does not fit. The code was altered."),
    None: Words("Belum dapat dipastikan: kunci perangkat ini belum ada di sini.", "Cannot be told: the key of this device is not here yet."),
}


def _is_signed(message: bytes, signature: bytes, public_key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _drawing(text: str) -> str:
    out = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(out, kind="svg", xmldecl=False, svgns=True, border=2, scale=1)
    return out.getvalue().decode()


def _safe(text: str) -> str:
    return _SAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)


def _plain(text: str) -> str:
    return re.sub(r"(?:%[0-9A-Fa-f]{2})+", lambda match: bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace"), text)


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
