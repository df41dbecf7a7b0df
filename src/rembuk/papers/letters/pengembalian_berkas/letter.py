"""Penetapan pengembalian berkas: the chair returns the file of a request with what is lacking in it (SEMA 1/2026)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, named, steering
from rembuk.papers.letters.laws import KUHAP_2025, SEMA_2026
from rembuk.papers.letters.penetapan.letter import applicant_of, received_of
from rembuk.papers.letters.reasons import absent
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, day, person_of, text
from rembuk.record.case import Case
from rembuk.record.packet import packet_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing the packet of the record does not show: its number and what it is."""

    number: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PengembalianBerkas(Letter):
    """The return of one request, from `penetapan_returned`. `lacks` are the items of the packet that are not there or not sure now."""

    id = "pengembalian_berkas"
    matter: Matter
    incident: Incident
    suspect: Person
    applicant: str | None
    asked_number: str | None
    asked_on: date | None
    received_on: date | None
    ground: str | None
    lacks: tuple[Lack, ...] = steering()
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PengembalianBerkas | Missing:
    """The return of the request named, or of the newest; missing while it was not returned."""
    returned = [p for p in case.all("penetapan") if p["result"] == "returned" and request.thing in ("", p.id)]
    if not returned:
        return absent(
            (None, reason("Berkas belum dikembalikan oleh Ketua Pengadilan Negeri.", "The file was not returned."))
        )
    asked = returned[-1]
    act = asked.last("penetapan_returned") or asked.added_by
    suspect = case.thing("party", asked["suspect"]) or suspect_of(case, request)
    missing = [i for i in packet_of(case, suspect.id if suspect else "").items if i.present is not True]
    return PengembalianBerkas(
        title="Penetapan Pengembalian Berkas", office=request.office, state=request.state or "draft", number=request.number or text(act.fields.get("number")),
        on=request.on or day(act.fields.get("on")), signatories=(officer_block(request),), copies=("Penyidik atau penuntut umum yang memohon",),
        matter=matter_of(case, request), incident=incident_of(case, request), suspect=person_of(suspect), applicant=applicant_of(request, asked),
        asked_number=text(asked["number"]), asked_on=day(asked["on"]), received_on=received_of(asked), ground=text(act.fields.get("reason")),
        lacks=tuple(Lack(number=n, what=item.says) for n, item in enumerate(missing, 1)), law=(f"Pasal 79 sampai dengan Pasal 88 {KUHAP_2025}", SEMA_2026),
    )  # fmt: skip


KIND = Kind(PengembalianBerkas, named("Penetapan Pengembalian Berkas", "Order returning the file"), frozenset({"court"}), ("penetapan_pengembalian",),
    compose)  # fmt: skip
