"""How each duty of an agreement stands: kept, paid in part, open, broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.people import day, name_of, text
from rembuk.record.agreement import terms_of
from rembuk.record.case import Case, Thing

_STATES = {"performed": "dilaksanakan", "defaulted": "tidak dilaksanakan", "waived": "dibebaskan yang berhak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One duty: its number and text, by whom, until when, and how it stands with its day."""

    number: int
    what: str | None
    owner: str | None
    due_on: date | None
    state: str
    done_on: date | None


def duties_of(case: Case, agreement: Thing) -> tuple[Done, ...]:
    """The duties of an agreement in order, each as it stands now."""
    return tuple(_done(case, number, term) for number, term in enumerate(terms_of(case, agreement), 1))


def _done(case: Case, number: int, term: Thing) -> Done:
    paid = [p for p in case.all("payment") if p["term"] == term.id]
    whole = bool(paid) and sum(int(p["amount"] or 0) for p in paid) >= int(term["amount"] or 0)
    act = term.last("term_performed")
    state = _STATES.get(str(term["status"])) or ("dibayar seluruhnya" if whole else "dibayar sebagian" if paid else "belum dilaksanakan")
    done_on = day(act.fields.get("on")) if act else day(paid[-1]["on"]) if paid else None
    return Done(
        number=number, what=text(term["what"]), owner=name_of(case, term["owner"]), due_on=day(term["due_on"]), state=state, done_on=done_on
    )
