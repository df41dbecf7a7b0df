"""Permohonan penetapan kesepakatan diversi: the superior sends agreement and minutes to the chair within three days (UU 11/2012 art 12(2))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.diversions import Diversion, child_of, diversion_of, parents_of, told_diversion
from rembuk.papers.letters.laws import child_law
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_SUSPECT, absent
from rembuk.papers.letters.settlement import EvidenceItem, evidence_of, settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, thing_of
from rembuk.papers.people import Person, day, person_of, text
from rembuk.record.agreement import current
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class PermohonanPenetapanDiversi(Letter):
    """The request over one child, from the agreement and `penetapan_requested`; `court` is the office asked, by name or as typed."""

    id = "permohonan_penetapan_diversi"
    court: str | None
    matter: Matter
    incident: Incident
    child: Person
    parents: str | None
    course: Diversion
    agreed_on: date | None
    restored_by: str | None
    goods: tuple[EvidenceItem, ...]
    enclosed: tuple[str, ...]
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PermohonanPenetapanDiversi | Missing:
    """The request for the request's child; missing while he, the agreement, or the success of the diversion is not there."""
    child = child_of(case, request)
    diversion, agreement = (diversion_of(case, child), current(case, child.id)) if child else (None, None)
    agreed = diversion is not None and diversion["diversion_result"] == "agreed"
    if child is None or agreement is None or not agreed:
        return absent((child, NO_SUSPECT), (agreement, NO_AGREEMENT), (agreed, _NOT_AGREED))
    asked = thing_of(case, "penetapan", request) if not request.thing else case.thing("penetapan", request.thing)
    settlement = settlement_of(case, child.id)
    return PermohonanPenetapanDiversi(
        title="Permohonan Penetapan Kesepakatan Diversi", office=request.office, state=request.state or "draft",
        number=request.number or (text(asked["number"]) if asked else None), on=request.on or (day(asked["on"]) if asked else None),
        subject="Permohonan penetapan kesepakatan diversi", classification=request.classification or "Rahasia", attachments=f"{len(_ENCLOSED)} berkas",
        signatories=(officer_block(request),), copies=("Kepala Balai Pemasyarakatan",), court=_court(request, asked), matter=matter_of(case, request),
        incident=incident_of(case, request), child=person_of(child), parents=parents_of(case, child), course=told_diversion(case, child),
        agreed_on=settlement.agreed_on, restored_by=settlement.restored_by, goods=evidence_of(case), enclosed=_ENCLOSED,
        law=child_law(request.office.institution),
    )  # fmt: skip


def _court(request: Request, asked: Thing | None) -> str | None:
    return request.fields.get("court") or (request.offices.get(str(asked["to_office"])) if asked else None)


_ENCLOSED = (
    "Surat kesepakatan diversi",
    "Berita acara diversi",
    "Laporan penelitian kemasyarakatan",
    "Daftar barang bukti",
)
_NOT_AGREED = reason("Diversi belum dicatat berhasil.", "The diversion is not recorded as agreed.")
KIND = Kind(PermohonanPenetapanDiversi, named("Permohonan Penetapan Kesepakatan Diversi", "Request for the order on a diversion"),
    frozenset({"police", "prosecution"}), (), compose)  # fmt: skip
