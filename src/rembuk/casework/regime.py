"""Which procedure code governs a suspect's case, and whether a ruling is one the law knows.

The code follows from the law's transition rules over the facts, or from what a named person decided instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from rembuk.law.condition import Member
from rembuk.law.facts import InputProblem
from rembuk.law.inquiry import Answered, read_inquiries
from rembuk.law.library import Law
from rembuk.law.program import UNKNOWN, YES, Program
from rembuk.law.rails import one_condition
from rembuk.law.scalar import Run, ask_order, compile_program, missing_masks

_CODES = ("kuhap_1981", "kuhap_2025")


class Regime(NamedTuple):
    """The governing code, None while the facts do not tell; `missing` are the facts that would, `ruled_by` who decided it instead."""

    code: str | None
    missing: tuple[str, ...]
    ruled_by: str


def regime_of(answered: Answered, law: Law) -> Regime:
    """The regime of the case that was asked about (UU 20/2025 art 361, as `uu-20-2025-kuhap` defines it)."""
    for ruling in answered.inquiry.rulings:
        if ruling.about == "regime":
            return Regime(ruling.value, (), ruling.by)
    missing: tuple[str, ...] = ()
    for code in _CODES:
        program, run = _compiled(law, code)
        values = run(answered.facts)
        found = values[program.outputs["holds"]]
        if found == YES:
            return Regime(code, (), "")
        if found == UNKNOWN and not missing:
            walk = missing_masks(program, values, answered.facts)
            missing = tuple(ask_order([walk(program.outputs["holds"])], program.facts))
    return Regime(None, missing, "")


def ruling_problem(fields: Mapping[str, Any], law: Law) -> str:
    """Why a ruling cannot stand: it speaks of a row, reading or fact the law does not have; "" for one that can."""
    about, chosen = str(fields["about"]), fields["chosen"]
    if not isinstance(chosen, str):
        return ""
    ruling = {"reading" if "/" in about else "value": chosen, "by": "-", "ground": "-"}
    try:
        read_inquiries({"on": "2026-01-02", "rulings": {about: ruling}}, law)
    except InputProblem as problem:
        return str(problem)
    return ""


@lru_cache(maxsize=8)
def _compiled(law: Law, code: str) -> tuple[Program, Run]:
    program = one_condition(Member("regime", frozenset({code})), law.definitions, {})
    return program, compile_program(program)
