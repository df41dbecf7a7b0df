"""An office's docket: its table with the columns recognised and each distinct cell read once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rembuk.law.columnar import Column
from rembuk.law.columns import column
from rembuk.law.instrument import STAGES
from rembuk.law.library import load_law
from rembuk.registers.cell_kinds import read_cell
from rembuk.registers.column_names import OfficeMapping, key, read_mapping, recognise, vocabulary
from rembuk.registers.summary import NOT_OFFERED, OFFER_IN_NOTES, OFFER_UNKNOWN, OFFERED
from rembuk.registers.table_reader import Table, TableProblem, read_table

if TYPE_CHECKING:
    import polars as pl

MISSING = -1


@dataclass(frozen=True, slots=True)
class ReadField:
    """One column read: the distinct values, each row's place among them (-1 empty), and what is to be said about them."""

    values: list[Any]
    place: NDArray[np.int32]
    problems: dict[int, str]
    notes: dict[int, str]


@dataclass
class Docket:
    """A docket. Rows count from 0; `lines` are the file's own. Texts are as written, facts are the law's."""

    table: Table
    fields: Mapping[str, str]
    defaults: Mapping[str, str]
    read: dict[str, ReadField] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows."""
        return self.table.cells.height

    @property
    def lines(self) -> Sequence[int]:
        """Each row's line in the file."""
        return self.table.lines

    @property
    def headers(self) -> tuple[str, ...]:
        """The office's column names."""
        return self.table.headers

    def cells(self, row: int) -> dict[str, str | None]:
        """One row as written."""
        return self.table.cells.row(row, named=True)

    def text(self, name: str, row: int) -> str | None:
        """One recognised cell as written."""
        found: str | None = self.table.cells[self.fields[name]][row] if name in self.fields else None
        return found

    def texts(self, name: str) -> pl.Series | None:
        """A recognised column as text, with slipped rows that could not be mended left empty; None when there is none."""
        if name not in self.fields:
            return None
        series = self.table.cells[self.fields[name]]
        return series.scatter(sorted(self.table.unread), None) if self.table.unread else series

    def column(self, name: str) -> ReadField | None:
        """A recognised column read cell by distinct cell; None when the docket has none of that name."""
        if name not in self.read:
            series = self.texts(name)
            if series is None:
                return None
            self.read[name] = _read(name, series)
        return self.read[name]

    def facts(self) -> list[str]:
        """The facts of the law that some column of the docket states."""
        entries = vocabulary().fields
        return sorted({entries[name]["fact"] for name in self.fields if entries[name].get("fact")})

    def fact_column(self, fact: str) -> Column:
        """One fact over all rows, from the first of its columns that is filled."""
        names = [name for name in self.fields if vocabulary().fields[name].get("fact") == fact]
        columns = [self._typed(name, fact) for name in names]
        out = columns[0]
        for other in columns[1:]:
            out = _first_known(out, other, load_law().facts[fact].type == "bool")
        return out

    def _typed(self, name: str, fact: str) -> Column:
        read = self.column(name)
        assert read is not None
        known = column(load_law().facts[fact], [*read.values, None])
        return (known[0][read.place], known[1][read.place]) if isinstance(known, tuple) else known[read.place]

    def stages(self) -> NDArray[np.int8]:
        """Stage codes by the stage column, else the office's name, else the default; -1 unknown."""
        out = np.full(self.rows, MISSING, np.int8)
        read = self.column("stage")
        if read is not None:
            out = _codes(read)
        office = self.column("office")
        if office is not None:
            of_office = np.array([*(_stage_of_office(str(v or "")) for v in office.values), MISSING], np.int8)[office.place]
            out = np.where(out < 0, of_office, out)
        default = self.defaults.get("stage")
        if default is not None:
            code = read_cell("stage", default).value
            out = np.where(out < 0, STAGES.index(code) if code else MISSING, out)
        return out.astype(np.int8)

    def days(self) -> NDArray[np.int32]:
        """The day each row is assessed for, as ordinals; -1 unknown."""
        stages = self.stages()
        out = np.full(self.rows, MISSING, np.int32)
        for code, stage in [*enumerate(STAGES), (MISSING, "prosecution")]:
            rows = stages == code
            for name in vocabulary().days[stage]:
                read = self.column(name)
                if read is not None:
                    ordinals = np.array([*(v.toordinal() if isinstance(v, date) else MISSING for v in read.values), MISSING], np.int32)[read.place]
                    out = np.where(rows & (out < 0), ordinals, out)
        return out.astype(np.int32)

    def corporations(self) -> NDArray[np.bool_]:
        """Rows whose suspect carries a company's name."""
        return self._matches("suspect", rf"(?i)^\s*(?:{'|'.join(vocabulary().companies)})\b")

    def offers(self) -> NDArray[np.int8]:
        """Whether RJ was ever offered: yes, no, unknown, or only mentioned in the notes."""
        out = np.where(self._matches("notes", "(?i)" + "|".join(vocabulary().offer_in_notes)), OFFER_IN_NOTES, OFFER_UNKNOWN)
        read = self.column("offered")
        if read is not None:
            said = np.array([*({True: OFFERED, False: NOT_OFFERED}.get(v, OFFER_UNKNOWN) for v in read.values), OFFER_UNKNOWN])[read.place]
            out = np.where(said != OFFER_UNKNOWN, said, out)
        return out.astype(np.int8)

    def problems(self) -> dict[int, list[str]]:
        """What has to be repaired, by row: slipped rows, unreadable cells, rows without day or stage."""
        out = {row: [sentence] for row, sentence in self.table.slips.items()}
        for row, sentence in self._said("problems"):
            out.setdefault(row, []).append(sentence)
        for row in np.flatnonzero(self.stages() < 0).tolist():
            out.setdefault(int(row), []).append("tahap perkara tidak diketahui; isi kolom Tahap atau Satker")
        for row in np.flatnonzero(self.days() < 0).tolist():
            out.setdefault(int(row), []).append("tanggal perkara tidak diketahui, sehingga aturan yang berlaku tidak dapat dipilih; isi tanggalnya")
        return out

    def notes(self) -> dict[int, list[str]]:
        """What was read but is worth a look, by row."""
        out: dict[int, list[str]] = {}
        for row, sentence in self._said("notes"):
            out.setdefault(row, []).append(sentence)
        for row in np.flatnonzero(self._matches("suspect", "(?i)" + "|".join(vocabulary().several))).tolist():
            out.setdefault(int(row), []).append("tampaknya lebih dari satu tersangka; tiap tersangka dinilai sendiri, pisahkan barisnya")
        return out

    def _said(self, what: str) -> Iterator[tuple[int, str]]:
        """Row and sentence for every problem, or every note, of a column that is read as more than text."""
        for name, header in self.fields.items():
            read = None if vocabulary().fields[name]["kind"] == "text" else self.column(name)
            for place, sentence in (getattr(read, what) if read else {}).items():
                for row in np.flatnonzero(read.place == place):  # type: ignore[union-attr]
                    yield int(row), f"{header}: {sentence}"

    def _matches(self, name: str, pattern: str) -> NDArray[np.bool_]:
        series = self.texts(name)
        return np.zeros(self.rows, np.bool_) if series is None else series.str.contains(pattern).fill_null(False).to_numpy()


