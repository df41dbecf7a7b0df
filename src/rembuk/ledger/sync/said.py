"""What a hub says beside acts: what became of what was brought, how far it has come itself, which cases end, and what people should know.

It is noted as it arrives and counts when the hub's signature has arrived too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.branches import Step
from rembuk.ledger.forks import adopt, own_code
from rembuk.ledger.keys import DeviceKey, is_signed
from rembuk.ledger.refusals import Refused, refuse
from rembuk.ledger.rows import select_acts
from rembuk.ledger.store import Ledger, Project
from rembuk.ledger.sync import bits, records, unsent
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.models import Confirmed, Hub, Leaving
from rembuk.ledger.sync.notices import notice
from rembuk.record.act import Act


class Outcome(NamedTuple):
    """What an exchange came to: acts sent, taken in, known already, refused by the hub, still waiting for its word.

    `is_more` when the hub has more; `is_revoked` when this device may no longer take part and is to be wiped; `minutes_off` how far its time
    is ahead of the hub's, where it matters; `gone` cases that it may no longer hold.
    """

    sent: int = 0
    taken: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()
    gone: tuple[str, ...] = ()
    minutes_off: int = 0
    waiting: int = 0
    is_more: bool = False
    is_revoked: bool = False

    def plus(self, other: Outcome) -> Outcome:
        """Both together."""
        return Outcome(
            self.sent + other.sent, self.taken + other.taken, self.known + other.known, (*self.refused, *other.refused), (*self.gone, *other.gone),
            other.minutes_off, other.waiting, other.is_more, other.is_revoked,
        )  # fmt: skip


def revocation_message(hub: str, device: str, turn: int) -> bytes:
    """What a hub signs when it tells a device that it was revoked."""
    return f"rembuk-revoked-1\n{hub}\n{device}\n{turn}\n".encode()


def read_refusals(told: Any) -> list[Refused]:
    """Refusals as they travel. Raises Unreadable, or what Python raises for rows of another form."""
    out = [Refused(*row) for row in told]
    if any(type(one.number) is not int or not all(isinstance(part, str) for part in (one.device, one.code, one.says, one.says_en, one.by)) for one in out):
        raise Unreadable("penolakan tidak terbaca")
    return out


class Said:
    """What one answer says."""

    def __init__(self, ledger: Ledger, key: DeviceKey, state: Hub, *, project: Project | None, now: datetime) -> None:
        self._key, self._state, self._project, self._now = key, state, project, now
        self._using = ledger.using
        self._own = own_code(self._using, key.code)
        self._heads: dict[str, int] = {}
        self._ended: list[str] = []
        self._refused: list[Refused] = []
        self._branches: list[Step] = []
        self._reset: dict[str, int] | None = None
        self._minutes_off = 0
        self._is_revoked = self._is_signed = self._is_renamed = False

    def told(self, content: bytes) -> None:
        """A notice."""
        told = records.untold(content)
        if "revoked" in told:
            self._revoked(str(told["revoked"]), bytes.fromhex(str(told["signature"])))
        self._minutes_off = int(told.get("minutes_off", 0))
        self._refused = read_refusals(told.get("refused", ()))
        self._branches = [Step(str(code), str(device), int(first)) for device, first, code in told.get("branches", ())]
        if "reset" in told:
            self._reset = {str(device): int(number) for device, number in told["reset"].items()}

    def confirmed(self, content: bytes) -> None:
        """Heads at the hub. Where nothing else is to be told of what was brought, it is not sent again, signed or not."""
        reader = bits.Reader(content)
        while not reader.is_done:
            device = reader.code()
            self._heads[device] = reader.number()
        if not (self._refused or self._branches or self._reset is not None):
            in_one_transaction(connections[self._using], lambda: unsent.claim(self._using, self._state.code, self._heads))

    def gone(self, content: bytes) -> None:
        """Cases that this node may no longer hold."""
        self._ended = [str(case) for case in records.untold(content)]

    def apply(self, save: Callable[..., None]) -> None:
        """Makes all of it count; inside the caller's transaction. `save` writes columns of the hub's row."""
        self._is_signed = True
        if self._reset is not None:
            self._begin_again(self._reset)
        for step in self._branches:
            self._branch(step, save)
        unsent.confirm(self._using, self._state.code, self._heads, self._now, lower=True)
        for case in self._ended:
            told_ms = round(self._now.timestamp() * 1000)
            Leaving.objects.using(self._using).get_or_create(case_id=case, defaults={"hub": self._state.code, "told_ms": told_ms})
        self._mark_refused()
        if self._minutes_off:
            save(minutes_off=self._minutes_off)
            notice(self._using, "clock", f"own {self._minutes_off // 60}", self._now, device=self._own, hours=round(self._minutes_off / 60))

    def outcome(self, outcome: Outcome) -> Outcome:
        """The outcome with what was said."""
        if not self._is_signed:
            return outcome._replace(is_revoked=self._is_revoked)
        is_more = outcome.is_more or self._is_renamed or self._reset is not None
        return outcome._replace(refused=tuple(self._refused), gone=tuple(self._ended), minutes_off=self._minutes_off, is_more=is_more)

    def _revoked(self, reason: str, signature: bytes) -> None:
        if not is_signed(revocation_message(self._state.code, self._own, self._state.turn), signature, bytes(self._state.public_key)):
            raise Unreadable("pencabutan tanpa tanda tangan hub")

        def mark() -> None:
            Hub.objects.using(self._using).filter(code=self._state.code).update(is_revoked=True)
            notice(self._using, "revoked", self._state.code, self._now, hub=self._state.code, device=self._own, reason=reason)

        in_one_transaction(connections[self._using], mark)
        self._is_revoked = True

    def _begin_again(self, heads: dict[str, int]) -> None:
        """The hub lost part of its log: everything from the beginning, and again what it no longer holds."""
        known = unsent.confirmed(self._using, self._state.code)
        lost = {device: min(number, heads.get(device, 0)) for device, number in known.items()}
        unsent.confirm(self._using, self._state.code, lost, self._now, lower=True)
        notice(self._using, "hub-restored", f"{self._state.code} {self._state.turn}", self._now, hub=self._state.code)

    def _branch(self, step: Step, save: Callable[..., None]) -> None:
        """What the hub calls a branch: acts of this store that are meant get that code. If they are its own, it is another device from now on."""
        is_mine = step.device == self._own
        if adopt(self._using, step, self._key.code if is_mine else "", self._now):
            Confirmed.objects.using(self._using).filter(hub=self._state.code, device=step.device, number__gte=step.first).update(
                number=step.first - 1, claimed=step.first - 1
            )
        if is_mine:
            self._is_renamed = True
            save(position=0, grant=0, check_bytes=b"", to_position=0, to_grant=0, verified=0, kept=0)

    def _mark_refused(self) -> None:
        refuse(connections[self._using], self._refused, self._now)
        if self._project is not None and (acts := self._standing()):
            self._project(acts)
        for one in self._refused:
            notice(self._using, "refused", one.act, self._now, act=one.act, says=one.says, says_en=one.says_en)

    def _standing(self) -> tuple[Act, ...]:
        """An act of each case that a refusal changes and that still has acts."""
        out: dict[str, Act] = {}
        with connections[self._using].cursor() as cursor:
            for one in self._refused:
                for stored in select_acts(cursor, "device = %s and number = %s", [one.device, one.number], 1, refused=True):
                    standing = list(select_acts(cursor, "case_id = %s", [stored.act.case], 1))
                    out |= {stored.act.case: standing[0].act} if standing else {}
        return tuple(out.values())
