"""The papers of a case as the page lists them: what open steps ask for, what can be written, what is missing, what was issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.desk.cases.due_words import due_of
from rembuk.desk.cases.frame import office_names
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.steps import act_address
from rembuk.desk.jinja import both
from rembuk.desk.papers.drafting import Draft, first_drafts, wanted_now
from rembuk.desk.papers.issuing import rows_of
from rembuk.desk.papers.models import IssuedLetter
from rembuk.record.act import Act


@dataclass(frozen=True)
class Made:
    """A letter that was issued; `row` is None for one from another device, whose file is not here."""

    act: Act
    row: IssuedLetter | None
    title: str
    number: str
    on: date | None
    office: str
    served: tuple[tuple[date | None, str], ...]
    serve: str


@dataclass(frozen=True)
class Listed:
    """One kind of letter: its name, the steps that ask for it, what is missing, what was issued of it."""

    id: str
    title: str
    steps: tuple[Mapping[str, Any], ...]
    reasons: tuple[str, ...]
    made: tuple[Made, ...]

    @property
    def can_be_made(self) -> bool:
        """Whether nothing is missing."""
        return not self.reasons


def listed(opened: Opened) -> list[Listed]:
    """Every letter of the visitor's institution: those an open step asks for first, then those that can be written, then the rest."""
    wanted, made = wanted_now(opened), made_letters(opened)
    found = [_listed(opened, draft, wanted.get(draft.kind.id, []), made) for draft in first_drafts(opened)]
    return sorted(found, key=lambda one: (not one.steps, not one.can_be_made, one.title))


def _listed(opened: Opened, draft: Draft, steps: list[Mapping[str, Any]], made: list[Made]) -> Listed:
    reasons = tuple(opened.names.hide(reason.in_language(language())) for reason in draft.reasons)
    mine = tuple(one for one in made if one.row and one.row.letter == draft.kind.id)
    return Listed(draft.kind.id, draft.kind.title(opened.on).in_language(language()), tuple(_step(opened, step) for step in steps), reasons, mine)


def _step(opened: Opened, step: Mapping[str, Any]) -> dict[str, Any]:
    return {"does": both(step["does"], step["does_en"]), "due": due_of(step, opened.on), "certain": step["certain"], "cite": step["cite"], "short": step["short"]}


def made_letters(opened: Opened) -> list[Made]:
    """Every issued letter in the record, newest first."""
    rows, offices = rows_of(opened.case), office_names(opened)
    return [_made(opened, act, rows.get(str(act.fields.get("digest"))), offices) for act in reversed(list(opened.case.acts_of("letter_issued")))]


def _made(opened: Opened, act: Act, row: IssuedLetter | None, offices: Mapping[str, str]) -> Made:
    served = tuple(
        (_day(one.fields.get("on")), opened.names.hide(one.fields.get("receiver") or ""))
        for one in opened.case.acts_of("letter_served") if one.fields.get("letter") == act.id
    )  # fmt: skip
    return Made(
        act, row, opened.names.hide(act.fields.get("paper") or ""), str(act.fields.get("number") or ""), _day(act.fields.get("on")),
        offices.get(act.author.office, act.author.office), served, act_address(opened, "letter_served", letter=act.id),
    )  # fmt: skip


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
