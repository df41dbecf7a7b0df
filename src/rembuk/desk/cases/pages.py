"""The pages of a case. They read the kept view and the record, and decide nothing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from rembuk.desk.cases.agreement_page import agreements
from rembuk.desk.cases.court import checklist, citation, effect_of_peace
from rembuk.desk.cases.decisions_page import decisions_of
from rembuk.desk.cases.findings import Asked, findings, why_asked
from rembuk.desk.cases.frame import context
from rembuk.desk.cases.history_page import chosen, event, groups_in
from rembuk.desk.cases.once import new_token
from rembuk.desk.cases.opened import Opened, open_case
from rembuk.desk.cases.people_page import asked_offices, officers_of, people_of, relations_of
from rembuk.desk.cases.sessions_page import sessions_of
from rembuk.desk.cases.steps import act_address, clocks, done_steps, next_steps
from rembuk.desk.cases.summary_page import asked_of_others, newest, summaries, waiting
from rembuk.desk.jinja import both
from rembuk.desk.policy import DESK_RIGHTS
from rembuk.law.offences import load_catalogue

EVENTS_A_PAGE = 50


@require_GET
def summary(request: HttpRequest, case_id: str) -> HttpResponse:
    """What matters now."""
    opened = open_case(request, case_id)
    if opened.case.sort == "evaluation":
        if opened.actor.role in DESK_RIGHTS["evaluate"]:
            return redirect("evaluation", opened.id)
        return render(request, "cases/evaluation.html", context(opened, "summary", events=[event(opened, act) for act in chosen(opened)]))
    return render(request, "cases/summary.html", context(
        opened, "summary", tracks=summaries(opened), waiting=waiting(opened), elsewhere=asked_of_others(opened), newest=newest(opened), token=new_token(),
        asked_offices=asked_offices(opened),
    ))  # fmt: skip


@require_GET
def people(request: HttpRequest, case_id: str) -> HttpResponse:
    """Everybody in the case: consent, needs, who speaks for whom."""
    opened = open_case(request, case_id)
    return render(request, "cases/people.html", context(
        opened, "people", people=people_of(opened), officers=officers_of(opened), assign=act_address(opened, "officer_assigned"),
        relations=relations_of(opened), asked_offices=asked_offices(opened),
        add=act_address(opened, "party_added"), relate=act_address(opened, "relation_declared"), interest=act_address(opened, "interest_declared"),
    ))  # fmt: skip


@require_GET
def sessions(request: HttpRequest, case_id: str) -> HttpResponse:
    """The meetings in their four steps, and the summonses."""
    opened = open_case(request, case_id)
    return render(request, "cases/sessions.html", context(
        opened, "sessions", **sessions_of(opened), schedule=act_address(opened, "session_scheduled"), order=act_address(opened, "venue_ordered"),
    ))  # fmt: skip


@require_GET
def agreement(request: HttpRequest, case_id: str) -> HttpResponse:
    """Agreements: terms, money, what is wrong, who still signs."""
    opened = open_case(request, case_id)
    draft = act_address(opened, "agreement_drafted")
    return render(request, "cases/agreement.html", context(opened, "agreement", agreements=agreements(opened), draft=draft))


@require_GET
def decisions(request: HttpRequest, case_id: str) -> HttpResponse:
    """Approvals, reviews, decrees, the court's packet, custody, things, claims, diversion, follow-up."""
    opened = open_case(request, case_id)
    return render(request, "cases/decisions.html", context(opened, "decisions", **decisions_of(opened)))


@require_GET
def law(request: HttpRequest, case_id: str) -> HttpResponse:
    """Every instrument's finding with its reasons, old code against new, and all steps."""
    opened = open_case(request, case_id)
    tracks = [_law_of(opened, track) for track in opened.view["tracks"]]
    return render(request, "cases/law.html", context(
        opened, "law", tracks=tracks, catalogue=load_catalogue(), token=new_token(), regime=act_address(opened, "regime_decided"),
    ))  # fmt: skip


def _law_of(opened: Opened, track: object) -> dict[str, object]:
    assert isinstance(track, dict)
    found = findings(opened, track)
    asked = {f["instrument"]: Asked(opened, track, f["next"]) for f in found if f["next"]}
    why = {f["next"]: why_asked(opened, track, f["next"]) for f in found if f["next"]}
    return {**track, "found": found, "asked": asked, "why": why, "steps": next_steps(opened, track), "finished": list(done_steps(track)),
            "running_clocks": clocks(opened, track)}  # fmt: skip


@require_GET
def history(request: HttpRequest, case_id: str) -> HttpResponse:
    """Everything that happened, narrowed by kind or person."""
    opened = open_case(request, case_id)
    group, who = request.GET.get("jenis", ""), request.GET.get("siapa", "")
    listed = Paginator(chosen(opened, group=group, who=who), EVENTS_A_PAGE).get_page(request.GET.get("halaman"))
    told = [event(opened, act) for act in listed]
    people = sorted({(act.author.user, act.author.name) for act in opened.case.acts})
    return render(request, "cases/history.html", context(opened, "history", listed=listed, events=told, groups=groups_in(opened), group=group, who=who, people=people))


@require_GET
def court(request: HttpRequest, case_id: str) -> HttpResponse:
    """The judge's view: the checklist of Perma 1/2024, how the peace counts, the sentence the judgment needs."""
    opened = open_case(request, case_id)
    tracks = [
        {**track, "checklist": checklist(opened, track), "effect": effect_of_peace(track), "citation": citation(opened, track)}
        for track in opened.view["tracks"] if track["stage"] == "court"
    ]  # fmt: skip
    return render(request, "cases/court.html", context(opened, "court", tracks=tracks, both=both))
