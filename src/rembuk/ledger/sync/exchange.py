"""The request of an exchange: who asks, how far he is, and the records he sends. One request, one answer.

    version        1 byte, 1
    device         code
    turn           number: counts the requests of this device at this hub, so that none is answered twice
    minutes        3 bytes: the device's time in minutes since 1 January 2020 (UTC)
    head           number: the newest of the device's own acts
    cursor         position and grant of the hub's log: two numbers; at a position beyond 0 two bytes follow, the first of the hash of the newest act
                   up to there that this device was sent
    under way      1 byte: 1 where a plan is under way, 2 where a receipt is missing, 3 for both, else 0; for 1 and 3 four numbers: position
                   and grant it goes to, how far in the plan is verified, how far is kept
    records        to the end but the last 64 bytes
    signature      Ed25519 over `rembuk-sync-1`, line feed, the hub's code, line feed, SHA-256 of all before it (32 bytes)
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from rembuk.ledger.keys import DeviceKey, is_signed
from rembuk.ledger.sync import bits
from rembuk.ledger.sync.columns import Unreadable

VERSION = 1
MOST_BYTES = 1 << 20
"""In one request."""

CHECK_BYTES = 2
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_SIGNATURE = 64
_MINUTES = 3


class Cursor(NamedTuple):
    """How far a node is in its hub's log: all acts up to `position` of the cases granted up to `grant`. `check` says which log."""

    position: int = 0
    grant: int = 0
    check: bytes = b""


class UnderWay(NamedTuple):
    """A plan that was cut: it goes to (`position`, `grant`); of its acts so many are `verified` and so many `kept`."""

    position: int
    grant: int
    verified: int
    kept: int


class Request(NamedTuple):
    """What a node asks. `head` is the number of its own newest act, `at` its own time (minutes).

    `wants_receipt` when an earlier answer was cut before its signature.
    """

    device: str
    turn: int
    at: datetime
    head: int
    cursor: Cursor
    under_way: UnderWay | None
    records: bytes
    wants_receipt: bool = False


def write(request: Request, hub: str, key: DeviceKey) -> bytes:
    """The request as sent to the hub of that code."""
    cursor, plan = request.cursor, request.under_way
    minutes = max(0, min(int((request.at - EPOCH).total_seconds()) // 60, (1 << 8 * _MINUTES) - 1))
    content = b"".join((
        bytes((VERSION,)), bits.code(request.device), bits.number(request.turn), minutes.to_bytes(_MINUTES, "big"), bits.number(request.head),
        bits.number(cursor.position), bits.number(cursor.grant), cursor.check if cursor.position else b"",
        bytes(((plan is not None) + 2 * request.wants_receipt,)), b"".join(map(bits.number, plan or ())), request.records,
    ))  # fmt: skip
    return content + key.sign(_message(hub, content))


def read(content: bytes) -> Request:
    """What was asked; who signed it is another question. Raises Unreadable."""
    if len(content) > MOST_BYTES or len(content) < _SIGNATURE:
        raise Unreadable("kiriman terlalu besar" if content else "kiriman kosong")
    reader = bits.Reader(content[:-_SIGNATURE])
    (version,) = reader.take(1)
    if version != VERSION:
        raise Unreadable(f"bentuk kiriman {version} tidak dikenal di sini; perbarui program")
    device, turn, minutes = reader.code(), reader.number(), int.from_bytes(reader.take(_MINUTES), "big")
    head, position, grant = reader.number(), reader.number(), reader.number()
    cursor = Cursor(position, grant, reader.take(CHECK_BYTES) if position else b"")
    (flags,) = reader.take(1)
    if flags > 3:
        raise Unreadable("kiriman tidak terbaca")
    plan = UnderWay(*(reader.number() for _ in UnderWay._fields)) if flags & 1 else None
    return Request(device, turn, EPOCH + timedelta(minutes=minutes), head, cursor, plan, content[reader.place : -_SIGNATURE], bool(flags & 2))


def is_by(content: bytes, hub: str, public_key: bytes) -> bool:
    """Whether the holder of the key signed this request for the hub of that code."""
    return is_signed(_message(hub, content[:-_SIGNATURE]), content[-_SIGNATURE:], public_key)


def _message(hub: str, content: bytes) -> bytes:
    return f"rembuk-sync-1\n{hub}\n".encode() + sha256(content).digest()
