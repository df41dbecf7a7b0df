"""The pages of the law. They show what `rembuk.law` holds and decide nothing themselves."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.desk.law_browser.forms import STAGES, LookupForm, TryForm
from rembuk.law.facts import InputProblem
from rembuk.law.inquiry import answers
from rembuk.law.instrument import Instrument
from rembuk.law.library import Law, load_law
from rembuk.law.offences import load_catalogue

ROWS_A_PAGE = 40
#: How many further questions the try-it page puts at once.
QUESTIONS_AT_ONCE = 5


@require_GET
def instruments(request: HttpRequest) -> HttpResponse:
    """Which instruments govern a day and a stage, and which do not."""
    form = LookupForm(request.GET)
    day = (form.is_valid() and form.cleaned_data["pada"]) or timezone.localdate()
    stage = form.cleaned_data.get("tahap") or None
    form = LookupForm(initial={"pada": day, "tahap": stage or ""})
    return render(request, "law/list.html", {"form": form, "body": _list_body(day, stage, get_language())})


@lru_cache(maxsize=64)
def _list_body(day: date, stage: str | None, language: str) -> SafeString:
    """The tables of the list; the law does not change while the program runs, so each is written once a language."""
    law = load_law()
    governing = sorted(law.governing(day, stage), key=lambda one: one.rank)
    others = [one for one in map(law.instrument, law.ids) if one not in governing]
    about = {"day": day, "stage": stage, "governing": governing, "others": others, "stages": STAGES, "law": law}
    return mark_safe(render_to_string("law/list_body.html", about))


@require_GET
def instrument(request: HttpRequest, instrument_id: str) -> HttpResponse:
    """One instrument: its rows in article order, steps and clocks, definitions, notes, what it follows and what follows it."""
    law = load_law()
    if instrument_id not in law.ids:
        raise Http404(instrument_id)
    about = {"instrument": law.instrument(instrument_id), "body": _instrument_body(instrument_id, get_language())}
    return render(request, "law/instrument.html", about)


@lru_cache(maxsize=128)
def _instrument_body(instrument_id: str, language: str) -> SafeString:
    """Rows, steps and clocks as a page shows them, written once a language."""
    law = load_law()
    shown = law.instrument(instrument_id)
    about = {"instrument": shown, "before": _named(law, shown.succeeds), "after": _successors(law, shown), "stages": STAGES, "words": law.words, "law": law}
    return mark_safe(render_to_string("law/instrument_body.html", about))


def _named(law: Law, instrument_id: str) -> Instrument | None:
    return law.instrument(instrument_id) if instrument_id in law.ids else None


def _successors(law: Law, shown: Instrument) -> list[Instrument]:
    return [one for one in map(law.instrument, law.ids) if one.succeeds == shown.id]


@require_GET
def facts(request: HttpRequest) -> HttpResponse:
    """Every fact the law asks about, found by any word of its question."""
    wanted = request.GET.get("cari", "").strip()
    words = wanted.lower().split()
    found = [fact for fact in load_law().facts.values() if all(w in f"{fact.name} {fact.question} {fact.question_en} {fact.help}".lower() for w in words)]
    listed = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "law/facts.html", {"listed": listed, "wanted": wanted, "law": load_law()})


@require_GET
def offences(request: HttpRequest) -> HttpResponse:
    """The offence catalogue, found by article or by name; on a day, only what is in force then."""
    wanted, catalogue = request.GET.get("cari", "").strip(), load_catalogue()
    words, day = wanted.lower().split(), _day(request.GET.get("pada", ""))
    found = [
        offence for offence in catalogue.offences
        if all(w in f"{offence.label} {offence.name}".lower() for w in words) and (day is None or offence.in_force(day))
    ]  # fmt: skip
    listed = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "law/offences.html", {"listed": listed, "wanted": wanted, "day": day, "catalogue": catalogue})


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def try_it(request: HttpRequest) -> HttpResponse:
    """Ask the law about a few facts. Nothing of it is stored; each answer adds the questions that decide next."""
    law = load_law()
    form = TryForm(law, request.POST or None)
    answered: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            answered = [one.json() for one in answers(form.inquiry(), law)]
        except InputProblem as problem:
            form.add_error("charges", str(problem))
    return render(request, "law/try.html", {"form": form, "answered": answered, "next_fields": _next_fields(law, form, answered), "catalogue": load_catalogue()})


def _next_fields(law: Law, form: TryForm, answered: list[Any]) -> list[Any]:
    """Fields for the facts still missing, most decisive first, that the page does not show yet."""
    missing = [name for one in answered for finding in one["findings"] if finding["finding"] in ("unknown", "conflict") for name in finding["missing"]]
    wanted = [name for name in dict.fromkeys(missing) if name not in form.fact_names and law.facts[name].asked][:QUESTIONS_AT_ONCE]
    more = TryForm(law, None, more=wanted)
    return [more[f"fakta-{name}"] for name in wanted]
