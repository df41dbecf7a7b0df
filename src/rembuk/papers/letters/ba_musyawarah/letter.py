"""Berita acara musyawarah desa: the four steps of the village house as they went, in the words of those who spoke (practice of Jember)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rembuk.papers.agreements import Term, terms_in
from rembuk.papers.letter import Kind, Letter, Missing, Request, Signatory, named, steering
from rembuk.papers.letters.meetings import Account, Attendee, accounts_of, attendees_of, session_of, told_by
from rembuk.papers.letters.reasons import absent
from rembuk.papers.letters.sides import party_block
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, moment, officer_of, rank_line, reason
from rembuk.papers.people import choice, text
from rembuk.papers.words import listed
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class BaMusyawarah(Letter):
    """The minutes of one meeting, from `session_held` or `session_failed`, with the duties agreed on when there are any.

    `counsel` are those of the panel (babinsa, bhabinkamtibmas, LPMK, FKPM, RT/RW, elders) who came, in a line; `failed` why it failed.
    """

    id = "ba_musyawarah"
    matter: Matter
    incident: Incident
    held_at: datetime | None
    held_in: str | None
    leader: str | None
    leader_title: str | None
    attendees: tuple[Attendee, ...]
    counsel: str | None
    accounts: tuple[Account, ...]
    advice: str | None
    outcome: str | None
    failed: str | None = steering()
    terms: tuple[Term, ...]


def compose(case: Case, request: Request) -> BaMusyawarah | Missing:
    """The minutes of the newest meeting held or failed, or of the one named; missing before that."""
    session = session_of(case, request, "held", "failed")
    if session is None:
        return absent(
            (
                session,
                reason(
                    "Musyawarah belum dicatat sebagai selesai atau gagal.", "No meeting is recorded as held or failed."
                ),
            )
        )
    act, leader = told_by(session), officer_of(request, session["facilitator"])
    agreement = next((a for a in reversed(case.all("agreement")) if a["session"] == session.id), None)
    attended = [party for party_id in act.fields.get("attended") or () if (party := case.thing("party", party_id))]
    sides = [p for p in attended if p["role"] in ("victim", "suspect")]
    return BaMusyawarah(
        title="Berita Acara Musyawarah Rumah Restorative Justice", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(*(party_block(case, p, request) for p in sides),
            Signatory(capacity=f"Yang memimpin,\n{leader.title or 'pemandu'}", name=leader.name, below=rank_line(leader))),
        matter=matter_of(case, request), incident=incident_of(case, request), held_at=moment(act.fields.get("at"), request.office),
        held_in=text(session["place"]), leader=leader.name, leader_title=leader.title,
        attendees=attendees_of(case, act.fields.get("attended"), request.office.institution), counsel=_counsel(attended), accounts=accounts_of(case, act),
        advice=text(act.fields.get("advice")), outcome=text(act.fields.get("outcome") or act.fields.get("text")),
        failed=choice("fail_reason", act.fields.get("fail_reason")), terms=terms_in(case, agreement) if agreement else (),
    )  # fmt: skip


_PANEL = (
    "babinsa",
    "bhabinkamtibmas",
    "lpmk",
    "fkpm",
    "rt_rw",
    "village_head",
    "village_official",
    "adat_leader",
    "religious_leader",
    "community_figure",
)


def _counsel(attended: list[Thing]) -> str | None:
    return listed([f"{p['name']} ({choice('party_role', p['role'])})" for p in attended if p["role"] in _PANEL]) or None


KIND = Kind(
    BaMusyawarah,
    named("Berita Acara Musyawarah", "Minutes of the village meeting"),
    frozenset({"village"}),
    ("catatan_musyawarah", "notulen"),
    compose,
)
