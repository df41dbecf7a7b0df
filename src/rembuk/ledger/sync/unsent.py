"""What a node has that its hub has not confirmed: its own acts, and those that other devices brought to this node and not to the hub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import F

from rembuk.ledger.branches import lineage_of
from rembuk.ledger.forks import own_code
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.receiving import known_end
from rembuk.ledger.rows import select_acts
from rembuk.ledger.seal import Seal
from rembuk.ledger.sync.models import Confirmed
from rembuk.record.act import Act


class Waiting(NamedTuple):
    """Acts of one device from number `first` to `last` that wait to be sent, and since when the first one has (ms)."""

    device: str
    first: int
    last: int
    since_ms: int

    @property
    def how_many(self) -> int:
        """How many."""
        return self.last - self.first + 1


class Portion(NamedTuple):
    """What one request carries: acts, and a seal over each device's last."""

    acts: list[Act]
    seals: list[Seal]


def confirmed(using: str, hub: str) -> dict[str, int]:
    """Up to which number the hub has said, and signed, that it holds each device's acts."""
    return dict(Confirmed.objects.using(using).filter(hub=hub).values_list("device", "number"))


def confirm(using: str, hub: str, heads: Mapping[str, int], now: datetime, *, lower: bool = False) -> None:
    """Writes down what the hub holds, never more than is here: a restored node must not take for sent what it writes anew.

    `lower` where it may be less than it once said.
    """
    known = confirmed(using, hub)
    for device, told in heads.items():
        number = min(told, newest_number(using, device))
        if number > known.get(device, -1) or (lower and number != known.get(device)):
            _write_down(using, hub, device, number=number, claimed=number, at_ms=round(now.timestamp() * 1000))


def claim(using: str, hub: str, heads: Mapping[str, int]) -> None:
    """Writes down what the hub says to hold before it has signed that: it is not sent again, and not shown as confirmed."""
    for device, told in heads.items():
        number = min(told, newest_number(using, device))
        _write_down(using, hub, device, claimed=number)


def wants_receipt(using: str, hub: str) -> bool:
    """Whether the hub said to hold something and the signature did not arrive."""
    return Confirmed.objects.using(using).filter(hub=hub, claimed__gt=F("number")).exists()


def _write_down(using: str, hub: str, device: str, **values: int) -> None:
    rows = Confirmed.objects.using(using)
    if not rows.filter(hub=hub, device=device).update(**values):
        rows.create(hub=hub, device=device, **{"number": 0, "at_ms": 0, **values})


def _said(using: str, hub: str) -> dict[str, int]:
    """Up to which number acts need not be sent."""
    rows = Confirmed.objects.using(using).filter(hub=hub).values_list("device", "number", "claimed")
    return {device: max(number, claimed) for device, number, claimed in rows}


def waiting(using: str, hub: str) -> list[Waiting]:
    """What waits for the hub's signed word, device by device."""
    return _beyond(using, confirmed(using, hub))


def _beyond(using: str, known: Mapping[str, int]) -> list[Waiting]:
    """The acts after the numbers known."""
    out: list[Waiting] = []
    with connections[using].cursor() as cursor:
        cursor.execute("select d.code, (select max(a.number) from ledger_act a where a.device = d.code) from ledger_device d order by d.code")
        for device, last in cursor.fetchall():
            first = known.get(device, 0) + 1
            if last is not None and first <= last:
                cursor.execute("select min(received_ms), min(number) from ledger_act where device = %s and number >= %s", [device, first])
                since, begins = cursor.fetchone()
                out.append(Waiting(device, max(first, begins), last, since))
    return out


def newest_number(using: str, device: str) -> int:
    """The number of the device's newest act here, 0 before its first."""
    with connections[using].cursor() as cursor:
        cursor.execute("select max(number) from ledger_act where device = %s", [device])
        return int(cursor.fetchone()[0] or 0)


def portion(using: str, hub: str, key: DeviceKey, most_acts: int, now: datetime, after: Mapping[str, int] | None = None) -> Portion:
    """The next acts to send: this node's own first, at most so many, each device's up to an act that a seal covers.

    `after` are numbers up to which acts go another way just now, in the parts of a bundle before this one.
    """
    own, out = own_code(using, key.code), Portion([], [])
    said = _said(using, hub)
    further = {code: max(number, said.get(code, 0)) for code, number in (after or {}).items()}
    those = sorted(_beyond(using, {**said, **further}), key=lambda one: (one.device != own, one.device))
    with connections[using].cursor() as cursor:
        for one in those:
            room = most_acts - len(out.acts)
            if room <= 0:
                break
            acts = _unbroken(cursor, one, room)
            seal = _own_seal(cursor, key, own, acts, now) if one.device == own else _kept_seal(cursor, acts)
            if seal is not None:
                out.acts.extend(act for act in acts if act.number <= seal.last)
                out.seals.append(seal)
    return out


def _unbroken(cursor: Any, one: Waiting, most: int) -> list[Act]:
    found = select_acts(cursor, "device = %s and number >= %s and number < %s", [one.device, one.first, one.first + most], refused=True)
    acts = sorted((stored.act for stored in found), key=lambda act: act.number)
    return [act for place, act in enumerate(acts) if act.number == one.first + place]


def _own_seal(cursor: Any, key: DeviceKey, own: str, acts: list[Act], now: datetime) -> Seal | None:
    """The seal over the last of these acts; made now where the act was sealed together with later ones."""
    if not acts:
        return None
    kept = _seal_at(cursor, own, acts[-1].number)
    if kept is not None:
        return kept
    head, _ = known_end(cursor, own, acts[-1].number, {})
    return lineage_of(cursor, own).sealed(key, own, acts[-1].number, head or b"", round(now.timestamp() * 1000))


def _kept_seal(cursor: Any, acts: list[Act]) -> Seal | None:
    """The newest seal over one of these acts."""
    if not acts:
        return None
    cursor.execute(
        "select max(last) from ledger_seal where device = %s and last between %s and %s", [acts[0].device, acts[0].number, acts[-1].number]
    )
    (last,) = cursor.fetchone()
    return _seal_at(cursor, acts[0].device, last) if last is not None else None


def _seal_at(cursor: Any, device: str, last: int) -> Seal | None:
    cursor.execute("select head, sealed_ms, signature from ledger_seal where device = %s and last = %s", [device, last])
    row = cursor.fetchone()
    return Seal(device, last, bytes(row[0]), row[1], bytes(row[2])) if row else None


def strangers(devices: Iterable[str], known: Mapping[str, int], own: str) -> list[str]:
    """Devices that the hub has never said anything of."""
    return sorted({device for device in devices if device not in known and device != own})
