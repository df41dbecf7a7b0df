"""Surat perintah pengembalian barang bukti with its minutes: what goes back, to whom, and that it was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Institution, Kind, Letter, Missing, Request, named, steering
from rembuk.papers.letters.laws import police_law, prosecution_law
from rembuk.papers.letters.reasons import absent
from rembuk.papers.letters.settlement import EvidenceItem, decree_of, evidence_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, officer_of, rank_line, reason
from rembuk.papers.people import day, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PengembalianBarang(Letter):
    """The order for the items that go back, and the minutes of handing them over, from `evidence_recorded` and `evidence_disposed`.

    `ordered` is the officer who hands over; `handed_on` the day of the last return recorded.
    """

    id = "pengembalian_barang"
    institution: Institution = steering()
    matter: Matter
    incident: Incident
    decree_number: str | None
    decreed_on: date | None
    law: tuple[str, ...]
    items: tuple[EvidenceItem, ...]
    ordered: str | None
    ordered_rank: str | None
    receiver: str | None
    receiver_address: str | None
    handed_on: date | None
    minutes_number: str | None


def compose(case: Case, request: Request) -> PengembalianBarang | Missing:
    """The order over every item that is to be returned; missing while no item has that status."""
    returned = [one for one in case.all("evidence") if one["evidence_status"] == "returned"]
    if not returned:
        return absent(
            (
                None,
                reason("Belum ada barang bukti yang berstatus dikembalikan.", "No item of evidence is to be returned."),
            )
        )
    act = returned[-1].last("evidence_disposed") or returned[-1].added_by
    receiver = case.thing("party", returned[-1]["party"])
    decree = decree_of(case, request, "sp3", "sp2_lidik", "skp2")
    law = police_law(request.regime) if request.office.institution == "police" else prosecution_law(request.regime)
    rows = evidence_of(case)
    return PengembalianBarang(
        title="Surat Perintah Pengembalian Barang Bukti", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(officer_block(request),), copies=("Yang menerima",), institution=request.office.institution, matter=matter_of(case, request),
        incident=incident_of(case, request), decree_number=text(decree["number"]) if decree else None, decreed_on=day(decree["on"]) if decree else None,
        law=law, items=tuple(row for row, one in zip(rows, case.all("evidence"), strict=True) if one in returned), ordered=act.author.name,
        ordered_rank=rank_line(officer_of(request, act.author.user)), receiver=text(receiver["name"]) if receiver else None,
        receiver_address=text(receiver["address"]) if receiver else None, handed_on=day(act.fields.get("on")), minutes_number=text(act.fields.get("number")),
    )  # fmt: skip


KIND = Kind(PengembalianBarang, named("Surat Perintah Pengembalian Barang Bukti dan Berita Acaranya", "Order returning goods and minutes"),
    frozenset({"police", "prosecution"}), ("surat_pengembalian_barang",), compose)  # fmt: skip
