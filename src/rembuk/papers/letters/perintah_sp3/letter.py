"""Surat perintah penghentian penyidikan: the order that goes with the decree of the letter `sp3` (SP3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Regime, Request, named, steering
from rembuk.papers.letters.laws import child_law, police_law
from rembuk.papers.letters.reasons import NO_CODE, NO_REVIEW, NO_SUSPECT, absent
from rembuk.papers.letters.settlement import decree_of, held_review
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
from rembuk.papers.people import Person, day, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PerintahSp3(Letter):
    """The order for one suspect, beside the decree from `termination_ordered`; before the decree its number is a blank.

    `ordered` with `ordered_rank` is the investigator who began the investigation; `diverted` whether a child's diversion ended it, whose
    order came first; `waits` whether the stop waits for the court's order on it.
    """

    id = "perintah_sp3"
    diverted: bool = steering()
    waits: bool = steering()
    matter: Matter
    incident: Incident
    suspect: Person
    investigated_on: date | None
    investigation_number: str | None
    reviewed_on: date | None
    decree_number: str | None
    decreed_on: date | None
    law: tuple[str, ...]
    ordered: str | None
    ordered_rank: str | None


def compose(case: Case, request: Request) -> PerintahSp3 | Missing:
    """The order for the request's suspect; missing while he, the procedure code, the investigation or the review is not there."""
    suspect, review, started = suspect_of(case, request), held_review(case), case.last("investigation_started")
    diverted = suspect is not None and any(
        d["diversion_result"] == "agreed" and d["suspect"] == suspect.id for d in case.all("diversion")
    )
    confirmed = not diverted or any(p["result"] == "valid" for p in case.all("penetapan"))
    if suspect is None or started is None or request.regime is None or not (review or diverted) or not confirmed:
        wanted = ((bool(review or diverted), NO_REVIEW), (confirmed, _NOT_CONFIRMED))
        return absent((suspect, NO_SUSPECT), (request.regime, NO_CODE), (started, _NOT_BEGUN), *wanted)
    decree = decree_of(case, request, "sp3")
    return PerintahSp3(
        title="Surat Perintah Penghentian Penyidikan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(officer_block(request),), copies=("Kepala Kejaksaan Negeri", "Korban", "Terlapor atau keluarganya"),
        diverted=diverted, waits=request.regime == "kuhap_2025" and not diverted,
        matter=matter_of(case, request), incident=incident_of(case, request), suspect=person_of(suspect),
        investigated_on=day(started.fields.get("on")), investigation_number=text(started.fields.get("number")),
        reviewed_on=day(review["held_on"]) if review else None, decree_number=text(decree["number"]) if decree else None,
        decreed_on=day(decree["on"]) if decree else None, law=_law(request.regime, diverted), ordered=started.author.name,
        ordered_rank=rank_line(officer_of(request, started.author.user)),
    )  # fmt: skip


def _law(regime: Regime, diverted: bool) -> tuple[str, ...]:
    return child_law("police") if diverted else police_law(regime, stage="Pasal 24 ayat (2) huruf h")


_NOT_BEGUN = reason(
    "Penyidikan belum dimulai; pakai surat perintah penghentian penyelidikan.",
    "No investigation has begun; use the order ending the inquiry.",
)
_NOT_CONFIRMED = reason(
    "Kesepakatan diversi belum ditetapkan Ketua Pengadilan Negeri.",
    "The court has not confirmed the diversion agreement.",
)
KIND = Kind(PerintahSp3, named("Surat Perintah Penghentian Penyidikan (SP3)", "Order stopping the investigation (SP3)"), frozenset({"police"}), ("sp3",),
    compose)  # fmt: skip
