"""Reads acts and seals of a whole store in the order of device and number, a page at a time, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rembuk.ledger.seal import Seal
from rembuk.record.act import act_id

ROWS_A_PAGE = 2000

_ACTS = "device, number, case_id, kind, clock, body, hash, position"
_SEALS = "device, last, first, head, signature, sealed_ms"


class ActLine(NamedTuple):
    """An act as its row holds it, unread."""

    device: str
    number: int
    case_id: str
    kind: str
    clock: int
    body: bytes
    hash: bytes
    position: int

    @property
    def act_id(self) -> str:
        """The id that device and number make."""
        return act_id(self.device, self.number)


class SealLine(NamedTuple):
    """A seal as its row holds it."""

    seal: Seal
    first: int


def act_lines(connection: Any, device: str) -> Iterator[ActLine]:
    """Every act of a device, by number."""
    for row in _pages(connection, f"select {_ACTS} from ledger_act where device = %s and number > %s order by number", device):
        *columns, body, digest, position = row
        yield ActLine._make((*columns, bytes(body), bytes(digest), position))


def seal_lines(connection: Any, device: str) -> Iterator[SealLine]:
    """Every seal of a device, by the number of its last act."""
    for row in _pages(connection, f"select {_SEALS} from ledger_seal where device = %s and last > %s order by last", device):
        code, last, first, head, signature, sealed_ms = row
        yield SealLine(Seal(code, last, bytes(head), sealed_ms, bytes(signature)), first)


def devices(connection: Any) -> Iterator[tuple[str, bytes | None]]:
    """Every device that is enrolled or has acts or seals here, with its public key; None for one that is not enrolled."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select code, public_key from ledger_device union all"
            " select device, null from (select device from ledger_act union select device from ledger_seal) used"
            " where not exists (select 1 from ledger_device d where d.code = used.device) order by 1"
        )
        rows = cursor.fetchall()
    for code, public_key in rows:
        yield code, None if public_key is None else bytes(public_key)


def _pages(connection: Any, query: str, device: str) -> Iterator[tuple[Any, ...]]:
    after = -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"{query} limit {ROWS_A_PAGE:d}", [device, after])
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < ROWS_A_PAGE:
            return
        after = rows[-1][1]
