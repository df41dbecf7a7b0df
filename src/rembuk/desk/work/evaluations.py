"""Evaluations of offices: what was collected, what was found by theme, what was recommended and came of it, training, resources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.casework.acting import Done, Invalid, Wish
from rembuk.casework.models import CaseAssignment, CaseRow
from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.jinja import both
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office
from rembuk.desk.rights import needs
from rembuk.desk.work.words import Due, due_words, words_of
from rembuk.record.act import Act
from rembuk.record.case import Case, Thing

EVALUATIONS_A_PAGE = 50
ACTS = ("source_collected", "finding_coded", "recommendation_made", "recommendation_followed", "training_held", "competence_proved", "resource_planned")


class Coded(NamedTuple):
    """The findings of one kind (success, obstacle, suggestion), by theme, most often found first."""

    coding: str
    name: str
    total: int
    themes: tuple[tuple[str, tuple[Thing, ...]], ...]


class Advice(NamedTuple):
    """A recommendation, how far it is followed, and when it is due while it is open."""

    thing: Thing
    status: str
    status_name: str
    due: Due | None
    findings: int


class Resource(NamedTuple):
    """A resource planned: the newest act on it, and how many are lacking."""

    act: Act
    lacking: int


def visible(actor: Actor) -> QuerySet[CaseRow]:
    """The evaluations the actor works on, and those made in his office and the offices below."""
    mine = CaseAssignment.objects.filter(user=actor.user, until=None).values("case_id")
    return CaseRow.objects.defer("view").filter(sort="evaluation").filter(Q(pk__in=mine) | Q(office__in=actor.subtree))


@require_GET
@needs("evaluate")
def evaluations(request: HttpRequest) -> HttpResponse:
    """Every evaluation within reach, the newest first."""
    rows = list(visible(actor_of(request)).order_by("-changed_at", "-id")[: EVALUATIONS_A_PAGE + 1])
    return render(request, "work/evaluations.html", {"rows": rows[:EVALUATIONS_A_PAGE], "more": len(rows) > EVALUATIONS_A_PAGE})


@require_GET
@needs("evaluate")
def evaluation(request: HttpRequest, case_id: str) -> HttpResponse:
    """One evaluation. Who was interviewed is told only to those who work on it."""
    actor = actor_of(request)
    row = visible(actor).filter(pk=case_id).first()
    case = casework().case(case_id) if row else None
    if row is None or case is None:
        raise Http404(case_id)
    mine = CaseAssignment.objects.filter(case_id=case_id, user=actor.user, until=None).exists()
    office = Office.objects.filter(pk=str(case["office"])).first()
    proofs = list(case.acts_of("competence_proved"))
    about = {
        "row": row, "case": case, "office": office.name if office else str(case["office"]), "mine": mine, "sources": case.all("source"),
        "kinds": words_of("source_kind"), "coded": coded(case), "advice": advice(case, timezone.localdate()), "trainings": case.all("training"),
        "proofs": proofs, "officers": _names_of(proofs), "resources": resources(case), "acts": [(kind, label(kind)) for kind in ACTS] if mine else [],
        "address": f"/perkara/{case_id}/",
    }  # fmt: skip
    return render(request, "work/evaluation.html", about)


def _names_of(proofs: Iterable[Act]) -> dict[str, str]:
    """The full names of those who proved their competence, by username."""
    return dict(User.objects.filter(username__in={str(act.fields["officer"]) for act in proofs}).values_list("username", "full_name"))


def label(kind: str) -> str:
    """What a kind of act is called."""
    from rembuk.record.kinds import declaration

    words = declaration().kinds[kind].label
    return both(words.id, words.en)


def coded(case: Case) -> list[Coded]:
    """The findings by kind and theme."""
    themes = words_of("obstacle_theme")
    out = []
    for coding, name in words_of("coding").items():
        found = [thing for thing in case.all("finding") if thing["coding"] == coding]
        grouped = {theme: tuple(thing for thing in found if thing["theme"] == theme) for theme in {str(thing["theme"]) for thing in found}}
        ordered = sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        out.append(Coded(coding, name, len(found), tuple((themes.get(theme, theme), things) for theme, things in ordered)))
    return out


def advice(case: Case, today: date) -> list[Advice]:
    """The recommendations in the order they were made."""
    statuses = words_of("follow_status")
    out = []
    for thing in case.all("recommendation"):
        status = str(thing["follow_status"] or "")
        due = None if status == "done" or not thing["due_on"] else due_words(date.fromisoformat(str(thing["due_on"])), today)
        out.append(Advice(thing, status, statuses.get(status, ""), due, len(thing["findings"] or ())))
    return out


def resources(case: Case) -> list[Resource]:
    """Each resource by its newest plan."""
    newest: dict[str, Act] = {str(act.fields.get("resource")).strip().lower(): act for act in case.acts_of("resource_planned")}
    return [Resource(act, max(0, int(act.fields.get("needed") or 0) - int(act.fields.get("available") or 0))) for act in newest.values()]


class NewEvaluation(forms.Form):
    """What opens an evaluation."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    office = forms.ChoiceField(label=_("Kantor yang dievaluasi"))
    period_from = forms.DateField(label=_("Masa dari"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    period_to = forms.DateField(label=_("Masa sampai"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(label=_("Tujuan dan cara"), widget=forms.Textarea, required=False)

    def __init__(self, offices: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("evaluate")
def new(request: HttpRequest) -> HttpResponse:
    """Open an evaluation of one of the offices within the actor's tree."""
    actor = actor_of(request)
    offices = Office.objects.filter(pk__in=actor.subtree).values_list("code", "name")
    form = NewEvaluation(offices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = {name: str(value) for name, value in form.cleaned_data.items() if value} | {"on": timezone.localdate().isoformat()}
        outcome = casework().perform(None, [Wish("evaluation_opened", fields)], by=actor.author, now=timezone.now())
        if isinstance(outcome, Done):
            return redirect("evaluation", outcome.case_id)
        told = outcome.problems if isinstance(outcome, Invalid) else {"": both(outcome.reason, outcome.reason_en)}
        for name, sentence in told.items():
            form.add_error(name if name in form.fields else None, sentence)
    return render(request, "work/evaluation_new.html", {"form": form})
