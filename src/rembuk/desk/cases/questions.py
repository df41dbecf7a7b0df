"""The law's questions one at a time, and settling what two people stated differently."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembuk.casework.acting import Done, Invalid, Wish
from rembuk.desk.cases.act_form import ActForm
from rembuk.desk.cases.doing import SentBefore, do, kind_or_404, may_be_done, require_right
from rembuk.desk.cases.findings import Asked, asked_first, findings, why_asked
from rembuk.desk.cases.frame import context
from rembuk.desk.cases.history_page import is_confidential
from rembuk.desk.cases.once import new_token
from rembuk.desk.cases.opened import Opened, language, open_case
from rembuk.desk.jinja import both
from rembuk.record.case import Conflict
from rembuk.record.kinds import declaration
from rembuk.record.outcome import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: HttpRequest, case_id: str) -> HttpResponse:
    """The next question with why it is asked; each answer is recorded at once, also that it is not known."""
    opened = open_case(request, case_id)
    kind = kind_or_404("fact_stated")
    require_right(opened, kind)
    form = ActForm(request, kind, opened)
    if request.method == "POST":
        _receive(form)
        if form.is_done:
            return redirect("case_questions", opened.id)
    return _page(request, opened, form)


def _receive(form: ActForm) -> None:
    """Record the answer; an empty one is a slip unless "not known" was pressed."""
    sent = form.request.POST
    if sent.get("do") == "unknown":
        form.raw = {name: sent[name] for name in ("fact", "suspect") if sent.get(name)}
        form.outcome = do(form.opened, [form.wish], form.actor, seen=form.seen, token=form.token)
        return
    if form.fact and form.fact.type != "bool" and not (sent.get("value", "").strip() or sent.get("value-never")):
        form.raw = {}
        form.problems = {"value": _("Tulis jawabannya, atau tekan Belum tahu.")}
        return
    form.receive()


def _page(request: HttpRequest, opened: Opened, form: ActForm) -> HttpResponse:
    found = asked_first(opened)
    track: Any = found[0] if found else opened.view["tracks"][0]
    name = form.fact.name if form.fact and form.problems else found[1] if found else ""
    asked = Asked(opened, track, name, value=(form.raw or {}).get("value"), problem=form.problems.get("value", "")) if name else None
    status = 422 if form.problems else 409 if form.refused else 200
    return render(request, "cases/questions.html", context(
        opened, "summary", asked=asked, why=why_asked(opened, track, name) if name else [], found=findings(opened, track), track=track, form=form,
        token=new_token() if not form.problems else form.token, refused=form.refused,
    ), status=status)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, case_id: str, number: int) -> HttpResponse:
    """Two statements side by side, and the form that settles which holds."""
    opened = open_case(request, case_id)
    conflicts = opened.case.conflicts
    if not 1 <= number <= len(conflicts):
        messages.info(request, _("Perbedaan itu sudah diselesaikan."))
        return redirect("case", opened.id)
    one = conflicts[number - 1]
    wish = _settling(opened, one)
    refused = None
    if request.method == "POST" and wish is not None:
        require_right(opened, kind_or_404(wish.kind))
        outcome = _settle(request, opened, one, wish)
        if isinstance(outcome, Done | SentBefore):
            messages.success(request, _("Perbedaan diselesaikan; kedua keterangan tetap tersimpan dalam riwayat."))
            return redirect("case", opened.id)
        refused = outcome if isinstance(outcome, Refused) else None
        if isinstance(outcome, Invalid):
            messages.error(request, " ".join(outcome.problems.values()))
    may = wish is not None and may_be_done(opened, wish.kind)
    return render(request, "cases/conflict.html", context(
        opened, "summary", said=[_said(opened, one, said) for said in one.said], about=field_words(opened, one), number=number, may=may, token=new_token(),
        refused=refused, again=_again(opened, one),
    ))  # fmt: skip


def _settle(request: HttpRequest, opened: Opened, one: Conflict, wish: Wish) -> Any:
    chosen = request.POST.get("chosen", "")
    if not chosen.isdecimal() or int(chosen) >= len(one.said):
        raise Http404(chosen)
    value = one.said[int(chosen)].value
    key = "value" if wish.kind == "fact_stated" else one.field
    ground = request.POST.get("ground", "").strip()
    more = {("basis" if wish.kind == "fact_stated" else "reason"): ground} if ground else {}
    return do(opened, [Wish(wish.kind, {**wish.raw, key: value, **more})], opened.actor, seen=request.POST.get("seen", ""), token=request.POST.get("token", ""))


def _settling(opened: Opened, one: Conflict) -> Wish | None:
    """The act that states the cell again; None for a cell that only its own acts can state."""
    facts = {suspect for suspect, name in opened.case.facts if name == one.field}
    if one.where in facts and one.field in opened.law.facts and opened.case.facts[one.where, one.field].in_conflict:
        return Wish("fact_stated", {"fact": one.field} | ({"suspect": one.where} if one.where else {}))
    if opened.case.thing("party", one.where):
        return Wish("party_corrected", {"party": one.where})
    return None


def _again(opened: Opened, one: Conflict) -> str:
    """The kind of act that states a cell of another thing again."""
    kind = one.said[-1].act.kind
    return kind if may_be_done(opened, kind) else ""


def field_words(opened: Opened, one: Conflict) -> str:
    """What the conflict is about: the fact's question, or the field and the thing."""
    fact = opened.law.facts.get(one.field)
    if fact is not None and (one.where, one.field) in opened.case.facts:
        return both(fact.question, fact.question_en)
    field = declaration().fields.get(one.field)
    label = field.label.in_language(language()) if field else one.field
    whose = opened.names.by_id(one.where)
    return f"{label}: {whose}" if whose else label


def _said(opened: Opened, one: Conflict, said: Any) -> dict[str, Any]:
    kind = declaration().kinds.get(said.act.kind)
    field = kind.field("value") if kind and kind.name == "fact_stated" else declaration().fields.get(one.field)
    hidden = opened.names.hidden and (is_confidential(opened, said.act) or (field is not None and field.shielded))
    value = _("(disembunyikan)") if hidden else opened.teller.value(field, said.value, said.act) if field else str(said.value)
    return {"value": opened.names.hide(value) or _("belum diketahui"), "who": said.act.author.name, "role": said.act.author.role, "at": said.act.at,
            "basis": opened.names.hide(said.act.fields.get("basis") or said.act.fields.get("reason") or "")}  # fmt: skip
