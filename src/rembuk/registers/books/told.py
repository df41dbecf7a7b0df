"""A leg as the columns of books ask about it: its acts, milestones and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from rembuk.record.act import Act
from rembuk.record.case import Case
from rembuk.record.milestones import milestones
from rembuk.record.timing import Reached
from rembuk.registers.statistics.legs import Leg, legs_of


class ToldLeg(NamedTuple):
    """One suspect's leg in a case as folded; `track` is his part of the computed page, with the findings of today."""

    case: Case
    suspect: str
    leg: Leg
    acts: tuple[Act, ...]
    reached: Mapping[str, tuple[Reached, ...]]
    track: Mapping[str, Any]

    def holds(self, act: Act) -> bool:
        """Whether the act was done in the leg."""
        return self.leg.start <= self.case.place[act.id] < self.leg.stop

    def act(self, kind: str) -> Act | None:
        """The newest act of a kind in the leg."""
        return next((act for act in reversed(self.acts) if act.kind == kind), None)

    def first(self, *names: str) -> date | None:
        """The day the first of these milestones was reached in the leg; None when none was."""
        return min((one.on for one in self._here(names)), default=None)

    def last(self, *names: str) -> date | None:
        """The day the last of them was reached."""
        return max((one.on for one in self._here(names)), default=None)

    def names_of(self, ids: Iterable[Any]) -> str:
        """The names of parties by id."""
        found = [self.case.thing("party", one) for one in ids]
        return "; ".join(str(party["name"] or "?") for party in found if party)

    def _here(self, names: Iterable[str]) -> list[Reached]:
        return [one for name in names for one in self.reached.get(name, ()) if self.leg.start <= one.order < self.leg.stop]


def told_legs(case: Case, suspect: str, track: Mapping[str, Any]) -> list[ToldLeg]:
    """The legs of a suspect in a case, as folded so far."""
    reached = milestones(case, suspect)
    return [ToldLeg(case, suspect, leg, _acts(case, suspect, leg), reached, track) for leg in legs_of(case, suspect)]


def _acts(case: Case, suspect: str, leg: Leg) -> tuple[Act, ...]:
    return tuple(act for act in case.acts[leg.start : leg.stop] if not suspect or case.about.get(act.id, "") in ("", suspect))
