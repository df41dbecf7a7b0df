"""The key of a device: a short code, and an Ed25519 key that signs for it.

The private key of a node lies in one file that only its owner may read (mode 0600), three lines:

    rembuk-device-1
    <code>
    <private key, 32 bytes in base64>
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import stat
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rembuk.ledger.errors import KeyFileError

_FORMAT = "rembuk-device-1"
_CODE = re.compile(r"[a-z2-7]{4,8}")


@dataclass(frozen=True)
class DeviceKey:
    """What a device signs with. The code is 4 to 8 letters or digits of base32 (a-z, 2-7); raises ValueError for another."""

    code: str
    private_key: Ed25519PrivateKey = field(repr=False)

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"kode perangkat {self.code!r}: harus 4 sampai 8 huruf a-z atau angka 2-7")

    @cached_property
    def public_key(self) -> bytes:
        """The public key, 32 bytes."""
        return self.private_key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self.private_key.sign(message)


def new_key() -> DeviceKey:
    """A new key under a new random code of eight characters (40 bits)."""
    code = base64.b32encode(secrets.token_bytes(5)).decode().lower()
    return DeviceKey(code, Ed25519PrivateKey.generate())


def is_signed(message: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether the owner of the public key signed exactly this message; a malformed key or signature is a no."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def load_or_create(path: Path) -> DeviceKey:
    """The key in this file; made first where there is none. Of two processes that make it at once, one wins for both.

    Raises KeyFileError when the file cannot be read or made, lies open to others, or holds no key.
    """
    try:
        if not path.exists():
            _create(path, new_key())
        return load(path)
    except OSError as error:
        raise KeyFileError(
            f"berkas kunci {path} tidak dapat dibaca atau dibuat ({error.strerror}); periksa folder dan hak aksesnya",
            f"the key file {path} cannot be read or made ({error.strerror}); check the folder and its permissions",
        ) from error


def load(path: Path) -> DeviceKey:
    """The key in this file; raises OSError when it cannot be opened, KeyFileError when it is open to others or no key."""
    with path.open(encoding="utf-8", errors="replace") as file:
        if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
            raise KeyFileError(
                f"berkas kunci {path} dapat dibaca orang lain; batasi dahulu: chmod 600 {path}",
                f"others can read the key file {path}; restrict it first: chmod 600 {path}",
            )
        lines = file.read(1000).split("\n")
    try:
        form, code, secret, end = lines
        if form != _FORMAT or end:
            raise ValueError(form)
        return DeviceKey(code, Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret, validate=True)))
    except ValueError as error:
        raise KeyFileError(
            f"berkas {path} bukan berkas kunci Rembuk; pulihkan dari cadangan, jangan membuat kunci baru untuk kode yang sama",
            f"{path} is not a Rembuk key file; restore it from a backup, do not make a new key for the same code",
        ) from error


def _create(path: Path, key: DeviceKey) -> None:
    """Writes beside the place, then links into it: the file is never there half, and never replaces another."""
    text = f"{_FORMAT}\n{key.code}\n{base64.b64encode(key.private_key.private_bytes_raw()).decode()}\n"
    handle, beside = tempfile.mkstemp(prefix=".key-", dir=path.parent)  # mkstemp gives mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(beside, path)
        except FileExistsError:
            return
        _sync_folder(path.parent)
    finally:
        os.unlink(beside)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
