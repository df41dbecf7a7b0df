"""A *seal*: one signature by a device over the hash of one of its acts, and through the chain over all before it.

Signed are the bytes: `rembuk-seal-1`, line feed, device code, line feed, number of the last act in decimal, line feed,
the device's time in milliseconds since 1970 in decimal, line feed, the 32 bytes of that act's hash.
"""

from __future__ import annotations

from typing import NamedTuple

from rembuk.ledger.keys import DeviceKey, is_signed


class Seal(NamedTuple):
    """The device's acts up to number `last` end in the hash `head`; said at `sealed_ms`. `signature` is 64 bytes."""

    device: str
    last: int
    head: bytes
    sealed_ms: int
    signature: bytes

    def is_by(self, public_key: bytes) -> bool:
        """Whether the holder of this key signed it."""
        return is_signed(message_of(self.device, self.last, self.head, self.sealed_ms), self.signature, public_key)


def message_of(device: str, last: int, head: bytes, sealed_ms: int) -> bytes:
    """The bytes that are signed."""
    return f"rembuk-seal-1\n{device}\n{last}\n{sealed_ms}\n".encode() + head


def seal(key: DeviceKey, last: int, head: bytes, sealed_ms: int) -> Seal:
    """The seal of this device over its act number `last`."""
    return Seal(key.code, last, head, sealed_ms, key.sign(message_of(key.code, last, head, sealed_ms)))
