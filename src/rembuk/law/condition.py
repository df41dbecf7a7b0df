"""What a condition means: a small tree that cannot be built wrong.

Every leaf asks one thing of one or two facts, and is yes, no or unknown; `And`, `Or` and `Not` combine them by strong Kleene
logic. A `Ref` stands for another named row (a provision, or one value of a defined fact).
Each class carries its `kind`, so that nodes of different meaning are never equal though they hold the same names.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple


class FactOperand(NamedTuple):
    """The value of a number or date fact; a date may be moved by whole calendar months, then days."""

    fact: str
    months: int = 0
    days: int = 0
    kind: str = "fact"


class NumberOperand(NamedTuple):
    """A number in the unit of the fact it is compared with."""

    value: int
    kind: str = "number"


class DateOperand(NamedTuple):
    """A calendar day named in the law."""

    value: date
    kind: str = "date"


Operand = FactOperand | NumberOperand | DateOperand


class Const(NamedTuple):
    """Always yes, or always no."""

    value: bool
    kind: str = "const"


class Holds(NamedTuple):
    """A yes/no fact is yes."""

    fact: str
    kind: str = "holds"


class Compare(NamedTuple):
    """left <= right, or left < right when strict; unknown when an operand is."""

    left: Operand
    right: Operand
    strict: bool
    kind: str = "compare"


class Member(NamedTuple):
    """An enum fact is one of the values."""

    fact: str
    values: frozenset[str]
    kind: str = "member"


class Overlaps(NamedTuple):
    """A set fact has at least one of the values."""

    fact: str
    values: frozenset[str]
    kind: str = "overlaps"


class Within(NamedTuple):
    """A set fact has no other values than these (the empty set is within)."""

    fact: str
    values: frozenset[str]
    kind: str = "within"


class Ref(NamedTuple):
    """Another named row."""

    name: str
    kind: str = "ref"


class Not(NamedTuple):
    """The opposite; unknown stays unknown."""

    of: "Node"
    kind: str = "not"


class And(NamedTuple):
    """No if any part is no, else unknown if any part is unknown, else yes."""

    parts: tuple["Node", ...]
    kind: str = "and"


class Or(NamedTuple):
    """Yes if any part is yes, else unknown if any part is unknown, else no."""

    parts: tuple["Node", ...]
    kind: str = "or"


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
