"""The people of a case as a page shows them."""

from __future__ import annotations

from typing import Any

from rembuk.desk.accounts.models import User
from rembuk.desk.cases.called import called, is_child
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.steps import act_address
from rembuk.desk.node import casework
from rembuk.desk.offices.names import office_name
from rembuk.desk.roles import role_name
from rembuk.record.case import Thing
from rembuk.record.consent import consent_of, representations
from rembuk.record.kinds import declaration
from rembuk.record.stages import assigned

_SIDES = ("victim", "suspect")
#: What is shown of a person where the visitor may read it, in this order.
_SHOWN = ("birth_date", "birth_place", "sex", "phone", "address", "nik", "occupation", "religion", "education", "can_read", "disability", "of_side", "duty")
#: The acts about a person that are offered beside him, most likely first.
_ABOUT = ("rights_explained", "consent_given", "consent_refused", "consent_withdrawn", "met_alone", "risk_assessed", "accommodation_needed", "summons_sent")


def people_of(opened: Opened) -> list[dict[str, Any]]:
    """Everybody, both sides first."""
    ordered = sorted(opened.case.all("party"), key=lambda party: _SIDES.index(party["role"]) if party["role"] in _SIDES else len(_SIDES))
    return [_person(opened, party) for party in ordered]


def _person(opened: Opened, party: Thing) -> dict[str, Any]:
    words, side = declaration(), party["role"] in _SIDES
    role = words.choice("party_role", party["role"], language())
    if party["role"] == "suspect":
        role = called(opened.case, party, opened.track(party.id)).capitalize()
    return {
        "id": party.id, "name": opened.names.of(party), "role": role, "side": side, "child": is_child(opened.case, party), "nature": party["nature"],
        "consent": _consent(opened, party) if side else None, "speakers": [_speaker(opened, r) for r in representations(opened.case, party)],
        "data": _data(opened, party), "needs": [words.choice("accommodation", need, language()) for need in party["accommodations"] or []],
        "risk": _risk(opened, party), "alone": [act.fields.get("at") for act in opened.case.acts_of("met_alone") if act.fields.get("party") == party.id],
        "acts": _acts(opened, party, side),
    }  # fmt: skip


def _consent(opened: Opened, party: Thing) -> dict[str, Any]:
    consent = consent_of(opened.case, party)
    told = [act for act in opened.case.acts_of("rights_explained") if act.fields.get("party") in (party.id, consent.through)]
    words = declaration()
    return {
        "state": consent.state, "through": opened.names.by_id(consent.through), "proof": words.choice("proof", consent.act.fields.get("proof"), language())
        if consent.act and consent.act.fields.get("proof") else "", "at": _moment(opened, consent.act.fields.get("at")) if consent.act else "",
        "told": _moment(opened, told[-1].fields.get("at")) if told else "", "language": words.choice("language", told[-1].fields.get("language"), language())
        if told else "", "read_by": opened.names.hide(told[-1].fields.get("read_by") or "") if told else "",
        "understood": told[-1].fields.get("understood") if told else None,
    }  # fmt: skip


def _moment(opened: Opened, written: Any) -> str:
    return opened.teller.day(str(written)) if written else ""


def _speaker(opened: Opened, representation: Thing) -> dict[str, str]:
    capacity = declaration().choice("capacity", representation["capacity"], language())
    return {"name": opened.names.by_id(representation["party"]), "capacity": capacity, "number": str(representation["number"] or "")}


def _data(opened: Opened, party: Thing) -> list[tuple[str, str]]:
    fields = declaration().fields
    out = []
    for name in _SHOWN:
        if party[name] is not None and not (fields[name].shielded and opened.names.hidden):
            out.append((fields[name].label.in_language(language()), opened.names.hide(opened.teller.value(fields[name], party[name]))))
    return out


def _risk(opened: Opened, party: Thing) -> dict[str, str] | None:
    found = [act for act in opened.case.acts_of("risk_assessed") if act.fields.get("party") == party.id]
    if not found:
        return None
    level = declaration().choice("level", found[-1].fields.get("risk"), language())
    return {"code": str(found[-1].fields.get("risk")), "level": level, "plan": opened.names.hide(found[-1].fields.get("plan") or "")}


def _acts(opened: Opened, party: Thing, side: bool) -> list[tuple[str, str]]:
    words = declaration()
    state = consent_of(opened.case, party).state if side else ""
    wanted = {"rights_explained": state == "unasked", "consent_given": state not in ("given", "unasked"), "consent_refused": state in ("informed", "unasked"),
              "consent_withdrawn": state == "given", "summons_sent": True}  # fmt: skip
    kinds = [kind for kind in _ABOUT if (side or kind in ("summons_sent", "accommodation_needed")) and wanted.get(kind, True)]
    out = [(act_address(opened, kind, party=party.id), words.kinds[kind].label.in_language(language())) for kind in kinds]
    if side:
        label = words.kinds["representation_added"].label.in_language(language())
        out.append((act_address(opened, "representation_added", represented=party.id), label))
    out.append((act_address(opened, "party_corrected", party=party.id), words.kinds["party_corrected"].label.in_language(language())))
    return [(address, label) for address, label in out if address]


def officers_of(opened: Opened) -> list[dict[str, str]]:
    """Who works on the case now, and in which duty."""
    duties = assigned(opened.case)
    names = dict(User.objects.filter(username__in=duties).values_list("username", "full_name"))
    return [{"name": names.get(user, user), "duty": role_name(duty)} for user, duty in duties.items()]


def relations_of(opened: Opened) -> list[dict[str, Any]]:
    """How the parties are related, and whether their power is unequal."""
    words = declaration()
    return [
        {"party": opened.names.by_id(r["party"]), "other": opened.names.by_id(r["other"]), "relation": words.choice("relation", r["relation"], language()),
         "unequal": r["unequal"], "text": opened.names.hide(r["text"] or "")}
        for r in opened.case.all("relation")
    ]  # fmt: skip


def asked_offices(opened: Opened) -> list[dict[str, Any]]:
    """For each suspect, the offices to ask about an earlier use of restorative justice by the same person; no case is named."""
    found = casework().offices_to_ask(opened.case)
    return [{"name": opened.names.by_id(suspect), "offices": [office_name(code) for code in codes]} for suspect, codes in found.items()]
