"""The words of the lists: practices, stages, how a case ended, what a finding says, and how a due day was counted."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.desk.cases.due_words import relative, working_days_between
from rembuk.desk.jinja import both, day
from rembuk.law.calendar import load_calendar
from rembuk.record.kinds import declaration

FINDINGS = {
    "eligible": gettext_lazy("memenuhi syarat"), "not_eligible": gettext_lazy("tidak memenuhi syarat"),
    "conflict": gettext_lazy("berselisih"), "unknown": gettext_lazy("belum dapat diputus"),
}  # fmt: skip
SORTS = {"changed": gettext_lazy("Terakhir berubah"), "due": gettext_lazy("Tenggat terdekat"), "opened": gettext_lazy("Terakhir dibuka")}
_LONGEST = timedelta(days=120)


class Due(NamedTuple):
    """A due day in words: relative to today, the day itself, days left (negative: late), and how it was counted."""

    words: str
    day: str
    left: int
    counted: str


def words_of(vocabulary: str) -> dict[str, str]:
    """A vocabulary of the record in the visitor's language."""
    return {value: both(words.id, words.en) for value, words in declaration().choices[vocabulary].items()}


def statuses() -> dict[str, str]:
    """How a case can stand: open, closed at all, or closed in a certain way."""
    return {"open": _("Berjalan"), "closed": _("Selesai (semua)")} | words_of("close_reason")


def due_words(due: date | None, today: date) -> Due | None:
    """The due day in words; None for none."""
    return _due(due, today, both("id", "en")) if due else None


@lru_cache(maxsize=4096)
def _due(due: date, today: date, language: str) -> Due:
    return Due(relative(due, today), day(due), (due - today).days, _counted(due, today))


def _counted(due: date, today: date) -> str:
    """From which day to which, and which days between are no working days."""
    first, last = min(due, today), max(due, today)
    days = working_days_between(first, last)
    if first == last or days is None or last - first > _LONGEST:
        return _("Tenggat %(day)s.") % {"day": day(due)}
    off = [(at, load_calendar().day_off(at, collective_leave=True)) for at in (first + timedelta(days=n + 1) for n in range((last - first).days))]
    skipped = ", ".join(f"{day(at)} ({both(reason.reason_id, reason.reason_en)})" for at, reason in off if reason)
    told: dict[str, Any] = {"first": day(first), "last": day(last), "days": days, "skipped": skipped}
    if not skipped:
        return _("%(days)s hari kerja dari %(first)s sampai %(last)s; tidak ada hari yang dilewati.") % told
    return _("%(days)s hari kerja dari %(first)s sampai %(last)s. Dilewati: %(skipped)s.") % told


def waited(since: date, until: date) -> str:
    """How long something waited, in working days where the calendar knows them."""
    days = working_days_between(since, until)
    if days is None:
        return _("%(count)s hari") % {"count": (until - since).days}
    return _("%(count)s hari kerja") % {"count": days} if until > since else _("sejak hari ini")
