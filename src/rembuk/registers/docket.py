"""An office's docket: its table with the columns recognised, each distinct cell read once, and where every row stands.

Rows count from 0. What could not be read is a *problem* of its row with a sentence; what was read but is worth a look is a *note*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rembuk.registers.cell_reading import ReadColumn, Readings, read_texts
from rembuk.registers.column_mapping import read_mapping
from rembuk.registers.docket_columns import TEXT_KINDS, ColumnMapping, Recognised, load_known_columns, recognise
from rembuk.registers.row_standing import DayColumn, Standing, row_days, row_stages
from rembuk.registers.table import Sentence, Table, TableProblem
from rembuk.registers.table_file import read_table

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from rembuk.law.columnar import Column

__all__ = ["Docket", "ReadColumn", "TableProblem", "read_docket"]

_PAGE = 1000
_SEVERAL = "sel ini tampaknya memuat lebih dari satu tersangka; tiap orang dinilai sendiri, tulis satu baris untuk tiap orang"
#: Offered, not offered, not known, not known but mentioned in the notes or the outcome.
OFFERED, NOT_OFFERED, OFFER_UNKNOWN, OFFER_IN_NOTES = 1, -1, 0, 2


@dataclass(frozen=True, eq=False)
class Docket:
    """A docket as read. `recognised.fields` names the heading of each field that the docket has."""

    table: Table
    recognised: Recognised
    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    not_after: date | None = None

    @property
    def rows(self) -> int:
        """How many rows."""
        return self.table.rows

    @property
    def lines(self) -> Sequence[int]:
        """Each row's line in the file, or row in the sheet."""
        return self.table.lines

    @property
    def headers(self) -> tuple[str, ...]:
        """The office's own column names."""
        return self.table.headers

    @property
    def defaults(self) -> dict[str, str]:
        """What the mapping file says holds for every row, by field."""
        return dict(self.mapping.defaults)

    def cells(self, row: int) -> dict[str, str | None]:
        """One row under its headings: as written, or as proposed where it slipped."""
        return dict(zip(self.headers, self._page(row), strict=True))

    def text(self, name: str, row: int) -> str | None:
        """One cell of a field as written; None when it is empty or the docket has no such column."""
        heading = self.recognised.fields.get(name)
        return None if heading is None else self._page(row)[self.headers.index(heading)]

    def _page(self, row: int) -> tuple[str | None, ...]:
        start = row // _PAGE * _PAGE
        if self._pages.get("start") != start:
            self._pages.update(start=start, rows=self.table.cells.slice(start, _PAGE).rows())
        cells: tuple[str | None, ...] = self._pages["rows"][row - start]
        return cells

    @cached_property
    def _pages(self) -> dict[str, Any]:
        return {}

    def texts(self, name: str) -> pl.Series | None:
        """A field as text, empty in slipped rows that could not be mended. Without a column it is the default in every row,
        without a default None."""
        import polars as pl

        heading = self.recognised.fields.get(name)
        if heading is not None:
            series = self.table.cells[heading]
            return series.set(self._unread, None) if self._unread.any() else series
        default = self.mapping.defaults.get(name)
        return None if default is None else pl.repeat(default, self.rows, dtype=pl.String, eager=True)

    @cached_property
    def _unread(self) -> pl.Series:
        import polars as pl

        unread = {row for row, slip in self.table.slipped.items() if slip.proposed is None}
        return pl.Series([row in unread for row in range(self.rows)] if unread else [], dtype=pl.Boolean)

    def column(self, name: str) -> ReadColumn:
        """A field's values row by row, as its cells say them; every value None when the docket does not have it."""
        texts = self.texts(name)
        if texts is None:
            return ReadColumn([None] * self.rows, {}, {})
        if load_known_columns().fields[name].kind in TEXT_KINDS:
            return ReadColumn(texts.to_list(), {}, {})
        return self._readings(name).column()

    def column_arrays(self, name: str) -> Column:
        """A field as the column of the fact it fills (yes and no turned round where the field says the opposite).

        Answers int8 (+1, -1, 0 missing), enums int8 codes, numbers and days int32 or int64 (-1 missing); a pair (low, high)
        when an amount is known only as limits. Raises KeyError for a field that the docket does not have.
        """
        return self._readings(name).array()

    def _readings(self, name: str) -> Readings:
        if name not in self._read:
            texts = self.texts(name)
            if texts is None:
                raise KeyError(name)
            words = self.mapping.words.get(name, {})
            self._read[name] = read_texts(load_known_columns().fields[name], texts, words=words, not_after=self.not_after)
        return self._read[name]

    @cached_property
    def _read(self) -> dict[str, Readings]:
        return {}

    @cached_property
    def _read_fields(self) -> tuple[str, ...]:
        """The fields that are more than text, from columns or defaults."""
        known = load_known_columns().fields
        there = dict.fromkeys([*self.recognised.fields, *self.mapping.defaults])
        return tuple(name for name in there if known[name].kind not in TEXT_KINDS)

    def facts(self) -> list[str]:
        """The facts of the law that the docket states row by row."""
        known = load_known_columns().fields
        return list(dict.fromkeys(known[name].fact for name in self._read_fields if known[name].fact))

    def fact_column(self, fact: str) -> Column:
        """One fact over all rows, as `column_arrays` gives it. Raises KeyError for a fact that the docket does not state."""
        known = load_known_columns().fields
        name = next((name for name in self._read_fields if known[name].fact == fact), None)
        if name is None:
            raise KeyError(fact)
        return self.column_arrays(name)

    def stages(self) -> NDArray[np.int8]:
        """Each row's stage as its place in STAGES, -1 unknown."""
        import numpy as np

        return self._stages.codes.astype(np.int8)

    def days(self) -> NDArray[np.int32]:
        """The day for which each row is assessed, as a proleptic ordinal, -1 unknown."""
        return self._days.codes

    @cached_property
    def _stages(self) -> Standing:
        import numpy as np

        written = self._readings("stage").array() if "stage" in self.recognised.fields else np.full(self.rows, -1, np.int8)
        assert isinstance(written, np.ndarray)
        stage = load_known_columns().fields["stage"]
        default = stage.words.get(self.mapping.defaults.get("stage", "").lower())
        return row_stages(written, self.texts("office"), self.recognised.fields.get("office", ""), default)

    @cached_property
    def _days(self) -> Standing:
        import numpy as np

        known = load_known_columns().row_day
        columns = {}
        for name in dict.fromkeys(name for names in known.values() for name in names):
            if name in self._read_fields:
                days = self.column_arrays(name)
                assert isinstance(days, np.ndarray)
                columns[name] = DayColumn(self.recognised.fields.get(name, f"defaults: {name}"), days)
        return row_days(self._stages.codes, columns)

    def corporations(self) -> NDArray[np.bool_]:
        """Rows whose suspect carries a company's name."""
        patterns = load_known_columns().suspects
        return self._says("suspect", patterns["corporation"]) & ~self._says("suspect", patterns["person"])

    def offers(self) -> NDArray[np.int8]:
        """Whether RJ was ever offered: OFFERED, NOT_OFFERED, OFFER_UNKNOWN, or OFFER_IN_NOTES where only a text mentions it."""
        import numpy as np

        pattern = load_known_columns().mentions_rj
        mentioned = self._says("notes", pattern) | self._says("outcome", pattern)
        said = self.column_arrays("offered") if "offered" in self._read_fields else np.zeros(self.rows, np.int8)
        assert isinstance(said, np.ndarray)
        return np.where((said == OFFER_UNKNOWN) & mentioned, OFFER_IN_NOTES, said).astype(np.int8)

    def _says(self, name: str, pattern: str) -> NDArray[np.bool_]:
        import numpy as np

        texts = self.texts(name)
        if texts is None:
            return np.zeros(self.rows, np.bool_)
        found: NDArray[np.bool_] = texts.str.contains(f"(?i){pattern}").fill_null(False).to_numpy()
        return found

    def problems(self) -> dict[int, list[str]]:
        """What has to be repaired, by row: slipped cells, cells that could not be read, a stage or a day that is not known."""
        out: dict[int, list[str]] = {row: [slip.id] for row, slip in sorted(self.table.slipped.items())}
        unread = {row for row, slip in self.table.slipped.items() if slip.proposed is None}
        for row, sentence in self._said("problem"):
            out.setdefault(row, []).append(sentence)
        for standing in (self._stages, self._days):
            for row, sentence in standing.problems.items():
                if row not in unread:
                    out.setdefault(row, []).append(sentence)
        return out

    def notes(self) -> dict[int, list[str]]:
        """What was read but is worth a look, by row."""
        import numpy as np

        out: dict[int, list[str]] = {}
        for row, sentence in self._said("note"):
            out.setdefault(row, []).append(sentence)
        heading = self.recognised.fields.get("suspect", "")
        several = self._says("suspect", "|".join(f"(?:{one})" for one in load_known_columns().suspects["several"]))
        for row in np.flatnonzero(several).tolist():
            out.setdefault(row, []).append(f"{heading}: {_SEVERAL}")
        for standing in (self._stages, self._days):
            for row, sentence in standing.notes.items():
                out.setdefault(row, []).append(sentence)
        return out

    def _said(self, what: str) -> Iterator[tuple[int, str]]:
        for name in self._read_fields:
            heading = self.recognised.fields.get(name, f"defaults: {name}")
            for row, sentence in self._readings(name).said(what).items():
                yield row, f"{heading}: {sentence}"

    def remarks(self) -> tuple[Sentence, ...]:
        """What to know about the file as a whole: how it was read, headings that clash, headings nobody knows."""
        unknown = ", ".join(f"'{heading}'" for heading in self.recognised.unknown)
        left = Sentence(f"Kolom yang tidak dikenal dan tidak dipakai: {unknown}", f"Columns not known and not used: {unknown}")
        return (*self.table.notes, *self.recognised.problems, *([left] if unknown else []))


