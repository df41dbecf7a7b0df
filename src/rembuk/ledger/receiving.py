"""Taking in acts that other devices wrote: each device's acts in runs of numbers, as far as a seal or a witness vouches for them.

A *run* is a device's acts with numbers one after the other. It begins at the device's first act, after an act that is here, or after an
anchor (`witness.py`). What cannot be taken in yet, or at all, is *left*, with the reason; the caller keeps it and may bring it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from rembuk.ledger.attempts import races_noticed
from rembuk.ledger.branches import ITSELF, Lineage, lineage_of
from rembuk.ledger.chain import BEGINNING, NotCanonical, canonical_act
from rembuk.ledger.connection import locks_for_writing, run_together
from rembuk.ledger.rows import Chained, Head, head_from, head_query, insert
from rembuk.ledger.seal import Seal
from rembuk.ledger.witness import Place, Witnessed, anchors_of, keep, keep_anchors
from rembuk.record.act import Act


class Reason(Enum):
    """Why an act was not taken in, with the sentence for people (Indonesian, English)."""

    GAP = ("menunggu tindakan sebelumnya dari perangkat yang sama", "waits for earlier acts of the same device")
    UNSEALED = ("menunggu segel perangkatnya", "waits for a seal of its device")
    UNKNOWN_DEVICE = ("perangkatnya belum terdaftar di sini", "its device is not enrolled here")
    REVOKED_DEVICE = ("perangkatnya sudah dicabut haknya", "its device has been revoked")
    BAD_SEAL = ("segel yang menyertainya tidak cocok dengan isinya", "the seal that came with it does not fit its contents")
    BAD_WITNESS = ("tanda tangan yang menyertai kiriman tidak cocok dengan isinya", "the signature that came with the delivery does not fit it")
    FORK = ("nomor yang sama sudah terpakai untuk isi lain", "its number already stands for other contents")
    MALFORMED = ("isinya tidak dalam bentuk baku", "it is not in the standard form")


class Left(NamedTuple):
    """An act that was not taken in."""

    act: Act
    reason: Reason


class Received(NamedTuple):
    """The acts taken in now, in the order of the log, with their positions; how many were known already; the rest.

    `branches` are the forks that were taken in as branches, for who asked for that.
    """

    acts: tuple[Act, ...]
    positions: tuple[int, ...]
    known: int
    left: tuple[Left, ...]
    branches: tuple[Branched, ...] = ()


class Branched(NamedTuple):
    """A device's acts from number `first` on came a second time with other contents, and are kept under this code."""

    device: str
    first: int
    code: str


class _Run(NamedTuple):
    """Acts one after the other, and the hash before the first of them."""

    chained: tuple[Chained, ...]
    before: bytes


class _Portion(NamedTuple):
    """What one device brings: runs to add, and the seals to keep, each with the first act that it is the first to cover."""

    runs: tuple[_Run, ...] = ()
    seals: tuple[tuple[Seal, int], ...] = ()
    known: int = 0
    left: tuple[Left, ...] = ()

    @property
    def hashes(self) -> dict[Place, bytes]:
        """The hash of every act to be added."""
        return {(one.act.device, one.act.number): one.hash for run in self.runs for one in run.chained}


