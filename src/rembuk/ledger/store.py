"""The ledger: acts go in by `append` (written here) or `receive` (from other devices), and come out in order.

Everything an append does happens in one transaction of the database: reading the case, what the caller decides on it,
the acts, their seal, the caller's projection. When `append` returns, all of it is on disk; when it raises, none of it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import connections, transaction

from rembuk.ledger import enrolment
from rembuk.ledger.attempts import in_one_transaction, races_noticed
from rembuk.ledger.branches import ITSELF, lineage_of
from rembuk.ledger.connection import Statement, locks_for_writing, run_together, settled_position
from rembuk.ledger.failures import told_as_store_errors
from rembuk.ledger.forks import take_in_forks
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.receiving import Reason, Received, take_in
from rembuk.ledger.refusals import Judge, refuse
from rembuk.ledger.rows import (
    Print,
    Stored,
    head_from,
    insert,
    newest_clock,
    own_head_query,
    prints_from,
    prints_query,
    select_acts,
)
from rembuk.ledger.seal import Seal
from rembuk.ledger.witness import Witnessed
from rembuk.ledger.writing import Appended, Draft, Writing, heads_of
from rembuk.record.act import Act

Project = Callable[[tuple[Act, ...]], None]
"""Told of acts just added, inside their transaction: what it writes to the same database is kept with them or not at all."""

MOST_DIGITS = 18
"""Of an act's number: more does not fit the store."""

Prepare = Callable[[tuple[Act, ...]], Sequence[Statement]]
"""Told of acts about to be added, inside their transaction: the statements it gives are written with them, in the same exchange."""

Refusal = TypeVar("Refusal")


