"""Screening a docket from file to files: read, ask the law, write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rembuk.law.facts import Fact, InputProblem
from rembuk.law.instrument import STAGES
from rembuk.law.library import Law, load_law
from rembuk.law.offences import Catalogue, load_catalogue
from rembuk.registers.case_columns import CaseColumns, case_columns
from rembuk.registers.docket import (
    NOT_OFFERED,
    OFFER_IN_NOTES,
    OFFER_UNKNOWN,
    OFFERED,
    Docket,
    TableProblem,
    read_docket,
)
from rembuk.registers.findings import InstrumentFindings, find, next_questions
from rembuk.registers.findings_files import print_table, refuse_overwriting, write_csv, write_json
from rembuk.registers.summary import Summary, summarise

#: Rows shown in a terminal; the files have them all.
MOST_SHOWN = 40
_STAGE_LABELS = {"village": "desa", "police": "kepolisian", "prosecution": "penuntutan", "court": "pengadilan"}
_OFFER_TEXTS = {OFFERED: "ya", NOT_OFFERED: "belum pernah", OFFER_UNKNOWN: "belum diketahui", OFFER_IN_NOTES: "disebut di keterangan"}


@dataclass(frozen=True)
class Screening:
    """A docket with everything the law finds about it; row numbers here count from 0, `lines` are those of the file."""

    docket: Docket
    law: Law
    catalogue: Catalogue
    read: CaseColumns
    found: list[InstrumentFindings]
    question_facts: list[Fact | None]
    question: NDArray[np.int32]
    offered: NDArray[np.int8]
    summary: Summary
    progress: Callable[[int], None]

    stage_words = STAGES

    @property
    def rows(self) -> int:
        """How many rows the docket has."""
        return self.docket.rows

    @cached_property
    def lines(self) -> NDArray[np.int64]:
        """Each row's line or row number in the file."""
        return np.asarray(self.docket.lines)

    @property
    def headers(self) -> tuple[str, ...]:
        """The docket's own column names."""
        return self.docket.headers

    @property
    def stage(self) -> NDArray[np.int8]:
        """Stage codes, -1 unknown."""
        return self.read.stage

    def day_text(self, row: int) -> str | None:
        """The row's day in ISO form, None when unknown."""
        day = int(self.read.on[row])
        return date.fromordinal(day).isoformat() if day > 0 else None

    def day_texts(self, start: int, end: int) -> Any:
        """The days of several rows."""
        import polars as pl

        days = self.read.on[start:end].astype(np.int32) - date(1970, 1, 1).toordinal()
        return pl.Series(days).cast(pl.Date).set(pl.Series(self.read.on[start:end] < 0), None)

    def stage_word(self, row: int) -> str | None:
        """The row's stage, None when unknown."""
        code = int(self.read.stage[row])
        return STAGES[code] if code >= 0 else None

    def stage_label(self, row: int) -> str:
        """The row's stage in Indonesian."""
        return _STAGE_LABELS.get(self.stage_word(row) or "", "belum diketahui")

    def cells(self, row: int) -> dict[str, str | None]:
        """The row exactly as written."""
        return self.docket.cells(row)

    def written(self, row: int, field: str) -> str:
        """One recognised cell as written, empty when there is none."""
        return self.docket.text(field, row) or ""

    def charges_of(self, row: int) -> list[dict[str, Any]]:
        """The row's charges as read."""
        from rembuk.law.charge_report import charges_json

        place = int(self.read.reading[row])
        return charges_json(self.read.readings[place]) if place >= 0 else []

    def charges_text(self, row: int) -> str:
        """The row's charges in words."""
        place = int(self.read.reading[row])
        if place < 0:
            return "tidak tertulis"
        charges = self.read.readings[place].charges
        names = [[f"{self.catalogue[i].name} ({self.catalogue[i].label})" for i in charge.candidates] for charge in charges]
        return "\n".join(" atau ".join(known) or f"tidak terbaca: {charge.written}" for charge, known in zip(charges, names, strict=True))

    def title_of(self, row: int) -> str:
        """The row in a few words."""
        parts = [self.written(row, "suspect"), self.written(row, "office"), self.written(row, "charges"), self.day_text(row) or "tanggal belum diketahui"]
        return ", ".join(part for part in (*parts, self.stage_label(row)) if part)

    def offered_of(self, row: int) -> bool | None:
        """Whether RJ was ever offered; None unknown. A mention in the notes is no answer."""
        return {OFFERED: True, NOT_OFFERED: False}.get(int(self.offered[row]))

    def offered_text(self, row: int) -> str:
        """The same in words."""
        return _OFFER_TEXTS[int(self.offered[row])]


