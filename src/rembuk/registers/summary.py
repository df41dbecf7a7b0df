"""What a screened docket adds up to: who qualifies, under what, who was never offered, and what is missing most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rembuk.law.assess import FINDINGS
from rembuk.law.facts import Fact
from rembuk.law.report import FINDING_WORDS
from rembuk.registers.docket import NOT_OFFERED, OFFER_IN_NOTES, OFFER_UNKNOWN, OFFERED
from rembuk.registers.findings import InstrumentFindings, decides_rj

MOST_MISSING = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a docket; every number is a count of rows. `offers`: the qualifying rows by offer code."""

    rows: int
    unread: int
    with_problems: int
    by_instrument: tuple[tuple[str, str, int], ...]
    qualifying: int
    offers: dict[int, int]
    conflicts: int
    questions: tuple[tuple[str, int], ...]
    law: str
    catalogue: str

    def lines(self) -> Iterator[tuple[str, Any]]:
        """Label and number, in the order of a page."""
        yield "Baris dalam docket", self.rows
        yield "Baris yang tidak dapat dinilai (tanggal atau tahap tidak terbaca)", self.unread
        yield "Baris dengan sesuatu yang perlu diperbaiki", self.with_problems
        yield "Memenuhi syarat RJ menurut sekurangnya satu aturan (praktik tidak dihitung)", self.qualifying
        yield "  di antaranya tercatat tidak pernah ditawari", self.offers[NOT_OFFERED]
        yield "  di antaranya belum diketahui ditawari atau tidak", self.offers[OFFER_UNKNOWN]
        yield "  di antaranya keterangannya menyebut RJ", self.offers[OFFER_IN_NOTES]
        yield "  di antaranya tercatat sudah ditawari", self.offers[OFFERED]
        yield "Bacaan berselisih, menunggu keputusan orang", self.conflicts
        yield "Menurut tiap aturan", ""
        for short, finding, count in self.by_instrument:
            yield f"  {short}: {FINDING_WORDS[finding].lower()}", count
        yield "Yang paling sering belum diketahui", ""
        for question, count in self.questions:
            yield f"  {question}", count
        yield "Digest hukum yang dipakai", self.law
        yield "Digest katalog tindak pidana", self.catalogue


def summarise(
    found: Sequence[InstrumentFindings], facts: Sequence[Fact | None], question: NDArray[np.int32], offered: NDArray[np.int8],
    governed: NDArray[np.bool_], problems: int, law: str, catalogue: str,
) -> Summary:  # fmt: skip
    """Count. `offered`: the four offer codes; `governed`: rows with a day and a stage."""
    rows = len(question)
    eligible, conflict = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)
    by_instrument: list[tuple[str, str, int]] = []
    for one in found:
        codes = _codes(one)
        by_instrument += [(one.patterns[0].name(), FINDINGS[c], int((codes == c).sum())) for c in (1, 2, 0, -1) if (codes == c).any()]
        if decides_rj(one.instrument):
            eligible |= codes == 1
            conflict |= codes == 2
    counts = np.bincount(question, minlength=len(facts))
    ranked = sorted(((int(counts[i]), fact) for i, fact in enumerate(facts) if fact and counts[i]), key=lambda pair: -pair[0])
    return Summary(
        rows, int((~governed).sum()), problems, tuple(by_instrument), int(eligible.sum()),
        {code: int((eligible & (offered == code)).sum()) for code in (NOT_OFFERED, OFFER_UNKNOWN, OFFER_IN_NOTES, OFFERED)},
        int((conflict & ~eligible).sum()), tuple((fact.question, n) for n, fact in ranked[:MOST_MISSING]), law, catalogue,
    )  # fmt: skip


def _codes(one: InstrumentFindings) -> NDArray[np.int8]:
    """Each row's finding code; 3 where the instrument does not govern the row."""
    words = {word: code for code, word in FINDINGS.items()}
    table = np.array([*(words[p.finding] for p in one.patterns), 3], np.int8)
    return table[one.pattern]
