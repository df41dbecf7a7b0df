"""Worked examples: the tests and the documentation of an instrument, readable beside it.

An examples file has a `start` (a case that qualifies), `cases` (what differs, and what the finding must be and why) and `rows`
(for single provisions, facts that make it yes, no or unknown). `definitions` does the same for defined facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rembuk.law.assess import Finding
from rembuk.law.condition import Compare, DateOperand, FactOperand, Leaf, Node, NumberOperand, Ref, facts_in, leaves
from rembuk.law.derive import complete
from rembuk.law.facts import FactProblem, Value, read_facts
from rembuk.law.library import Law
from rembuk.law.scalar import shift
from rembuk.law.source import LAW_DIR, LawError, Row, load_rows

EXAMPLES_DIR = LAW_DIR / "examples"


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case: a sentence, its facts, and what is expected."""

    says: str
    facts: Mapping[str, Value]
    forced: bool
    expect: str
    because: tuple[str, ...]
    missing: tuple[str, ...]
    warns: tuple[str, ...]
    also: Mapping[str, str]
    readings: Mapping[str, str]
    charges: str
    changed: Mapping[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class RowExample:
    """Facts that make one row (or one defined fact) take a value."""

    row: str
    value: str
    facts: Mapping[str, Value]
    written: Mapping[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Examples:
    """All worked examples of one instrument."""

    instrument: str
    cases: tuple[Case, ...]
    rows: tuple[RowExample, ...]
    definitions: tuple[RowExample, ...]


def load_examples(law: Law, instrument_id: str, folder: Path = EXAMPLES_DIR) -> Examples:
    """The examples of one instrument; LawError when the file is missing or cannot be used as written."""
    path = folder / f"{instrument_id}.yaml"
    if not path.exists():
        raise LawError(path.name, 1, "contoh belum ada", "tulis contoh untuk setiap baris")
    top = load_rows(path)
    return Examples(
        instrument_id, tuple(_case(item, top, law) for item in top.get("cases") or []),
        tuple(_row_examples(top.get("rows") or {}, law)), tuple(_row_examples(top.get("definitions") or {}, law)),
    )  # fmt: skip


def _case(item: Row, top: Row, law: Law) -> Case:
    strange = set(item) - {
        "says",
        "on",
        "stage",
        "subject",
        "charges",
        "change",
        "expect",
        "because",
        "missing",
        "warns",
        "also",
        "readings",
        "forced",
    }
    if strange or "expect" not in item or "says" not in item:
        raise item.error(f"contoh dengan kolom {sorted(strange)} atau tanpa says/expect", "perbaiki nama kolomnya")
    start = top.get("start") or {}
    changed = dict(item.get("change") or {})
    stated = {**(start.get("facts") or {}), **changed}
    charges = item.get("charges", start.get("charges")) or ""
    on = date.fromisoformat(str(item.get("on") or start.get("on")))
    facts = _facts(
        stated,
        law,
        item,
        on=on,
        stage=item.get("stage") or start.get("stage"),
        charges=charges,
        subject=item.get("subject", "person"),
    )
    return Case(
        item["says"], facts, bool(item.get("forced")), item["expect"], tuple(item.get("because") or ()),
        tuple(item.get("missing") or ()), tuple(item.get("warns") or ()), dict(item.get("also") or {}),
        dict(item.get("readings") or {}), str(charges), changed, item.line,
    )  # fmt: skip


def _facts(
    stated: Mapping[str, Any], law: Law, row: Row, *, on: date, stage: str | None, charges: Any, subject: str
) -> dict[str, Value]:
    from rembuk.law.charges import charges_of_ids, read_charges
    from rembuk.law.offences import load_catalogue

    try:
        given = read_facts(stated, law.facts)
    except FactProblem as problem:
        raise row.error(str(problem), "perbaiki contohnya") from None
    catalogue = load_catalogue()
    acted = given.get("acted_on")
    read: Any = ()
    if isinstance(charges, list):
        read = charges_of_ids(charges)
    elif charges:
        reading = read_charges(
            charges, acted_on=acted if isinstance(acted, date) else None, seen_on=on, catalogue=catalogue
        )
        if reading.problems:
            raise row.error(f"pasal contoh tidak terbaca: {reading.problems[0].id}", "tulis pasal yang ada di katalog")
        read = reading.charges
    facts = complete(given, on=on, stage=stage, charges=read, catalogue=catalogue, subject=subject)
    return {name: value for name, value in facts.items() if name not in stated or stated[name] is not None}


def _row_examples(table: Mapping[str, Any], law: Law) -> Iterator[RowExample]:
    for row_id, values in table.items():
        for value, examples in values.items():
            for written in examples:
                line = written.line if isinstance(written, Row) else 0
                try:
                    yield RowExample(
                        row_id,
                        {"true": "yes", "false": "no"}.get(str(value).lower(), str(value)),
                        read_facts(written, law.facts),
                        dict(written),
                        line,
                    )
                except FactProblem as problem:
                    raise values.error(str(problem), "perbaiki contohnya") from None


def judge(law: Law, examples: Examples) -> list[str]:
    """Every way in which an example does not come out as written; empty when the law says what the examples promise."""
    assessor = law.assessor(examples.instrument)
    out: list[str] = []
    for case in examples.cases:
        finding = assessor.assess(case.facts, forced=case.forced)
        if case.readings:
            finding = assessor.with_readings(case.facts, finding, forced=case.forced)
        out += [
            f"{examples.instrument}.yaml:{case.line}: {case.says}: {wrong}" for wrong in _differences(case, finding)
        ]
    for example in examples.rows:
        got = row_value(law, examples.instrument, example.row, example.facts)
        if got != example.value:
            out.append(
                f"{examples.instrument}.yaml:{example.line}: {example.row} mestinya {example.value}, hasilnya {got} untuk {example.written}"
            )
    for example in examples.definitions:
        got = defined_value(law, examples.instrument, example.row, example.facts)
        if got != example.value:
            out.append(
                f"{examples.instrument}.yaml:{example.line}: {example.row} mestinya {example.value}, hasilnya {got} untuk {example.written}"
            )
    return out


def _differences(case: Case, finding: Finding) -> Iterator[str]:
    if finding.finding != case.expect:
        yield f"mestinya {case.expect}, hasilnya {finding.finding}, kurang {list(finding.answer.missing)}"
    effect = {"not_eligible": "blocks", "conflict": "disputed", "unknown": "open", "eligible": "supports"}[case.expect]
    by_effect = {c.id for c in finding.answer.conditions if c.effect == effect} | {
        r for c in finding.answer.conditions for r in c.relaxed_by
    }
    if not set(case.because) <= by_effect:
        yield f"mestinya karena {list(case.because)}, hasilnya {sorted(by_effect)}"
    if list(finding.answer.missing[: len(case.missing)]) != list(case.missing):
        yield f"mestinya bertanya {list(case.missing)}, hasilnya {list(finding.answer.missing)}"
    warned = {c.id for c in finding.others if c.role == "warning" and c.value == "yes"}
    if not set(case.warns) <= warned:
        yield f"mestinya memperingatkan {list(case.warns)}, hasilnya {sorted(warned)}"
    answers = {answer.question.id: answer.finding for answer in finding.also}
    for question, expected in case.also.items():
        if answers.get(question) != expected:
            yield f"{question} mestinya {expected}, hasilnya {answers.get(question)}"
    readings = {f"{r.row}/{r.reading}": r.finding for r in finding.readings}
    for reading, expected in case.readings.items():
        if readings.get(reading) != expected:
            yield f"bacaan {reading} mestinya {expected}, hasilnya {readings.get(reading)}"


def row_value(law: Law, instrument_id: str, row_id: str, facts: Mapping[str, Value]) -> str:
    """One provision's own value for the facts: yes, no, unknown, conflict or not_applicable."""
    finding = law.assessor(instrument_id).assess(facts, forced=True)
    rows = [*finding.answer.conditions, *finding.others, *(c for answer in finding.also for c in answer.conditions)]
    return next((c.value for c in rows if c.id == row_id), f"baris '{row_id}' tidak ada")


def defined_value(law: Law, instrument_id: str, fact: str, facts: Mapping[str, Value]) -> str:
    """The value a definition gives; unknown when no case is decided, none when every case is no."""
    from rembuk.law.rails import build
    from rembuk.law.scalar import compile_program

    definition = law.definitions[fact]
    rails = build(law.instrument(instrument_id), law.definitions, {}, defines=fact)
    values = compile_program(rails.program)(facts)
    found = {value: values[rails.program.outputs[f"{fact}={value}"]] for value in dict(definition.cases)}
    yes = [value for value, truth in found.items() if truth > 0]
    if law.facts[fact].type == "bool":
        return {1: "yes", 0: "unknown", -1: "no"}[found["true"]]
    return yes[0] if yes else "unknown" if any(truth == 0 for truth in found.values()) else "none"


def gaps(law: Law, examples: Examples) -> list[str]:
    """Rows the examples do not prove: a value never shown, or a boundary not tried on both sides."""
    instrument = law.instrument(examples.instrument)
    out = []
    for row in instrument.provisions:
        mine = [e for e in examples.rows if e.row == row.id]
        asked = [leaf for reading in row.readings for leaf in leaves(reading.node)]
        if not asked:
            continue
        shown = {e.value for e in mine}
        wanted = {"yes", "no", "unknown"} - (
            {"no"} if row.readings and all(_always(r.node) for r in row.readings) else set()
        )
        if row.contested:
            wanted = {"unknown"}
        out += [f"{instrument.id}: {row.id} tanpa contoh {value}" for value in sorted(wanted - shown)]
        out += [
            f"{instrument.id}: {row.id} batas belum diuji: {text}" for text in _untried(asked, [e.facts for e in mine])
        ]
    for definition in instrument.definitions:
        mine = [e for e in examples.definitions if e.row == definition.fact]
        values = (
            {"yes", "no"} if law.facts[definition.fact].type == "bool" else {value for value, _ in definition.cases}
        )
        out += [
            f"{instrument.id}: definisi {definition.fact} tanpa contoh {v}"
            for v in sorted((values | {"unknown"}) - {e.value for e in mine})
        ]
        asked = [leaf for _, node in definition.cases for leaf in leaves(node)]
        out += [
            f"{instrument.id}: definisi {definition.fact} batas belum diuji: {text}"
            for text in _untried(asked, [e.facts for e in mine])
        ]
    return out


def _always(node: Node) -> bool:
    return not list(leaves(node))


def _untried(asked: list[Leaf | Ref], cases: list[Mapping[str, Value]]) -> Iterator[str]:
    for leaf in dict.fromkeys(asked):
        if isinstance(leaf, Ref) or not isinstance(leaf, Compare):
            continue
        gapsizes = {gap for facts in cases if (gap := _gap(leaf, facts)) is not None}
        wanted = (-1, 0) if leaf.strict else (0, 1)
        if not set(wanted) <= gapsizes:
            yield f"{' / '.join(facts_in(leaf))} tepat pada batas dan satu satuan di seberangnya"


def _gap(leaf: Compare, facts: Mapping[str, Value]) -> int | None:
    """left minus right in whole units (days for dates); None when a side is unknown."""
    sides = [_side(side, facts) for side in (leaf.left, leaf.right)]
    if any(side is None for side in sides):
        return None
    left, right = (side.toordinal() if isinstance(side, date) else side for side in sides)
    gap = left - right
    return int(gap) if gap == int(gap) else None


def _side(side: Any, facts: Mapping[str, Value]) -> Any:
    if isinstance(side, FactOperand):
        value = facts.get(side.fact)
        if isinstance(value, date):
            return shift(value, side.months, side.days)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None
    assert isinstance(side, NumberOperand | DateOperand)
    return side.value
