"""Permintaan penelitian kemasyarakatan dan laporan sosial: to Bapas and the social worker within 24 hours (PP 65/2015 art 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, named
from rembuk.papers.letters.diversions import child_of, parents_of
from rembuk.papers.letters.laws import child_law
from rembuk.papers.letters.reasons import NO_SUSPECT, absent
from rembuk.papers.letters.sides import speaker_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, officer_of, rank_line
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.papers.words import listed
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PermintaanLitmas(Letter):
    """The request over one child, from `litmas_requested` or before it; `to_office` is the Bapas, by name or as typed.

    `begun_on` is the first day of the investigation; `in_custody` where the child is held, "tidak ditahan" when no detention is recorded.
    """

    id = "permintaan_litmas"
    to_office: str | None
    matter: Matter
    incident: Incident
    child: Person
    parents: str | None
    parents_phone: str | None
    victims: str | None
    begun_on: date | None
    in_custody: str
    contact: str | None
    contact_rank: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PermintaanLitmas | Missing:
    """The request for the request's child; missing while he cannot be told."""
    child = child_of(case, request)
    if child is None:
        return absent((child, NO_SUSPECT))
    asked, begun = case.last("litmas_requested", suspect=child.id), case.last("investigation_started")
    said: Any = asked.fields if asked else {}
    held = [d for d in case.all("detention") if d["suspect"] == child.id and not d["ended"]]
    parent, contact = (
        speaker_of(case, child),
        officer_of(request, asked.author.user) if asked else request.officer or Officer(),
    )
    return PermintaanLitmas(
        title="Permintaan Penelitian Kemasyarakatan", office=request.office, state=request.state or "draft", number=request.number or text(said.get("number")),
        on=request.on or day(said.get("on")), subject="Permintaan pendampingan, penelitian kemasyarakatan, dan laporan sosial",
        classification=request.classification or "Rahasia", attachments="1 berkas", signatories=(officer_block(request),),
        copies=("Pekerja Sosial Profesional atau dinas sosial setempat",), to_office=request.fields.get("to_office") or request.offices.get(str(said.get("to_office"))),
        matter=matter_of(case, request), incident=incident_of(case, request), child=person_of(child), parents=parents_of(case, child),
        parents_phone=text(parent["phone"]) if parent else None, victims=listed([str(v["name"]) for v in case.victims]) or None,
        begun_on=day(begun.fields.get("on")) if begun else None, in_custody=choice("detention_place", held[-1]["detention_place"]) or "-" if held else "tidak ditahan",
        contact=contact.name, contact_rank=rank_line(contact), law=child_law(request.office.institution),
    )  # fmt: skip


KIND = Kind(PermintaanLitmas, named("Permintaan Penelitian Kemasyarakatan dan Laporan Sosial", "Request for social inquiry and social report"),
    frozenset({"police", "prosecution", "court"}), ("permintaan_litmas",), compose)  # fmt: skip
