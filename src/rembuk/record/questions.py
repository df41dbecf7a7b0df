"""The question a case puts to the law: for one suspect, everything the record knows, in the form `rembuk.law.inquiry` reads.

What the record can compute nobody is asked: consent comes from the chain of consent, performance from payments, attendance from
sessions. A stated fact counts where nothing is computed; what neither gives stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from rembuk.record.agreement import current, last_due, performed, settled, signatures, terms_of, unsigned
from rembuk.record.case import Case, Thing, once_but_facts, once_for_law
from rembuk.record.consent import all_consent, representations
from rembuk.record.milestones import milestones
from rembuk.record.packet import restored
from rembuk.record.stages import standing
from rembuk.record.terms import signing_acts

_KIND_TO_LAW = {"pay": "pay", "return": "pay", "repair": "do", "do": "do", "apologise": "do", "rehabilitate": "do", "adat": "do", "refrain": "refrain"}
_VILLAGE = {
    "suspect": "offender", "victim": "victim", "babinsa": "babinsa", "bhabinkamtibmas": "bhabinkamtibmas", "lpmk": "lpmk", "fkpm": "fkpm",
    "rt_rw": "neighbourhood", "family_of_victim": "families", "family_of_suspect": "families", "village_official": "village_officers",
    "village_head": "village_officers", "adat_leader": "leaders", "religious_leader": "leaders", "community_figure": "leaders",
}  # fmt: skip
_CHILD = {
    "suspect": "child", "guardian": "child_parents", "victim": "victim", "probation_officer": "pk", "social_worker": "social_worker",
    "community_figure": "community", "adat_leader": "community", "religious_leader": "community", "village_head": "community",
}  # fmt: skip


@once_for_law
def question(case: Case, suspect: Thing | None, on: date) -> dict[str, Any]:
    """The inquiry about one suspect (None: a case in which nobody is named yet) on a day. Read it only."""
    suspect_id = suspect.id if suspect else ""
    facts = {name: value for name, value in _stated(case, suspect_id).items() if value is not None}
    facts |= {name: value for name, value in computed_facts(case, suspect, on).items() if value is not None}
    charges = facts.pop("charges", "")
    asked: dict[str, Any] = {
        "on": on.isoformat(), "stage": standing(case, suspect_id).stage, "charges": charges, "facts": facts,
        "subject": "corporation" if suspect and suspect["nature"] == "company" else "person",
        "rulings": _rulings(case, suspect_id), "name": suspect_id,
    }  # fmt: skip
    confirmed = {a.fields["about"]: a.fields["chosen"] for a in case.acts_of("ruling_made") if isinstance(a.fields.get("chosen"), dict)}
    return asked | ({"confirmed_offences": confirmed} if confirmed else {})


def _stated(case: Case, suspect: str) -> dict[str, Any]:
    """Facts as stated, the suspect's own over those of the whole case."""
    shared = {name: cell.value for (about, name), cell in case.facts.items() if not about}
    own = {name: cell.value for (about, name), cell in case.facts.items() if about and about == suspect}
    return shared | own


def _rulings(case: Case, suspect: str) -> dict[str, dict[str, str]]:
    out = {}
    for act in case.acts_of("ruling_made", "regime_decided", suspect=suspect):
        by, ground = f"{act.author.name} ({act.author.role})", str(act.fields.get("ground", ""))
        if act.kind == "regime_decided":
            out["regime"] = {"value": str(act.fields.get("regime")), "by": by, "ground": ground}
        elif isinstance(act.fields.get("chosen"), str):
            key = "reading" if "/" in str(act.fields["about"]) else "value"
            out[str(act.fields["about"])] = {key: act.fields["chosen"], "by": by, "ground": ground}
    return out


def computed_facts(case: Case, suspect: Thing | None, on: date) -> dict[str, Any]:
    """Facts the record itself shows; None where it shows nothing."""
    return dict(_of_milestones(case, suspect.id if suspect else "")) | _beside_milestones(case, suspect)


