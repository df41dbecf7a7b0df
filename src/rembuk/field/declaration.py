"""The declaration of acts as the field kit reads it: one compact JSON text, made from `record/acts.yaml`.

    {"digest", "groups", "things", "choices", "fields", "kinds", "grounds", "patterns", "roles", "milestones"}

A field is [type, label, of, help, columns, adds, where, least, most]; a kind lists its fields by name, `!` where one must be filled,
and leaves out what is empty; `after` marks what may still be recorded when a case is closed. Grounds and patterns are those of
`forbidden_terms.yaml`; `milestones` pairs those of the law that a stated date shows with that fact. The English words are a pack of
their own, fetched by whoever chooses English. `declared.mjs` reads both; the fold, the rules and the forms run on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rembuk.law.library import load_law
from rembuk.law.procedure import ROLES
from rembuk.record.decide import may_do
from rembuk.record.kinds import Declaration, Field, Kind, Words, declaration
from rembuk.record.stages import STAGES
from rembuk.record.term_check import forbidden_terms


@lru_cache(maxsize=1)
def record_pack() -> str:
    """The pack of the shipped declaration, in Indonesian; the same declaration gives the same text."""
    return compile_declaration(declaration(), 0)


@lru_cache(maxsize=1)
def record_english() -> str:
    """The words of the pack in English, for whoever chooses that language: the same tree without what has no words."""
    return compile_declaration(declaration(), 1)


def compile_declaration(declared: Declaration, language: int) -> str:
    """A declaration as JSON text: whole in Indonesian (0), only its words in English (1)."""
    grounds, patterns = forbidden_terms()
    tree: dict[str, Any] = {
        "groups": _words(declared.groups, language), "things": _words(declared.things, language),
        "choices": {name: _words(values, language) for name, values in declared.choices.items()},
        "fields": {name: _field(field) if not language else _field_words(field) for name, field in declared.fields.items()},
        "kinds": {name: _kind(kind) if not language else [kind.label.en, kind.sentence.en] for name, kind in declared.kinds.items()},
        "grounds": {c: [g.fact, g.says.id, g.cite] if not language else g.says.en for c, g in grounds.items()},
        "patterns": [[p.words.pattern, p.ground, p.says.id] if not language else p.says.en for p in patterns],
        "roles": {role: words[language] for role, words in ROLES.items()},
    }  # fmt: skip
    if not language:
        tree["milestones"] = {m.id: [m.fact, m.given] if m.given else [m.fact] for m in load_law().words.milestones.values() if m.fact}
    return compact({"digest": hashlib.sha256(compact(tree).encode()).hexdigest()[:16], **tree})


def compact(value: Any) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _words(words: Mapping[str, Words], language: int) -> dict[str, str]:
    return {name: one[language] for name, one in words.items()}


def _field_words(field: Field) -> Any:
    return [field.label.en, field.help.en] if field.help.en else field.label.en


def _field(field: Field) -> list[Any]:
    told: list[Any] = [
        field.type, field.label.id, field.of, field.help.id, [column.name + "!" * column.required for column in field.columns], field.adds,
        dict(field.where), field.least, field.most,
    ]  # fmt: skip
    while told and told[-1] in ("", 0, None, [], {}):
        told.pop()
    return told


def _open_after_closing(kind: Kind) -> bool:
    role = next(iter(kind.by), "")
    return any(kind in may_do(role, stage, closed=True) for stage in kind.stages or STAGES)


def _kind(kind: Kind) -> dict[str, Any]:
    told = {
        "label": kind.label.id, "group": kind.group, "by": sorted(kind.by), "stages": list(kind.stages),
        "fields": " ".join(field.name + "!" * field.required for field in kind.fields), "opens": kind.opens, "adds": kind.adds,
        "changes": kind.changes, "changes_by": kind.changes_by if kind.changes_by != kind.changes else "", "sets": dict(kind.sets),
        "case": dict(kind.case), "track": dict(kind.track), "states": dict(kind.states), "reaches": {k: dict(v) for k, v in kind.reaches.items()},
        "requires": [rule.name + "~" * rule.soft for rule in kind.requires], "consent": int(kind.needs_consent),
        "sentence": kind.sentence.id, "shape": kind.shape if kind.shape != 1 else 0,
        "after": int(_open_after_closing(kind)),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}
