"""A case as pages need it: where it stands, what the law finds, what comes next, what is wrong. Computed; JSON values only.

Everything here follows from the acts, the law and the day; a view is kept with the day and the law it was computed for and
computed again when either changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from rembuk.casework.kept_findings import found_json
from rembuk.casework.regime import regime_of
from rembuk.law.calendar import load_calendar
from rembuk.law.charge_report import charges_json, comparison_json
from rembuk.law.facts import InputProblem, Value
from rembuk.law.inquiry import Answered, read_inquiries
from rembuk.law.library import Law
from rembuk.law.procedure import Clock, Step
from rembuk.law.recent import Recent
from rembuk.law.report import askable
from rembuk.record.agreement import (
    check,
    current,
    defaulted,
    last_due,
    owed,
    performed,
    settled,
    stamps_needed,
    terms_of,
    unsigned,
)
from rembuk.record.case import Case, Thing, once_for_law
from rembuk.record.consent import consent_of
from rembuk.record.milestones import milestones
from rembuk.record.packet import packet_of
from rembuk.record.procedure import (
    DoneStep,
    NextStep,
    Plan,
    Reached,
    RunningClock,
    facts_asked,
    merged,
    plan,
    reached_in_facts,
)
from rembuk.record.questions import question
from rembuk.record.signals import signals
from rembuk.record.stages import standing

#: Gives the view that was kept of a case before; None where there is none of use.
Kept = Callable[[], Mapping[str, Any] | None]
_ACT_ID = re.compile(rb"[a-z0-9]+\.[0-9]+")
_written = msgspec.json.Encoder(order="deterministic", enc_hook=str).encode
#: The form of a stored view; a change makes older ones be computed again.
FORM = 6


def view_key(law: Law, on: date) -> str:
    """What a stored view was computed for."""
    local = f":{_digest(_written(sorted(law.local.items())))}" if law.local else ""
    return f"{FORM}:{on.isoformat()}:{law.digest[:24]}{local}"


def view_of(case: Case, law: Law, *, on: date, now: datetime, kept: Kept | None = None) -> dict[str, Any]:
    """The whole view of a case on a legal day. `kept` gives the view of before: what it was asked and is asked again, the law is not."""
    tracks = [_track(case, suspect, _Asking(law, on, now, kept)) for suspect in case.suspects or [None]]  # type: ignore[list-item]
    return {
        "tracks": tracks, "signals": [signal._asdict() for signal in signals(case)],
        "requests": [_request(request) for request in case.all("request")],
        "conflicts": [_conflict(conflict) for conflict in case.conflicts], "unread": [act.id for act in case.unread],
    }  # fmt: skip


def _request(request: Thing) -> dict[str, Any]:
    """A request for approval as the queue shows it: who is asked what since when, and what was decided."""
    decided = request.last("approval_decided")
    return {
        "id": request.id, "approval_of": request["approval_of"], "level": request["level"], "to_office": request["to_office"], "on": request["on"],
        "suspect": request["suspect"] or "", "by": request.added_by.author.name, "text": request["text"], "decision": request["decision"],
        "decided_on": str(decided.fields.get("on") or "") if decided else "",
    }  # fmt: skip


def _conflict(conflict: Any) -> dict[str, Any]:
    said = [{"value": s.value, "act": s.act.id, "who": s.act.author.name, "office": s.act.author.office, "at": s.act.at.isoformat()} for s in conflict.said]
    return {"where": conflict.where, "field": conflict.field, "said": said}


#: What a track says of itself; all else in it is the law's answer to one question.
_OWN = ("suspect", "stage", "office", "received", "closed", "since", "agreement", "packet")


class _Asking(NamedTuple):
    """What the law is asked with. Within an hour the same law on the same day is asked the same."""

    law: Law
    on: date
    now: datetime
    kept: Kept | None

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from another."""
        return view_key(self.law, self.on), self.now.hour

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asking) and self.key == other.key


@once_for_law
def _track(case: Case, suspect: Thing | None, asking: _Asking) -> dict[str, Any]:
    """One suspect's own way through the law."""
    law, on, now, kept = asking
    suspect_id = suspect.id if suspect else ""
    where = standing(case, suspect_id)
    own = (
        suspect_id, where.stage, where.office, where.received, where.closed, where.since.at.isoformat(),
        _agreement(case, suspect_id, law, on), _packet(case, suspect_id),
    )  # fmt: skip
    return dict(zip(_OWN, own, strict=True)) | _law_part(case, suspect, law, on, now, kept)


#: What the law said last, by what it was asked: many acts (a note, a letter) leave the question as it was.
_ANSWERS: Recent[str, dict[str, Any]] = Recent(256)


def _law_part(case: Case, suspect: Thing | None, law: Law, on: date, now: datetime, kept: Kept | None) -> dict[str, Any]:
    """What the law says of a track: findings, what comes next, clocks. Read it only: the same question is answered from memory."""
    asked = _print(case, question(case, suspect, on), milestones(case, suspect.id if suspect else ""), view_key(law, on), now.hour)
    return _ANSWERS.get(
        f"{case.id} {asked}", lambda: _kept_answer(asked, kept) or _NO_ANSWER | _asked_of_law(case, suspect, law, on, now) | {"asked": asked}
    )


