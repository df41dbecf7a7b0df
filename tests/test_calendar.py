"""How periods are counted: working days over Nyepi and Lebaran, months, hours, and the three time zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.law.calendar import (
    ZONES,
    Calendar,
    days_left,
    due_in_hours,
    due_in_months,
    due_in_months_of_30_days,
    due_on,
    is_late,
    legal_day,
    load_calendar,
    zone_of_province,
)
from rembuk.reference.holidays import Holiday

CALENDAR = load_calendar()
WIB = timezone(timedelta(hours=7))
WIT = timezone(timedelta(hours=9))

covered = st.dates(date(2018, 1, 1), date(2027, 10, 1))


def working(start: date, days: int, *, leave: bool = True, calendar: Calendar = CALENDAR):
    return due_on(start, days=days, kind="working", calendar=calendar, collective_leave_is_day_off=leave)


# --- named cases


def test_three_working_days_asked_before_nyepi_and_lebaran_2026_end_after_both() -> None:
    due = working(date(2026, 3, 17), 3)
    assert due.day == date(2026, 3, 27)
    reasons = [(skipped.day.day, skipped.reason_id) for skipped in due.skipped]
    assert reasons == [
        (18, "cuti bersama Hari Suci Nyepi"),
        (19, "libur nasional Hari Suci Nyepi"),
        (20, "cuti bersama Hari Raya Idul Fitri"),
        (21, "hari Sabtu"),
        (22, "hari Minggu"),
        (23, "cuti bersama Hari Raya Idul Fitri"),
        (24, "cuti bersama Hari Raya Idul Fitri"),
    ]
    assert due.calendar_version == CALENDAR.version


def test_where_collective_leave_is_a_working_day_the_same_request_is_due_earlier() -> None:
    assert working(date(2026, 3, 17), 3, leave=False).day == date(2026, 3, 23)


def test_fourteen_days_from_tahap_ii_are_calendar_days_and_day_fifteen_is_late() -> None:
    due = due_on(date(2025, 10, 28), days=14, kind="calendar", calendar=CALENDAR)
    assert due.day == date(2025, 11, 11)
    assert due.skipped == ()
    assert is_late(due, date(2025, 11, 11)) is False
    assert is_late(due, date(2025, 11, 12)) is True
    assert days_left(due, date(2025, 11, 4)) == 7
    assert days_left(due, date(2025, 11, 12)) == -1


def test_a_request_on_friday_has_its_first_working_day_on_monday() -> None:
    assert working(date(2026, 1, 9), 1).day == date(2026, 1, 12)
    assert working(date(2026, 1, 9), 3).day == date(2026, 1, 14)


def test_a_count_over_the_turn_of_the_year_leaves_out_christmas_and_new_year() -> None:
    due = working(date(2026, 12, 23), 5)
    assert due.day == date(2027, 1, 4)
    assert [skipped.day for skipped in due.skipped][:2] == [date(2026, 12, 24), date(2026, 12, 25)]


def test_a_period_ending_on_a_day_off_is_not_moved_when_it_is_counted_in_calendar_days() -> None:
    assert due_on(date(2026, 8, 14), days=3, kind="calendar", calendar=CALENDAR).day == date(2026, 8, 17)


def test_lebaran_2027_is_still_an_estimate_and_says_so() -> None:
    due = working(date(2027, 3, 4), 3)
    assert due.estimated
    assert "perkiraan" in due.reason_id
    assert not working(date(2027, 4, 1), 3).estimated


def test_a_count_that_leaves_the_loaded_years_has_no_day_but_a_reason() -> None:
    due = working(date(2027, 12, 29), 5)
    assert due.day is None
    assert "2018-2027" in due.reason_id and "2018-2027" in due.reason_en
    assert is_late(due, date(2028, 6, 1)) is None
    assert days_left(due, date(2028, 6, 1)) is None
    assert working(date(2017, 6, 1), 1).day is None


def test_calendar_days_need_no_loaded_year() -> None:
    assert due_on(date(2031, 1, 1), days=14, kind="calendar", calendar=CALENDAR).day == date(2031, 1, 15)


def test_a_claim_is_barred_the_day_after_six_calendar_months() -> None:
    due = due_in_months(date(2025, 8, 31), 6)
    assert due.day == date(2026, 2, 28)
    assert is_late(due, date(2026, 3, 1)) is True
    assert due_in_months(date(2025, 1, 15), 12).day == date(2026, 1, 15)


def test_the_new_code_counts_a_month_as_thirty_days() -> None:
    assert due_in_months_of_30_days(date(2026, 1, 31), 3).day == date(2026, 5, 1)
    assert due_in_months(date(2026, 1, 31), 3).day == date(2026, 4, 30)


def test_twenty_four_hours_run_by_the_clock_over_a_weekend() -> None:
    start = datetime(2026, 3, 20, 16, 30, tzinfo=WIB)
    assert due_in_hours(start, 24) == datetime(2026, 3, 21, 16, 30, tzinfo=WIB)
    assert due_in_hours(start, 7 * 24).tzinfo is WIB


def test_one_instant_is_two_legal_days_in_jakarta_and_jayapura() -> None:
    instant = datetime(2026, 3, 17, 16, 30, tzinfo=UTC)
    assert legal_day(instant, "WIB") == date(2026, 3, 17)
    assert legal_day(instant, "WITA") == date(2026, 3, 18)
    assert legal_day(instant, "WIT") == date(2026, 3, 18)
    assert legal_day(instant.astimezone(WIT), "WIB") == date(2026, 3, 17)


def test_a_clock_without_a_zone_is_refused_rather_than_taken_for_jakarta() -> None:
    with pytest.raises(ValueError):
        legal_day(datetime(2026, 3, 17, 16, 30), "WIB")
    with pytest.raises(ValueError):
        due_in_hours(datetime(2026, 3, 17, 16, 30), 24)


def test_every_province_has_its_zone_and_an_unknown_code_has_none() -> None:
    assert zone_of_province("61") == zone_of_province("62") == "WIB"
    assert zone_of_province("63") == zone_of_province("53") == "WITA"
    assert zone_of_province("81") == zone_of_province("96") == "WIT"
    assert zone_of_province("53.01.02") == "WITA"
    assert zone_of_province("99") is zone_of_province("") is zone_of_province("531") is None
    assert set(ZONES) == {"WIB", "WITA", "WIT"}


def test_a_period_of_no_days_is_our_mistake_and_is_refused() -> None:
    for kind in ("calendar", "working"):
        with pytest.raises(ValueError):
            due_on(date(2026, 1, 1), days=0, kind=kind, calendar=CALENDAR)


def test_nothing_is_said_about_weekdays_of_years_that_are_not_loaded() -> None:
    with pytest.raises(ValueError):
        CALENDAR.day_off(date(2028, 1, 3), collective_leave=True)
    assert CALENDAR.day_off(date(2028, 1, 1), collective_leave=True) is not None


# --- whatever the dates


@given(covered, st.integers(1, 40), st.booleans())
def test_working_days_never_end_on_a_day_off_and_are_as_many_as_asked(start: date, days: int, leave: bool) -> None:
    due = working(start, days, leave=leave)
    assert due.day is not None
    assert CALENDAR.day_off(due.day, collective_leave=leave) is None
    between = [start + timedelta(days=n) for n in range(1, (due.day - start).days + 1)]
    open_days = [day for day in between if CALENDAR.day_off(day, collective_leave=leave) is None]
    assert len(open_days) == days
    assert [skipped.day for skipped in due.skipped] == [day for day in between if day not in open_days]


@given(covered, st.integers(1, 30), st.lists(st.integers(1, 60), max_size=5), st.booleans())
def test_one_more_holiday_never_makes_the_due_day_earlier(
    start: date, days: int, more: list[int], leave: bool
) -> None:
    extra = {
        start + timedelta(days=n): (Holiday(start + timedelta(days=n), "Libur baru", "New", "libur_nasional", False),)
        for n in more
    }
    fuller = replace(CALENDAR, holidays={**CALENDAR.holidays, **extra})
    before, after = working(start, days, leave=leave).day, working(start, days, leave=leave, calendar=fuller).day
    assert before is not None
    assert after is None or after >= before


@given(covered, st.integers(1, 30))
def test_counting_collective_leave_as_days_off_never_makes_the_due_day_earlier(start: date, days: int) -> None:
    with_leave, without = working(start, days).day, working(start, days, leave=False).day
    assert with_leave is not None and without is not None and with_leave >= without


@given(covered, st.integers(1, 30), st.booleans())
def test_starting_a_day_later_never_makes_the_due_day_earlier(start: date, days: int, leave: bool) -> None:
    first, second = working(start, days, leave=leave).day, working(start + timedelta(days=1), days, leave=leave).day
    assert first is not None and second is not None and first <= second


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_months_keep_the_day_of_the_month_or_end_with_the_month(start: date, months: int) -> None:
    day = due_in_months(start, months).day
    assert day is not None
    assert (day.year * 12 + day.month) - (start.year * 12 + start.month) == months
    assert day.day == start.day or (day + timedelta(days=1)).day == 1


@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))
def test_the_legal_day_never_goes_back_from_west_to_east(naive: datetime) -> None:
    instant = naive.replace(tzinfo=UTC)
    assert legal_day(instant, "WIB") <= legal_day(instant, "WITA") <= legal_day(instant, "WIT")
