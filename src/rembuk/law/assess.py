"""Facts against one instrument: a finding with every reason, what is missing, and what other readings would give.

A finding is `eligible`, `not_eligible`, `unknown` (a fact is missing) or `conflict` (readings or layers of law disagree, and a
person decides). Nothing here defaults a missing fact.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rembuk.law.facts import Fact, Value
from rembuk.law.instrument import Definition, Instrument, Provision, Question
from rembuk.law.rails import Rails, RowPlaces, build
from rembuk.law.recent import Recent
from rembuk.law.scalar import Run, ask_order, compile_program, missing_masks
from rembuk.reference.bound import Bound

ELIGIBLE, NOT_ELIGIBLE, UNKNOWN, CONFLICT = "eligible", "not_eligible", "unknown", "conflict"
#: Findings by code; 2 is a conflict.
FINDINGS = {1: ELIGIBLE, -1: NOT_ELIGIBLE, 0: UNKNOWN, 2: CONFLICT}
_VALUE = {1: "yes", -1: "no", 0: "unknown", 2: "conflict", 3: "not_applicable"}
_EFFECT = {1: "supports", -1: "blocks", 0: "open", 2: "disputed"}
#: How many findings of one instrument are remembered.
_MOST_FOUND = 512
#: The opening words of a reason, by role and value; "*" where the role does not matter.
REASONS = {
    ("requirement", 1): ("Terpenuhi", "Met"), ("requirement", -1): ("Tidak terpenuhi", "Not met"),
    ("exclusion", 1): ("Termasuk yang dikecualikan", "Excluded"), ("exclusion", -1): ("Tidak termasuk yang dikecualikan", "Not excluded"),
    ("relaxation", 1): ("Kelonggaran berlaku", "Relaxation applies"), ("relaxation", -1): ("Kelonggaran tidak berlaku", "Relaxation does not apply"),
    ("warning", 1): ("Perhatikan", "Note"), ("warning", -1): ("Peringatan ini tidak timbul", "No warning"),
    ("rule", 1): ("Ya", "Yes"), ("rule", -1): ("Tidak", "No"), ("*", 0): ("Belum diketahui", "Not yet known"),
    ("*", 2): ("Bacaan berselisih, orang yang memutuskan", "Readings disagree, a person decides"),
    ("*", 3): ("Tidak berlaku di sini", "Does not apply here"),
    ("*", "relaxed"): ("Dilonggarkan oleh baris", "Relaxed by"),
    ("*", "disputed"): ("Menurut salah satu bacaan dilonggarkan oleh baris", "Under one reading relaxed by"),
}  # fmt: skip


class Condition(NamedTuple):
    """One row in a finding.

    `value` is whether what the row says is so: yes, no, unknown, conflict (contested readings disagree) or not_applicable (its
    `when` is not given). `effect` is what that does to the question: supports, blocks, open, disputed, or none for rows that do
    not decide. `relaxed_by` names the relaxations that let the case pass although the row fails.
    """

    id: str
    role: str
    value: str
    effect: str
    cite: str
    confidence: str
    reason: str
    reason_en: str
    relaxed_by: tuple[str, ...] = ()


class Answer(NamedTuple):
    """The answer to one question: finding, its conditions and the missing facts, most decisive first."""

    question: Question
    finding: str
    conditions: tuple[Condition, ...]
    missing: tuple[str, ...]


class OtherReading(NamedTuple):
    """What the finding would be if one row were read otherwise, or if one row's reading in use stood alone."""

    row: str
    reading: str
    cite: str
    says: str
    says_en: str
    contested: bool
    used: bool
    finding: str


class Finding(NamedTuple):
    """What one instrument says about one suspect's case. `applies` is yes, no or unknown."""

    instrument: Instrument
    applies: str
    answer: Answer
    others: tuple[Condition, ...]
    also: tuple[Answer, ...]
    readings: tuple[OtherReading, ...] = ()

    @property
    def finding(self) -> str:
        """The answer to the first question."""
        return self.answer.finding


