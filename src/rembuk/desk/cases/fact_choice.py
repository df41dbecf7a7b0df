"""Which fact to state: those that decide now first, then all others by the instrument that asks for them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from rembuk.desk.cases.opened import Opened
from rembuk.desk.jinja import both
from rembuk.law.facts import Fact


class FactGroup(NamedTuple):
    """Facts under one heading, as (name, question)."""

    title: str
    facts: list[tuple[str, str]]


def deciding(opened: Opened) -> list[str]:
    """The facts that findings still miss, most decisive first, over all suspects and instruments."""
    found = [name for track in opened.view["tracks"] for finding in track["findings"] if _is_open(finding) for name in finding["missing"][:6]]
    return [name for name in dict.fromkeys(found) if name in opened.law.facts and opened.law.facts[name].asked]


def _is_open(finding: Any) -> bool:
    return finding["finding"] in ("unknown", "conflict")


def fact_groups(opened: Opened) -> list[FactGroup]:
    """Every fact that may be asked, in groups."""
    first = deciding(opened)
    stated = list(dict.fromkeys(name for _suspect, name in opened.case.facts if name in opened.law.facts and opened.law.facts[name].asked))
    others = [fact for fact in opened.law.facts.values() if fact.asked and fact.name not in first and fact.name not in stated]
    return [
        FactGroup(_("Yang menentukan sekarang"), _named(opened, first)),
        FactGroup(_("Sudah dinyatakan, dapat diperbaiki"), _named(opened, stated)),
        FactGroup(_("Fakta lain"), [(fact.name, _question(fact)) for fact in sorted(others, key=_question)]),
    ]


def _named(opened: Opened, names: list[str]) -> list[tuple[str, str]]:
    return [(name, _question(opened.law.facts[name])) for name in names]


def _question(fact: Fact) -> str:
    return both(fact.question, fact.question_en)
