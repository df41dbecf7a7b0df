"""Making the answer's second half: the frames that lead a node from its cursor to the end of the log, and what vouches for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import connections

from rembuk.ledger.connection import settled_position
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.rows import select_acts
from rembuk.ledger.store import Ledger
from rembuk.ledger.sync import bits, grants, records
from rembuk.ledger.sync.exchange import CHECK_BYTES, Cursor, Request, UnderWay
from rembuk.ledger.sync.frames import ACTS_A_FRAME, Packer
from rembuk.ledger.sync.groups import Voucher, newest_of
from rembuk.ledger.sync.plan import Row, plan
from rembuk.ledger.sync.pushed import heads_of
from rembuk.ledger.sync.wordbook import wordbook
from rembuk.ledger.witness import Place
from rembuk.record.act import Act

FRAMES_A_GROUP = 4
_QUIET_POSITIONS = 2000
"""A log that has grown by no more than this without anything for the node is not worth the bytes to say so."""


class Sending:
    """One node being brought up to date."""

    def __init__(self, ledger: Ledger, key: DeviceKey, request: Request, scope: Collection[str], heads: dict[str, int]) -> None:
        self._using, self._key, self._request = ledger.using, key, request
        self._scope, self._heads = frozenset(scope), heads
        self._newest = settled_position(connections[self._using])
        grant = grants.renew(self._using, request.device, self._scope)
        self.is_lost = self._log_is_another(request.cursor, request.under_way, grant)
        self._cursor = Cursor() if self.is_lost else request.cursor
        way = None if self.is_lost else request.under_way
        self._way = way or UnderWay(self._newest, grant, 0, 0)
        self._held = grants.held(self._using, request.device, self._cursor.grant, self._way.grant)

    def _log_is_another(self, cursor: Cursor, way: UnderWay | None, grant: int) -> bool:
        """Whether this log is not the one the node knows: the hub was restored from a backup."""
        beyond = way and (way.position > self._newest or way.grant > grant)
        return bool(beyond) or cursor.position > self._newest or cursor.grant > grant or cursor.check != check_at(self._using, cursor.position)

    def heads_of_all(self) -> dict[str, int]:
        """The newest number of every device with acts in the node's cases, and of the node's own."""
        with connections[self._using].cursor() as cursor:
            cursor.execute("select distinct device from ledger_act where case_id in (select case_id from ledger_grant where device = %s)", [self._request.device])
            codes = {code for (code,) in cursor.fetchall()}
        return heads_of(self._using, {*codes, self._request.device})

    def records(self) -> Iterator[bytes]:
        """The records of the answer after what concerns the acts brought."""
        rows = plan(self._using, self._held, self._cursor.position, self._way.position)
        going = [row for row in rows[self._way.kept :] if self._goes(row)]
        if self._held.ended:
            yield records.written("G", records.told(sorted(self._held.ended)))
        if going or self._way.verified < len(rows):
            yield records.written("P", bits.number(self._way.position) + bits.number(self._way.grant))
            yield from self._groups(rows)
        if going or self._held.ended or self.is_lost or self._is_worth_telling():
            yield records.written("C", self._end())

    def _groups(self, rows: Sequence[Row]) -> Iterator[bytes]:
        packer, newest, place, verified = Packer(wordbook()), dict[str, Act](), self._way.kept, self._way.verified
        voucher = self._voucher(rows[:verified])
        frames = 0
        while place < len(rows):
            end = self._frame_end(rows, place)
            wanted = [row for row in rows[place:end] if self._goes(row)]
            if wanted:
                acts = self._load(wanted)
                newest_of(newest, acts)
                yield records.written("F", bits.number(end) + packer.frame(acts))
                frames += 1
            place = end
            if frames % FRAMES_A_GROUP == 0 and (group := [row for row in rows[verified:place] if self._goes(row)]):
                yield from voucher.records(group, newest)
                verified, voucher = place, self._voucher(rows[:place])
        if group := [row for row in rows[verified:place] if self._goes(row)]:
            yield from voucher.records(group, newest)

    def _frame_end(self, rows: Sequence[Row], place: int) -> int:
        """Where the frame from here ends: what remains is spread evenly."""
        remaining = len(rows) - place
        frames = -(-remaining // ACTS_A_FRAME)
        return place + -(-remaining // frames)

    def _goes(self, row: Row) -> bool:
        """Whether the act is sent: still in scope, and not the node's own, which it has."""
        return row.case in self._scope and not self._is_own(row.place)

    def _is_own(self, place: Place) -> bool:
        return place[0] == self._request.device and place[1] <= self._request.head

    def _load(self, rows: Collection[Row]) -> list[Act]:
        blanks = ", ".join(["%s"] * len(rows))
        with connections[self._using].cursor() as cursor:
            found = select_acts(cursor, f"position in ({blanks})", [row.position for row in rows], refused=True)
            return [stored.act for stored in found]

    def _voucher(self, told: Sequence[Row]) -> Voucher:
        sent = {row.place for row in told if self._goes(row)}
        devices = {device for device, _ in sent} | {self._request.device, self._key.code}
        return Voucher(self._using, self._key, self._request.device, lambda place: place in sent or self._is_there(place), lambda code: code in devices or self._knows(code))

    def _is_there(self, place: Place) -> bool:
        """Whether the node has the act from earlier."""
        if self._is_own(place):
            return True
        with connections[self._using].cursor() as cursor:
            cursor.execute("select case_id, position from ledger_act where device = %s and number = %s", list(place))
            row = cursor.fetchone()
        return row is not None and row[0] in self._held.continuing and row[1] <= self._cursor.position

    def _knows(self, code: str) -> bool:
        """Whether the node has met the device: an act of it came in a case that it still holds."""
        if not self._cursor.position:
            return False
        with connections[self._using].cursor() as cursor:
            cursor.execute("select distinct case_id from ledger_act where device = %s and position <= %s", [code, self._cursor.position])
            return any(case in self._held.continuing for (case,) in cursor.fetchall())

    def _is_worth_telling(self) -> bool:
        return bool(self._request.under_way) or self._way.position - self._cursor.position > _QUIET_POSITIONS or self._way.grant != self._cursor.grant

    def _end(self) -> bytes:
        is_more = self._way.position < self._newest and bool(self._request.under_way) and not self.is_lost
        check = check_at(self._using, self._way.position)
        return bits.number(self._way.position) + bits.number(self._way.grant) + check.ljust(CHECK_BYTES, b"\0") + bytes((is_more,))


def check_at(using: str, position: int) -> bytes:
    """The first bytes of the hash of the newest act up to there: which log this is. Empty before the first act."""
    if not position:
        return b""
    with connections[using].cursor() as cursor:
        cursor.execute("select hash from ledger_act where position <= %s order by position desc limit 1", [position])
        row: Any = cursor.fetchone()
    return bytes(row[0])[:CHECK_BYTES] if row else b""
