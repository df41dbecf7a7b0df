"""The first page of a case: what waits, what comes next, what the law finds, in short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rembuk.desk.cases.agreement_page import brief
from rembuk.desk.cases.findings import Asked, findings, why_asked
from rembuk.desk.cases.history_page import chosen, event
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.steps import act_address, clocks, next_steps
from rembuk.desk.jinja import both
from rembuk.desk.offices.names import office_name
from rembuk.record.kinds import declaration

_NEWEST = 6
#: What follows the end of a case.
_AFTERWARDS = ("followup_visited", "survey_answered", "obstacle_noted", "case_reopened")


def summaries(opened: Opened) -> list[dict[str, Any]]:
    """Each suspect's way in short; a question that decides for several is put once."""
    out: list[dict[str, Any]] = []
    for track in opened.view["tracks"]:
        out.append(_summary(opened, track, {one["asked"].fact.name for one in out if one["asked"]}))
    return out


def _summary(opened: Opened, track: Mapping[str, Any], asked: set[str]) -> dict[str, Any]:
    """Steps, clocks, findings in a line each, the one question to answer now."""
    found = findings(opened, track)
    first = next((f for f in found if f["next"] and f["next"] not in asked), None)
    return {
        **track, "steps": next_steps(opened, track), "running_clocks": clocks(opened, track), "found": found,
        "asked": Asked(opened, track, first["next"]) if first and not track["closed"] else None,
        "why": why_asked(opened, track, first["next"]) if first else [], "brief": brief(opened, track),
        "may_state": bool(act_address(opened, "fact_stated")), "after": _afterwards(opened, track) if track["closed"] else [],
    }  # fmt: skip


def _afterwards(opened: Opened, track: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The forms of what may follow the end of a case and that this visitor may fill in."""
    kinds = declaration().kinds
    ways = [(act_address(opened, name, track["suspect"]), kinds[name].label.in_language(language())) for name in _AFTERWARDS]
    return [(address, label) for address, label in ways if address]


def asked_of_others(opened: Opened) -> list[dict[str, str]]:
    """The requests that wait for somebody else: what was asked of whom, where, since when."""
    words, mine = declaration(), (opened.actor.office, opened.actor.role)
    open_ones = [one for one in opened.case.all("request") if not one["decision"] and (one["to_office"], one["level"]) != mine]
    return [
        {"what": words.choice("approval_of", one["approval_of"], language()), "level": words.choice("approval_level", one["level"], language()),
         "office": office_name(str(one["to_office"])), "since": str(one["on"])}
        for one in open_ones
    ]  # fmt: skip


def waiting(opened: Opened) -> list[dict[str, str]]:
    """What waits for this visitor's own decision: a handover, a request, a difference between two statements."""
    out = []
    for handover in opened.case.all("handover"):
        address = act_address(opened, "handover_received", handover=handover.id)
        if not handover["received"] and handover["to_office"] == opened.actor.office and handover is opened.case.all("handover")[-1] and address:
            out.append({"code": "handover", "says": "", "address": address, "lack": ""})
    for request in opened.case.all("request"):
        mine = request["to_office"] == opened.actor.office and request["level"] == opened.actor.role
        if mine and not request["decision"]:
            says = declaration().choice("approval_of", request["approval_of"], language())
            out.append({"code": "request", "says": says, "address": act_address(opened, "approval_decided", request=request.id)} | _lacking(opened))
    for penetapan in opened.case.all("penetapan"):
        address = act_address(opened, "penetapan_given", penetapan=penetapan.id)
        ours = penetapan["to_office"] == opened.actor.office and opened.actor.role in declaration().kinds["penetapan_given"].by
        if not penetapan["result"] and ours:
            out.append({"code": "penetapan", "says": "", "address": address} | _lacking(opened))
    return out


def _lacking(opened: Opened) -> dict[str, str]:
    """Why a decision that waits for the visitor cannot be given yet, as for want of a second factor."""
    lack = opened.lack("approve")
    return {"lack": both(f"{lack.reason} {lack.remedy}", f"{lack.reason_en} {lack.remedy_en}") if lack else ""}


def newest(opened: Opened) -> list[Any]:
    """The last few events."""
    return [event(opened, act) for act in [act for act in chosen(opened) if act.kind != "identity_recorded"][:_NEWEST]]
