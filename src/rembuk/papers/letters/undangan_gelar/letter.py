"""Undangan gelar perkara khusus: those who must sit in the special case review are asked to come (Perpol 8/2021 art 17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.reasons import NO_REVIEW, absent
from rembuk.papers.letters.settlement import settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, thing_of
from rembuk.papers.people import day, text
from rembuk.papers.words import listed
from rembuk.record.case import Case

#: Who must sit in it, and what is expected of each.
_EXPECTED = (
    ("Penyidik yang menangani perkara", "memaparkan perkara, kesepakatan, dan pelaksanaannya"),
    ("Pengawas penyidik", "menguji kelengkapan dan jalannya penanganan"),
    ("Fungsi pengawas internal", "menilai tidak ada penyalahgunaan wewenang"),
    ("Fungsi hukum", "menilai terpenuhinya syarat materiil dan formil"),
    ("Pelapor atau keluarganya", "menyatakan kesukarelaan dan pemulihan yang diterima"),
    ("Terlapor atau keluarganya", "menyatakan kesukarelaan dan pelaksanaan kewajiban"),
    ("Tokoh masyarakat, agama, adat, atau pemangku kepentingan", "menyampaikan tanggapan warga"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """One of those invited: in which quality, by name where the case knows it, and what is expected of him."""

    number: int
    quality: str
    name: str | None
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndanganGelar(Letter):
    """The invitation to one review, from `review_invited`; the hour is typed in the request, for the act holds a day only."""

    id = "undangan_gelar"
    matter: Matter
    incident: Incident
    held_on: date | None
    hour: str | None
    place: str | None
    invitees: tuple[Invitee, ...]
    agreed_on: date | None


def compose(case: Case, request: Request) -> UndanganGelar | Missing:
    """The newest review or the one the request names; missing while none was called."""
    review = thing_of(case, "review", request)
    if review is None:
        return absent((review, NO_REVIEW))
    return UndanganGelar(
        title="Undangan Gelar Perkara Khusus", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        subject="Undangan gelar perkara khusus", classification=request.classification or "Biasa", attachments="-",
        signatories=(officer_block(request),), copies=("Kepala Kepolisian Resor",), matter=matter_of(case, request), incident=incident_of(case, request),
        held_on=day(review["held_on"]), hour=request.fields.get("hour"), place=text(review["place"]), invitees=_invitees(case),
        agreed_on=settlement_of(case, request.suspect).agreed_on,
    )  # fmt: skip


def _invitees(case: Case) -> tuple[Invitee, ...]:
    names = {4: case.victims, 5: case.suspects}
    return tuple(
        Invitee(
            number=i + 1,
            quality=quality,
            name=listed([str(p["name"]) for p in names.get(i, [])]) or None,
            expected=expected,
        )
        for i, (quality, expected) in enumerate(_EXPECTED)
    )


KIND = Kind(UndanganGelar, named("Undangan Gelar Perkara Khusus", "Invitation to the special case review"), frozenset({"police"}), ("undangan_gelar",),
    compose)  # fmt: skip
