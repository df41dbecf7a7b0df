"""Agreements as a page shows them: the current one of each suspect from the kept view, and the earlier versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rembuk.desk.cases.due_words import relative
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.steps import act_address
from rembuk.desk.jinja import both
from rembuk.record.agreement import terms_of
from rembuk.record.case import Thing
from rembuk.record.kinds import declaration


def brief(opened: Opened, track: Mapping[str, Any]) -> dict[str, Any] | None:
    """The agreement in a few numbers; None where there is none."""
    kept = track["agreement"]
    if kept is None:
        return None
    terms = kept["terms"]
    return {
        "unsigned": [opened.names.by_id(one) for one in kept["unsigned"]], "done": sum(term["settled"] for term in terms), "terms": len(terms),
        "left": sum(term["left"] for term in terms), "late": sum(bool(term["late"]) for term in terms), "performed": kept["performed"],
        "findings": len(kept["findings"]),
    }  # fmt: skip


def agreements(opened: Opened) -> list[dict[str, Any]]:
    """The current agreement of each suspect (once where they share it) and then those replaced or refused."""
    out, seen = [], set()
    for track in opened.view["tracks"]:
        kept = track["agreement"]
        if kept and kept["id"] not in seen:
            seen.add(kept["id"])
            thing = opened.case.thing("agreement", kept["id"])
            if thing:
                out.append(_current(opened, thing, kept))
    return out + [_old(opened, thing) for thing in reversed(opened.case.all("agreement")) if thing.id not in seen]


def _current(opened: Opened, thing: Thing, kept: Mapping[str, Any]) -> dict[str, Any]:
    unsigned = [(opened.names.by_id(one), act_address(opened, "agreement_signed", agreement=thing.id, party=one)) for one in kept["unsigned"]]
    return {
        "current": True, "id": thing.id, "about": opened.names.by_id(thing["suspect"]), "on": thing["on"], "version": _version(opened, thing),
        "terms": [_term(opened, term) for term in kept["terms"]], "unsigned": unsigned, "signed": _signed(opened, thing), "performed": kept["performed"],
        "last_due": kept["last_due"], "stamps": kept["stamps"], "stamped": thing["stamped"], "originals": thing["originals"],
        "findings": [_finding(opened, finding) for finding in kept["findings"]], "breached": thing["breached"], "forgiven": thing["forgiven"],
        "breach_clause": thing["breach_clause"], "acts": _acts(opened, thing),
        "officer_signs": act_address(opened, "agreement_signed", agreement=thing.id) if "officer" not in _signers(opened, thing) else "",
    }  # fmt: skip


def _old(opened: Opened, thing: Thing) -> dict[str, Any]:
    return {"current": False, "id": thing.id, "on": thing["on"], "about": opened.names.by_id(thing["suspect"]), "version": _version(opened, thing),
            "refused": bool(thing["refused"]), "terms": [opened.names.hide(term["what"] or "") for term in terms_of(opened.case, thing)]}  # fmt: skip


def _version(opened: Opened, thing: Thing) -> int:
    """Which version it is: how many it replaces, one after the other, and itself."""
    count, replaced = 1, thing["replaces"]
    while replaced and count < 100 and (earlier := opened.case.thing("agreement", replaced)):
        count, replaced = count + 1, earlier["replaces"]
    return count


def _term(opened: Opened, term: Mapping[str, Any]) -> dict[str, Any]:
    words = declaration()
    due = date.fromisoformat(str(term["due_on"])) if term["due_on"] else None
    thing = opened.case.thing("term", term["id"])
    return {
        **term, "what": opened.names.hide(term["what"] or ""), "kind_word": words.choice("term_kind", term["kind"], language()),
        "owner_name": opened.names.by_id(term["owner"]), "to_name": opened.names.by_id(term["to"]), "relative": relative(due, opened.on) if due else "",
        "proofs": [opened.names.hide(opened.teller.sentence(act)) for act in _proofs(opened, thing)],
        "acts": [] if term["settled"] else _term_acts(opened, term),
    }  # fmt: skip


def _proofs(opened: Opened, term: Thing | None) -> list[Any]:
    if term is None:
        return []
    paid = [payment.added_by for payment in opened.case.all("payment") if payment["term"] == term.id]
    return [act for act in term.acts if act.kind in ("term_performed", "term_waived", "term_defaulted", "grace_given")] + paid


def _term_acts(opened: Opened, term: Mapping[str, Any]) -> list[tuple[str, str]]:
    words = declaration()
    kinds = (["payment_made"] if term["kind"] == "pay" else ["term_performed"]) + ["reminder_sent", "grace_given", "term_defaulted", "term_waived"]
    given = {"payment_made": {"amount": str(term["left"])}} if term["left"] else {}
    found = [(act_address(opened, kind, term=term["id"], **given.get(kind, {})), words.kinds[kind].label.in_language(language())) for kind in kinds]
    return [(address, label) for address, label in found if address]


def _signers(opened: Opened, thing: Thing) -> list[str]:
    acts = [act for act in opened.case.acts_of("agreement_signed") if act.fields.get("agreement") == thing.id]
    return [str(act.fields.get("party") or "officer") for act in acts]


def _signed(opened: Opened, thing: Thing) -> list[dict[str, str]]:
    words = declaration()
    return [
        {"name": opened.names.by_id(act.fields.get("party")) or act.author.name, "officer": "" if act.fields.get("party") else "yes",
         "proof": words.choice("proof", act.fields.get("proof"), language()), "at": opened.teller.day(str(act.fields.get("at") or "")),
         "witnesses": opened.names.hide(", ".join(act.fields.get("witnesses") or []))}
        for act in opened.case.acts_of("agreement_signed") if act.fields.get("agreement") == thing.id
    ]  # fmt: skip


def _finding(opened: Opened, finding: Mapping[str, Any]) -> dict[str, Any]:
    term = opened.case.thing("term", finding["term"])
    return {"forbidden": finding["forbidden"], "says": both(finding["says"], finding["says_en"]), "mend": both(finding["mend"], finding["mend_en"]),
            "cite": finding.get("cite", ""), "term": opened.names.hide(term["what"]) if term else ""}  # fmt: skip


def _acts(opened: Opened, thing: Thing) -> list[tuple[str, str]]:
    words = declaration()
    found = [(act_address(opened, "agreement_sealed", agreement=thing.id), "agreement_sealed"), (act_address(opened, "agreement_drafted", replaces=thing.id), ""),
             (act_address(opened, "restoration_stated"), "restoration_stated"), (act_address(opened, "agreement_refused", agreement=thing.id), "agreement_refused"),
             (act_address(opened, "breach_declared", agreement=thing.id), "breach_declared")]  # fmt: skip
    return [(address, words.kinds[kind].label.in_language(language()) if kind else "") for address, kind in found if address]
