"""Berita acara mediasi: who came, what each side said, what others advised, and what came of a meeting, also when it failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rembuk.papers.letter import Kind, Letter, Missing, Request, Signatory, named, steering
from rembuk.papers.letters.meetings import Account, Attendee, accounts_of, attendees_of, told_by
from rembuk.papers.matters import Matter, matter_of, moment, officer_of, rank_line, reason
from rembuk.papers.people import called, choice, text
from rembuk.record.act import Act
from rembuk.record.case import Case, Thing

_TITLES = {
    "police": "Berita Acara Mediasi", "prosecution": "Berita Acara Proses Perdamaian", "court": "Berita Acara Perdamaian",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BeritaAcaraMediasi(Letter):
    """A meeting from its act `session_held` or `session_failed`.

    `held_at` and `held_in` are when and where; `leader` with `leader_title` who led it; `attendees` in the order recorded; `accounts`
    what each side said; `advice` of elders and family; `outcome` as written down. `failure` is why it failed, None when it did not.
    """

    id = "berita_acara_mediasi"
    matter: Matter
    held_at: datetime | None
    held_in: str | None
    leader: str | None
    leader_title: str | None
    attendees: tuple[Attendee, ...]
    accounts: tuple[Account, ...]
    advice: str | None
    outcome: str | None
    failure: str | None = steering()


def compose(case: Case, request: Request) -> BeritaAcaraMediasi | Missing:
    """The newest meeting that was held or failed, or the one the request names; missing before that."""
    sessions = [s for s in case.all("session") if s["status"] and request.thing in ("", s.id)]
    if not sessions:
        return Missing((reason("Pertemuannya belum dicatat sebagai selesai atau gagal.", "No meeting has been recorded as held or failed."),))
    session = sessions[-1]
    act = told_by(session)
    attended = [party for party_id in act.fields.get("attended") or () if (party := case.thing("party", party_id))]
    leader = officer_of(request, session["facilitator"])
    return BeritaAcaraMediasi(
        title=_TITLES.get(request.office.institution, "Berita Acara Mediasi"), office=request.office, state=request.state or "draft",
        number=request.number, on=request.on, signatories=_signatories(case, request, session, attended), matter=matter_of(case, request),
        held_at=moment(act.fields.get("at"), request.office), held_in=text(session["place"]), leader=leader.name, leader_title=leader.title,
        attendees=attendees_of(case, act.fields.get("attended"), request.office.institution), accounts=accounts_of(case, act),
        advice=text(act.fields.get("advice")), outcome=_outcome(act), failure=choice("fail_reason", act.fields.get("fail_reason")),
    )  # fmt: skip


def _outcome(act: Act) -> str | None:
    return text(act.fields.get("outcome") if act.kind == "session_held" else act.fields.get("text"))


def _signatories(case: Case, request: Request, session: Thing, attended: list[Thing]) -> tuple[Signatory, ...]:
    """Both sides and those who speak for them, then who led it."""
    speaking = {r["party"] for r in case.all("representation")}
    sides = [p for p in attended if p["role"] in ("victim", "suspect") or p.id in speaking]
    blocks = [Signatory(capacity=called(case, p, request.office.institution).capitalize(), name=text(p["name"])) for p in sides]
    leader = officer_of(request, session["facilitator"])
    return (*blocks, Signatory(capacity=f"Yang memimpin pertemuan,\n{leader.title or 'fasilitator'}", name=leader.name, below=rank_line(leader)))


KIND = Kind(
    BeritaAcaraMediasi, named("Berita Acara Mediasi", "Minutes of the mediation"), frozenset({"police", "prosecution", "court"}),
    ("notulen",), compose,
)  # fmt: skip