class Assessor:
    """One instrument made ready to assess cases; it may be used for any number of them, from any thread."""

    def __init__(
        self,
        instrument: Instrument,
        definitions: Mapping[str, Definition],
        declared: Mapping[str, Fact],
        settled: Mapping[str, object],
    ) -> None:
        self.instrument, self.declared = instrument, declared
        self._definitions, self._settled = definitions, settled
        self.rails: Rails = build(instrument, definitions, settled)
        self.run: Run = compile_program(self.rails.program)
        self._conditions: dict[tuple[str, str, int, int, tuple[str, ...]], Condition] = {}
        self._variants: dict[tuple[str, str], Assessor] = {}
        self._found: Recent[tuple[Value, ...], Finding] = Recent(_MOST_FOUND)
        self._assessed: Recent[tuple[bool, tuple[int, ...], tuple[str, ...]], Finding] = Recent(_MOST_FOUND)
        self._asks, self._reads_all = self.rails.program.facts, False

    def assess(self, facts: Mapping[str, Value], *, forced: bool = False) -> Finding:
        """The finding with every condition; `forced` asks the instrument even where it does not apply.

        Readings are left out; `readings` adds them.
        """
        # All of a finding follows from what is so and which facts are open, whatever the amounts and days.
        values = self.run(facts)
        open_facts = tuple(name for name in self.rails.program.facts if (value := facts.get(name)) is None or isinstance(value, Bound))
        return self._assessed.get((forced, values, open_facts), lambda: self._finding(values, facts, forced=forced))

    def _finding(self, values: Sequence[int], facts: Mapping[str, Value], *, forced: bool) -> Finding:
        applies = 1 if forced else values[self.rails.applies]
        walk = missing_masks(self.rails.program, values, facts)
        names = self.rails.program.facts
        answers = []
        for question, places, low, high in self.rails.questions:
            outcome = _both(min(applies, values[low]), min(applies, values[high]))
            missing: tuple[str, ...] = ()
            if not outcome:
                masks = [walk(p.pass_low) | walk(p.pass_high) for p in places]
                missing = tuple(ask_order([0 if forced else walk(self.rails.applies), *masks], names))
            conditions = tuple(self._condition(place, values) for place in places)
            answers.append(Answer(question, FINDINGS[outcome], conditions, missing))
        others = tuple(self._condition(place, values) for place in self.rails.others)
        return Finding(self.instrument, _VALUE[values[self.rails.applies]], answers[0], others, tuple(answers[1:]))

    def found(self, facts: Mapping[str, Value], *, forced: bool = False) -> Finding:
        """The finding, where it applies with its readings; the same facts of those it asks about are answered from memory."""
        finding = self._found.known((forced, *map(facts.get, self._asks)))
        if finding is None:
            finding = self.assess(facts, forced=forced)
            if forced or finding.applies != "no":
                self._ask_with_readings()
                finding = self.with_readings(facts, finding, forced=forced)
        return self._found.keep((forced, *map(facts.get, self._asks)), finding)

    def _ask_with_readings(self) -> None:
        """From now on what is remembered hangs on the facts of every reading too; they are made ready once, when first wanted."""
        if not self._reads_all:
            alone = [self.read_as(row.id, one.name) for row in self.instrument.provisions if len(row.readings) > 1 for one in row.readings]
            self._asks = tuple(dict.fromkeys(fact for assessor in (self, *alone) for fact in assessor.rails.program.facts))
            self._reads_all = True
            self._found.clear()

    def outcome(self, facts: Mapping[str, Value], *, forced: bool = False) -> str:
        """Only the answer to the first question."""
        values = self.run(facts)
        applies = 1 if forced else values[self.rails.applies]
        _, _, low, high = self.rails.questions[0]
        return FINDINGS[_both(min(applies, values[low]), min(applies, values[high]))]

    def with_readings(self, facts: Mapping[str, Value], finding: Finding, *, forced: bool = False) -> Finding:
        """The finding, with what every reading of every ambiguous row would give on its own."""
        readings = []
        for row in self.instrument.provisions:
            for i, reading in enumerate(row.readings if len(row.readings) > 1 else ()):
                alone = self.read_as(row.id, reading.name).outcome(facts, forced=forced)
                readings.append(OtherReading(
                    row.id, reading.name, reading.cite, reading.says, reading.says_en, reading.contested, i == 0, alone,
                ))  # fmt: skip
        return finding._replace(readings=tuple(readings))

    def read_as(self, row_id: str, reading: str) -> "Assessor":
        """The same instrument with one row read in one way only; KeyError names a row or reading that does not exist."""
        if (row_id, reading) not in self._variants:
            row = self.instrument.provision(row_id)
            chosen = [r for r in row.readings if r.name == reading]
            if not chosen:
                raise KeyError(f"{row_id}: {reading}")
            only = row._replace(readings=(chosen[0]._replace(contested=False),))
            rows = tuple(only if r.id == row_id else r for r in self.instrument.provisions)
            self._variants[row_id, reading] = Assessor(
                self.instrument._replace(provisions=rows), self._definitions, self.declared, self._settled
            )
        return self._variants[row_id, reading]

    def _condition(self, place: RowPlaces, values: Sequence[int]) -> Condition:
        own = _both(values[place.own_low], values[place.own_high])
        if place.when >= 0 and values[place.when] < 0:
            own = 3
        passes = _both(values[place.pass_low], values[place.pass_high])
        failing = own == (1 if place.role == "exclusion" else -1)
        relaxed = self._relaxations(place, values) if failing and passes != -1 else ()
        key = (place.row.id, place.role, own, passes, relaxed)
        if key not in self._conditions:
            self._conditions[key] = _describe(place.row, place.role, own, passes, relaxed)
        return self._conditions[key]

    def _relaxations(self, place: RowPlaces, values: Sequence[int]) -> tuple[str, ...]:
        return tuple(
            other.row.id for other in self.rails.others
            if place.row.id in other.row.relaxes and values[other.own_high] > 0 and (other.when < 0 or values[other.when] > 0)
        )  # fmt: skip


def _both(low: int, high: int) -> int:
    """One value from the two rails: conflict (2) only when the strict way says no and the favourable way yes."""
    return low if low == high else 2 if low < 0 < high else 0


def _describe(row: Provision, role: str, own: int, passes: int, relaxed: tuple[str, ...]) -> Condition:
    words = REASONS.get((role, own)) or REASONS["*", own]
    more, more_en = (f" {words} {', '.join(relaxed)}." if relaxed else "" for words in REASONS["*", "disputed" if passes == 2 else "relaxed"])
    decides = role in {"requirement", "exclusion"}
    return Condition(
        row.id, role, _VALUE[own], _EFFECT[passes] if decides else "none", row.cite, row.confidence,
        f"{words[0]}: {row.says}.{more}", f"{words[1]}: {row.says_en}.{more_en}", relaxed,
    )  # fmt: skip
