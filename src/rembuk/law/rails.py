"""From provisions to a program: the strict and the favourable way to answer each question.

Where a contested reading stands beside the one in use, every row has two truths: the *low* rail takes, for each contested
row, whatever makes the case pass less, the *high* rail whatever makes it pass more. Both rails yes: eligible. Both no: not.
Low no and high yes: the readings decide, so it is a conflict for a person. Anything else is unknown. Both rails are ordinary
Kleene formulas, so filling in a missing fact never flips a definite finding.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rembuk.law.condition import Const, Holds, Leaf, Member, Node, Ref, all_of, any_of, leaves, negation, rewrite
from rembuk.law.instrument import Definition, Instrument, Provision, Question
from rembuk.law.program import Program, lower

LOW, HIGH = "low", "high"


class RowPlaces(NamedTuple):
    """Where a row's truths are in the program: its own two rails, its `when` (-1: always), and whether it lets the case pass."""

    row: Provision
    role: str
    own_low: int
    own_high: int
    when: int
    pass_low: int
    pass_high: int


class Rails(NamedTuple):
    """The compiled form of an instrument: program, rows of each question, and the two outcome operations of each question."""

    program: Program
    applies: int
    questions: tuple[tuple[Question, tuple[RowPlaces, ...], int, int], ...]
    others: tuple[RowPlaces, ...]


def build(
    instrument: Instrument,
    definitions: Mapping[str, Definition],
    settled: Mapping[str, object],
    *,
    primary_only: bool = False,
    defines: str = "",
) -> Rails:
    """Compile an instrument; `settled` fixes defined facts (by name) that a named person decided, in place of their definition.

    `primary_only` leaves out all but the first question; `defines` adds the rows of one defined fact as outputs.
    """
    return _Builder(instrument, definitions, settled).build(primary_only, defines)


def one_condition(node: Node, definitions: Mapping[str, Definition], settled: Mapping[str, object]) -> Program:
    """A condition that names facts only, as a program with the one output `holds`; defined facts as in `build`."""
    return several_conditions({"holds": node}, definitions, settled)


def several_conditions(nodes: Mapping[str, Node], definitions: Mapping[str, Definition], settled: Mapping[str, object]) -> Program:
    """Such conditions as one program with an output for each name."""
    definer = _Definer(definitions, settled)
    definer.rows.update({name: definer.resolved(node) for name, node in nodes.items()})
    return lower(definer.rows, tuple(nodes))


class _Definer:
    """Replaces defined facts by the rows of their definitions."""

    def __init__(self, definitions: Mapping[str, Definition], settled: Mapping[str, object]) -> None:
        self.definitions, self.settled = definitions, settled
        self.rows: dict[str, Node] = {}

    def resolved(self, node: Node) -> Node:
        return rewrite(node, lambda leaf, positive: leaf if isinstance(leaf, Ref) else self.defined(leaf))

    def defined(self, leaf: Leaf) -> Node:
        """The leaf, with a defined fact replaced by the rows of its definition."""
        fact = getattr(leaf, "fact", None)
        if fact is None or (fact not in self.definitions and fact not in self.settled):
            return leaf
        if fact in self.settled:
            value = self.settled[fact]
            return Const(value in leaf.values if isinstance(leaf, Member) else bool(value))
        self.define(fact)
        if isinstance(leaf, Holds):
            return Ref(f"{fact}=true")
        assert isinstance(leaf, Member)
        return any_of(*(Ref(f"{fact}={value}") for value in sorted(leaf.values) if f"{fact}={value}" in self.rows))

    def define(self, fact: str) -> None:
        if any(name.startswith(f"{fact}=") for name in self.rows):
            return
        definition = self.definitions[fact]
        before: list[Node] = []
        for value, _ in definition.cases:
            self.rows.setdefault(f"{fact}={value}", Const(False))
        given: dict[str, list[Node]] = {}
        for value, node in definition.cases:
            when = self.resolved(node)
            given.setdefault(value, []).append(all_of(when, *(negation(earlier) for earlier in before)))
            before.append(when)
        for value, nodes in given.items():
            self.rows[f"{fact}={value}"] = any_of(*nodes)


