"""The smallest pieces of a message: whole numbers in 7-bit groups, device codes in 5-bit letters, runs of bytes with their length.

A whole number is written in groups of seven bits, the lowest first, each byte but the last with its highest bit set. With a sign, 0, -1, 1,
-2 ... are written as 0, 1, 2, 3 ... A device code is one byte with its length, then its letters (a to z, 2 to 7, five bits each), filled up
with zero bits to whole bytes.
"""

from __future__ import annotations

import base64
import re

from rembuk.ledger.sync.columns import Unreadable

LARGEST = 1 << 63
_CODE = re.compile(r"[a-z2-7]{4,8}")


def number(value: int) -> bytes:
    """A whole number from 0 on."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def signed(value: int) -> bytes:
    """A whole number."""
    return number(-2 * value - 1 if value < 0 else 2 * value)


def code(device: str) -> bytes:
    """A device code."""
    padded = device.upper().ljust(8, "A")
    return bytes((len(device),)) + base64.b32decode(padded)[: -(-len(device) * 5 // 8)]


def run(content: bytes) -> bytes:
    """Bytes with their length before them."""
    return number(len(content)) + content


class Reader:
    """Takes pieces from the beginning of some bytes. Every method raises Unreadable where they are not there."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.place = 0

    @property
    def is_done(self) -> bool:
        """Whether all has been taken."""
        return self.place >= len(self._content)

    def take(self, size: int) -> bytes:
        """So many bytes."""
        end = self.place + size
        if end > len(self._content):
            raise Unreadable("kiriman terpotong")
        out = self._content[self.place : end]
        self.place = end
        return out

    def number(self) -> int:
        """A whole number below 2**63."""
        value = shift = 0
        while True:
            (byte,) = self.take(1)
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift > 63:
                raise Unreadable("bilangan terlalu besar")
        if value >= LARGEST:
            raise Unreadable("bilangan terlalu besar")
        return value

    def signed(self) -> int:
        """A whole number with a sign."""
        value = self.number()
        return -(value + 1) // 2 if value % 2 else value // 2

    def code(self) -> str:
        """A device code."""
        (length,) = self.take(1)
        letters = base64.b32encode(self.take(-(-length * 5 // 8))).decode().lower()[:length] if length <= 8 else ""
        if not _CODE.fullmatch(letters):
            raise Unreadable("kode perangkat tidak terbaca")
        return letters

    def run(self, most: int) -> bytes:
        """Bytes with their length before them, at most so many."""
        size = self.number()
        if size > most:
            raise Unreadable("bagian kiriman terlalu besar")
        return self.take(size)
