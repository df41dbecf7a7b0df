"""What a condition means: a small tree that cannot be built wrong.

Every leaf asks one thing of one or two facts, and is yes, no or unknown; `And`, `Or` and `Not` combine them by strong Kleene
logic. A `Ref` stands for another named row (a provision, or one value of a defined fact).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FactOperand:
    """The value of a number or date fact; a date may be moved by whole calendar months, then days."""

    fact: str
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class NumberOperand:
    """A number in the unit of the fact it is compared with."""

    value: int


@dataclass(frozen=True, slots=True)
class DateOperand:
    """A calendar day named in the law."""

    value: date


Operand = FactOperand | NumberOperand | DateOperand


@dataclass(frozen=True, slots=True)
class Const:
    """Always yes, or always no."""

    value: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no fact is yes."""

    fact: str


@dataclass(frozen=True, slots=True)
class Compare:
    """left <= right, or left < right when strict; unknown when an operand is."""

    left: Operand
    right: Operand
    strict: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An enum fact is one of the values."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """A set fact has at least one of the values."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """A set fact has no other values than these (the empty set is within)."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ref:
    """Another named row."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    of: Node


@dataclass(frozen=True, slots=True)
class And:
    """No if any part is no, else unknown if any part is unknown, else yes."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Yes if any part is yes, else unknown if any part is unknown, else no."""

    parts: tuple[Node, ...]


Leaf = Holds | Compare | Member | Overlaps | Within
Node = Const | Leaf | Ref | Not | And | Or


def all_of(*parts: Node) -> Node:
    """And, flattened and without parts that change nothing; no parts is always yes."""
    return _join(And, True, parts)


def any_of(*parts: Node) -> Node:
    """Or, flattened and without parts that change nothing; no parts is always no."""
    return _join(Or, False, parts)


def negation(node: Node) -> Node:
    """Not, with double negation and constants removed."""
    if isinstance(node, Const):
        return Const(not node.value)
    return node.of if isinstance(node, Not) else Not(node)


def _join(kind: type[And] | type[Or], neutral: bool, parts: tuple[Node, ...]) -> Node:
    flat: dict[Node, None] = {}
    for part in parts:
        if isinstance(part, Const):
            if part.value is not neutral:
                return part
        elif isinstance(part, kind):
            flat.update(dict.fromkeys(part.parts))
        else:
            flat[part] = None
    if not flat:
        return Const(neutral)
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def leaves(node: Node) -> Iterator[Leaf | Ref]:
    """Every leaf and reference below a node, in writing order."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.of)
    elif not isinstance(node, Const):
        yield node


def facts_in(leaf: Leaf) -> tuple[str, ...]:
    """The facts a leaf asks, in writing order."""
    if isinstance(leaf, Compare):
        return tuple(side.fact for side in (leaf.left, leaf.right) if isinstance(side, FactOperand))
    return (leaf.fact,)


def rewrite(node: Node, by: Callable[[Leaf | Ref, bool], Node], positive: bool = True) -> Node:
    """The node with each leaf and Ref replaced by `by(leaf, positive)`; positive is False below an odd number of `Not`."""
    if isinstance(node, Not):
        return negation(rewrite(node.of, by, not positive))
    if isinstance(node, And | Or):
        parts = [rewrite(part, by, positive) for part in node.parts]
        return all_of(*parts) if isinstance(node, And) else any_of(*parts)
    return node if isinstance(node, Const) else by(node, positive)
