"""What letters say of a case again and again: its numbers, charges, place, moments in the office's zone, officers by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rembuk.law.calendar import ZONES
from rembuk.papers.letter import Office, Officer, Request, Signatory
from rembuk.papers.people import day, text
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The case in three blanks: the number it runs under, in which register, and its short title."""

    number: str | None
    register: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What happened: the articles charged, when, where, and the short account."""

    charges: str | None
    acted_on: date | None
    place: str | None
    account: str | None


#: What a number is called in a sentence.
_CALLED = {
    "police_report": "laporan polisi", "accident": "register kecelakaan", "spdp": "SPDP", "tahap_ii": "register tahap II",
    "prosecution": "register perkara penuntutan", "court": "nomor perkara pengadilan", "village": "buku Rumah RJ",
}  # fmt: skip
#: The numbers an institution refers to first, the best known before the rest.
_NUMBERS = {
    "village": ("village", "police_report"),
    "police": ("police_report", "accident", "spdp"),
    "prosecution": ("tahap_ii", "prosecution", "spdp", "police_report"),
    "court": ("court", "prosecution", "police_report"),
}


def matter_of(case: Case, request: Request) -> Matter:
    """The case as a letter of the request's office refers to it."""
    register, number = reference_number(case, request.office.institution)
    return Matter(number=number, register=register, title=text(case["title"]))


def incident_of(case: Case, request: Request) -> Incident:
    """What happened, with the charges of the request's suspect."""
    return Incident(
        charges=charges(case, request.suspect), acted_on=day(case["acted_on"]), place=text(case["place"]), account=text(case["account"])
    )


def reference_number(case: Case, institution: str) -> tuple[str | None, str | None]:
    """The register and number an institution knows the case by; Nones when none was given."""
    for register in _NUMBERS.get(institution, ("police_report",)):
        if number := number_in(case, register):
            return _CALLED[register], number
    return None, None


def number_in(case: Case, register: str) -> str | None:
    """The newest number of the case in a register."""
    given = [act.fields.get("number") for act in case.acts_of("number_given", "register_entered") if act.fields.get("register") == register]
    return text(given[-1]) if given else None


def charges(case: Case, suspect: str = "") -> str | None:
    """The articles as charged, the suspect's own before those of the whole case."""
    for about in dict.fromkeys((suspect, "")):
        cell = case.facts.get((about, "charges"))
        if cell and cell.value:
            return text(cell.value)
    return None


def moment(value: Any, office: Office) -> datetime | None:
    """A recorded instant on the clock of an office; None for none."""
    if not value:
        return None
    read = datetime.fromisoformat(str(value))
    return read.astimezone(ZoneInfo(ZONES.get(office.zone, "Asia/Jakarta"))) if read.tzinfo else read  # type: ignore[call-overload]


def officer_of(request: Request, username: Any) -> Officer:
    """An officer named in an act; blanks for one the request does not name."""
    return request.officers.get(str(username), Officer())


def rank_line(officer: Officer | None) -> str | None:
    """Pangkat dan nomor under a signature: "AKP NRP 87010001"; a title alone gives nothing."""
    if officer is None or not (officer.rank or officer.number):
        return None
    return " ".join(part for part in (officer.rank, officer.number) if part)


def officer_block(request: Request, *, capacity: str | None = None, proof: Any = None) -> Signatory:
    """The signature block of the officer who writes; his title stands above it unless a capacity is given."""
    officer = request.officer or Officer()
    return Signatory(capacity=capacity or officer.title, name=officer.name, below=rank_line(officer), proof=proof)


def suspect_of(case: Case, request: Request) -> Thing | None:
    """The suspect the request names; the only one when it names none; None when it cannot be told."""
    if request.suspect:
        return case.thing("party", request.suspect)
    return case.suspects[0] if len(case.suspects) == 1 else None


def thing_of(case: Case, kind: str, request: Request) -> Thing | None:
    """The thing of a kind the request is about: the one it names, otherwise the newest for its suspect."""
    if request.thing:
        return case.thing(kind, request.thing)
    fitting = [t for t in case.all(kind) if not request.suspect or t["suspect"] in (None, request.suspect)]
    return fitting[-1] if fitting else None


def reason(id: str, en: str) -> Words:
    """One reason of a `Missing`."""
    return Words(id, en)
