"""For supervisors: the signals of pressure in the offices below, put as questions; an answer is a note in the case."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.casework.acting import Done, Invalid, Wish
from rembuk.casework.models import CaseRow
from rembuk.casework.work import answers_to
from rembuk.casework.worklists import questions_in
from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.jinja import both
from rembuk.desk.node import casework
from rembuk.desk.policy import visible_cases
from rembuk.desk.rights import require
from rembuk.desk.work.words import words_of
from rembuk.record.act import Act
from rembuk.record.case import Case
from rembuk.record.timeline import Teller, shielded_name

QUESTIONS_A_PAGE = 25


class Question(NamedTuple):
    """A signal as a question: the acts that raise it in words, and the notes that answer it. `asks` is as it is kept."""

    code: str
    asks: str
    says: str
    acts: tuple[tuple[Act, str], ...]
    answers: tuple[tuple[Act, str], ...]


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """The open questions of the supervisor's offices, the newest first."""
    require(request, "see_signals")
    before = request.GET.get("sebelum", "")
    heap = questions_in(sorted(actor_of(request).subtree), size=QUESTIONS_A_PAGE, before=int(before) if before.isdecimal() else 0)
    about = {"pieces": heap.pieces, "more": heap.more, "practices": words_of("practice"), "stages": words_of("stage")}
    return render(request, "work/oversight.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """The questions of one case, without names; posted, the answer to one of them."""
    actor = actor_of(request)
    row = visible_cases(actor, "see_signals").filter(pk=case_id).first()
    found = casework().view(case_id, timezone.now()) if row else None
    if row is None or found is None:
        raise Http404(case_id)
    opened, view = found
    asked = [_question(opened, signal) for signal in view["signals"]]
    entered = {"code": request.POST.get("code", ""), "text": request.POST.get("text", "").strip()}
    problem = ""
    if request.method == "POST":
        problem = _answer(request, row, asked, entered)
        if not problem:
            messages.success(request, _("Jawaban dicatat sebagai catatan dalam perkara."))
            return redirect("oversight_case", case_id)
    else:
        record_look(actor, "signals_seen", case=case_id)
    about = {"row": row, "asked": asked, "entered": entered, "problem": problem, "practices": words_of("practice"), "stages": words_of("stage")}
    return render(request, "work/oversight_case.html", about, status=422 if problem else 200)


def _question(opened: Case, signal: dict[str, Any]) -> Question:
    teller = Teller(opened, both("id", "en"), shielded_name, casework().law.facts)
    by_id = {act.id: act for act in opened.acts}
    acts = tuple((by_id[one], teller.sentence(by_id[one])) for one in signal["acts"] if one in by_id)
    notes = tuple((act, str(act.fields["text"])[len(signal["asks"]) :].strip()) for act in answers_to(opened, signal["asks"]))
    return Question(signal["code"], signal["asks"], both(signal["asks"], signal["asks_en"]), acts, notes)


def _answer(request: HttpRequest, row: CaseRow, asked: list[Question], entered: dict[str, str]) -> str:
    """Add the note; a sentence when it could not be."""
    question = next((one for one in asked if one.code == entered["code"]), None)
    if question is None:
        return _("Pertanyaan itu tidak lagi muncul dari catatan perkara. Muat ulang halaman ini.")
    if not entered["text"]:
        return _("Tulis jawaban atau tindak lanjutnya dahulu.")
    wish = Wish("note_added", {"text": f"{question.asks}\n{entered['text']}"})
    outcome = casework().perform(row.pk, [wish], by=actor_of(request).author, now=timezone.now())
    if isinstance(outcome, Done):
        return ""
    return " ".join(outcome.problems.values()) if isinstance(outcome, Invalid) else both(outcome.reason, outcome.reason_en)
