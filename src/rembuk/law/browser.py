"""The compiled form of the law for a browser: one JSON text with every instrument's program and the sentences it needs.

`field/law.mjs` runs it; the operations are those of `program`, so nothing is read a second way.

    ops      [0, fact] yes/no fact        [1, strict, left, right] comparison     [2, fact, values] enum in
             [3, fact, values] overlaps   [4, fact, values] within                [5, value] fixed
             [6, op] not                  [7, ops...] and                         [8, ops...] or
    operand  number | "ISO date" | [fact] | [fact, months, days]
    row      [id, role, cite, confidence, says, own_low, own_high, when, pass_low, pass_high, relaxes]
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rembuk.law.assess import REASONS
from rembuk.law.condition import Compare, DateOperand, Holds, Leaf, Member, NumberOperand, Operand, Overlaps
from rembuk.law.library import Law
from rembuk.law.program import Ask, Fixed, Join, Negate, Operation, Program
from rembuk.law.rails import RowPlaces

LANGUAGES = ("id", "en")


def compile_law(law: Law, language: str = "id", ids: Iterable[str] | None = None) -> str:
    """The pack as JSON text, its sentences in one language ("id" or "en"); the same law gives the same text."""
    place = LANGUAGES.index(language)
    packed = [_instrument(law, i, place) for i in (law.ids if ids is None else ids)]
    words = {f"{role} {value}": texts[place] for (role, value), texts in REASONS.items()}
    return _json({"law": law.digest, "language": language, "words": words, "instruments": packed})


def compile_questions(law: Law, language: str = "id") -> str:
    """What to ask for each fact, beside the pack: {fact: [type, question, values]}; a kit loads it with its forms."""
    place = LANGUAGES.index(language)
    return _json({f.name: [f.type, (f.question, f.question_en)[place], list(f.values)] for f in law.facts.values()})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _instrument(law: Law, instrument_id: str, place: int) -> dict[str, Any]:
    instrument, assessor = law.instrument(instrument_id), law.assessor(instrument_id)
    rails = assessor.rails
    held = instrument.in_force
    return {
        "id": instrument.id, "short": instrument.short, "kind": instrument.kind, "version": instrument.version,
        "digest": instrument.digest, "stages": list(instrument.stages), "from": held.first.isoformat(),
        "until": held.last.isoformat() if held.last else None, "facts": list(rails.program.facts), "ops": _operations(rails.program),
        "applies": rails.applies, "others": [_row(row, place) for row in rails.others],
        "questions": [[q.id, (q.asks, q.asks_en)[place], [_row(row, place) for row in rows], low, high] for q, rows, low, high in rails.questions],
    }  # fmt: skip


def _row(at: RowPlaces, place: int) -> list[Any]:
    row = at.row
    return [row.id, at.role, row.cite, row.confidence, (row.says, row.says_en)[place], at.own_low, at.own_high, at.when,
            at.pass_low, at.pass_high, list(row.relaxes)]  # fmt: skip


def _operations(program: Program) -> list[list[Any]]:
    facts = {fact: i for i, fact in enumerate(program.facts)}
    return [_operation(operation, facts) for operation in program.operations]


def _operation(operation: Operation, facts: dict[str, int]) -> list[Any]:
    if isinstance(operation, Ask):
        return _leaf(operation.leaf, facts)
    if isinstance(operation, Fixed):
        return [5, operation.value]
    if isinstance(operation, Negate):
        return [6, operation.of]
    assert isinstance(operation, Join)
    return [7 if operation.every else 8, *operation.of]


def _leaf(leaf: Leaf, facts: dict[str, int]) -> list[Any]:
    if isinstance(leaf, Holds):
        return [0, facts[leaf.fact]]
    if isinstance(leaf, Compare):
        return [1, int(leaf.strict), _operand(leaf.left, facts), _operand(leaf.right, facts)]
    kind = 2 if isinstance(leaf, Member) else 3 if isinstance(leaf, Overlaps) else 4
    return [kind, facts[leaf.fact], sorted(leaf.values)]


def _operand(side: Operand, facts: dict[str, int]) -> Any:
    if isinstance(side, NumberOperand):
        return side.value
    if isinstance(side, DateOperand):
        return side.value.isoformat()
    moved = [side.months, side.days] if side.months or side.days else []
    return [facts[side.fact], *moved]
