"""Acts that came as a file from a kit without a line: opened with the password its holder tells, and taken in as from an exchange.

The form is that of `carry.mjs`: "rembuk-carry-1", line feed, salt (16 bytes), iv (12 bytes), AES-GCM over a deflated message, under
PBKDF2 (SHA-256, 600,000 iterations) of the password. The seals inside say whether the acts are the device's; the password only hides.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from rembuk.field.envelope import MOST_BYTES, NotReadable, acts_of, unpacked
from rembuk.field.exchange import take_in
from rembuk.field.host import Host
from rembuk.ledger.models import Device

_MARK = b"rembuk-carry-1\n"
_ITERATIONS = 600_000
_OPENING = len(_MARK) + 16 + 12


class Carried(NamedTuple):
    """What a file brought: the device, how many acts it holds, and those left with the reason in both languages."""

    device: str
    acts: int
    left: tuple[tuple[str, str, str], ...]


def take_in_file(content: bytes, password: str, host: Host, now: datetime) -> Carried:
    """Takes in a file, whole or as far as it holds; the same file again changes nothing. Raises NotReadable."""
    told = unpacked(opened(content, password))
    device = Device.objects.filter(code=str(told.get("device"))).first()
    if device is None:
        raise NotReadable("Perangkat dalam berkas ini tidak terdaftar di sini.", "The device in this file is not enrolled here.")
    author, acts, seals = acts_of(told, device.code)
    return Carried(device.code, len(acts), tuple(take_in(acts, seals, author, device, host, now)))


def opened(content: bytes, password: str) -> bytes:
    """The message in a file. Raises NotReadable for another file, a wrong password or a damaged one."""
    if len(content) > MOST_BYTES or not content.startswith(_MARK) or len(content) <= _OPENING:
        raise NotReadable("Ini bukan berkas bawaan dari perangkat lapangan.", "This is not a file from a field kit.")
    opening, sealed = content[:_OPENING], content[_OPENING:]
    salt, iv = opening[len(_MARK) : -12], opening[-12:]
    plain = "".join(letter for letter in password.lower() if letter.isalnum())
    key = PBKDF2HMAC(SHA256(), 32, salt, _ITERATIONS).derive(plain.encode())
    try:
        return AESGCM(key).decrypt(iv, sealed, opening)
    except InvalidTag:
        raise NotReadable("Kata sandi salah, atau berkas rusak; tidak ada yang diambil.", "The password is wrong or the file damaged; nothing was taken.") from None
