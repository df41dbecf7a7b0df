"""What opening an office's file gives.

A *table* is headings over rows of cells, every cell as it was written. A *slip* is a row whose cells do not stand under their
headings: a separator inside a cell, or one too few. A *table problem* says why a file cannot be used at all.
Every sentence is Indonesian first, English second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import polars as pl


class Sentence(NamedTuple):
    """One thing to tell a person, in both languages."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Why a file cannot be used: what, where, and what to do."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A row whose cells do not stand under their headings.

    `cells` as found; `proposed` the only way to put them that every recognised column can read, None when there is no such
    way or more than one: then nothing of the row is read. `id` and `en` say what was found and what to do.
    """

    cells: tuple[str, ...]
    proposed: tuple[str, ...] | None
    id: str
    en: str


@dataclass(frozen=True, eq=False)
class Table:
    """The rows of one file or sheet, in their order; none is left out but those that are wholly empty.

    `headers` as written (one without text is named for its place, one that is written twice gets a number) are the columns of
    `cells`: text, None where empty. A slipped row stands in `cells` as proposed, or as found when nothing is proposed (what is
    beyond the last heading is joined to the last cell). `lines[i]` is the line or sheet row where row i begins, from 1;
    `slipped` is by row, from 0. `notes` is what a person should know about the whole file.
    """

    headers: tuple[str, ...]
    cells: pl.DataFrame
    lines: Sequence[int]
    slipped: Mapping[int, Slip] = field(default_factory=dict)
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    notes: tuple[Sentence, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.cells.height