def take_in(connection: Any, acts: Collection[Act], seals: Collection[Seal], now: datetime, witnessed: Witnessed | None = None) -> Received:
    """Adds what can be added, inside the caller's transaction.

    Acts of several devices are filed by clock, so that an act stands after those its author had seen. Where a witness's
    signature does not fit all that it says and brings, nothing is taken in.
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
        taking = _Taking(cursor, seals, witnessed)
        portions = taking.portions(offered)
        chained = sorted((one for portion in portions for run in portion.runs for one in run.chained), key=lambda one: (one.act.clock, one.act.id))
        kept = [pair for portion in portions for pair in portion.seals]
        with races_noticed():
            positions = insert(cursor, chained, kept, round(now.timestamp() * 1000)) if chained else ()
        taking.keep_word(chained)
    left = tuple(one for portion in portions for one in portion.left)
    return Received(tuple(one.act for one in chained), positions, sum(portion.known for portion in portions), left)


class _Taking:
    """One delivery being looked through."""

    def __init__(self, cursor: Any, seals: Iterable[Seal], witnessed: Witnessed | None) -> None:
        self._cursor = cursor
        self._seals = tuple(seals)
        self._witnessed = witnessed
        self._anchors: Mapping[Place, bytes] = witnessed.anchors if witnessed else {}
        self._hashes: dict[Place, bytes] = {}

    def portions(self, offered: Mapping[str, Sequence[Act]]) -> list[_Portion]:
        """What each device brings, once the witness's word has been held against the hashes."""
        looked = [self._looked_at(device, acts) for device, acts in offered.items()]
        if self._witnessed is not None and not self._is_word_good(looked):
            self._witnessed = None
            return [_Portion(left=_leave(acts, Reason.BAD_WITNESS)) for acts in offered.values()]
        return [self._vouched(head, lineage, portion) for head, lineage, portion in looked]

    def keep_word(self, chained: Sequence[Chained]) -> None:
        """Writes down what the witness said, where acts were taken in by it."""
        if self._witnessed is None or not chained:
            return
        told = {**{end: self._hashes[end] for end in self._witnessed.ends if end in self._hashes}, **self._witnessed.anchors}
        if told:
            number = keep(self._cursor, self._witnessed.by, self._witnessed.statement(self._hashes), self._witnessed.signature)
            keep_anchors(self._cursor, told, number)

    def _is_word_good(self, looked: Sequence[tuple[Head | None, Lineage, _Portion]]) -> bool:
        assert self._witnessed is not None
        witness = head_from(run_together(self._cursor, [head_query(self._witnessed.by)])[0])
        for _, _, portion in looked:
            self._hashes |= portion.hashes
        for device, number in self._witnessed.ends - self._hashes.keys():
            digest, _ = known_end(self._cursor, device, number, {})
            if digest is not None:
                self._hashes[device, number] = digest
        return witness is not None and not witness.is_revoked and self._witnessed.is_by(witness.public_key, self._hashes)

    def _looked_at(self, device: str, acts: Sequence[Act]) -> tuple[Head | None, Lineage, _Portion]:
        """Splits a device's acts, oldest first, into known, runs to be vouched for, and left."""
        head = head_from(run_together(self._cursor, [head_query(device)])[0])
        if head is None:
            return None, ITSELF, _Portion(left=_leave(acts, Reason.UNKNOWN_DEVICE))
        lineage = lineage_of(self._cursor, device) if head.is_branch else ITSELF
        there = self._bodies(device, [act.number for act in acts])
        older = [act for act in acts if act.number in there]
        forked = [act for act in older if not _is_same(act, there[act.number])]
        newer = [act for act in acts if act.number not in there]
        known, left = len(older) - len(forked), _leave(forked, Reason.FORK)
        if head.is_revoked or forked:
            reason = Reason.REVOKED_DEVICE if head.is_revoked else Reason.FORK
            return head, lineage, _Portion(known=known, left=(*left, *_leave(newer, reason)))
        runs, rest = self._runs(head, lineage, newer)
        return head, lineage, _Portion(tuple(runs), (), known, (*left, *rest))

    def _runs(self, head: Head, lineage: Lineage, acts: Sequence[Act]) -> tuple[list[_Run], list[Left]]:
        runs: list[_Run] = []
        left: list[Left] = []
        for run in _unbroken(acts):
            device, number = lineage.place_before(head.code, run[0].number)
            before, clock = known_end(self._cursor, device, number, self._anchors)
            chained, rest = _chain(lineage, run, before, clock) if before is not None else ([], _leave(run, Reason.GAP))
            left += rest
            if chained:
                runs.append(_Run(tuple(chained), before or BEGINNING))
        return runs, left

    def _vouched(self, head: Head | None, lineage: Lineage, portion: _Portion) -> _Portion:
        """The portion without what neither seal nor witness covers."""
        if head is None or not portion.runs:
            return portion
        hashes = portion.hashes
        concerned = {one.last: with_head(one, hashes) for one in self._seals if one.device == head.code and (head.code, one.last) in hashes}
        fitting = {last: one for last, one in concerned.items() if one.head == hashes[head.code, last] and lineage.is_sealed(one, head.public_key)}
        reason = Reason.UNSEALED if len(fitting) == len(concerned) else Reason.BAD_SEAL
        ends = {*fitting, *(number for device, number in self._witnessed_ends(hashes) if device == head.code)}
        runs, left = [], list(portion.left)
        for run in portion.runs:
            covered = max((number for number in ends if run.chained[0].act.number <= number <= run.chained[-1].act.number), default=0)
            kept = tuple(one for one in run.chained if one.act.number <= covered)
            left += _leave([one.act for one in run.chained[len(kept) :]], reason)
            runs += [_Run(kept, run.before)] if kept else []
        return _Portion(tuple(runs), tuple(self._with_first(head.code, fitting.values())), portion.known, tuple(left))

    def _witnessed_ends(self, hashes: Mapping[Place, bytes]) -> Iterator[Place]:
        """Where a witness's word covers a run: its ends, and acts whose hash it has told earlier as an anchor."""
        if self._witnessed is not None:
            yield from self._witnessed.ends
        for place, digest in self._anchors.items():
            if hashes.get(place) == digest:
                yield place

    def _with_first(self, device: str, seals: Iterable[Seal]) -> Iterator[tuple[Seal, int]]:
        """Each seal beyond those kept, with the number of the first act that no earlier seal covers."""
        self._cursor.execute("select max(last) from ledger_seal where device = %s", [device])
        sealed = self._cursor.fetchone()[0] or self._first_of(device) - 1
        for one in sorted(seals, key=attrgetter("last")):
            if one.last > sealed:
                yield one, sealed + 1
                sealed = one.last

    def _first_of(self, device: str) -> int:
        steps = lineage_of(self._cursor, device).steps
        return steps[0].first if steps else 1

    def _bodies(self, device: str, numbers: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """Case, kind, clock and body of those of the numbers that are here."""
        found: dict[int, tuple[Any, ...]] = {}
        for start in range(0, len(numbers), 200):
            some = numbers[start : start + 200]
            blanks = ", ".join(["%s"] * len(some))
            self._cursor.execute(f"select number, case_id, kind, clock, body from ledger_act where device = %s and number in ({blanks})", [device, *some])
            found |= {number: (case, kind, clock, bytes(body)) for number, case, kind, clock, body in self._cursor.fetchall()}
        return found


def with_head(seal: Seal, hashes: Mapping[Place, bytes]) -> Seal:
    """The seal with the hash computed here, where it came without one."""
    return seal if seal.head else seal._replace(head=hashes.get((seal.device, seal.last), b""))


def known_end(cursor: Any, device: str, number: int, anchors: Mapping[Place, bytes]) -> tuple[bytes | None, int]:
    """The hash and clock of an act that is here; by an anchor the hash, and no clock (0). `BEGINNING` before a device's first act."""
    if number == 0:
        return BEGINNING, 0
    cursor.execute("select hash, clock from ledger_act where device = %s and number = %s", [device, number])
    row = cursor.fetchone()
    if row is not None:
        return bytes(row[0]), int(row[1])
    return anchors.get((device, number)) or anchors_of(cursor, device, [number]).get(number), 0


def _unbroken(acts: Sequence[Act]) -> Iterator[list[Act]]:
    """The acts in runs; the same number twice stays in one run."""
    run: list[Act] = []
    for act in acts:
        if run and act.number not in (run[-1].number, run[-1].number + 1):
            yield run
            run = []
        run.append(act)
    if run:
        yield run


def _chain(lineage: Lineage, acts: Sequence[Act], before: bytes, clock: int) -> tuple[list[Chained], tuple[Left, ...]]:
    """The acts of a run with their hashes, as far as they are in the standard form; and the others."""
    chained: list[Chained] = []
    for index, act in enumerate(acts):
        if chained and act.number == chained[-1].act.number:  # brought twice in one delivery
            if act == chained[-1].act:
                continue
            return chained, _leave(acts[index:], Reason.FORK)
        try:
            kept, body = canonical_act(act)
        except NotCanonical:
            kept = None
        if kept is None or kept != act or act.clock <= clock:
            return chained, _leave(acts[index:], Reason.MALFORMED)
        clock = act.clock
        before = lineage.hash_after(before, act, body)
        chained.append(Chained(act, body, before))
    return chained, ()


def _is_same(act: Act, there: tuple[Any, ...]) -> bool:
    """Whether the act of this number here is the same in every byte."""
    try:
        kept, body = canonical_act(act)
    except NotCanonical:
        return False
    return there == (kept.case, kept.kind, kept.clock, body)


def _leave(acts: Iterable[Act], reason: Reason) -> tuple[Left, ...]:
    return tuple(Left(act, reason) for act in acts)
