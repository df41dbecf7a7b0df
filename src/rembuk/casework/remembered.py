"""Cases kept folded between one act and the next, so that an act costs what it adds and not what was there before.

Nouns. The *prints* of a case are device, number and hash of each of its acts, in the order of the store's log; a hash stands for the
act's contents and for all its device wrote before. A remembered case is of use only while the store, asked inside the transaction that
adds the next act, has exactly the prints it was folded from: whatever another process, a delivery or a restored copy did shows there.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from rembuk.casework.projection import Written
from rembuk.ledger.rows import Print
from rembuk.record.act import Act
from rembuk.record.case import Case, fold, go_on

Prints = tuple[Print, ...]

MOST_CASES = 400
#: Cases together have at most so many acts: a very long one is not held beside hundreds of others.
MOST_ACTS = 12_000


class Folded(NamedTuple):
    """A case with what was last written of it; None where this process has not written it."""

    case: Case
    written: Written | None


class Remembered:
    """The cases this process worked on last. One that is taken is the taker's alone until it is kept again."""

    def __init__(self) -> None:
        self._cases: OrderedDict[str, tuple[Folded, Prints]] = OrderedDict()
        self._acts = 0

    def take(self, case_id: str, prints: Prints) -> Folded | None:
        """The case folded from exactly these acts; None where it is not here, and what is here of it is thrown away."""
        if case_id not in self._cases:
            return None
        folded, folded_from = self._cases.pop(case_id)
        self._acts -= len(folded_from)
        return folded if folded_from == prints else None

    def keep(self, folded: Folded, prints: Prints) -> None:
        """Remember a case that is folded from these acts and that nobody else has in hand."""
        self.take(folded.case.id, ())
        self._cases[folded.case.id] = folded, prints
        self._acts += len(prints)
        while len(self._cases) > MOST_CASES or self._acts > MOST_ACTS:
            _, (_, gone) = self._cases.popitem(last=False)
            self._acts -= len(gone)


def grown(case: Case | None, acts: Sequence[Act]) -> Case:
    """The case with further acts: the same one gone on where they come behind all it has, else one folded anew."""
    if case is None:
        return fold(acts)
    return case if go_on(case, acts) else fold([*case.acts, *acts])
