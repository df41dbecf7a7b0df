"""The engine for one case: a program compiled to one Python function, and the walk that says what is still missing.

Sources of the algebra: strong Kleene logic (Kleene 1952), with no = -1, unknown = 0, yes = +1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

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
from rembuk.law.facts import NEVER, Value
from rembuk.law.program import Ask, Fixed, Join, Negate, Operation, Program, strictness
from rembuk.reference.bound import Bound

#: True, False and None (undecided) as yes, no and unknown.
TRUTH = {True: 1, False: -1, None: 0}

Run = Callable[[Mapping[str, Value]], tuple[int, ...]]


def shift(day: date, months: int, days: int) -> date:
    """The day moved by whole calendar months (clamped to the month's end), then by days; NEVER stays NEVER."""
    if day == NEVER:
        return NEVER
    try:
        if months:
            count = day.year * 12 + day.month - 1 + months
            year, month = divmod(count, 12)
            day = date(year, month + 1, min(day.day, _month_length(year, month + 1)))
        return day + timedelta(days=days)
    except (ValueError, OverflowError):
        return NEVER if months * 31 + days > 0 else date.min


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def compile_program(program: Program) -> Run:
    """A function from facts (absent or None: unknown) to the value of every operation, in program order."""
    names = {fact: f"f{i}" for i, fact in enumerate(program.facts)}
    constants: dict[str, Any] = {"T": TRUTH, "S": shift}
    body = [f"{var}=g({fact!r})" for fact, var in names.items()]
    for i, operation in enumerate(program.operations):
        body.append(f"v{i}={_python(operation, names, constants)}")
    values = "".join(f"v{i}," for i in range(len(program.operations)))
    code = "def run(facts):\n g=facts.get\n " + "\n ".join(body) + f"\n return ({values})\n"
    exec(compile(code, "<law>", "exec"), constants)  # our own parsed tree, never text from outside
    run: Run = constants["run"]
    return run


def _python(operation: Operation, names: Mapping[str, str], constants: dict[str, Any]) -> str:
    if isinstance(operation, Fixed):
        return str(operation.value)
    if isinstance(operation, Negate):
        return f"-v{operation.of}"
    if isinstance(operation, Join):
        ends, needs, join = ("<0", ">0", "and") if operation.every else (">0", "<0", "and")
        decided, otherwise = ("-1", "1") if operation.every else ("1", "-1")
        some = " or ".join(f"v{i}{ends}" for i in operation.of)
        every = f" {join} ".join(f"v{i}{needs}" for i in operation.of)
        return f"{decided} if {some} else {otherwise} if {every} else 0"
    return _python_leaf(operation.leaf, names, constants)


def _python_leaf(leaf: Leaf, names: Mapping[str, str], constants: dict[str, Any]) -> str:
    if isinstance(leaf, Holds):
        return f"T[{names[leaf.fact]}]"
    if isinstance(leaf, Compare):
        guard = " or ".join(f"{names[s.fact]} is None" for s in (leaf.left, leaf.right) if isinstance(s, FactOperand))
        left, right = (_python_operand(side, names, constants) for side in (leaf.left, leaf.right))
        return f"0 if {guard} else T[{left}{strictness(leaf)}{right}]"
    var, values = names[leaf.fact], _constant(leaf.values, constants)
    if isinstance(leaf, Member):
        return f"0 if {var} is None else 1 if {var} in {values} else -1"
    if isinstance(leaf, Overlaps):
        return f"0 if {var} is None else -1 if {values}.isdisjoint({var}) else 1"
    return f"0 if {var} is None else 1 if {values}.issuperset({var}) else -1"


def _python_operand(side: Operand, names: Mapping[str, str], constants: dict[str, Any]) -> str:
    if isinstance(side, NumberOperand):
        return str(side.value)
    if isinstance(side, DateOperand):
        return _constant(side.value, constants)
    var = names[side.fact]
    return f"S({var},{side.months},{side.days})" if side.months or side.days else var


def _constant(value: Any, constants: dict[str, Any]) -> str:
    for name, known in constants.items():
        if type(known) is type(value) and known == value:
            return name
    name = f"K{len(constants)}"
    constants[name] = value
    return name


def missing_masks(program: Program, values: Sequence[int], facts: Mapping[str, Value]) -> Callable[[int], int]:
    """For an operation, the missing facts it hangs on, as bits in the order of `program.facts` (0 when it is decided).

    Below an unknown `and` or `or` only the unknown parts matter: the others cannot change it.
    """
    bits = {fact: 1 << i for i, fact in enumerate(program.facts)}
    known: dict[int, int] = {}

    def walk(place: int) -> int:
        if values[place]:
            return 0
        if place in known:
            return known[place]
        operation = program.operations[place]
        mask = 0
        if isinstance(operation, Ask):
            for fact in facts_in(operation.leaf):
                value = facts.get(fact)
                if value is None or isinstance(value, Bound):
                    mask |= bits[fact]
        elif isinstance(operation, Join):
            for part in operation.of:
                mask |= walk(part)
        elif isinstance(operation, Negate):
            mask = walk(operation.of)
        known[place] = mask
        return mask

    return walk


def ask_order(masks: Iterable[int], facts: Sequence[str]) -> list[str]:
    """The missing facts, most decisive first.

    A condition that hangs on the fewest missing facts is settled soonest, so its facts come first; among equals the
    order of the law's own rows stands, and within a row the order in which the row asks.
    """
    order: dict[str, None] = {}
    for mask in sorted((m for m in masks if m), key=int.bit_count):
        while mask:
            low = mask & -mask
            order[facts[low.bit_length() - 1]] = None
            mask ^= low
    return list(order)
