"""What a store with only some acts of a device holds on to when it is checked: hashes by a witness's word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rembuk.ledger.branches import Lineage
from rembuk.ledger.chain import BEGINNING
from rembuk.ledger.faults import Fault, fault
from rembuk.ledger.keys import is_signed
from rembuk.ledger.witness import hashes_in

_ROWS_A_PAGE = 500


class Anchors:
    """The anchors of one device, looked up in the order of their numbers."""

    def __init__(self, connection: Any, device: str) -> None:
        self._connection = connection
        self._device = device
        self._page: dict[int, bytes] = {}
        self._until = -1
        with connection.cursor() as cursor:
            cursor.execute("select max(number) from ledger_anchor where device = %s", [device])
            (newest,) = cursor.fetchone()
        self._newest = -1 if newest is None else newest

    @property
    def is_any(self) -> bool:
        """Whether there is one."""
        return self._newest >= 0

    def has_from(self, number: int) -> bool:
        """Whether there is one at this number or later."""
        return self._newest >= number

    def at(self, number: int) -> bytes | None:
        """The hash told for this act; numbers must be asked for in order, give or take one."""
        if number > self._newest:
            return None
        if number > self._until:
            self._turn_to(number)
        return self._page.get(number)

    def _turn_to(self, number: int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(
                "select number, hash from ledger_anchor where device = %s and number >= %s order by number limit %s", [self._device, number - 1, _ROWS_A_PAGE]
            )
            rows = cursor.fetchall()
        self._page = {at: bytes(digest) for at, digest in rows}
        self._until = rows[-1][0] if len(rows) == _ROWS_A_PAGE else self._newest


def hash_before(connection: Any, lineage: Lineage, device: str) -> bytes:
    """The hash before the first act of a device: of the act that a branch continues, if it is here."""
    if not lineage.steps:
        return BEGINNING
    parent, number = lineage.place_before(device, lineage.steps[0].first)
    if number == 0:
        return BEGINNING
    with connection.cursor() as cursor:
        cursor.execute("select hash from ledger_act where device = %s and number = %s", [parent, number])
        row = cursor.fetchone()
        if row is None:
            cursor.execute("select hash from ledger_anchor where device = %s and number = %s", [parent, number])
            row = cursor.fetchone()
    return bytes(row[0]) if row else BEGINNING


def witness_faults(connection: Any) -> Iterator[Fault]:
    """Statements whose signature does not fit, and anchors that no statement tells."""
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                'select w.id, w."by", w.statement, w.signature, d.public_key from ledger_witness w left join ledger_device d on d.code = w."by"'
                " where w.id > %s order by w.id limit 100",
                [after],
            )
            rows = cursor.fetchall()
        for number, by, told, signature, public_key in rows:
            after = number
            if public_key is None or not is_signed(bytes(told), bytes(signature), bytes(public_key)) or not _tells_all(connection, number, bytes(told)):
                yield fault("bad-witness", by, number)
        if not rows:
            return


def _tells_all(connection: Any, witness: int, told: bytes) -> bool:
    hashes = dict(hashes_in(told))
    with connection.cursor() as cursor:
        cursor.execute("select device, number, hash from ledger_anchor where witness = %s", [witness])
        return all(hashes.get((device, number)) == bytes(digest) for device, number, digest in cursor.fetchall())
