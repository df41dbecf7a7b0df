"""Surat perintah tempat: the head fixes another place than the office, for geography, health or security (Perja 15/2020 art 9(4))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, named
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.meetings import session_of
from rembuk.papers.letters.reasons import absent
from rembuk.papers.matters import (
    Incident,
    Matter,
    incident_of,
    matter_of,
    moment,
    officer_block,
    officer_of,
    rank_line,
    reason,
)
from rembuk.papers.people import choice, day, text
from rembuk.papers.words import listed
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PerintahTempat(Letter):
    """The order from `venue_ordered`, with the meeting it is for when one is scheduled.

    `grounds` are typed words beside the recorded reason, such as distance, boats or the illness of a party.
    """

    id = "perintah_tempat"
    matter: Matter
    incident: Incident
    suspects: str | None
    victims: str | None
    place: str | None
    why: str | None
    grounds: str | None
    meets_at: datetime | None
    facilitator: str | None
    facilitator_rank: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PerintahTempat | Missing:
    """The newest order of a place; missing while none was ordered or the reason is the usual place."""
    ordered = case.last("venue_ordered")
    if ordered is None or ordered.fields.get("venue_reason") == "usual":
        return absent(
            (
                None,
                reason(
                    "Belum ada perintah tempat dengan alasan geografis, kesehatan, atau keamanan.",
                    "No other place is ordered with a reason.",
                ),
            )
        )
    session = session_of(case, request)
    leader = officer_of(request, session["facilitator"]) if session else Officer()
    return PerintahTempat(
        title="Surat Perintah Tempat Pelaksanaan Perdamaian", office=request.office, state=request.state or "draft",
        number=request.number or text(ordered.fields.get("number")), on=request.on or day(ordered.fields.get("on")), signatories=(officer_block(request),),
        copies=("Kepala Kejaksaan Tinggi", "Pimpinan tempat yang ditunjuk"), matter=matter_of(case, request), incident=incident_of(case, request),
        suspects=listed([str(s["name"]) for s in case.suspects]), victims=listed([str(v["name"]) for v in case.victims]),
        place=text(ordered.fields.get("place")), why=choice("venue_reason", ordered.fields.get("venue_reason")), grounds=request.fields.get("grounds"),
        meets_at=moment(session["at"], request.office) if session else None, facilitator=leader.name, facilitator_rank=rank_line(leader),
        law=prosecution_law(request.regime, "Pasal 9 ayat (4)"),
    )  # fmt: skip


KIND = Kind(PerintahTempat, named("Surat Perintah Tempat Pelaksanaan Perdamaian", "Order fixing the venue"), frozenset({"prosecution"}),
    ("surat_perintah_tempat",), compose)  # fmt: skip
