"""A finding as JSON and as text: what a person or another program reads.

The same question, facts and law give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from rembuk.law.assess import Answer, Condition, Finding
from rembuk.law.facts import NEVER, Fact, Value, write_value
from rembuk.law.library import Law
from rembuk.reference.bound import Bound

FINDING_WORDS = {
    "eligible": "MEMENUHI SYARAT", "not_eligible": "TIDAK MEMENUHI SYARAT",
    "unknown": "BELUM DAPAT DIPASTIKAN", "conflict": "BERSELISIH, DIPUTUS ORANG",
}  # fmt: skip
CONFIDENCE_WORDS = {
    "confirmed": "teks pasal dibaca", "secondary": "sumber sekunder", "practice": "praktik, bukan hukum", "design": "rancangan, bukan hukum",
}  # fmt: skip
_MARK = {"supports": "+", "blocks": "-", "open": "?", "disputed": "!", "none": " "}


def finding_json(finding: Finding, law: Law, facts: Mapping[str, Value]) -> dict[str, Any]:
    """One finding as JSON values; `facts_used` are the stated facts the instrument looked at."""
    instrument = finding.instrument
    program_facts = law.assessor(instrument.id).rails.program.facts
    answer = finding.answer
    return {
        "instrument": instrument.id, "short": instrument.short, "title": instrument.title, "kind": instrument.kind,
        "version": instrument.version, "hash": instrument.digest, "applies": finding.applies, "asks": answer.question.asks,
        "asks_en": answer.question.asks_en, "finding": answer.finding,
        "conditions": [condition_json(c) for c in answer.conditions],
        "others": [condition_json(c) for c in finding.others],
        "missing": [fact.name for fact in askable(law, answer.missing, facts)],
        "next_question": question_json(law, answer.missing, facts),
        "facts_used": {name: write_value(facts[name]) for name in program_facts if facts.get(name) is not None},
        "readings": [
            {"row": r.row, "reading": r.reading, "cite": r.cite, "says": r.says, "says_en": r.says_en, "used": r.used,
             "contested": r.contested, "finding": r.finding, "changes": r.finding != answer.finding}
            for r in finding.readings
        ],
        "discretion": [
            {"id": row.id, "cite": row.cite, "says": row.says, "says_en": row.says_en, "by": row.by, "confidence": row.confidence}
            for row in (instrument.provision(i) for i in instrument.discretion)
        ],
        "also": [answer_json(other, law, facts) for other in finding.also],
        "notes": [dict(note) for note in instrument.notes],
    }  # fmt: skip


@lru_cache(maxsize=8192)
def condition_json(condition: Condition) -> dict[str, Any]:
    """One condition with every column the contract names. Read it only: the same condition is the same object."""
    return {
        "id": condition.id, "role": condition.role, "value": condition.value, "effect": condition.effect, "cite": condition.cite,
        "confidence": condition.confidence, "reason": condition.reason, "reason_en": condition.reason_en,
        "relaxed_by": list(condition.relaxed_by),
    }  # fmt: skip


def answer_json(answer: Answer, law: Law, facts: Mapping[str, Value]) -> dict[str, Any]:
    """The answer to a further question of the instrument."""
    return {
        "question": answer.question.id, "asks": answer.question.asks, "asks_en": answer.question.asks_en, "finding": answer.finding,
        "conditions": [condition_json(c) for c in answer.conditions], "missing": [fact.name for fact in askable(law, answer.missing, facts)],
    }  # fmt: skip


def askable(law: Law, missing: Iterable[str], facts: Mapping[str, Value]) -> Iterator[Fact]:
    """The facts a person can be asked for: a computed fact is asked through its first input that is missing."""
    seen = set()
    for name in missing:
        fact = law.facts[name]
        while fact.inputs:
            unknown = [i for i in fact.inputs if facts.get(i) is None]
            fact = law.facts[unknown[0] if unknown else fact.inputs[0]]
        if fact.name not in seen:
            seen.add(fact.name)
            yield fact


def question_json(law: Law, missing: Iterable[str], facts: Mapping[str, Value]) -> dict[str, Any] | None:
    """The single fact to ask next, with its question; None when nothing is missing."""
    fact = next(askable(law, missing, facts), None)
    if fact is None:
        return None
    return {
        "fact": fact.name, "question": fact.question, "question_en": fact.question_en, "type": fact.type, "values": list(fact.values),
        "stated_by": fact.stated_by, "decided_by": fact.decided_by, "proof": fact.proof, "confidential": fact.confidential,
    }  # fmt: skip


def finding_text(finding: Finding, law: Law, facts: Mapping[str, Value]) -> str:
    """The whole reasoning as plain Indonesian text for a terminal or a note."""
    return "\n".join(_lines(finding, law, facts)) + "\n"


def _lines(finding: Finding, law: Law, facts: Mapping[str, Value]) -> Iterator[str]:
    instrument, answer = finding.instrument, finding.answer
    kind = " [praktik, bukan hukum]" if instrument.kind == "practice" else ""
    yield f"{instrument.short}{kind}: {FINDING_WORDS[answer.finding]}"
    yield f"  {answer.question.asks}"
    if finding.applies != "yes":
        yield f"  Berlakunya aturan ini: {'belum pasti' if finding.applies == 'unknown' else 'tidak berlaku untuk perkara ini, ditanya atas permintaan'}"
    for condition in answer.conditions:
        yield from _condition_lines(condition)
    shown = [c for c in finding.others if c.role in {"relaxation", "warning"} and c.value in {"yes", "conflict"}]
    if shown:
        yield "  Keterangan:"
        for condition in shown:
            yield from _condition_lines(condition)
    yield from _missing_lines(answer, law, facts)
    disputed = {c.id for c in (*answer.conditions, *finding.others) if c.value == "conflict"}
    shown_readings = [r for r in finding.readings if not r.used and (r.finding != answer.finding or r.row in disputed)]
    if shown_readings:
        yield "  Bacaan lain:"
    for reading in shown_readings:
        yield f"    {reading.row} dibaca '{reading.reading}' ({reading.says}): {FINDING_WORDS[reading.finding].lower()} [{reading.cite}]"
    for other in finding.also:
        yield f"  Juga ditanya: {other.question.asks} {FINDING_WORDS[other.finding].lower()}"
    for row in (instrument.provision(i) for i in instrument.discretion):
        yield f"  Tetap ditimbang {row.by or 'pejabat'}: {row.says} [{row.cite}]"


def _condition_lines(condition: Condition) -> Iterator[str]:
    yield f"  {_MARK[condition.effect]} {condition.reason} [{'; '.join(filter(None, (condition.cite, CONFIDENCE_WORDS[condition.confidence])))}]"


def _missing_lines(answer: Answer, law: Law, facts: Mapping[str, Value]) -> Iterator[str]:
    for i, fact in enumerate(askable(law, answer.missing, facts)):
        who = (
            f" (diputus {fact.decided_by})"
            if fact.decided_by
            else f" (dinyatakan {fact.stated_by})"
            if fact.stated_by
            else ""
        )
        yield f"  {'Tanyakan sekarang' if i == 0 else '  lalu'}: {fact.question}{who} [{fact.name}]"


def value_text(value: Value) -> str:
    """A value as people write it in Indonesian."""
    if value is None:
        return "belum diketahui"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return "belum terjadi" if value == NEVER else value.isoformat()
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "tidak ada"
    if isinstance(value, Bound):
        sides = [
            f"paling sedikit {value.low}" if value.low is not None else "",
            f"paling banyak {value.high}" if value.high is not None else "",
        ]
        return " dan ".join(side for side in sides if side)
    return str(value)
