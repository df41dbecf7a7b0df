"""Doing acts: the menu of what may be done, the form of one act, and what happens when it is sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.casework.acting import Done
from rembuk.desk.actor import actor_of
from rembuk.desk.cases.act_form import ActForm
from rembuk.desk.cases.doing import SentBefore, kind_or_404, offered, require_right
from rembuk.desk.cases.fact_choice import fact_groups
from rembuk.desk.cases.frame import context, word
from rembuk.desk.cases.opened import Opened, language, open_case
from rembuk.desk.cases.remedies import ways_out
from rembuk.desk.rights import require
from rembuk.record.case import fold
from rembuk.record.decide import decide
from rembuk.record.kinds import Kind, declaration
from rembuk.record.outcome import Refused
from rembuk.record.timeline import Teller

#: Where to look after an act of each group.
_PAGE_OF = {
    "people": "case_people", "consent": "case_people", "session": "case_sessions", "agreement": "case_agreement", "decision": "case_decisions",
    "custody": "case_decisions", "court": "case_decisions", "child": "case_decisions",
}  # fmt: skip


@require_GET
def menu(request: HttpRequest, case_id: str) -> HttpResponse:
    """Everything the visitor may do now."""
    opened = open_case(request, case_id)
    return render(request, "cases/menu.html", context(opened, "do", offered=offered(opened), groups=declaration().groups))


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, case_id: str, kind_name: str) -> HttpResponse:
    """The form of one act, and doing it."""
    opened, kind = open_case(request, case_id), kind_or_404(kind_name)
    require_right(opened, kind)
    form = ActForm(request, kind, opened)
    if kind.name == "fact_stated" and form.fact is None:
        return render(request, "cases/choose_fact.html", context(opened, "do", groups=fact_groups(opened)))
    if request.method == "POST":
        form.receive()
        if form.is_done:
            return _after(request, form, opened)
    return _page(request, form, opened)


@require_http_methods(["GET", "HEAD", "POST"])
def open_record(request: HttpRequest, kind_name: str) -> HttpResponse:
    """The form of an act that opens a record other than a case."""
    kind = kind_or_404(kind_name)
    require(request, "evaluate" if kind.opens == "evaluation" else "open_case")
    form = ActForm(request, kind, None)
    if request.method == "POST":
        form.receive()
        if form.is_done:
            return _after(request, form, None)
    return _page(request, form, None)


def _page(request: HttpRequest, form: ActForm, opened: Opened | None) -> HttpResponse:
    refused = form.refused or _refused_already(request, form.kind, opened)
    ways = ways_out(refused, form.wish, opened) if refused else []
    shown = {"form": form, "kind": form.kind, "blanks": form.blanks(), "refused": refused, "ways": ways}
    about = context(opened, "do", **shown) if opened else {**shown, "opened": None, "word": word, "hide": str}
    status = 409 if form.refused else 422 if form.problems else 200
    return render(request, "cases/act.html", about, status=status)


def _refused_already(request: HttpRequest, kind: Kind, opened: Opened | None) -> Refused | None:
    """What refuses the act whatever is written in the form: role, stage, a closed case, missing consent."""
    actor = actor_of(request)
    if opened is None:
        return None
    answer = decide(opened.case, kind.name, {}, actor.author, opened.on)
    return answer if isinstance(answer, Refused) and answer.code in ("wrong-role", "wrong-stage", "closed", "no-consent") else None


def _after(request: HttpRequest, form: ActForm, opened: Opened | None) -> HttpResponse:
    outcome = form.outcome
    case_id = outcome.case_id if isinstance(outcome, Done) else outcome.case if isinstance(outcome, SentBefore) else ""
    if isinstance(outcome, Done):
        messages.success(request, _("Tercatat: %(what)s.") % {"what": _said(outcome, form, opened)})
    elif case_id:
        messages.info(request, _("Isian ini sudah tercatat sebelumnya; tidak dicatat dua kali."))
    else:
        messages.warning(request, _("Isian ini pernah dikirim. Lihat riwayat: bila belum ada di sana, isi formulirnya sekali lagi."))
        return redirect("case_history", opened.id) if opened else redirect("/kerja/")
    page = request.POST.get("after") or ""
    return redirect(page if page in _PAGE_OF.values() or page == "case_questions" else "case", case_id)


def _said(outcome: Done, form: ActForm, opened: Opened | None) -> str:
    """What was recorded, in the words of the timeline."""
    case = fold([*(opened.case.acts if opened else ()), *outcome.acts])
    teller = Teller(case, language(), opened.names.of, opened.law.facts) if opened else Teller(case, language(), lambda party: str(party["name"]), {})
    said = teller.sentence(outcome.acts[0])
    return opened.names.hide(said) if opened else said
