"""Checks a whole ledger against itself: every hash, chain, seal and signature is computed again.

What it can find: an act changed in any column but `received_ms`, removed, swapped, moved or inserted; a seal changed or
removed; a device whose key was changed; guards that are off. What no store can find in itself: that its newest acts were
removed together with their seals, or that a whole device with all its acts is gone; compare the heads with another store.

Where acts of a device are elsewhere, because this store holds only some cases, the word of a witness stands for them (`witness.py`): a gap
between acts is no fault when a kept statement tells the hash before the next act, and the last act before it is sealed or told as well.

An act whose hash does not fit is named once: the next act is held against both what this one's hash says and what it
should say, so that one change does not make the rest of the chain look changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections

from rembuk.ledger import guards
from rembuk.ledger.branches import Lineage, lineage_in, steps_of
from rembuk.ledger.chain import act_from, body_of, hash_of, header_of
from rembuk.ledger.connection import snapshot
from rembuk.ledger.failures import told_as_store_errors
from rembuk.ledger.faults import Fault, fault
from rembuk.ledger.partial import Anchors, hash_before, witness_faults
from rembuk.ledger.scroll import ActLine, SealLine, act_lines, devices, seal_lines


def verify(using: str = "default") -> list[Fault]:
    """Every fault of the ledger in this database; empty when all is as it was written. Raises StoreError."""
    return list(faults(using))


def faults(using: str = "default") -> Iterator[Fault]:
    """The same, one at a time, in constant memory; the store is read as it was when this began. Raises StoreError."""
    connection = connections[using]
    with told_as_store_errors(connection), snapshot(connection):
        for table in guards.missing(connection):
            yield fault("unguarded", table=table)
        yield from witness_faults(connection)
        with connection.cursor() as cursor:
            steps = steps_of(cursor)
        for device, public_key in devices(connection):
            lineage = lineage_in(steps.get, device)
            yield from _Chain(connection, device, public_key, lineage).faults()


class _Chain:
    """The walk along one device's acts and seals, side by side."""

    def __init__(self, connection: Any, device: str, public_key: bytes | None, lineage: Lineage) -> None:
        self._device = device
        self._public_key = public_key
        self._lineage = lineage
        self._anchors = Anchors(connection, device)
        self._acts = act_lines(connection, device)
        self._seals = seal_lines(connection, device)
        self._seal = next(self._seals, None)
        self._sealed = lineage.steps[0].first - 1 if lineage.steps else 0
        self._is_reported_unknown = public_key is not None
        self._number, self._clock, self._position = self._sealed, -1, -1
        # The hash that the act before carries, the one it should carry, and whether there is none to hold on to.
        self._carried = self._computed = hash_before(connection, lineage, device)
        self._is_broken = False
        self._vouched = self._number

    def faults(self) -> Iterator[Fault]:
        for line in self._acts:
            yield from self._unknown(line.number)
            yield from self._seals_before(line.number)
            yield from self._act(line)
            yield from self._seals_at(line)
        yield from self._remaining_seals()

    def _unknown(self, number: int) -> Iterator[Fault]:
        if not self._is_reported_unknown:
            self._is_reported_unknown = True
            yield fault("unknown-device", self._device, number)

    def _act(self, line: ActLine) -> Iterator[Fault]:
        place = (self._device, line.number, line.act_id, line.case_id)
        told = self._anchors.at(line.number - 1)
        if told is not None:
            yield from self._begins_anew(line, told)
        elif line.number != self._number + 1:
            yield fault("acts-missing", self._device, self._number + 1, last=line.number - 1)
            self._is_broken = True
        fits = self._fits(line)
        if not fits:
            yield fault("content-changed", *place)
        if line.position <= self._position or (fits and line.clock <= self._clock):
            yield fault("out-of-order", *place)
        self._number, self._position = line.number, line.position
        self._clock = line.clock if fits else self._clock
        if self._anchors.at(line.number) is not None:
            self._vouched = line.number
        if self._seal is None and not self._anchors.has_from(line.number):
            yield fault("unsealed", *place)

    def _begins_anew(self, line: ActLine, told: bytes) -> Iterator[Fault]:
        """A run that begins after a hash by a witness's word; what was before must have been vouched for."""
        if line.number == self._number + 1:
            if told not in (self._carried, self._computed):
                yield fault("wrong-head", self._device, line.number, line.act_id, line.case_id)
        elif self._vouched < self._number:
            yield fault("unsealed", self._device, self._number, f"{self._device}.{self._number}", "?")
        self._carried = self._computed = told
        self._number, self._position, self._is_broken = line.number - 1, -1, False

    def _fits(self, line: ActLine) -> bool:
        """Whether the act's hash is right after the act before; after a gap there is nothing to hold it against."""
        header, body = self._signed(line)
        possible = {hash_of(before, header, body) for before in {self._carried, self._computed}}
        fits = self._is_broken or line.hash in possible
        computed = hash_of(self._computed, header, body)
        self._computed = line.hash if self._is_broken or fits else computed
        self._carried, self._is_broken = line.hash, False
        return fits

    def _signed(self, line: ActLine) -> tuple[bytes, bytes]:
        """Header and body as they were hashed."""
        if self._lineage.steps:
            try:
                act = self._lineage.signed(act_from(line.case_id, line.kind, line.device, line.number, line.clock, line.body))
            except ValueError:
                return b"", line.body
            return header_of(act.case, act.kind, act.device, act.number, act.clock), body_of(act.fields, act.author, act.seen, act.shape)
        return header_of(line.case_id, line.kind, self._device, line.number, line.clock), line.body

    def _seals_before(self, number: int) -> Iterator[Fault]:
        """Seals over acts that are not there."""
        while self._seal is not None and self._seal.seal.last < number:
            yield from self._checked(self._seal)
            self._seal = next(self._seals, None)

    def _seals_at(self, line: ActLine) -> Iterator[Fault]:
        if self._seal is None or self._seal.seal.last != line.number:
            return
        yield from self._checked(self._seal)
        if self._seal.seal.head not in (self._carried, self._computed):
            yield fault("wrong-head", self._device, line.number, line.act_id, line.case_id)
        self._vouched = line.number
        self._seal = next(self._seals, None)

    def _remaining_seals(self) -> Iterator[Fault]:
        newest = self._number
        while self._seal is not None:
            yield from self._unknown(self._seal.seal.last)
            yield from self._checked(self._seal)
            newest = max(newest, self._seal.seal.last)
            self._seal = next(self._seals, None)
        if newest > self._number and not self._anchors.is_any:
            yield fault("tail-missing", self._device, self._number + 1, last=newest)

    def _checked(self, line: SealLine) -> Iterator[Fault]:
        if line.first != self._sealed + 1 or line.seal.last < line.first:
            yield fault("seals-broken", self._device, self._sealed + 1)
        self._sealed = line.seal.last
        if self._public_key is not None and not self._lineage.is_sealed(line.seal, self._public_key):
            yield fault("bad-signature", self._device, line.seal.last)
