"""Settling what two people stated differently: the statements side by side, and the choice of the one that holds.

A fact is stated again and a party corrected again; what an act changed is settled by doing the chosen act once more, with the same
content and by whoever decides, who has seen both. Where the act added something (an agreement, a handover) its form is opened.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembuk.casework.acting import Done, Invalid, Wish
from rembuk.desk.cases.doing import SentBefore, do, kind_or_404, may_be_done, require_right
from rembuk.desk.cases.frame import context
from rembuk.desk.cases.history_page import details, in_words, is_confidential
from rembuk.desk.cases.once import new_token
from rembuk.desk.cases.opened import Opened, language, open_case
from rembuk.desk.cases.options import told
from rembuk.desk.cases.steps import act_address
from rembuk.desk.jinja import both
from rembuk.desk.roles import role_name
from rembuk.record.case import Conflict
from rembuk.record.cells import Said
from rembuk.record.kinds import declaration
from rembuk.record.outcome import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, case_id: str, number: int) -> HttpResponse:
    """The statements of one difference, and the form that settles which holds."""
    opened = open_case(request, case_id)
    conflicts = opened.case.conflicts
    if not 1 <= number <= len(conflicts):
        messages.info(request, _("Perbedaan itu sudah diselesaikan."))
        return redirect("case", opened.id)
    one = conflicts[number - 1]
    refused = None
    if request.method == "POST":
        outcome = _settle(request, opened, one)
        if isinstance(outcome, Done | SentBefore):
            messages.success(request, _("Perbedaan diselesaikan; kedua keterangan tetap tersimpan dalam riwayat."))
            return redirect("case", opened.id)
        refused = outcome if isinstance(outcome, Refused) else None
        if isinstance(outcome, Invalid):
            messages.error(request, " ".join(outcome.problems.values()))
    said = [_said(opened, one, each) for each in one.said]
    return render(request, "cases/conflict.html", context(
        opened, "summary", said=said, about=_words(opened, one), number=number, may=any(each["may"] for each in said), token=new_token(),
        refused=refused, who=_who_settles(one),
    ), status=409 if refused else 200)  # fmt: skip


def _settle(request: HttpRequest, opened: Opened, one: Conflict) -> Any:
    chosen = request.POST.get("chosen", "")
    wish = _settling(opened, one, one.said[int(chosen)]) if chosen.isdecimal() and int(chosen) < len(one.said) else None
    if wish is None:
        raise Http404(chosen)
    kind = kind_or_404(wish.kind)
    require_right(opened, kind)
    ground = request.POST.get("ground", "").strip()
    key = next((name for name in ("basis", "reason", "text") if kind.field(name)), "")
    more = {key: _with_ground(wish.raw.get(key), ground)} if ground and key else {}
    return do(opened, [wish._replace(raw={**wish.raw, **more})], opened.actor, seen=request.POST.get("seen", ""), token=request.POST.get("token", ""))


def _with_ground(written: Any, ground: str) -> str:
    """What the act itself gave as its reason, and why it is the one that holds."""
    return f"{written} ({ground})" if written else ground


def _settling(opened: Opened, one: Conflict, said: Said) -> Wish | None:
    """The act by which this statement is made again; None for one that adds something and so cannot be made twice."""
    if (one.where, one.field) in opened.case.facts and one.field in opened.law.facts:
        return Wish("fact_stated", {"fact": one.field, "value": said.value} | ({"suspect": one.where} if one.where else {}))
    if opened.case.thing("party", one.where):
        return Wish("party_corrected", {"party": one.where, one.field: said.value})
    kind = declaration().kinds.get(said.act.kind)
    if kind is None or kind.adds or kind.opens:
        return None
    return Wish(kind.name, {name: value for name, value in said.act.fields.items() if kind.field(name)})


def _who_settles(one: Conflict) -> str:
    """The roles that may do the acts by which the difference is settled, as people read them."""
    kinds = [kind for said in one.said if (kind := declaration().kinds.get(said.act.kind))]
    return ", ".join(sorted({role_name(role) for kind in kinds for role in kind.by if role != "party"}))


def _words(opened: Opened, one: Conflict) -> str:
    """What the difference is about: the fact's question, or the field and the thing."""
    fact = opened.law.facts.get(one.field)
    if fact is not None and (one.where, one.field) in opened.case.facts:
        whose = opened.names.by_id(one.where)
        return f"{both(fact.question, fact.question_en)} {f'({whose})' if whose else ''}".strip()
    field = declaration().fields.get(one.field)
    label = both(*_CELLS[one.field]) if one.field in _CELLS else field.label.in_language(language()) if field else one.field
    thing = next((things[one.where] for things in opened.case.things.values() if one.where in things), None)
    whose = opened.names.by_id(one.where) or (told(opened, thing) if thing else "")
    return f"{label}: {whose}" if whose else label


#: Cells that no field of a form states, only the act itself.
_CELLS = {
    "status": ("Keadaan", "State"), "received": ("Penerimaan", "Receipt"), "refused": ("Penolakan", "Refusal"), "ended": ("Akhir", "End"),
    "result": ("Hasil", "Result"), "revoked": ("Pencabutan", "Revocation"), "reported": ("Pelaporan", "Report"),
    "standing": ("Ke mana perkara berjalan", "Where the case goes"), "agreement": ("Kesepakatan yang berlaku", "The agreement in force"),
}  # fmt: skip


def _said(opened: Opened, one: Conflict, said: Said) -> dict[str, Any]:
    """One statement: its value in words, the act that made it, and how the visitor may choose it: here, or in a form (`again`)."""
    kind = declaration().kinds.get(said.act.kind)
    field = kind.field("value") if kind and kind.name == "fact_stated" else declaration().fields.get(one.field)
    secret = is_confidential(opened, said.act)
    hidden = opened.names.hidden and (secret or (field is not None and field.shielded))
    sentence = "" if secret else opened.names.hide(opened.teller.sentence(said.act))
    value = _("(disembunyikan)") if hidden else in_words(opened, said.act, field, said.value) if field else sentence
    wish = _settling(opened, one, said)
    return {
        "value": value or _("belum diketahui"), "sentence": sentence if not hidden and sentence != value else "",
        "more": [] if hidden else details(opened, said.act), "who": said.act.author.name, "role": said.act.author.role, "at": said.act.at,
        "may": wish is not None and may_be_done(opened, wish.kind), "again": "" if wish else _form_of(opened, said),
    }  # fmt: skip


def _form_of(opened: Opened, said: Said) -> str:
    """The form by which a statement that added something is made to hold: signing that agreement, or doing the act anew as it was done."""
    if said.act.kind == "agreement_drafted":
        return act_address(opened, "agreement_signed", agreement=said.act.id)
    given = {name: value for name, value in said.act.fields.items() if isinstance(value, str)}
    return act_address(opened, said.act.kind, **given)
