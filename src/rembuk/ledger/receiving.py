"""Taking in acts that other devices wrote: each device's acts in the order of their numbers, as far as a seal vouches for them.

What cannot be taken in yet, or at all, is *left*, with the reason; the caller keeps it and may bring it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from rembuk.ledger.attempts import races_noticed
from rembuk.ledger.chain import NotCanonical, canonical_act, hash_of, header_of
from rembuk.ledger.connection import locks_for_writing, run_together
from rembuk.ledger.rows import Chained, Head, head_from, head_query, insert
from rembuk.ledger.seal import Seal
from rembuk.record.act import Act


class Reason(Enum):
    """Why an act was not taken in, with the sentence for people (Indonesian, English)."""

    GAP = ("menunggu tindakan sebelumnya dari perangkat yang sama", "waits for earlier acts of the same device")
    UNSEALED = ("menunggu segel perangkatnya", "waits for a seal of its device")
    UNKNOWN_DEVICE = ("perangkatnya belum terdaftar di sini", "its device is not enrolled here")
    REVOKED_DEVICE = ("perangkatnya sudah dicabut haknya", "its device has been revoked")
    BAD_SEAL = ("segel yang menyertainya tidak cocok dengan isinya", "the seal that came with it does not fit its contents")
    FORK = ("nomor yang sama sudah terpakai untuk isi lain", "its number already stands for other contents")
    MALFORMED = ("isinya tidak dalam bentuk baku", "it is not in the standard form")


class Left(NamedTuple):
    """An act that was not taken in."""

    act: Act
    reason: Reason


class Received(NamedTuple):
    """The acts taken in now, in the order of the log, with their positions; how many were known already; the rest."""

    acts: tuple[Act, ...]
    positions: tuple[int, ...]
    known: int
    left: tuple[Left, ...]


class _Portion(NamedTuple):
    """What one device brings: acts to add and the seals over them; `first` is the first act not yet sealed here."""

    chained: tuple[Chained, ...] = ()
    seals: tuple[Seal, ...] = ()
    known: int = 0
    left: tuple[Left, ...] = ()


def take_in(connection: Any, acts: Collection[Act], seals: Collection[Seal], now: datetime) -> Received:
    """Adds what can be added, inside the caller's transaction.

    Acts of several devices are filed by clock, so that an act stands after those its author had seen.
    """
    by_device = groupby(sorted(acts, key=attrgetter("device", "number")), key=attrgetter("device"))
    offered = {device: tuple(theirs) for device, theirs in by_device}
    if not offered:
        return Received((), (), 0, ())
    # One order of locks for all, so that two deliveries cannot wait for each other.
    cases = {act.case for act in acts}
    locks = locks_for_writing(connection, [*(f"device:{one}" for one in sorted(offered)), *(f"case:{one}" for one in sorted(cases))])
    with connection.cursor() as cursor:
        for lock in locks:
            run_together(cursor, [lock])
        portions = [_portion(cursor, device, theirs, seals) for device, theirs in offered.items()]
        chained = sorted((one for portion in portions for one in portion.chained), key=lambda one: (one.act.clock, one.act.id))
        seals_with_first = [one for portion in portions for one in _with_first(portion)]
        with races_noticed():
            positions = insert(cursor, chained, seals_with_first, round(now.timestamp() * 1000)) if chained else ()
    left = tuple(one for portion in portions for one in portion.left)
    return Received(tuple(one.act for one in chained), positions, sum(portion.known for portion in portions), left)


def _with_first(portion: _Portion) -> Iterator[tuple[Seal, int]]:
    """Each seal with the number of the first act that it is the first to cover."""
    first = portion.chained[0].act.number if portion.chained else 0
    for one in portion.seals:
        yield one, first
        first = one.last + 1


def _portion(cursor: Any, device: str, acts: Sequence[Act], seals: Iterable[Seal]) -> _Portion:
    """Splits a device's acts, oldest first, into known, to be added, and left."""
    head = head_from(run_together(cursor, [head_query(device)])[0])
    if head is None:
        return _Portion(left=_leave(acts, Reason.UNKNOWN_DEVICE))
    older = [act for act in acts if act.number <= head.number]
    forked = [act for act in older if not _is_known(cursor, act)]
    newer = acts[len(older) :]
    known, left = len(older) - len(forked), _leave(forked, Reason.FORK)
    if head.is_revoked or forked:
        reason = Reason.REVOKED_DEVICE if head.is_revoked else Reason.FORK
        return _Portion(known=known, left=(*left, *_leave(newer, reason)))
    chained, rest = _chain(head, newer)
    fitting, reason = _fitting(head, chained, [one for one in seals if one.device == device])
    sealed = fitting[-1].last - head.number if fitting else 0
    unsealed = _leave([one.act for one in chained[sealed:]], reason)
    return _Portion(tuple(chained[:sealed]), tuple(fitting), known, (*left, *unsealed, *rest))


def _chain(head: Head, acts: Sequence[Act]) -> tuple[list[Chained], tuple[Left, ...]]:
    """The acts that follow the head without a gap, with their hashes; and the others."""
    chained: list[Chained] = []
    number, before, clock = head.number, head.hash, head.clock
    for index, act in enumerate(acts):
        if act.number == number and chained:  # brought twice in one delivery
            if act == chained[-1].act:
                continue
            return chained, _leave(acts[index:], Reason.FORK)
        if act.number != number + 1:
            return chained, _leave(acts[index:], Reason.GAP)
        try:
            kept, body = canonical_act(act)
        except NotCanonical:
            kept = None
        if kept is None or kept != act or act.clock <= clock:
            return chained, _leave(acts[index:], Reason.MALFORMED)
        number, clock = act.number, act.clock
        before = hash_of(before, header_of(act.case, act.kind, act.device, number, clock), body)
        chained.append(Chained(act, body, before))
    return chained, ()


def _fitting(head: Head, chained: Sequence[Chained], seals: Iterable[Seal]) -> tuple[list[Seal], Reason]:
    """The seals that vouch for these acts, by number; and what to say of acts beyond them."""
    hashes = {one.act.number: one.hash for one in chained}
    concerned = {one.last: one for one in seals if one.last in hashes}
    fitting = [one for _, one in sorted(concerned.items()) if one.head == hashes[one.last] and one.is_by(head.public_key)]
    return fitting, Reason.UNSEALED if len(fitting) == len(concerned) else Reason.BAD_SEAL


def _is_known(cursor: Any, act: Act) -> bool:
    """Whether the act of this number here is the same in every byte."""
    cursor.execute(
        "select case_id, kind, clock, body from ledger_act where device = %s and number = %s", [act.device, act.number]
    )
    row = cursor.fetchone()
    try:
        kept, body = canonical_act(act)
    except NotCanonical:
        return False
    return row is not None and (*row[:3], bytes(row[3])) == (kept.case, kept.kind, kept.clock, body)


def _leave(acts: Iterable[Act], reason: Reason) -> tuple[Left, ...]:
    return tuple(Left(act, reason) for act in acts)
