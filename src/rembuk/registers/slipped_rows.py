"""Rows whose cells do not stand under their headings, and the one way to put them right, if there is one.

A separator inside a cell ("Tsk I AB; Tsk II YO") makes a row too long; a missing one makes it too short. A way of putting the
cells is *readable* when every recognised column can read its cell: the date column a date, the age column a number, the column of
charges something like an article. A row is mended only when exactly one way is readable, and says so; otherwise it is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rembuk.registers.cell_reading import read_cell
from rembuk.registers.docket_columns import TEXT_KINDS, Field, load_known_columns
from rembuk.registers.table import Slip

_ARTICLE = re.compile(r"\b(?:pasal|psl|pasa1|kuhp\w*|uu\w*|undang|ayat|perda|qanun)\b|^\W*[0-9]{1,3}[a-z]?(?![\w/.-])|\bps\b", re.IGNORECASE)
_MONEY = re.compile(r"\brp\.? ?[0-9]", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\W*[0-9]{1,7}\W*|\W*")
_AMOUNT_TAIL = re.compile(r"-+|=+|0?0(?:,-)?")
#: A row with more cells too many than this, or of more columns, is left as it is.
_MOST, _WIDEST = 6, 200

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """The columns cells are to be put under: their headings, and the field of each, None where it is not recognised."""

    headings: tuple[str, ...]
    fields: tuple[Field | None, ...]
    separator: str

    def mend(self, line: int, cells: Sequence[str]) -> Slip:
        """What to do with a row of too many or too few cells."""
        found = tuple(cells)
        long = len(found) > len(self.headings)
        proposed = self._joined(found) if long else self._filled(found)
        count = f"{len(found)} sel untuk {len(self.headings)} kolom", f"{len(found)} cells for {len(self.headings)} columns"
        if proposed is None:
            return Slip(found, None, *self._left_alone(line, found, count))
        how = self._how(found, proposed) if long else ("sel yang kurang dikosongkan", "the missing cells are left empty")
        return Slip(
            found, proposed, f"Baris {line}: {count[0]}; {how[0]}; periksa baris aslinya",
            f"Line {line}: {count[1]}; {how[1]}; check the row in the file",
        )  # fmt: skip

    def as_found(self, cells: Sequence[str]) -> Cells:
        """The cells in their order under the headings; what is beyond the last is joined to it."""
        width = len(self.headings)
        head, rest = list(cells[: width - 1]), list(cells[width - 1 :])
        return (*head, self.separator.join(rest), *[""] * (width - len(head) - 1)) if rest else (*head, *[""] * (width - len(head)))

    def _left_alone(self, line: int, cells: Cells, count: tuple[str, str]) -> tuple[str, str]:
        text = self.separator.join(cells)
        shown = text if len(text) <= 200 else text[:197] + "..."
        return (
            f"Baris {line}: {count[0]} dan letaknya tidak dapat dipastikan, jadi isinya tidak dibaca: {shown}; "
            f'beri tanda kutip " pada sel yang memuat {_shown(self.separator)} atau lengkapi pemisahnya',
            f"Line {line}: {count[1]} and where they belong is not certain, so nothing of it is read: {shown}; "
            f'put quotes " around the cell that holds {_shown(self.separator)} or add the missing separators',
        )

    def _how(self, found: Cells, proposed: Cells) -> tuple[str, str]:
        named = [heading for heading, cell in zip(self.headings, proposed, strict=True) if self.separator in cell and cell not in found]
        columns = ", ".join(f"'{heading}'" for heading in named)
        return f"sel yang terpisah digabung kembali di kolom {columns}", f"the parted cells are joined again in {columns}"

    def _joined(self, cells: Cells) -> Cells | None:
        """The only readable way of joining neighbours."""
        ways = self._ways(cells, most=len(cells) - len(self.headings) + 1, least=1)
        return ways[0] if len(ways) == 1 else None

    def _filled(self, cells: Cells) -> Cells | None:
        """The row with the cells at its end left empty if that is readable, else the only readable way of leaving cells empty."""
        at_end = self.as_found(cells)
        if all(map(readable, self.fields, at_end)):
            return at_end
        ways = self._ways(cells, most=1, least=0)
        return ways[0] if len(ways) == 1 else None

    def _ways(self, cells: Cells, most: int, least: int) -> list[Cells]:
        """Up to two different readable ways, each column taking between `least` and `most` cells."""
        ways: list[Cells] = []
        dead: set[tuple[int, int]] = set()
        if most > _MOST + 1 or len(self.headings) > _WIDEST:
            return []

        def put(column: int, at: int, row: Cells) -> bool:
            if column == len(self.headings):
                ways.append(row)
                return True
            left = len(self.headings) - column - 1
            alive = False
            for taken in range(least, most + 1):
                rest = len(cells) - at - taken
                if len(ways) > 1 or not left * least <= rest <= left * most or (column, at) in dead:
                    continue
                if self._fits(column, row, cells[at : at + taken + (not taken)], taken):
                    alive |= put(column + 1, at + taken, (*row, self.separator.join(cells[at : at + taken])))
            if not alive and len(ways) < 2:
                dead.add((column, at))
            return alive

        put(0, 0, ())
        return ways

    def _fits(self, column: int, row: Cells, parts: Cells, taken: int) -> bool:
        """Whether so many parts can be the next cell. An empty cell is left before a written one only, so that no way is found twice.

        No text inside a cell makes an empty part; a dash or the cents after an amount ("Rp7.000.000,-") stay with it.
        """
        if not taken:
            return not parts or bool(parts[0].strip())
        if taken > 1 and not all(map(str.strip, parts)):
            return False
        before = self.fields[column - 1] if column else None
        if before and before.kind == "rupiah" and row[-1][-1:].isdigit() and _AMOUNT_TAIL.fullmatch(parts[0].strip()):
            return False
        return readable(self.fields[column], self.separator.join(parts))


def _shown(separator: str) -> str:
    return "tab" if separator == "\t" else separator


def readable(field: Field | None, cell: str) -> bool:
    """Whether a cell can stand in the column of a field; anything can stand where the field is text or not recognised."""
    return field is None or not cell.strip() or _readable(field.name, cell)


@lru_cache(maxsize=65_536)
def _readable(name: str, cell: str) -> bool:
    field = load_known_columns().fields[name]
    if field.kind == "number":
        return _ROW_NUMBER.fullmatch(cell) is not None
    if field.kind == "charges":
        return _ARTICLE.search(cell) is not None and not _MONEY.search(cell)
    return field.kind in TEXT_KINDS or read_cell(field, cell, None).problem is None
