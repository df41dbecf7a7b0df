"""The law one stage needs, for a device without a network: the compiled instruments, what to ask for each fact, the offences.

    {"stage", "law", "words", "instruments"}       what `law.mjs` runs, in Indonesian
    {"facts": {name: [type, question, {value: label}, [computed from], may it never have happened?]}}
    {"offences": [[label, name, in force from, to, figure, ...], ...], "figures": [which facts those figures are]}

An offence's figures are those of `charge_facts` for that one charge; null is unknown. A charge that matches no label leaves them unknown.
`charges.mjs` puts the figures of several charges together. The English of a stage is a pack of its own:

    {"words", "rows": {instrument: {row: says}}, "questions": {instrument: {question: asks}}, "facts": {name: question}}
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from rembuk.field.declaration import compact
from rembuk.law.browser import compile_law
from rembuk.law.charge_facts import charge_facts
from rembuk.law.charges import Charge
from rembuk.law.facts import Fact, write_value
from rembuk.law.library import Law, load_law
from rembuk.law.offences import Catalogue, Offence, load_catalogue
from rembuk.record.stages import STAGES

#: A device asks what holds today: what ended before the codes of 2026 began is left out.
_FIRST_DAY = date(2026, 1, 2)
#: The figures of an offence, in the order in which the pack lists them; what follows from these is left out.
FIGURES = (
    "charges.max_prison", "charges.max_fine", "charges.fine_only", "charges.special_minimum", "charges.group", "charges.traits",
    "charges.complaint", "charges.life", "charges.codes",
)  # fmt: skip


@lru_cache(maxsize=len(STAGES))
def law_pack(stage: str) -> str:
    """The pack for a stage; KeyError for another word. The same law gives the same text."""
    return compile_stage(load_law(), load_catalogue(), _known(stage))


@lru_cache(maxsize=len(STAGES))
def law_english(stage: str) -> str:
    """The English of that pack."""
    return compile_english(load_law(), _known(stage))


def _known(stage: str) -> str:
    if stage not in STAGES:
        raise KeyError(stage)
    return stage


def _compiled(law: Law, stage: str, language: str) -> dict[str, Any]:
    wanted = [i for i in law.ids if stage in (own := law.instrument(i)).stages and (own.in_force.last is None or own.in_force.last >= _FIRST_DAY)]
    return dict(json.loads(compile_law(law, language, wanted)))


def compile_stage(law: Law, catalogue: Catalogue, stage: str) -> str:
    """The pack as JSON text."""
    own = _compiled(law, stage, "id")
    return compact({
        "stage": stage, **own, "facts": {name: _fact(law.facts[name]) for name in _asked(law, own)}, "figures": FIGURES,
        "offences": [_offence(offence, catalogue) for offence in catalogue],
    })  # fmt: skip


def compile_english(law: Law, stage: str) -> str:
    """What differs in English: the opening words, what each row says, what each question asks."""
    english = _compiled(law, stage, "en")
    rows, questions = {}, {}
    for one in english["instruments"]:
        every = [*one["others"], *(row for question in one["questions"] for row in question[2])]
        rows[one["id"]] = {row[0]: row[4] for row in every}
        questions[one["id"]] = {question[0]: question[1] for question in one["questions"]}
    facts = {name: law.facts[name].question_en for name in _asked(law, english)}
    return compact({"words": english["words"], "rows": rows, "questions": questions, "facts": facts})


def _asked(law: Law, compiled: dict[str, Any]) -> list[str]:
    return _with_inputs(law, {fact for one in compiled["instruments"] for fact in one["facts"]})


def _fact(fact: Fact) -> list[Any]:
    labels = {value: str((fact.labels or {}).get(value, value)) for value in fact.values}
    return [fact.type, fact.question, labels, list(fact.inputs), int(fact.may_be_never)]


def _with_inputs(law: Law, names: set[str]) -> list[str]:
    """The facts, and those that computed ones among them are reckoned from."""
    inputs = {one for name in names for one in law.facts[name].inputs}
    return sorted(names) if inputs <= names else _with_inputs(law, names | inputs)


def _short(value: Any) -> Any:
    """Truth values as 1 and 0, and a set of one as that one: there are many of them."""
    if isinstance(value, bool):
        return int(value)
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _offence(offence: Offence, catalogue: Catalogue) -> list[Any]:
    told = charge_facts([Charge(offence.label, (offence.id,))], catalogue)
    figures = [_short(write_value(told[name])) for name in FIGURES]
    last = offence.in_force_to.isoformat() if offence.in_force_to else 0
    return [offence.label, offence.name, offence.in_force_from.isoformat(), last, *figures]
