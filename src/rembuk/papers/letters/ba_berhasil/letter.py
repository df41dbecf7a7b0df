"""Berita acara keberhasilan perdamaian: the prosecutor's minutes that peace was reached and, with duties, performed (Perja 15/2020 arts 10, 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rembuk.papers.agreements import Side, Term, sides_of, signatories_of, terms_in
from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, named
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_SUSPECT, NOT_PERFORMED, absent
from rembuk.papers.letters.settlement import Settlement, settlement_of
from rembuk.papers.matters import (
    Incident,
    Matter,
    incident_of,
    matter_of,
    moment,
    officer_of,
    rank_line,
    reason,
    suspect_of,
)
from rembuk.papers.people import text
from rembuk.record.agreement import current, performed, unsigned
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class BaBerhasil(Letter):
    """The minutes over one suspect, from the agreement, its terms and their performance.

    `kind` is *dengan* or *tanpa* duties (art 10(2)); `terms` with what is still owed as it stands in the record.
    """

    id = "ba_berhasil"
    matter: Matter
    incident: Incident
    sides: tuple[Side, ...]
    facilitator: str | None
    facilitator_rank: str | None
    held_at: datetime | None
    held_in: str | None
    kind: str
    settlement: Settlement
    terms: tuple[Term, ...]


def compose(case: Case, request: Request) -> BaBerhasil | Missing:
    """The minutes for the request's suspect; missing while the agreement is not drafted, not signed by all, or not performed in full."""
    suspect = suspect_of(case, request)
    agreement = current(case, suspect.id) if suspect else None
    done = agreement is not None and (bool(agreement["waived"]) or performed(case, agreement) is True)
    signed = agreement is not None and not unsigned(case, agreement)
    if suspect is None or agreement is None or not done or not signed:
        return absent((suspect, NO_SUSPECT), (agreement, NO_AGREEMENT), (signed, _UNSIGNED), (done, NOT_PERFORMED))
    session = case.thing("session", agreement["session"])
    leader = officer_of(request, session["facilitator"]) if session else Officer()
    return BaBerhasil(
        title="Berita Acara Proses Perdamaian Berhasil", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=signatories_of(case, agreement, request), matter=matter_of(case, request), incident=incident_of(case, request),
        sides=sides_of(case, suspect.id, request.office.institution), facilitator=leader.name, facilitator_rank=rank_line(leader),
        held_at=moment(session["at"], request.office) if session else None, held_in=text(session["place"]) if session else None,
        kind="tanpa pemenuhan kewajiban tertentu" if agreement["waived"] else "dengan pemenuhan kewajiban tertentu", settlement=settlement_of(case, suspect.id),
        terms=terms_in(case, agreement),
    )  # fmt: skip


_UNSIGNED = reason("Kesepakatan belum ditandatangani semua pihak.", "The agreement is not signed by all.")
KIND = Kind(BaBerhasil, named("Berita Acara Proses Perdamaian Berhasil", "Minutes that peace succeeded"), frozenset({"prosecution"}),
    ("ba_kesepakatan",), compose)  # fmt: skip
