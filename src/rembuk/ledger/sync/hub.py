"""The hub's half of an exchange: takes in what a node brings, says what it now holds, and sends what the node may hold and does not have.

One request, one answer. The answer begins when what was brought is on disk; it is made as it is sent, frame by frame.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.refusals import Judge
from rembuk.ledger.store import Ledger, Project
from rembuk.ledger.sync import bits, exchange, records
from rembuk.ledger.sync.answer import Sending
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.devices import Introduced
from rembuk.ledger.sync.exchange import Cursor, Request
from rembuk.ledger.sync.groups import Voucher
from rembuk.ledger.sync.models import Contact
from rembuk.ledger.sync.notices import notice
from rembuk.ledger.sync.pushed import Pushed, heads_of, take_in, withhold_all
from rembuk.ledger.sync.said import revocation_message

Scope = Callable[[str], Collection[str]]
"""The cases that the device of this code may hold now."""

LARGEST_SKEW_MINUTES = 5


class Answer(NamedTuple):
    """An HTTP status, and the answer's records; of a refusal the reason in two languages."""

    status: int
    records: Iterator[bytes]
    says: tuple[str, str] | None = None


class HubSide:
    """A store as the hub of others. `scope` decides what each may hold; `judge` what counts; `project` is told of what was taken in.

    `may_introduce(sender's code, device)` decides whether a node may bring acts of a device that is not enrolled here.
    """

    def __init__(
        self, ledger: Ledger, key: DeviceKey, *, scope: Scope, judge: Judge | None = None, project: Project | None = None,
        may_introduce: Callable[[str, Introduced], bool] | None = None,
    ) -> None:  # fmt: skip
        self.ledger, self.key = ledger, key
        self._scope, self._judge, self._project = scope, judge, project
        self._may_introduce = may_introduce or (lambda sender, device: False)

    def answer(self, content: bytes, now: datetime, *, by_file: bool = False) -> Answer:
        """The answer to a request; one that came in a file may come again. Raises StoreError when the store fails."""
        try:
            request = exchange.read(content)
        except Unreadable as problem:
            return _no(400, f"Kiriman tidak terbaca: {problem}.", f"The request cannot be read: {problem}.")
        device = _device(self.ledger.using, request.device)
        if device is None or not exchange.is_by(content, self.key.code, device.public_key):
            return _no(
                403, f"Perangkat {request.device} tidak terdaftar di hub ini, atau tanda tangannya tidak cocok; daftarkan kuncinya di hub.",
                f"Device {request.device} is not enrolled at this hub, or its signature does not fit; enrol its key at the hub.",
            )  # fmt: skip
        last = self._turn(request, now)
        if last is not None and not by_file:
            return Answer(409, iter((bits.number(last),)))
        if device.revoked is not None:
            return Answer(200, iter(self._revoked(request, device.revoked, now)))
        try:
            pushed = take_in(self.ledger, request, now, project=self._project, judge=self._judge, may_introduce=self._may_introduce)
        except Unreadable as problem:
            return _no(400, f"Kiriman tidak terbaca: {problem}.", f"The request cannot be read: {problem}.")
        return Answer(200, self._records(request, pushed, now))

    def _records(self, request: Request, pushed: Pushed, now: datetime) -> Iterator[bytes]:
        off = _minutes_off(request, now)
        told: dict[str, Any] = dict(pushed.told) | ({"minutes_off": off} if abs(off) >= LARGEST_SKEW_MINUTES else {})
        if abs(off) >= 60:
            notice(self.ledger.using, "clock", f"{request.device} {off // 60}", now, device=request.device, hours=round(off / 60))
        sending = Sending(self.ledger, self.key, request, self._scope(request.device))
        if sending.is_lost:
            told["reset"] = sending.heads_of_all()
        opening = [records.written("N", records.told(told))] if told else []
        if pushed.heads or request.wants_receipt:
            heads = {**heads_of(self.ledger.using, [request.device]), **pushed.heads}
            opening.append(records.written("K", b"".join(bits.code(code) + bits.number(number) for code, number in heads.items())))
        if told.keys() & {"branches", "reset"}:
            # First it names its acts anew, or brings what was lost here; then it asks again.
            voucher = Voucher(self.ledger.using, self.key, request.device, request.turn, b"".join(opening))
            yield from (*opening, *voucher.close((), {}, 0, Cursor(), True))
        else:
            yield from sending.records(opening)

    def _turn(self, request: Request, now: datetime) -> int | None:
        """Counts the request; the newest turn known where this one is not beyond it."""
        using, moment = self.ledger.using, round(now.timestamp() * 1000)

        def count() -> int | None:
            contact, _ = Contact.objects.using(using).get_or_create(device=request.device)
            changed = Contact.objects.using(using).filter(device=request.device, turn__lt=request.turn).update(
                turn=request.turn, asked_ms=moment, minutes_off=_minutes_off(request, now), position=request.cursor.position,
                grant=request.cursor.grant,
            )  # fmt: skip
            return None if changed else contact.turn

        return in_one_transaction(connections[using], count)

    def _revoked(self, request: Request, reason: str, now: datetime) -> list[bytes]:
        """Keeps what a revoked device brought apart, and tells it, signed, that it was revoked and is to be wiped."""
        withhold_all(self.ledger, request, now)
        signature = self.key.sign(revocation_message(self.key.code, request.device, request.turn))
        return [records.written("N", records.told({"revoked": reason, "signature": signature.hex()}))]


class _Device(NamedTuple):
    public_key: bytes
    revoked: str | None


def _device(using: str, code: str) -> _Device | None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select d.public_key, r.reason from ledger_device d left join ledger_device_revocation r on r.device = d.code where d.code = %s", [code]
        )
        row = cursor.fetchone()
    return _Device(bytes(row[0]), row[1]) if row else None


def _minutes_off(request: Request, now: datetime) -> int:
    return round((request.at - now).total_seconds() / 60)


def _no(status: int, says: str, says_en: str) -> Answer:
    return Answer(status, iter(()), (says, says_en))