_NO_ANSWER = {"problem": "", "findings": [], "comparisons": [], "next": [], "running": [], "done": []}


def _print(case: Case, *asked: Any) -> str:
    """A short digest of a question. Acts are named by their place in the case, so that the same story gives the same digest anywhere."""
    places = {act.id.encode(): place for place, act in enumerate(case.acts)}
    told = _ACT_ID.sub(lambda match: b"#%d" % places[match[0]] if match[0] in places else match[0], _written(asked))
    return _digest(told)


def _digest(written: bytes) -> str:
    return blake2b(written, digest_size=12).hexdigest()


def _kept_answer(asked: str, kept: Kept | None) -> dict[str, Any] | None:
    view = kept() if kept else None
    track = next((track for track in view["tracks"] if track.get("asked") == asked), None) if view else None
    return {name: value for name, value in track.items() if name not in _OWN} if track else None


def _asked_of_law(case: Case, suspect: Thing | None, law: Law, on: date, now: datetime) -> dict[str, Any]:
    answered, problem = answered_for(case, suspect, law, on)
    if answered is None:
        return {"problem": problem}
    governs = regime_of(answered, law)
    return {
        "findings": [found_json(f, law, answered.facts) for f in answered.findings], "charges": charges_json(answered.reading),
        "comparisons": [comparison_json(c) for c in answered.comparisons()], "regime": governs.code, "regime_missing": list(governs.missing),
        "regime_ruled_by": governs.ruled_by, "law": law.digest,
        "questions": {
            fact.name: {"id": fact.question, "en": fact.question_en}
            for f in answered.findings for fact in askable(law, f.answer.missing, answered.facts)
        },
        **_plan_and_json(case, suspect.id if suspect else "", answered, law, on, now)[1],
    }  # fmt: skip


def _done_json(done: DoneStep) -> dict[str, Any]:
    step = done.step
    return {
        "id": step.id, "instrument": step.instrument, "does": step.does, "does_en": step.does_en, "cite": step.cite, "late": done.late,
        "on": done.finished.on.isoformat() if done.finished else None,
    }  # fmt: skip


def answered_for(case: Case, suspect: Thing | None, law: Law, on: date) -> tuple[Answered | None, str]:
    """The law's answer for a suspect, or why the question cannot be put (a stated fact that does not fit any more).

    An evaluation is about an office: nothing is asked of the law.
    """
    if case.sort == "evaluation":
        return None, ""
    try:
        return Answered(read_inquiries(question(case, suspect, on), law)[0], law), ""
    except InputProblem as problem:
        return None, str(problem)


def plan_of(case: Case, suspect: str, answered: Answered, law: Law, *, on: date, now: datetime) -> Plan:
    """What comes next for a suspect under every instrument in force at his stage."""
    return _plan_and_json(case, suspect, answered, law, on, now)[0]


def _plan_and_json(case: Case, suspect: str, answered: Answered, law: Law, on: date, now: datetime) -> tuple[Plan, dict[str, Any]]:
    ruled = {r.about: r.value for r in answered.inquiry.rulings if r.about in law.definitions}
    facts, stage = {**answered.facts, **ruled}, answered.inquiry.stage
    reached = merged(milestones(case, suspect), reached_in_facts(law.words.milestones, facts))
    asked = tuple((name, facts[name]) for name in _asked_by_plans(law, tuple(one.id for one in law.governing(on, stage))) if name in facts)
    return _planned(law, stage, on, _Hour(now), tuple(reached.items()), asked, tuple(_local(case, suspect, law).items()))


class _Hour(NamedTuple):
    """A moment that is the same as any other of its hour."""

    now: datetime

    def __hash__(self) -> int:
        return hash((self.now.date(), self.now.hour))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hour) and (self.now.date(), self.now.hour) == (other.now.date(), other.now.hour)


@lru_cache(maxsize=1024)
def _planned(
    law: Law, stage: str | None, on: date, hour: _Hour, reached: tuple[tuple[str, tuple[Reached, ...]], ...], facts: tuple[tuple[str, Value], ...],
    local: tuple[tuple[str, int], ...],
) -> tuple[Plan, dict[str, Any]]:  # fmt: skip
    """A plan, and what pages show of it. Read it only: most acts leave what was reached and the facts of the procedure as they were."""
    planned = plan(
        *_procedure(law, on, stage), dict(reached), dict(facts), on=on, now=hour.now, calendar=load_calendar(), definitions=law.definitions, local=dict(local)
    )
    return planned, {
        "next": [step_json(step, law, on) for step in planned.next], "running": [clock_json(clock, law, on) for clock in planned.running],
        "done": [_done_json(done) for done in planned.done],
    }  # fmt: skip


