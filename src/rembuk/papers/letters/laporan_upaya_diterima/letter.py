"""Laporan upaya perdamaian diterima: the prosecutor reports upwards that both sides accepted the offer (Perja 15/2020 art 8(4)-(6))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.levels import level_title
from rembuk.papers.letters.reasons import NO_SUSPECT, absent
from rembuk.papers.letters.sides import called_party
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of, thing_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer of one side to the offer: who, as what, when, how."""

    name: str | None
    standing: str | None
    on: date | None
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanUpayaDiterima(Letter):
    """The report on one suspect's offer, from `offer_made`, its answers and `effort_reported`.

    `level` is whom it goes to; `special` whether the case is one of special attention (then it goes up to the Jaksa Agung); None: not said.
    """

    id = "laporan_upaya_diterima"
    matter: Matter
    incident: Incident
    suspect: Person
    level: str | None
    offered_on: date | None
    answers: tuple[Answer, ...]
    reported_on: date | None
    words: str | None
    special: bool | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> LaporanUpayaDiterima | Missing:
    """The report for the request's suspect; missing while no offer was made or not every side accepted it."""
    suspect, offer = suspect_of(case, request), thing_of(case, "offer", request)
    answers = _answers(case, request, offer)
    accepted = bool(answers) and all(a.answer == choice("answer", "accepted") for a in answers) and len(answers) >= 2
    if suspect is None or offer is None or not accepted:
        return absent((suspect, NO_SUSPECT), (offer, _NO_OFFER), (accepted, _OPEN))
    report = case.last("effort_reported", suspect=suspect.id)
    said: Any = report.fields if report else {}
    cell = case.facts.get(("", "special_attention"))
    return LaporanUpayaDiterima(
        title="Laporan Upaya Perdamaian Diterima", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        subject="Laporan upaya perdamaian diterima", classification=request.classification or "Biasa", attachments="1 berkas",
        signatories=(officer_block(request),), copies=("Kepala Kejaksaan Tinggi",), matter=matter_of(case, request), incident=incident_of(case, request),
        suspect=person_of(suspect), level=level_title(said.get("level")), offered_on=day(offer["on"]),
        answers=answers, reported_on=day(said.get("on")), words=text(said.get("text")), special=cell.value if cell else None,
        law=prosecution_law(request.regime, "Pasal 8 ayat (4) sampai dengan ayat (6)"),
    )  # fmt: skip


def _answers(case: Case, request: Request, offer: Thing | None) -> tuple[Answer, ...]:
    """The newest answer of each party, in the order they first answered."""
    acts = {
        str(act.fields.get("party")): act
        for act in case.acts_of("offer_answered")
        if offer and act.fields.get("offer") == offer.id
    }
    rows = [(case.thing("party", party), act.fields) for party, act in acts.items()]
    return tuple(
        Answer(
            name=text(party["name"]) if party else None, standing=called_party(case, party, request.office.institution), on=day(said.get("on")),
            answer=choice("answer", said.get("answer")),
        )
        for party, said in rows
    )  # fmt: skip


_NO_OFFER = reason("Upaya perdamaian belum ditawarkan.", "No offer of peace was made.")
_OPEN = reason("Belum kedua pihak menyatakan bersedia.", "Not both sides have accepted.")
KIND = Kind(LaporanUpayaDiterima, named("Laporan Upaya Perdamaian Diterima", "Report that the peace effort was accepted"), frozenset({"prosecution"}),
    ("laporan_upaya_diterima",), compose)  # fmt: skip