def read_docket(path: Path, *, mapping: Path | None = None, sheet: str | None = None) -> Docket | TableProblem:
    """Read a docket file. Raises InputProblem for a mapping file that cannot be used or a doubled column."""
    own: OfficeMapping | None = read_mapping(mapping) if mapping else None
    table = read_table(path, sheet=sheet, mapping=own)
    if isinstance(table, TableProblem):
        return table
    return Docket(table, recognise(table.headers, own), own.defaults if own else {})


def _read(name: str, series: pl.Series) -> ReadField:
    """Read each distinct text once; plain digits and ISO dates, of which a docket may hold a million, are read by polars."""
    import polars as pl

    kind = vocabulary().fields[name]["kind"]
    unique = pl.DataFrame({"text": series.unique(maintain_order=True).drop_nulls()}).with_row_index("place")
    place = pl.DataFrame({"text": series}).join(unique, on="text", how="left", maintain_order="left")["place"]
    values: list[Any] = _plain(kind, unique["text"])
    problems, notes = {}, {}
    for i, (value, text) in enumerate(zip(values, unique["text"], strict=True)):
        if value is None:
            read = read_cell(name, text)
            values[i] = read.value
            if read.problem:
                problems[i] = read.problem
            if read.note:
                notes[i] = read.note
    return ReadField(values, place.cast(pl.Int32).fill_null(MISSING).to_numpy(), problems, notes)


def _plain(kind: str, texts: pl.Series) -> list[Any]:
    import polars as pl

    if kind == "rupiah":
        plain = texts.str.contains(r"^[1-9]\d{3,14}$")
        return pl.DataFrame({"t": texts, "p": plain}).select(pl.when("p").then(pl.col("t")).cast(pl.Int64, strict=False))["t"].to_list()
    if kind == "date":
        return texts.str.to_date("%Y-%m-%d", strict=False).to_list()
    return [None] * len(texts)


def _codes(read: ReadField) -> NDArray[np.int8]:
    return np.array([*(STAGES.index(v) if v else MISSING for v in read.values), MISSING], np.int8)[read.place]


def _stage_of_office(office: str) -> int:
    words = set(_words(office))
    for stage, names in vocabulary().stages.items():
        if any(set(name.split()) <= words for name in names):
            return STAGES.index(stage)
    return MISSING


def _words(text: str) -> Iterator[str]:
    yield from (key(word) for word in re.split(r"[\s./,-]+", text) if word)


def _first_known(first: Column, then: Column, truth: bool) -> Column:
    assert isinstance(first, np.ndarray) and isinstance(then, np.ndarray)
    return np.where((first == 0) if truth else (first < 0), then, first)
