"""Cases, counted rows and lines of books for the pages, written as the record would have written them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from rembuk.casework.models import CaseAssignment, CaseOffice, CaseRow
from rembuk.desk.numbers import scope
from rembuk.registers.books.models import BookRow
from rembuk.registers.statistics.cells import recount
from rembuk.registers.statistics.models import CaseNumbers

_FLAGS = ("is_offered", "has_met", "has_agreed", "is_stopped", "victim_refused", "suspect_refused", "authority_refused", "is_performed", "has_defaulted",
          "court_asked", "court_confirmed", "court_returned")  # fmt: skip


def a_case(office: str, case_id: str, **fields: Any) -> CaseRow:
    """A case that an office holds."""
    plain = {"title": "Pencurian ayam Eka", "veiled_title": "Pencurian ayam E", "practice": "general", "stage": "police", "status": "open", "opened_on": date(2026, 2, 3)}
    row: CaseRow = CaseRow.objects.create(id=case_id, office=office, acts=1, view=b"", view_for="", changed_at=timezone.now(), **plain | fields)
    CaseOffice.objects.create(case=row, office=office, basis="holds", changed_at=timezone.now(), opened_on=row.opened_on)
    return row


def assigned(case: CaseRow, user: str) -> None:
    """The user works on the case."""
    CaseAssignment.objects.create(case=case, user=user, role="", changed_at=timezone.now())


def counted(*rows: dict[str, Any]) -> None:
    """Counted rows and their sums."""
    scope._looked_at[0] = float("-inf")
    plain: dict[str, Any] = {
        "suspect": "", "leg": 1, "half": "2026-1", "office": "polres-kebumen", "province": "33", "stage": "police", "offence_group": "property", "age": "adult",
        "practice": "general", "since": date(2026, 2, 3), "is_first": True, "finding": "eligible", "outcome": "open", "agreed_rupiah": 0, "restored_rupiah": 0,
        "cost_rupiah": 0, "lost_hours": 0, **dict.fromkeys(_FLAGS, False),
    }  # fmt: skip
    CaseNumbers.objects.bulk_create([CaseNumbers(**plain | {"case": f"uji.{n}"} | row) for n, row in enumerate(rows)])
    recount()


def a_line(case: CaseRow, book: str = "police_rj", line: int = 1, **fields: Any) -> BookRow:
    """A line of the office's book."""
    values = {"number": "RJ/1/2026", "victims": "Eka Lestari", "suspect": "Yusuf Ali", "applied_on": "2026-03-09", "amount": 500_000}
    plain = {"month": "2026-03", "volume": "2026", "on": date(2026, 3, 9), "act": f"{case.pk}.{line}", "number": "RJ/1/2026", "values": values}
    row: BookRow = BookRow.objects.create(case=case.pk, office=case.office, book=book, line=line, **plain | fields)
    return row
