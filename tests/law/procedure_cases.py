"""Cases for the tests of steps and clocks: milestones written as days, planned with the law as it ships."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

from rembuk.law.calendar import load_calendar
from rembuk.law.library import load_law
from rembuk.record.procedure import NextStep, Plan, Reached, plan
from rembuk.record.timing import Timing

LAW = load_law()
CALENDAR = load_calendar()
WIT = timezone(timedelta(hours=9))
OLD = {"regime": "kuhap_1981", "age_at_act": 25}
NEW = {"regime": "kuhap_2025", "age_at_act": 25}
CHILD = {"age_at_act": 15, "charges.max_prison": 60, "charges.lightest_prison": 60, "first_offence": True, "earlier_diversion": False}
Days = Mapping[str, str]


def day(text: str) -> date:
    return date.fromisoformat(text)


def reached(days: Mapping[str, Any]) -> dict[str, tuple[Reached, ...]]:
    """Milestones by name: an ISO day, a day and hour, or a list of them; the order written is the order of the day."""
    out: dict[str, tuple[Reached, ...]] = {}
    for place, (name, texts) in enumerate(days.items(), start=1):
        listed = texts if isinstance(texts, list) else [texts]
        out[name] = tuple(one if isinstance(one, Reached) else _one(one, f"{name}.{i}", place) for i, one in enumerate(listed))
    return out


def _one(text: str, act: str, order: int) -> Reached:
    if "T" not in text:
        return Reached(day(text), None, act, order)
    at = datetime.fromisoformat(text).replace(tzinfo=WIT)
    return Reached(at.date(), at, act, order)


def planned(instrument: str, facts: Mapping[str, Any], days: Mapping[str, Any], on: str, **more: Any) -> Plan:
    procedure = LAW.procedure(instrument)
    at = datetime.fromisoformat(on).replace(tzinfo=WIT) if "T" in on else None
    return plan(
        procedure.steps, procedure.clocks, reached(days), facts,
        on=at.date() if at else day(on), now=at, calendar=CALENDAR, definitions=LAW.definitions, **more,
    )  # fmt: skip


def open_ids(found: Plan) -> set[str]:
    return {one.step.id for one in found.next}


def step(found: Plan, step_id: str) -> NextStep:
    return next(one for one in found.next if one.step.id == step_id)


def timing(found: Plan, name: str) -> Timing:
    timed: list[Timing | None] = [one.timing for one in found.next]
    timed += [one.timing for one in found.done]
    timed += [one.timing for one in (*found.running, *found.stopped)]
    return next(one for one in timed if one is not None and one.clock.id == name)


PERJA, KUHAP, SPPA = "perja-15-2020", "uu-20-2025-kuhap", "uu-11-2012-sppa"
PROSECUTION = {**OLD, "stage": "prosecution", "detained": True}
POLICE_NEW = {**NEW, "stage": "police", "police_channel": "investigation"}
CHILD_POLICE, CHILD_PROSECUTION, CHILD_COURT = ({**CHILD, "stage": s} for s in ("police", "prosecution", "court"))
TRAFFIC = {"charges.groups": frozenset({"traffic"}), "traffic_accident": True, "accident_injury": True, "stage": "police"}
COMPLAINT = {"charges.complaint": "absolute", "charges.traits_of_all": frozenset(), "stage": "police", "complainant_abroad": False}

