"""A letter as a record: what every letter carries, who asks for it, and what it says when it cannot be written yet.

Nouns. A *letter* is a frozen record whose fields are the blanks of a paper; None is unknown and is printed as a visible blank,
never filled with a guess. A *kind* is one folder of `letters`. A *request* is what the case does not know: the office and officer
who write, the number, the day. *Missing* is the answer when the case has not come so far. A *state* says what a paper is worth:
drafted here, signed here, received, confirmed by an authority.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal, NamedTuple

from rembuk.record.case import Case
from rembuk.record.kinds import Words

State = Literal["draft", "signed_here", "received", "confirmed"]
Institution = Literal["village", "police", "prosecution", "court", "corrections", "centre"]
Regime = Literal["kuhap_1981", "kuhap_2025"]

STATES: Mapping[State, Words] = {
    "draft": Words("KONSEP, belum ditandatangani", "DRAFT, not signed"),
    "signed_here": Words("DITANDATANGANI DI SINI", "SIGNED HERE"),
    "received": Words("DITERIMA DARI KANTOR LAIN", "RECEIVED FROM ANOTHER OFFICE"),
    "confirmed": Words("DITETAPKAN OLEH PENGADILAN", "CONFIRMED BY THE COURT"),
}  # fmt: skip


class Rupiah(int):
    """An amount in whole rupiah; it is printed in figures and, under its name with `_words`, in words."""


def steering(**given: Any) -> Any:
    """A field that decides what is printed and is not printed itself; takes what `dataclasses.field` takes."""
    return field(metadata={"printed": False}, **given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office a letter comes from: `lines` of the letterhead from the highest body down, `place` for the date line."""

    code: str = steering()
    institution: Institution = steering()
    name: str = steering()
    lines: tuple[str, ...]
    address: str | None = None
    phone: str | None = None
    place: str | None = None
    zone: str = steering(default="WIB")
    #: An SVG drawing, its text; None prints no emblem.
    logo: str | None = steering(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who writes or signs for an office: `title` as it stands under letters, `rank` with it, `number` NRP or NIP."""

    name: str | None = None
    title: str | None = None
    rank: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """One signature block: above the line in what capacity, below it who; how the record says it was signed, if it was.

    A thumbprint carries its two witnesses. `stamped` keeps a place for the duty stamp (meterai) beside the signature.
    """

    capacity: str | None
    name: str | None
    below: str | None = steering(default=None)
    proof: Literal["signature", "thumbprint", "recording", "before_judge"] | None = None
    signed_on: date | None = steering(default=None)
    witnesses: tuple[str, ...] = ()
    stamped: bool = steering(default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every letter carries. `number`, `on` and `place` may be unknown; `state` is always printed.

    `subject` is the *perihal*, `classification` *Biasa*, *Terbatas* or *Rahasia*, `attachments` what lies behind, `copies` the *tembusan*.
    """

    id: ClassVar[str] = ""
    #: Papers of a form that opens with number, classification, attachments and subject instead of a title.
    title: str
    office: Office
    state: State = steering()
    number: str | None = None
    on: date | None = None
    subject: str | None = steering(default=None)
    classification: str | None = steering(default=None)
    attachments: str | None = steering(default=None)
    signatories: tuple[Signatory, ...] = ()
    copies: tuple[str, ...] = ()


class Missing(NamedTuple):
    """Why a letter cannot be written yet: one sentence for each thing the case lacks."""

    reasons: tuple[Words, ...]

    def in_language(self, language: str) -> str:
        """All reasons as one text."""
        return " ".join(reason.in_language(language) for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who wants which letter: what the case itself cannot tell.

    `thing` is the id of the session, summons, agreement, decree or party the letter is about ("": the newest that fits). `state` None
    lets the letter read its state from the record. `regime` is the procedure code the law named for the suspect. `offices` and
    `officers` put names to the codes and user names in the acts; one that is absent is printed as a blank. `fields` are words typed for
    this letter alone.
    """

    office: Office
    officer: Officer | None = None
    number: str | None = None
    on: date | None = None
    suspect: str = ""
    thing: str = ""
    state: State | None = None
    regime: Regime | None = None
    classification: str | None = None
    offices: Mapping[str, str] = field(default_factory=dict)
    officers: Mapping[str, Officer] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


class Title(NamedTuple):
    """What a kind of letter is called from a day on (None: from the beginning)."""

    since: date | None
    words: Words


Compose = Callable[[Case, Request], Letter | Missing]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter: its names by date, who writes it, which papers of `law/papers.yaml` it is, and how it is made from a case."""

    letter: type[Letter]
    titles: tuple[Title, ...]
    institutions: frozenset[Institution]
    serves: tuple[str, ...]
    compose: Compose

    @property
    def id(self) -> str:
        """The name of its folder; stored in acts, so it never changes."""
        return self.letter.id

    def title(self, on: date | None = None) -> Words:
        """Its name on a day; without a day the newest one."""
        fitting = [title for title in self.titles if on is None or title.since is None or title.since <= on]
        return fitting[-1].words if fitting else self.titles[0].words


def named(id: str, en: str) -> tuple[Title, ...]:
    """The titles of a letter that was always called the same."""
    return (Title(None, Words(id, en)),)
