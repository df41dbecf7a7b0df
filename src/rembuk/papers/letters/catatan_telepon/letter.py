"""Catatan klarifikasi lewat telepon: who was called when, what was asked and what was answered, at the call-out stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rembuk.papers.letter import Kind, Letter, Missing, Request, Signatory, named
from rembuk.papers.letters.reasons import absent
from rembuk.papers.letters.sides import called_party
from rembuk.papers.matters import Matter, matter_of, moment, officer_of, rank_line, reason
from rembuk.papers.people import choice, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class CatatanTelepon(Letter):
    """A call, from `summons_sent` by phone or message and its answer.

    `caller` and `caller_title` are of the officer who wrote the call down; `asked` the reason given; `answer` and `said` of the answer.
    """

    id = "catatan_telepon"
    matter: Matter
    party: str | None
    standing: str | None
    phone: str | None
    by: str | None
    called_at: datetime | None
    caller: str | None
    caller_title: str | None
    asked: str | None
    answered_at: datetime | None
    answer: str | None
    said: str | None


def compose(case: Case, request: Request) -> CatatanTelepon | Missing:
    """The newest call, or the one the request names; missing while nobody was called by phone or message."""
    calls = [s for s in case.all("summons") if s["summons_by"] in ("phone", "message") and request.thing in ("", s.id)]
    if not calls:
        return absent(
            (None, reason("Belum ada panggilan lewat telepon yang dicatat.", "No call by phone has been recorded."))
        )
    call = calls[-1]
    party, answered, author = case.thing("party", call["party"]), call.last("summons_answered"), call.added_by.author
    caller = officer_of(request, author.user)
    return CatatanTelepon(
        title="Catatan Klarifikasi lewat Telepon", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(Signatory(capacity="Yang mencatat", name=author.name, below=rank_line(caller)),),
        matter=matter_of(case, request), party=text(party["name"]) if party else None, standing=called_party(case, party, request.office.institution),
        phone=text(party["phone"]) if party else None, by=choice("summons_by", call["summons_by"]), called_at=moment(call["at"], request.office),
        caller=author.name, caller_title=caller.title, asked=text(call["reason"]), answer=choice("summons_answer", call["summons_answer"]),
        answered_at=moment(answered.fields.get("at"), request.office) if answered else None, said=text(answered.fields.get("text")) if answered else None,
    )  # fmt: skip


KIND = Kind(CatatanTelepon, named("Catatan Klarifikasi lewat Telepon", "Note of a phone call"), frozenset({"police", "prosecution", "village"}),
    ("log_klarifikasi",), compose)  # fmt: skip
