"""Berita acara tidak berhasilnya perdamaian: refused, not agreed, or not performed, with the reason (Perja 15/2020 arts 8(7), 10(6))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.agreements import Side, sides_of
from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.reasons import NO_SUSPECT, absent
from rembuk.papers.letters.sides import party_block
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import choice, day, text
from rembuk.record.act import Act
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class BaGagal(Letter):
    """The minutes over one suspect, from the refusal, the failed session, or the default, whichever the record tells last.

    `cause` says which of the three; `reason` the recorded ground; `words` the officer's account; `good_faith` what speaks for the suspect, typed.
    """

    id = "ba_gagal"
    matter: Matter
    incident: Incident
    sides: tuple[Side, ...]
    failed_on: date | None
    failed_in: str | None
    cause: str
    reason: str | None
    words: str | None
    good_faith: str | None


#: The acts that end an effort, with what each is called in the minutes.
_CAUSES = {
    "offer_answered": "upaya perdamaian ditolak", "consent_refused": "upaya perdamaian ditolak", "consent_withdrawn": "persetujuan ditarik kembali",
    "session_failed": "kesepakatan tidak tercapai", "agreement_refused": "kesepakatan tidak jadi ditandatangani",
    "term_defaulted": "kesepakatan tidak dilaksanakan", "breach_declared": "kesepakatan dilanggar",
}  # fmt: skip


def compose(case: Case, request: Request) -> BaGagal | Missing:
    """The minutes for the request's suspect; missing while he cannot be told or nothing in the record says that the effort failed."""
    suspect, act = suspect_of(case, request), _ending(case, request)
    if suspect is None or act is None:
        return absent(
            (suspect, NO_SUSPECT),
            (act, reason("Belum ada catatan bahwa perdamaian tidak berhasil.", "Nothing says that peace failed.")),
        )
    session, said = case.thing("session", act.fields.get("session")), act.fields
    sides = sides_of(case, suspect.id, request.office.institution)
    return BaGagal(
        title="Berita Acara Proses Perdamaian Tidak Berhasil", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(*(party_block(case, one, request) for one in (*case.victims, suspect)), officer_block(request)), matter=matter_of(case, request),
        incident=incident_of(case, request), sides=sides, failed_on=day(said.get("on") or said.get("at")), failed_in=text(session["place"]) if session else None,
        cause=_CAUSES[act.kind], reason=choice("fail_reason", said.get("fail_reason")) or text(said.get("reason")), words=text(said.get("text")),
        good_faith=request.fields.get("good_faith"),
    )  # fmt: skip


def _ending(case: Case, request: Request) -> Act | None:
    acts = [
        act
        for act in case.acts_of(*_CAUSES, suspect=request.suspect)
        if act.kind != "offer_answered" or act.fields.get("answer") == "refused"
    ]
    return acts[-1] if acts else None


KIND = Kind(
    BaGagal,
    named("Berita Acara Tidak Berhasilnya Perdamaian", "Minutes that peace failed"),
    frozenset({"prosecution"}),
    ("ba_gagal",),
    compose,
)