@once_but_facts
def _beside_milestones(case: Case, suspect: Thing | None) -> dict[str, Any]:
    suspect_id = suspect.id if suspect else ""
    out: dict[str, Any] = dict(_of_people(case, suspect, suspect_id))
    agreement = current(case, suspect_id)
    if agreement:
        out |= dict(_of_agreement(case, agreement))
    out |= dict(_of_restoration(case, suspect_id))
    out |= dict(_of_sessions(case, suspect_id))
    out |= dict(_of_custody(case, suspect_id))
    return out


def _of_milestones(case: Case, suspect: str) -> Iterator[tuple[str, Any]]:
    reached = milestones(case, suspect)
    dates = {
        "tahap_ii_on": "tahap_ii", "file_received_by_prosecutor_on": "file_received_by_prosecutor", "agreement_signed_on": "agreement_signed",
        "performed_on": "performed", "approval_requested_on": "high_prosecutor_asked", "approval_request_received_on": "high_prosecutor_received",
        "approval_decided_on": "high_prosecutor_approved", "skp2_issued_on": "termination_ordered",
    }  # fmt: skip
    for fact, name in dates.items():
        if reached.get(name):
            yield fact, reached[name][-1].on.isoformat()
    for fact, name in {"rights_explained": "rights_explained", "clarification_recorded": "parties_clarified", "gelar_requested": "review_invited"}.items():
        if reached.get(name):
            yield fact, True
    if reached.get("investigation_started"):
        yield "police_channel", "investigation"
    gates = [(r[-1].order, name == "village_gate_approved") for name in ("village_gate_approved", "village_gate_refused") if (r := reached.get(name))]
    if gates:
        yield "village_gate_approved", max(gates)[1]
    asked = [p for p in case.all("penetapan") if p["suspect"] in (None, suspect) or not suspect]
    if asked and asked[-1]["result"]:
        yield "penetapan_result", asked[-1]["result"]
    for review in (r for r in case.all("review") if r["suspect"] in (None, suspect) or not suspect):
        if review["status"] == "held" and review["review_kind"] == "gelar_perkara_khusus":
            yield "gelar_recommends_rj", review["recommendation"] == "grant"
            yield "gelar_reported", bool(review["reported"])


def _of_people(case: Case, suspect: Thing | None, suspect_id: str) -> Iterator[tuple[str, Any]]:
    yield "victim_consents", all_consent(case.victims, case)
    yield "suspect_consents", all_consent([suspect] if suspect else case.suspects, case)
    if suspect and suspect["birth_date"]:
        yield "birth_date", suspect["birth_date"]
    victims = [v for v in case.victims if v["nature"] not in ("company", "state")]
    if any(representations(case, v) and any(r["capacity"] == "heir_power_of_attorney" for r in representations(case, v)) for v in victims):
        yield "heir_with_power_of_attorney", True
    if any(r["capacity"] == "heir" for v in victims for r in representations(case, v)):
        yield "heirs_represent_victim", True
    if any(v["disability"] for v in [*victims, *case.suspects]):
        yield "party_with_disability", True
    declared = [act.fields.get("interest") for act in case.acts_of("interest_declared")]
    if declared:
        yield "facilitator_has_interest", any(declared)
    yield from _of_application(case, suspect_id)


def _of_application(case: Case, suspect_id: str) -> Iterator[tuple[str, Any]]:
    sides = set()
    for application in (a for a in case.all("application") if a["suspect"] in (None, suspect_id)):
        roles = {party["role"] for party_id in application["parties"] or [] if (party := case.thing("party", party_id))}
        sides |= {"offender_side"} if roles & {"suspect", "family_of_suspect"} else set()
        sides |= {"victim_side"} if roles & {"victim", "family_of_victim", "heir"} else set()
    if sides:
        yield "rj_applied_by", sorted(sides)
        yield "rj_initiated_by", "victim_side" if "victim_side" in sides else "offender_side"
    elif case.all("offer"):
        yield "rj_initiated_by", "official"
    for act in case.acts_of("summons_sent"):
        party = case.thing("party", act.fields.get("party"))
        if party and party["role"] == "victim" and act.fields.get("reason"):
            yield "victim_summoned_with_reason", True
    for request in case.all("request"):
        if request["approval_of"] == "case_by_case" and request["decision"] and request["suspect"] in (None, suspect_id):
            yield "case_by_case_approved", request["decision"] == "approved"


