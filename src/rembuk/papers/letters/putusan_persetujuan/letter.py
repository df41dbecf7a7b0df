"""Persetujuan atau penolakan penghentian penuntutan: the level above decides in writing, with reasons (Perja 15/2020 art 12(4))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rembuk.papers.letter import Kind, Letter, Missing, Request, Signatory, named
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.levels import level_title
from rembuk.papers.letters.reasons import absent
from rembuk.papers.letters.settlement import Settlement, settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_of, rank_line, reason, suspect_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.act import Act
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class PutusanPersetujuan(Letter):
    """The decision on one request, from `approval_decided`. `outcome` is approved, rejected or returned; `ground` its written reasons.

    `asked_by` is the office that asked, as typed or by its name; `decider` the level that decided.
    """

    id = "putusan_persetujuan"
    outcome: Literal["approved", "rejected", "returned"]
    matter: Matter
    incident: Incident
    suspect: Person
    decider: str | None
    asked_by: str | None
    asked_on: date | None
    decision: str | None
    ground: str | None
    settlement: Settlement
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PutusanPersetujuan | Missing:
    """The newest decision of this office on a request of that kind, or on the one the request names; missing before it decided one."""
    decided = [
        r
        for r in case.all("request")
        if r["approval_of"] == "rj_stop" and request.thing in ("", r.id) and _decider_office(r) == request.office.code
    ]
    if not decided:
        return absent(
            (None, reason("Permintaan persetujuan belum diputus.", "The request for approval is not decided."))
        )
    asked = decided[-1]
    act = asked.last("approval_decided") or asked.added_by
    suspect = case.thing("party", asked["suspect"]) or suspect_of(case, request)
    return PutusanPersetujuan(
        title="Keputusan atas Permintaan Persetujuan", office=request.office, state=request.state or "draft",
        number=request.number or text(act.fields.get("number")), on=request.on or day(act.fields.get("on")),
        subject="Keputusan atas permintaan persetujuan penghentian penuntutan", classification=request.classification or "Rahasia", attachments="-",
        signatories=(_block(request, act),), copies=("Jaksa Agung Muda Bidang Tindak Pidana Umum",), outcome=asked["decision"],
        matter=matter_of(case, request), incident=incident_of(case, request), suspect=person_of(suspect),
        decider=level_title(asked["level"]), asked_by=request.fields.get("asked_by") or request.offices.get(asked.added_by.author.office),
        asked_on=day(asked["on"]), decision=choice("decision", asked["decision"]), ground=text(act.fields.get("reason")),
        settlement=settlement_of(case, suspect.id if suspect else ""), law=prosecution_law(request.regime, "Pasal 12 ayat (4)"),
    )  # fmt: skip


def _decider_office(asked: Thing) -> str | None:
    act = asked.last("approval_decided")
    return act.author.office if act and asked["decision"] else None


def _block(request: Request, act: Act) -> Signatory:
    who = officer_of(request, act.author.user)
    return Signatory(capacity=who.title, name=who.name or act.author.name, below=rank_line(who))


KIND = Kind(PutusanPersetujuan, named("Keputusan atas Permintaan Persetujuan Penghentian Penuntutan", "Approval or rejection with reasons"),
    frozenset({"prosecution"}), ("persetujuan",), compose)  # fmt: skip
