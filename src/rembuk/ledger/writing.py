"""One append: what the caller sees while it decides, what it hands over, what it gets back.

A *draft* is an act before the store gave it device, number, clock and id. *Writing* is the append under way: the case as it
is at this moment, which no one else can change until the append ends, and the ids that the drafts are going to have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from rembuk.ledger.branches import Lineage
from rembuk.ledger.chain import canonical_act
from rembuk.ledger.connection import Rows
from rembuk.ledger.rows import Chained, Head, Print, select_acts
from rembuk.record.act import Act, Author, act_id, next_clock


class Draft(NamedTuple):
    """An act to be added. `case` None opens a case: the act's own id becomes the case's.

    `seen` None stands for all that is in the case at that moment, drafts before it in the same append included.
    """

    case: str | None
    kind: str
    fields: Mapping[str, Any]
    author: Author
    seen: tuple[str, ...] | None = None
    shape: int = 1


class Appended(NamedTuple):
    """What an append added, in order, each with its position in this store's log and its print; `head` is the device's newest hash."""

    acts: tuple[Act, ...]
    positions: tuple[int, ...]
    head: bytes
    prints: tuple[Print, ...] = ()


class Writing:
    """The append under way, as the caller's `write` sees it. It is of use only until `write` returns."""

    def __init__(
        self, cursor: Any, head: Head, lineage: Lineage, case_id: str | None, prints: tuple[Print, ...], now: datetime, told: Sequence[Rows] = ()
    ) -> None:
        self.now = now
        #: The answers to what the caller asked beside.
        self.told = told
        #: The prints of the acts of the case: the same prints, the same acts.
        self.prints = prints
        self._cursor = cursor
        self._device = head.code
        self._head = head
        self._lineage = lineage
        self._case_id = case_id
        self._reserved = 0
        self._added: list[Draft] = []
        self._chained: list[Chained] = []
        self._heads: dict[str, tuple[str, ...]] = {}

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts of the case that this append is about, in the order of the log; none for a case that it opens."""
        return self.load(self._case_id) if self._case_id is not None else ()

    def load(self, case_id: str) -> tuple[Act, ...]:
        """The acts of any case, in the order of the log. Only the case given to `append` is kept from changing meanwhile."""
        return tuple(stored.act for stored in select_acts(self._cursor, "case_id = %s", [case_id]))

    def reserve(self, count: int = 1) -> tuple[str, ...]:
        """The ids of the next `count` drafts, in the order in which `write` returns them; later calls go on from there."""
        start = self._head.number + self._reserved + 1
        self._reserved += count
        return tuple(act_id(self._device, number) for number in range(start, start + count))

    def add(self, draft: Draft) -> Act:
        """A draft as the act that it will be. What `write` returns begins with the drafts given here, in the same order. Raises NotCanonical."""
        before = self._chained[-1] if self._chained else None
        number = (before.act.number if before else self._head.number) + 1
        clock = next_clock(self.now, before.act.clock if before else self._head.newest)
        act, body = canonical_act(self._act(draft, number, clock, self._chained))
        self._added.append(draft)
        self._chained.append(Chained(act, body, self._lineage.hash_after(before.hash if before else self._head.hash, act, body)))
        if act.case in self._heads:
            self._heads[act.case] = heads_after(self._heads[act.case], act)
        return act

    def chain(self, drafts: Sequence[Draft]) -> list[Chained]:
        """The drafts as acts with numbers, clocks, ids and hashes.

        Raises ValueError when fewer drafts came than ids were reserved (an id would belong to a later act) or others than were added
        before, and NotCanonical for a field that cannot be kept.
        """
        if self._reserved > len(drafts):
            raise ValueError(f"{self._reserved} nomor dipesan tetapi hanya {len(drafts)} tindakan diberikan")
        if [*map(id, self._added)] != [*map(id, drafts[: len(self._added)])]:
            raise ValueError("tindakan yang diberikan bukan yang sudah ditambahkan")
        for draft in drafts[len(self._added) :]:
            self.add(draft)
        return self._chained

    def _act(self, draft: Draft, number: int, clock: int, before: Sequence[Chained]) -> Act:
        own_id = act_id(self._device, number)
        if draft.case is None:
            self._heads[own_id] = ()
        case = own_id if draft.case is None else draft.case
        seen = self._known(case, before) if draft.seen is None else draft.seen
        return Act(own_id, case, draft.kind, draft.fields, draft.author, self._device, number, clock, seen, draft.shape)

    def _known(self, case: str, before: Sequence[Chained]) -> tuple[str, ...]:
        """The newest acts of the case, those of this append included."""
        if case not in self._heads:
            stored = self.acts if case == self._case_id else self.load(case)
            self._heads[case] = heads_of([*stored, *(one.act for one in before if one.act.case == case)])
        return self._heads[case]


def heads_of(acts: Sequence[Act]) -> tuple[str, ...]:
    """The acts of a case that no other act of it has seen, in the order given."""
    seen = {one for act in acts for one in act.seen}
    return tuple(act.id for act in acts if act.id not in seen)


def heads_after(heads: tuple[str, ...], act: Act) -> tuple[str, ...]:
    """The newest acts of a case once this one is added."""
    return (*(one for one in heads if one not in act.seen), act.id)
