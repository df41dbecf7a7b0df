"""Surat ketetapan penghentian penyelidikan: the decree that ends an inquiry, beside the order SP2 Lidik.

Perpol 8/2021 art 16 lets an inquiry end by agreement. Under UU 20/2025 art 80(2) a peace before an offence is established is a
*kesepakatan damai* on the victim's report, and is registered; whether it needs the court's order is not said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Regime, Request, named, steering
from rembuk.papers.letters.laws import police_law
from rembuk.papers.letters.reasons import NO_CODE, NO_REVIEW, NO_SUSPECT, NOT_PERFORMED, NOT_RESTORED, absent
from rembuk.papers.letters.settlement import (
    EvidenceItem,
    Settlement,
    decree_of,
    evidence_of,
    held_review,
    settlement_of,
)
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, suspect_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class KetetapanPenghentian(Letter):
    """The decree for one suspect, from `termination_ordered` of the kind *sp2_lidik*; before it, a draft."""

    id = "ketetapan_penghentian"
    regime: Regime = steering()
    matter: Matter
    incident: Incident
    suspect: Person
    settlement: Settlement
    reviewed_on: date | None
    recommendation: str | None
    ground: str | None
    law: tuple[str, ...]
    goods: tuple[EvidenceItem, ...]


def compose(case: Case, request: Request) -> KetetapanPenghentian | Missing:
    """The decree for the request's suspect; missing while the code, the review, the performance or the restoration is not there."""
    suspect, review, decree = suspect_of(case, request), held_review(case), decree_of(case, request, "sp2_lidik")
    settlement = settlement_of(case, suspect.id if suspect else "")
    ready = decree is not None or (
        settlement.performed_on is not None and settlement.restored_on is not None and review is not None
    )
    if suspect is None or request.regime is None or not ready:
        wanted = (
            ((settlement.performed_on, NOT_PERFORMED), (settlement.restored_on, NOT_RESTORED), (review, NO_REVIEW))
            if not ready
            else ()
        )
        return absent((suspect, NO_SUSPECT), (request.regime, NO_CODE), *wanted)
    return KetetapanPenghentian(
        title="Surat Ketetapan Penghentian Penyelidikan", office=request.office, state=request.state or "draft",
        number=request.number or (text(decree["number"]) if decree else None), on=request.on or (day(decree["on"]) if decree else None),
        signatories=(officer_block(request),), copies=("Pelapor atau korban", "Terlapor"), regime=request.regime, matter=matter_of(case, request),
        incident=incident_of(case, request), suspect=person_of(suspect), settlement=settlement, reviewed_on=day(review["held_on"]) if review else None,
        recommendation=choice("recommendation", review["recommendation"]) if review else None,
        ground=choice("decree_ground", decree["decree_ground"]) if decree else "Keadilan restoratif", law=_law(request.regime), goods=evidence_of(case),
    )  # fmt: skip


def _law(regime: Regime) -> tuple[str, ...]:
    return police_law(regime, stage="Pasal 80 ayat (2)") if regime == "kuhap_2025" else police_law(regime)


KIND = Kind(KetetapanPenghentian, named("Surat Ketetapan Penghentian Penyelidikan", "Decree ending the inquiry"), frozenset({"police"}),
    ("ketetapan_henti_lidik",), compose)  # fmt: skip
