"""Keeping an answer as it arrives: frames aside, groups taken in when they are vouched for, the cursor moved when all is there.

What the answer says beside acts (what was refused, how far the hub has come, which cases end) counts from the first signature on.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.forks import own_code
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.receiving import Reason, Received
from rembuk.ledger.refusals import Refused, refuse
from rembuk.ledger.seal import Seal
from rembuk.ledger.store import Ledger, Project
from rembuk.ledger.sync import bits, closing, devices, records, seals, unsent
from rembuk.ledger.sync.closing import Closing
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.devices import Introduced
from rembuk.ledger.sync.frames import Unpacker
from rembuk.ledger.sync.groups import newest_of
from rembuk.ledger.sync.models import Aside, Hub
from rembuk.ledger.sync.notices import notice
from rembuk.ledger.sync.said import Outcome, Said, read_refusals
from rembuk.ledger.sync.wordbook import wordbook
from rembuk.ledger.witness import Place, Witnessed
from rembuk.record.act import Act, Author, act_id

_HASH = 32


class Taking:
    """One answer to one request being kept. An answer in a file (`in_file`) has all of it at hand, so nothing lies aside; it moves this node's
    cursor only where it `moves` it: when it begins where the node stands and is complete.
    """

    def __init__(
        self, ledger: Ledger, key: DeviceKey, state: Hub, *, project: Project | None, now: datetime, turn: int | None = None, in_file: bool = False,
        moves: bool = True,
    ) -> None:  # fmt: skip
        self._turn = state.turn if turn is None else turn
        self._in_file, self._moves, self._at_hand = in_file, moves, list[Act]()
        self._ledger, self._key, self._state, self._project, self._now = ledger, key, state, project, now
        self._using = ledger.using
        self._own = own_code(self._using, key.code)
        self._unpacker, self._newest = Unpacker(wordbook()), dict[str, Act]()
        self._said = Said(ledger, key, state, project=project, now=now)
        self._opening = b""
        self._group = _Group()
        self._is_first = True
        self._outcome = Outcome()
        self._takers: dict[str, Callable[[bytes], None]] = {
            "N": self._said.told, "K": self._said.confirmed, "G": self._said.gone, "P": self._plan, "F": self._frame,
            "I": self._devices, "R": self._refusals, "S": self._seals, "A": self._anchors, "W": self._close,
        }  # fmt: skip

    def take(self, record: records.Record) -> None:
        """Keeps one record. Raises Unreadable for what is none or is not vouched for, StoreError when the store fails."""
        if record.kind in "NKGP":
            if self._newest or not self._is_first:
                raise Unreadable(f"bagian {record.kind} pada tempat yang salah")
            self._opening += records.written(*record)
        try:
            self._takers[record.kind](record.content)
        except Unreadable:
            raise
        except (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError) as error:
            raise Unreadable(f"bagian {record.kind} tidak terbaca: {error}") from error

    def finished(self, sent: int) -> Outcome:
        """What it came to, once the answer has ended."""
        self._save(answered_ms=self._ms, trouble="", trouble_en="")
        return self._said.outcome(self._outcome)._replace(sent=sent)

    @property
    def _ms(self) -> int:
        return round(self._now.timestamp() * 1000)

    def _plan(self, content: bytes) -> None:
        reader = bits.Reader(content)
        position, grant, verified, kept = (reader.number() for _ in range(4))
        known = self._state.to_position, self._state.to_grant, self._state.verified, self._state.kept
        if self._in_file:
            return
        if (position, grant, verified, kept) != known:
            if verified or kept:
                raise Unreadable("jawaban tidak melanjutkan yang terputus")
            self._forget_aside()
            self._save(to_position=position, to_grant=grant, verified=0, kept=0)

    def _frame(self, content: bytes) -> None:
        reader = bits.Reader(content)
        place = reader.number()
        acts = self._unpacker.frame(content[reader.place :])
        newest_of(self._newest, acts)
        if self._in_file:
            self._at_hand += acts
            return
        text = json.dumps([[act.case, act.kind, act.device, act.number, act.clock, act.author, act.fields, act.seen, act.shape] for act in acts], ensure_ascii=False)

        def keep() -> None:
            Aside.objects.using(self._using).create(hub=self._state.code, kind="F", place=place, content=text.encode())
            self._save_now(kept=place)

        in_one_transaction(connections[self._using], keep)

    def _seals(self, content: bytes) -> None:
        self._group.seals += seals.read(content, self._newest)

    def _devices(self, content: bytes) -> None:
        self._group.introduced += devices.read(content)

    def _anchors(self, content: bytes) -> None:
        self._group.anchors |= seals.read_places(bits.Reader(content), _HASH)

    def _refusals(self, content: bytes) -> None:
        self._group.refused += read_refusals(records.untold(content))
        self._group.refusals = content

    def _close(self, content: bytes) -> None:
        """Takes in what lies aside, or throws it away where nothing vouches for it: it is asked for again."""
        told, group, acts = closing.read(content), self._group, self._aside()
        lines = (*(one.line for one in group.introduced), *told.lines(self._turn, self._opening, group.refusals))
        witnessed = Witnessed(self._state.code, self._own, group.anchors, told.ends, lines, told.signature)
        if not acts:
            self._close_empty(told, witnessed)
            return
        received = self._ledger.receive(
            acts, group.seals, now=self._now, witnessed=witnessed, whole=True, judge=lambda found: group.refused, project=self._project,
            before=lambda: devices.enrol_all(self._using, group.introduced, self._state.code, self._now, self._key.code),
            after=lambda: self._after(told, acts),
        )  # fmt: skip
        if received.left:
            self._bring_forks(received)
            self._distrust(len(received.left), ", ".join(sorted({one.reason.name for one in received.left})))
        self._outcome = self._outcome._replace(taken=self._outcome.taken + len(received.acts), known=self._outcome.known + received.known)
        self._begin_group(told)

    def _close_empty(self, told: Closing, witnessed: Witnessed) -> None:
        if not witnessed.is_by(bytes(self._state.public_key), {}):
            self._distrust(0, "W")
        in_one_transaction(connections[self._using], lambda: self._after(told, []))
        self._begin_group(told)

    def _begin_group(self, told: Closing) -> None:
        self._group, self._is_first, self._at_hand = _Group(), False, []
        self._outcome = self._outcome._replace(is_more=told.is_more)

    def _after(self, told: Closing, acts: list[Act]) -> None:
        """What goes into the transaction that takes a group in."""
        refuse(connections[self._using], self._group.refused, self._now)
        if not self._in_file:
            self._forget_aside_now()
            self._save_now(verified=told.place, kept=told.place)
        heads: dict[str, int] = {}
        for act in acts:
            heads[act.device] = max(heads.get(act.device, 0), act.number)
        unsent.confirm(self._using, self._state.code, heads, self._now)
        if told.cursor is not None and self._moves:
            position, grant, check = told.cursor
            self._save_now(position=position, grant=grant, check_bytes=check, to_position=0, to_grant=0, verified=0, kept=0)
        if self._is_first:
            self._said.apply(self._save_now)

    def _bring_forks(self, received: Received) -> None:
        """Acts that stand here under numbers that stand for others at the hub: the hub has not got them, whatever it said; they are brought again."""
        firsts: dict[str, int] = {}
        for one in received.left:
            if one.reason is Reason.FORK:
                firsts[one.act.device] = min(one.act.number, firsts.get(one.act.device, one.act.number))
        known = unsent.confirmed(self._using, self._state.code)
        lower = {device: number - 1 for device, number in firsts.items() if known.get(device, 0) >= number}
        in_one_transaction(connections[self._using], lambda: unsent.confirm(self._using, self._state.code, lower, self._now, lower=True))

    def _distrust(self, count: int, why: str) -> None:
        if not self._in_file:
            self._forget_aside()
            self._save(kept=self._state.verified)
        notice(self._using, "tampered", f"{self._state.code} {self._state.turn}", self._now, hub=self._state.code, count=count)
        raise Unreadable(f"{count} tindakan tidak cocok dengan segel atau tanda tangannya ({why})")

    def _aside(self) -> list[Act]:
        if self._in_file:
            return list(self._at_hand)
        acts: list[Act] = []
        for row in Aside.objects.using(self._using).filter(hub=self._state.code).order_by("id"):
            for case, kind, device, number, clock, author, fields, seen, shape in json.loads(bytes(row.content)):
                acts.append(Act(act_id(device, number), case, kind, fields, Author(*author), device, number, clock, tuple(seen), shape))
        return acts

    def _forget_aside(self) -> None:
        in_one_transaction(connections[self._using], self._forget_aside_now)

    def _forget_aside_now(self) -> None:
        Aside.objects.using(self._using).filter(hub=self._state.code).delete()

    def _save(self, **values: Any) -> None:
        in_one_transaction(connections[self._using], lambda: self._save_now(**values))

    def _save_now(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self._state, name, value)
        Hub.objects.using(self._using).filter(code=self._state.code).update(**values)


class _Group:
    """What has come since the last signature, beside the frames."""

    def __init__(self) -> None:
        self.seals: list[Seal] = []
        self.introduced: list[Introduced] = []
        self.refused: list[Refused] = []
        self.refusals = b""
        self.anchors: dict[Place, bytes] = {}
