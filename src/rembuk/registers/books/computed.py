"""Columns of register books that no single act states: agreements, officers, outcomes, all as an office writes them in Indonesian."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from rembuk.casework.tables import kept_rows
from rembuk.law.condition import Member
from rembuk.law.library import load_law
from rembuk.law.offences import load_catalogue
from rembuk.law.program import YES, Program
from rembuk.law.rails import one_condition
from rembuk.law.scalar import Run, compile_program
from rembuk.record.agreement import current, last_due, owed, terms_of
from rembuk.record.case import Thing
from rembuk.record.consent import consent_of, must_consent
from rembuk.record.days import day_in
from rembuk.record.kinds import declaration
from rembuk.reference.written import write_date
from rembuk.registers.books.told import ToldLeg
from rembuk.registers.statistics.counting import offence_group
from rembuk.registers.statistics.models import Place
from rembuk.registers.statistics.numbers import definitions

_CLASSES = ("berat", "sedang", "ringan")
_PENETAPAN = {"penetapan_given": "ditetapkan sah", "penetapan_returned": "dikembalikan"}
_CEILINGS = {"life": "seumur hidup", "death": "pidana mati"}
_CONSENT = {"given": "disetujui", "refused": "ditolak", "withdrawn": "ditarik"}


def charges(told: ToldLeg) -> str:
    """The articles as charged."""
    cell = told.case.facts.get((told.suspect, "charges")) or told.case.facts.get(("", "charges"))
    value = cell.value if cell else None
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def accident_class(told: ToldLeg) -> str:
    """The class of the accident as the law defines it over the facts of the case; empty while they do not tell."""
    used: dict[str, Any] = {}
    for found in told.track.get("findings", ()):
        used |= {name: frozenset(value) if isinstance(value, list) else value for name, value in found.get("facts_used", {}).items()}
    return next((name for name in _CLASSES if used.get("accident_injury") is not None and _is_of_class(name, used)), "")


def _is_of_class(name: str, facts: Mapping[str, Any]) -> bool:
    program, run = _class_program(name)
    return bool(run(facts)[program.outputs["holds"]] == YES)


@lru_cache(maxsize=len(_CLASSES))
def _class_program(name: str) -> tuple[Program, Run]:
    program = one_condition(Member("accident_class", frozenset({name})), load_law().definitions, {})
    return program, compile_program(program)


def group(told: ToldLeg) -> str:
    """The group of offence charged."""
    found = offence_group(told.track.get("charges", ()))
    return "" if found == "unknown" else definitions().offences[found].id


def longest_prison(told: ToldLeg) -> str:
    """The longest imprisonment any charge carries; empty where a penalty was not read."""
    catalogue = load_catalogue()
    charged = [name for charge in told.track.get("charges", ()) for name in charge.get("offences", ()) or ("?",)]
    if not charged or any(name not in catalogue or not catalogue[name].penalty_known for name in charged):
        return ""
    worst = max((catalogue[name] for name in charged), key=lambda one: one.max_prison_months)
    if worst.ceiling in _CEILINGS:
        return _CEILINGS[worst.ceiling]
    years, months = divmod(worst.max_prison_months, 12)
    told_length = " ".join(f"{number:g} {unit}" for number, unit in ((years, "tahun"), (months, "bulan")) if number)
    return told_length or "tanpa penjara"


def relaxations(told: ToldLeg) -> str:
    """The articles of the relaxations that let the case through."""
    rows = [row for one in told.track.get("findings", ())[:1] for row in (*one.get("conditions", ()), *one.get("others", ()))]
    return _listed(str(row["cite"]).partition(";")[0] for row in rows if row["role"] == "relaxation" and row["effect"] != "none")


def agreement_number(told: ToldLeg) -> str:
    """The number of the letter of agreement last issued in the leg."""
    return _issued(told, "kesepakatan", "perjanjian")


def order_number(told: ToldLeg) -> str:
    """The number of the order to stop last issued in the leg."""
    return _issued(told, "surat perintah penghentian")


def penetapan_result(told: ToldLeg) -> str:
    """What the court made of the stop."""
    last = next((act.kind for act in reversed(told.acts) if act.kind in _PENETAPAN), "")
    return _PENETAPAN.get(last, "")


def _issued(told: ToldLeg, *words: str) -> str:
    for act in reversed(told.acts):
        if act.kind == "letter_issued" and any(word in str(act.fields.get("paper") or "").lower() for word in words):
            return str(act.fields.get("number") or "")
    return ""


def finding(told: ToldLeg) -> str:
    """What the law finds today, in words."""
    words = {"eligible": "memenuhi syarat", "not_eligible": "tidak memenuhi syarat", "conflict": "berselisih", "unknown": "belum dapat diputus"}
    return words.get(next((one["finding"] for one in told.track.get("findings", ())), ""), "")


def _agreement(told: ToldLeg) -> Thing | None:
    """The agreement that counts, if it was made in the leg."""
    agreement = current(told.case, told.suspect)
    return agreement if agreement and told.holds(agreement.added_by) else None


def term_kinds(told: ToldLeg) -> str:
    """What the agreement obliges to, each kind once."""
    agreement = _agreement(told)
    kinds = [str(term["term_kind"]) for term in terms_of(told.case, agreement)] if agreement else []
    return _listed(declaration().choice("term_kind", kind) for kind in kinds)


def agreed_rupiah(told: ToldLeg) -> int | None:
    """The sum of its payments; None without an agreement."""
    agreement = _agreement(told)
    return sum(owed(told.case, term, date.max).agreed for term in terms_of(told.case, agreement) if term["term_kind"] == "pay") if agreement else None


def due(told: ToldLeg) -> str | None:
    """The last day on which something is due."""
    agreement = _agreement(told)
    day = last_due(told.case, agreement) if agreement else None
    return day.isoformat() if day else None


def performance(told: ToldLeg) -> str:
    """Whether the agreement was performed: in full, in part, or not at all."""
    agreement = _agreement(told)
    if agreement is None:
        return ""
    states = [bool(term["status"] in ("performed", "waived") or owed(told.case, term, date.max).paid) for term in terms_of(told.case, agreement)]
    return "seluruhnya" if told.last("performed") else "sebagian" if any(states) else "belum"


def performed_from(told: ToldLeg) -> str | None:
    """The day something of the agreement was first performed or paid."""
    days = [day for act in told.acts if act.kind in ("term_performed", "payment_made") and (day := day_in(act.fields.get("on")))]
    return min(days).isoformat() if days else None


def applicants(told: ToldLeg) -> str:
    """Who applied."""
    act = told.act("application_made")
    parties = act.fields.get("parties") if act else None
    return told.names_of(parties if isinstance(parties, list) else [])


def officers(told: ToldLeg) -> str:
    """The investigators or prosecutors who acted in the leg, each once."""
    roles = ("investigator", "prosecutor", "probation_officer", "judge", "mediator")
    return _listed(act.author.name for act in told.acts if act.author.role in roles and act.author.office == told.leg.office)


def judges(told: ToldLeg) -> str:
    """The judges who acted, or the one appointed."""
    acted = [act.author.name for act in told.acts if act.author.role == "judge"]
    appointed = told.act("judge_appointed")
    return _listed(acted) or str(appointed.fields.get("judge") or "" if appointed else "")


def facilitator(told: ToldLeg) -> str:
    """Who led the newest session."""
    act = told.act("session_held")
    return act.author.name if act else ""


def deciding_level(told: ToldLeg) -> str:
    """The level that last decided on the stop."""
    act = told.act("approval_decided")
    request = told.case.thing("request", act.fields.get("request")) if act else None
    return declaration().choice("approval_level", request["level"]) if request else ""


def gate_by(told: ToldLeg) -> str:
    """Who allowed, or refused, settlement in the village."""
    for act in reversed(told.acts):
        request = told.case.thing("request", act.fields.get("request")) if act.kind == "approval_decided" else None
        if act.kind == "village_gate_decided" or (request and request["approval_of"] == "village_gate"):
            agreed = act.fields.get("agrees") is True or act.fields.get("decision") == "approved"
            return f"{act.author.name}, {_office(act.author.office)}: {'diizinkan' if agreed else 'tidak diizinkan'}"
    return ""


def attended_roles(told: ToldLeg) -> str:
    """Who sat in the sessions, by role."""
    ids = [party for act in told.acts if act.kind == "session_held" for party in act.fields.get("attended") or ()]
    roles = [str(party["role"]) for one in ids if (party := told.case.thing("party", one))]
    return _listed(declaration().choice("party_role", role) for role in roles)


def session_days(told: ToldLeg) -> str:
    """The days of its sessions."""
    days = {day for act in told.acts if act.kind in ("session_held", "diversion_started") and (day := day_in(act.fields.get("at") or act.fields.get("on")))}
    return ", ".join(write_date(day) for day in sorted(days))


def consent(told: ToldLeg) -> str:
    """Whether all who must have consented; the first no outweighs."""
    states = [consent_of(told.case, party).state for party in must_consent(told.case, told.suspect)]
    worst = next((state for state in ("refused", "withdrawn") if state in states), "given" if states and all(s == "given" for s in states) else "")
    return _CONSENT.get(worst, "")


def evidence(told: ToldLeg) -> str:
    """Each item of evidence and its status."""
    words = [(str(item["item"] or "?"), item["evidence_status"]) for item in told.case.all("evidence")]
    return "; ".join(f"{item}: {declaration().choice('evidence_status', status).lower() if status else 'belum ditetapkan'}" for item, status in words)


def outcome(told: ToldLeg) -> str:
    """How the leg ended; empty while it is open."""
    if told.leg.outcome == "open":
        return ""
    ended = next((one.label.id for one in definitions().parts_of("received") if told.leg.outcome in one.where["outcome"]), told.leg.outcome)
    return f"{ended} ({write_date(told.leg.until)})" if told.leg.until else ended


def sent_to(told: ToldLeg) -> str:
    """The office the case was handed to, and why."""
    act = told.act("handed_over")
    return f"{_office(str(act.fields.get('to_office') or ''))} ({declaration().choice('handover_reason', act.fields.get('handover_reason'))})" if act else ""


def days_detained(told: ToldLeg) -> int | None:
    """Days from the first detention to the last release in the leg; None where either is missing."""
    since, until = told.first("detention_started"), told.last("detention_ended")
    return (until - since).days if since and until and until >= since else None


def _office(code: str) -> str:
    """What an office is called; its code where statistics do not know it yet."""
    return next((place.name for place in kept_rows(Place, "code = %s", [code])), code)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(word for word in words if word))


COMPUTED: dict[str, Callable[[ToldLeg], Any]] = {
    "charges": charges, "accident_class": accident_class, "offence_group": group, "finding": finding, "term_kinds": term_kinds, "agreed_rupiah": agreed_rupiah,
    "last_due": due, "performance": performance, "applicants": applicants, "officers": officers, "judges": judges, "facilitator": facilitator,
    "deciding_level": deciding_level, "gate_by": gate_by, "attended_roles": attended_roles, "session_days": session_days, "consent": consent,
    "longest_prison": longest_prison, "relaxations": relaxations, "agreement_number": agreement_number, "order_number": order_number, "performed_from": performed_from,
    "penetapan_result": penetapan_result, "evidence": evidence, "outcome": outcome, "sent_to": sent_to, "days_detained": days_detained,
}  # fmt: skip
