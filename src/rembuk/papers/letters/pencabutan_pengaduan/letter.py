"""Surat pencabutan pengaduan: the complainant takes the complaint back; it cannot be made again (KUHP art 30: within three months of it)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, Signatory, named
from rembuk.papers.letters.reasons import NO_VICTIM, absent
from rembuk.papers.letters.settlement import settlement_of
from rembuk.papers.letters.sides import party_block, speaker_of, victim_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, rank_line, suspect_of
from rembuk.papers.people import Person, called, day, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PencabutanPengaduan(Letter):
    """The withdrawal of one victim, from `complaint_withdrawn`; before it, a form to sign.

    `complained_on` is the day the matter was reported; `days` counts from it to the withdrawal, None while one of them is unknown.
    """

    id = "pencabutan_pengaduan"
    matter: Matter
    incident: Incident
    complainant: Person
    standing: str | None
    through: str | None
    suspect: str | None
    complained_on: date | None
    withdrawn_on: date | None
    days: int | None
    agreed_on: date | None
    receiver: str | None


def compose(case: Case, request: Request) -> PencabutanPengaduan | Missing:
    """The withdrawal, or the form for it; missing while no victim is recorded."""
    victim, withdrawn = victim_of(case, request), case.last("complaint_withdrawn", suspect=request.suspect)
    if victim is None:
        return absent((victim, NO_VICTIM))
    suspect, speaker = suspect_of(case, request), speaker_of(case, victim)
    on = day(withdrawn.fields.get("on")) if withdrawn else request.on
    complained = day(_fact(case, "complaint_filed_on") or case["on"])
    officer = request.officer or Officer()
    return PencabutanPengaduan(
        title="Surat Pencabutan Pengaduan", office=request.office, state=request.state or "draft",
        number=request.number or (text(withdrawn.fields.get("number")) if withdrawn else None), on=request.on or on,
        signatories=(Signatory(capacity="Yang menerima", name=officer.name, below=rank_line(officer)),
            party_block(case, victim, request, capacity="Yang mencabut pengaduan", stamped=True)),
        matter=matter_of(case, request), incident=incident_of(case, request), complainant=person_of(victim),
        standing=called(case, victim, request.office.institution), through=text(speaker["name"]) if speaker else None,
        suspect=text(suspect["name"]) if suspect else None, complained_on=complained, withdrawn_on=on,
        days=(on - complained).days if on and complained else None, agreed_on=settlement_of(case, request.suspect).agreed_on, receiver=officer.title,
    )  # fmt: skip


def _fact(case: Case, name: str) -> Any:
    cell = case.facts.get(("", name))
    return cell.value if cell else None


KIND = Kind(PencabutanPengaduan, named("Surat Pencabutan Pengaduan", "Withdrawal of the complaint"), frozenset({"police", "prosecution", "court"}),
    ("pencabutan_laporan",), compose)  # fmt: skip
