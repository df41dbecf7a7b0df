"""Due days in words people use: relative to today, in working days, with what was left out of the count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rembuk.desk.jinja import both, day
from rembuk.law.calendar import load_calendar

_UNITS = {
    "days": ("hari kalender", "calendar days"), "unknown_days": ("hari", "days"), "working_days": ("hari kerja", "working days"), "hours": ("jam", "hours"),
    "months": ("bulan", "months"), "months_of_30_days": ("bulan (30 hari)", "months (30 days)"),
}  # fmt: skip
_LONGEST = 366


def unit_words(unit: str) -> str:
    """A unit of the law's clocks as people read it."""
    return both(*_UNITS.get(unit, (unit, unit)))


def working_days_between(start: date, end: date) -> int | None:
    """Working days after `start` up to and with `end`; None where the calendar does not cover them or the span is over a year."""
    calendar, count, at = load_calendar(), 0, start
    if not (calendar.covers(start) and calendar.covers(end)) or (end - start).days > _LONGEST:
        return None
    while at < end:
        at += timedelta(days=1)
        count += calendar.day_off(at, collective_leave=True) is None
    return count


def relative(due: date, on: date) -> str:
    """`hari ini`, `besok`, `3 hari kerja lagi`, `terlambat 2 hari kerja`."""
    if due == on:
        return _("hari ini")
    late = due < on
    days = working_days_between(due, on) if late else working_days_between(on, due)
    if not days:
        days = abs((due - on).days)
        late_words = ngettext("terlambat %(count)s hari", "terlambat %(count)s hari", days) % {"count": days}
        left_words = ngettext("%(count)s hari lagi", "%(count)s hari lagi", days) % {"count": days}
        return late_words if late else left_words
    if late:
        return ngettext("terlambat %(count)s hari kerja", "terlambat %(count)s hari kerja", days) % {"count": days}
    if (due - on).days == 1:
        return _("besok")
    return ngettext("%(count)s hari kerja lagi", "%(count)s hari kerja lagi", days) % {"count": days}


def due_of(timed: Mapping[str, Any], on: date) -> dict[str, Any] | None:
    """When a step or clock of the view is due: the words, the day, how it was counted; None where no day is known."""
    if not timed["due_on"]:
        return None
    due = date.fromisoformat(timed["due_on"])
    return {"words": relative(due, on), "day": day(due), "days_left": (due - on).days, "late": bool(timed["late"]), "counted": counted(timed)}


def counted(timed: Mapping[str, Any]) -> list[str]:
    """How the due day was counted, one sentence each: the period and its start, the days left out, what to know."""
    said = []
    if timed.get("length"):
        unit = unit_words(str(timed.get("unit")))
        said.append(_("%(length)s %(unit)s sejak %(since)s; hari berikutnya adalah hari pertama.") % {
            "length": timed["length"], "unit": unit, "since": day(timed["since"])})  # fmt: skip
    if timed["skipped"]:
        days = "; ".join(f"{day(skipped['day'])} ({both(skipped['id'], skipped['en'])})" for skipped in timed["skipped"])
        said.append(_("Tidak dihitung: %(days)s.") % {"days": days})
    said += [both(*_two(remark)) for remark in timed["remarks"]]
    if timed.get("estimated"):
        said.append(_("Ada hari libur yang tanggalnya masih perkiraan; hari ini bisa bergeser."))
    return said


def _two(remark: Any) -> tuple[str, str]:
    """A remark in both languages, as the view keeps it."""
    values = list(remark.values()) if isinstance(remark, Mapping) else list(remark)
    return str(values[0]), str(values[-1])
