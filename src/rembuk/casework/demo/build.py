"""Fill an empty node with the demonstration: offices, people, the stories, and further small cases so that lists are full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from rembuk.casework.acting import Casework
from rembuk.casework.demo.cast import Member, Place, load_cast
from rembuk.casework.demo.examples import example_stories
from rembuk.casework.demo.story import read_story, story_paths
from rembuk.casework.demo.telling import Telling, tell
from rembuk.casework.public import issue_code

#: Whose code the report gives, so that following one's case can be tried: the story and the party's name in it.
_FOLLOWED = (("maluku-tengah-menunggu", "korban"), ("beberapa-tersangka", "korban_warga"), ("beberapa-tersangka", "dewasa"), ("kebumen-mediasi", "korban"))


class DemoCode(NamedTuple):
    """A code to follow a case by, with the phone it goes with and whose it is."""

    name: str
    phone: str
    code: str


class DemoReport(NamedTuple):
    """What was built: the cases of each story by the names it gives them, the answers of `add_person` by username (a password
    given once, or nothing), codes to follow cases by, how many cases there are, and every scene that did not go as its story tells it."""

    cases: Mapping[str, Mapping[str, str]]
    sign_in: Mapping[str, Any]
    people: Mapping[str, Member]
    codes: tuple[DemoCode, ...]
    case_count: int
    problems: tuple[str, ...]


def build(
    casework: Casework, *, add_office: Callable[[Place], Any], add_person: Callable[[Member], Any], now: datetime, examples: int = 40
) -> DemoReport:
    """Build the demonstration as it stands at `now` (aware); the same moment gives the same cases.

    The node must be empty: a device's clock never runs back, and the stories lie in the past. `add_office` is called for every
    office, those above before those below, then `add_person` for every person. Raises StoryProblem for a story file that cannot
    be read, StoreError where the store fails.
    """
    cast = load_cast()
    for place in cast.places.values():
        add_office(place)
    sign_in = {member.username: add_person(member) for member in cast.members.values()}
    stories = [read_story(path, cast, now) for path in story_paths()]
    told = list(tell(casework, [*stories, *example_stories(cast, now, examples)], cast, now))
    tellings = {one.telling.story.id: one.telling for one in told}
    cases = {name: dict(telling.cases) for name, telling in tellings.items()}
    for case_id in [case_id for named in cases.values() for case_id in named.values()]:
        casework.renew(case_id, now)
    problems = tuple(one.problem for one in told if one.problem)
    return DemoReport(cases, sign_in, cast.members, _codes(casework, tellings, now), sum(map(len, cases.values())), problems)


def _codes(casework: Casework, tellings: Mapping[str, Telling], now: datetime) -> tuple[DemoCode, ...]:
    out = []
    for story, name in _FOLLOWED:
        telling = tellings.get(story)
        case = casework.case(telling.cases["perkara"]) if telling else None
        party = case.thing("party", telling.names.get(name)) if telling and case else None
        if case and party and isinstance(code := issue_code(casework, case, party, str(party["phone"]), now=now), str):
            out.append(DemoCode(str(party["name"]), str(party["phone"]), code))
    return tuple(out)