def screen(docket: Docket, law: Law, catalogue: Catalogue, progress: Callable[[int], None] = lambda row: None) -> Screening:
    """Ask the law about every row of a docket."""
    read = case_columns(docket, law, catalogue)
    found = find(law, read.columns, read.on, read.stage)
    known = {name: _known(column, law.facts[name]) for name, column in read.columns.items()}
    known["charges"] = read.reading >= 0
    facts, question = next_questions(law, found, docket.rows, known)
    offered = docket.offers()
    governed = (read.on > 0) & (read.stage >= 0)
    summary = summarise(found, facts, question, offered, governed, len(read.rows_to_repair), law.digest, catalogue.digest)
    return Screening(docket, law, catalogue, read, found, facts, question, offered, summary, progress)


def _known(column: Any, fact: Fact) -> NDArray[np.bool_]:
    low = column[0] if isinstance(column, tuple) else column
    return np.asarray(low != 0 if fact.type == "bool" else low >= 0)


def screen_file(
    path: Path, *, xlsx: Path | None, csv: Path | None, json: Path | None, mapping: Path | None, sheet: str | None, force: bool, show: bool
) -> int:
    """The command: read, screen, write the files named, print the summary and with `show` the rows. Raises InputProblem for what
    cannot be used."""
    outputs = [out for out in (xlsx, csv, json) if out]
    if len({out.resolve() for out in outputs} | {path.resolve()}) <= len(outputs):
        raise InputProblem("dua berkas hasil bernama sama, atau hasil akan menimpa docketnya; pakai nama yang berbeda")
    refuse_overwriting(outputs, force)
    docket = read_docket(path, mapping=mapping, sheet=sheet)
    if isinstance(docket, TableProblem):
        raise InputProblem(docket.id)
    for remark in docket.remarks():
        print(f"Catatan: {remark.id}", file=sys.stderr)
    with _bar(docket.rows * max(len(outputs), 1)) as progress:
        screening = screen(docket, load_law(), load_catalogue(), progress)
        if csv:
            write_csv(screening, csv)
        if json:
            write_json(screening, json)
        if xlsx:
            from rembuk.registers.workbook import write_workbook

            write_workbook(screening, xlsx)
    print_table(screening, sys.stdout, limit=MOST_SHOWN if show else 0)
    if outputs:
        print("Ditulis: " + ", ".join(map(str, outputs)))
    return 0


def free_name(docket: Path) -> Path:
    """A name for the workbook of a docket in the current folder that no file has yet."""
    names = (Path(f"{docket.stem}-temuan{number}.xlsx") for number in chain([""], (f"-{n}" for n in count(2))))
    return next(name for name in names if not name.exists())


class _bar:
    """A progress bar on standard error that shows only when the work takes longer than a second."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0

    def __enter__(self) -> Callable[[int], None]:
        from tqdm import tqdm

        self.tqdm = tqdm(total=self.total, delay=1, unit="baris", file=sys.stderr, disable=None)
        return self.to

    def to(self, row: int) -> None:
        """Rows done in the file being written; a new file starts again from 0."""
        self.tqdm.update(max(0, row - self.done) if row >= self.done else row)
        self.done = row

    def __exit__(self, *error: object) -> None:
        self.tqdm.close()
