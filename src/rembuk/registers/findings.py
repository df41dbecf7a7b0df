"""Findings over a docket, row for row: which rules govern a row, what each finds and why, and the one thing to ask next.

A *pattern* is one combination of finding, failed and open conditions; a docket of a million rows has a few hundred. Sentences are
made once for each pattern and looked up for each row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rembuk.law.assess import FINDINGS
from rembuk.law.columnar import Column
from rembuk.law.facts import Fact
from rembuk.law.instrument import STAGES, Instrument
from rembuk.law.library import Law
from rembuk.law.report import FINDING_WORDS
from rembuk.law.screen import Screened, Screener

#: Bits left for failed and open conditions in a 64-bit key: finding, applies and next fact take the others.
_PACKED_CONDITIONS = 52

_OPENING = {"unknown": "belum diketahui", "conflict": "diperselisihkan"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one instrument finds for every row that looks alike to it."""

    instrument: Instrument
    finding: str
    applies: str
    blocking: tuple[str, ...]
    open: tuple[str, ...]
    next_fact: str | None

    def why(self) -> str:
        """The deciding conditions in words, with their articles."""
        if self.finding == "eligible":
            return "semua syarat terpenuhi"
        said = "; ".join(self._said(row_id) for row_id in (self.blocking if self.finding == "not_eligible" else self.open))
        if self.applies == "unknown" and self.finding == "unknown":
            return f"berlakunya aturan ini belum pasti{'; belum diketahui: ' + said if said else ''}"
        return said if self.finding == "not_eligible" else f"{_OPENING[self.finding]}: {said}"

    def _said(self, row_id: str) -> str:
        row = self.instrument.provision(row_id)
        if self.finding != "not_eligible":
            return f"{row.says} [{row.cite}]"
        excluded = row_id in self.instrument.questions[0].none
        return f"{'termasuk yang dikecualikan' if excluded else 'tidak terpenuhi'}: {row.says} [{row.cite}]"

    def name(self) -> str:
        """The instrument's short name; practice is marked."""
        return self.instrument.short + (" (praktik)" if self.instrument.kind == "practice" else "")

    def label(self) -> str:
        """The finding in words."""
        return FINDING_WORDS[self.finding].lower()


@dataclass(frozen=True, slots=True)
class InstrumentFindings:
    """One instrument over the docket: `pattern[i]` is the place of row i's pattern, -1 where the instrument does not govern."""

    instrument: Instrument
    patterns: tuple[Pattern, ...]
    pattern: NDArray[np.int32]


def find(law: Law, columns: Mapping[str, Column], on: NDArray[np.int32], stage: NDArray[np.int8]) -> list[InstrumentFindings]:
    """Every instrument that governs at least one row: those on restorative justice before related ones, law before practice, newer
    law first. `on`: ordinals, -1 unknown; `stage`: codes, -1 unknown.

    A row without day or stage is governed by nothing: which law it meets cannot be said.
    """
    found = [_find_one(law, law.instrument(i), columns, on, stage) for i in law.ids]
    return sorted((one for one in found if one is not None), key=lambda one: one.instrument.rank)


def _find_one(
    law: Law, instrument: Instrument, columns: Mapping[str, Column], on: NDArray[np.int32], stage: NDArray[np.int8]
) -> InstrumentFindings | None:
    held = instrument.in_force
    governs = (on >= held.first.toordinal()) & np.isin(stage, [STAGES.index(name) for name in instrument.stages])
    if held.last:
        governs &= on <= held.last.toordinal()
    rows = np.flatnonzero(governs)
    if not rows.size:
        return None
    everywhere = rows.size == len(on)
    screener = Screener.of(law, instrument.id)
    asked = {name: columns[name] for name in screener.rails.program.facts if name in columns}
    screened = screener.screen(asked if everywhere else {name: _take(column, rows) for name, column in asked.items()}, rows.size)
    keys, inverse = _patterns(screened)
    pattern = np.full(len(on), -1, np.int32)
    pattern[rows] = inverse
    return InstrumentFindings(instrument, tuple(_pattern(instrument, screened, int(first)) for first in keys), _without(screened, pattern, rows))


def _without(screened: Screened, pattern: NDArray[np.int32], rows: NDArray[np.int64]) -> NDArray[np.int32]:
    """Rows to which the instrument surely does not apply have no finding by it."""
    pattern[rows[screened.applies < 0]] = -1
    return pattern


def _take(column: Column, rows: NDArray[np.int64]) -> Column:
    return (column[0][rows], column[1][rows]) if isinstance(column, tuple) else column[rows]