def read_docket(
    path: Path, *, mapping: Path | ColumnMapping | None = None, sheet: str | None = None, not_after: date | None = None
) -> Docket | TableProblem:
    """Read a docket file; a file or mapping file that cannot be used is a problem. Never raises for what is in them.

    `mapping`: the office's mapping file, see `column_mapping`; `sheet`: the sheet of a workbook; `not_after`: the last day a date
    in the docket may be.
    """
    own = read_mapping(mapping) if isinstance(mapping, Path) else mapping or ColumnMapping()
    if isinstance(own, TableProblem):
        return own
    table = read_table(path, sheet=sheet, mapping=own)
    if isinstance(table, TableProblem):
        return table
    recognised = recognise(table.headers, own)
    if not recognised.fields and not recognised.problems:
        return _nothing_known(path, table)
    return Docket(table, recognised, own, not_after)


def _nothing_known(path: Path, table: Table) -> TableProblem:
    headings = ", ".join(f"'{heading}'" for heading in table.headers[:12])
    return TableProblem(
        f"{path}: tidak satu pun judul kolom dikenal ({headings}); pakai nama seperti Satker, Tgl Tahap II, Tersangka, Pasal, atau "
        f"berkas peta dengan --mapping",
        f"{path}: none of the headings is known ({headings}); use names such as Satker, Tgl Tahap II, Tersangka, Pasal, or a "
        f"mapping file with --mapping",
    )
