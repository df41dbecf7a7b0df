"""What comes next in a case: open steps with their due dates, steps done and whether in time, clocks that run.

Nouns. *Reached* says when a milestone was reached and which act shows it. A *timing* is one clock as it runs in this case. A
*next step* is open; it is not *certain* where its condition hangs on facts that are still missing. A *done step* was completed
after it was last opened. Nothing here is stored: the same acts, law and day give the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from rembuk.law.calendar import Calendar, Due
from rembuk.law.condition import Node, all_of
from rembuk.law.facts import NEVER, Value
from rembuk.law.instrument import Definition
from rembuk.law.procedure import Clock, Milestone, Step
from rembuk.law.program import NO, UNKNOWN, YES, Program
from rembuk.law.rails import one_condition, several_conditions
from rembuk.law.scalar import Run, ask_order, compile_program, missing_masks
from rembuk.record.timing import Reached, Rules, Timing, key_of, time_clock

__all__ = ["DoneStep", "NextStep", "Plan", "Reached", "RunningClock", "Timing", "facts_asked", "merged", "plan", "reached_in_facts"]


class NextStep(NamedTuple):
    """A step that is open. `missing` are the facts on which it hangs, most decisive first, where it is not certain."""

    step: Step
    started: Reached
    certain: bool
    missing: tuple[str, ...]
    timing: Timing | None

    @property
    def due(self) -> Due | None:
        """The due day and how it was counted; None without a clock, a start or a number."""
        return self.timing.due if self.timing else None

    @property
    def late(self) -> bool | None:
        """Whether the time has run out; None where no due day is known."""
        return self.timing.late if self.timing else None

    @property
    def days_left(self) -> int | None:
        """Calendar days to the due day: 0 on it, negative after; None where it is not known."""
        return self.timing.days_left if self.timing else None


class DoneStep(NamedTuple):
    """A step completed since it last opened; `finished` is None when a fact, not an act, shows it."""

    step: Step
    started: Reached
    finished: Reached | None
    timing: Timing | None

    @property
    def late(self) -> bool | None:
        """Whether it was done after its time; None where that is not known."""
        return self.timing.late if self.timing else None

    @property
    def late_by(self) -> timedelta | None:
        """How much after its time; None where it was in time or that is not known."""
        return self.timing.late_by if self.timing else None


class RunningClock(NamedTuple):
    """A stand-alone clock in this case; see `Timing`."""

    clock: Clock
    certain: bool
    missing: tuple[str, ...]
    timing: Timing


class Plan(NamedTuple):
    """Open steps and running clocks with the nearest due day first; completed steps in the order of the law; stopped clocks."""

    next: tuple[NextStep, ...]
    done: tuple[DoneStep, ...]
    running: tuple[RunningClock, ...]
    stopped: tuple[RunningClock, ...]


def plan(
    steps: Iterable[Step],
    clocks: Iterable[Clock],
    reached: Mapping[str, Sequence[Reached]],
    facts: Mapping[str, Value],
    *,
    on: date,
    now: datetime | None = None,
    calendar: Calendar,
    definitions: Mapping[str, Definition] | None = None,
    local: Mapping[str, int] | None = None,
    collective_leave_is_day_off: bool = True,
) -> Plan:
    """The plan for one suspect on a legal day (`now`, aware, decides limits in hours).

    Steps and clocks may come from every instrument in force: those of an instrument that does not apply are left out, and those
    where that is not known are not certain. `definitions` (those of the law) resolve defined facts that the case does not state.
    `local` are an office's own, stricter lengths by step or clock id, or by "instrument/id" where the id alone is not enough.
    """
    rules = Rules(reached, facts, on, now, calendar, local or {}, collective_leave_is_day_off)
    listed, counted = tuple(steps), tuple(clocks)
    planner = _Planner(rules, _Conditions(facts, definitions or {}, (*listed, *counted)))
    running = [found for clock in counted if (found := planner.clock(clock)) is not None]
    for step in sorted(listed, key=lambda one: bool(one.expired)):
        planner.step(step)
    order = {id(step): place for place, step in enumerate(listed)}
    return Plan(
        tuple(sorted(planner.next, key=lambda one: (_soonest(one.timing), order[id(one.step)]))),
        tuple(sorted(planner.done, key=lambda one: order[id(one.step)])),
        tuple(sorted((one for one in running if one.timing.ended is None), key=lambda one: _soonest(one.timing))),
        tuple(one for one in running if one.timing.ended is not None),
    )


def facts_asked(steps: Iterable[Step], clocks: Iterable[Clock], definitions: Mapping[str, Definition]) -> frozenset[str]:
    """The facts on which a plan of these steps and clocks may hang, beside what was reached: a plan of other facts alone is the same."""
    listed = tuple(steps)
    timed = (*clocks, *(step.clock for step in listed if step.clock is not None))
    nodes = [*map(_condition_of, listed), *map(_condition_of, timed), *(step.done_when for step in listed if step.done_when is not None)]
    program = several_conditions({str(place): node for place, node in enumerate(nodes)}, definitions, {})
    return frozenset({*program.facts, *definitions, *(clock.expires for clock in timed if clock.expires)})


class _Planner:
    """One run of the plan; timings of clocks come first, because some steps open when a clock has run out."""

    def __init__(self, rules: Rules, conditions: _Conditions) -> None:
        self.rules, self.conditions = rules, conditions
        self.next: list[NextStep] = []
        self.done: list[DoneStep] = []
        self.expired: dict[tuple[str, str], tuple[Reached, tuple[str, ...]]] = {}

    def clock(self, clock: Clock) -> RunningClock | None:
        value = self.conditions.holds(clock)
        if value == NO:
            return None
        timing = time_clock(clock, self.rules)
        if timing is None:
            return None
        missing = self.conditions.missing(clock)
        self.note_expiry(clock, timing, missing)
        return RunningClock(clock, value == YES, missing, timing)

    def step(self, step: Step) -> None:
        if self.conditions.holds(step) == NO:
            return
        opening, doubts = self.opening(step)
        if opening is None:
            return
        missing = self.conditions.missing(step)
        missing = (*missing, *(fact for fact in doubts if fact not in missing))
        finished = self.rules.first(step.until, opening)
        if finished is None and self.fell_away(step, opening):
            return
        timing = time_clock(step.clock, self.rules, finished) if step.clock is not None else None
        if step.clock is not None and timing is not None:
            self.note_expiry(step.clock, timing, missing)
        if finished is not None or self.shown_done(step):
            self.done.append(DoneStep(step, opening, finished, timing))
        else:
            self.next.append(NextStep(step, opening, not missing, missing, timing))

    def opening(self, step: Step) -> tuple[Reached | None, tuple[str, ...]]:
        """What opened the step last, and the missing facts on which that hangs."""
        found: list[tuple[Reached, tuple[str, ...]]] = [(one, ()) for one in self.rules.all_of(step.after)]
        found += [self.expired[step.instrument, name] for name in step.expired if (step.instrument, name) in self.expired]
        return max(found, key=lambda pair: key_of(pair[0]), default=(None, ()))

    def fell_away(self, step: Step, opening: Reached) -> bool:
        """Whether something made the step fall away since it opened; a case closed and reopened is open."""
        for one in self.rules.all_of(step.moot):
            reopened = self.rules.first(("reopened",), one) if one in self.rules.reached.get("closed", ()) else None
            if key_of(one) >= key_of(opening) and reopened is None:
                return True
        return False

    def shown_done(self, step: Step) -> bool:
        return step.done_when is not None and self.conditions.asked(step.done_when)[0] == YES

    def note_expiry(self, clock: Clock, timing: Timing, missing: tuple[str, ...]) -> None:
        if timing.late and timing.due is not None and timing.due.day is not None:
            day = timing.due.day if timing.due_at else timing.due.day + timedelta(days=1)
            self.expired[clock.instrument, clock.id] = (Reached(day, timing.due_at, timing.started.act), missing)


class _Conditions:
    """The law's conditions over the facts of one suspect, by the scalar engine: those of all steps and clocks in one run."""

    def __init__(self, facts: Mapping[str, Value], definitions: Mapping[str, Definition], of: Sequence[Step | Clock]) -> None:
        self.facts, self.given = facts, _Same((definitions,))
        self.settled = tuple((name, facts[name]) for name in definitions if facts.get(name) is not None)
        places, run = _compiled_together(_Same(of), self.given, self.settled)
        values = run(facts)
        self.values = {one: values[place] for one, place in places.items()}

    def holds(self, one: Step | Clock) -> int:
        """Whether a step or clock is for this case: yes, no or unknown."""
        return self.values[id(one)]

    def missing(self, one: Step | Clock) -> tuple[str, ...]:
        """Where that is unknown, the missing facts on which it hangs, most decisive first."""
        return self.asked(_condition_of(one))[1] if self.values[id(one)] == UNKNOWN else ()

    def asked(self, node: Node) -> tuple[int, tuple[str, ...]]:
        """Yes, no or unknown to a condition by itself; and for unknown the missing facts, most decisive first."""
        program, run = _compiled(node, self.given, self.settled)
        values = run(self.facts)
        place = program.outputs["holds"]
        if values[place] != UNKNOWN:
            return values[place], ()
        walk = missing_masks(program, values, self.facts)
        return UNKNOWN, tuple(ask_order([walk(place)], program.facts))


