"""Daftar hadir musyawarah: who came to the meeting at the village house, with room to sign or to press a thumb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rembuk.papers.letter import Kind, Letter, Missing, Request, Signatory, named, steering
from rembuk.papers.letters.meetings import Attendee, attendees_of, session_of, told_by
from rembuk.papers.letters.reasons import NO_SESSION, absent
from rembuk.papers.matters import Matter, matter_of, moment, officer_of
from rembuk.papers.people import text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarHadirMusyawarah(Letter):
    """The list of one meeting: those who attended once it was held, before that those invited. `held` says which of the two it is."""

    id = "daftar_hadir_musyawarah"
    held: bool = steering()
    matter: Matter
    meets_at: datetime | None
    meets_in: str | None
    leader: str | None
    people: tuple[Attendee, ...]


def compose(case: Case, request: Request) -> DaftarHadirMusyawarah | Missing:
    """The list of the newest meeting or the one named; missing while none is scheduled."""
    session = session_of(case, request)
    if session is None:
        return absent((session, NO_SESSION))
    act, held = told_by(session), session["status"] in ("held", "failed")
    ids = act.fields.get("attended") if held else session["invited"]
    leader = officer_of(request, session["facilitator"])
    return DaftarHadirMusyawarah(
        title="Daftar Hadir Musyawarah", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(Signatory(capacity=f"Yang memimpin,\n{leader.title or 'pemandu'}", name=leader.name),), held=held,
        matter=matter_of(case, request), meets_at=moment(session["at"], request.office), meets_in=text(session["place"]), leader=leader.name,
        people=attendees_of(case, ids, request.office.institution),
    )  # fmt: skip


KIND = Kind(DaftarHadirMusyawarah, named("Daftar Hadir Musyawarah", "Attendance list of the village meeting"), frozenset({"village"}), ("daftar_hadir",),
    compose)  # fmt: skip
