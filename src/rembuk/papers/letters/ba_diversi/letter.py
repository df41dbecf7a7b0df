"""Berita acara diversi: the whole of the meeting with the child, its outcome, and why it failed if it did (UU 11/2012, PP 65/2015)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rembuk.papers.letter import Kind, Letter, Missing, Request, named, steering
from rembuk.papers.letters.diversions import (
    Diversion,
    by_role,
    child_of,
    diversion_blocks,
    diversion_of,
    parents_of,
    told_diversion,
)
from rembuk.papers.letters.laws import child_law
from rembuk.papers.letters.meetings import Account, Attendee, accounts_of, attendees_of, session_of, told_by
from rembuk.papers.letters.reasons import NO_DIVERSION, NO_SESSION, NO_SUSPECT, absent
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, moment, officer_of
from rembuk.papers.people import Person, choice, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class BaDiversi(Letter):
    """The minutes over one child, from the diversion, its session and the litmas.

    `failed` is the reason of a failure, None when it did not fail; later stages must be able to read it.
    """

    id = "ba_diversi"
    matter: Matter
    incident: Incident
    child: Person
    parents: str | None
    course: Diversion
    held_at: datetime | None
    held_in: str | None
    facilitator: str | None
    facilitator_title: str | None
    deputy: str | None
    attendees: tuple[Attendee, ...]
    accounts: tuple[Account, ...]
    advice: str | None
    outcome: str | None
    failed: str | None = steering()
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> BaDiversi | Missing:
    """The minutes for the request's child; missing while he cannot be told, no diversion began, or no meeting was held or failed."""
    child, session = child_of(case, request), session_of(case, request, "held", "failed")
    diversion = diversion_of(case, child) if child else None
    if child is None or diversion is None or session is None:
        return absent((child, NO_SUSPECT), (diversion, NO_DIVERSION), (session, NO_SESSION))
    act, leader = told_by(session), officer_of(request, session["facilitator"])
    ended = diversion.last("diversion_ended")
    why = choice("fail_reason", act.fields.get("fail_reason")) or (text(ended.fields.get("reason")) if ended else None)
    failed = session["status"] == "failed" or diversion["diversion_result"] == "failed"
    return BaDiversi(
        title="Berita Acara Diversi", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=diversion_blocks(case, child, request, session), matter=matter_of(case, request), incident=incident_of(case, request),
        child=person_of(child), parents=parents_of(case, child), course=told_diversion(case, child), held_at=moment(act.fields.get("at"), request.office),
        held_in=text(session["place"]), facilitator=leader.name, facilitator_title=leader.title, deputy=by_role(case, "probation_officer"),
        attendees=children_named(attendees_of(case, act.fields.get("attended"), request.office.institution)), accounts=accounts_of(case, act),
        advice=text(act.fields.get("advice")), outcome=text(act.fields.get("outcome") or act.fields.get("text")),
        failed=(why or "sebabnya belum dicatat") if failed else None, law=child_law(request.office.institution),
    )  # fmt: skip


def children_named(attendees: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """Those present, with the child called *anak*, at every stage."""
    words = {"terlapor": "anak", "tersangka": "anak", "terdakwa": "anak", "pihak terlibat": "anak", "pelaku": "anak"}
    return tuple(
        replace(a, standing=words.get(a.standing or "", a.standing), side=words.get(a.side or "", a.side))
        for a in attendees
    )


KIND = Kind(
    BaDiversi,
    named("Berita Acara Diversi", "Minutes of the diversion"),
    frozenset({"police", "prosecution", "court"}),
    ("ba_diversi",),
    compose,
)
