"""Counting time as the law counts it: calendar and working days, months, hours, and the three time zones.

A *legal day* is a date at the place of the case. A *due day* is the last day of a period; the day after the start is
day 1 (UU 8/1981 art 228: every period runs from the next day). Working days leave out Saturday, Sunday, the national
holidays and, unless the caller says otherwise, the days of collective leave. A calendar-day period that ends on a day
off is not moved: no rule that moves it was found.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Literal

from rembuk.reference.holidays import Holiday, load_holidays

Kind = Literal["calendar", "working", "months", "months_of_30_days", "hours"]
Zone = Literal["WIB", "WITA", "WIT"]

#: The names of the zones for software that asks for them; the offsets are fixed and need no zone database.
ZONES: Mapping[Zone, str] = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_OFFSETS: Mapping[Zone, timezone] = {
    "WIB": timezone(timedelta(hours=7)), "WITA": timezone(timedelta(hours=8)), "WIT": timezone(timedelta(hours=9)),
}  # fmt: skip
_PROVINCES: Mapping[Zone, str] = {
    "WIB": "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62",
    "WITA": "51 52 53 63 64 65 71 72 73 74 75 76",
    "WIT": "81 82 91 92 93 94 95 96 97",
}
_ZONE_OF = {code: zone for zone, codes in _PROVINCES.items() for code in codes.split()}
_WEEKEND = {5: ("Sabtu", "Saturday"), 6: ("Minggu", "Sunday")}
_ONE_DAY = timedelta(days=1)
_LONGEST = 3660


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is not a working day, in one sentence each; `estimated` when the date may still move."""

    day: date
    kind: Literal["weekend", "libur_nasional", "cuti_bersama"]
    reason_id: str
    reason_en: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day left out of a count of working days, and why."""

    day: date
    reason_id: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of the covered years; outside them only weekends are known."""

    version: str
    first_year: int
    last_year: int
    holidays: Mapping[date, tuple[Holiday, ...]]

    def covers(self, day: date) -> bool:
        """Whether the holidays of that day's year are in the calendar."""
        return self.first_year <= day.year <= self.last_year

    def day_off(self, day: date, *, collective_leave: bool) -> DayOff | None:
        """Why the day is no working day, or None; `collective_leave` says whether cuti bersama counts as a day off.

        Raises ValueError for a weekday outside the covered years, about which nothing is known (ask `covers` first).
        """
        if weekend := _WEEKEND.get(day.weekday()):
            return DayOff(day, "weekend", f"hari {weekend[0]}", weekend[1], estimated=False)
        if not self.covers(day):
            raise ValueError(f"hari libur tahun {day.year} tidak dimuat")
        for holiday in self.holidays.get(day, ()):
            if holiday.kind == "libur_nasional":
                return _named(holiday, "libur_nasional", "libur nasional", "national holiday")
            if collective_leave:
                return _named(holiday, "cuti_bersama", "cuti bersama", "collective leave")
        return None

    def estimated_near(self, day: date) -> bool:
        """Whether a holiday whose date is an estimate lies on the day, the day before or the day after."""
        near = (day - _ONE_DAY, day, day + _ONE_DAY)
        return any(holiday.estimated for at in near for holiday in self.holidays.get(at, ()))


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period and how it was counted.

    `day` is None when it cannot be known (a count of working days that leaves the calendar's years); then the reasons
    say why. `estimated` means a holiday whose date may still move lies in the period. `days` is the length of the
    period: in days as written, or in months or hours for those kinds.
    """

    day: date | None
    kind: Kind
    start: date
    days: int
    skipped: tuple[SkippedDay, ...]
    calendar_version: str
    estimated: bool
    reason_id: str = ""
    reason_en: str = ""


@cache
def load_calendar() -> Calendar:
    """The calendar frozen in the reference data."""
    table = load_holidays()
    by_day: dict[date, tuple[Holiday, ...]] = {}
    for holiday in table.days:
        by_day[holiday.day] = (*by_day.get(holiday.day, ()), holiday)
    years = [year.year for year in table.years]
    return Calendar(table.version, min(years), max(years), by_day)


def due_on(
    start: date,
    *,
    days: int,
    kind: Literal["calendar", "working"],
    calendar: Calendar,
    collective_leave_is_day_off: bool = True,
) -> Due:
    """The last day of a period of `days` days after `start`; the day after `start` is day 1 (UU 8/1981 art 228).

    Raises ValueError for a period of less than one day or more than ten years.
    """
    if not 1 <= days <= _LONGEST:
        raise ValueError(f"lama waktu harus 1 sampai {_LONGEST} hari, bukan {days}")
    if kind == "calendar":
        return Due(start + timedelta(days=days), kind, start, days, (), calendar.version, estimated=False)
    return _due_in_working_days(start, days, calendar, collective_leave_is_day_off)


def due_in_months(start: date, months: int) -> Due:
    """The day with the same number, so many calendar months later, or the last day of a shorter month.

    For periods in months where the law does not say how long one is (PP 17 and 18/1965 art 18; PP 65/2015 art 8).
    """
    _at_least_one(months)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    return Due(day, "months", start, months, (), "", estimated=False)


def due_in_months_of_30_days(start: date, months: int) -> Due:
    """So many times thirty days later: a month is 30 days (UU 1/2023 art 184; UU 8/1981 art 1 number 31)."""
    _at_least_one(months)
    return Due(start + timedelta(days=30 * months), "months_of_30_days", start, months, (), "", estimated=False)


def due_in_hours(start: datetime, hours: int) -> datetime:
    """The instant so many hours later, in the zone of `start` (limits such as 1 x 24 jam; a day is 24 hours).

    Raises ValueError for a clock without a time zone.
    """
    _aware(start)
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)


def is_late(due: Due, on: date) -> bool | None:
    """Whether the period has run out on that legal day (on the due day it has not). None if the day is unknown."""
    return None if due.day is None else on > due.day


def days_left(due: Due, on: date) -> int | None:
    """Calendar days from that legal day to the due day: 0 on the due day, negative after it. None if unknown."""
    return None if due.day is None else (due.day - on).days


def legal_day(instant: datetime, zone: Zone) -> date:
    """The date at the place of the case; ValueError for a clock without a time zone."""
    _aware(instant)
    return instant.astimezone(_OFFSETS[zone]).date()


def zone_of_province(code: str) -> Zone | None:
    """The time zone of a province by its two-figure Kemendagri code, or of a place in it ("53.01"); None if unknown."""
    return _ZONE_OF.get(code[:2]) if code[2:3] in ("", ".") else None


def _due_in_working_days(start: date, days: int, calendar: Calendar, collective_leave: bool) -> Due:
    day, counted, estimated = start, 0, False
    skipped: list[SkippedDay] = []
    while counted < days:
        day += _ONE_DAY
        if not calendar.covers(day):
            return _beyond(start, days, tuple(skipped), calendar, estimated)
        estimated = estimated or calendar.estimated_near(day)
        off = calendar.day_off(day, collective_leave=collective_leave)
        if off:
            skipped.append(SkippedDay(day, off.reason_id, off.reason_en))
        else:
            counted += 1
    reasons = _ESTIMATED if estimated else ("", "")
    return Due(day, "working", start, days, tuple(skipped), calendar.version, estimated, *reasons)


_ESTIMATED = (
    "ada hari raya yang tanggalnya masih perkiraan dan bisa bergeser sehari; periksa lagi setelah ditetapkan",
    "a feast whose date is still an estimate may move by a day; check again once it is fixed",
)


def _beyond(start: date, days: int, skipped: tuple[SkippedDay, ...], calendar: Calendar, estimated: bool) -> Due:
    years = f"{calendar.first_year}-{calendar.last_year}"
    return Due(
        None, "working", start, days, skipped, calendar.version, estimated,
        f"hari libur di luar tahun {years} belum dimuat; hitung dengan kalender yang ditetapkan",
        f"holidays outside {years} are not loaded; count with the official calendar",
    )  # fmt: skip


def _named(holiday: Holiday, kind: Literal["libur_nasional", "cuti_bersama"], word: str, word_en: str) -> DayOff:
    name = holiday.name.replace("Cuti Bersama ", "")
    unsure, unsure_en = (" (perkiraan)", " (estimated)") if holiday.estimated else ("", "")
    name_en = holiday.name_en.replace(" Joint Holiday", "")
    return DayOff(holiday.day, kind, f"{word} {name}{unsure}", f"{word_en}: {name_en}{unsure_en}", holiday.estimated)


def _at_least_one(months: int) -> None:
    if not 1 <= months <= 1200:
        raise ValueError(f"lama waktu harus 1 sampai 1200 bulan, bukan {months}")


def _aware(instant: datetime) -> None:
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"jam tanpa zona waktu: {instant.isoformat()}")
