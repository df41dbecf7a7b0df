"""From a clock's number and unit to the day, or the instant, on which it runs out.

The units are those of `procedure.UNITS`. Days are counted as `calendar` counts them: the day after the start is day 1. Hours run
from the instant of the start; where only its day is known they are counted in whole days, and the count says so.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from rembuk.law.calendar import Calendar, Due, due_in_hours, due_in_months, due_in_months_of_30_days, due_on

#: Something worth knowing about a count, in Indonesian and English.
Remark = tuple[str, str]

UNKNOWN_DAYS: Remark = (
    "teksnya tidak menyebut hari kerja atau hari kalender; dihitung hari kalender",
    "the text does not say working or calendar days; counted in calendar days",
)
NO_HOUR: Remark = (
    "jam mulainya tidak dicatat; dihitung menurut hari",
    "the hour of the start is not recorded; counted in days",
)


class Counted(NamedTuple):
    """The due day, the instant where it is counted in hours, and what to know about the count."""

    due: Due
    at: datetime | None = None
    remarks: tuple[Remark, ...] = ()


def count(
    length: int, unit: str, on: date, at: datetime | None, calendar: Calendar, *, collective_leave_is_day_off: bool = True
) -> Counted:
    """The end of so many units after a day (and instant, if known). ValueError for an unknown unit or a length below one."""
    if unit == "hours":
        return _hours(length, on, at, calendar)
    if unit == "months":
        return Counted(due_in_months(on, length))
    if unit == "months_of_30_days":
        return Counted(due_in_months_of_30_days(on, length))
    if unit not in {"days", "unknown_days", "working_days"}:
        raise ValueError(f"satuan waktu tidak dikenal: {unit}")
    kind: Literal["calendar", "working"] = "working" if unit == "working_days" else "calendar"
    due = due_on(on, days=length, kind=kind, calendar=calendar, collective_leave_is_day_off=collective_leave_is_day_off)
    remarks = ((due.reason_id, due.reason_en),) if due.reason_id else ()
    return Counted(due, None, (*remarks, UNKNOWN_DAYS) if unit == "unknown_days" else remarks)


def latest_notice(length: int, event: date, calendar: Calendar) -> Due:
    """The last day on which a notice of so many days before an event may arrive."""
    return Due(event - timedelta(days=length), "calendar", event, length, (), calendar.version, estimated=False)


def _hours(length: int, on: date, at: datetime | None, calendar: Calendar) -> Counted:
    if at is not None:
        instant = due_in_hours(at, length)
        return Counted(Due(instant.date(), "hours", on, length, (), calendar.version, estimated=False), instant)
    day = on + timedelta(days=-(-length // 24))
    return Counted(Due(day, "hours", on, length, (), calendar.version, estimated=False), None, (NO_HOUR,))
