"""Penetapan kesepakatan diversi: the chair confirms a diversion agreement and the status of the evidence (UU 11/2012 art 12(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.agreements import Term, terms_in
from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.diversions import Diversion, child_of, parents_of, told_diversion
from rembuk.papers.letters.laws import child_law
from rembuk.papers.letters.penetapan.letter import applicant_of, received_of
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_PENETAPAN, NO_SUSPECT, absent
from rembuk.papers.letters.settlement import EvidenceItem, evidence_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, thing_of
from rembuk.papers.people import Person, day, person_of, text
from rembuk.record.agreement import current
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PenetapanDiversi(Letter):
    """The order over one child, from `penetapan_given` on the request; before it, a draft. `applicant` is the office that asked."""

    id = "penetapan_diversi"
    matter: Matter
    incident: Incident
    child: Person
    parents: str | None
    applicant: str | None
    asked_number: str | None
    asked_on: date | None
    received_on: date | None
    course: Diversion
    agreed_on: date | None
    terms: tuple[Term, ...]
    ground: str | None
    goods: tuple[EvidenceItem, ...]
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PenetapanDiversi | Missing:
    """The order for the request's child; missing while he, the agreement or the request is not there, or it was returned."""
    child, asked = child_of(case, request), thing_of(case, "penetapan", request)
    agreement = current(case, child.id) if child else None
    if child is None or agreement is None or asked is None:
        return absent((child, NO_SUSPECT), (agreement, NO_AGREEMENT), (asked, NO_PENETAPAN))
    given = asked.last("penetapan_given")
    said: Any = given.fields if given else {}
    return PenetapanDiversi(
        title="Penetapan Kesepakatan Diversi", office=request.office, state=request.state or ("confirmed" if given else "draft"),
        number=request.number or text(said.get("number")), on=request.on or day(said.get("on")), signatories=(officer_block(request),),
        copies=("Penyidik, penuntut umum, atau hakim yang bersangkutan", "Pembimbing Kemasyarakatan"), matter=matter_of(case, request),
        incident=incident_of(case, request), child=person_of(child), parents=parents_of(case, child), applicant=applicant_of(request, asked),
        asked_number=text(asked["number"]), asked_on=day(asked["on"]), received_on=received_of(asked), course=told_diversion(case, child),
        agreed_on=day(agreement["on"]), terms=terms_in(case, agreement), ground=text(said.get("reason")), goods=evidence_of(case), law=child_law("court"),
    )  # fmt: skip


KIND = Kind(PenetapanDiversi, named("Penetapan Kesepakatan Diversi", "Order on the diversion agreement"), frozenset({"court"}), ("penetapan_diversi",),
    compose)  # fmt: skip
