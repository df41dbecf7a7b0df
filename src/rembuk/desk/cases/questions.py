"""The law's questions one at a time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembuk.desk.cases.act_form import ActForm
from rembuk.desk.cases.doing import do, kind_or_404, require_right
from rembuk.desk.cases.findings import Asked, asked_first, findings, why_asked
from rembuk.desk.cases.frame import context
from rembuk.desk.cases.once import new_token
from rembuk.desk.cases.opened import Opened, open_case


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
