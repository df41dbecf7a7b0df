"""The legal clocks: the last day of each as a worked case, detention, and what must hold for any clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.law.library import Law
from rembuk.law.procedure import ROLES, UNITS, Clock
from rembuk.record.procedure import Reached, plan
from rembuk.record.timing import Timing
from rembuk.reference.tables import approval_levels

from .procedure_cases import (
    CALENDAR,
    CHILD_COURT,
    CHILD_POLICE,
    CHILD_PROSECUTION,
    COMPLAINT,
    KUHAP,
    LAW,
    NEW,
    OLD,
    PERJA,
    POLICE_NEW,
    PROSECUTION,
    SPPA,
    TRAFFIC,
    WIT,
    Days,
    day,
    planned,
    timing,
)  # fmt: skip

#: instrument, step or clock, facts, milestones, the last day, and the milestone that completes it (to try the day after).
LAST_DAYS = [
    (PERJA, "9-5", PROSECUTION, {"tahap_ii": "2025-10-28"}, "2025-11-11"),
    (PERJA, "langkah-12-3", PROSECUTION, {"tahap_ii": "2025-10-28", "agreement_signed": "2025-11-03"}, "2025-11-04"),
    (PERJA, "langkah-12-4", PROSECUTION, {"high_prosecutor_asked": "2025-11-04", "high_prosecutor_received": "2025-11-06"}, "2025-11-09"),
    (PERJA, "langkah-12-6", PROSECUTION, {"high_prosecutor_approved": "2025-11-07", "approval_answer_received": "2025-11-10"}, "2025-11-12"),
    # Tiga hari kerja dari 17 Maret 2026 melewati Nyepi dan Lebaran.
    (KUHAP, "langkah-sema-sidik-a", POLICE_NEW, {"termination_ordered": "2026-03-17"}, "2026-03-27"),
    (KUHAP, "langkah-sema-sidik-a", POLICE_NEW, {"termination_ordered": "2026-01-09"}, "2026-01-14"),
    (KUHAP, "langkah-sema-tuntut-a", {**NEW, "stage": "prosecution"}, {"termination_ordered": "2026-01-09"}, "2026-01-14"),
    (KUHAP, "langkah-sema-b", POLICE_NEW, {"penetapan_requested": "2026-01-12", "penetapan_request_received": "2026-01-15"}, "2026-01-21"),
    (KUHAP, "langkah-sema-g", POLICE_NEW, {"penetapan_given": "2026-01-16"}, "2026-01-19"),
    (KUHAP, "langkah-24-4", POLICE_NEW, {"termination_ordered": "2026-01-09"}, "2026-01-10"),
    (SPPA, "d7-musyawarah", CHILD_POLICE, {"diversion_started": "2025-06-01"}, "2025-07-01"),
    (SPPA, "d12a-musyawarah", CHILD_PROSECUTION, {"diversion_started": "2025-06-01"}, "2025-07-01"),
    (SPPA, "d15-musyawarah", CHILD_COURT, {"diversion_started": "2025-06-01"}, "2025-07-01"),
    (SPPA, "d8-sidik", CHILD_POLICE, {"diversion_agreed": "2025-06-10"}, "2025-06-13"),
    (SPPA, "d8-tuntut", CHILD_PROSECUTION, {"diversion_agreed": "2025-06-10"}, "2025-06-13"),
    (SPPA, "d9-penetapan", CHILD_POLICE, {"penetapan_request_received": "2025-06-13"}, "2025-06-16"),
    (SPPA, "d10-kirim", CHILD_POLICE, {"penetapan_given": "2025-06-16"}, "2025-06-19"),
    (SPPA, "d11-henti-a", {**CHILD_POLICE, "diversion_terms": frozenset({"peace"})}, {"penetapan_received": "2025-06-19"}, "2025-06-22"),
    (SPPA, "d11-henti-b", {**CHILD_POLICE, "diversion_terms": frozenset({"compensation"})}, {"performed": "2025-07-01"}, "2025-07-06"),
    (SPPA, "d13-hakim", CHILD_COURT, {"filed_in_court": "2025-06-02"}, "2025-06-05"),
    (SPPA, "d14-tawar", CHILD_COURT, {"judge_appointed": "2025-06-05"}, "2025-06-12"),
    (SPPA, "d16-penetapan", CHILD_COURT, {"diversion_agreed": "2025-06-20"}, "2025-06-23"),
    (SPPA, "d16a-kirim", CHILD_COURT, {"examination_end_ordered": "2025-08-01"}, "2025-08-04"),
    (SPPA, "d16b-henti-b", {**CHILD_COURT, "diversion_terms": frozenset({"training"})}, {"examination_end_received": "2025-08-04"}, "2025-08-09"),
    (SPPA, "d20-tindak", CHILD_POLICE, {"breach_reported": "2025-08-01"}, "2025-08-08"),
    (SPPA, "pelaksanaan", CHILD_POLICE, {"diversion_agreed": "2025-11-30"}, "2026-02-28"),
    (SPPA, "u3-putus", {"age_at_act": 11, "stage": "police"}, {"under12_met": "2025-06-01"}, "2025-06-08"),
    (SPPA, "u5-kirim", {"age_at_act": 11, "stage": "police"}, {"under12_adopted": "2025-06-08"}, "2025-06-11"),
    (SPPA, "u6-penetapan", {"age_at_act": 11, "stage": "police"}, {"penetapan_request_received": "2025-06-11"}, "2025-06-14"),
    (SPPA, "tahan-33", CHILD_POLICE, {"detention_started": "2025-06-01"}, "2025-06-08"),
    (SPPA, "tahan-33", CHILD_POLICE, {"detention_started": "2025-06-01", "detention_extended": "2025-06-07"}, "2025-06-16"),
    (SPPA, "tahan-34", CHILD_PROSECUTION, {"detention_started": "2025-06-01", "detention_extended": "2025-06-05"}, "2025-06-11"),
    (SPPA, "tahan-35", CHILD_COURT, {"detention_started": "2025-06-01"}, "2025-06-11"),
    (SPPA, "tahan-35", CHILD_COURT, {"detention_started": "2025-06-01", "detention_extended": "2025-06-10"}, "2025-06-26"),
    ("uu-8-1981-kuhap", "24", {**OLD, "stage": "police"}, {"detention_started": "2025-06-01"}, "2025-06-21"),
    ("uu-8-1981-kuhap", "24", {**OLD, "stage": "police"}, {"detention_started": "2025-06-01", "detention_extended": "2025-06-18"}, "2025-07-31"),
    ("uu-8-1981-kuhap", "25", {**OLD, "stage": "prosecution"}, {"detention_started": "2025-06-01"}, "2025-06-21"),
    ("uu-8-1981-kuhap", "25", {**OLD, "stage": "prosecution"}, {"detention_started": "2025-06-01", "detention_extended": "2025-06-18"}, "2025-07-21"),
    ("uu-8-1981-kuhap", "26", {**OLD, "stage": "court"}, {"detention_started": "2025-06-01"}, "2025-07-01"),
    ("uu-8-1981-kuhap", "26", {**OLD, "stage": "court"}, {"detention_started": "2025-06-01", "detention_extended": "2025-06-28"}, "2025-08-30"),
    ("perma-1-2024", "c4-tujuh-hari", {"stage": "court"}, {"hearing_adjourned": "2025-06-02"}, "2025-06-09"),
    ("jasa-raharja", "18-tuntutan", TRAFFIC, {"accident": "2025-08-31"}, "2026-02-28"),
    ("jasa-raharja", "10-akibat", TRAFFIC, {"accident": "2025-08-31"}, "2026-08-31"),
    ("jasa-raharja", "gugat", TRAFFIC, {"claim_refused": "2025-09-30"}, "2026-03-30"),
    ("jasa-raharja", "tagih", TRAFFIC, {"claim_granted": "2025-11-30"}, "2026-02-28"),
    ("uu-1-1946-kuhp", "75-cabut", COMPLAINT, {"complaint_filed": "2025-06-01"}, "2025-08-30"),
    ("uu-1-2023-kuhp", "30-cabut", COMPLAINT, {"complaint_filed": "2026-02-01"}, "2026-05-02"),
    ("uu-1-2023-kuhp", "29-adu", COMPLAINT, {"offence_known": "2026-01-10"}, "2026-07-09"),
    ("uu-1-2023-kuhp", "29-adu-luar-negeri", {**COMPLAINT, "complainant_abroad": True}, {"offence_known": "2026-01-10"}, "2026-10-07"),
]


@pytest.mark.parametrize(("instrument", "name", "facts", "days", "last"), LAST_DAYS)
def test_the_last_day_of_every_clock_and_the_day_after(instrument: str, name: str, facts: dict[str, Any], days: Days, last: str) -> None:
    on_time = timing(planned(instrument, facts, days, last), name)
    assert on_time.due is not None and on_time.due.day == day(last)
    assert (on_time.late, on_time.days_left) == (False, 0)
    after = timing(planned(instrument, facts, days, (day(last) + timedelta(days=1)).isoformat()), name)
    assert (after.late, after.late_by, after.days_left) == (True, timedelta(days=1), -1)


HOURS = [
    ("d1-spdp", "investigation_started", 24),
    ("d2-koordinasi", "investigation_started", 24),
    ("d3-litmas", "investigation_started", 24),
    ("d4-litmas", "litmas_requested", 72),
    ("d5-tawar", "investigation_started", 168),
    ("d6-beritahu", "diversion_started", 24),
    ("d11b-ringkas", "performed", 24),
    ("d11b-lengkap", "performed", 72),
]


@pytest.mark.parametrize(("name", "start", "hours"), HOURS)
def test_limits_in_hours_run_by_the_clock(name: str, start: str, hours: int) -> None:
    begun = datetime(2025, 6, 6, 15, 0)
    last = begun + timedelta(hours=hours)
    days = {start: begun.isoformat()}
    in_time = timing(planned(SPPA, CHILD_POLICE, days, last.isoformat()), name)
    assert in_time.due_at == last.replace(tzinfo=WIT) and in_time.late is False
    late = timing(planned(SPPA, CHILD_POLICE, days, (last + timedelta(minutes=1)).isoformat()), name)
    assert late.late is True and late.late_by == timedelta(minutes=1)


def test_where_the_hour_is_not_recorded_hours_are_counted_in_days_and_that_is_said() -> None:
    found = timing(planned(SPPA, CHILD_POLICE, {"litmas_requested": "2025-06-06"}, "2025-06-09"), "d4-litmas")
    assert found.due is not None and found.due.day == day("2025-06-09") and found.late is False
    assert any("jam mulainya tidak dicatat" in remark for remark, _ in found.remarks)


def test_on_the_due_day_itself_without_an_hour_lateness_is_not_known() -> None:
    found = timing(planned(SPPA, CHILD_POLICE, {"investigation_started": "2025-06-06T15:00"}, "2025-06-07"), "d1-spdp")
    assert found.late is None


def test_working_days_over_nyepi_and_lebaran_name_every_day_left_out() -> None:
    found = timing(planned(KUHAP, POLICE_NEW, {"termination_ordered": "2026-03-17"}, "2026-03-18"), "langkah-sema-sidik-a")
    assert found.due is not None and [one.day.day for one in found.due.skipped] == [18, 19, 20, 21, 22, 23, 24]
    assert "Nyepi" in found.due.skipped[0].reason_id


def test_where_the_text_does_not_say_which_days_the_plan_says_so() -> None:
    found = timing(planned(KUHAP, POLICE_NEW, {"penetapan_given": "2026-01-16"}, "2026-01-17"), "langkah-sema-g")
    assert any("hari kerja atau hari kalender" in remark for remark, _ in found.remarks)


# --- detention


def test_detention_under_the_new_code_uses_only_the_last_day_in_the_order() -> None:
    days = {"detention_started": "2026-02-01"}
    without = timing(planned(KUHAP, POLICE_NEW, days, "2026-02-10"), "tahan-sidik")
    assert without.due is None and any("catat hari terakhir" in remark for remark, _ in without.remarks)
    stated = timing(planned(KUHAP, {**POLICE_NEW, "detention_expires_on": day("2026-02-20")}, days, "2026-02-17"), "tahan-sidik")
    assert stated.due is not None and stated.due.day == day("2026-02-20") and (stated.days_left, stated.alarm) == (3, 3)
    ordered = {"detention_started": [Reached(day("2026-02-01"), None, "a", 1, day("2026-02-19"))]}
    assert timing(planned(KUHAP, POLICE_NEW, ordered, "2026-02-17"), "tahan-sidik").due.day == day("2026-02-19")  # type: ignore[union-attr]


def test_an_order_may_be_shorter_than_the_law_and_never_longer() -> None:
    days = {"detention_started": "2025-06-01"}
    adult = {**OLD, "stage": "prosecution"}
    shorter = timing(planned("uu-8-1981-kuhap", {**adult, "detention_expires_on": day("2025-06-11")}, days, "2025-06-02"), "25")
    assert shorter.due is not None and shorter.due.day == day("2025-06-11")
    longer = timing(planned("uu-8-1981-kuhap", {**adult, "detention_expires_on": day("2025-07-11")}, days, "2025-06-02"), "25")
    assert longer.due is not None and longer.due.day == day("2025-06-21")


def test_detention_names_who_may_extend_it_next() -> None:
    first = timing(planned("uu-8-1981-kuhap", {**OLD, "stage": "police"}, {"detention_started": "2025-06-01"}, "2025-06-10"), "24")
    assert first.extension is not None and (first.extension.length, first.extension.by) == (40, "penuntut umum")
    child = {"detention_started": "2025-06-01", "detention_extended": ["2025-06-07", "2025-06-14"]}
    full = timing(planned(SPPA, CHILD_POLICE, child, "2025-06-15"), "tahan-33")
    assert full.extension is None and full.due is not None and full.due.day == day("2025-06-16")
    assert any("lebih banyak" in remark for remark, _ in full.remarks)


def test_detention_of_an_earlier_stage_does_not_count_for_this_one() -> None:
    days = {"detention_started": "2025-06-01", "tahap_ii": "2025-06-15"}
    found = timing(planned("uu-8-1981-kuhap", {**OLD, "stage": "prosecution"}, days, "2025-06-16"), "25")
    assert found.due is None and any("tahap ini belum dicatat" in remark for remark, _ in found.remarks)
    again = {**days, "detention_started": ["2025-06-01", "2025-06-15"]}
    assert timing(planned("uu-8-1981-kuhap", {**OLD, "stage": "prosecution"}, again, "2025-06-16"), "25").due.day == day("2025-07-05")  # type: ignore[union-attr]


def test_release_stops_detention_and_says_whether_it_came_too_late() -> None:
    days = {"detention_started": "2025-06-01", "released": "2025-06-23"}
    found = planned("uu-8-1981-kuhap", {**OLD, "stage": "prosecution"}, days, "2025-09-01")
    assert [(one.clock.id, one.timing.late, one.timing.late_by) for one in found.stopped] == [("25", True, timedelta(days=2))]


# --- whatever the case


def every_clock(law: Law) -> list[Clock]:
    return [clock for i in law.ids for clock in law.procedure(i).every_clock()]


def test_no_number_stands_without_a_source_and_no_gap_without_a_reason() -> None:
    for clock in every_clock(LAW):
        assert clock.cite if clock.length is not None else clock.note, clock.id
        assert clock.unit in UNITS


def test_every_level_that_approves_is_a_role_that_steps_may_name() -> None:
    levels = approval_levels(date(2026, 1, 2))
    assert {"high_prosecutor", "deputy_attorney_general", "court_chair"} <= {level.role for level in levels} <= set(ROLES)


def test_every_role_speaks_two_languages() -> None:
    assert all(len(words) == 2 and all(words) for words in ROLES.values())


NUMBERED = [clock for clock in every_clock(LAW) if clock.length is not None and clock.kind != "notice"]
starts = st.dates(date(2018, 1, 1), date(2026, 6, 1))


def facts_of(clock: Clock) -> dict[str, Any]:
    stage = {"24": "police", "25": "prosecution", "26": "court"}.get(clock.id, "")
    return {"stage": stage} if stage else {}


def one_clock(clock: Clock, start: date, on: date, more: Mapping[str, Any] | None = None) -> Timing | None:
    history = {clock.start[0]: (Reached(start, None, "a", 1),), **(more or {})}
    found = plan((), (clock,), history, facts_of(clock), on=on, calendar=CALENDAR)
    both = (*found.running, *found.stopped)
    return both[0].timing if both else None


@given(st.sampled_from(NUMBERED), starts, st.integers(0, 400))
def test_the_due_day_is_never_before_the_start(clock: Clock, start: date, later: int) -> None:
    found = one_clock(clock, start, start + timedelta(days=later))
    assert found is None or (found.due is not None and found.due.day is not None and found.due.day > start)


@given(st.sampled_from(NUMBERED), starts, st.integers(0, 500), st.integers(0, 500))
def test_what_is_late_stays_late(clock: Clock, start: date, first: int, more: int) -> None:
    early, late = one_clock(clock, start, start + timedelta(days=first)), one_clock(clock, start, start + timedelta(days=first + more))
    if early is not None and late is not None and early.late:
        assert late.late


@given(st.sampled_from(NUMBERED), starts, st.integers(1, 60))
def test_a_local_rule_never_gives_more_time(clock: Clock, start: date, length: int) -> None:
    history = {clock.start[0]: (Reached(start, None, "a", 1),)}
    free, bound = (plan((), (clock,), history, facts_of(clock), on=start, calendar=CALENDAR, local=local) for local in ({}, {clock.id: length}))
    for one, other in zip(free.running, bound.running, strict=True):
        assert one.timing.due and other.timing.due and one.timing.due.day and other.timing.due.day
        assert other.timing.due.day <= one.timing.due.day