def _of_agreement(case: Case, agreement: Thing) -> Iterator[tuple[str, Any]]:
    complete = not unsigned(case, agreement)
    yield "agreement", True if complete else None
    done = performed(case, agreement) if complete else None
    yield "performed_in_full", done
    terms = terms_of(case, agreement)
    yield "agreement_kinds", sorted({_KIND_TO_LAW[t["term_kind"]] for t in terms if t["term_kind"] in _KIND_TO_LAW}) or None
    if last := last_due(case, agreement):
        yield "last_payment_due_on", last.isoformat()
        yield "performance_due_on", last.isoformat()
    yield "restoration_waived_by_both", agreement["waived"]
    yield "victim_forgives", agreement["forgiven"]
    yield "no_breach_clause", None if agreement["breach_clause"] is None else bool(agreement["breach_clause"])
    yield from _of_signatures(case, agreement)
    for kind, fact in {"return": "goods_returned", "pay": "loss_compensated", "repair": "damage_repaired"}.items():
        mine = [t for t in terms if t["term_kind"] == kind]
        if mine and all(settled(case, t) and t["status"] != "waived" for t in mine):
            yield fact, True
    breaches = [a for a in case.acts_of("breach_declared") if a.fields.get("agreement") == agreement.id]
    if breaches:
        roles = {party["role"] for a in breaches if (party := case.thing("party", a.fields.get("party")))}
        yield "agreement_breached_by", sorted({"victim" if role == "victim" else "offender" for role in roles})


def _of_restoration(case: Case, suspect: str) -> Iterator[tuple[str, Any]]:
    """What the victims say of their restoration, once every one of them has said it."""
    if case.victims and len(restored(case, suspect)) == len(case.victims):
        yield "restoration_statement_signed", True
        yield "victim_rights_met", True


def _of_signatures(case: Case, agreement: Thing) -> Iterator[tuple[str, Any]]:
    acts = signing_acts(case, agreement)
    signed = signatures(case, agreement)
    left = {party.id for party in unsigned(case, agreement)}
    who = {"officer"} & set(signed)
    if signed and not any(v.id in left for v in case.victims) and case.victims:
        who.add("victim")
    if signed and case.suspects and not any(s.id in left for s in case.suspects):
        who.add("suspect")
    if signed:
        yield "agreement_signed_by", sorted(who)
    witnesses = {name for act in acts for name in act.fields.get("witnesses") or []}
    if witnesses:
        yield "agreement_witnesses", len(witnesses)
    if acts and all(act.fields.get("proof") == "before_judge" for act in acts):
        yield "signed_before_judge", True


def _of_sessions(case: Case, suspect: str) -> Iterator[tuple[str, Any]]:
    present: set[str] = set()
    for session in case.all("session"):
        if session["status"] == "held" and (not suspect or session["suspect"] in (None, suspect)):
            present |= {str(p["role"]) for party_id in session["attended"] or [] if (p := case.thing("party", party_id))}
            sides = {str(p["role"]) for row in session["accounts"] or [] if (p := case.thing("party", row.get("party")))}
            if {"victim", "suspect"} <= sides:
                yield "both_sides_heard", True
    if present:
        yield "village_attended", sorted({_VILLAGE[role] for role in present if role in _VILLAGE})
        yield "attended", sorted({_CHILD[role] for role in present if role in _CHILD})
        yield "victim_joined_meeting", "victim" in present


def _of_custody(case: Case, suspect: str) -> Iterator[tuple[str, Any]]:
    held = [d for d in case.all("detention") if d["suspect"] == suspect]
    if held and not held[-1]["ended"]:
        yield "detained", True
        yield "detention_expires_on", held[-1]["until"]
    if any(c["scheme"] == "jasa_raharja" and c["claim_result"] == "refused" for c in case.all("claim")):
        refused = next(c for c in reversed(case.all("claim")) if c["claim_result"] == "refused")
        answered = refused.last("claim_answered")
        yield "insurance_refused_on", answered.fields.get("on") if answered else None
