"""People of a case as letters name them: identity as recorded, what each is called at a stage, who speaks for whom.

Nobody is called *tersangka* by the village or while the police try a settlement; the word follows the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Institution
from rembuk.record.case import Case, Thing
from rembuk.record.consent import representations
from rembuk.record.kinds import declaration

_SUSPECT_WORDS: dict[str, str] = {"village": "pelaku", "police": "terlapor", "prosecution": "tersangka", "court": "terdakwa"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who someone is, field by field as recorded; a company or the state has a name and an address."""

    name: str | None = None
    nik: str | None = None
    birth_place: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    religion: str | None = None
    occupation: str | None = None
    education: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who speaks for a party, in what capacity and on which proof."""

    name: str | None
    capacity: str | None
    basis: str | None


def person_of(party: Thing | None) -> Person:
    """The identity of a party; blanks for what nobody recorded, all blanks for no party."""
    if party is None:
        return Person()
    return Person(
        name=text(party["name"]), nik=text(party["nik"]), birth_place=text(party["birth_place"]), birth_date=day(party["birth_date"]),
        sex=choice("sex", party["sex"]), religion=text(party["religion"]), occupation=text(party["occupation"]),
        education=text(party["education"]), address=text(party["address"]),
    )  # fmt: skip


def representatives_of(case: Case, party: Thing) -> tuple[Representative, ...]:
    """Those who speak for a party now."""
    return tuple(_representative(case, one) for one in representations(case, party))


def _representative(case: Case, one: Thing) -> Representative:
    name = case.thing("party", one["party"])
    basis = " ".join(part for part in (text(one["basis"]), f"Nomor {one['number']}" if one["number"] else None) if part)
    return Representative(name=text(name["name"]) if name else None, capacity=choice("capacity", one["capacity"]), basis=basis or None)


def called(case: Case, party: Thing, institution: Institution) -> str:
    """What a party is called in a letter of an institution, in lower case: korban, terlapor, tersangka, keluarga korban."""
    if party["role"] == "suspect":
        if institution == "police" and case["practice"] == "traffic":
            return "pihak terlibat"
        return _SUSPECT_WORDS.get(institution, "pelaku")
    return _lowered(choice("party_role", party["role"]) or "pihak")


def _lowered(words: str) -> str:
    """Words inside a sentence: lower case but for abbreviations (ketua RT/RW)."""
    return " ".join(word if word.isupper() else word.lower() for word in words.split())


def name_of(case: Case, party_id: Any) -> str | None:
    """The name of the party of that id, None when there is none."""
    party = case.thing("party", party_id)
    return text(party["name"]) if party else None


def choice(vocabulary: str, value: Any) -> str | None:
    """The Indonesian word of a recorded choice; None for none."""
    return declaration().choice(vocabulary, value) if value else None


def text(value: Any) -> str | None:
    """A recorded text, None for none or an empty one."""
    return str(value).strip() or None if value is not None else None


def day(value: Any) -> date | None:
    """A recorded day; None for none."""
    return date.fromisoformat(str(value)[:10]) if value else None
