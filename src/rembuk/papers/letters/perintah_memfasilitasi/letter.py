"""Surat perintah memfasilitasi perdamaian: the head names the prosecutor who guides the peace process (Perja 15/2020 arts 8-9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.reasons import NO_SUSPECT, NO_VICTIM, absent
from rembuk.papers.matters import (
    Incident,
    Matter,
    incident_of,
    matter_of,
    officer_block,
    officer_of,
    rank_line,
    suspect_of,
)
from rembuk.papers.people import Person, day, person_of
from rembuk.papers.words import listed
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PerintahMemfasilitasi(Letter):
    """The order over one suspect: who is to facilitate, from when, until when.

    `facilitator` is the officer the request names by user name, else who was last assigned, else who made the offer. `ends_on` is the fourteenth
    day after *tahap II* (art 9(5): the day after it is the first), None while that day is unknown.
    """

    id = "perintah_memfasilitasi"
    matter: Matter
    incident: Incident
    suspect: Person
    victims: str | None
    facilitator: str | None
    facilitator_title: str | None
    facilitator_rank: str | None
    tahap_ii_on: date | None
    ends_on: date | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PerintahMemfasilitasi | Missing:
    """The order for the request's suspect; missing while he or a victim is not recorded, or the file is under no procedure code."""
    suspect = suspect_of(case, request)
    if suspect is None or not case.victims:
        return absent((suspect, NO_SUSPECT), (case.victims or None, NO_VICTIM))
    who, handed = officer_of(request, _user(case, request)), day(_fact(case, "tahap_ii_on"))
    return PerintahMemfasilitasi(
        title="Surat Perintah Memfasilitasi Perdamaian", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(officer_block(request),), copies=("Kepala Kejaksaan Tinggi", "Ketua Pengadilan Negeri", "Penyidik"), matter=matter_of(case, request),
        incident=incident_of(case, request), suspect=person_of(suspect), victims=listed([str(v["name"]) for v in case.victims]), facilitator=who.name,
        facilitator_title=who.title, facilitator_rank=rank_line(who), tahap_ii_on=handed, ends_on=handed + timedelta(days=14) if handed else None,
        law=prosecution_law(request.regime, "Pasal 8 dan Pasal 9"),
    )  # fmt: skip


def _user(case: Case, request: Request) -> Any:
    assigned, offer = case.last("officer_assigned"), case.last("offer_made")
    if "facilitator" in request.fields:
        return request.fields["facilitator"]
    return assigned.fields.get("officer") if assigned else offer.author.user if offer else None


def _fact(case: Case, name: str) -> Any:
    cell = case.facts.get(("", name))
    return cell.value if cell else None


KIND = Kind(PerintahMemfasilitasi, named("Surat Perintah Memfasilitasi Perdamaian", "Order to facilitate the peace process"), frozenset({"prosecution"}),
    (), compose)  # fmt: skip
