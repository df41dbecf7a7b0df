"""What a party reads about the own case, in plain words: where it is, what comes next, the next meeting, the own terms and payments.

Nothing of another person is in it: no name, no answer, no term between others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict

import yaml

from rembuk.record.case import Case, Thing
from rembuk.record.milestones import milestones

Words = Mapping[str, str]


class Event(TypedDict):
    """Something that happened: the ISO day and the words."""

    on: str
    says: Words


class Meeting(TypedDict):
    """A meeting the party is invited to: when (aware) and where."""

    at: datetime
    place: str


class OwnTerm(TypedDict):
    """A term the party owes or is owed. Amounts in rupiah, 0 where the term is not money; `due_on` an ISO day or None."""

    what: str
    mine_to_do: bool
    amount: int
    paid: int
    left: int
    due_on: str | None
    late: bool
    settled: bool


class Followed(TypedDict):
    """The case as its party reads it. `office` is the code of the office that holds it; None where nothing is known or next."""

    now: Words
    next: Words | None
    due_on: str | None
    meeting: Meeting | None
    terms: list[OwnTerm]
    events: list[Event]
    office: str


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "following_words.yaml").read_text(encoding="utf-8"))
    return words


def followed(case: Case, view: Mapping[str, Any], party: Thing | None, now: datetime) -> Followed:
    """The case for one party (None: somebody the office has not recorded yet, who reads only where the case stands)."""
    track = _track(view, party)
    step = None if track["closed"] else next((s for s in track["next"] if s["certain"]), None)
    return Followed(
        now=_now(track), next=_step_words(step), due_on=step["due_on"] if step else None, meeting=_meeting(case, party, now),
        terms=_terms(track, own_ids(case, party)), events=_events(case, track["suspect"]), office=track["office"],
    )  # fmt: skip


def own_ids(case: Case, party: Thing | None) -> frozenset[str]:
    """The party and those the party speaks for."""
    if party is None:
        return frozenset()
    spoken_for = {str(r["represented"]) for r in case.all("representation") if r["party"] == party.id and not r["ended"]}
    return frozenset({party.id, *spoken_for})


def _track(view: Mapping[str, Any], party: Thing | None) -> Mapping[str, Any]:
    tracks: list[Mapping[str, Any]] = view["tracks"]
    own = [track for track in tracks if party is not None and track["suspect"] == party.id]
    return (own or [track for track in tracks if not track["closed"]] or tracks)[0]


def _now(track: Mapping[str, Any]) -> Words:
    words = _words()
    if track["closed"]:
        return words["closed"].get(track["closed"], words["closed"]["other"])  # type: ignore[no-any-return]
    return words["stages"].get(track["stage"], words["steps"]["other"]) if track["received"] else words["handed"]  # type: ignore[no-any-return]


def _step_words(step: Mapping[str, Any] | None) -> Words | None:
    if step is None:
        return None
    steps: Mapping[str, Words] = _words()["steps"]
    return steps.get(step["act"], steps["other"])


def _meeting(case: Case, party: Thing | None, now: datetime) -> Meeting | None:
    own = own_ids(case, party)
    open_ones = (session for session in case.all("session") if session["status"] is None and own & set(session["invited"] or ()))
    coming = [Meeting(at=datetime.fromisoformat(str(session["at"])), place=str(session["place"] or "")) for session in open_ones]
    return min((one for one in coming if one["at"] >= now), key=lambda one: one["at"], default=None)


def _terms(track: Mapping[str, Any], own: frozenset[str]) -> list[OwnTerm]:
    agreement = track["agreement"]
    return [
        OwnTerm(
            what=str(term["what"]), mine_to_do=term["owner"] in own, amount=term["amount"], paid=term["paid"], left=term["left"],
            due_on=term["due_on"], late=term["late"], settled=term["settled"],
        )
        for term in (agreement["terms"] if agreement else ())
        if {term["owner"], term["to"]} & own
    ]  # fmt: skip


def _events(case: Case, suspect: str) -> list[Event]:
    reached = milestones(case, suspect)
    words: Mapping[str, Words] = _words()["events"]
    days: Iterable[tuple[str, Words]] = ((one.on.isoformat(), says) for name, says in words.items() for one in reached.get(name, ()))
    return [Event(on=on, says=says) for on, says in sorted(days, key=lambda event: event[0])]
