"""Pengantar ke BPJS Kesehatan: which payer comes first for a victim's care and what is asked of BPJS (PMK 141/PMK.02/2018).

Where two vehicles met, Jasa Raharja pays first, up to Rp20.000.000, and BPJS above it; a single vehicle is BPJS alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rembuk.papers.letter import Kind, Letter, Missing, Request, Rupiah, named, steering
from rembuk.papers.letters.klaim_jasa_raharja.letter import claim_of, harm_of
from rembuk.papers.letters.reasons import NO_VICTIM, absent
from rembuk.papers.letters.sides import victim_of
from rembuk.papers.matters import Matter, matter_of, moment, officer_block, reason
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case

_CEILING = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PengantarBpjs(Letter):
    """The letter for one victim. `single` is whether one vehicle alone was in it (typed in the request as yes or no; None: not said).

    `ceiling` is what Jasa Raharja pays for care at most; `answer` and `paid` are of the claim to it.
    """

    id = "pengantar_bpjs"
    single: bool | None = steering()
    matter: Matter
    happened_at: datetime | None
    place: str | None
    victim: Person
    card: str | None
    harm: str | None
    inpatient_days: int | None
    hospital: str | None
    ceiling: Rupiah = steering()
    claimed_on: date | None
    answer: str | None
    paid: Rupiah | None


def compose(case: Case, request: Request) -> PengantarBpjs | Missing:
    """The letter for the request's victim; missing while no accident or no victim is recorded."""
    accident, victim = case.last("accident_recorded"), victim_of(case, request)
    if accident is None or victim is None:
        return absent((accident, reason("Kecelakaan belum dicatat.", "No accident is recorded.")), (victim, NO_VICTIM))
    said, claim = accident.fields, claim_of(case, "jasa_raharja", victim)
    return PengantarBpjs(
        title="Pengantar Penjaminan BPJS Kesehatan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        subject="Pengantar penjaminan biaya perawatan korban kecelakaan", classification=request.classification or "Biasa", attachments="1 berkas",
        signatories=(officer_block(request),), copies=("Rumah sakit yang merawat", "Korban atau yang mewakilinya"),
        single={"ya": True, "tidak": False}.get(request.fields.get("single", "")), matter=matter_of(case, request),
        happened_at=moment(said.get("at"), request.office), place=text(case["place"]), victim=person_of(victim), card=request.fields.get("card"),
        harm=harm_of(said), inpatient_days=said.get("inpatient_days"), hospital=request.fields.get("hospital") or text(said.get("text")),
        ceiling=Rupiah(_CEILING), claimed_on=day(claim["on"]) if claim else None, answer=choice("claim_result", claim["claim_result"]) if claim else None,
        paid=Rupiah(claim["amount"]) if claim and claim["amount"] else None,
    )  # fmt: skip


KIND = Kind(
    PengantarBpjs, named("Pengantar ke BPJS Kesehatan", "Letter to BPJS Health"), frozenset({"police"}), (), compose
)
