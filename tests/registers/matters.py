"""Small cases as people enter them, and rows as statistics count them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from casework.node import ANI, BUDI, NOW, opened
from rembuk.casework.acting import Casework, Done, Wish
from rembuk.casework.projection import day_of
from rembuk.casework.view import view_of
from rembuk.record.act import Author
from rembuk.registers.books import keeping as books
from rembuk.registers.statistics import keeping as statistics
from rembuk.registers.statistics.models import CaseNumbers

INDRA = Author("indra", "Indra", "police_chief", "polres-kebumen", "police")
__all__ = ["ANI", "BUDI", "INDRA", "NOW", "a_row", "do", "keep", "opened"]

_FLAGS = ("is_first", "is_offered", "has_met", "has_agreed", "is_stopped", "victim_refused", "suspect_refused", "authority_refused", "is_performed",
          "has_defaulted", "court_asked", "court_confirmed", "court_returned")  # fmt: skip


def do(casework: Casework, case_id: str, *wishes: tuple[str, dict[str, Any]], by: Author = ANI, days: int = 0) -> list[str]:
    """Add acts, so many days after the case was opened; gives their ids."""
    outcome = casework.perform(case_id, [Wish(kind, fields) for kind, fields in wishes], by=by, now=NOW + timedelta(days=days, minutes=1))
    assert isinstance(outcome, Done), outcome
    keep(casework, case_id, NOW + timedelta(days=days, minutes=1))
    return [act.id for act in outcome.acts]


def keep(casework: Casework, case_id: str, now: datetime = NOW) -> None:
    """Bring books and counted rows of one case up to date, as adding an act does."""
    case = casework.case(case_id)
    assert case is not None
    view = view_of(case, casework.law, on=day_of(case, now), now=now)
    books.refresh(case, view, casework.law)
    statistics.refresh(case, view, casework.law)


def party(casework: Casework, case_id: str, role: str) -> str:
    """The id of the first party in a role."""
    case = casework.case(case_id)
    assert case is not None
    return case.parties(role)[0].id


def a_row(number: int = 0, **columns: Any) -> CaseNumbers:
    """A counted row in which nothing has happened but what is said."""
    plain: dict[str, Any] = {
        "case": f"uji.{number}", "suspect": "", "leg": 1, "half": "2026-1", "office": "polres-kebumen", "province": "33", "stage": "police", "is_3t": False,
        "offence_group": "property", "age": "adult", "practice": "general", "since": date(2026, 1, 5), "finding": "", "outcome": "open",
        "agreed_rupiah": 0, "restored_rupiah": 0, "cost_rupiah": 0, "lost_hours": 0, **dict.fromkeys(_FLAGS, False), "is_first": True,
    }  # fmt: skip
    return CaseNumbers(**plain | columns)
