"""The papers of a case: the list, a letter before it is issued, its previews, and issuing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.casework.acting import Done, Invalid
from rembuk.desk.cases.frame import context
from rembuk.desk.cases.once import SentBefore, new_token
from rembuk.desk.cases.opened import Opened, language, open_case
from rembuk.desk.papers.agreement_pages import agreements_to_read
from rembuk.desk.papers.doors import may_print, open_papers, sent
from rembuk.desk.papers.drafting import NEVER_KEPT, Chosen, Draft, drafted, written_here
from rembuk.desk.papers.forms import LetterForm
from rembuk.desk.papers.issuing import ToIssue, check_address, final, issue, unkept_pdf
from rembuk.desk.papers.listing import listed, made_letters
from rembuk.desk.papers.models import IssuedLetter
from rembuk.desk.papers.numbering import block_of, is_given, offered
from rembuk.desk.papers.templates import line_of, templates_for
from rembuk.papers.letter import Kind, Letter, Missing
from rembuk.papers.numbers import Block, Given
from rembuk.papers.printing import print_docx
from rembuk.record.kinds import declaration
from rembuk.record.outcome import Refused

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def papers(request: HttpRequest, case_id: str) -> HttpResponse:
    """Every letter the visitor's institution writes, and everything issued."""
    opened = open_case(request, case_id)
    if opened.case.sort != "case":
        raise Http404(case_id)
    every, made = listed(opened), made_letters(opened)
    return render(request, "papers/list.html", context(
        opened, "papers", wanted=[one for one in every if one.steps], ready=[one for one in every if not one.steps and one.can_be_made],
        lacking=[one for one in every if not one.steps and not one.can_be_made], made=made, may_print=may_print(opened),
        plain=agreements_to_read(opened) if may_print(opened) else [], file=any(one.row for one in made),
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, case_id: str, kind_id: str) -> HttpResponse:
    """One letter: what is chosen for it, its previews, issuing it."""
    opened = open_papers(request, case_id)
    kind = _kind_or_404(opened, kind_id)
    values = request.POST if request.method == "POST" else request.GET
    chosen = Chosen.from_form(values, opened)
    draft = drafted(opened, kind, chosen)
    first = _first_values(opened, draft, chosen)
    if request.method == "POST" and request.POST.get("do") == "issue" and draft.letter and kind.id not in NEVER_KEPT:
        form = LetterForm(opened, draft, request.POST)
        if form.is_valid():
            return _issued(request, opened, draft, chosen, form)
    else:
        form = LetterForm(opened, draft, initial={**first, **_entered(values)})
    return _page(request, opened, draft, form, first["number"], status=422 if form.errors else 200)


def _entered(values: Any) -> dict[str, Any]:
    """What was entered before the choices were updated; a number that was only offered is offered anew."""
    untouched = values.get("number") == values.get("offered")
    return {name: value for name, value in values.items() if value and not (name == "number" and untouched)}


def _kind_or_404(opened: Opened, kind_id: str) -> Kind:
    found = next((kind for kind in written_here(opened) if kind.id == kind_id), None)
    if found is None:
        raise Http404(kind_id)
    return found


def _first_values(opened: Opened, draft: Draft, chosen: Chosen) -> dict[str, Any]:
    """What the form offers: the day and number of the record where it has them, the next number, who signed the last one of this kind."""
    on = draft.letter.on if draft.letter and draft.letter.on and draft.letter.on <= opened.on else opened.on
    block = block_of(opened.actor.office, draft.kind, on.year)
    return {
        "suspect": chosen.suspect, "thing": chosen.thing, "officer": chosen.officer or _usual_signer(opened, draft.kind), "on": on,
        "number": _own_number(opened, draft, on) or _next_number(block, on),
    }  # fmt: skip


def _own_number(opened: Opened, draft: Draft, on: date) -> str:
    """The number the record gave the paper already (a decree, a summons), unless a letter of the kind has it; "" for none."""
    own = draft.letter.number if draft.letter else None
    return own if own and not is_given(block_of(opened.actor.office, draft.kind, on.year), own) else ""


def _next_number(block: Block, on: date) -> str:
    found = offered(block, on)
    return found.text if isinstance(found, Given) else ""


def _usual_signer(opened: Opened, kind: Kind) -> str:
    last = IssuedLetter.objects.filter(office=opened.actor.office, letter=kind.id).order_by("-printed_at").values_list("officer", flat=True).first()
    return last if last is not None else opened.actor.user


def _page(
    request: HttpRequest, opened: Opened, draft: Draft, form: LetterForm, number: str, *, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    reasons = [opened.names.hide(reason.in_language(language())) for reason in draft.reasons]
    made = [one for one in made_letters(opened) if one.row and one.row.letter == draft.kind.id]
    return render(request, "papers/letter.html", context(
        opened, "papers", kind=draft.kind, title=draft.kind.title(opened.on).in_language(language()), form=form, reasons=reasons, made=made,
        offered=number, token=request.POST.get("token") or new_token(), may_issue=_may_issue(opened) and draft.kind.id not in NEVER_KEPT,
        never_kept=draft.kind.id in NEVER_KEPT, asks=bool({"suspect", "thing"} & set(form.fields) or draft.asks), refused=refused,
    ), status=status)  # fmt: skip


def _may_issue(opened: Opened) -> bool:
    return opened.may("act") and opened.actor.role in declaration().kinds["letter_issued"].by


def _issued(request: HttpRequest, opened: Opened, draft: Draft, chosen: Chosen, form: LetterForm) -> HttpResponse:
    clean, was_offered = form.cleaned_data, request.POST.get("offered", "").strip()
    typed = clean["number"] if clean["number"] != was_offered else _own_number(opened, draft, clean["on"])
    asked = ToIssue(draft.kind, chosen, clean["on"], typed, check_address(request))
    open_case(request, opened.id, "act")
    match issue(opened, asked, token=request.POST.get("token", "")):
        case Done() as done:
            act = done.acts[0]
            messages.success(request, _("Terbit: %(paper)s nomor %(number)s.") % {"paper": act.fields["paper"], "number": act.fields["number"]})
            return redirect("case_paper_issued", opened.id, act.fields["digest"])
        case SentBefore():
            messages.info(request, _("Surat ini sudah terbit dari kiriman yang sama; tidak diterbitkan dua kali."))
            return redirect("case_papers", opened.id)
        case Missing() as missing:
            return _page(request, opened, Draft(draft.kind, draft.request, missing), form, was_offered, status=409)
        case Invalid() as invalid:
            form.add_error(None, " ".join(invalid.problems.values()))
            return _page(request, opened, draft, form, was_offered, status=422)
        case Refused() as refused:
            return _page(request, opened, draft, form, _next_number(block_of(opened.actor.office, draft.kind, clean["on"].year), clean["on"]), status=409, refused=refused)


def _draft_or_404(request: HttpRequest, opened: Opened, kind_id: str) -> Letter:
    """The letter with what was chosen for it. Http404 while something is missing: the page of the letter says what."""
    values = request.POST if request.method == "POST" else request.GET
    kind, chosen = _kind_or_404(opened, kind_id), Chosen.from_form(values, opened)
    first = _first_values(opened, drafted(opened, kind, chosen), chosen)
    officer = str(values.get("officer", first["officer"]))
    made = drafted(opened, kind, Chosen(chosen.suspect, chosen.thing, officer, chosen.fields), number=_typed(values), on=_day(values.get("on")) or first["on"])
    if made.letter is None:
        raise Http404(kind_id)
    return made.letter


def _typed(values: Any) -> str:
    """A number that is only offered is nobody's yet, so a draft leaves it blank."""
    number = str(values.get("number") or "").strip()
    return "" if number == str(values.get("offered") or "").strip() else number


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, case_id: str, kind_id: str) -> HttpResponse:
    """The letter as PDF, marked as a draft unless it is a sheet that is never issued; kept nowhere."""
    opened = open_papers(request, case_id)
    made = _draft_or_404(request, opened, kind_id)
    file = unkept_pdf(final(made) if kind_id in NEVER_KEPT else replace(made, state="draft"), opened.actor.office, opened.now)
    return sent(opened, file, "application/pdf", f"konsep-{kind_id}.pdf", about=f"{kind_id}, konsep")


@require_http_methods(["GET", "HEAD", "POST"])
def editable(request: HttpRequest, case_id: str, kind_id: str) -> HttpResponse:
    """The letter as DOCX, to be edited; what is changed there is not in the record."""
    opened = open_papers(request, case_id)
    made = _draft_or_404(request, opened, kind_id)
    file = print_docx(made, at=opened.now, overlay=templates_for(made.id, line_of(opened.actor.office)))
    return sent(opened, file, _DOCX, f"{kind_id}.docx", about=f"{kind_id}, DOCX", download=True)
