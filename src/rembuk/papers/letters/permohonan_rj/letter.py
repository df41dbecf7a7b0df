"""Permohonan penyelesaian berdasarkan keadilan restoratif: the joint written application of both sides to the Kapolres (Perpol 8/2021)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, named, steering
from rembuk.papers.letters.reasons import NO_SUSPECT, NO_VICTIM, absent
from rembuk.papers.letters.settlement import Settlement, settlement_of
from rembuk.papers.letters.sides import party_block, speaker_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, suspect_of, thing_of
from rembuk.papers.people import Person, called, person_of, text
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """One of those who apply: who it is, what he is called, who speaks for him (None: nobody)."""

    person: Person
    standing: str
    through: str | None = steering()


@dataclass(frozen=True, slots=True, kw_only=True)
class PermohonanRj(Letter):
    """The application of the victims and the suspect, from `application_made`; before it, a form to sign.

    `addressee` is the Kapolres, read from the lines of the letterhead, or the field typed in the request; `reasons` are the words of the
    application; `enclosed` is what the record already has of what must lie behind it.
    """

    id = "permohonan_rj"
    addressee: str | None
    matter: Matter
    incident: Incident
    applicants: tuple[Applicant, ...]
    reasons: str | None
    agreed_on: date | None
    enclosed: tuple[str, ...]


def compose(case: Case, request: Request) -> PermohonanRj | Missing:
    """The newest application or the form for it; missing while a victim or the suspect is not recorded."""
    suspect = suspect_of(case, request)
    if suspect is None or not case.victims:
        return absent((suspect, NO_SUSPECT), (case.victims or None, NO_VICTIM))
    application = thing_of(case, "application", request)
    settlement, sides = settlement_of(case, suspect.id), [*case.victims, suspect]
    enclosed = _enclosed(settlement)
    return PermohonanRj(
        title="Surat Permohonan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        subject="Permohonan penyelesaian perkara berdasarkan keadilan restoratif", attachments=f"{len(enclosed)} lembar",
        signatories=tuple(party_block(case, one, request) for one in sides), addressee=_addressee(request), matter=matter_of(case, request),
        incident=incident_of(case, request), applicants=tuple(_applicant(case, one, request) for one in sides),
        reasons=text(application["text"]) if application else None, agreed_on=settlement.agreed_on, enclosed=enclosed,
    )  # fmt: skip


def _applicant(case: Case, party: Thing, request: Request) -> Applicant:
    speaker = speaker_of(case, party)
    through = text(speaker["name"]) if speaker else None
    return Applicant(person=person_of(party), standing=called(case, party, request.office.institution), through=through)


def _addressee(request: Request) -> str | None:
    resort = next((line for line in request.office.lines if line.startswith("RESOR")), None)
    return request.fields.get("addressee") or (f"Kepala Kepolisian {resort.title()}" if resort else None)


def _enclosed(settlement: Settlement) -> tuple[str, ...]:
    found = ["Fotokopi tanda pengenal kedua pihak"]
    found += ["Surat pernyataan perdamaian kedua pihak"] if settlement.agreed_on else []
    found += ["Bukti pelaksanaan kesepakatan"] if settlement.performed_on else []
    return (*found, "Surat pernyataan pemulihan yang ditandatangani korban") if settlement.restored_on else tuple(found)


KIND = Kind(PermohonanRj, named("Surat Permohonan Penyelesaian Berdasarkan Keadilan Restoratif", "Joint application for restorative justice"),
    frozenset({"police"}), ("surat_permohonan_rj",), compose)  # fmt: skip
