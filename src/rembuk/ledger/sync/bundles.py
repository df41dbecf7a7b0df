"""A *bundle*: a request or an answer in a file, signed by its sender and sealed for its receiver, who alone can open it.

    RBK1, one letter: Q request, A answer       5 bytes
    receiver                                    device code
    once key                                    32 bytes, X25519, made for this file
    the rest                                    ChaCha20-Poly1305 (nonce of zeros, everything before it as further data) of:

        sender        device code
        box key       32 bytes: what an answer to this is sealed with
        turn          number: the turn of the request, or of the request that this answers, 0 where it answers none
        base          position and grant (numbers) of the cursor from which an answer leads on
        set           8 bytes, the same in all parts of a bundle; part, parts (numbers)
        minutes       3 bytes, when it was made, as in a request
        acts          number: how many are in it
        contents      what would have gone over the line
        signature     64 bytes, Ed25519 by the sender over `rembuk-bundle-1`, line feed, SHA-256 of the first five bytes, receiver, once key and all before it

The key of the cipher is HKDF-SHA-256 (no salt) of the X25519 of once key and the receiver's box key, with `rembuk-bundle-1`, once key and box key
as info. A damaged file, one for somebody else, and one whose signature does not fit are refused whole.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rembuk.ledger.keys import DeviceKey, is_signed
from rembuk.ledger.sync import bits
from rembuk.ledger.sync.cards import Card, box_of, card_of
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.exchange import EPOCH

REQUEST, ANSWER = "Q", "A"
MAGIC = b"RBK1"
MOST_BYTES = 32 * 1024 * 1024
_KEY, _SIGNATURE, _SET, _MINUTES = 32, 64, 8, 3
_NAME = b"rembuk-bundle-1"
_NONCE = bytes(12)


class BundleProblem(ValueError):
    """A file that is refused: why and what to do, in two languages."""

    def __init__(self, says: str, says_en: str) -> None:
        super().__init__(says)
        self.says, self.says_en = says, says_en


class About(NamedTuple):
    """What a bundle says of itself (its manifest): see the module's words. `base` is (position, grant)."""

    turn: int
    base: tuple[int, int]
    set: bytes
    part: int
    parts: int
    made: datetime
    acts: int


class Bundle(NamedTuple):
    """An opened bundle."""

    kind: str
    sender: str
    box_key: bytes
    about: About
    contents: bytes


def seal(kind: str, contents: bytes, about: About, key: DeviceKey, sender: str, receiver: Card) -> bytes:
    """The file."""
    once = X25519PrivateKey.generate()
    outer = MAGIC + kind.encode("ascii") + bits.code(receiver.code) + once.public_key().public_bytes_raw()
    minutes = int((about.made - EPOCH).total_seconds()) // 60
    inner = b"".join((
        bits.code(sender), card_of(key).box_key, bits.number(about.turn), *map(bits.number, about.base), about.set, bits.number(about.part),
        bits.number(about.parts), max(0, minutes).to_bytes(_MINUTES, "big"), bits.number(about.acts), contents,
    ))  # fmt: skip
    inner += key.sign(_signed(outer, inner))
    cipher = _cipher(once.exchange(X25519PublicKey.from_public_bytes(receiver.box_key)), outer[-_KEY:], receiver.box_key)
    return outer + cipher.encrypt(_NONCE, inner, outer)


def open_file(content: bytes, key: DeviceKey, code: str, public_key_of: Callable[[str], bytes | None]) -> Bundle:
    """What is in a file sealed for this device; `public_key_of` knows the senders that are trusted. Raises BundleProblem."""
    if content[: len(MAGIC)] != MAGIC or len(content) > MOST_BYTES:
        raise BundleProblem("berkas ini bukan bundel Rembuk", "this file is not a Rembuk bundle")
    try:
        return _opened(content, key, code, public_key_of)
    except (Unreadable, InvalidTag, ValueError) as error:
        if isinstance(error, BundleProblem):
            raise
        raise BundleProblem(
            "bundel ini rusak, terpotong, atau diubah di jalan; tidak ada yang diambil darinya, minta dikirim ulang",
            "this bundle is damaged, cut short or was changed on the way; nothing was taken from it, ask for it again",
        ) from error


def _opened(content: bytes, key: DeviceKey, code: str, public_key_of: Callable[[str], bytes | None]) -> Bundle:
    reader = bits.Reader(content[len(MAGIC) :])
    kind, receiver = reader.take(1).decode("latin-1"), reader.code()
    if receiver not in (code, key.code):
        raise BundleProblem(f"bundel ini untuk perangkat {receiver}, bukan perangkat ini ({code})", f"this bundle is for device {receiver}, not this one ({code})")
    once = reader.take(_KEY)
    outer, mine = content[: len(MAGIC) + reader.place], box_of(key)
    cipher = _cipher(mine.exchange(X25519PublicKey.from_public_bytes(once)), once, mine.public_key().public_bytes_raw())
    inner = cipher.decrypt(_NONCE, content[len(outer) :], outer)
    bundle = _read(kind, inner[:-_SIGNATURE])
    public_key = public_key_of(bundle.sender)
    if public_key is None:
        raise BundleProblem(f"pengirim bundel ini, perangkat {bundle.sender}, tidak dikenal di sini; daftarkan dahulu kartu kuncinya",
                            f"the sender of this bundle, device {bundle.sender}, is not known here; enrol its key card first")  # fmt: skip
    if not is_signed(_signed(outer, inner[:-_SIGNATURE]), inner[-_SIGNATURE:], public_key):
        raise BundleProblem(
            f"tanda tangan bundel ini bukan milik perangkat {bundle.sender}; jangan dipakai",
            f"the signature of this bundle is not device {bundle.sender}'s; do not use it",
        )  # fmt: skip
    return bundle


def _read(kind: str, inner: bytes) -> Bundle:
    reader = bits.Reader(inner)
    if kind not in (REQUEST, ANSWER):
        raise Unreadable("jenis bundel tidak dikenal")
    sender, box_key, turn = reader.code(), reader.take(_KEY), reader.number()
    base = reader.number(), reader.number()
    together, part, parts = reader.take(_SET), reader.number(), reader.number()
    made = EPOCH + timedelta(minutes=int.from_bytes(reader.take(_MINUTES), "big"))
    about = About(turn, base, together, part, parts, made, reader.number())
    return Bundle(kind, sender, box_key, about, inner[reader.place :])


def _cipher(shared: bytes, once: bytes, box_key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(algorithm=hashes.SHA256(), length=_KEY, salt=None, info=_NAME + once + box_key).derive(shared))


def _signed(outer: bytes, inner: bytes) -> bytes:
    return _NAME + b"\n" + sha256(outer + inner).digest()
