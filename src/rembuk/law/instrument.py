"""One regulation as read from its file: provisions in the order of its articles, and the questions they answer.

Nouns. A *provision* is one row: an article, what it says, the condition under which it holds, how sure we are of it.
A *requirement* must hold, an *exclusion* must not; a *relaxation* lets named rows pass though they fail; a *warning* never
decides; a *consideration* is weighed by an authority and is not computed. A *reading* is one way to read an ambiguous provision;
the first is the one used; a *contested* reading has such weight that, when it decides differently, a person must choose.
A *definition* says when a fact has a value (what a serious accident is, which procedure governs). A *question* is what the
instrument answers: the first is eligibility, others stand under `also`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from rembuk.law.condition import Const, Node
from rembuk.law.expression import ExpressionError, parse
from rembuk.law.facts import Fact
from rembuk.law.source import Row, two_languages

if TYPE_CHECKING:
    from rembuk.law.procedure import Clock, Procedure, Step

#: How sure we are of a row. `confirmed`: the article's text was read. `secondary`: a court, ministry or press page reports it.
#: `practice`: what an office does, not law. `design`: the law is silent and work must go on.
CONFIDENCES = ("confirmed", "secondary", "practice", "design")
#: What an instrument answers: whether restorative justice is open, or a related matter (damages, insurance, a complaint).
PURPOSES = ("restorative", "related")
STAGES = ("village", "police", "prosecution", "court")

_INSTRUMENT_KEYS = frozenset({
    "id", "title", "short", "version", "kind", "stage", "asks", "in_force", "applies", "definitions", "provisions",
    "purpose", "eligible", "also", "discretion", "warns", "succeeds", "notes", "source", "steps", "clocks",
})  # fmt: skip
_PROVISION_KEYS = frozenset({
    "id", "cite", "says", "holds", "readings", "confidence", "relaxes", "when", "unless", "source", "note", "by",
})  # fmt: skip


class Reading(NamedTuple):
    """One way to read a provision."""

    name: str
    node: Node
    contested: bool
    says: str
    says_en: str
    cite: str
    written: str


class Provision(NamedTuple):
    """One row of an instrument; no readings means a consideration that no condition decides."""

    id: str
    cite: str
    says: str
    says_en: str
    confidence: str
    readings: tuple[Reading, ...]
    when: Node | None
    when_written: str
    relaxes: tuple[str, ...]
    unless: tuple[str, ...]
    by: str
    note: str
    source: str
    line: int

    @property
    def contested(self) -> bool:
        """Whether another reading has the weight to make the finding a conflict."""
        return any(reading.contested for reading in self.readings[1:])


class Question(NamedTuple):
    """What is asked, the rows that must hold and the rows that must not."""

    id: str
    asks: str
    asks_en: str
    all: tuple[str, ...]
    none: tuple[str, ...]


class Definition(NamedTuple):
    """When a fact has a value: cases in order, the first that holds gives it; for a yes/no fact one case."""

    fact: str
    cite: str
    confidence: str
    cases: tuple[tuple[str, Node], ...]
    written: tuple[tuple[str, str], ...]
    note: str
    line: int


class InForce(NamedTuple):
    """From the first day to the last (both inclusive; no last day: still in force), and how sure we are."""

    first: date
    last: date | None
    confidence: str
    cite: str
    note: str

    def covers(self, day: date) -> bool:
        """Whether the instrument is in force on the day."""
        return self.first <= day and (self.last is None or day <= self.last)


class Instrument(NamedTuple):
    """One regulation; `digest` is the SHA-256 of its file. `procedure` reads its steps and clocks when they are asked for."""

    id: str
    title: str
    short: str
    version: str
    kind: str
    purpose: str
    stages: tuple[str, ...]
    in_force: InForce
    applies: Node
    applies_written: str
    definitions: tuple[Definition, ...]
    provisions: tuple[Provision, ...]
    questions: tuple[Question, ...]
    discretion: tuple[str, ...]
    warns: tuple[str, ...]
    succeeds: str
    notes: tuple[Mapping[str, str], ...]
    source: str
    digest: str
    file: str
    procedure: Callable[[], Procedure]

    @property
    def steps(self) -> tuple[Step, ...]:
        """What must be done, in article order; LawError for a row that cannot be used as written."""
        return self.procedure().steps

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The stand-alone clocks, in article order; LawError for a row that cannot be used as written."""
        return self.procedure().clocks

    def provision(self, row_id: str) -> Provision:
        """The row of that id; KeyError when there is none."""
        return next(row for row in self.provisions if row.id == row_id) if row_id in self.row_ids else _missing(row_id)

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """For reading order: restorative justice before related matters, law before practice, newer law first."""
        return self.purpose != "restorative", self.kind != "law", -self.in_force.first.toordinal()

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The ids of the provisions, in article order."""
        return tuple(row.id for row in self.provisions)


def _missing(row_id: str) -> Provision:
    raise KeyError(row_id)


def read_instrument(row: Row, facts: Mapping[str, Fact], digest: str, procedure: Callable[[], Procedure]) -> Instrument:
    """Build and check one instrument from its file's top row; raises LawError naming file, line and mend.

    Its steps and clocks are left to `procedure`, which is called when they are first asked for.
    """
    _known_keys(row, _INSTRUMENT_KEYS, "instrumen")
    reader = _Reader(facts, [str(item.get("id")) for item in row.get("provisions") or []])
    provisions = tuple(reader.provision(item) for item in row.get("provisions") or [])
    stages = tuple(_listed(row.get("stage")))
    if not stages or not set(stages) <= set(STAGES):
        raise row.error(f"tahap '{row.get('stage')}'", f"pakai satu atau beberapa dari {', '.join(STAGES)}")
    if row.get("kind", "law") not in {"law", "practice"}:
        raise row.error(f"kind '{row.get('kind')}'", "pakai law atau practice")
    questions = (
        reader.question(row.get("eligible"), "eligible", row),
        *(reader.question(a, "", row) for a in row.get("also") or []),
    )
    instrument = Instrument(
        id=_text(row, "id"), title=_text(row, "title"), short=_text(row, "short"), version=str(_text(row, "version")),
        kind=row.get("kind", "law"), purpose=row.get("purpose", "restorative"), stages=stages, in_force=_in_force(row), applies=reader.condition(row, "applies", "true"),
        applies_written=str(row.get("applies", "true")),
        definitions=tuple(reader.definition(item) for item in row.get("definitions") or []), provisions=provisions,
        questions=questions, discretion=tuple(_listed(row.get("discretion"))), warns=tuple(_listed(row.get("warns"))),
        succeeds=row.get("succeeds", ""), notes=tuple(row.get("notes") or ()), source=row.get("source", ""), digest=digest, file=row.file,
        procedure=procedure,
    )  # fmt: skip
    _check_names(instrument, row)
    return instrument


def read_definition(row: Row, facts: Mapping[str, Fact]) -> Definition:
    """One definition from its row; raises LawError naming file, line and mend."""
    return _Reader(facts, []).definition(row)


class _Reader:
    """Reads the rows of one instrument against the declared facts and its own row ids."""

    def __init__(self, facts: Mapping[str, Fact], ids: list[str]) -> None:
        self.facts, self.ids = facts, frozenset(ids)

    def condition(self, row: Row, key: str, otherwise: str = "") -> Node:
        written = row.get(key, otherwise)
        if isinstance(written, bool):
            return Const(written)
        try:
            return parse(str(written), self.facts, self.ids)
        except ExpressionError as error:
            raise row.error(f"{row.get('id', key)}: {error.what}", error.mend) from None

    def provision(self, row: Row) -> Provision:
        _known_keys(row, _PROVISION_KEYS, "pasal")
        row_id = _text(row, "id")
        says, says_en = two_languages(row, "says")
        confidence = row.get("confidence")
        if confidence not in CONFIDENCES:
            raise row.error(
                f"{row_id}: keyakinan '{confidence}'",
                f"pakai {', '.join(CONFIDENCES)}; yang belum diperiksa tidak boleh dimuat",
            )
        cite = row.get("cite") or ""
        if not cite and confidence != "design":
            raise row.error(f"{row_id}: tanpa rujukan", "isi cite dengan pasalnya, atau tandai confidence: design")
        return Provision(
            id=row_id, cite=cite, says=says, says_en=says_en, confidence=confidence, readings=self.readings(row),
            when=self.condition(row, "when") if "when" in row else None,
            when_written=str(row.get("when", "")), relaxes=tuple(_listed(row.get("relaxes"))),
            unless=tuple(_listed(row.get("unless"))), by=row.get("by", ""), note=row.get("note", ""),
            source=row.get("source", ""), line=row.line,
        )  # fmt: skip

    def readings(self, row: Row) -> tuple[Reading, ...]:
        if ("holds" in row) == ("readings" in row):
            if "holds" not in row:
                return ()
            raise row.error(
                f"{row.get('id')}: holds dan readings sekaligus", "pakai salah satu; bacaan pertama adalah yang dipakai"
            )
        if "holds" in row:
            return (Reading("", self.condition(row, "holds"), False, "", "", row.get("cite", ""), str(row["holds"])),)
        return tuple(self.reading(name, item, row) for name, item in row["readings"].items())

    def reading(self, name: str, item: Any, row: Row) -> Reading:
        if not isinstance(item, Row):
            inner = Row(holds=item, id=row.get("id"))
            inner.file, inner.line = row.file, row.line
            item = inner
        says, says_en = two_languages(item, "says") if "says" in item else ("", "")
        return Reading(
            name, self.condition(item, "holds"), bool(item.get("contested")), says, says_en,
            item.get("cite") or row.get("cite", ""), str(item.get("holds")),
        )  # fmt: skip

    def question(self, row: Any, row_id: str, top: Row) -> Question:
        if not isinstance(row, Row) or not (row.get("all") or row.get("none")):
            raise top.error("pertanyaan tanpa syarat", "isi eligible: {all: [...], none: [...]}")
        asks, asks_en = two_languages(row if "asks" in row else top, "asks")
        return Question(
            row_id or _text(row, "id"),
            asks,
            asks_en,
            tuple(_listed(row.get("all"))),
            tuple(_listed(row.get("none"))),
        )

    def definition(self, row: Row) -> Definition:
        fact = self.facts.get(_text(row, "fact"))
        if fact is None or fact.type not in {"bool", "enum"}:
            raise row.error(f"definisi '{row.get('fact')}'", "nyatakan dahulu fakta bool atau enum itu di facts.yaml")
        if not row.get("cite") or row.get("confidence") not in CONFIDENCES:
            raise row.error(f"definisi '{fact.name}' tanpa rujukan atau keyakinan", "isi cite dan confidence")
        if fact.type == "bool":
            cases: tuple[tuple[str, Node], ...] = (("true", self.condition(row, "holds")),)
            written: tuple[tuple[str, str], ...] = (("true", str(row.get("holds"))),)
        else:
            cases = tuple((str(case.get("is")), self.condition(case, "when")) for case in row.get("cases") or [])
            written = tuple((str(case.get("is")), str(case.get("when"))) for case in row.get("cases") or [])
            wrong = [value for value, _ in cases if value not in fact.values]
            if wrong or not cases:
                raise row.error(
                    f"definisi '{fact.name}' memberi nilai {wrong or 'kosong'}", f"pilihannya: {', '.join(fact.values)}"
                )
        return Definition(fact.name, row["cite"], row["confidence"], cases, written, row.get("note", ""), row.line)


def _in_force(row: Row) -> InForce:
    held = row.get("in_force")
    if not isinstance(held, Row):
        raise row.error("tanpa tanggal berlaku", "isi in_force: {from: TTTT-BB-HH, confidence: ...}")
    if held.get("confidence") not in CONFIDENCES:
        raise held.error("tanggal berlaku tanpa keyakinan", f"pakai {', '.join(CONFIDENCES)}")
    try:
        first = date.fromisoformat(held.get("from", ""))
        last = date.fromisoformat(held["until"]) if held.get("until") else None
    except ValueError:
        raise held.error("tanggal berlaku bukan tanggal", "tulis TTTT-BB-HH") from None
    return InForce(first, last, held["confidence"], held.get("cite", ""), held.get("note", ""))


def _check_names(instrument: Instrument, row: Row) -> None:
    ids = instrument.row_ids
    twice = {row_id for row_id in ids if ids.count(row_id) > 1}
    if twice:
        raise row.error(f"baris tertulis dua kali: {', '.join(sorted(twice))}", "beri id yang berbeda")
    for provision in instrument.provisions:
        _all_known((*provision.relaxes, *provision.unless), ids, row, provision.id)
    for question in instrument.questions:
        _all_known((*question.all, *question.none), ids, row, question.id)
        for row_id in (*question.all, *question.none):
            if not instrument.provision(row_id).readings:
                raise row.error(
                    f"{row_id} menjadi syarat tetapi tidak punya holds", "isi holds, atau pindahkan ke discretion"
                )
    _all_known((*instrument.discretion, *instrument.warns), ids, row, "discretion/warns")


def _all_known(names: Collection[str], ids: Collection[str], row: Row, where: str) -> None:
    for name in names:
        if name not in ids:
            raise row.error(f"{where} menyebut baris '{name}' yang tidak ada", "periksa id barisnya")


def _known_keys(row: Row, known: Collection[str], what: str) -> None:
    strange = sorted(set(row) - set(known))
    if strange:
        raise row.error(f"kolom {what} tidak dikenal: {', '.join(strange)}", f"yang ada: {', '.join(sorted(known))}")


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    if value is None or value == "":
        raise row.error(f"kolom '{key}' kosong", f"isi {key}")
    return str(value)


def _listed(value: Any) -> list[str]:
    return [] if value is None else [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
