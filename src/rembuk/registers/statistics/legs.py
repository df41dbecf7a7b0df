"""The legs of a case: a suspect's time with each office that held it, and how each ended."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rembuk.record.act import Act
from rembuk.record.case import Case
from rembuk.record.days import when, zone_of
from rembuk.record.stages import SENDING, STAGES

OPEN = "open"
#: How a case was closed, as statistics name it; what is not here counts as `other`.
_CLOSED = {"rj": "rj", "diversion": "diversion", "p21": "p21", "sp3": "sp3", "other_agency": "other_agency", "judgment": "judgment"}
_MISTAKEN = "mistaken"


class Leg(NamedTuple):
    """The acts from `start` up to, not including, `stop` in the case's order, at one office and stage.

    `since` is the day it came there, `until` the day it ended (None while it is open), `outcome` how.
    """

    office: str
    stage: str
    start: int
    stop: int
    since: date
    until: date | None = None
    outcome: str = OPEN


def legs_of(case: Case, suspect: str = "") -> list[Leg]:
    """The suspect's legs in order ("" for a case in which nobody is named yet); none for a case entered by mistake.

    A case handed to an agency outside the record stays with the office that handed it over.
    """
    zone, opened = zone_of(case["region"]), case.acts[0]
    done: list[Leg] = []
    now = Leg(opened.author.office, str(case["begins_at"] or "police"), 0, len(case.acts), when(opened, zone)[0])
    for act in case.acts_of(*SENDING, "case_closed", "case_reopened", suspect=suspect):
        on = when(act, zone)[0]
        if act.kind == "case_reopened":
            now = now._replace(outcome=OPEN, until=None)
        elif act.kind == "case_closed":
            reason = str(act.fields.get("close_reason"))
            if reason == _MISTAKEN:
                return []
            now = now._replace(outcome=_CLOSED.get(reason, "other"), until=on)
        elif _reason(act) == "other_agency":
            now = now._replace(outcome="other_agency", until=on)
        else:
            here = case.place[act.id] + 1
            to_stage = _stage_to(case, act)
            done.append(_left(now, act, to_stage, on)._replace(stop=here))
            now = Leg(str(act.fields.get("to_office", "")), to_stage, here, len(case.acts), on)
    return [*done, now]


def _reason(act: Act) -> str:
    return str(act.fields.get("handover_reason") or "")


def _stage_to(case: Case, act: Act) -> str:
    handover = case.thing("handover", act.id)
    stage = str(handover["to_stage"] or "") if handover else ""
    return stage if stage in STAGES else "court"


def _left(leg: Leg, act: Act, to_stage: str, on: date) -> Leg:
    """The leg as it ends with a handover; one that was closed before keeps how."""
    if leg.outcome != OPEN:
        return leg
    if act.kind == "file_returned" or "village" in (leg.stage, to_stage):
        outcome = "sent_on"
    elif leg.stage == "police":
        outcome = "p21" if to_stage == "prosecution" else "sent_on"
    else:
        outcome = "filed" if to_stage == "court" else "sent_on"
    return leg._replace(outcome=outcome, until=on)
