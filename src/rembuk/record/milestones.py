"""When a case reached the milestones that the law's steps and clocks speak of, for one suspect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rembuk.law.facts import NEVER
from rembuk.law.library import load_law
from rembuk.record.act import Act
from rembuk.record.agreement import performed_by, signed_by_all
from rembuk.record.case import Case, Cell, once_but_facts, once_for_law
from rembuk.record.consent import must_consent, speaks_for
from rembuk.record.days import day_in, when, zone_of
from rembuk.record.kinds import Kind, declaration
from rembuk.record.timing import Reached

__all__ = ["COMPUTED", "milestones", "when"]

#: Milestones that no act reaches by itself: kind of act -> what it may complete.
COMPUTED = {
    "agreement_signed": ("agreement_signed", "performed"), "representation_added": ("agreement_signed", "performed"),
    "term_performed": ("performed",), "payment_made": ("performed",), "payment_corrected": ("performed",), "term_waived": ("performed",),
    "offer_answered": ("offer_accepted",), "rights_explained": ("rights_explained",), "handed_over": ("tahap_ii",),
    "handover_received": ("file_received_by_prosecutor",),
}  # fmt: skip


@once_for_law
def milestones(case: Case, suspect: str = "") -> Mapping[str, tuple[Reached, ...]]:
    """Every milestone reached, oldest first, with the legal day, the instant where one is known, and the act that shows it.

    A milestone that no act shows is taken from the date fact of the same event, where one is stated.
    """
    by_acts = _by_acts(case, suspect)
    by_facts: dict[str, tuple[Reached, ...]] = {}
    for name, shown in _from_facts(case, suspect):
        by_facts.setdefault(name, (shown,))
    return {**by_facts, **by_acts} if by_facts else by_acts


@once_but_facts
def _by_acts(case: Case, suspect: str) -> dict[str, tuple[Reached, ...]]:
    out: dict[str, list[Reached]] = defaultdict(list)
    kinds, zone, completed = declaration().kinds, zone_of(case["region"]), _completed(case, suspect)
    for act in case.acts:
        kind = kinds.get(act.kind)
        if kind is None or act.id not in case.about or (suspect and case.about[act.id] not in ("", suspect)):
            continue
        names = [*_declared(case, act, kind), *completed.get(act.id, ()), *_handed(case, act)]
        if names:
            on, at = when(act, zone)
            reached = Reached(on, at, act.id, case.place[act.id], _planned(act))
            for name in names:
                out[name].append(reached)
    return {name: tuple(every) for name, every in out.items()}


def _planned(act: Act) -> date | None:
    """The day an act itself names: of the review it invites to, of the last day of the detention it orders."""
    return day_in(act.fields.get("held_on") or act.fields.get("until"))


def _declared(case: Case, act: Act, kind: Kind) -> Iterator[str]:
    for name, where in kind.reaches.items():
        if all(_field(case, act, kind, path) == wanted for path, wanted in where.items()):
            yield name


def _field(case: Case, act: Act, kind: Kind, path: str) -> Any:
    """A field of the act, or of the thing one of its fields points at (`request.approval_of`, `party.role`)."""
    name, _, cell = path.partition(".")
    if not cell:
        return act.fields.get(name)
    field = kind.field(name)
    thing = case.thing(field.of, act.fields.get(name)) if field else None
    return thing[cell] if thing else None


def _handed(case: Case, act: Act) -> Iterator[str]:
    """Tahap II is the handing over of suspect and evidence; the file counts as received when the prosecution says so."""
    if act.kind == "handed_over" and act.fields.get("to_stage") == "prosecution" and act.fields.get("handover_reason") == "tahap_ii":
        yield "tahap_ii"
    handover = case.thing("handover", act.fields.get("handover")) if act.kind == "handover_received" else None
    if handover and handover["to_stage"] == "prosecution":
        yield "file_received_by_prosecutor"


def _completed(case: Case, suspect: str) -> dict[str, list[str]]:
    """Milestones several acts reach together, at the act that completed them: all were told, all accepted, all signed, all is performed."""
    out: dict[str, list[str]] = defaultdict(list)
    for agreement in case.all("agreement"):
        if suspect and (agreement["suspect"] or "") not in ("", suspect):
            continue
        signed, done = signed_by_all(case, agreement), performed_by(case, agreement)
        if signed:
            out[signed.id].append("agreement_signed")
        if signed and done:
            out[max(signed, done, key=lambda act: case.place[act.id]).id].append("performed")
    for act in _acceptances(case, suspect):
        out[act.id].append("offer_accepted")
    if told := _both_sides_told(case, suspect):
        out[told.id].append("rights_explained")
    return out


def _both_sides_told(case: Case, suspect: str) -> Act | None:
    """The explanation of rights with which every victim and the suspect (or all of them), or their representatives, had been told."""
    acts = list(case.acts_of("rights_explained"))
    first = [
        next((act for act in acts if (who := str(act.fields.get("party"))) == party.id or speaks_for(case, who, party, act)), None)
        for party in must_consent(case, suspect)
    ]  # fmt: skip
    known = [act for act in first if act is not None]
    return max(known, key=lambda act: case.place[act.id]) if known and len(known) == len(first) else None


def _acceptances(case: Case, suspect: str) -> Iterator[Act]:
    """Each answer with which both sides had accepted: every victim, and the suspect (or all of them)."""
    wanted = {party.id for party in must_consent(case, suspect)}
    answers: dict[Any, Any] = {}
    for act in case.acts_of("offer_answered"):
        answers[str(act.fields.get("party"))] = act.fields.get("answer")
        if wanted and act.fields.get("answer") == "accepted" and all(answers.get(party) == "accepted" for party in wanted):
            yield act


def _from_facts(case: Case, suspect: str) -> Iterator[tuple[str, Reached]]:
    """Milestones that a stated date alone shows, as the law's vocabulary of milestones pairs them with facts."""
    stated = {name for _, name in case.facts}
    for milestone in load_law().words.milestones.values():
        cell = _fact(case, suspect, milestone.fact) if milestone.fact in stated else None
        day = day_in(cell.value) if cell and isinstance(cell.value, str) else None
        given = _fact(case, suspect, milestone.given) if milestone.given else None
        if cell and day and day != NEVER and (not milestone.given or (given and given.value is True)):
            act = cell.said[-1].act
            yield milestone.id, Reached(day, None, act.id, case.place[act.id])


def _fact(case: Case, suspect: str, name: str) -> Cell | None:
    """The suspect's own cell of a fact, else that of the case."""
    return (case.facts.get((suspect, name)) if suspect else None) or case.facts.get(("", name))
