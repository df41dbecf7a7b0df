"""What a stop rests on: the settlement with its days and sums, the review, the decree, what becomes of the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.agreements import performed_on
from rembuk.papers.letter import Request, Rupiah
from rembuk.papers.people import choice, day, name_of, text
from rembuk.record.agreement import current, terms_of
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The agreement that counts: signed when, restored by what, how much money is in it, performed when, restoration stated when."""

    agreed_on: date | None
    restored_by: str | None
    amount: Rupiah | None
    performed_on: date | None
    restored_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """An item of evidence: its entry number, from whom, what becomes of it, who gets it."""

    number: str | None
    item: str | None
    seized_from: str | None
    status: str | None
    receiver: str | None


def settlement_of(case: Case, suspect: str) -> Settlement:
    """The settlement with one suspect ("" for the only agreement); blanks for what has not happened."""
    agreement, stated = current(case, suspect), case.last("restoration_stated", suspect=suspect)
    terms = terms_of(case, agreement) if agreement else []
    return Settlement(
        agreed_on=day(agreement["on"]) if agreement else None, restored_by="; ".join(str(term["what"]) for term in terms) or None,
        amount=Rupiah(sum(int(term["amount"] or 0) for term in terms)) if terms else None,
        performed_on=performed_on(case, agreement) if agreement else None, restored_on=day(stated.fields.get("on")) if stated else None,
    )  # fmt: skip


def evidence_of(case: Case) -> tuple[EvidenceItem, ...]:
    """Every item of evidence with its status."""
    return tuple(
        EvidenceItem(
            number=text(one["number"]), item=text(one["item"]), seized_from=name_of(case, one["seized_from"]),
            status=choice("evidence_status", one["evidence_status"]), receiver=name_of(case, one["party"]),
        )
        for one in case.all("evidence")
    )  # fmt: skip


def held_review(case: Case) -> Thing | None:
    """The newest review that was held."""
    return next((review for review in reversed(case.all("review")) if review["status"] == "held"), None)


def decree_of(case: Case, request: Request, *kinds: str) -> Thing | None:
    """The newest decree of these kinds that stands for the request's suspect, or the one the request names."""
    fitting = [
        d for d in case.all("decree")
        if d["decree_kind"] in kinds and not d["revoked"] and (not request.suspect or d["suspect"] in (None, request.suspect))
    ]  # fmt: skip
    return next((d for d in fitting if d.id == request.thing), fitting[-1] if fitting else None)
