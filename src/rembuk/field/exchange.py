"""One exchange with a kit: its acts are taken in, and it gets what it may hold and does not have.

Nouns. The *scope* are the cases the person may have on a device, as the desk's policy says. *Held* are the cases the kit has. Acts that
nobody of this office, assignment or role could have done are *refused*: they stand in the device's chain and count for nothing, the kit is
told why, and the acts after them go on. What the record's own rules say is not asked again, nor whether a post has ended meanwhile: what
was done stays done. Acts whose chain or seal does not hold are *left*, with the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Max

from rembuk.casework.models import CaseAssignment, CaseOffice
from rembuk.field.blocks import blocks_for
from rembuk.field.declaration import compact
from rembuk.field.envelope import acts_of, packed
from rembuk.field.host import Host
from rembuk.ledger.connection import settled_position
from rembuk.ledger.models import Act as ActRow
from rembuk.ledger.models import Device
from rembuk.ledger.refusals import Refused, refusals_of
from rembuk.ledger.rows import Stored, select_acts
from rembuk.ledger.seal import Seal
from rembuk.record.act import Act, Author
from rembuk.record.kinds import declaration

MOST_ACTS = 400
_MOST_HELD = 2000


class Down(NamedTuple):
    """What goes to the kit: acts, the new cursor, whether there is more, and cases that it should let go of."""

    acts: tuple[Act, ...]
    cursor: int
    more: bool
    ask_held: bool
    removed: tuple[str, ...]


def exchange(told: Mapping[str, Any], device: Device, host: Host, now: datetime) -> dict[str, Any]:
    """The answer to a kit's message. Raises NotReadable for one that cannot be read."""
    author, acts, seals = acts_of(told, device.code)
    left = take_in(acts, seals, author, device, host, now)
    head = _head(device.code)
    holder = host.holder(device.enrolled_by, device.office, role_of(device))
    scope = set(host.cases_of(holder)) if holder else set()
    down = _down(told, scope, device.code)
    answer: dict[str, Any] = {
        "received": head, "confirmed": host.confirmed(device.code, head), "cursor": down.cursor, "at": now.isoformat(timespec="seconds"),
        "hub": host.name, "acts": [packed(act) for act in down.acts],
    }  # fmt: skip
    answer |= {name: True for name, is_so in (("more", down.more), ("ask_held", down.ask_held)) if is_so}
    answer |= {"removed": list(down.removed)} if down.removed else {}
    answer |= _about_left(left)
    if refused := refusals_of(connection, [(device.code, number) for number in range(_whole(told.get("confirmed")) + 1, head + 1)][-_MOST_HELD:]):
        answer["refused"] = [[one.act, one.says, one.says_en] for one in refused]
    if holder and not answer.get("ask_held"):
        answer |= _kit(told, device, holder, host, now)
    return answer


def role_of(device: Device) -> str:
    """The role a kit was enrolled for."""
    return device.label.partition(" ")[2]


def _head(device: str) -> int:
    return int(ActRow.objects.filter(device=device).aggregate(last=Max("number"))["last"] or 0)


def take_in(
    acts: Sequence[Act], seals: Collection[Seal], author: Author, device: Device, host: Host, now: datetime
) -> list[tuple[str, str, str]]:
    """Takes in what can be; the acts left, each with its id and the reason in both languages."""
    if not acts:
        return []
    if (author.user, author.office, author.role) != (device.enrolled_by, device.office, role_of(device)):
        return [(act.id, "ditulis atas nama orang lain", "written in the name of somebody else") for act in acts]

    def judge(taken: Sequence[Act]) -> list[Refused]:
        return [*_foreign(taken, author), *_beyond_the_role(taken, author, host)]

    received = host.casework().ledger.receive(acts, seals, now=now, judge=judge, project=lambda added: host.took_in(added, now))
    gone = {one.act.id for one in received.left}
    host.complete((act for act in acts if act.id not in gone), now)
    return [(one.act.id, *one.reason.value) for one in received.left]


