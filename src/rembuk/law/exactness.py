"""Where Kleene logic says unknown although every way of filling the gaps gives one answer.

`p or not p` is the plain case: with p missing it is unknown, yet it can only be yes. Such rows never give a wrong answer, they
only ask a question too many; a lawyer should know which they are. A row in which no fact stands twice is always exact
(read-once formulas), so only the others are tried out, over values on each side of every limit they name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, product
from math import prod
from typing import Any

from rembuk.law.condition import Compare, DateOperand, FactOperand, Leaf, NumberOperand, Operand, facts_in
from rembuk.law.facts import NEVER, NUMBER_TYPES, Fact, Value
from rembuk.law.instrument import Instrument
from rembuk.law.library import Law
from rembuk.law.program import Ask, Join, Negate, Program
from rembuk.law.scalar import compile_program

#: More combinations than this are not tried; the row is then reported as untried instead of exact.
LIMIT = 100_000
_MOST_OF_A_SET = 4
_BASE = date(2025, 6, 15)
#: Stands for a missing fact among tried values.
_GAP: Any = object()


def inexact_rows(law: Law, instrument: Instrument) -> Iterator[tuple[str, str]]:
    """(row id, sentence) for each row that is not exact, or that is too wide to try."""
    rails = law.assessor(instrument.id).rails
    places = {p.row.id: (p.own_low, p.pass_low) for _, ps, _, _ in rails.questions for p in ps} | {
        p.row.id: (p.own_low,) for p in rails.others
    }
    for row_id, operations in places.items():
        for operation in operations:
            sentence = _inexact(rails.program, operation, law.facts)
            if sentence:
                yield row_id, sentence
                break


def _inexact(program: Program, place: int, declared: Mapping[str, Fact]) -> str:
    leaves = list(_leaves(program, place))
    names = [fact for leaf in leaves for fact in facts_in(leaf)]
    if max(Counter(names).values(), default=0) < 2:
        return ""
    facts = list(dict.fromkeys(names))
    given = {name: _values(name, leaves, declared) for name in facts}
    filled = {name: [*given[name], *_beyond(declared[name], given[name])] for name in facts}
    size = prod(len(values) + 1 for values in filled.values())
    if size > LIMIT:
        return f"terlalu lebar untuk dicoba semua ({size} kemungkinan dari {len(facts)} fakta)"
    run = compile_program(program)
    complete = {whole: run(dict(zip(facts, whole, strict=True)))[place] for whole in product(*filled.values())}
    for partial in product(*((_GAP, *values) for values in given.values())):
        known = {f: v for f, v in zip(facts, partial, strict=True) if v is not _GAP}
        if len(known) < len(facts) and run(known)[place] == 0:
            ways = product(*((v,) if v is not _GAP else filled[f] for f, v in zip(facts, partial, strict=True)))
            if len({complete[whole] for whole in ways}) == 1:
                gone = ", ".join(f for f in facts if f not in known)
                return f"tidak tajam: tanpa {gone} dijawab belum diketahui, padahal jawabannya selalu sama"
    return ""


def _leaves(program: Program, place: int) -> Iterator[Leaf]:
    operation = program.operations[place]
    if isinstance(operation, Ask):
        yield operation.leaf
    elif isinstance(operation, Join):
        for part in operation.of:
            yield from _leaves(program, part)
    elif isinstance(operation, Negate):
        yield from _leaves(program, operation.of)


def _values(name: str, leaves: list[Leaf], declared: Mapping[str, Fact]) -> list[Value]:
    """Values of a fact on every side of every limit it is compared with."""
    fact = declared[name]
    if fact.type == "bool":
        return [True, False]
    if fact.type == "enum":
        return list(fact.values)
    if fact.type == "set":
        wanted = sorted({v for leaf in leaves if name in facts_in(leaf) for v in getattr(leaf, "values", ())})
        return [frozenset(some) for count in range(len(wanted[:_MOST_OF_A_SET]) + 1) for some in combinations(wanted[:_MOST_OF_A_SET], count)]
    sides = [(leaf.left, leaf.right) for leaf in leaves if isinstance(leaf, Compare) and name in facts_in(leaf)]
    return _dates(sides) if fact.type == "date" else _numbers(sides)


def _beyond(fact: Fact, values: list[Value]) -> list[Value]:
    """Values past both ends of those given, so that an end of our own making does not look like a certainty."""
    if fact.type == "set":
        return [frozenset({"-"}), frozenset({"-"}).union(*values)]  # type: ignore[arg-type]
    if fact.type == "date":
        ends = [day for day in values if isinstance(day, date)]
        return [min(ends) - timedelta(days=4000), max(ends) + timedelta(days=4000), *([NEVER] if fact.may_be_never else [])]
    return [0, max(values) * 2 + 1] if fact.type in NUMBER_TYPES else []  # type: ignore[operator, type-var]


def _numbers(sides: list[tuple[Operand, Operand]]) -> list[Value]:
    limits = {side.value for pair in sides for side in pair if isinstance(side, NumberOperand)} or {100}
    return [*sorted({max(0, limit + step) for limit in limits for step in (-1, 0, 1)})]


def _dates(sides: list[tuple[Operand, Operand]]) -> list[Value]:
    days = {side.value for pair in sides for side in pair if isinstance(side, DateOperand)}
    steps = {side.months * 30 + side.days for pair in sides for side in pair if isinstance(side, FactOperand)}
    days |= {_BASE + timedelta(days=step) for step in steps | {0}}
    return [*sorted({day + timedelta(days=step) for day in days for step in (-1, 0, 1)})]
