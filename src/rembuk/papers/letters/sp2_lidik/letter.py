"""Surat perintah penghentian penyelidikan (SP2 Lidik): the superior orders that an inquiry ends, beside the decree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.laws import police_law
from rembuk.papers.letters.reasons import NO_REVIEW, NO_SUSPECT, NOT_PERFORMED, absent
from rembuk.papers.letters.settlement import Settlement, decree_of, held_review, settlement_of
from rembuk.papers.matters import (
    Incident,
    Matter,
    incident_of,
    matter_of,
    officer_block,
    officer_of,
    rank_line,
    reason,
    suspect_of,
)
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Sp2Lidik(Letter):
    """The order for one suspect, from `termination_ordered` with the decree *sp2_lidik*; before it a draft from the review.

    `ordered` with `ordered_rank` is the officer who carries it out: who recorded the review or opened the case.
    """

    id = "sp2_lidik"
    matter: Matter
    incident: Incident
    suspect: Person
    settlement: Settlement
    reviewed_on: date | None
    recommendation: str | None
    decree_number: str | None
    decreed_on: date | None
    law: tuple[str, ...]
    ordered: str | None
    ordered_rank: str | None


def compose(case: Case, request: Request) -> Sp2Lidik | Missing:
    """The order for the request's suspect; missing while he, the agreement or the review is not there, or an investigation has begun."""
    suspect, review = suspect_of(case, request), held_review(case)
    settlement = settlement_of(case, suspect.id if suspect else "")
    begun = case.last("investigation_started")
    if suspect is None or review is None or begun or settlement.performed_on is None:
        return absent(
            (suspect, NO_SUSPECT),
            (review, NO_REVIEW),
            (settlement.performed_on, NOT_PERFORMED),
            (begun is None, _BEGUN),
        )
    decree = decree_of(case, request, "sp2_lidik")
    executor = (review.last("review_held") or review.added_by).author
    return Sp2Lidik(
        title="Surat Perintah Penghentian Penyelidikan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(officer_block(request),), copies=("Pelapor atau korban", "Terlapor"), matter=matter_of(case, request),
        incident=incident_of(case, request), suspect=person_of(suspect), settlement=settlement, reviewed_on=day(review["held_on"]),
        recommendation=choice("recommendation", review["recommendation"]), decree_number=text(decree["number"]) if decree else None,
        decreed_on=day(decree["on"]) if decree else None, law=police_law(request.regime), ordered=executor.name,
        ordered_rank=rank_line(officer_of(request, executor.user)),
    )  # fmt: skip


_BEGUN = reason(
    "Penyidikan sudah dimulai; pakai surat perintah penghentian penyidikan (SP3).",
    "An investigation has begun; use the SP3 order.",
)
KIND = Kind(Sp2Lidik, named("Surat Perintah Penghentian Penyelidikan (SP2 Lidik)", "Order stopping the inquiry"), frozenset({"police"}), ("sp2_lidik",),
    compose)  # fmt: skip