class _Builder(_Definer):
    def __init__(
        self, instrument: Instrument, definitions: Mapping[str, Definition], settled: Mapping[str, object]
    ) -> None:
        super().__init__(definitions, settled)
        self.instrument = instrument
        self.by_id = {row.id: row for row in instrument.provisions}
        self.relaxing = {
            row.id: [r for r in instrument.provisions if row.id in r.relaxes] for row in instrument.provisions
        }
        self.disputed: dict[str, bool] = {}

    def build(self, primary_only: bool, defines: str) -> Rails:
        questions = self.instrument.questions[:1] if primary_only else self.instrument.questions
        wanted: dict[str, None] = {"applies": None}
        self.rows["applies"] = self.resolved(self.instrument.applies)
        for question in questions:
            wanted.update(dict.fromkeys(self.outcome(question)))
        asked = {row_id for question in questions for row_id in (*question.all, *question.none)}
        others = [row for row in self.instrument.provisions if row.readings and row.id not in asked]
        if not primary_only:
            for row in others:
                wanted.update(dict.fromkeys(self.own_names(row)))
        if defines:
            self.define(defines)
            wanted.update({f"{defines}={value}": None for value, _ in self.definitions[defines].cases})
        program = lower(self.rows, tuple(wanted))
        at = program.outputs
        return Rails(
            program, at["applies"],
            tuple((q, tuple(self.places(self.by_id[i], i in q.none, at) for i in (*q.all, *q.none)),
                   at[f"{q.id}.{LOW}"], at[f"{q.id}.{HIGH}"]) for q in questions),
            () if primary_only else tuple(self.other_places(row, at) for row in others),
        )  # fmt: skip

    def outcome(self, question: Question) -> list[str]:
        """Name the rows a question needs; returns the output names, the rows' own first."""
        names: list[str] = []
        for row_id in (*question.all, *question.none):
            row = self.by_id[row_id]
            names += self.pass_names(row, row_id in question.none)
            names += self.own_names(row)
        for rail in (LOW, HIGH):
            parts = [
                Ref(self.pass_row(self.by_id[i], rail, excluded))
                for ids, excluded in ((question.all, False), (question.none, True))
                for i in ids
            ]
            self.rows[f"{question.id}.{rail}"] = all_of(*parts)
        return [*names, f"{question.id}.{LOW}", f"{question.id}.{HIGH}"]

    def own_names(self, row: Provision) -> list[str]:
        names = [self.own_row(row, LOW), self.own_row(row, HIGH)]
        if row.when is not None:
            self.rows[f"{row.id}.when"] = self.on_rail(row.when, HIGH)
            names.append(f"{row.id}.when")
        return names

    def pass_names(self, row: Provision, excluded: bool) -> list[str]:
        return [self.pass_row(row, LOW, excluded), self.pass_row(row, HIGH, excluded)]

    def places(self, row: Provision, excluded: bool, at: Mapping[str, int]) -> RowPlaces:
        low, high = self.pass_names(row, excluded)
        return RowPlaces(
            row, "exclusion" if excluded else "requirement", at[self.own_row(row, LOW)], at[self.own_row(row, HIGH)],
            at.get(f"{row.id}.when", -1), at[low], at[high],
        )  # fmt: skip

    def other_places(self, row: Provision, at: Mapping[str, int]) -> RowPlaces:
        role = "relaxation" if row.relaxes else "warning" if row.id in self.instrument.warns else "rule"
        low, high = at[self.own_row(row, LOW)], at[self.own_row(row, HIGH)]
        return RowPlaces(row, role, low, high, at.get(f"{row.id}.when", -1), low, high)

    def pass_row(self, row: Provision, rail: str, excluded: bool) -> str:
        """The row under which this provision does not stand in the way."""
        name = f"{row.id}.{'not' if excluded else 'met'}.{rail if self.is_disputed(row.id) else LOW}"
        if name not in self.rows:
            own: Node = Ref(self.own_row(row, (HIGH if rail == LOW else LOW) if excluded else rail))
            met = negation(own) if excluded else own
            unneeded = (
                negation(self.on_rail(row.when, HIGH if rail == LOW else LOW)) if row.when is not None else Const(False)
            )
            self.rows[name] = any_of(unneeded, met, *(self.relaxed(other, rail) for other in self.relaxing[row.id]))
        return name

    def relaxed(self, row: Provision, rail: str) -> Node:
        """When this relaxation works: its case is given, it holds, and nothing defeats it."""
        other = HIGH if rail == LOW else LOW
        when = self.on_rail(row.when, rail) if row.when is not None else Const(True)
        defeats = (negation(Ref(self.own_row(self.by_id[i], other))) for i in row.unless)
        return all_of(when, Ref(self.own_row(row, rail)), *defeats)

    def own_row(self, row: Provision, rail: str) -> str:
        """The row's own truth on a rail; both rails are one row where nothing below it is contested."""
        name = f"{row.id}.own.{rail if self.is_disputed(row.id) else LOW}"
        if name not in self.rows:
            nodes = [self.on_rail(row.readings[0].node, rail)]
            nodes += [self.on_rail(reading.node, rail) for reading in row.readings[1:] if reading.contested]
            self.rows[name] = (all_of if rail == LOW else any_of)(*nodes)
        return name

    def on_rail(self, node: Node, rail: str) -> Node:
        def by(leaf: Leaf | Ref, positive: bool) -> Node:
            if isinstance(leaf, Ref):
                return Ref(self.own_row(self.by_id[leaf.name], rail if positive else HIGH if rail == LOW else LOW))
            return self.defined(leaf)

        return rewrite(node, by)

    def is_disputed(self, row_id: str) -> bool:
        if row_id not in self.disputed:
            self.disputed[row_id] = False  # a circle through itself is reported when the program is built
            row = self.by_id[row_id]
            nodes = [*(r.node for r in row.readings), *([row.when] if row.when is not None else [])]
            below = [leaf.name for node in nodes for leaf in leaves(node) if isinstance(leaf, Ref)]
            below += [other.id for other in self.relaxing[row_id]] + list(row.unless)
            self.disputed[row_id] = row.contested or any(self.is_disputed(name) for name in below)
        return self.disputed[row_id]
