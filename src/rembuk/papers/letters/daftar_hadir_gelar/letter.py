"""Daftar hadir gelar perkara khusus: one line for each quality that must sit in the review, to be signed in the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, Signatory, named
from rembuk.papers.letters.reasons import NO_REVIEW, absent
from rembuk.papers.matters import Matter, matter_of, thing_of
from rembuk.papers.people import day, text
from rembuk.papers.words import listed
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A line of the list: its number, the quality, who sat in it (None: to be written), and whether the minutes say it was filled."""

    number: int
    quality: str | None
    name: str | None
    present: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarHadirGelar(Letter):
    """The list of one review, from `review_invited` and, once held, `review_held`; the names are written by those who come."""

    id = "daftar_hadir_gelar"
    matter: Matter
    held_on: date | None
    place: str | None
    led_by: str | None
    noted_by: str | None
    seats: tuple[Seat, ...]


def compose(case: Case, request: Request) -> DaftarHadirGelar | Missing:
    """The list of the newest review or the one the request names; missing while none was called."""
    review = thing_of(case, "review", request)
    if review is None:
        return absent((review, NO_REVIEW))
    leader = Signatory(capacity="Pimpinan gelar", name=text(review["led_by"]))
    return DaftarHadirGelar(
        title="Daftar Hadir Gelar Perkara Khusus", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(leader, Signatory(capacity="Notulen", name=text(review["noted_by"]))),
        matter=matter_of(case, request), held_on=day(review["held_on"]), place=text(review["place"]), led_by=text(review["led_by"]),
        noted_by=text(review["noted_by"]), seats=_seats(case, review),
    )  # fmt: skip


def _seats(case: Case, review: Thing) -> tuple[Seat, ...]:
    qualities = declaration().choices["gelar_attendee"]
    attending, known = review["attending"], {"reporter_side": case.victims, "reported_side": case.suspects}
    return tuple(
        Seat(
            number=n, quality=words.id, name=listed([str(p["name"]) for p in known.get(code, [])]) or None,
            present="" if attending is None else "hadir" if code in attending else "tidak hadir",
        )
        for n, (code, words) in enumerate(qualities.items(), 1)
    )  # fmt: skip


KIND = Kind(DaftarHadirGelar, named("Daftar Hadir Gelar Perkara Khusus", "Attendance list of the special case review"), frozenset({"police"}),
    ("daftar_hadir",), compose)  # fmt: skip
