"""Surat perjanjian desa bermeterai: what the offender promises the victim in the village, stamped, with the clause on a breach by either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.agreements import Side, Term, sides_of, signatories_of, terms_in
from rembuk.papers.letter import Kind, Letter, Missing, Request, Rupiah, named
from rembuk.papers.letters.reasons import NO_AGREEMENT, absent, not_signable
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_of, reason
from rembuk.papers.people import day, text
from rembuk.record.agreement import current, stamps_needed, unsigned
from rembuk.record.case import Case, Thing
from rembuk.reference.tables import stamp_duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One original of the letter and who keeps it."""

    number: int
    keeper: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratPerjanjianDesa(Letter):
    """The stamped letter, from `agreement_drafted` and `agreement_sealed`. `originals` are the copies to be stamped, each with its keeper.

    `duty` is the stamp duty on all of them on that day; `stamped` how many stamps were seen on them, None before they were sealed.
    """

    id = "surat_perjanjian_desa"
    matter: Matter
    incident: Incident
    made_on: date | None
    made_in: str | None
    leader: str | None
    sides: tuple[Side, ...]
    terms: tuple[Term, ...]
    forgiven: bool | None
    originals: tuple[Original, ...]
    count: int
    duty: Rupiah | None
    stamped: int | None


def compose(case: Case, request: Request) -> SuratPerjanjianDesa | Missing:
    """The agreement that counts; missing while none is drafted, a term may not be signed, or the village door is closed."""
    agreement, open_door = current(case, request.suspect), case["village_door"] != "closed"
    if agreement is None or not open_door:
        return absent((agreement, NO_AGREEMENT), (open_door, _CLOSED))
    if forbidden := not_signable(case, agreement):
        return forbidden
    session, made_on, count = (
        case.thing("session", agreement["session"]),
        day(agreement["on"]),
        stamps_needed(agreement),
    )
    duty = stamp_duty(count, made_on) if made_on else None
    return SuratPerjanjianDesa(
        title="Surat Perjanjian Perdamaian", office=request.office, state=request.state or ("draft" if unsigned(case, agreement) else "signed_here"),
        number=request.number, on=request.on or made_on, signatories=signatories_of(case, agreement, request, stamped=True), matter=matter_of(case, request),
        incident=incident_of(case, request), made_on=made_on, made_in=text(session["place"]) if session else None,
        leader=officer_of(request, session["facilitator"]).name if session else None, sides=sides_of(case, agreement["suspect"] or "", "village"),
        terms=terms_in(case, agreement), forgiven=agreement["forgiven"], originals=_originals(case, agreement, request, count), count=count,
        duty=Rupiah(duty) if duty is not None else None, stamped=agreement["stamped"],
    )  # fmt: skip


def _originals(case: Case, agreement: Thing, request: Request, count: int) -> tuple[Original, ...]:
    """One for each side first, the rest for the village house."""
    sides = [*case.victims, *(s for s in case.suspects if agreement["suspect"] in (None, s.id))]
    keepers = [text(party["name"]) for party in sides]
    return tuple(
        Original(number=n + 1, keeper=keepers[n] if n < len(keepers) else request.office.name) for n in range(count)
    )


_CLOSED = reason("Pintu Rumah RJ sudah ditutup bagi perkara ini.", "The village house is closed to this matter.")
KIND = Kind(SuratPerjanjianDesa, named("Surat Perjanjian Perdamaian Bermeterai", "Stamped village agreement"), frozenset({"village"}),
    ("surat_perjanjian_bermeterai", "kesepakatan"), compose)  # fmt: skip
