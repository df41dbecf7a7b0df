"""The engine for a whole docket: the same program over numpy columns, a block at a time so that the work stays in cache.

Columns: yes/no facts int8 (+1 yes, -1 no, 0 missing); enums int8 codes (place in the fact's values, -1 missing); numbers and
dates int32 or int64 (-1 missing; months in half months; dates as proleptic ordinals); sets int64 bit masks (-1 missing). A number
known only as limits is a pair (low, high) of such columns, with -1 in low and the type's maximum in high where open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rembuk.law.condition import (
    Compare,
    DateOperand,
    FactOperand,
    Holds,
    Leaf,
    Member,
    NumberOperand,
    Operand,
    Overlaps,
    facts_in,
)
from rembuk.law.facts import Fact
from rembuk.law.program import Ask, Fixed, Join, Negate, Operation, Program

Column = NDArray[Any] | tuple[NDArray[Any], NDArray[Any]]
Truths = NDArray[np.int8]

#: Rows a block: about what keeps every intermediate in the second-level cache.
BLOCK = 32_768
#: Half months in a month, so that terms such as four months and two weeks stay whole.
HALVES = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """A program made ready for columns: how each operation is computed, and when each intermediate may be dropped."""

    program: Program
    steps: tuple[Callable[[Mapping[str, Column], list[Any]], Any], ...]


def plan(program: Program, facts: Mapping[str, Fact]) -> Plan:
    """Prepare a program; enum and set values become codes and bits by the order of the facts' declared values."""
    return Plan(program, tuple(_step(operation, facts) for operation in program.operations))


def run_block(ready: Plan, columns: Mapping[str, Column]) -> list[Truths]:
    """The value of every operation for one block of rows."""
    values: list[Any] = []
    for step in ready.steps:
        values.append(step(columns, values))
    return values


def is_fixed(program: Program, place: int) -> bool:
    """Whether an operation is always yes."""
    operation = program.operations[place]
    return isinstance(operation, Fixed) and operation.value > 0


def missing_column(fact: Fact, rows: int) -> NDArray[Any]:
    """A column in which the fact is missing in every row."""
    if fact.type == "bool":
        return np.zeros(rows, np.int8)
    wide = {"enum": np.int8, "set": np.int64}
    return np.full(rows, -1, wide.get(fact.type, np.int32))


def _step(operation: Operation, facts: Mapping[str, Fact]) -> Callable[[Mapping[str, Column], list[Any]], Any]:
    if isinstance(operation, Fixed):
        constant = np.int8(operation.value)
        return lambda columns, values: constant
    if isinstance(operation, Negate):
        of = operation.of
        return lambda columns, values: -values[of]
    if isinstance(operation, Join):
        return _joined(np.minimum if operation.every else np.maximum, operation.of)
    return _leaf(operation.leaf, facts)


def _joined(join: Any, of: tuple[int, ...]) -> Callable[[Mapping[str, Column], list[Any]], Any]:
    first, *rest = of

    def step(columns: Mapping[str, Column], values: list[Any]) -> Any:
        out = values[first]
        owned = False
        for place in rest:
            out = join(out, values[place], out=out) if owned else join(out, values[place])
            owned = isinstance(out, np.ndarray) and out.ndim == 1
        return out

    return step


def _leaf(leaf: Leaf, facts: Mapping[str, Fact]) -> Callable[[Mapping[str, Column], list[Any]], Any]:
    if isinstance(leaf, Holds):
        name = leaf.fact
        return lambda columns, values: columns[name]
    if isinstance(leaf, Compare):
        return _compare(leaf, facts)
    fact = facts[leaf.fact]
    if isinstance(leaf, Member):
        return _member(fact, sorted(fact.values.index(value) for value in leaf.values))
    bits = sum(1 << fact.values.index(value) for value in leaf.values)
    return _set_test(fact.name, bits, isinstance(leaf, Overlaps))


def _signed(positive: NDArray[np.bool_], missing: NDArray[np.bool_]) -> Truths:
    """+1 where positive, else -1, and 0 where missing (a missing row is never positive)."""
    out = positive.view(np.int8) * np.int8(2)
    out -= np.int8(1)
    out += missing.view(np.int8)
    return out


def _signed_no(negative: NDArray[np.bool_], missing: NDArray[np.bool_]) -> Truths:
    """-1 where negative, else +1, and 0 where missing (a missing row is never negative)."""
    out = negative.view(np.int8) * np.int8(-2)
    out += np.int8(1)
    out -= missing.view(np.int8)
    return out


def _member(fact: Fact, codes: list[int]) -> Callable[[Mapping[str, Column], list[Any]], Any]:
    name, others = fact.name, [code for code in range(len(fact.values)) if code not in codes]
    if len(codes) == 1:
        code = codes[0]
        return lambda columns, values: _signed(columns[name] == code, columns[name] < 0)  # type: ignore[arg-type, operator]
    if len(others) == 1:
        other = others[0]
        return lambda columns, values: _signed_no(columns[name] == other, columns[name] < 0)  # type: ignore[arg-type, operator]
    table = np.full(len(fact.values) + 1, -1, np.int8)
    table[[code + 1 for code in codes]] = 1
    table[0] = 0
    return lambda columns, values: table.take(columns[name] + 1)  # type: ignore[operator]


