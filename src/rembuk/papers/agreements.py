"""Agreements as letters write them: sides with those who speak for them, terms in order, signatures as the record has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rembuk.papers.letter import Institution, Request, Rupiah, Signatory, steering
from rembuk.papers.matters import moment, rank_line
from rembuk.papers.people import (
    Person,
    Representative,
    called,
    choice,
    day,
    name_of,
    person_of,
    representatives_of,
    text,
)
from rembuk.record.act import Act
from rembuk.record.agreement import performed, signatures, terms_of
from rembuk.record.case import Case, Thing

_ORDINALS = ("KESATU", "KEDUA")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party to an agreement: its place ("PIHAK KESATU"), what it is called, who it is and who speaks for it."""

    position: str
    standing: str
    person: Person
    representatives: tuple[Representative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One promise: its number, kind (its code, and its word), what, by whom, for whom, how much, until when.

    `lasting` is a promise to refrain that names no day.
    """

    number: int
    code: str | None = steering()
    lasting: bool = steering()
    kind: str | None
    what: str | None
    owner: str | None
    to: str | None
    amount: Rupiah | None = steering()
    due_on: date | None


def sides_of(case: Case, suspect: str, institution: Institution) -> tuple[Side, ...]:
    """The victims, then the suspects the agreement is about (all of them when it names none)."""
    victims = [_side(case, victim, _ORDINALS[0], institution) for victim in case.victims]
    suspects = [_side(case, one, _ORDINALS[1], institution) for one in case.suspects if suspect in ("", one.id)]
    return (*victims, *suspects)


def _side(case: Case, party: Thing, ordinal: str, institution: Institution) -> Side:
    return Side(
        position=f"PIHAK {ordinal}", standing=called(case, party, institution), person=person_of(party), representatives=representatives_of(case, party)
    )


def terms_in(case: Case, agreement: Thing) -> tuple[Term, ...]:
    """The terms in the order they were written."""
    return tuple(
        Term(
            number=number, code=text(term["term_kind"]), lasting=term["term_kind"] == "refrain" and not term["due_on"],
            kind=choice("term_kind", term["term_kind"]), what=text(term["what"]), owner=name_of(case, term["owner"]),
            to=name_of(case, term["to_party"]), amount=Rupiah(term["amount"]) if term["amount"] else None, due_on=day(term["due_on"]),
        )
        for number, term in enumerate(terms_of(case, agreement), 1)
    )  # fmt: skip


def performed_on(case: Case, agreement: Thing) -> date | None:
    """The day on which the last term was performed, waived or paid; None while something is open."""
    if performed(case, agreement) is not True:
        return None
    terms = {term.id: term for term in terms_of(case, agreement)}
    days = [day(act.fields.get("on")) for term in terms.values() for act in term.acts if act.kind in ("term_performed", "term_waived")]
    days += [day(payment["on"]) for payment in case.all("payment") if payment["term"] in terms]
    return max((one for one in days if one), default=None)


def signatories_of(case: Case, agreement: Thing, request: Request, *, stamped: bool = False) -> tuple[Signatory, ...]:
    """A block for each side (a representative signs in its place), two witnesses, and the officer who knows of it."""
    signed = signatures(case, agreement)
    acts = {act.id: act for act in case.acts}
    by_party = {party: acts[act] for party, act in signed.items()}
    sides = [p for p in (*case.victims, *case.suspects) if p["role"] != "suspect" or (agreement["suspect"] or p.id) == p.id]
    blocks = [_side_block(case, party, by_party, request, stamped=stamped) for party in sides]
    return (*blocks, *_witnesses(case, by_party), _officer(request, by_party.get("officer")))


def _side_block(case: Case, party: Thing, signed: dict[str, Act], request: Request, *, stamped: bool) -> Signatory:
    ordinal = _ORDINALS[party["role"] == "suspect"]
    speakers = [party.id, *(r["party"] for r in case.all("representation") if r["represented"] == party.id and not r["ended"])]
    act = next((signed[one] for one in speakers if one in signed), None)
    signer = case.thing("party", act.fields.get("party")) if act else None
    capacity = f"PIHAK {ordinal},\n{called(case, party, request.office.institution)}"
    if signer is not None and signer.id != party.id:
        capacity += f"\nuntuk {text(party['name'])}"
    return Signatory(
        capacity=capacity, name=text((signer or party)["name"]), proof=act.fields.get("proof") if act else None,
        signed_on=_signed_on(act, request), witnesses=tuple(act.fields.get("witnesses") or ()) if act else (), stamped=stamped and act is None,
    )  # fmt: skip


def _witnesses(case: Case, signed: dict[str, Act]) -> list[Signatory]:
    """Two witnesses: those of the record who are neither side nor speak for one, otherwise blanks."""
    speaking = {r["party"] for r in case.all("representation")}
    roles = ("village_head", "adat_leader", "religious_leader", "community_figure", "village_official", "rt_rw", "witness", "babinsa", "bhabinkamtibmas")
    found = [p for role in roles for p in case.parties(role) if p.id not in speaking][:2]
    out = []
    for i in range(2):
        party = found[i] if i < len(found) else None
        act = signed.get(party.id) if party else None
        out.append(Signatory(
            capacity=f"Saksi {i + 1}" + (f",\n{choice('party_role', party['role'])}" if party else ""), name=text(party["name"]) if party else None,
            proof=act.fields.get("proof") if act else None,
        ))  # fmt: skip
    return out


def _officer(request: Request, act: Act | None) -> Signatory:
    officer = request.officer
    title = (officer.title if officer else None) or "Petugas"
    return Signatory(
        capacity=f"Mengetahui,\n{title}", name=officer.name if officer else None, below=rank_line(officer), proof=act.fields.get("proof") if act else None,
        signed_on=_signed_on(act, request),
    )  # fmt: skip


def _signed_on(act: Act | None, request: Request) -> date | None:
    at: Any = moment(act.fields.get("at"), request.office) if act else None
    return at.date() if isinstance(at, datetime) else None
