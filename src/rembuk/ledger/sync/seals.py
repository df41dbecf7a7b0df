"""Seals in a message: the device, the number and time left out where they follow from the frames, and the 64 bytes of the signature.

    count          number
    for each       device (code), last (number; 0 for the last act of the device that the frames of this message told),
                   time (a number with a sign: milliseconds since that act's clock; since 1970 where `last` is given), signature
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rembuk.ledger.seal import Seal
from rembuk.ledger.sync import bits
from rembuk.ledger.sync.columns import Unreadable
from rembuk.record.act import Act

_COUNTER_BITS = 16
_SIGNATURE = 64
_MOST = 10_000


def write(seals: Iterable[Seal], newest: Mapping[str, Act]) -> bytes:
    """The contents of a record of seals; `newest` is each device's last act told in this message."""
    rows = list(seals)
    return bits.number(len(rows)) + b"".join(_written(one, newest.get(one.device)) for one in rows)


def _written(seal: Seal, newest: Act | None) -> bytes:
    if newest is not None and newest.number == seal.last:
        when = bits.number(0) + bits.signed(seal.sealed_ms - (newest.clock >> _COUNTER_BITS))
    else:
        when = bits.number(seal.last) + bits.signed(seal.sealed_ms)
    return bits.code(seal.device) + when + seal.signature


def read(content: bytes, newest: Mapping[str, Act]) -> list[Seal]:
    """The seals in such a record, each with an empty head: it is the hash that the receiver computes. Raises Unreadable."""
    reader, out = bits.Reader(content), list[Seal]()
    count = reader.number()
    if count > _MOST:
        raise Unreadable("terlalu banyak segel")
    for _ in range(count):
        device, last, when = reader.code(), reader.number(), reader.signed()
        if last == 0:
            if device not in newest:
                raise Unreadable("segel tanpa tindakan")
            last, when = newest[device].number, when + (newest[device].clock >> _COUNTER_BITS)
        out.append(Seal(device, last, b"", when, reader.take(_SIGNATURE)))
    return out


def write_places(places: Mapping[tuple[str, int], bytes]) -> bytes:
    """Acts with what is told of each (a hash, or nothing)."""
    return bits.number(len(places)) + b"".join(
        bits.code(device) + bits.number(number) + digest for (device, number), digest in sorted(places.items())
    )


def read_places(reader: bits.Reader, size: int) -> dict[tuple[str, int], bytes]:
    """The acts that `write_places` wrote, with so many bytes each. Raises Unreadable."""
    count = reader.number()
    if count > _MOST:
        raise Unreadable("terlalu banyak jangkar")
    return {(reader.code(), reader.number()): reader.take(size) for _ in range(count)}
