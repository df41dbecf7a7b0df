"""Findings as a case keeps them: only what the case decides, since what the law says about it stands in the law.

A finding of forty rows is some forty texts in two languages, each known from the row and its value alone. Kept are the row and the
value; reading puts the texts back. A row whose text does not come back exactly is kept as it is, so reading always gives what was
found. What is kept is of use only with the same law (`view_for` says which).
"""

from __future__ import annotations

from collections.abc import KeysView, Mapping
from functools import cached_property, lru_cache
from typing import Any

from rembuk.law.assess import REASONS, Finding
from rembuk.law.facts import Value
from rembuk.law.instrument import Instrument, Provision
from rembuk.law.library import Law
from rembuk.law.recent import Recent
from rembuk.law.report import finding_json, question_json

_VALUES = {"yes": ("y", 1), "no": ("n", -1), "unknown": ("u", 0), "conflict": ("c", 2), "not_applicable": ("a", 3)}
_EFFECTS = {"supports": "s", "blocks": "b", "open": "o", "disputed": "d", "none": "-"}
_FINDINGS = {"eligible": "e", "not_eligible": "n", "unknown": "u", "conflict": "c"}
_ROLES = {"requirement": "q", "exclusion": "x", "relaxation": "r", "warning": "w", "rule": "l", "consideration": "c"}
_VALUE_OF = {letter: (word, code) for word, (letter, code) in _VALUES.items()}
_EFFECT_OF, _FINDING_OF, _ROLE_OF = ({letter: word for word, letter in words.items()} for words in (_EFFECTS, _FINDINGS, _ROLES))

Found = Mapping[str, Any]


def found_json(finding: Finding, law: Law, facts: Mapping[str, Value]) -> Found:
    """The finding as JSON values, as `finding_json` gives them; computed once for the facts it shows or asks for. Read it only."""
    names = _facts_told(law, finding.instrument.id)
    if not names >= set(finding.answer.missing):
        return finding_json(finding, law, facts)
    key = (id(finding), *map(facts.get, names))
    return _TOLD.get(key, lambda: (finding, finding_json(finding, law, facts)))[1]


@lru_cache(maxsize=256)
def _facts_told(law: Law, instrument: str) -> KeysView[str]:
    """The facts that findings of the instrument show or ask for: its own and, where those are computed, what they are computed from."""
    names = dict.fromkeys(law.assessor(instrument).rails.program.facts)
    for name in (waiting := list(names)):
        new = [one for one in law.facts[name].inputs if one not in names] if name in law.facts else []
        names |= dict.fromkeys(new)
        waiting += new
    return names.keys()


def shortened(found: Found, law: Law) -> list[Any]:
    """A finding (as `finding_json` gives it) without what the law says by itself. Read it only."""
    return _SHORT.get(id(found), lambda: (found, _shortened(found, law)))[1]


#: Findings as JSON, and shortened, each with what it was made of: while that is held, nothing else has its identity.
_MOST = 1500
_TOLD: Recent[Any, tuple[Finding, Found]] = Recent(_MOST)
_SHORT: Recent[Any, tuple[Found, list[Any]]] = Recent(_MOST)


def _shortened(found: Found, law: Law) -> list[Any]:
    instrument = law.instrument(found["instrument"])
    texts = _texts_of(instrument)
    return [
        instrument.id, found["applies"], _FINDINGS[found["finding"]], [_short(c, texts) for c in found["conditions"]], [_short(c, texts) for c in found["others"]],
        found["missing"], found["facts_used"], [f"{r['row']}|{r['reading']}|{_FINDINGS[r['finding']]}" for r in found["readings"]],
        [[a["question"], _FINDINGS[a["finding"]], [_short(c, texts) for c in a["conditions"]], a["missing"]] for a in found["also"]],
    ]  # fmt: skip


def whole(kept: list[Any], law: Law) -> dict[str, Any]:
    """The finding that was shortened. Its parts are shared between findings: read them only."""
    name, applies, finding, conditions, others, missing, facts_used, readings, also = kept
    texts, answer = _texts_of(law.instrument(name)), _FINDING_OF[finding]
    return texts.head | {
        "applies": applies, "finding": answer, "conditions": [texts.whole(c) for c in conditions], "others": [texts.whole(c) for c in others],
        "missing": missing, "next_question": question_json(law, missing[:1], {}), "facts_used": facts_used,
        "readings": [texts.reading(told, answer) for told in readings],
        "also": [
            {"question": one, "asks": texts.questions[one].asks, "asks_en": texts.questions[one].asks_en, "finding": _FINDING_OF[letter],
             "conditions": [texts.whole(c) for c in rows], "missing": lacking}
            for one, letter, rows, lacking in also
        ],
    }  # fmt: skip


