"""Laporan pelaksanaan kesepakatan diversi: Bapas reports what was performed, or that it was not, with a recommendation (PP 65/2015 arts 23, 25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.diversions import child_of, parents_of
from rembuk.papers.letters.duties import Done, duties_of
from rembuk.papers.letters.laws import child_law
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_SUSPECT, absent
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason
from rembuk.papers.people import Person, day, person_of, text
from rembuk.record.agreement import current, performed
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanPelaksanaanDiversi(Letter):
    """The report over one child, from the agreement's terms, `performance_reported` or `breach_reported`.

    `kept` says whether all is performed (None: cannot be told); `addressee` whom it goes to, typed; `recommends` the recommendation, typed.
    """

    id = "laporan_pelaksanaan_diversi"
    addressee: str | None
    matter: Matter
    incident: Incident
    child: Person
    parents: str | None
    order_number: str | None
    ordered_on: date | None
    agreed_on: date | None
    duties: tuple[Done, ...]
    kept: bool | None
    reported_on: date | None
    words: str | None
    recommends: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> LaporanPelaksanaanDiversi | Missing:
    """The report for the request's child; missing while he or the agreement is not there, or nothing was reported of it."""
    child = child_of(case, request)
    agreement = current(case, child.id) if child else None
    report = case.last("performance_reported", "breach_reported", suspect=child.id) if child else None
    if child is None or agreement is None or report is None:
        wanted = reason("Pelaksanaan kesepakatan belum dilaporkan.", "Nothing is reported of the performance.")
        return absent((child, NO_SUSPECT), (agreement, NO_AGREEMENT), (report, wanted))
    given = [p.last("penetapan_given") for p in case.all("penetapan") if p["result"] == "valid"]
    order: Any = given[-1].fields if given and given[-1] else {}
    return LaporanPelaksanaanDiversi(
        title="Laporan Pelaksanaan Kesepakatan Diversi", office=request.office, state=request.state or "draft", number=request.number,
        on=request.on or day(report.fields.get("on")), subject="Laporan pelaksanaan kesepakatan diversi", classification=request.classification or "Rahasia",
        attachments="1 berkas", signatories=(officer_block(request),), copies=("Ketua Pengadilan Negeri",), addressee=request.fields.get("addressee"),
        matter=matter_of(case, request), incident=incident_of(case, request), child=person_of(child), parents=parents_of(case, child),
        order_number=text(order.get("number")), ordered_on=day(order.get("on")), agreed_on=day(agreement["on"]), duties=duties_of(case, agreement),
        kept=performed(case, agreement), reported_on=day(report.fields.get("on")), words=text(report.fields.get("text")),
        recommends=request.fields.get("recommends"), law=child_law("corrections"),
    )  # fmt: skip


KIND = Kind(LaporanPelaksanaanDiversi, named("Laporan Pelaksanaan Kesepakatan Diversi", "Report on performance of the diversion agreement"),
    frozenset({"corrections"}), ("laporan_pelaksanaan", "laporan_pelanggaran"), compose)  # fmt: skip