def _patterns(screened: Screened) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The first row of each pattern, and each row's pattern. Keys are packed where they fit, so that a million rows sort quickly."""
    import polars as pl

    columns = {"f": screened.finding, "a": screened.applies, "x": screened.failed, "o": screened.open, "n": screened.next_fact}
    width = len(screened.conditions)
    if 2 * width <= _PACKED_CONDITIONS:
        small = (screened.finding + 1).astype(np.uint64) << 9 | (screened.applies + 1).astype(np.uint64) << 7 | (screened.next_fact + 1).astype(np.uint64)
        columns = {"k": (small << 2 * width) | (screened.failed.astype(np.uint64) << width) | screened.open}
    frame = pl.DataFrame(columns).with_row_index("row")
    key = list(columns)
    unique = frame.group_by(key, maintain_order=True).agg(pl.col("row").first()).with_row_index("pattern")
    pattern = frame.select(key).join(unique, on=key, how="left", maintain_order="left")["pattern"]
    return unique["row"].to_numpy().astype(np.int64), pattern.to_numpy().astype(np.int32)


def _pattern(instrument: Instrument, screened: Screened, row: int) -> Pattern:
    failed, opened = int(screened.failed[row]), int(screened.open[row])
    place = int(screened.next_fact[row])
    return Pattern(
        instrument, FINDINGS[int(screened.finding[row])], {1: "yes", 0: "unknown", -1: "no"}[int(screened.applies[row])],
        tuple(name for i, name in enumerate(screened.conditions) if failed >> i & 1),
        tuple(name for i, name in enumerate(screened.conditions) if opened >> i & 1),
        screened.facts[place] if place >= 0 else None,
    )  # fmt: skip


def next_questions(law: Law, found: Sequence[InstrumentFindings], rows: int, known: Mapping[str, NDArray[np.bool_]]) -> tuple[list[Fact | None], NDArray[np.int32]]:
    """For each row the place of the fact to ask in the returned list (0: nothing to ask).

    The first instrument on restorative justice that is still open names the question. A computed fact is asked through its first input that the row does not have (`known`).
    """
    facts: list[Fact | None] = [None]
    places: dict[str, int] = {}
    out = np.zeros(rows, np.int32)
    for one in (f for f in found if f.instrument.purpose == "restorative"):
        wanted = np.array([_place(law, p.next_fact, facts, places) for p in one.patterns] + [0], np.int32)
        mine = wanted[one.pattern]
        out = np.where(out == 0, mine, out)
    return facts, _through_inputs(law, facts, places, out, known)


def decides_rj(instrument: Instrument) -> bool:
    """Whether its finding says that restorative justice is open: law, and not a related matter."""
    return instrument.kind == "law" and instrument.purpose == "restorative"


def _place(law: Law, name: str | None, facts: list[Fact | None], places: dict[str, int]) -> int:
    if name is None:
        return 0
    if name not in places:
        places[name] = len(facts)
        facts.append(law.facts[name])
    return places[name]


def _through_inputs(
    law: Law, facts: list[Fact | None], places: dict[str, int], out: NDArray[np.int32], known: Mapping[str, NDArray[np.bool_]]
) -> NDArray[np.int32]:
    for place in range(1, len(facts)):
        fact = facts[place]
        if fact is None or not fact.inputs:
            continue
        rows = np.flatnonzero(out == place)
        for name in fact.inputs:
            lacking = rows[~known[name][rows]] if name in known else rows
            out[lacking] = _place(law, name, facts, places)
            rows = np.setdiff1d(rows, lacking, assume_unique=True)
        out[rows] = _place(law, fact.inputs[0], facts, places)
    return out


def row_findings(found: Sequence[InstrumentFindings], row: int) -> Iterator[Pattern]:
    """The patterns of one row, one for each instrument that governs it."""
    for one in found:
        place = int(one.pattern[row])
        if place >= 0:
            yield one.patterns[place]


def pattern_json(pattern: Pattern) -> dict[str, Any]:
    """One finding of a row as JSON values."""
    return {
        "instrument": pattern.instrument.id, "short": pattern.instrument.short, "kind": pattern.instrument.kind,
        "hash": pattern.instrument.digest, "applies": pattern.applies, "finding": pattern.finding,
        "conditions": [_condition(pattern, i, "blocks") for i in pattern.blocking]
        + [_condition(pattern, i, "disputed" if pattern.finding == "conflict" else "open") for i in pattern.open],
        "why": pattern.why(), "next_fact": pattern.next_fact,
    }  # fmt: skip


def _condition(pattern: Pattern, row_id: str, effect: str) -> dict[str, str]:
    row = pattern.instrument.provision(row_id)
    return {"id": row.id, "effect": effect, "cite": row.cite, "confidence": row.confidence, "says": row.says, "says_en": row.says_en}
