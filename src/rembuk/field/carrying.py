"""Acts that came as a file from a kit without a line: opened with the password its holder tells, and answered as an exchange is.

The form of both files is that of `carry.mjs`: an opening line, salt (16 bytes), iv (12 bytes), AES-GCM over a deflated message, under
PBKDF2 (SHA-256, 600,000 iterations) of the password. The seals inside say whether the acts are the device's; the password only hides.
The answer is signed by this node's key, which the device learnt when it was enrolled.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import tempfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from rembuk.field.arriving import MOST_BYTES as MOST_MEDIA_BYTES
from rembuk.field.arriving import is_media
from rembuk.field.declaration import compact
from rembuk.field.envelope import NotReadable, acts_of, unpacked
from rembuk.field.exchange import exchange
from rembuk.field.host import Host
from rembuk.ledger.models import Device, DeviceRevocation

MOST_BYTES = 16 * 1024 * 1024
_MOST_UNPACKED = 24 * 1024 * 1024
_THERE, _BACK = b"rembuk-carry-1\n", b"rembuk-answer-1\n"
_ITERATIONS = 600_000
_RANDOM = 16 + 12
_MOST_MEDIA = 200


class Carried(NamedTuple):
    """What a file brought: the device, how many acts and pieces of proof, the acts left with the reason in both languages, the answer."""

    device: str
    acts: int
    files: int
    left: tuple[tuple[str, str, str], ...]
    answer: bytes

    @property
    def receipt(self) -> str:
        """The answer as a data address, to be saved."""
        return "data:application/octet-stream;base64," + base64.b64encode(self.answer).decode()


def take_in_file(content: bytes, password: str, host: Host, now: datetime) -> Carried:
    """Takes in a file, whole or as far as it holds; the same file again changes nothing. Raises NotReadable, and then nothing was taken."""
    told = unpacked(opened(content, password), _MOST_UNPACKED)
    device = Device.objects.filter(code=str(told.get("device"))).first()
    if device is None:
        raise NotReadable("Perangkat dalam berkas ini tidak terdaftar di sini.", "The device in this file is not enrolled here.")
    if DeviceRevocation.objects.filter(device=device.code).exists():
        raise NotReadable("Perangkat ini sudah dicabut; isi berkasnya tidak diambil.", "This device has been revoked; its file was not taken in.")
    _, acts, _ = acts_of(told, device.code)
    answer = exchange(told, device, host, now)
    kept = _kept(told.get("media"), host)
    left = tuple((str(one[0]), str(one[1]), str(one[2])) for one in answer.get("left", ()))
    return Carried(device.code, len(acts), len(kept), left, _answered(answer | {"media": kept}, device.code, password, host))


def opened(content: bytes, password: str) -> bytes:
    """The message in a file. Raises NotReadable for another file, a wrong password or a damaged one."""
    start = len(_THERE) + _RANDOM
    if len(content) > MOST_BYTES or not content.startswith(_THERE) or len(content) <= start:
        raise NotReadable("Ini bukan berkas bawaan dari perangkat lapangan.", "This is not a file from a field kit.")
    opening, sealed = content[:start], content[start:]
    try:
        return AESGCM(_key(password, opening)).decrypt(opening[-12:], sealed, opening)
    except InvalidTag:
        raise NotReadable("Kata sandi salah, atau berkas rusak; tidak ada yang diambil.", "The password is wrong or the file damaged; nothing was taken.") from None


def _key(password: str, opening: bytes) -> bytes:
    plain = "".join(letter for letter in password.lower() if letter.isalnum())
    return PBKDF2HMAC(SHA256(), 32, opening[-_RANDOM:-12], _ITERATIONS).derive(plain.encode())


def _kept(media: Any, host: Host) -> list[str]:
    """Keeps the pieces of proof whose bytes are what they say they are; the digests that are here now."""
    here = []
    for one in (media if isinstance(media, list) else [])[:_MOST_MEDIA]:
        if not (isinstance(one, list) and len(one) == 3 and all(isinstance(part, str) for part in one)):
            continue
        digest, kind, written = one
        if host.has_file(digest) or _keep(digest, kind, written, host):
            here.append(digest)
    return here


def _keep(digest: str, kind: str, written: str, host: Host) -> bool:
    try:
        content = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return False
    if not is_media(digest, kind, len(content)) or hashlib.sha256(content).hexdigest() != digest or len(content) > MOST_MEDIA_BYTES:
        return False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / digest
        place.write_bytes(content)
        try:
            host.keep_file(place, digest, kind)
        except ValueError:
            return False
    return True


def _answered(answer: Mapping[str, Any], device: str, password: str, host: Host) -> bytes:
    """The answer as a file for that device, under the password of the file that asked."""
    text = compact(answer)
    message = f"rembuk-field-answer-1\n{device}\n{hashlib.sha256(text.encode()).hexdigest()}\n".encode()
    told = compact({"answer": text, "signature": host.casework().device.sign(message).hex()}).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    opening = _BACK + os.urandom(_RANDOM)
    return opening + AESGCM(_key(password, opening)).encrypt(opening[-12:], packer.compress(told) + packer.flush(), opening)
