"""What a node brings: read with limits, taken in, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.receiving import Left, Reason, Received
from rembuk.ledger.refusals import Judge, refusals_of
from rembuk.ledger.seal import Seal
from rembuk.ledger.store import Ledger, Project
from rembuk.ledger.sync import devices, records, seals
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.devices import Introduced
from rembuk.ledger.sync.exchange import Request
from rembuk.ledger.sync.frames import Unpacker
from rembuk.ledger.sync.groups import newest_of
from rembuk.ledger.sync.models import Withheld
from rembuk.ledger.sync.notices import notice
from rembuk.ledger.sync.wordbook import wordbook
from rembuk.record.act import Act

MayIntroduce = Callable[[str, Introduced], bool]
_MOST_LEFT_TOLD = 20


class Brought(NamedTuple):
    """The acts, seals and devices in a request."""

    acts: list[Act]
    seals: list[Seal]
    introduced: list[Introduced]


class Pushed(NamedTuple):
    """What became of it: the heads of the devices concerned, and what else is to be told."""

    heads: dict[str, int]
    told: dict[str, Any]


def read(content: bytes) -> Brought:
    """What the records of a request bring. Raises Unreadable."""
    unpacker, out, newest = Unpacker(wordbook()), Brought([], [], []), dict[str, Act]()
    for record in records.read_all(content):
        if record.kind == "F":
            acts = unpacker.frame(record.content)
            newest_of(newest, acts)
            out.acts.extend(acts)
        elif record.kind == "S":
            out.seals.extend(seals.read(record.content, newest))
        elif record.kind == "I":
            out.introduced.extend(devices.read(record.content))
        else:
            raise Unreadable(f"bagian {record.kind} tidak termasuk dalam permintaan")
    return out


def take_in(ledger: Ledger, request: Request, now: datetime, *, project: Project | None, judge: Judge | None, may_introduce: MayIntroduce) -> Pushed:
    """Takes in what the request brings. Raises Unreadable, StoreError."""
    brought = read(request.records)
    if not brought.acts:
        head = heads_of(ledger.using, [request.device])[request.device]
        return Pushed({} if head == request.head else {request.device: head}, {})
    welcome = [one for one in brought.introduced if may_introduce(request.device, one)]
    received = ledger.receive(
        brought.acts, brought.seals, now=now, project=project, judge=judge, keep_forks=True,
        before=lambda: devices.enrol_all(ledger.using, welcome, request.device, now),
    )  # fmt: skip
    told: dict[str, Any] = {}
    if received.branches:
        told["branches"] = received.branches
    if received.left:
        told["left"] = [[one.act.device, one.act.number, one.reason.name] for one in received.left[:_MOST_LEFT_TOLD]]
        withhold(ledger.using, request.device, received.left, now)
    if refused := refusals_of(connections[ledger.using], ((act.device, act.number) for act in brought.acts)):
        told["refused"] = refused
    return Pushed(heads_of(ledger.using, _concerned(brought.acts, received)), told)


def _concerned(acts: Iterable[Act], received: Received) -> list[str]:
    return list(dict.fromkeys([*(act.device for act in acts), *(one.code for one in received.branches)]))


def heads_of(using: str, codes: Collection[str]) -> dict[str, int]:
    """The number of each device's newest act here."""
    heads = dict.fromkeys(codes, 0)
    with connections[using].cursor() as cursor:
        for code in heads:
            cursor.execute("select max(number) from ledger_act where device = %s", [code])
            heads[code] = int(cursor.fetchone()[0] or 0)
    return heads


def withhold(using: str, sender: str, left: Collection[Left], now: datetime) -> None:
    """Keeps acts that could not be taken in, each once, and tells people."""

    def keep() -> None:
        for one in left:
            text = json.dumps(list(one.act), ensure_ascii=False, default=str, sort_keys=True).encode()
            told = {"sender": sender, "device": one.act.device, "number": one.act.number, "act": text, "code": one.reason.name, "at_ms": round(now.timestamp() * 1000)}
            Withheld.objects.using(using).get_or_create(digest=sha256(text + sender.encode()).hexdigest(), defaults=told)
        notice(using, "withheld", f"{sender} {left_first(left)}", now, device=sender, count=len(left), reason=next(iter(left)).reason.value[0])

    in_one_transaction(connections[using], keep)


def left_first(left: Collection[Left]) -> str:
    """The id of the first act left."""
    return next(iter(left)).act.id


def withhold_all(ledger: Ledger, request: Request, now: datetime) -> None:
    """Keeps apart all that a device brought that may no longer bring anything; what cannot be read is not kept."""
    try:
        brought = read(request.records)
    except Unreadable:
        return
    if brought.acts:
        withhold(ledger.using, request.device, [Left(act, Reason.REVOKED_DEVICE) for act in brought.acts], now)