def _set_test(name: str, bits: int, overlaps: bool) -> Callable[[Mapping[str, Column], list[Any]], Any]:
    def step(columns: Mapping[str, Column], values: list[Any]) -> Any:
        column: Any = columns[name]
        missing = column < 0
        hit = (column & bits) != 0 if overlaps else (column & ~bits) == 0
        return _signed(hit & ~missing, missing)

    return step


def _compare(leaf: Compare, facts: Mapping[str, Fact]) -> Callable[[Mapping[str, Column], list[Any]], Any]:
    left, right, strict = _operand(leaf.left, leaf.right, facts), _operand(leaf.right, leaf.left, facts), leaf.strict

    def step(columns: Mapping[str, Column], values: list[Any]) -> Any:
        (a_low, a_high), (b_low, b_high) = left(columns), right(columns)
        if a_low is a_high and b_low is b_high:
            return _compare_exact(a_low, b_low, strict)
        yes = a_high < b_low if strict else a_high <= b_low
        no = a_low >= b_high if strict else a_low > b_high
        gone = _missing(a_low, b_high) | _missing(a_high, b_low)
        return (yes & ~gone).view(np.int8) - (no & ~gone).view(np.int8)

    return step


def _compare_exact(a: Any, b: Any, strict: bool) -> Truths:
    """Against a limit of the law, missing (-1) lies below every limit: it is never past an upper nor above a lower one."""
    if not isinstance(b, np.ndarray):
        return _signed_no(a >= b if strict else a > b, a < 0)
    if not isinstance(a, np.ndarray):
        return _signed(a < b if strict else a <= b, b < 0)
    missing = (a < 0) | (b < 0)
    return _signed((a < b if strict else a <= b) & ~missing, missing)


def _missing(a: Any, b: Any) -> Any:
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return (a < 0) | (b < 0)
    return (a if isinstance(a, np.ndarray) else b) < 0


def _operand(
    side: Operand, other: Operand, facts: Mapping[str, Fact]
) -> Callable[[Mapping[str, Column]], tuple[Any, Any]]:
    if isinstance(side, FactOperand):
        name, months, days = side.fact, side.months, side.days
        if months or days:
            return lambda columns: (lambda moved: (moved, moved))(_shifted(columns[name], months, days))
        return lambda columns: column if isinstance(column := columns[name], tuple) else (column, column)
    if isinstance(side, DateOperand):
        constant: Any = np.int32(side.value.toordinal())
    else:
        assert isinstance(side, NumberOperand) and isinstance(other, FactOperand)
        scaled = side.value * (HALVES if facts[other.fact].type == "months" else 1)
        constant = np.int32(scaled) if scaled < 2**31 else np.int64(scaled)
    return lambda columns: (constant, constant)


_EPOCH = 719_163  # the proleptic ordinal of 1970-01-01
_NEVER = 3_652_059  # the ordinal of date.max


def _shifted(column: Any, months: int, days: int) -> Any:
    """The same calendar arithmetic as `scalar.shift`, over ordinals; missing (-1) and never stay what they are."""
    fixed = (column < 0) | (column >= _NEVER)
    moved = column
    if months:
        day = (np.where(fixed, _EPOCH, column) - _EPOCH).astype("datetime64[D]")
        month = day.astype("datetime64[M]")
        target = month + months
        length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64)
        of_month = np.minimum((day - month.astype("datetime64[D]")).astype(np.int64), length - 1)
        moved = target.astype("datetime64[D]").astype(np.int64) + of_month + _EPOCH
    return np.where(fixed, column, np.clip(moved + days, 1, _NEVER)).astype(np.int32)


def missing_bits(
    program: Program, values: Sequence[Any], columns: Mapping[str, Column], facts: Mapping[str, Fact]
) -> Callable[[int], NDArray[Any]]:
    """For an operation, the missing facts each row hangs on, as bits in the order of `program.facts` (at most 64)."""
    known: dict[int, Any] = {}
    size = next(np.uint(8 * width) for width in (1, 2, 4, 8) if len(program.facts) <= 8 * width)
    word = {8: np.uint8, 16: np.uint16, 32: np.uint32, 64: np.uint64}[int(size)]

    def walk(place: int) -> Any:
        if place not in known:
            undecided = values[place] == 0
            known[place] = parts(program.operations[place]) * undecided if np.any(undecided) else word(0)
        return known[place]

    def parts(operation: Operation) -> Any:
        if isinstance(operation, Ask):
            bits = [
                _open(columns[fact], facts[fact].type) * word(1 << program.facts.index(fact))
                for fact in facts_in(operation.leaf)
            ]
        else:
            bits = [walk(place) for place in (operation.of if isinstance(operation, Join) else (operation.of,))]  # type: ignore[union-attr]
        mask = bits[0]
        for more in bits[1:]:
            mask = mask | more
        return mask

    return walk


def _open(column: Column, kind: str) -> Any:
    """Rows whose value is missing, or known only as limits."""
    if isinstance(column, tuple):
        return (column[0] != column[1]) | (column[0] < 0)
    return column == 0 if kind == "bool" else column < 0
