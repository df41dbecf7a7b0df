"""A *key card*: how one store introduces itself to another, in one line that fits a message, a QR code or a sheet of paper.

    rembuk-key-1 <code> <signing key> <box key> <signature>

Keys and signature are in base64 without filling (URL letters). The signature (Ed25519, by the signing key) is over the three words before it with
spaces between. The box key (X25519) is what bundles are sealed for; its private half follows from the device's private key.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rembuk.ledger.keys import DeviceKey, is_signed

_FORM = "rembuk-key-1"
_CODE = re.compile(r"[a-z2-7]{4,8}")
_KEY_BYTES = 32


class CardProblem(ValueError):
    """The card cannot be used: why and what to do, as a sentence."""


class Card(NamedTuple):
    """A store's code, the key it signs with, the key that bundles for it are sealed with (32 bytes each)."""

    code: str
    public_key: bytes
    box_key: bytes

    @property
    def fingerprint(self) -> str:
        """Twenty figures that two people can compare over the telephone, in fives."""
        number = int.from_bytes(sha256(self.public_key + self.box_key).digest()[:9], "big") % 10**20
        return " ".join(f"{number:020d}"[at : at + 5] for at in range(0, 20, 5))


def box_of(key: DeviceKey) -> X25519PrivateKey:
    """The private key that opens bundles sealed for this device."""
    seed = HKDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=None, info=b"rembuk-box-1").derive(key.private_key.private_bytes_raw())
    return X25519PrivateKey.from_private_bytes(seed)


def card_of(key: DeviceKey) -> Card:
    """The card of this device."""
    return Card(key.code, key.public_key, box_of(key).public_key().public_bytes_raw())


def write(key: DeviceKey) -> str:
    """This device's card as text."""
    card = card_of(key)
    told = " ".join((_FORM, card.code, _letters(card.public_key), _letters(card.box_key)))
    return f"{told} {_letters(key.sign(told.encode()))}"


def read(text: str) -> Card:
    """The card in a text. Raises CardProblem."""
    words = text.split()
    if len(words) != 5 or words[0] != _FORM or not _CODE.fullmatch(words[1]):
        raise CardProblem("kartu kunci tidak terbaca; salin seluruh baris yang diawali rembuk-key-1")
    try:
        public_key, box_key, signature = (base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)) for word in words[2:])
    except ValueError:
        raise CardProblem("kartu kunci rusak; salin ulang dari perangkat asalnya") from None
    if len(public_key) != _KEY_BYTES or len(box_key) != _KEY_BYTES or not is_signed(" ".join(words[:4]).encode(), signature, public_key):
        raise CardProblem("kartu kunci rusak atau diubah: tanda tangannya tidak cocok; salin ulang dari perangkat asalnya")
    return Card(words[1], public_key, box_key)


def _letters(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