def _foreign(acts: Sequence[Act], author: Author) -> list[Refused]:
    """Acts on cases that neither this device opened nor this person or office ever had to do with."""
    cases = {act.case for act in acts if act.case.partition(".")[0] != act.device}
    known = set(CaseOffice.objects.filter(case_id__in=cases, office=author.office).values_list("case_id", flat=True))
    known |= set(CaseAssignment.objects.filter(case_id__in=cases, user=author.user).values_list("case_id", flat=True))
    why = ("foreign-case", "perkara ini tidak pernah ditangani Anda", "you never had to do with this case")
    return [Refused(act.device, act.number, *why, "hub") for act in acts if act.case in cases - known]


def _beyond_the_role(acts: Sequence[Act], author: Author, host: Host) -> list[Refused]:
    why = ("not-on-a-device", "tindakan ini hanya dilakukan di meja kantor oleh yang berwenang", "this is done only at the desk, by those who may")
    return [Refused(act.device, act.number, *why, "hub") for act in acts if not host.may_write(author, act.kind)]


def _down(told: Mapping[str, Any], scope: set[str], device: str) -> Down:
    cursor = _whole(told.get("cursor"))
    held = _held(told, scope)
    if held is None:
        return Down((), cursor, more=False, ask_held=True, removed=())
    newest = settled_position(connection)
    fresh = _select("position > %s and position <= %s", [cursor, newest], scope & held)
    whole: list[Stored] = []
    left = sorted(scope - held)
    while left and len(fresh) + len(whole) < MOST_ACTS:
        whole += _select("position <= %s", [newest], {left.pop(0)})
    acts = tuple(stored.act for stored in fresh if stored.act.device != device) + tuple(stored.act for stored in whole)
    return Down(acts, newest, more=bool(left), ask_held=bool(left), removed=tuple(sorted(held - scope)))


def _held(told: Mapping[str, Any], scope: set[str]) -> set[str] | None:
    """The cases the kit has; None where it must be asked, because its digest is not that of its scope."""
    named = told.get("held")
    if isinstance(named, list):
        return {str(one) for one in named[:_MOST_HELD]}
    digest = told.get("cases")
    for guess in (scope, set[str]()):
        if digest == digest_of(guess):
            return guess
    return None


def digest_of(cases: Iterable[str]) -> str:
    """Sixteen figures that stand for a set of cases."""
    return hashlib.sha256("\n".join(sorted(cases)).encode()).hexdigest()[:16]


def _select(where: str, parameters: list[Any], cases: Collection[str]) -> list[Stored]:
    if not cases:
        return []
    blanks = ", ".join(["%s"] * len(cases))
    with connection.cursor() as cursor:
        return list(select_acts(cursor, f"{where} and case_id in ({blanks})", [*parameters, *sorted(cases)]))


def _about_left(left: list[tuple[str, str, str]]) -> dict[str, Any]:
    if not left:
        return {}
    _, reason, reason_en = left[0]
    return {"left": [list(one) for one in left[:50]], "reason": [f"{len(left)} tindakan belum diterima: {reason}.", f"{len(left)} acts were not taken in: {reason_en}."]}


def _kit(told: Mapping[str, Any], device: Device, holder: Author, host: Host, now: datetime) -> dict[str, Any]:
    """Number blocks and choices, where they are not those the kit has."""
    found = kit_of(device.code, holder, host, now)
    return {} if told.get("kit") == found["digest"] else {"kit": found}


def kit_of(device: str, holder: Author, host: Host, now: datetime) -> dict[str, Any]:
    """What a kit needs beside acts: its letter numbers and what its forms offer, with a digest."""
    used = ActRow.objects.filter(device=device, kind__in=("letter_issued", "number_given")).values_list("body", flat=True)
    numbers = {number for body in used for number in _numbers(bytes(body))}
    kit = {
        "blocks": blocks_for(device, holder, host, numbers, now), "letters": [list(one) for one in host.letters(holder)],
        "choices": dict(host.choices(holder)), "place": host.place(holder.office)._asdict(),
        "at_office": sorted(name for name, kind in declaration().kinds.items() if holder.role in kind.by and not host.may_write(holder, name)),
    }  # fmt: skip
    return kit | {"digest": hashlib.sha256(compact(kit).encode()).hexdigest()[:16]}


def _numbers(body: bytes) -> Iterable[str]:
    import msgspec

    number = msgspec.json.decode(body).get("fields", {}).get("number")
    return (number,) if isinstance(number, str) else ()


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**62 else 0
