"""The record that closes a group, and what the hub's signature in it covers: all that the answer has said so far.

    flags      1 byte: 1 at the end of the answer, 2 more where the hub has more
    place      number: how far in the plan the group leads
    cursor     at the end: position, grant (numbers), and the two bytes that tell which log
    ends       acts whose hash the witness tells and the receiver computes: how many, device and number of each
    signature  64 bytes, over the statement of `witness.py` with these lines beside those of acts and keys:

        answer <turn of the request> <SHA-256 in hex of the records N, K, G and P, as they were sent>
        group <place> <SHA-256 in hex of the contents of the group's record R; of nothing without one>
        cursor <position> <grant> <check in hex> <1 where there is more, else 0>
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from rembuk.ledger.sync import bits, seals
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.exchange import CHECK_BYTES, Cursor
from rembuk.ledger.witness import Place

_SIGNATURE = 64


class Closing(NamedTuple):
    """The end of a group: how far it leads, the new cursor at the end of the answer, the ends told, the signature."""

    place: int
    cursor: Cursor | None
    is_more: bool
    ends: frozenset[Place]
    signature: bytes = b""

    def written(self) -> bytes:
        """The contents of the record."""
        flags = (self.cursor is not None) + 2 * self.is_more
        at = b"" if self.cursor is None else bits.number(self.cursor.position) + bits.number(self.cursor.grant) + self.cursor.check.ljust(CHECK_BYTES, b"\0")
        return bytes((flags,)) + bits.number(self.place) + at + seals.write_places(dict.fromkeys(self.ends, b"")) + self.signature

    def lines(self, turn: int, opening: bytes, refusals: bytes) -> tuple[str, ...]:
        """The lines of the statement that are about the answer."""
        answer = f"answer {turn} {sha256(opening).hexdigest()}"
        group = f"group {self.place} {sha256(refusals).hexdigest()}"
        if self.cursor is None:
            return answer, group
        check = self.cursor.check.ljust(CHECK_BYTES, b"\0").hex()
        return answer, group, f"cursor {self.cursor.position} {self.cursor.grant} {check} {int(self.is_more)}"


def read(content: bytes) -> Closing:
    """The closing in a record. Raises Unreadable."""
    reader = bits.Reader(content)
    (flags,) = reader.take(1)
    if flags > 3:
        raise Unreadable("penutup kelompok tidak terbaca")
    place = reader.number()
    cursor = Cursor(reader.number(), reader.number(), reader.take(CHECK_BYTES)) if flags & 1 else None
    ends = frozenset(seals.read_places(reader, 0))
    return Closing(place, cursor, bool(flags & 2), ends, reader.take(_SIGNATURE))