def _short(condition: Found, texts: _Texts) -> Any:
    """A row as its id, role, value, effect and what relaxes it; the row itself where its text would not come back."""
    known = texts.short.get(id(condition))
    if known is None:
        if len(texts.short) > _MOST:
            texts.short.clear()
        known = texts.short[id(condition)] = condition, _told(condition, texts)
    return known[1]


def _told(condition: Found, texts: _Texts) -> Any:
    told = f"{condition['id']}|{_ROLES.get(condition['role'], '?')}{_VALUES[condition['value']][0]}{_EFFECTS[condition['effect']]}"
    if condition["relaxed_by"]:
        told += f"|{','.join(condition['relaxed_by'])}"
    return told if "?" not in told and texts.whole(told) == condition else condition


class _Texts:
    """The texts of one instrument's rows, each put together once."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.rows = {row.id: row for row in instrument.provisions}
        self.questions = {question.id: question for question in instrument.questions}
        self.known: dict[str, dict[str, Any]] = {}
        self.readings: dict[str, dict[str, Any]] = {}
        self.short: dict[int, tuple[Found, Any]] = {}

    @cached_property
    def head(self) -> dict[str, Any]:
        """What every finding of the instrument begins and ends with."""
        one, question = self.instrument, self.instrument.questions[0]
        discretion = [self.rows[row] for row in one.discretion]
        return {
            "instrument": one.id, "short": one.short, "title": one.title, "kind": one.kind, "version": one.version, "hash": one.digest,
            "asks": question.asks, "asks_en": question.asks_en, "notes": [dict(note) for note in one.notes],
            "discretion": [{"id": r.id, "cite": r.cite, "says": r.says, "says_en": r.says_en, "by": r.by, "confidence": r.confidence} for r in discretion],
        }  # fmt: skip

    def whole(self, told: Any) -> Any:
        """The row that was shortened; one kept as it is comes back as it is."""
        if not isinstance(told, str):
            return told
        if told not in self.known:
            row, marks, *relaxed = told.split("|")
            self.known[told] = _described(self.rows[row], marks, relaxed[0].split(",") if relaxed else [])
        return self.known[told]

    def reading(self, told: str, finding: str) -> dict[str, Any]:
        """One reading of a row, and whether it would change the finding."""
        key = f"{told}|{finding}"
        if key not in self.readings:
            row_id, name, letter = told.rsplit("|", 2)
            row = self.rows[row_id]
            place, reading = next((i, one) for i, one in enumerate(row.readings) if one.name == name)
            self.readings[key] = {
                "row": row_id, "reading": name, "cite": reading.cite, "says": reading.says, "says_en": reading.says_en, "used": place == 0,
                "contested": reading.contested, "finding": _FINDING_OF[letter], "changes": _FINDING_OF[letter] != finding,
            }  # fmt: skip
        return self.readings[key]


_KNOWN: dict[str, _Texts] = {}


def _texts_of(instrument: Instrument) -> _Texts:
    if instrument.digest not in _KNOWN:
        _KNOWN[instrument.digest] = _Texts(instrument)
    return _KNOWN[instrument.digest]


def _described(row: Provision, marks: str, relaxed: list[str]) -> dict[str, Any]:
    """A row with its texts, as the law's engine words them (`assess.REASONS`)."""
    role, (value, code), effect = _ROLE_OF[marks[0]], _VALUE_OF[marks[1]], _EFFECT_OF[marks[2]]
    words = REASONS.get((role, code)) or REASONS["*", code]
    relaxing = REASONS["*", "disputed" if effect == "disputed" else "relaxed"]
    more, more_en = (f" {word} {', '.join(relaxed)}." if relaxed else "" for word in relaxing)
    return {
        "id": row.id, "role": role, "value": value, "effect": effect, "cite": row.cite, "confidence": row.confidence,
        "reason": f"{words[0]}: {row.says}.{more}", "reason_en": f"{words[1]}: {row.says_en}.{more_en}", "relaxed_by": relaxed,
    }  # fmt: skip
