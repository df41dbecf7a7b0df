"""Laporan hasil gelar perkara khusus: what was put before the review, said, concluded and recommended (Perpol 8/2021 arts 16-17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, Signatory, named, steering
from rembuk.papers.letters.laws import police_law
from rembuk.papers.letters.reasons import NO_REVIEW, NO_SUSPECT, absent
from rembuk.papers.letters.settlement import Settlement, held_review, settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, rank_line, suspect_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanGelar(Letter):
    """The report on one held review, from `review_held`, with the settlement it looked at.

    `attending` are the qualities that sat in it; `missing` those of art 17(2) that did not; `discussion` the words of the minutes.
    """

    id = "laporan_gelar"
    matter: Matter
    incident: Incident
    suspect: Person
    settlement: Settlement
    held_on: date | None
    place: str | None
    led_by: str | None
    noted_by: str | None
    attending: tuple[str, ...]
    lacking: tuple[str, ...] = steering()
    discussion: str | None
    recommendation: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> LaporanGelar | Missing:
    """The report on the newest held review; missing before one was held, or while it is open for whom."""
    suspect, review = suspect_of(case, request), held_review(case)
    if suspect is None or review is None:
        return absent((suspect, NO_SUSPECT), (review, NO_REVIEW))
    held = review.last("review_held") or review.added_by
    words, came = declaration().choices["gelar_attendee"], review["attending"] or ()
    return LaporanGelar(
        title="Laporan Hasil Gelar Perkara Khusus", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=_signatories(request, review), copies=("Kepala Kepolisian Resor",),
        matter=matter_of(case, request), incident=incident_of(case, request), suspect=person_of(suspect), settlement=settlement_of(case, suspect.id),
        held_on=day(held.fields.get("on") or review["held_on"]), place=text(review["place"]), led_by=text(review["led_by"]), noted_by=text(review["noted_by"]),
        attending=tuple(words[code].id for code in came), lacking=tuple(w.id for code, w in words.items() if code not in came),
        discussion=text(held.fields.get("text")), recommendation=choice("recommendation", review["recommendation"]), law=police_law(request.regime),
    )  # fmt: skip


def _signatories(request: Request, review: Thing) -> tuple[Signatory, ...]:
    officer = request.officer or Officer()
    investigator = Signatory(capacity="Penyidik", name=officer.name, below=rank_line(officer))
    return (
        Signatory(capacity="Notulen", name=text(review["noted_by"])),
        investigator,
        Signatory(capacity="Pimpinan gelar", name=text(review["led_by"])),
    )


KIND = Kind(LaporanGelar, named("Laporan Hasil Gelar Perkara Khusus", "Report of the special case review"), frozenset({"police"}), ("laporan_gelar",),
    compose)  # fmt: skip