@lru_cache(maxsize=64)
def _asked_by_plans(law: Law, instruments: tuple[str, ...]) -> tuple[str, ...]:
    """The facts on which the steps and clocks of instruments hang."""
    several = [law.instrument(one) for one in instruments]
    return tuple(sorted(facts_asked((step for one in several for step in one.steps), (clock for one in several for clock in one.clocks), law.definitions)))


@lru_cache(maxsize=64)
def _procedure(law: Law, on: date, stage: str | None) -> tuple[tuple[Step, ...], tuple[Clock, ...]]:
    """The steps and clocks of every instrument in force at a stage."""
    instruments = law.governing(on, stage)
    return tuple(step for one in instruments for step in one.steps), tuple(clock for one in instruments for clock in one.clocks)


def _local(case: Case, suspect: str, law: Law) -> Mapping[str, int]:
    """The stricter lengths of the office that holds the case."""
    return law.local.get(standing(case, suspect).office, {}) if law.local else {}


def step_json(step: NextStep, law: Law, on: date) -> dict[str, Any]:
    """An open step for pages: who does what by when, on which article, and how sure."""
    law_step = step.step
    return {
        "id": law_step.id, "instrument": law_step.instrument, "short": law.instrument(law_step.instrument).short, "cite": law_step.cite,
        "does": law_step.does, "does_en": law_step.does_en, "role": law_step.role, "act": law_step.act, "certain": step.certain,
        "missing": list(step.missing), "since": step.started.on.isoformat(), "confidence": law_step.confidence, "note": law_step.note,
        "note_en": law_step.note_en, "needs": list(law_step.needs), "makes": list(law_step.makes), "required": list(law_step.required),
        "invited": list(law_step.invited), **_timing_json(step.timing),
    }  # fmt: skip


def clock_json(clock: RunningClock, law: Law, on: date) -> dict[str, Any]:
    """A running clock for pages."""
    return {
        "id": clock.clock.id, "kind": clock.clock.kind, "instrument": clock.clock.instrument, "short": law.instrument(clock.clock.instrument).short,
        "cite": clock.clock.cite, "says": clock.clock.says, "says_en": clock.clock.says_en, "certain": clock.certain,
        "missing": list(clock.missing), "since": clock.timing.started.on.isoformat(), "confidence": clock.clock.confidence,
        "note": clock.clock.note, "note_en": clock.clock.note_en, **_timing_json(clock.timing),
    }  # fmt: skip


def _timing_json(timing: Any) -> dict[str, Any]:
    if timing is None:
        return {"due_on": None, "due_at": None, "late": None, "days_left": None, "skipped": [], "remarks": [], "alarm": None, "clocked": False}
    due = timing.due
    return {
        "due_on": due.day.isoformat() if due and due.day else None, "due_at": timing.due_at.isoformat() if timing.due_at else None,
        "late": timing.late, "days_left": timing.days_left, "alarm": timing.alarm, "clocked": True, "length": timing.length,
        "unit": timing.clock.unit, "estimated": bool(due and due.estimated),
        "skipped": [{"day": s.day.isoformat(), "id": s.reason_id, "en": s.reason_en} for s in (due.skipped if due else ())],
        "remarks": [{"id": says, "en": says_en} for says, says_en in timing.remarks],
        "extension": timing.extension._asdict() if timing.extension else None,
    }  # fmt: skip


def _agreement(case: Case, suspect: str, law: Law, on: date) -> dict[str, Any] | None:
    agreement = current(case, suspect)
    if agreement is None:
        return None
    last = last_due(case, agreement)
    loss = case.facts.get((suspect, "loss")) or case.facts.get(("", "loss"))
    found = check(case, agreement, loss=loss.value if loss and isinstance(loss.value, int) else None, packet_due=None)
    return {
        "id": agreement.id, "unsigned": [party.id for party in unsigned(case, agreement)], "performed": performed(case, agreement),
        "last_due": last.isoformat() if last else None, "stamps": stamps_needed(agreement), "findings": [finding._asdict() for finding in found],
        "terms": [_term(case, term, on) for term in terms_of(case, agreement)],
    }  # fmt: skip


def _term(case: Case, term: Thing, on: date) -> dict[str, Any]:
    owing = owed(case, term, on)
    return {
        "id": term.id, "kind": term["term_kind"], "what": term["what"], "owner": term["owner"], "to": term["to_party"], "amount": owing.agreed,
        "paid": owing.paid, "left": owing.left, "due_on": term["due_on"], "late": owing.late, "status": term["status"], "settled": settled(case, term),
        "defaulted": defaulted(term),
    }  # fmt: skip


def _packet(case: Case, suspect: str) -> dict[str, Any]:
    packet = packet_of(case, suspect)
    return {"complete": packet.complete, "items": [item._asdict() for item in packet.items]}


def consents(case: Case) -> Iterator[tuple[Thing, Mapping[str, Any]]]:
    """Each victim and suspect with the consent as it stands."""
    for party in [*case.victims, *case.suspects]:
        consent = consent_of(case, party)
        yield party, {"state": consent.state, "act": consent.act.id if consent.act else None, "through": consent.through}
