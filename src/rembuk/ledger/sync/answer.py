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

FRAMES_A_GROUP = 2
_QUIET_POSITIONS = 2000
"""A log that has grown by no more than this without anything for the node is not worth the bytes to say so."""


class Sending:
    """One node being brought up to date."""

    def __init__(self, ledger: Ledger, key: DeviceKey, request: Request, scope: Collection[str]) -> None:
        self._using, self._key, self._request = ledger.using, key, request
        self._scope = frozenset(scope)
        self._newest = settled_position(connections[self._using])
        grant = grants.renew(self._using, request.device, self._scope)
        self.is_lost = self._log_is_another(request.cursor, request.under_way, grant)
        self._cursor = Cursor() if self.is_lost else request.cursor
        way = None if self.is_lost else request.under_way
        self._way = way or UnderWay(self._newest, grant, 0, 0)
        self.under_way: UnderWay | None = None
        self._most_bytes: int | None = None
        self._size = 0
        self._known: dict[str, bool] = {}
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

    def records(self, opening: list[bytes], most_bytes: int | None = None) -> Iterator[bytes]:
        """The answer that begins with these records; nothing at all when there is nothing to say.

        With `most_bytes` it ends after the group that reaches so many; `under_way` then tells how to go on, and is None at the end.
        """
        self._most_bytes = most_bytes
        rows = plan(self._using, self._held, self._cursor.position, self._way.position)
        is_going = self._way.verified < len(rows)
        if self._held.ended:
            opening = [*opening, records.written("G", records.told(sorted(self._held.ended)))]
        if is_going:
            opening = [*opening, records.written("P", b"".join(map(bits.number, self._way)))]
        if not opening and not self._is_worth_telling():
            return
        yield from opening
        self._size = sum(map(len, opening))
        yield from self._groups(rows, Voucher(self._using, self._key, self._request.device, self._request.turn, b"".join(opening)))

    def _groups(self, rows: Sequence[Row], voucher: Voucher) -> Iterator[bytes]:
        packer, newest, place, verified = Packer(wordbook()), dict[str, Act](), self._way.kept, self._way.verified
        frames, a_group = 0, FRAMES_A_GROUP if self._most_bytes is None else 1
        while place < len(rows):
            end = self._frame_end(rows, place)
            wanted = [row for row in rows[place:end] if self._goes(row)]
            place = end
            if not wanted:
                continue
            acts = self._load(wanted)
            newest_of(newest, acts)
            frame = records.written("F", bits.number(end) + packer.frame(acts))
            self._size += len(frame)
            yield frame
            frames += 1
            if frames % a_group == 0 and place < len(rows):
                yield from self._closed(voucher, rows, verified, place, newest)
                verified = place
                if self._most_bytes is not None and self._size >= self._most_bytes:
                    self.under_way = self._way._replace(verified=place, kept=place)
                    return
        yield from self._closed(voucher, rows, verified, len(rows), newest)

    def _closed(self, voucher: Voucher, rows: Sequence[Row], verified: int, place: int, newest: dict[str, Act]) -> Iterator[bytes]:
        """The end of a group, and of the answer where the plan ends."""
        sent = {row.place for row in rows[:verified] if self._goes(row)}
        devices = {device for device, _ in sent} | {self._request.device, self._key.code}
        group = [row for row in rows[verified:place] if self._goes(row)]
        is_end = place == len(rows)
        return voucher.close(
            group, newest, place, self._end() if is_end else None, is_end and self._is_more(),
            lambda one: one in sent or self._is_there(one), lambda code: code in devices or self._knows(code),
        )  # fmt: skip

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
        if code not in self._known:
            with connections[self._using].cursor() as cursor:
                cursor.execute("select distinct case_id from ledger_act where device = %s and position <= %s", [code, self._cursor.position])
                self._known[code] = any(case in self._held.continuing for (case,) in cursor.fetchall())
        return self._known[code]

    def _is_worth_telling(self) -> bool:
        return bool(self._request.under_way) or self._way.position - self._cursor.position > _QUIET_POSITIONS or self._way.grant != self._cursor.grant

    def _end(self) -> Cursor:
        return Cursor(self._way.position, self._way.grant, check_at(self._using, self._way.position).ljust(CHECK_BYTES, b"\0"))

    def _is_more(self) -> bool:
        """Whether the log has gone on since the plan was made that ends here."""
        return self._way.position < self._newest and self._request.under_way is not None and not self.is_lost


def check_at(using: str, position: int) -> bytes:
    """The first bytes of the hash of the newest act up to there: which log this is. Empty before the first act."""
    if not position:
        return b""
    with connections[using].cursor() as cursor:
        cursor.execute("select hash from ledger_act where position <= %s order by position desc limit 1", [position])
        row: Any = cursor.fetchone()
    return bytes(row[0])[:CHECK_BYTES] if row else b""
