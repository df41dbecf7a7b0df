"""Permintaan persetujuan penghentian penuntutan: the head asks the level above, one day after the agreement (Perja 15/2020 art 12(2)-(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.levels import level_title
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_SUSPECT, absent
from rembuk.papers.letters.settlement import Settlement, settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, day, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PermintaanPersetujuan(Letter):
    """The request over one suspect, from the office's own newest `approval_requested`, the agreement and the opinion.

    `to_office` is the office asked, by name; `level` whom there; `handed_on` the day of *tahap II*; `enclosed` what goes with it.
    """

    id = "permintaan_persetujuan"
    matter: Matter
    incident: Incident
    suspect: Person
    level: str | None
    to_office: str | None
    handed_on: date | None
    settlement: Settlement
    opinion_on: date | None
    opinion: str | None
    words: str | None
    enclosed: tuple[str, ...]
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PermintaanPersetujuan | Missing:
    """The request for the request's suspect; missing while he, the agreement or the opinion is not there."""
    suspect = suspect_of(case, request)
    settlement = settlement_of(case, suspect.id if suspect else "")
    opinion = case.last("opinion_written", suspect=request.suspect)
    if suspect is None or settlement.agreed_on is None or opinion is None:
        return absent((suspect, NO_SUSPECT), (settlement.agreed_on, NO_AGREEMENT), (opinion, _NO_OPINION))
    own = (r for r in case.all("request") if r.added_by.author.office == request.office.code)
    asked = [r for r in own if r["approval_of"] == "rj_stop" and r["suspect"] in (None, suspect.id)]
    newest, cell = asked[-1] if asked else None, case.facts.get(("", "tahap_ii_on"))
    enclosed = (
        "Berita acara proses perdamaian",
        "Kesepakatan perdamaian",
        "Nota pendapat",
        "Bukti pelaksanaan kesepakatan",
    )
    return PermintaanPersetujuan(
        title="Permintaan Persetujuan Penghentian Penuntutan", office=request.office, state=request.state or "draft", number=request.number,
        on=request.on or (day(newest["on"]) if newest else None), subject="Permintaan persetujuan penghentian penuntutan berdasarkan keadilan restoratif",
        classification=request.classification or "Rahasia", attachments="1 berkas", signatories=(officer_block(request),), copies=("Penuntut umum",),
        matter=matter_of(case, request), incident=incident_of(case, request), suspect=person_of(suspect),
        level=level_title(newest["level"]) if newest else None, to_office=request.offices.get(str(newest["to_office"])) if newest else None,
        handed_on=day(cell.value) if cell else None, settlement=settlement, opinion_on=day(opinion.fields.get("on")), opinion=text(opinion.fields.get("text")),
        words=text(newest.added_by.fields.get("text")) if newest else None, enclosed=enclosed, law=prosecution_law(request.regime, "Pasal 12"),
    )  # fmt: skip


_NO_OPINION = reason("Nota pendapat belum ditulis.", "The opinion is not written.")
KIND = Kind(PermintaanPersetujuan, named("Permintaan Persetujuan Penghentian Penuntutan", "Request for approval to end the prosecution"),
    frozenset({"prosecution"}), ("permintaan_persetujuan",), compose)  # fmt: skip
