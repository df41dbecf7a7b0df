"""Where the headings of a docket stand, and what each column is called.

Offices put title lines above the headings, spread headings over two lines ("Tersangka" over "Nama" and "Umur") and number the
columns below them. All that belongs to the *heading*; the rows begin after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rembuk.registers.docket_columns import ColumnMapping, field_named, load_known_columns
from rembuk.registers.table import Sentence

#: Only among the first rows of a file are headings looked for.
SEARCHED = 60
_SURE = 3

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """The column names, and between which of the rows given they were found: title lines before `start`, rows from `end`.
    `known` is how many of the names are recognised."""

    names: tuple[str, ...]
    start: int
    end: int
    known: int
    notes: tuple[Sentence, ...] = ()


def known_in(cells: Cells, mapping: ColumnMapping | None) -> int:
    """How many of the cells name a field."""
    columns = load_known_columns()
    return sum(1 for cell in cells if cell.strip() and field_named(columns, cell, mapping))


def find_heading(rows: Sequence[Cells], mapping: ColumnMapping | None) -> Heading | None:
    """The heading among the first rows of a file: the first row with three recognised names, or half of its cells.

    When no row has any, the first row as wide as most is taken, with a note. None when there is nothing but empty rows.
    """
    filled = [(at, row) for at, row in enumerate(rows[:SEARCHED]) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    known = {at: known_in(row, mapping) for at, row in filled}
    sure = [at for at, row in filled if known[at] >= _SURE or (known[at] and known[at] * 2 >= _width(row) > 1)]
    alone = [at for at, row in filled if known[at] and all(_width(other) <= 1 for _, other in filled)]
    if sure or alone:
        return _heading(rows, (sure or alone)[0], mapping)
    return _heading(rows, _first_of_usual_width(filled), mapping)


def _width(row: Cells) -> int:
    return sum(1 for cell in row if cell.strip())


def _first_of_usual_width(filled: Sequence[tuple[int, Cells]]) -> int:
    widths = [len(row) for _, row in filled]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return next(at for at, row in filled if len(row) == usual)


def _heading(rows: Sequence[Cells], at: int, mapping: ColumnMapping | None) -> Heading:
    cells, end, notes = [cell.strip() for cell in rows[at]], at + 1, list[Sentence]()
    if end < len(rows) and (joined := _two_lines(cells, rows[end], mapping)):
        cells, end = joined, end + 1
    if end < len(rows) and _numbers_columns(rows[end], len(cells)):
        notes.append(Sentence(
            "Baris nomor kolom (1, 2, 3, ...) di bawah judul tidak dibaca sebagai perkara",
            "The row of column numbers (1, 2, 3, ...) below the headings is not read as a case",
        ))  # fmt: skip
        end += 1
    known = known_in(cells, mapping)
    if not known:
        notes.append(Sentence(
            f"Tidak ada nama kolom yang dikenal; baris {at + 1} dipakai sebagai judul kolom",
            f"No column name is known; row {at + 1} is taken for the headings",
        ))  # fmt: skip
    return Heading(_named(cells), at, end, known, tuple(notes))


def _two_lines(upper: Sequence[str], lower: Cells, mapping: ColumnMapping | None) -> list[str] | None:
    """The names of a heading on two lines: below each upper cell that spans several columns stand their own names."""
    lower = [cell.strip() for cell in lower] + [""] * (len(upper) - len(lower))
    under = [at for at, cell in enumerate(lower) if cell]
    if len(under) < 2 or len(lower) > len(upper):
        return None
    names = list(upper)
    columns = load_known_columns()
    for at in under:
        over = max((i for i in range(at + 1) if upper[i]), default=None)
        if over is None or not _spans(upper, over):
            return None
        joined = f"{upper[over]} {lower[at]}"
        names[at] = joined if field_named(columns, joined, mapping) else lower[at]
    recognised = [at for at in under if field_named(columns, names[at], mapping)]
    return names if len(recognised) * 2 >= len(under) else None


def _spans(upper: Sequence[str], at: int) -> bool:
    return at + 1 < len(upper) and not upper[at + 1]


def _numbers_columns(row: Cells, width: int) -> bool:
    figures = [cell.strip(" ().") for cell in row]
    return width >= _SURE and figures == [str(n) for n in range(1, width + 1)]


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """One name for each column: an empty one is named for its place, one written before gets a number."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name, again = cell or f"kolom {place}", 2
        while name in names:
            name, again = f"{cell or f'kolom {place}'} ({again})", again + 1
        names.append(name)
    return tuple(names)


