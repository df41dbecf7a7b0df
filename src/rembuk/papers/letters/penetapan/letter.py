"""Penetapan Ketua Pengadilan Negeri: that a stop by police or prosecutor on restorative justice is valid (SEMA 1/2026)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.laws import KUHAP_2025, SEMA_2026
from rembuk.papers.letters.reasons import NO_PENETAPAN, absent
from rembuk.papers.letters.settlement import EvidenceItem, Settlement, decree_of, evidence_of, settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of, thing_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Penetapan(Letter):
    """The order on one request, from `penetapan_given`. `applicant` is the office that asked, by name; `asked_number` its letter.

    `found` are the three things the chair examined: the agreement fits the code, the conditions are met, the offence is not excluded.
    """

    id = "penetapan"
    matter: Matter
    incident: Incident
    suspect: Person
    applicant: str | None
    asked_number: str | None
    asked_on: date | None
    received_on: date | None
    decree: str | None
    decree_number: str | None
    decreed_on: date | None
    settlement: Settlement
    ground: str | None
    evidence: tuple[EvidenceItem, ...]
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> Penetapan | Missing:
    """The order on the request named, or the newest; missing while none is recorded or it was returned, or the old code governs."""
    asked = request_of(case, request)
    if request.regime == "kuhap_1981":
        return Missing(
            (
                reason(
                    "Perkara ini mengikuti UU 8/1981, yang tidak mengenal penetapan ini.",
                    "This case follows UU 8/1981, which knows no such order.",
                ),
            )
        )
    if asked is None or asked["result"] == "returned":
        return absent((asked, NO_PENETAPAN), (asked is None or asked["result"] != "returned", _RETURNED))
    given, decree = asked.last("penetapan_given"), decree_of(case, request, "sp3", "skp2", "sp2_lidik")
    said: Any = given.fields if given else {}
    suspect = case.thing("party", asked["suspect"]) or suspect_of(case, request)
    return Penetapan(
        title="Penetapan", office=request.office, state=request.state or ("confirmed" if given else "draft"),
        number=request.number or text(said.get("number")), on=request.on or day(said.get("on")), signatories=(officer_block(request),),
        copies=("Penyidik atau penuntut umum yang memohon", "Korban", "Tersangka"), matter=matter_of(case, request), incident=incident_of(case, request),
        suspect=person_of(suspect), applicant=applicant_of(request, asked), asked_number=text(asked["number"]), asked_on=day(asked["on"]),
        received_on=received_of(asked), decree=choice("decree_kind", decree["decree_kind"]) if decree else None,
        decree_number=text(decree["number"]) if decree else None, decreed_on=day(decree["on"]) if decree else None,
        settlement=settlement_of(case, suspect.id if suspect else ""), ground=text(said.get("reason")), evidence=evidence_of(case),
        law=(f"Pasal 79 sampai dengan Pasal 88 {KUHAP_2025}", SEMA_2026),
    )  # fmt: skip


def request_of(case: Case, request: Request) -> Thing | None:
    """The request for an order that a letter is about: the one named, otherwise the newest."""
    return thing_of(case, "penetapan", request)


def applicant_of(request: Request, asked: Thing) -> str | None:
    """The office that asked, as typed or by the name of the office of the act."""
    return request.fields.get("applicant") or request.offices.get(asked.added_by.author.office)


def received_of(asked: Thing) -> date | None:
    """The day the court received a request."""
    received = asked.last("penetapan_request_received")
    return day(received.fields.get("on")) if received else None


_RETURNED = reason(
    "Berkas permohonan ini dikembalikan; pakai penetapan pengembalian berkas.",
    "The file was returned; use the order returning the file.",
)
KIND = Kind(
    Penetapan,
    named("Penetapan Ketua Pengadilan Negeri", "Order of the chair of the court"),
    frozenset({"court"}),
    ("penetapan",),
    compose,
)