class _Same:
    """Things as a cache key: only the very same things are the same key."""

    def __init__(self, things: Sequence[Any]) -> None:
        self.things, self.ids = things, tuple(map(id, things))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.ids == other.ids


def _condition_of(one: Step | Clock) -> Node:
    return all_of(one.scope, one.when)


@lru_cache(maxsize=4096)
def _compiled(node: Node, given: _Same, settled: tuple[tuple[str, object], ...]) -> tuple[Program, Run]:
    program = one_condition(node, given.things[0], dict(settled))
    return program, compile_program(program)


@lru_cache(maxsize=256)
def _compiled_together(of: _Same, given: _Same, settled: tuple[tuple[str, object], ...]) -> tuple[Mapping[int, int], Run]:
    """The conditions of all of them as one program: by the identity of each the place of its value, and how to run it."""
    program = several_conditions({str(id(one)): _condition_of(one) for one in of.things}, given.things[0], dict(settled))
    return {id(one): program.outputs[str(id(one))] for one in of.things}, compile_program(program)


def _soonest(timing: Timing | None) -> date:
    day = timing.due.day if timing is not None and timing.due is not None else None
    return day or date.max


def reached_in_facts(milestones: Mapping[str, Milestone], facts: Mapping[str, Value]) -> dict[str, tuple[Reached, ...]]:
    """Milestones that a stated date fact shows, for cases whose history was entered as facts.

    A fact that says "not yet" shows nothing; a milestone with a `given` fact counts only where that fact is yes.
    """
    out: dict[str, tuple[Reached, ...]] = {}
    for milestone in milestones.values():
        day = facts.get(milestone.fact) if milestone.fact else None
        if isinstance(day, date) and day != NEVER and (not milestone.given or facts.get(milestone.given) is True):
            out[milestone.id] = (Reached(day, None, ""),)
    return out


def merged(acts: Mapping[str, Sequence[Reached]], stated: Mapping[str, Sequence[Reached]]) -> dict[str, tuple[Reached, ...]]:
    """Milestones shown by acts, and those shown only by facts; where both name one, the acts are believed."""
    return {name: tuple(acts.get(name) or stated.get(name) or ()) for name in {**stated, **acts}}
