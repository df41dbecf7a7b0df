"""Berita acara sidang, bagian keadilan restoratif: what the judge asked and heard on the way of Perma 1/2024, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, Rupiah, Signatory, named, steering
from rembuk.papers.letters.meetings import Account, accounts_of, session_of, told_by
from rembuk.papers.letters.reasons import NO_SUSPECT, absent
from rembuk.papers.letters.settlement import settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_of, rank_line, reason, suspect_of
from rembuk.papers.people import Person, choice, day, name_of, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Whether one victim was there when it was asked, and on which day."""

    name: str | None
    asked_on: date | None
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaPemeriksaanRj(Letter):
    """The record of the inquiry over one defendant, from the acts of the trial up to the agreement or the refusal.

    `admits` and `begun_on` of `examination_started`; `presences` of the victims; the victim's story, loss and needs of `case_history_heard`;
    `earlier_peace` as heard; `suggested_on` of the judge's suggestion; `adjourned_to` of a postponement for an absent victim.
    """

    id = "ba_pemeriksaan_rj"
    matter: Matter
    incident: Incident
    defendant: Person
    judge: str | None
    registrar: str | None
    begun_on: date | None
    admits: bool | None
    presences: tuple[Presence, ...]
    adjourned_on: date | None = steering()
    adjourned_to: date | None = steering()
    heard_on: date | None
    chronology: str | None
    loss: Rupiah | None
    needs: str | None
    earlier_peace: str | None
    earlier_words: str | None = steering()
    suggested_on: date | None
    suggested: str | None
    accounts: tuple[Account, ...]
    outcome: str | None
    agreed_on: date | None


def compose(case: Case, request: Request) -> BaPemeriksaanRj | Missing:
    """The record over the request's defendant; missing while he cannot be told or the examination has not begun."""
    defendant, begun = suspect_of(case, request), case.last("examination_started", suspect=request.suspect)
    if defendant is None or begun is None:
        return absent(
            (defendant, NO_SUSPECT),
            (begun, reason("Pemeriksaan di sidang belum dimulai.", "The examination has not begun.")),
        )
    heard, suggested, adjourned = (
        case.last("case_history_heard"),
        case.last("peace_suggested"),
        case.last("hearing_adjourned"),
    )
    told: Any = heard.fields if heard else {}
    session = session_of(case, request, "held", "failed")
    how = told_by(session) if session else None
    judge, registrar = officer_of(request, begun.author.user), request.officer or Officer()
    return BaPemeriksaanRj(
        title="Berita Acara Sidang (Bagian Keadilan Restoratif)", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(Signatory(capacity="Panitera Pengganti", name=registrar.name, below=rank_line(registrar)),
            Signatory(capacity="Hakim", name=judge.name or begun.author.name, below=rank_line(judge))),
        matter=matter_of(case, request), incident=incident_of(case, request), defendant=person_of(defendant), judge=judge.name or begun.author.name,
        registrar=registrar.name, begun_on=day(begun.fields.get("on")), admits=begun.fields.get("agrees"), presences=_presences(case),
        adjourned_on=day(adjourned.fields.get("on")) if adjourned else None, adjourned_to=day(adjourned.fields.get("until")) if adjourned else None,
        heard_on=day(told.get("on")), chronology=text(told.get("chronology")), loss=Rupiah(told["loss"]) if told.get("loss") else None,
        needs=text(told.get("needs")), earlier_peace=choice("earlier_peace", told.get("earlier_peace")), earlier_words=text(told.get("text")),
        suggested_on=day(suggested.fields.get("on")) if suggested else None, suggested=text(suggested.fields.get("text")) if suggested else None,
        accounts=accounts_of(case, how) if how else (), outcome=text(how.fields.get("outcome") or how.fields.get("text")) if how else None,
        agreed_on=settlement_of(case, defendant.id).agreed_on,
    )  # fmt: skip


def _presences(case: Case) -> tuple[Presence, ...]:
    words: dict[Any, str] = {True: "hadir", False: "tidak hadir"}
    return tuple(
        Presence(
            name=name_of(case, act.fields.get("party")),
            asked_on=day(act.fields.get("on")),
            state=words.get(act.fields.get("present")),
        )
        for act in case.acts_of("victim_presence_asked")
    )


KIND = Kind(BaPemeriksaanRj, named("Berita Acara Sidang, Bagian Keadilan Restoratif", "Record of the judge's inquiry"), frozenset({"court"}),
    ("berita_acara_sidang",), compose)  # fmt: skip
