"""Panggilan korban pada tahap penuntutan: the victim is called lawfully with the reason of the call (Perja 15/2020 art 8(1))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, named, steering
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.reasons import absent
from rembuk.papers.letters.sides import speaker_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, moment, officer_block, officer_of, reason
from rembuk.papers.people import choice, text
from rembuk.papers.words import listed
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class PanggilanKorban(Letter):
    """The call of one victim, from `summons_sent` and its session: reason, meeting, what is ready for the victim's needs.

    `through` is who speaks for the victim; `needs` what was recorded as needed; `facilitator` leads the meeting.
    """

    id = "panggilan_korban"
    matter: Matter
    incident: Incident
    victim: str | None
    address: str | None
    through: str | None = steering()
    reason: str | None
    meets_at: datetime | None
    meets_in: str | None
    facilitator: str | None
    facilitator_title: str | None
    needs: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PanggilanKorban | Missing:
    """The newest call of a victim, or the one the request names; missing while no victim was called."""
    calls = [s for s in case.all("summons") if _is_victim(case, s["party"]) and request.thing in ("", s.id)]
    if not calls:
        return absent((None, reason("Korban belum dipanggil.", "No victim has been called.")))
    call = calls[-1]
    victim, session = case.thing("party", call["party"]), case.thing("session", call["session"])
    leader = officer_of(request, session["facilitator"]) if session else Officer()
    speaker = speaker_of(case, victim) if victim else None
    return PanggilanKorban(
        title="Surat Panggilan Korban", office=request.office, state=request.state or "draft", number=request.number or text(call["number"]), on=request.on,
        subject="Panggilan kepada korban untuk upaya perdamaian", classification=request.classification or "Biasa", attachments="-",
        signatories=(officer_block(request),), copies=("Penyidik", "Ketua Pengadilan Negeri"), matter=matter_of(case, request),
        incident=incident_of(case, request), victim=text(victim["name"]) if victim else None, address=text(victim["address"]) if victim else None,
        through=text(speaker["name"]) if speaker else None, reason=text(call["reason"]), meets_at=moment(session["at"], request.office) if session else None,
        meets_in=text(session["place"]) if session else None, facilitator=leader.name, facilitator_title=leader.title, needs=_needs(victim),
        law=prosecution_law(request.regime, "Pasal 8"),
    )  # fmt: skip


def _is_victim(case: Case, party_id: Any) -> bool:
    party = case.thing("party", party_id)
    return party is not None and party["role"] == "victim"


def _needs(victim: Thing | None) -> str | None:
    """The victim's needs in a line; one who cannot read is read to."""
    if victim is None:
        return None
    codes = list(victim["accommodations"] or ())
    codes += ["read_aloud"] if victim["can_read"] is False and "read_aloud" not in codes else []
    return listed([str(choice("accommodation", code)).lower() for code in codes]) or None


KIND = Kind(
    PanggilanKorban,
    named("Surat Panggilan Korban", "Call of the victim"),
    frozenset({"prosecution"}),
    ("surat_panggilan",),
    compose,
)
