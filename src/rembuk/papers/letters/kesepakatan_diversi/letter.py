"""Surat kesepakatan diversi: rights and duties of child and victim, performed within three months, supervised by Bapas (UU 11/2012 arts 11-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.agreements import Term, terms_in
from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, named
from rembuk.papers.letters.diversions import by_role, child_of, diversion_blocks, diversion_of, parents_of
from rembuk.papers.letters.laws import child_law
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_DIVERSION, NO_SUSPECT, absent, not_signable
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_of, rank_line
from rembuk.papers.people import Person, day, person_of, text
from rembuk.record.agreement import current
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class KesepakatanDiversi(Letter):
    """The agreement of one child's diversion, from `agreement_drafted`.

    `without_victim` is True when the victim's consent was not needed and not given (art 9(2)); `longest_on` the last due day of its terms.
    """

    id = "kesepakatan_diversi"
    matter: Matter
    incident: Incident
    child: Person
    parents: str | None
    victims: tuple[Person, ...]
    facilitator: str | None
    facilitator_rank: str | None
    made_on: date | None
    made_in: str | None
    terms: tuple[Term, ...]
    longest_on: date | None
    supervisor: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> KesepakatanDiversi | Missing:
    """The agreement that counts for the request's child; missing while he, the diversion or the agreement is not there, or a term is forbidden."""
    child = child_of(case, request)
    diversion, agreement = (diversion_of(case, child), current(case, child.id)) if child else (None, None)
    if child is None or diversion is None or agreement is None:
        return absent((child, NO_SUSPECT), (diversion, NO_DIVERSION), (agreement, NO_AGREEMENT))
    if forbidden := not_signable(case, agreement):
        return forbidden
    session = case.thing("session", agreement["session"])
    leader, terms = officer_of(request, session["facilitator"]) if session else Officer(), terms_in(case, agreement)
    return KesepakatanDiversi(
        title="Surat Kesepakatan Diversi", office=request.office, state=request.state or "draft", number=request.number,
        on=request.on or day(agreement["on"]), signatories=diversion_blocks(case, child, request, session), matter=matter_of(case, request),
        incident=incident_of(case, request), child=person_of(child), parents=parents_of(case, child), victims=tuple(person_of(v) for v in case.victims),
        facilitator=leader.name, facilitator_rank=rank_line(leader), made_on=day(agreement["on"]), made_in=text(session["place"]) if session else None,
        terms=terms, longest_on=max((t.due_on for t in terms if t.due_on), default=None), supervisor=by_role(case, "probation_officer"),
        law=child_law(request.office.institution),
    )  # fmt: skip


KIND = Kind(KesepakatanDiversi, named("Surat Kesepakatan Diversi", "Diversion agreement"), frozenset({"police", "prosecution", "court"}),
    ("kesepakatan_diversi",), compose)  # fmt: skip