class _Declined(Exception):
    """Carries out of the transaction what `write` gave instead of drafts."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer


class Ledger:
    """The ledger in the database that Django calls `using`. Every method raises a StoreError when the store fails."""

    def __init__(self, using: str = "default") -> None:
        self.using = using

    def append(
        self,
        case_id: str | None,
        write: Callable[[Writing], list[Draft] | Refusal],
        *,
        device: DeviceKey,
        now: datetime,
        prepare: Prepare | None = None,
        asking: Sequence[Statement] = (),
    ) -> Appended | Refusal:
        """Adds the drafts that `write` returns, in one transaction and under one seal.

        `write` sees the case `case_id` (None: it opens one) as it is when the drafts are added: no other writer can come
        between. It may be called again after a lost race, so it keeps nothing from one call to the next. A list is added;
        any other answer is a refusal, returned as it is with nothing written. An empty list adds nothing.
        What the caller asks the same database (`asking`) is answered in the same exchange with it, in `Writing.told`.
        Raises DeviceUnknown, DeviceMismatch, DeviceRevoked; NotCanonical and ValueError for drafts that cannot be kept.
        """
        try:
            return in_one_transaction(self._connection, lambda: self._append(case_id, write, device, now, prepare, asking))
        except _Declined as declined:
            return declined.answer  # type: ignore[no-any-return]

    def _append(
        self, case_id: str | None, write: Callable[[Writing], Any], device: DeviceKey, now: datetime, prepare: Prepare | None, asking: Sequence[Statement]
    ) -> Appended:
        case_lock = [f"case:{case_id}"] if case_id is not None else []
        locks = locks_for_writing(self._connection, [f"device:{device.code}", *case_lock])
        with self._connection.cursor() as cursor:
            answers = run_together(cursor, [*locks, own_head_query(device.code), prints_query(case_id or ""), *asking])
            answer, there, *told = answers[len(locks) :]
            head = enrolment.checked(head_from(answer), device)
            lineage = lineage_of(cursor, head.code) if head.is_branch else ITSELF
            writing = Writing(cursor, head, lineage, case_id, prints_from(there), now, told)
            drafts = write(writing)
            if not isinstance(drafts, list):
                raise _Declined(drafts)
            chained = writing.chain(drafts)
            if not chained:
                return Appended((), (), head.hash)
            moment = round(now.timestamp() * 1000)
            sealed = lineage.sealed(device, head.code, chained[-1].act.number, chained[-1].hash, moment)
            acts = tuple(one.act for one in chained)
            with races_noticed():
                positions = insert(cursor, chained, [(sealed, head.number + 1)], moment, prepare(acts) if prepare is not None else ())
        return Appended(acts, positions, sealed.head, tuple(Print(one.act.device, one.act.number, one.hash) for one in chained))

    def receive(
        self,
        acts: Collection[Act],
        seals: Collection[Seal],
        *,
        now: datetime,
        project: Project | None = None,
        witnessed: Witnessed | None = None,
        judge: Judge | None = None,
        keep_forks: bool = False,
        before: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
        whole: bool = False,
    ) -> Received:
        """Takes in acts that other devices wrote, as far as their chains and seals hold; the rest is named, never dropped.

        The same acts again change nothing. One transaction: what is taken in is on disk when this returns. `witnessed` vouches where a
        device's chain is not here in full. `judge` names those that are to stand in the chain but count for nothing. With `keep_forks` a
        second continuation of a chain is taken in as a branch. `before` and `after` are done in the same transaction, before and after the
        taking in. With `whole` nothing is kept when something would be left; what is left then says why.
        """

        def work() -> Received:
            if before is not None:
                before()
            received = take_in(self._connection, acts, seals, now, witnessed)
            if keep_forks and any(one.reason is Reason.FORK for one in received.left):
                received = take_in_forks(self.using, received, seals, now)
            refused = refuse(self._connection, judge(received.acts), now) if judge is not None and received.acts else frozenset()
            counting = tuple(act for act in received.acts if act.id not in refused)
            if whole and received.left:
                raise _Declined(received._replace(acts=(), positions=()))
            if project is not None and counting:
                project(counting)
            if after is not None:
                after()
            return received

        try:
            return in_one_transaction(self._connection, work)
        except _Declined as declined:
            return declined.answer  # type: ignore[no-any-return]

    def load(self, case_id: str) -> tuple[Act, ...]:
        """The acts of a case in the order of this store's log; none for a case it does not know."""
        return tuple(stored.act for stored in self._select("case_id = %s", [case_id]))

    @contextmanager
    def held(self, case_id: str) -> Iterator[None]:
        """Inside, nobody else adds to the case: one transaction, or the one that is under way. Raises a StoreError when the store fails."""
        connection = self._connection
        with told_as_store_errors(connection), transaction.atomic(using=self.using), connection.cursor() as cursor:
            run_together(cursor, locks_for_writing(connection, [f"case:{case_id}"]))
            yield

    def load_since(self, position: int, limit: int) -> tuple[Stored, ...]:
        """At most `limit` acts after this position, in order. An act that comes later always has a higher position than these."""
        with told_as_store_errors(self._connection):
            newest = settled_position(self._connection)
        return self._select("position > %s and position <= %s", [position, newest], limit)

    def find(self, act_id: str) -> Act | None:
        """The act with this id, or None where this store does not have it."""
        device, _, number = act_id.rpartition(".")
        if not number.isdecimal() or len(number) > MOST_DIGITS:
            return None
        found = self._select("device = %s and number = %s", [device, int(number)])
        return next((stored.act for stored in found if stored.act.id == act_id), None)

    def heads(self, case_id: str) -> tuple[str, ...]:
        """The ids of the newest acts of a case: those that no other act of it has seen."""
        return heads_of(self.load(case_id))

    def newest_clock(self) -> int:
        """The latest logical clock of any act in this store; 0 while there is none."""
        with self._cursor() as cursor:
            return newest_clock(cursor)

    def enrol(self, code: str, public_key: bytes, *, office: str, label: str, by: str, now: datetime) -> None:
        """Lets this store accept acts of a device; the same device again changes nothing. Raises DeviceMismatch for another key."""
        in_one_transaction(self._connection, lambda: enrolment.enrol(self.using, code, public_key, office, label, by, now))

    def revoke(self, code: str, *, reason: str, by: str, now: datetime) -> None:
        """From now on this store accepts nothing more from the device. Raises DeviceUnknown."""
        in_one_transaction(self._connection, lambda: enrolment.revoke(self.using, code, reason, by, now))

    @property
    def _connection(self) -> Any:
        return connections[self.using]

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        with told_as_store_errors(self._connection), self._connection.cursor() as cursor:
            yield cursor

    def _select(self, where: str, parameters: Sequence[Any], limit: int | None = None) -> tuple[Stored, ...]:
        with self._cursor() as cursor:
            return tuple(select_acts(cursor, where, parameters, limit))
