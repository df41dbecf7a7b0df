"""Undangan musyawarah: the village calls both sides and those who sit with them to its house of RJ (practice of Jember)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named, steering
from rembuk.papers.letters.meetings import Attendee, expected_of, session_of
from rembuk.papers.letters.reasons import NO_SESSION, absent
from rembuk.papers.matters import Matter, matter_of, moment, officer_block, officer_of, reason
from rembuk.papers.people import day, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class UndanganMusyawarah(Letter):
    """The invitation to one meeting, from `session_scheduled`. `invited` in the order recorded; `agenda` is what the meeting is for.

    `gate_on` is the day police or prosecutor agreed to the settlement in the village, `gate` their answer; None while not asked.
    """

    id = "undangan_musyawarah"
    matter: Matter
    meets_at: datetime | None
    meets_in: str | None
    agenda: str | None
    leader: str | None
    leader_title: str | None
    contact_phone: str | None
    invited: tuple[Attendee, ...]
    gate: str | None = steering()
    gate_on: date | None = steering()


def compose(case: Case, request: Request) -> UndanganMusyawarah | Missing:
    """The invitation to the newest meeting or the one named; missing while none is scheduled, or the village door is closed."""
    session, open_door = session_of(case, request), case["village_door"] != "closed"
    if session is None or not open_door:
        return absent((session, NO_SESSION), (open_door, _CLOSED))
    gate = case.last("village_gate_decided")
    leader = officer_of(request, session["facilitator"])
    return UndanganMusyawarah(
        title="Undangan Musyawarah", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        subject="Undangan musyawarah kekeluargaan", classification=request.classification or "Biasa", attachments="-",
        signatories=(officer_block(request),), copies=("Camat", "Kepala Kepolisian Sektor"), matter=matter_of(case, request),
        meets_at=moment(session["at"], request.office), meets_in=text(session["place"]), agenda=text(session["text"]) or "Musyawarah untuk mufakat",
        leader=leader.name, leader_title=leader.title, contact_phone=request.office.phone, invited=expected_of(case, session, request.office.institution),
        gate=_ANSWERS.get(gate.fields.get("agrees")) if gate else None, gate_on=day(gate.fields.get("on")) if gate else None,
    )  # fmt: skip


_ANSWERS: dict[Any, str] = {True: "disetujui", False: "ditolak"}
_CLOSED = reason("Pintu Rumah RJ sudah ditutup bagi perkara ini.", "The village house is closed to this matter.")
KIND = Kind(
    UndanganMusyawarah,
    named("Undangan Musyawarah", "Invitation to the village meeting"),
    frozenset({"village"}),
    ("undangan",),
    compose,
)
