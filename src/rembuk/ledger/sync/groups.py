"""What vouches for a group of acts on its way to a node: seals where a run ends sealed, else the sender's own word; and in any case its signature.

A run begins anew where the act before it is not with the receiver; its hash then goes along as an anchor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.branches import lineage_in
from rembuk.ledger.forks import all_steps
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.receiving import known_end
from rembuk.ledger.refusals import refusals_of
from rembuk.ledger.seal import Seal
from rembuk.ledger.sync import devices, records, seals
from rembuk.ledger.sync.closing import Closing
from rembuk.ledger.sync.devices import Introduced
from rembuk.ledger.sync.exchange import Cursor
from rembuk.ledger.sync.plan import Row
from rembuk.ledger.witness import Place, testify
from rembuk.record.act import Act


class Vouching(NamedTuple):
    """What goes with a group: seals, anchors and unsealed ends with their hashes, devices to introduce."""

    seals: list[Seal]
    anchors: dict[Place, bytes]
    ends: dict[Place, bytes]
    introduced: list[Introduced]


class Voucher:
    """Closes the groups of one answer to one receiver. `opening` are the records that the answer began with, as sent."""

    def __init__(self, using: str, key: DeviceKey, receiver: str, turn: int, opening: bytes) -> None:
        self._using, self._key, self._receiver, self._turn, self._opening = using, key, receiver, turn, opening
        self._steps = all_steps(using)

    def close(
        self, rows: Collection[Row], newest: dict[str, Act], place: int, cursor: Cursor | None, is_more: bool,
        is_there: Callable[[Place], bool] = lambda place: True, knows: Callable[[str], bool] = lambda device: True,
    ) -> Iterator[bytes]:  # fmt: skip
        """The records that close a group of these acts; with a cursor, the answer."""
        found = self.vouching(rows, is_there, knows)
        if found.introduced:
            yield records.written("I", devices.write(found.introduced))
        refused = refusals_of(connections[self._using], (row.place for row in rows))
        refusals = records.told(refused) if refused else b""
        if refused:
            yield records.written("R", refusals)
        if found.seals:
            yield records.written("S", seals.write(found.seals, newest))
        if found.anchors:
            yield records.written("A", seals.write_places(found.anchors))
        closing = Closing(place, cursor, is_more, frozenset(found.ends))
        lines = (*(one.line for one in found.introduced), *closing.lines(self._turn, self._opening, refusals))
        signature = testify(self._key, self._key.code, self._receiver, {**found.ends, **found.anchors}, lines)
        yield records.written("W", closing._replace(signature=signature).written())

    def vouching(self, rows: Collection[Row], is_there: Callable[[Place], bool], knows: Callable[[str], bool]) -> Vouching:
        """What vouches for these acts."""
        out = Vouching([], {}, {}, [])
        going = {row.place for row in rows}
        with connections[self._using].cursor() as cursor:
            for run in _runs(rows):
                before = lineage_in(self._steps.get, run[0].device).place_before(run[0].device, run[0].number)
                if before[1] and before not in going and not is_there(before):
                    out.anchors[before] = _hash(cursor, before)
                end = run[-1].place
                sealed = _seal_at(cursor, end)
                if sealed is None:
                    out.ends[end] = _hash(cursor, end)
                else:
                    out.seals.append(sealed)
        strangers = sorted({row.device for row in rows if not knows(row.device)})
        out.introduced.extend(devices.known_here(self._using, strangers))
        return out


def _hash(cursor: Any, place: Place) -> bytes:
    digest, _ = known_end(cursor, *place, {})
    return digest or b""


def _runs(rows: Iterable[Row]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in sorted(rows, key=lambda row: row.place):
        if run and (row.device, row.number - 1) != run[-1].place:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _seal_at(cursor: Any, place: Place) -> Seal | None:
    cursor.execute("select head, sealed_ms, signature from ledger_seal where device = %s and last = %s", list(place))
    row = cursor.fetchone()
    return Seal(place[0], place[1], bytes(row[0]), row[1], bytes(row[2])) if row else None


def newest_of(newest: dict[str, Act], acts: Sequence[Act]) -> None:
    """Remembers each device's last act told."""
    for act in acts:
        if act.device not in newest or newest[act.device].number < act.number:
            newest[act.device] = act
