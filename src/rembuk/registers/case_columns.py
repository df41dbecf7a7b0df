"""From a docket's cells to the columns the law reads: days, stages, charges, ages, amounts, answers.

Each distinct text of charges is read once for each age of the law it may belong to, because which code a number means depends
on the day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rembuk.law.charge_facts import charge_facts
from rembuk.law.charges import ChargeReading, read_charges
from rembuk.law.columnar import Column
from rembuk.law.columns import column
from rembuk.law.derive import completed_years
from rembuk.law.library import Law
from rembuk.law.offences import Catalogue
from rembuk.registers.docket import Docket

#: Ages next to a limit of the law: an age of today may have been one less at the act.
LIMIT_AGES = (12, 14, 18)
MISSING = -1


@dataclass(frozen=True)
class CaseColumns:
    """What the law reads of a docket. `reading[i]` is the place of row i's charges in `readings`, -1 where none are written."""

    columns: dict[str, Column]
    on: NDArray[np.int32]
    stage: NDArray[np.int8]
    readings: list[ChargeReading]
    reading: NDArray[np.int32]
    cell_problems: dict[int, list[str]]
    docket: Docket

    @cached_property
    def cell_notes(self) -> dict[int, list[str]]:
        """Notes on cells, by row; made only when somebody reads them, because a docket may have one in every row."""
        return self.docket.notes()

    @cached_property
    def rows_to_repair(self) -> NDArray[np.int64]:
        """The rows that have a problem, in order."""
        bad = np.array([*(bool(r.problems) for r in self.readings), False])
        marked = bad[self.reading]
        marked[list(self.cell_problems)] = True
        return np.flatnonzero(marked)

    def problems_of(self, row: int) -> list[str]:
        """What could not be read in a row, and what to write instead."""
        reading = self._reading(row)
        return [*self.cell_problems.get(row, []), *(f"{p.fragment}: {p.id}" for p in (reading.problems if reading else ()))]

    def notes_of(self, row: int) -> list[str]:
        """What was read in a row but is worth a look."""
        reading = self._reading(row)
        if reading is None:
            return self.cell_notes.get(row, [])
        several = ["beberapa tersangka dengan pasal sendiri-sendiri; nilai masing-masing dengan `rembuk assess`"] if len(reading.suspects) > 1 else []
        return [*self.cell_notes.get(row, []), *(note for charge in reading.charges for note in charge.notes), *several]

    def _reading(self, row: int) -> ChargeReading | None:
        place = int(self.reading[row])
        return self.readings[place] if place >= 0 else None


def case_columns(docket: Docket, law: Law, catalogue: Catalogue) -> CaseColumns:
    """Read a whole docket. Nothing is dropped: what could not be read is a problem of its row."""
    on, stage = docket.days(), docket.stages()
    columns = {name: docket.fact_column(name) for name in docket.facts() if name in law.facts}
    acted = columns.get("acted_on", np.full(docket.rows, MISSING, np.int32))
    readings, reading = _read_charges(docket, np.asarray(acted), on, catalogue)
    columns |= _charge_columns(law, readings, reading, catalogue)
    columns["decided_on"], columns["stage"] = on, stage
    columns["by_corporation"] = np.where(docket.corporations(), 1, -1).astype(np.int8)
    columns["subject"] = docket.corporations().astype(np.int8)
    _ages(columns, docket.rows)
    return CaseColumns(columns, on, stage, readings, reading, docket.problems(), docket)


def _read_charges(
    docket: Docket, acted: NDArray[Any], on: NDArray[np.int32], catalogue: Catalogue
) -> tuple[list[ChargeReading], NDArray[np.int32]]:
    """Every distinct pair of text and age of the law, read once."""
    import polars as pl

    texts = docket.texts("charges")
    if texts is None:
        return [], np.full(docket.rows, MISSING, np.int32)
    turns = _turning_days(catalogue)
    frame = pl.DataFrame({"text": texts, "acted": _age_of_law(acted, turns), "seen": _age_of_law(on, turns)})
    unique = frame.unique(maintain_order=True).filter(pl.col("text").is_not_null()).with_row_index("place")
    places = frame.join(unique, on=["text", "acted", "seen"], how="left", maintain_order="left", nulls_equal=True)["place"]
    readings = [
        read_charges(text, acted_on=_day_in(acted_age, turns), seen_on=_day_in(seen_age, turns), catalogue=catalogue)
        for text, acted_age, seen_age in unique.select("text", "acted", "seen").iter_rows()
    ]
    return readings, places.cast(pl.Int32).fill_null(MISSING).to_numpy()


def _turning_days(catalogue: Catalogue) -> NDArray[np.int32]:
    """The days on which some offence begins, or has ended."""
    days = {o.in_force_from.toordinal() for o in catalogue} | {o.in_force_to.toordinal() + 1 for o in catalogue if o.in_force_to}
    return np.array(sorted(days), np.int32)


def _age_of_law(days: NDArray[Any], turns: NDArray[np.int32]) -> NDArray[np.int32]:
    """Between which turning days a day lies; -1 for an unknown day."""
    return np.where(days < 0, MISSING, np.searchsorted(turns, days, side="right")).astype(np.int32)


def _day_in(age: int, turns: NDArray[np.int32]) -> date | None:
    """A day that stands for its age of the law."""
    if age < 0:
        return None
    return date.fromordinal(int(turns[age - 1]) if age else int(turns[0]) - 1)


def _charge_columns(law: Law, readings: Sequence[ChargeReading], reading: NDArray[np.int32], catalogue: Catalogue) -> dict[str, Column]:
    rows = [charge_facts(r.charges, catalogue) for r in readings] or [{}]
    nothing: Mapping[str, Any] = {}
    names = [name for name in charge_facts((), catalogue) if name in law.facts]
    out: dict[str, Column] = {}
    for name in names:
        known = column(law.facts[name], [row.get(name) for row in (*rows, nothing)])
        out[name] = (known[0][reading], known[1][reading]) if isinstance(known, tuple) else known[reading]
    return out


def _ages(columns: dict[str, Column], rows: int) -> None:
    """The age at the act: from birth date and act where both stand, else the written age, as limits next to 12, 14 and 18."""
    written = columns.get("age_at_act")
    if written is None:
        written = np.full(rows, MISSING, np.int32)
    assert isinstance(written, np.ndarray)
    low, high = written.astype(np.int64), written.astype(np.int64)
    low = np.where(np.isin(written, LIMIT_AGES), low - 1, low)
    birth, acted = columns.get("birth_date"), columns.get("acted_on")
    if isinstance(birth, np.ndarray) and isinstance(acted, np.ndarray):
        for row in np.flatnonzero((birth > 0) & (acted >= birth)):
            low[row] = high[row] = completed_years(date.fromordinal(int(birth[row])), date.fromordinal(int(acted[row])))
    columns["age_at_act"] = high if (low == high).all() else (low, high)
