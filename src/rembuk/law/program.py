"""One parsed form for three engines: the rows of an instrument as a straight list of operations.

A *program* is a list of *operations* in an order in which each uses only earlier ones, the *facts* they read, and the *outputs*:
which operation gives each named row. Every operation yields yes (1), unknown (0) or no (-1). The scalar, the columnar and the
browser engine each run this same list, so they cannot read a rule differently.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rembuk.law.condition import And, Compare, Const, Leaf, Node, Not, Or, Ref, facts_in

YES, UNKNOWN, NO = 1, 0, -1


class Ask(NamedTuple):
    """Test one leaf condition."""

    leaf: Leaf
    kind: str = "ask"


class Fixed(NamedTuple):
    """Always the same value."""

    value: int
    kind: str = "fixed"


class Negate(NamedTuple):
    """The opposite of one earlier operation."""

    of: int
    kind: str = "negate"


class Join(NamedTuple):
    """`every`: and over earlier operations (their minimum); otherwise or (their maximum)."""

    every: bool
    of: tuple[int, ...]
    kind: str = "join"


Operation = Ask | Fixed | Negate | Join


class Program(NamedTuple):
    """Operations in running order, the facts they read in the order they are first needed, and the place of each output."""

    operations: tuple[Operation, ...]
    facts: tuple[str, ...]
    outputs: Mapping[str, int]


def lower(rows: Mapping[str, Node], wanted: tuple[str, ...]) -> Program:
    """Turn named rows into one program that outputs `wanted`; a row used twice is computed once.

    `rows` may refer to one another; a circle raises ValueError naming it.
    """
    lowering = _Lowering(rows)
    outputs = {name: lowering.row(name) for name in wanted}
    return Program(tuple(lowering.operations), tuple(lowering.facts), outputs)


class _Lowering:
    def __init__(self, rows: Mapping[str, Node]) -> None:
        self.rows = rows
        self.places: dict[Operation, int] = {}
        self.operations: list[Operation] = []
        self.facts: dict[str, None] = {}
        self.done: dict[str, int] = {}
        self.open: list[str] = []

    def row(self, name: str) -> int:
        if name not in self.done:
            if name in self.open:
                raise ValueError(" -> ".join([*self.open, name]))
            self.open.append(name)
            self.done[name] = self.node(self.rows[name])
            self.open.pop()
        return self.done[name]

    def node(self, node: Node) -> int:
        if isinstance(node, Ref):
            return self.row(node.name)
        return self.place(self.operation(node))

    def operation(self, node: Node) -> Operation:
        if isinstance(node, Const):
            return Fixed(YES if node.value else NO)
        if isinstance(node, Not):
            return Negate(self.node(node.of))
        if isinstance(node, And | Or):
            return Join(isinstance(node, And), tuple(self.node(part) for part in node.parts))
        assert not isinstance(node, Ref)
        self.facts.update(dict.fromkeys(facts_in(node)))
        return Ask(node)

    def place(self, operation: Operation) -> int:
        if operation not in self.places:
            self.places[operation] = len(self.operations)
            self.operations.append(operation)
        return self.places[operation]


def strictness(leaf: Compare) -> str:
    """The comparison sign."""
    return "<" if leaf.strict else "<="
