"""Pengantar klaim Jasa Raharja: the police hand a victim's claim to the accident fund, with what must lie behind it.

The fund pays beside what the parties agreed and lessens no liability; the right cannot be assigned (UU 33 and 34/1964, PP 17 and 18/1965).
A claim lapses six months after the accident (PP 17 and 18/1965 art 18).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.laws import ACCIDENT_FUND
from rembuk.papers.letters.reasons import NO_VICTIM, absent
from rembuk.papers.letters.sides import speaker_of, victim_of
from rembuk.papers.matters import Matter, matter_of, moment, number_in, officer_block, reason
from rembuk.papers.people import Person, called, day, person_of, text
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """One proof behind a claim: its number, what it is, and whether the record has it (True), or the claimant brings it (None)."""

    number: int
    what: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KlaimJasaRaharja(Letter):
    """The letter for one victim, from `accident_recorded`, the victim's identity and, once filed, the claim.

    `claimant` is the victim or who speaks for him; `harm` says in words what came of the accident; `hospital` is typed or the words of
    the accident record.
    """

    id = "klaim_jasa_raharja"
    matter: Matter
    accident_number: str | None
    happened_at: datetime | None
    place: str | None
    account: str | None
    victim: Person
    claimant: str | None
    claimant_standing: str | None
    claimant_phone: str | None
    harm: str | None
    inpatient_days: int | None
    hospital: str | None
    filed_on: date | None
    claim_number: str | None
    law: tuple[str, ...]
    enclosed: tuple[Enclosure, ...]


def compose(case: Case, request: Request) -> KlaimJasaRaharja | Missing:
    """The letter for the request's victim; missing while no accident or no victim is recorded."""
    accident, victim = case.last("accident_recorded"), victim_of(case, request)
    if accident is None or victim is None:
        return absent((accident, reason("Kecelakaan belum dicatat.", "No accident is recorded.")), (victim, NO_VICTIM))
    said, claim, claimant = accident.fields, claim_of(case, "jasa_raharja", victim), speaker_of(case, victim) or victim
    return KlaimJasaRaharja(
        title="Pengantar Pengajuan Santunan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        subject="Pengantar pengajuan santunan kecelakaan lalu lintas", classification=request.classification or "Biasa", attachments="1 berkas",
        signatories=(officer_block(request),), copies=("Korban atau yang mewakilinya",), matter=matter_of(case, request),
        accident_number=number_in(case, "accident"), happened_at=moment(said.get("at"), request.office), place=text(case["place"]), account=text(case["account"]),
        victim=person_of(victim), claimant=text(claimant["name"]), claimant_standing=called(case, claimant, request.office.institution),
        claimant_phone=text(claimant["phone"]), harm=harm_of(said), inpatient_days=said.get("inpatient_days"),
        hospital=request.fields.get("hospital") or text(said.get("text")), filed_on=day(claim["on"]) if claim else None,
        claim_number=text(claim["number"]) if claim else None, law=ACCIDENT_FUND, enclosed=_enclosed(case, said),
    )  # fmt: skip


def claim_of(case: Case, scheme: str, victim: Thing) -> Thing | None:
    """The newest claim of a victim under a scheme."""
    return next((c for c in reversed(case.all("claim")) if c["scheme"] == scheme and c["party"] == victim.id), None)


def harm_of(said: Any) -> str | None:
    """What an accident record says came of it; None when it does not say."""
    if said.get("died_on"):
        return "meninggal dunia"
    return {True: "luka-luka", False: "tanpa luka"}.get(said.get("injured"))


def _enclosed(case: Case, said: Any) -> tuple[Enclosure, ...]:
    own = "dibawa pemohon"
    dead = (
        ("Surat keterangan kematian dan sebabnya", own),
        ("Keterangan ahli waris", own),
        ("Kartu keluarga dan buku nikah", own),
    )
    hurt = (("Surat keterangan dokter atau rumah sakit tentang jenis luka", own), ("Kuitansi perawatan", own))
    report = "terlampir" if number_in(case, "police_report") else "belum ada"
    rows = (
        ("Laporan polisi", report),
        ("Kartu tanda penduduk dan kartu keluarga", own),
        *(dead if said.get("died_on") else hurt),
    )
    return tuple(Enclosure(number=n, what=what, state=state) for n, (what, state) in enumerate(rows, 1))


KIND = Kind(
    KlaimJasaRaharja,
    named("Pengantar Klaim Jasa Raharja", "Claim to Jasa Raharja"),
    frozenset({"police"}),
    ("tuntutan_santunan",),
    compose,
)
