"""What vouches for a group of acts on its way to a node: seals where a run ends sealed, else the sender's own word.

A run begins anew where the act before it is not with the receiver; its hash then goes along as an anchor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.branches import Lineage, lineage_in
from rembuk.ledger.forks import all_steps
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.receiving import known_end
from rembuk.ledger.refusals import refusals_of
from rembuk.ledger.seal import Seal
from rembuk.ledger.sync import devices, records, seals
from rembuk.ledger.sync.devices import Introduced
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
    """Finds what vouches for the acts that one receiver gets."""

    def __init__(self, using: str, key: DeviceKey, receiver: str, is_there: Callable[[Place], bool], knows: Callable[[str], bool]) -> None:
        self._using, self._key, self._receiver = using, key, receiver
        self._is_there, self._knows = is_there, knows
        self._steps = all_steps(using)

    def records(self, rows: Collection[Row], newest: dict[str, Act]) -> Iterator[bytes]:
        """The records that close a group of these acts."""
        found = self.vouching(rows)
        if found.introduced:
            yield records.written("I", devices.write(found.introduced))
        if refused := refusals_of(connections[self._using], (row.place for row in rows)):
            yield records.written("R", records.told(refused))
        if found.seals:
            yield records.written("S", seals.write(found.seals, newest))
        if not (found.anchors or found.ends or found.introduced):
            yield records.written("V")
            return
        if found.anchors:
            yield records.written("A", seals.write_places(found.anchors))
        lines = [one.line for one in found.introduced]
        signature = testify(self._key, self._key.code, self._receiver, {**found.ends, **found.anchors}, lines)
        yield records.written("W", seals.write_places(dict.fromkeys(found.ends, b"")) + signature)

    def vouching(self, rows: Collection[Row]) -> Vouching:
        """What vouches for these acts."""
        out = Vouching([], {}, {}, [])
        going = {row.place for row in rows}
        with connections[self._using].cursor() as cursor:
            for run in _runs(rows):
                lineage = self._lineage(run[0].device)
                before = lineage.place_before(run[0].device, run[0].number)
                if before[1] and before not in going and not self._is_there(before):
                    out.anchors[before] = self._hash(cursor, before)
                end = run[-1].place
                sealed = _seal_at(cursor, end)
                if sealed is None:
                    out.ends[end] = self._hash(cursor, end)
                else:
                    out.seals.append(sealed)
        strangers = sorted({row.device for row in rows if not self._knows(row.device)})
        out.introduced.extend(devices.known_here(self._using, strangers))
        return out

    def _lineage(self, device: str) -> Lineage:
        return lineage_in(self._steps.get, device)

    @staticmethod
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
