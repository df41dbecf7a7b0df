"""What comes next: the steps of each stage in their order, every way in which they fail, and what must hold for any case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.record.procedure import Plan, Reached, facts_asked, merged, plan, reached_in_facts

from .procedure_cases import (
    CALENDAR,
    CHILD_PROSECUTION,
    KUHAP,
    LAW,
    NEW,
    PERJA,
    POLICE_NEW,
    PROSECUTION,
    SPPA,
    WIT,
    Days,
    day,
    open_ids,
    planned,
    step,
    timing,
)  # fmt: skip

# --- Perja 15/2020: fourteen days, and every way in which it fails


def test_tahap_ii_opens_offer_summons_and_rights_and_starts_fourteen_days() -> None:
    found = planned(PERJA, PROSECUTION, {"tahap_ii": "2025-10-28"}, "2025-11-04")
    assert open_ids(found) == {"langkah-7", "langkah-8-1", "langkah-8-3"}
    assert [(one.clock.id, one.timing.days_left, one.timing.alarm) for one in found.running] == [("9-5", 7, 7)]


def test_the_chain_of_one_two_and_three_days_follows_the_acts() -> None:
    days: dict[str, Any] = {"tahap_ii": "2025-10-28", "offer_made": "2025-10-29", "offer_accepted": "2025-10-30", "session_held": "2025-11-03"}
    assert "langkah-10-1" in open_ids(planned(PERJA, PROSECUTION, days, "2025-11-03"))
    days |= {"agreement_signed": "2025-11-03", "performed": "2025-11-03"}
    assert {"langkah-12-1", "langkah-12-3"} <= open_ids(planned(PERJA, PROSECUTION, days, "2025-11-03"))
    days |= {"high_prosecutor_asked": "2025-11-05", "high_prosecutor_received": "2025-11-05"}
    found = planned(PERJA, PROSECUTION, days, "2025-11-05")
    done = next(one for one in found.done if one.step.id == "langkah-12-3")
    assert done.late is True and done.timing is not None and done.timing.late_by == timedelta(days=1)
    assert {"langkah-12-4", "langkah-ekspos"} <= open_ids(found)
    days |= {"high_prosecutor_approved": "2025-11-06", "approval_answer_received": "2025-11-07"}
    found = planned(PERJA, PROSECUTION, days, "2025-11-07")
    assert "langkah-12-6" in open_ids(found) and not {"langkah-12-4", "langkah-ekspos"} & open_ids(found)
    days |= {"termination_ordered": "2025-11-08"}
    assert {"langkah-12-9", "langkah-140-2-b", "langkah-140-2-c", "langkah-140-barang"} <= open_ids(planned(PERJA, PROSECUTION, days, "2025-11-08"))


@pytest.mark.parametrize(
    ("failure", "opens"),
    [
        ({"offer_refused": "2025-11-01"}, "langkah-8-7"),
        ({"agreement_refused": "2025-11-01"}, "langkah-10-gagal"),
        ({"agreement_signed": "2025-11-01", "defaulted": "2025-11-05"}, "langkah-10-gagal"),
        ({"high_prosecutor_rejected": "2025-11-05"}, "langkah-12-10"),
        ({}, "langkah-lewat-14-hari"),
    ],
)
def test_each_failure_opens_the_transfer_to_court(failure: Days, opens: str) -> None:
    found = planned(PERJA, PROSECUTION, {"tahap_ii": "2025-10-28", **failure}, "2025-11-12")
    assert opens in open_ids(found) and step(found, opens).step.act == "filed_in_court"


def test_day_fourteen_does_not_open_the_ordinary_transfer_and_day_fifteen_does() -> None:
    days = {"tahap_ii": "2025-10-28"}
    assert "langkah-lewat-14-hari" not in open_ids(planned(PERJA, PROSECUTION, days, "2025-11-11"))
    found = planned(PERJA, PROSECUTION, days, "2025-11-12")
    assert step(found, "langkah-lewat-14-hari").started.on == day("2025-11-12")
    after = planned(PERJA, PROSECUTION, {**days, "filed_in_court": "2025-11-13"}, "2025-11-14")
    assert "langkah-lewat-14-hari" in {one.step.id for one in after.done}


def test_performance_in_time_leaves_the_ordinary_transfer_shut() -> None:
    found = planned(PERJA, PROSECUTION, {"tahap_ii": "2025-10-28", "agreement_signed": "2025-11-03", "performed": "2025-11-11"}, "2025-12-01")
    assert "langkah-lewat-14-hari" not in open_ids(found)
    assert [(one.clock.id, one.timing.late) for one in found.stopped] == [("9-5", False)]


def test_a_new_tahap_ii_starts_the_fourteen_days_and_the_offer_again() -> None:
    days = {"tahap_ii": ["2025-10-01", "2025-11-20"], "offer_made": "2025-10-02", "offer_refused": "2025-10-03"}
    found = planned(PERJA, PROSECUTION, days, "2025-11-21")
    assert "langkah-7" in open_ids(found) and timing(found, "9-5").due.day == day("2025-12-04")  # type: ignore[union-attr]


def test_a_step_done_and_opened_again_by_an_agreement_signed_anew_is_open() -> None:
    days = {"agreement_signed": ["2025-11-03", "2025-11-07"], "high_prosecutor_asked": "2025-11-04"}
    found = planned(PERJA, PROSECUTION, days, "2025-11-07")
    assert step(found, "langkah-12-3").started.on == day("2025-11-07") and step(found, "langkah-12-3").late is False


def test_on_one_day_the_order_of_the_acts_decides_and_then_the_hour() -> None:
    first = {"high_prosecutor_asked": "2025-11-03", "agreement_signed": "2025-11-03"}
    assert "langkah-12-3" in open_ids(planned(PERJA, PROSECUTION, first, "2025-11-03"))
    other = {"agreement_signed": "2025-11-03", "high_prosecutor_asked": "2025-11-03"}
    assert "langkah-12-3" not in open_ids(planned(PERJA, PROSECUTION, other, "2025-11-03"))
    nine, ten = (datetime(2025, 11, 3, hour, tzinfo=WIT) for hour in (9, 10))
    by_hour = {"agreement_signed": [Reached(nine.date(), ten)], "high_prosecutor_asked": [Reached(nine.date(), nine)]}
    assert "langkah-12-3" in open_ids(planned(PERJA, PROSECUTION, by_hour, "2025-11-03"))


def test_a_case_closed_has_no_steps_but_those_after_closing_and_reopened_has_them_again() -> None:
    days = {"tahap_ii": "2025-10-28", "closed": "2025-11-03"}
    assert open_ids(planned(PERJA, PROSECUTION, days, "2025-11-04")) == set()
    reopened = {**days, "reopened": "2025-11-05"}
    assert {"langkah-7", "langkah-8-1", "langkah-8-3"} <= open_ids(planned(PERJA, PROSECUTION, reopened, "2025-11-06"))
    ended = {**days, "termination_ordered": "2025-11-03", "closed": "2025-11-03"}
    assert "langkah-12-9" in open_ids(planned(PERJA, PROSECUTION, ended, "2025-11-04"))


def test_a_condition_that_hangs_on_a_missing_fact_is_shown_as_perhaps_needed() -> None:
    found = planned(PERJA, PROSECUTION, {"offer_accepted": "2025-10-30"}, "2025-10-30")
    venue = step(found, "langkah-9-4")
    assert not venue.certain and venue.missing == ("venue_elsewhere_needed",)
    assert "langkah-9-4" not in open_ids(planned(PERJA, {**PROSECUTION, "venue_elsewhere_needed": False}, {"offer_accepted": "2025-10-30"}, "2025-10-30"))
    assert step(planned(PERJA, {**PROSECUTION, "venue_elsewhere_needed": True}, {"offer_accepted": "2025-10-30"}, "2025-10-30"), "langkah-9-4").certain


def test_steps_of_a_law_that_does_not_govern_are_left_out_and_where_that_is_unknown_they_are_not_certain() -> None:
    days = {"tahap_ii": "2026-02-01"}
    assert planned(PERJA, {**NEW, "stage": "prosecution"}, days, "2026-02-02") == Plan((), (), (), ())
    unsure = planned(PERJA, {"stage": "prosecution", "decided_on": day("2026-02-02")}, days, "2026-02-02")
    assert unsure.next and not any(one.certain for one in unsure.next)
    assert "investigation_started_on" in unsure.next[0].missing


def test_a_decided_regime_is_derived_from_the_dates_of_the_case() -> None:
    facts = {"stage": "prosecution", "decided_on": day("2026-02-02"), "tahap_ii_on": day("2026-02-01"), "investigation_started_on": day("2025-12-01")}
    assert step(planned(PERJA, facts, {"tahap_ii": "2026-02-01"}, "2026-02-02"), "langkah-7").certain


# --- UU 20/2025 and SEMA 1/2026


def test_the_time_to_perform_under_the_new_code_has_no_number_and_says_why() -> None:
    found = planned(KUHAP, POLICE_NEW, {"agreement_signed": "2026-02-01"}, "2026-06-01")
    perform = step(found, "langkah-79")
    assert perform.due is None and perform.late is None and perform.timing is not None
    assert any("tidak terbaca dalam Pasal 79" in remark for remark, _ in perform.timing.remarks)


def test_the_stop_waits_until_the_whole_agreement_is_performed() -> None:
    days = {"agreement_signed": "2026-02-01"}
    assert "langkah-24-2" not in open_ids(planned(KUHAP, POLICE_NEW, days, "2026-02-02"))
    assert "langkah-24-2" in open_ids(planned(KUHAP, POLICE_NEW, {**days, "performed": "2026-02-05"}, "2026-02-06"))


def test_a_file_returned_by_the_court_is_mended_and_asked_again_or_the_case_goes_on() -> None:
    days = {"termination_ordered": "2026-01-09", "penetapan_requested": "2026-01-12", "penetapan_returned": "2026-01-16"}
    found = planned(KUHAP, POLICE_NEW, days, "2026-01-17")
    back = step(found, "langkah-sema-kembali")
    assert back.step.confidence == "design" and not back.step.cite
    assert "langkah-sema-sidik-a" not in open_ids(found)
    again = {**days, "penetapan_requested": ["2026-01-12", "2026-01-20"]}
    assert {"langkah-sema-b"} <= open_ids(planned(KUHAP, POLICE_NEW, again, "2026-01-21"))
    assert "langkah-sema-kembali" not in open_ids(planned(KUHAP, POLICE_NEW, again, "2026-01-21"))
    resumed = planned(KUHAP, POLICE_NEW, {**days, "tahap_ii": "2026-01-20"}, "2026-01-21")
    assert "langkah-sema-kembali" not in open_ids(resumed)


def test_the_notice_of_the_stop_is_due_the_day_after() -> None:
    found = planned(KUHAP, POLICE_NEW, {"termination_ordered": "2026-01-09"}, "2026-01-09")
    assert step(found, "langkah-24-4").days_left == 1


# --- police, village, court


def test_the_special_review_needs_its_seven_attendees_and_an_invitation_three_days_before() -> None:
    facts = {"age_at_act": 25, "stage": "police", "police_channel": "investigation"}
    open_now = planned("perpol-8-2021", facts, {"parties_clarified": "2025-06-01"}, "2025-06-02")
    assert "langkah-17-undang" in open_ids(open_now)
    for invited, late in (("2025-06-07", False), ("2025-06-08", True)):
        days = {"parties_clarified": "2025-06-01", "review_invited": [Reached(day(invited), None, "a", 2, day("2025-06-10"))]}
        found = planned("perpol-8-2021", facts, days, "2025-06-08")
        assert timing(found, "langkah-17-undang").late is late
        assert len(step(found, "langkah-17-gelar").step.required) == 7
    held = {"parties_clarified": "2025-06-01", "review_invited": "2025-06-08", "review_held": "2025-06-10"}
    assert timing(planned("perpol-8-2021", facts, held, "2025-06-11"), "langkah-17-undang").late is True
    unknown = {"parties_clarified": "2025-06-01", "review_invited": "2025-06-08"}
    assert timing(planned("perpol-8-2021", facts, unknown, "2025-06-11"), "langkah-17-undang").late is None


@pytest.mark.parametrize(
    ("instrument", "facts", "order"),
    [
        (
            "perpol-8-2021", {"age_at_act": 25, "stage": "police", "police_channel": "investigation"},
            ["case_opened/langkah-15-1", "application_made/langkah-16-periksa", "application_checked/langkah-16-klarifikasi",
             "parties_clarified/langkah-17-undang", "review_invited/langkah-17-gelar", "review_held/langkah-16-laporan",
             "review_reported/langkah-16-sidik", "termination_ordered/langkah-16-register"],
        ),
        (
            "perpol-8-2021", {"age_at_act": 25, "stage": "police", "police_channel": "petty"},
            ["case_opened/langkah-12-mohon", "application_made/langkah-14-undang", "session_scheduled/langkah-14-mediasi",
             "agreement_signed/langkah-14-register"],
        ),
        (
            "perkap-6-2019", {"age_at_act": 25, "stage": "police"},
            ["case_opened/langkah-12-mohon", "application_made/langkah-12-damai", "agreement_signed/langkah-12-bap", "review_held/langkah-12-henti"],
        ),
        (
            "practice-kebumen", {"age_at_act": 25, "stage": "police", "traffic_accident": True, "police_channel": "inquiry"},
            ["case_opened/langkah-3-telepon", "parties_clarified/langkah-4", "session_held/langkah-5", "agreement_signed/langkah-6",
             "application_made/langkah-7", "police_chief_approved/langkah-8", "termination_ordered/langkah-8-register"],
        ),
        (
            "practice-jember", {"stage": "village"},
            ["case_opened/langkah-0", "village_gate_approved/langkah-1", "session_scheduled/langkah-2", "session_held/langkah-3",
             "agreement_drafted/langkah-4", "agreement_signed/langkah-4-meterai", "breached/langkah-5-tutup", "village_door_closed/langkah-5-serah"],
        ),
        (
            "perma-1-2024", {"stage": "court", "earlier_peace": "none"},
            ["examination_started/c3-hadir", "victim_absent/c4-tunda", "hearing_adjourned/c4-panggil", "victim_present/c5-riwayat",
             "case_history_heard/c7-anjur", "peace_suggested/c10-tanda-tangan", "sentencing_demanded/c21-putusan"],
        ),
        (
            "pedoman-18-2021", {"stage": "prosecution", "charges.traits": frozenset({"narcotics_user"}), "drug_test_positive": True,
                                "narcotics_user_assessed": True, "rehabilitation_willing": True},
            ["tahap_ii/langkah-tetap", "termination_ordered/langkah-awasi"],
        ),
    ],
)  # fmt: skip
def test_each_milestone_opens_the_next_step_in_order(instrument: str, facts: dict[str, Any], order: list[str]) -> None:
    days: dict[str, Any] = {}
    for place, pair in enumerate(order):
        milestone, opens = pair.split("/")
        days[milestone] = (day("2025-06-01") + timedelta(days=place)).isoformat()
        assert opens in open_ids(planned(instrument, facts, days, "2025-07-01")), pair


def test_no_step_at_the_village_without_consent_and_none_but_the_hand_over_after_a_breach() -> None:
    gate = {"case_opened": "2025-06-01"}
    assert open_ids(planned("practice-jember", {"stage": "village"}, gate, "2025-06-02")) == {"langkah-0"}
    refused = {**gate, "village_gate_refused": "2025-06-03"}
    assert open_ids(planned("practice-jember", {"stage": "village"}, refused, "2025-06-04")) == {"langkah-0-tolak"}
    breached = {**gate, "village_gate_approved": "2025-06-02", "session_scheduled": "2025-06-03", "session_held": "2025-06-04",
                "agreement_drafted": "2025-06-04", "agreement_signed": "2025-06-04", "agreement_sealed": "2025-06-04",
                "breached": "2025-06-20", "village_door_closed": "2025-06-21"}  # fmt: skip
    assert open_ids(planned("practice-jember", {"stage": "village"}, breached, "2025-06-22")) == {"langkah-5-serah"}


def test_the_judge_asks_about_the_earlier_agreement_before_suggesting_peace() -> None:
    days = {"examination_started": "2025-06-01", "victim_present": "2025-06-01", "case_history_heard": "2025-06-01"}
    at_court = {"stage": "court"}
    done = open_ids(planned("perma-1-2024", {**at_court, "earlier_peace": "performed"}, days, "2025-06-02"))
    assert "c6a-periksa" in done and "c7-anjur" not in done
    unable = {**at_court, "earlier_peace": "unperformed", "defendant_unable_to_perform": True}
    assert {"c6b-sebab", "c6c-baru"} <= open_ids(planned("perma-1-2024", unable, days, "2025-06-02"))
    asked = planned("perma-1-2024", {**unable, "nonperformance_reason_asked": True}, days, "2025-06-02")
    assert "c6b-sebab" in {one.step.id for one in asked.done}
    unknown = planned("perma-1-2024", at_court, days, "2025-06-02")
    assert step(unknown, "c7-anjur").missing == ("earlier_peace",)


def test_the_agreement_in_court_cannot_be_signed_after_the_sentencing_demand() -> None:
    days = {"peace_suggested": "2025-06-01", "sentencing_demanded": "2025-06-10"}
    assert "c10-tanda-tangan" not in open_ids(planned("perma-1-2024", {"stage": "court"}, days, "2025-06-11"))


def test_the_offer_to_a_child_at_prosecution_counts_from_the_earlier_of_two_dates() -> None:
    days = {"file_received_by_prosecutor": "2025-06-02", "tahap_ii": "2025-06-05"}
    assert timing(planned(SPPA, CHILD_PROSECUTION, days, "2025-06-06"), "d12-tawar").due.day == day("2025-06-09")  # type: ignore[union-attr]


def test_a_child_under_twelve_takes_the_other_road() -> None:
    found = open_ids(planned(SPPA, {"age_at_act": 11, "stage": "police"}, {"case_opened": "2025-06-01", "investigation_started": "2025-06-01"}, "2025-06-01"))
    assert found == {"u1-beritahu"}


def test_without_a_birth_date_the_road_of_a_child_is_shown_as_perhaps_needed() -> None:
    found = planned(SPPA, {"stage": "police"}, {"investigation_started": "2025-06-01"}, "2025-06-01")
    assert found.next and all("age_at_act" in one.missing for one in found.next)


# --- an office's own rule, and facts as history


def test_an_office_may_be_stricter_than_the_law_and_never_looser() -> None:
    days = {"tahap_ii": "2025-10-28"}
    strict = timing(planned(PERJA, PROSECUTION, days, "2025-10-29", local={"9-5": 10}), "9-5")
    assert strict.due is not None and strict.due.day == day("2025-11-07") and "lebih ketat" in strict.remarks[0][0]
    loose = timing(planned(PERJA, PROSECUTION, days, "2025-10-29", local={"perja-15-2020/9-5": 30}), "9-5")
    assert loose.due is not None and loose.due.day == day("2025-11-11") and "diabaikan" in loose.remarks[0][0]


def test_a_history_entered_as_facts_gives_the_same_clock_as_one_of_acts() -> None:
    facts = {"tahap_ii_on": day("2025-10-28"), "acted_on": day("2025-10-01"), "traffic_accident": None}
    stated = reached_in_facts(LAW.words.milestones, facts)
    assert set(stated) == {"tahap_ii"} and stated["tahap_ii"][0].on == day("2025-10-28")
    assert set(reached_in_facts(LAW.words.milestones, {**facts, "traffic_accident": True})) == {"tahap_ii", "accident"}
    both = merged({"tahap_ii": (Reached(day("2025-10-27"), None, "act"),)}, stated)
    assert both["tahap_ii"][0].act == "act"



# --- whatever the case


names = st.sampled_from(sorted(LAW.words.milestones))
histories = st.dictionaries(names, st.lists(st.dates(date(2025, 1, 1), date(2025, 12, 31)), min_size=1, max_size=2), max_size=8)


def as_reached(history: Mapping[str, list[date]]) -> dict[str, tuple[Reached, ...]]:
    return {name: tuple(Reached(one, None, name) for one in sorted(days)) for name, days in history.items()}


@given(st.sampled_from(LAW.ids), histories, names, st.dates(date(2025, 1, 1), date(2025, 12, 31)))
def test_a_milestone_that_a_step_does_not_name_changes_nothing_for_it(instrument: str, history: dict[str, list[date]], extra: str, on: date) -> None:
    procedure = LAW.procedure(instrument)
    steps = [one for one in procedure.steps if not one.expired and extra not in {*one.after, *one.until, *one.moot}
             and (one.clock is None or extra not in {*one.clock.start, *one.clock.end, *one.clock.before})]  # fmt: skip
    facts: dict[str, Any] = {}
    before = as_reached({name: days for name, days in history.items() if name != extra})
    after = {**before, extra: (Reached(on, None, "x"),)}
    plans = [plan(steps, (), one, facts, on=date(2026, 1, 1), calendar=CALENDAR) for one in (before, after)]
    assert plans[0] == plans[1]


@given(st.sampled_from(LAW.ids), histories)
def test_no_step_is_open_and_done_at_once_and_nothing_opens_unasked(instrument: str, history: dict[str, list[date]]) -> None:
    procedure = LAW.procedure(instrument)
    found = plan(procedure.steps, procedure.clocks, as_reached(history), {}, on=date(2026, 1, 1), calendar=CALENDAR)
    assert not open_ids(found) & {one.step.id for one in found.done}
    for opened in [one.step for one in found.next] + [one.step for one in found.done]:
        assert opened.expired or set(opened.after) & set(history)



class Reading(dict[str, Any]):
    """Facts that note which of them were looked at."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        super().__init__(facts)
        self.read: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.read.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)


@pytest.mark.parametrize("instrument", LAW.ids)
@given(st.sets(st.sampled_from(["after", "until", "start"]), min_size=1), st.data())
def test_a_plan_looks_at_no_fact_but_those_it_says_it_asks(instrument: str, reached_by: set[str], data: st.DataObject) -> None:
    steps, clocks = LAW.procedure(instrument).steps, LAW.procedure(instrument).clocks
    timed = [*clocks, *(one.clock for one in steps if one.clock)]
    wanted = {name for one in steps for name in (*(one.after if "after" in reached_by else ()), *(one.until if "until" in reached_by else ()))}
    wanted |= {name for one in timed for name in one.start if "start" in reached_by}
    history = {name: data.draw(histories.map(lambda h: [date(2025, 6, 1 + len(h))])) for name in sorted(wanted)}
    facts = Reading({})
    plan(steps, clocks, as_reached(history), facts, on=date(2026, 1, 1), calendar=CALENDAR, definitions=LAW.definitions)
    assert facts.read <= facts_asked(steps, clocks, LAW.definitions)
