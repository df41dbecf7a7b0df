"""Kesepakatan perdamaian di hadapan hakim: what victim and defendant agree before the judge, before the sentencing demand (Perma 1/2024).

It differs from the agreement of other stages: the judge states what he examined, the three bars and four forbidden contents, the effect on
the sentence, and in a complaint offence the withdrawal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rembuk.papers.agreements import Side, Term, sides_of, signatories_of, terms_in
from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, Rupiah, named, steering
from rembuk.papers.letters.laws import court_law
from rembuk.papers.letters.reasons import NO_AGREEMENT, NO_SUSPECT, absent, not_signable
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_of, reason, suspect_of
from rembuk.papers.people import day, text
from rembuk.record.agreement import current, unsigned
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class KesepakatanDiHadapanHakim(Letter):
    """The agreement of one defendant's case, from `agreement_drafted` and the signatures given before the judge.

    `demanded` says whether the sentencing demand was already read; `withdrawn_on` is the day a complaint was withdrawn, None otherwise.
    """

    id = "kesepakatan_di_hadapan_hakim"
    matter: Matter
    incident: Incident
    judge: str | None
    made_on: date | None
    made_in: str | None
    sides: tuple[Side, ...]
    terms: tuple[Term, ...]
    forgiven: bool | None
    loss: Rupiah | None
    withdrawn_on: date | None = steering()
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> KesepakatanDiHadapanHakim | Missing:
    """The agreement that counts; missing while none is drafted, a term may not be signed, or the demand was read before it."""
    defendant = suspect_of(case, request)
    agreement = current(case, defendant.id) if defendant else None
    demanded = case.last("sentencing_demanded", suspect=request.suspect)
    late = bool(demanded and agreement and str(agreement["on"]) > str(demanded.fields.get("on")))
    if defendant is None or agreement is None or late:
        return absent((defendant, NO_SUSPECT), (agreement, NO_AGREEMENT), (not late, _LATE))
    if forbidden := not_signable(case, agreement):
        return forbidden
    session, heard, withdrawn = (
        case.thing("session", agreement["session"]),
        case.last("case_history_heard"),
        case.last("complaint_withdrawn"),
    )
    judge = officer_of(request, session["facilitator"]) if session else Officer()
    loss: Any = heard.fields.get("loss") if heard else None
    return KesepakatanDiHadapanHakim(
        title="Kesepakatan Perdamaian di Hadapan Hakim", office=request.office,
        state=request.state or ("draft" if unsigned(case, agreement) else "signed_here"), number=request.number, on=request.on or day(agreement["on"]),
        signatories=signatories_of(case, agreement, _with_judge(request, judge)), matter=matter_of(case, request), incident=incident_of(case, request),
        judge=judge.name, made_on=day(agreement["on"]), made_in=text(session["place"]) if session else None,
        sides=sides_of(case, defendant.id, request.office.institution), terms=terms_in(case, agreement), forgiven=agreement["forgiven"],
        loss=Rupiah(loss) if loss else None, withdrawn_on=day(withdrawn.fields.get("on")) if withdrawn else None, law=court_law(request.regime),
    )  # fmt: skip


def _with_judge(request: Request, judge: Officer) -> Request:
    """The request with the judge as who knows of the agreement."""
    return replace(request, officer=judge if judge.name else request.officer)


_LATE = reason(
    "Tuntutan sudah dibacakan sebelum kesepakatan ini.", "The sentencing demand was read before this agreement."
)
KIND = Kind(KesepakatanDiHadapanHakim, named("Kesepakatan Perdamaian di Hadapan Hakim", "Agreement before the judge"), frozenset({"court"}),
    ("kesepakatan",), compose)  # fmt: skip
