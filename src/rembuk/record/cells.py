"""One value that several people may state, and the things that have such values.

Nouns. A *cell* is one value that acts may state again; it keeps every statement no later one replaced knowingly. Two such
statements that differ are a *conflict*: the newer by the logical clock is shown, the other is kept beside it, and a person is
asked (Lamport 1978 for the order, DeCandia et al. 2007 for keeping siblings). A *thing* is what an act added to the case; it has
cells.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rembuk.record.act import Act
from rembuk.record.knowledge import Knowledge


class Said(NamedTuple):
    """A value and the act that stated it."""

    value: Any
    act: Act


class Cell:
    """The statements of one value that stand: those no later statement was made in knowledge of, oldest first."""

    __slots__ = ("said",)

    def __init__(self) -> None:
        self.said: tuple[Said, ...] = ()

    @property
    def value(self) -> Any:
        """The newest statement; None (unknown) when nothing was stated."""
        return self.said[-1].value if self.said else None

    @property
    def in_conflict(self) -> bool:
        """Whether people who had not seen each other's statement said different things."""
        return len(self.said) > 1 and any(said.value != self.said[0].value for said in self.said)


class Thing:
    """Something acts added to a case. Missing cells are None: unknown."""

    __slots__ = ("acts", "added_by", "cells", "id", "kind")

    def __init__(self, thing_id: str, kind: str, added_by: Act) -> None:
        self.id, self.kind, self.added_by = thing_id, kind, added_by
        self.cells: dict[str, Cell] = {}
        self.acts: list[Act] = [added_by]

    def __getitem__(self, name: str) -> Any:
        cell = self.cells.get(name)
        return cell.value if cell else None

    def last(self, kind: str) -> Act | None:
        """The newest act of a kind on this thing."""
        return next((act for act in reversed(self.acts) if act.kind == kind), None)


def say(cell: Cell, value: Any, act: Act, known: Knowledge) -> None:
    """State a value in a cell: it replaces the statements its author knew of and stands beside the others."""
    cell.said = (*(said for said in cell.said if not known.knew(act, said.act)), Said(value, act))
