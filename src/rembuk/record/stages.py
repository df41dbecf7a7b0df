"""Where a case is: at which stage, with which office, open or closed, for each suspect; and who works on it."""

from __future__ import annotations

from typing import NamedTuple

from rembuk.record.act import Act
from rembuk.record.case import Case, once, once_but_facts

STAGES = ("village", "police", "prosecution", "court")
SENDING = ("handed_over", "file_returned", "filed_in_court")
_VILLAGERS = ("mediator", "village_head")


class Standing(NamedTuple):
    """The stage and office that hold the case (for one suspect), whether the office has received it, and how it ended.

    `closed` is "" while it is open; `since` is the act that made it so.
    """

    stage: str
    office: str
    received: bool
    closed: str
    since: Act


@once_but_facts
def standing(case: Case, suspect: str = "") -> Standing:
    """Where the case stands for a suspect ("" the case as a whole: its newest handover, closed only when all are).

    A handover moves the case when it is sent: from then on the receiving office is asked for, and the sender sees that nobody
    has taken it yet.
    """
    opened, sent = case.acts[0], ""
    now = Standing(str(case["begins_at"] or "police"), opened.author.office, True, "", opened)
    for act in case.acts_of(*SENDING, "handover_received", "case_closed", "case_reopened", suspect=suspect):
        if act.kind in SENDING:
            sent, stage = act.id, _stage(case, act)
            now = Standing(stage, str(act.fields.get("to_office", "")), False, "", act)
        elif act.kind == "handover_received":
            now = now._replace(received=True, since=act) if act.fields.get("handover") == sent else now
        elif act.kind == "case_reopened":
            now = now._replace(closed="", since=act)
        elif suspect or not case.about.get(act.id) or all(standing(case, s.id).closed for s in case.suspects):
            now = now._replace(closed=str(act.fields.get("close_reason") or "other"), since=act)
    return now


def _stage(case: Case, act: Act) -> str:
    """The stage a handover leads to, as its thing tells: an act that files in court need not say so."""
    handover = case.thing("handover", act.id)
    stage = str(handover["to_stage"] or "") if handover else ""
    return stage if stage in STAGES else "court"


def standings(case: Case, suspect: str = "") -> list[Standing]:
    """Where each suspect's track stands, or that of the one; a case in which nobody is named yet has one."""
    return [standing(case, one) for one in ([suspect] if suspect else [s.id for s in case.suspects] or [""])]


def village_door_is_closed(case: Case) -> bool:
    """Whether the village house may not take up this matter again: it said so, or an agreement made there was breached."""
    return case["village_door"] == "closed" or any(act.author.role in _VILLAGERS for act in case.acts_of("breach_declared"))


@once
def offices(case: Case) -> dict[str, str]:
    """Every office that has to do with the case, and how: holds, handed, held, approves."""
    out = {case.acts[0].author.office: "held"}
    for act in case.acts_of(*SENDING):
        out[str(act.fields.get("to_office", ""))] = "held"
    for thing in [*case.all("request"), *case.all("penetapan")]:
        out[str(thing["to_office"])] = "approves"
    for act in case.acts_of("litmas_requested"):
        out[str(act.fields.get("to_office", ""))] = "approves"
    # An evaluation waits for the office it is about: that office follows the recommendations.
    if case["office"]:
        out.setdefault(str(case["office"]), "approves")
    for now in standings(case):
        out[now.office] = "holds" if now.received else "handed"
    out.pop("", None)
    return out


@once
def assigned(case: Case) -> dict[str, str]:
    """The people who work on the case and their duty: who opened it, who was assigned, who leads a session, less those released."""
    out: dict[str, str] = {case.acts[0].author.user: case.acts[0].author.role}
    for act in case.acts_of("officer_assigned", "officer_released", "judge_appointed", "handover_received", "session_scheduled"):
        if act.kind == "officer_assigned":
            out[str(act.fields.get("officer"))] = str(act.fields.get("duty", ""))
        elif act.kind == "judge_appointed":
            out[str(act.fields.get("judge"))] = "judge"
        elif act.kind == "handover_received":
            out[act.author.user] = act.author.role
        elif act.kind == "session_scheduled":
            out.setdefault(str(act.fields.get("facilitator")), "facilitator")
        elif act.kind == "officer_released":
            out.pop(str(act.fields.get("officer")), None)
    return out
