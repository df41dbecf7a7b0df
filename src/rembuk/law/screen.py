"""A whole docket at once: for every row the finding, which conditions fail, which are open, and the next fact to ask.

Results are codes, not text: citations and questions are looked up by place. Columns are those of `columnar`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rembuk.law import columnar
from rembuk.law.assess import FINDINGS
from rembuk.law.columnar import BLOCK, Column, Plan
from rembuk.law.facts import Fact
from rembuk.law.library import Law
from rembuk.law.rails import Rails, RowPlaces, build

NO_QUESTION = -1


@dataclass(frozen=True, slots=True)
class Screened:
    """One instrument over a docket, row for row.

    `finding`: 1 eligible, -1 not, 0 unknown, 2 conflict. `applies`: 1, 0, -1. `failed`, `open`: bit i set when condition i (of
    `conditions`) blocks, or is not yet decided or disputed. `next_fact`: place in `facts` of the fact to ask, -1 when none.
    """

    conditions: tuple[str, ...]
    facts: tuple[str, ...]
    finding: NDArray[np.int8]
    applies: NDArray[np.int8]
    failed: NDArray[Any]
    open: NDArray[Any]
    next_fact: NDArray[np.int8]

    def words(self) -> list[str]:
        """The findings as words."""
        return [FINDINGS[int(code)] for code in self.finding]


class Screener:
    """One instrument made ready for columns; only its first question is answered."""

    def __init__(self, rails: Rails, declared: Mapping[str, Fact]) -> None:
        if len(rails.program.facts) > 64:
            raise ValueError(f"{len(rails.program.facts)} fakta; paling banyak 64 untuk satu pertanyaan")
        self.rails, self.declared = rails, declared
        self.plan: Plan = columnar.plan(rails.program, declared)
        _, self.places, self.low, self.high = rails.questions[0]
        self.always = "applies" in rails.program.outputs and columnar.is_fixed(rails.program, rails.applies)
        self._mask_type = np.dtype("<u1" if len(self.places) <= 8 else "<u2" if len(self.places) <= 16 else "<u8")

    @classmethod
    def of(cls, law: Law, instrument_id: str) -> Screener:
        """A screener for an instrument of the law."""
        return cls(build(law.instrument(instrument_id), law.definitions, {}, primary_only=True), law.facts)

    def answers(self, columns: Mapping[str, Column], rows: int) -> NDArray[np.int8]:
        """Only the findings."""
        out = np.empty(rows, np.int8)
        for start, block, size in self._blocks(columns, rows):
            out[start : start + size] = self._outcome(columnar.run_block(self.plan, block))
        return out

    def screen(self, columns: Mapping[str, Column], rows: int) -> Screened:
        """Findings with failed and open conditions and the next fact; columns that are absent are missing in every row."""
        finding, applies, nexts = np.empty(rows, np.int8), np.empty(rows, np.int8), np.full(rows, NO_QUESTION, np.int8)
        failed, opened = np.zeros(rows, self._mask_type), np.zeros(rows, self._mask_type)
        for start, block, size in self._blocks(columns, rows):
            values = columnar.run_block(self.plan, block)
            here = slice(start, start + size)
            finding[here] = self._outcome(values)
            applies[here] = values[self.rails.applies]
            self._mark(values, failed[here], opened[here])
        unknown = np.flatnonzero(finding == 0)
        for start in range(0, unknown.size, BLOCK):
            rows_here = unknown[start : start + BLOCK]
            nexts[rows_here] = self._next(
                {
                    name: _rows(column, rows_here)
                    for name, column in columns.items()
                    if name in self.rails.program.facts
                },
                rows_here.size,
            )
        ids = tuple(place.row.id for place in self.places)
        return Screened(ids, self.rails.program.facts, finding, applies, failed, opened, nexts)

    def _blocks(self, columns: Mapping[str, Column], rows: int) -> Any:
        missing = {
            name: columnar.missing_column(self.declared[name], min(rows, BLOCK))
            for name in self.rails.program.facts
            if name not in columns
        }
        given = [name for name in self.rails.program.facts if name in columns]
        for start in range(0, rows, BLOCK):
            size = min(BLOCK, rows - start)
            block: dict[str, Any] = {name: column[:size] for name, column in missing.items()}
            for name in given:
                column = columns[name]
                here = slice(start, start + size)
                block[name] = (column[0][here], column[1][here]) if isinstance(column, tuple) else column[here]
            yield start, block, size

    def _outcome(self, values: list[Any]) -> Any:
        low, high = values[self.low], values[self.high]
        if not self.always:
            low, high = np.minimum(values[self.rails.applies], low), np.minimum(values[self.rails.applies], high)
        if self.low == self.high:
            return low
        return _both(low, high)

    def _mark(self, values: list[Any], failed: NDArray[Any], opened: NDArray[Any]) -> None:
        """Set the bits byte by byte: a truth's own top bit says no, its lowest bit (clear) says unknown or disputed."""
        bytes_failed = failed.view(np.uint8).reshape(len(failed), -1)
        bytes_open = opened.view(np.uint8).reshape(len(opened), -1)
        for at in range(0, len(self.places), 8):
            no, undecided = np.zeros(len(failed), np.uint8), np.zeros(len(failed), np.uint8)
            for bit, place in enumerate(self.places[at : at + 8]):
                truth = np.asarray(_passes(place, values), np.int8).view(np.uint8)
                no |= (truth & np.uint8(128)) >> np.uint8(7 - bit)
                undecided |= (~truth & np.uint8(1)) << np.uint8(bit)
            bytes_failed[:, at // 8], bytes_open[:, at // 8] = no, undecided

    def _next(self, columns: Mapping[str, Column], rows: int) -> Any:
        """The first missing fact of the open condition that hangs on the fewest, as `scalar.ask_order` chooses it."""
        _, block, _ = next(self._blocks(columns, rows))
        values = columnar.run_block(self.plan, block)
        walk = columnar.missing_bits(self.rails.program, values, block, self.declared)
        best: Any = np.zeros(rows, np.uint8)
        fewest: Any = np.full(rows, 255, np.uint8)
        for operations in [(self.rails.applies,), *((place.pass_low, place.pass_high) for place in self.places)]:
            mask = walk(operations[0])
            if operations[0] != operations[-1]:
                mask = mask | walk(operations[-1])
            if not mask.ndim:  # decided in every row
                continue
            count = np.bitwise_count(mask) - np.uint8(1)  # none missing becomes 255, the last choice
            better = count < fewest
            best = np.where(better, mask, best)
            fewest = np.minimum(count, fewest)
        lowest = best & (~best + best.dtype.type(1))
        return np.where(best > 0, np.bitwise_count(lowest - best.dtype.type(1)), NO_QUESTION).astype(np.int8)


def _rows(column: Column, rows: NDArray[np.int64]) -> Column:
    return (column[0][rows], column[1][rows]) if isinstance(column, tuple) else column[rows]


def _both(low: Any, high: Any) -> Any:
    """As `assess`: the common value, 2 where the strict way says no and the favourable way yes, else 0."""
    same = np.where(low == high, low, np.int8(0))
    return np.where((low < 0) & (high > 0), np.int8(2), same)


def _passes(place: RowPlaces, values: list[Any]) -> Any:
    return (
        values[place.pass_low]
        if place.pass_low == place.pass_high
        else _both(values[place.pass_low], values[place.pass_high])
    )
