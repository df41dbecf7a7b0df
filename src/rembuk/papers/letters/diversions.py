"""A diversion in letters: the child with the parents, who took part in what quality, the litmas, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Request, Signatory
from rembuk.papers.matters import officer_of, rank_line, suspect_of
from rembuk.papers.people import choice, day, text
from rembuk.papers.words import listed
from rembuk.record.case import Case, Thing
from rembuk.record.consent import representations


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversion:
    """When it was offered, begun and ended, how it ended and why; the litmas with its day, number and what it recommends."""

    offered_on: date | None
    started_on: date | None
    ended_on: date | None
    result: str | None
    litmas_number: str | None
    litmas_on: date | None
    recommends: str | None


def child_of(case: Case, request: Request) -> Thing | None:
    """The child a letter is about: the suspect the request tells, otherwise the only one with a diversion or a litmas asked for."""
    told = suspect_of(case, request)
    asked = {d["suspect"] for d in case.all("diversion")} | {act.fields.get("suspect") for act in case.acts_of("litmas_requested")}
    children = [suspect for suspect in case.suspects if suspect.id in asked]
    return told or (children[0] if len(children) == 1 and not request.suspect else None)


def diversion_of(case: Case, child: Thing) -> Thing | None:
    """The newest diversion of a child."""
    return next((d for d in reversed(case.all("diversion")) if d["suspect"] == child.id), None)


def told_diversion(case: Case, child: Thing) -> Diversion:
    """The course of a child's newest diversion; blanks for what has not happened."""
    diversion, offered = diversion_of(case, child), case.last("diversion_offered", suspect=child.id)
    litmas = case.last("litmas_received", suspect=child.id)
    ended = diversion.last("diversion_ended") if diversion else None
    return Diversion(
        offered_on=day(offered.fields.get("on")) if offered else None, started_on=day(diversion["on"]) if diversion else None,
        ended_on=day(ended.fields.get("on")) if ended else None, result=choice("diversion_result", diversion["diversion_result"]) if diversion else None,
        litmas_number=text(litmas.fields.get("number")) if litmas else None, litmas_on=day(litmas.fields.get("on")) if litmas else None,
        recommends=text(litmas.fields.get("recommends")) if litmas else None,
    )  # fmt: skip


def parents_of(case: Case, child: Thing) -> str | None:
    """Those who act for a child now, by name."""
    found = [party for r in representations(case, child) if (party := case.thing("party", r["party"]))]
    return listed([str(party["name"]) for party in found]) or None


def by_role(case: Case, role: str) -> str | None:
    """The parties in a role, by name."""
    return listed([str(party["name"]) for party in case.parties(role)]) or None


def diversion_blocks(case: Case, child: Thing, request: Request, session: Thing | None) -> tuple[Signatory, ...]:
    """Those who sign: child and parents, each victim, probation officer, social worker, then the facilitator (PP 65/2015 art 18)."""
    facilitator = officer_of(request, session["facilitator"]) if session else officer_of(request, "")
    sides = [Signatory(capacity="Anak", name=text(child["name"])), Signatory(capacity="Orang tua atau wali", name=parents_of(case, child))]
    victims = [Signatory(capacity="Korban", name=text(victim["name"])) for victim in case.victims]
    helpers = [
        Signatory(capacity="Pembimbing Kemasyarakatan", name=by_role(case, "probation_officer")),
        Signatory(capacity="Pekerja Sosial Profesional", name=by_role(case, "social_worker")),
    ]
    lead = Signatory(capacity=f"Fasilitator,\n{facilitator.title or 'pejabat yang memimpin'}", name=facilitator.name, below=rank_line(facilitator))
    return (*sides, *victims, *helpers, lead)
