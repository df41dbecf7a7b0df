"""An office's own, stricter lengths of the law's clocks: which there are, what each rule changes, and setting one.

A rule is never changed or deleted: the newest of a clock counts, and one without a length says that the law's own holds again. It
binds the cases the office holds. A length longer than the law's is refused here, and would not be used by the plan either.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from rembuk.casework.models import CaseRow, WorkItem
from rembuk.casework.projection import project
from rembuk.desk.accounts.models import User
from rembuk.desk.jinja import both, day
from rembuk.desk.offices.models import ClockRule, Office
from rembuk.desk.roles import ROLES_OF
from rembuk.law.calendar import load_calendar
from rembuk.law.counting import count
from rembuk.law.library import Law
from rembuk.law.procedure import Clock
from rembuk.record.case import fold

#: Running cases whose lists are brought up to date at once; the rest follow when they are next opened, or with `rembuk rebuild`.
MOST_AT_ONCE = 500


class OwnClock(NamedTuple):
    """A clock of the law at an office: its name (`instrument/clock`), what it is about, the law's clock, the rule in force."""

    name: str
    short: str
    says: str
    cite: str
    clock: Clock
    rule: ClockRule | None

    @property
    def own(self) -> int | None:
        """The office's own length; None where the law's holds."""
        return self.rule.length if self.rule else None


def own_lengths() -> dict[str, dict[str, int]]:
    """Every office's lengths in force, by office and clock."""
    found: dict[str, dict[str, int]] = {}
    for office, rules in _in_force().items():
        lengths = {name: rule.length for name, rule in rules.items() if rule.length is not None}
        if lengths:
            found[office] = lengths
    return found


def _in_force(office: str = "") -> dict[str, dict[str, ClockRule]]:
    rules = ClockRule.objects.select_related("by").order_by("at", "id")
    out: dict[str, dict[str, ClockRule]] = {}
    for rule in rules.filter(office_id=office) if office else rules:
        out.setdefault(rule.office_id, {})[rule.clock] = rule
    return out


def clocks_of(office: Office, law: Law) -> list[OwnClock]:
    """Every clock within which the office itself must act, in the order of the law. What a party may do in its time is not the office's to shorten."""
    rules = _in_force(office.code).get(office.code, {})
    return [one._replace(rule=rules.get(one.name)) for one in _clocks(office.institution, law)]


def _clocks(institution: str, law: Law) -> Iterator[OwnClock]:
    roles = ROLES_OF[institution]
    for instrument_id in law.ids:
        instrument = law.instrument(instrument_id)
        for step in instrument.steps:
            if step.clock is not None and step.role in roles:
                yield OwnClock(f"{instrument_id}/{step.id}", instrument.short, both(step.does, step.does_en), step.cite, step.clock, None)
        for clock in instrument.clocks if institution in instrument.stages and instrument.purpose == "restorative" else ():
            if clock.kind in ("limit", "notice"):
                yield OwnClock(f"{instrument_id}/{clock.id}", instrument.short, both(clock.says, clock.says_en), clock.cite, clock, None)


def problem_with(clock: Clock, length: int) -> str:
    """Why an office may not keep this length; "" when it may. Stricter is shorter, and for a notice longer."""
    if clock.length is None:
        return ""
    if clock.kind == "notice":
        return "" if length > clock.length else _("Harus lebih dari %(law)s: aturan kantor hanya boleh lebih ketat daripada hukum.") % {"law": clock.length}
    return "" if length < clock.length else _("Harus kurang dari %(law)s: aturan kantor hanya boleh lebih ketat daripada hukum.") % {"law": clock.length}


def example(clock: Clock, length: int | None, today: date) -> str:
    """When a count that begins today would end, for a clock that is a limit in days or months; "" otherwise."""
    if length is None or clock.kind != "limit" or clock.unit == "hours":
        return ""
    due = count(length, clock.unit, today, None, load_calendar()).due.day
    return day(due) if due else ""


def running(office: Office, name: str) -> int:
    """How many running cases of the office count this clock now."""
    instrument, _sign, clock = name.partition("/")
    return WorkItem.objects.filter(office=office.code, instrument=instrument, step=clock).values("case_id").distinct().count()


def set_rule(office: Office, name: str, length: int | None, ground: str, user: User, now: datetime) -> int:
    """Keep a rule (None: the law's own length again), count the running cases of the office anew; gives how many."""
    from rembuk.desk.node import casework

    ClockRule.objects.create(office=office, clock=name, length=length, ground=ground, by=user, at=now)
    work = casework()
    work.law.local = own_lengths()
    cases = list(CaseRow.objects.filter(office=office.code, status="open").order_by("-changed_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for case_id in cases:
        with transaction.atomic():
            project(fold(work.ledger.load(case_id)), work.law, now=now, followers=work.followers)
    return len(cases)

