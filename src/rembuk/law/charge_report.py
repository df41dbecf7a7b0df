"""Charges as read, and old code against new, as JSON values and as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rembuk.law.charges import ChargeReading
    from rembuk.law.comparison import Comparison
    from rembuk.law.offences import Catalogue


def charges_json(reading: ChargeReading | None) -> list[dict[str, Any]]:
    """The charges as read, with what could not be read."""
    if reading is None:
        return []
    read = [
        {"written": c.written, "offences": list(c.candidates), "link": c.link, "joined": list(c.joined), "adjusts": list(c.adjusts),
         "suspect": c.suspect, "notes": list(c.notes)}
        for c in reading.charges
    ]  # fmt: skip
    return read + [
        {"written": p.fragment, "offences": [], "problem": p.id, "problem_en": p.en} for p in reading.problems
    ]


def charges_lines(reading: ChargeReading | None, catalogue: Catalogue) -> Iterator[str]:
    """The charges as read, one line each."""
    for charge in reading.charges if reading else ():
        names = " atau ".join(
            f"{catalogue[i].name} ({catalogue[i].law} {catalogue[i].article})" for i in charge.candidates
        )
        yield f"Pasal: {charge.written} = {names or 'tidak terbaca'}"
        yield from (f"  catatan: {note}" for note in charge.notes)
    for problem in reading.problems if reading else ():
        yield f"Pasal tidak terbaca: {problem.fragment}: {problem.id}"


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Old code against new as JSON values."""
    return {
        "old": comparison.old.id if comparison.old else None, "new": comparison.new.id if comparison.new else None,
        "more_favourable": comparison.more_favourable, "says": comparison.says_id, "says_en": comparison.says_en,
        "criteria": [{"name": c.name, "old": c.old, "new": c.new, "favours": c.favours, "says": c.says_id, "says_en": c.says_en} for c in comparison.criteria],
        "gate_flips": [
            {"gate": f.gate, "cite": f.cite, "months": f.months, "old_passes": f.old_passes, "new_passes": f.new_passes} for f in comparison.gate_flips
        ],
    }  # fmt: skip


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Old code against new, criterion by criterion."""
    names = {
        "old": "yang lama",
        "new": "yang baru",
        "equal": "sama saja",
        "mixed": "tidak searah",
        "unknown": "belum dapat dibandingkan",
    }
    old, new = (side.label if side else "tidak ada dalam katalog" for side in (comparison.old, comparison.new))
    yield f"{old} dibandingkan dengan {new}: lebih menguntungkan {names[comparison.more_favourable]}"
    for criterion in comparison.criteria:
        yield f"  {criterion.name}: {criterion.says_id}"
    for flip in comparison.gate_flips:
        passes = [
            {True: "lolos", False: "tidak lolos", None: "belum diketahui"}[answer]
            for answer in (flip.old_passes, flip.new_passes)
        ]
        yield f"  batas {flip.months} bulan [{flip.cite}]: lama {passes[0]}, baru {passes[1]}"
    yield f"  {comparison.says_id}"
