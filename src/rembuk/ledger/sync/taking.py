"""Keeping an answer as it arrives: frames aside, groups taken in when they are vouched for, the cursor moved when all is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.forks import own_code
from rembuk.ledger.keys import DeviceKey, is_signed
from rembuk.ledger.refusals import Refused, refuse
from rembuk.ledger.seal import Seal
from rembuk.ledger.store import Ledger, Project
from rembuk.ledger.sync import bits, devices, records, seals, unsent
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.devices import Introduced
from rembuk.ledger.sync.exchange import CHECK_BYTES
from rembuk.ledger.sync.frames import Unpacker
from rembuk.ledger.sync.groups import newest_of
from rembuk.ledger.sync.hub import revocation_message
from rembuk.ledger.sync.models import Aside, Confirmed, Hub, Leaving
from rembuk.ledger.sync.notices import notice
from rembuk.ledger.sync.wordbook import wordbook
from rembuk.ledger.witness import Place, Witnessed
from rembuk.record.act import Act, Author, act_id

_HASH, _SIGNATURE = 32, 64


class Outcome(NamedTuple):
    """What an exchange came to: acts sent, taken in, refused by the hub, known already, set aside as untrustworthy, still waiting.

    `is_more` when the hub has more; `is_revoked` when this device may no longer take part and is to be wiped; `minutes_off` how far its time
    is ahead of the hub's, where it matters; `gone` cases that it may no longer hold.
    """

    sent: int = 0
    taken: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()
    gone: tuple[str, ...] = ()
    untrusted: int = 0
    minutes_off: int = 0
    waiting: int = 0
    is_more: bool = False
    is_revoked: bool = False

    def plus(self, other: Outcome) -> Outcome:
        """Both together."""
        return Outcome(
            self.sent + other.sent, self.taken + other.taken, self.known + other.known, (*self.refused, *other.refused), (*self.gone, *other.gone),
            self.untrusted + other.untrusted, other.minutes_off, other.waiting, other.is_more, other.is_revoked,
        )  # fmt: skip


class Taking:
    """One answer being kept."""

    def __init__(self, ledger: Ledger, key: DeviceKey, state: Hub, *, project: Project | None, now: datetime) -> None:
        self._ledger, self._key, self._state, self._project, self._now = ledger, key, state, project, now
        self._using = ledger.using
        self._unpacker, self._newest = Unpacker(wordbook()), dict[str, Act]()
        self._seals: list[Seal] = []
        self._introduced: list[Introduced] = []
        self._refused: list[Refused] = []
        self._anchors: dict[Place, bytes] = {}
        self._in_group = False
        self._outcome = Outcome()
        self._takers: dict[str, Callable[[bytes], None]] = {
            "P": self._plan, "F": self._frame, "S": self._take_seals, "I": self._take_devices, "A": self._take_anchors, "W": self._witness,
            "V": self._verify, "R": self._take_refusals, "K": self._confirm, "G": self._gone, "N": self._told, "C": self._cursor,
        }  # fmt: skip

    def take(self, record: records.Record) -> None:
        """Keeps one record. Raises Unreadable for what is none, StoreError when the store fails."""
        try:
            self._takers[record.kind](record.content)
        except (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError) as error:
            if isinstance(error, Unreadable):
                raise
            raise Unreadable(f"bagian {record.kind} tidak terbaca: {error}") from error

    def finished(self, sent: int) -> Outcome:
        """What it came to, once the answer has ended."""
        self._save(answered_ms=self._ms, trouble="", trouble_en="")
        return self._outcome._replace(sent=sent)

    @property
    def _ms(self) -> int:
        return round(self._now.timestamp() * 1000)

    def _plan(self, content: bytes) -> None:
        reader = bits.Reader(content)
        position, grant = reader.number(), reader.number()
        if (position, grant) != (self._state.to_position, self._state.to_grant):
            self._forget_aside()
            self._save(to_position=position, to_grant=grant, verified=0, kept=0)

    def _frame(self, content: bytes) -> None:
        reader = bits.Reader(content)
        place = reader.number()
        acts = self._unpacker.frame(content[reader.place :])
        newest_of(self._newest, acts)
        text = json.dumps([[act.case, act.kind, act.device, act.number, act.clock, act.author, act.fields, act.seen, act.shape] for act in acts], ensure_ascii=False)

        def keep() -> None:
            Aside.objects.using(self._using).create(hub=self._state.code, kind="F", place=place, content=text.encode())
            self._save_now(kept=place)

        in_one_transaction(connections[self._using], keep)

    def _take_seals(self, content: bytes) -> None:
        self._seals += seals.read(content, self._newest)

    def _take_devices(self, content: bytes) -> None:
        self._introduced += devices.read(content)

    def _take_anchors(self, content: bytes) -> None:
        self._anchors |= seals.read_places(bits.Reader(content), _HASH)

    def _take_refusals(self, content: bytes) -> None:
        """Refusals of acts in the group, or, before any frame, of acts just brought."""
        told = [Refused(*row) for row in records.untold(content)]
        if any(not isinstance(one.number, int) or not all(isinstance(part, str) for part in (one.device, one.code, one.says, one.says_en, one.by)) for one in told):
            raise Unreadable("penolakan tidak terbaca")
        self._refused += told
        if not self._newest and not self._has_aside():
            self._mark_refused()

    def _mark_refused(self) -> None:
        told, self._refused = tuple(self._refused), []
        self._outcome = self._outcome._replace(refused=(*self._outcome.refused, *told))

        def mark() -> None:
            refuse(connections[self._using], told, self._now)
            if self._project is not None and (acts := self._standing(told)):
                self._project(acts)
            for one in told:
                notice(self._using, "refused", one.act, self._now, act=one.act, says=one.says, says_en=one.says_en)

        in_one_transaction(connections[self._using], mark)

    def _standing(self, refused: tuple[Refused, ...]) -> tuple[Act, ...]:
        """An act of each case that a refusal changes and that still has acts."""
        from rembuk.ledger.rows import select_acts

        out: dict[str, Act] = {}
        with connections[self._using].cursor() as cursor:
            for one in refused:
                for stored in select_acts(cursor, "device = %s and number = %s", [one.device, one.number], 1, refused=True):
                    standing = list(select_acts(cursor, "case_id = %s", [stored.act.case], 1))
                    out |= {stored.act.case: standing[0].act} if standing else {}
        return tuple(out.values())

    def _witness(self, content: bytes) -> None:
        reader = bits.Reader(content)
        ends = frozenset(seals.read_places(reader, 0))
        signature = reader.take(_SIGNATURE)
        receiver = own_code(self._using, self._key.code)
        lines = tuple(one.line for one in self._introduced)
        self._close_group(Witnessed(self._state.code, receiver, self._anchors, ends, lines, signature))

    def _verify(self, content: bytes) -> None:
        if self._introduced or self._anchors:
            raise Unreadable("kelompok tanpa tanda tangan hub")
        self._close_group(None)

    def _close_group(self, witnessed: Witnessed | None) -> None:
        """Takes in what lies aside, or throws it away where nothing vouches for it: it is asked for again."""
        acts, place = self._aside()
        refused = tuple(self._refused)

        def begin() -> None:
            devices.enrol_all(self._using, self._introduced, self._state.code, self._now, self._key.code)

        def end() -> None:
            refuse(connections[self._using], refused, self._now)
            self._forget_aside_now()
            self._save_now(verified=place, kept=place)
            heads: dict[str, int] = {}
            for act in acts:
                heads[act.device] = max(heads.get(act.device, 0), act.number)
            unsent.confirm(self._using, self._state.code, heads, self._now)

        refused_ids = {one.act for one in refused}
        received = self._ledger.receive(
            acts, self._seals, now=self._now, witnessed=witnessed, before=begin, after=end, whole=True, judge=lambda found: [one for one in refused if one.act in refused_ids],
            project=self._project,
        )  # fmt: skip
        self._seals, self._introduced, self._anchors, self._refused = [], [], {}, []
        if received.left:
            self._distrust(len(received.left), ", ".join(sorted({one.reason.name for one in received.left})))
            return
        self._outcome = self._outcome._replace(taken=self._outcome.taken + len(received.acts), known=self._outcome.known + received.known)

    def _distrust(self, count: int, why: str) -> None:
        self._forget_aside()
        self._save(kept=self._state.verified)
        notice(self._using, "tampered", f"{self._state.code} {self._state.to_position} {self._state.verified}", self._now, hub=self._state.code, count=count)
        self._outcome = self._outcome._replace(untrusted=self._outcome.untrusted + count)
        raise Unreadable(f"{count} tindakan tidak cocok dengan segel atau tanda tangannya ({why})")

    def _confirm(self, content: bytes) -> None:
        reader, heads = bits.Reader(content), dict[str, int]()
        while not reader.is_done:
            heads[reader.code()] = reader.number()
        in_one_transaction(connections[self._using], lambda: unsent.confirm(self._using, self._state.code, heads, self._now, lower=True))

    def _gone(self, content: bytes) -> None:
        cases = [str(case) for case in records.untold(content)]

        def mark() -> None:
            for case in cases:
                Leaving.objects.using(self._using).get_or_create(case_id=case, defaults={"hub": self._state.code, "told_ms": self._ms})

        in_one_transaction(connections[self._using], mark)
        self._outcome = self._outcome._replace(gone=(*self._outcome.gone, *cases))

    def _told(self, content: bytes) -> None:
        told = records.untold(content)
        if "revoked" in told:
            self._revoked(str(told["revoked"]), bytes.fromhex(str(told["signature"])))
        if "minutes_off" in told:
            minutes = int(told["minutes_off"])
            self._save(minutes_off=minutes)
            self._outcome = self._outcome._replace(minutes_off=minutes)
            notice(self._using, "clock", f"own {minutes // 60}", self._now, device=self._key.code, hours=round(minutes / 60))
        for device, first, code in told.get("branches", ()):
            self._branch(str(device), int(first), str(code))
        if "reset" in told:
            self._reset({str(device): int(number) for device, number in told["reset"].items()})

    def _revoked(self, reason: str, signature: bytes) -> None:
        device = own_code(self._using, self._key.code)
        if not is_signed(revocation_message(self._state.code, device, self._state.turn), signature, bytes(self._state.public_key)):
            raise Unreadable("pencabutan tanpa tanda tangan hub")
        self._save(is_revoked=True)
        notice(self._using, "revoked", self._state.code, self._now, hub=self._state.code, device=device, reason=reason)
        self._outcome = self._outcome._replace(is_revoked=True)

    def _branch(self, device: str, first: int, code: str) -> None:
        """What the hub calls a branch: acts of this store that are meant get that code."""
        from rembuk.ledger.branches import Step
        from rembuk.ledger.forks import adopt

        def rename() -> None:
            mine = device == own_code(self._using, self._key.code)
            count = adopt(self._using, Step(code, device, first), self._key.code if mine else "", self._now)
            if count:
                Confirmed.objects.using(self._using).filter(hub=self._state.code, device=device, number__gte=first).update(number=first - 1)

        in_one_transaction(connections[self._using], rename)

    def _reset(self, heads: dict[str, int]) -> None:
        """The hub lost part of its log: everything from the beginning, and again what it no longer holds."""

        def begin() -> None:
            self._forget_aside_now()
            self._save_now(position=0, grant=0, check_bytes=b"", to_position=0, to_grant=0, verified=0, kept=0)
            known = unsent.confirmed(self._using, self._state.code)
            unsent.confirm(self._using, self._state.code, {device: min(number, heads.get(device, 0)) for device, number in known.items()}, self._now, lower=True)
            notice(self._using, "hub-restored", f"{self._state.code} {self._ms}", self._now, hub=self._state.code)

        in_one_transaction(connections[self._using], begin)
        self._outcome = self._outcome._replace(is_more=True)

    def _cursor(self, content: bytes) -> None:
        reader = bits.Reader(content)
        position, grant, check = reader.number(), reader.number(), reader.take(CHECK_BYTES)
        (is_more,) = reader.take(1)
        if self._has_aside():
            raise Unreadable("jawaban berakhir sebelum semua isinya dijamin")
        self._save(position=position, grant=grant, check_bytes=check, to_position=0, to_grant=0, verified=0, kept=0)
        self._outcome = self._outcome._replace(is_more=self._outcome.is_more or bool(is_more))

    def _aside(self) -> tuple[list[Act], int]:
        acts, place = list[Act](), self._state.verified
        for row in Aside.objects.using(self._using).filter(hub=self._state.code).order_by("id"):
            for case, kind, device, number, clock, author, fields, seen, shape in json.loads(bytes(row.content)):
                acts.append(Act(act_id(device, number), case, kind, fields, Author(*author), device, number, clock, tuple(seen), shape))
            place = row.place
        return acts, place

    def _has_aside(self) -> bool:
        return Aside.objects.using(self._using).filter(hub=self._state.code).exists()

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
