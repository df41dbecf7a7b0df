"""Surat pernyataan pemulihan: the victim states that what was agreed was received (Perpol 8/2021 art 6(4)-(5))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, Rupiah, Signatory, named, steering
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_VICTIM, NOT_PERFORMED, absent
from rembuk.papers.letters.sides import party_block, victim_of
from rembuk.papers.matters import Matter, matter_of
from rembuk.papers.people import Person, called, day, name_of, person_of, text
from rembuk.record.agreement import current, terms_of
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One promise kept: which, by whom, how much, when, and by what it is shown."""

    number: int
    what: str | None
    owner: str | None
    amount: Rupiah | None
    on: date | None
    proof: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratPernyataanPemulihan(Letter):
    """What one victim received, from the agreement and its performance; signed as `restoration_stated` says.

    `words` are the victim's own; `outstanding` counts the promises that are still open: with one open, the paper is a draft.
    """

    id = "surat_pernyataan_pemulihan"
    matter: Matter
    person: Person
    standing: str | None
    agreed_on: date | None
    counterpart: str | None
    received: tuple[Received, ...]
    words: str | None
    outstanding: int = steering()


def compose(case: Case, request: Request) -> SuratPernyataanPemulihan | Missing:
    """The statement of the victim; missing while there is no victim or no agreement, or nothing of it was done yet."""
    victim, agreement = victim_of(case, request), current(case, request.suspect)
    terms = terms_of(case, agreement) if agreement else []
    done = [one for term in terms if (one := _received(case, term)) is not None]
    if victim is None or agreement is None or not done:
        return absent((victim, NO_VICTIM), (agreement, NO_AGREEMENT), (done or None, NOT_PERFORMED))
    stated = case.last("restoration_stated")
    fields: Any = stated.fields if stated else {}
    return SuratPernyataanPemulihan(
        title="Surat Pernyataan Pemulihan", office=request.office, state=request.state or ("signed_here" if stated else "draft"), number=request.number,
        on=request.on or day(fields.get("on")), signatories=(_block(case, victim, request, fields),), matter=matter_of(case, request),
        person=person_of(victim), standing=called(case, victim, request.office.institution), agreed_on=day(agreement["on"]),
        counterpart=name_of(case, agreement["suspect"]), received=tuple(done), words=text(fields.get("text")), outstanding=len(terms) - len(done),
    )  # fmt: skip


def _block(case: Case, victim: Thing, request: Request, stated: Any) -> Signatory:
    """The victim's own block, or of who spoke in his place; unsigned it keeps a place for the stamp."""
    if not stated:
        return party_block(case, victim, request, capacity="Yang menyatakan", stamped=True)
    name = name_of(case, stated.get("party")) or text(victim["name"])
    return Signatory(
        capacity="Yang menyatakan", name=name, proof=stated.get("proof"), witnesses=tuple(stated.get("witnesses") or ())
    )


def _received(case: Case, term: Thing) -> Received | None:
    paid = [p for p in case.all("payment") if p["term"] == term.id]
    done = term.last("term_performed")
    if not paid and done is None:
        return None
    on, proof = (
        (paid[-1]["on"], paid[-1]["basis"])
        if paid
        else (done.fields.get("on"), done.fields.get("basis"))
        if done
        else (None, None)
    )
    return Received(
        number=int(term.id.rpartition("/")[2]), what=text(term["what"]), owner=name_of(case, term["owner"]),
        amount=Rupiah(sum(int(p["amount"] or 0) for p in paid)) if paid else None, on=day(on), proof=text(proof),
    )  # fmt: skip


KIND = Kind(SuratPernyataanPemulihan, named("Surat Pernyataan Pemulihan Hak Korban", "Victim's statement of restoration"),
    frozenset({"police", "prosecution", "village"}), ("surat_pernyataan_pemulihan",), compose)  # fmt: skip
