"""Stories of cases as files: who did what when, and what the record must show in between.

A story file:

    title:   {id, en}
    about:   {id, en}            what it shows
    starts:  2026-02-03          the first day; or {weeks_ago: 6}: the Monday six weeks before the day of the telling
    practice: kebumen            which of the five it belongs to
    scenes:
      - when: +3 09.30           three days after the first day, by the clock of the office of who acts; or 2026-02-06 09.30
        by: ani                  a username of people.yaml
        case: perkara            which case of the story, "perkara" unless named
        saw: laporan             what was on the author's screen: the act of that name and what it had seen; everything unless named
        acts:
          - party_added: {role: victim, name: ..., as: korban}
        refused: no-consent      the acts must be refused with this code
        invalid: [amount]        the acts must be sent back because of these fields
        expect: [...]            what the record shows afterwards (see `expectation.py`)

In the fields of an act `$korban` is the thing that the act `as: korban` added, `$sepakat/2` its second row; `+14` in a field of
type date is a day of the story; `on` and `at`, where the kind wants them, are the scene's unless written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml

from rembuk.casework.demo.cast import DEMO, Cast
from rembuk.law.calendar import ZONES

_DAY = re.compile(r"[+-]?\d{1,4}")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")


class StoryProblem(ValueError):
    """A story file that cannot be told: which scene and why."""


class Told(NamedTuple):
    """One act as the story writes it: its kind, its fields, and the name the story gives to what it adds ("" for none)."""

    kind: str
    fields: Mapping[str, Any]
    name: str


class Scene(NamedTuple):
    """Acts one person does together at a moment, and what must be so afterwards. `where` names the scene in messages."""

    story: str
    where: str
    when: datetime
    by: str
    case: str
    saw: tuple[str, ...]
    acts: tuple[Told, ...]
    refused: str
    invalid: tuple[str, ...]
    expect: tuple[Mapping[str, Any], ...]


class Story(NamedTuple):
    """A story with its scenes in order; `first` is its first day."""

    id: str
    practice: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    first: date
    scenes: tuple[Scene, ...]


def story_paths() -> list[Path]:
    """Every story file, by name."""
    return sorted((DEMO / "stories").glob("*.yaml"))


def read_story(path: Path, cast: Cast, now: datetime) -> Story:
    """The story of a file, its days counted from its own start or back from `now`. Raises StoryProblem."""
    return story_of(path.stem, load_rows(path), cast, now)


def story_of(name: str, top: Mapping[str, Any], cast: Cast, now: datetime) -> Story:
    """The story of the rows of a file. Raises StoryProblem."""
    unknown = set(top) - {"title", "about", "starts", "practice", "scenes"}
    if unknown:
        raise StoryProblem(f"{name}: '{sorted(unknown)[0]}' tidak dikenal")
    first = _first_day(top["starts"], now)
    scenes = tuple(_scene(name, number, row, first, cast) for number, row in enumerate(top["scenes"], 1))
    for earlier, later in pairwise(scenes):
        if later.when < earlier.when:
            raise StoryProblem(f"{later.where}: mendahului adegan sebelumnya")
    return Story(name, top["practice"], top["title"], top["about"], first, scenes)


@lru_cache(maxsize=64)
def load_rows(path: Path) -> Any:
    """What a file of this folder holds; read it, change nothing in it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def _first_day(starts: Any, now: datetime) -> date:
    if isinstance(starts, Mapping):
        day = now.date() - timedelta(weeks=int(starts["weeks_ago"]))
        return day - timedelta(days=day.weekday())
    return starts if isinstance(starts, date) else date.fromisoformat(str(starts))


def _scene(story: str, number: int, row: Mapping[str, Any], first: date, cast: Cast) -> Scene:
    where = f"{story}, adegan {number}"
    unknown = set(row) - {"when", "by", "case", "saw", "acts", "refused", "invalid", "expect"}
    if unknown:
        raise StoryProblem(f"{where}: '{sorted(unknown)[0]}' tidak dikenal")
    try:
        cast.author(row["by"])
        when = moment(str(row["when"]), first, cast.zone(row["by"]))
    except (KeyError, ValueError) as problem:
        raise StoryProblem(f"{where}: {problem}") from None
    saw = row.get("saw", [])
    return Scene(
        story, f"{where} ({when:%Y-%m-%d %H.%M}, {row['by']})", when, row["by"], row.get("case", "perkara"),
        (saw,) if isinstance(saw, str) else tuple(saw), tuple(_acts(row.get("acts", []), where)), row.get("refused", ""),
        tuple(row.get("invalid", ())), tuple(row.get("expect", ())),
    )  # fmt: skip


def _acts(rows: list[Mapping[str, Any]], where: str) -> Iterator[Told]:
    for row in rows:
        if len(row) != 1:
            raise StoryProblem(f"{where}: satu baris satu perbuatan, bukan {', '.join(row)}")
        ((kind, fields),) = row.items()
        given = dict(fields or {})
        name = given.pop("as", "")
        yield Told(kind, given, str(name))


def moment(written: str, first: date, zone: str) -> datetime:
    """The moment a story writes: a day (`+3` or ISO) and a clock time in a zone. Raises ValueError."""
    day, _, clock = written.partition(" ")
    found = _CLOCK.fullmatch(clock or "09.00")
    if not found:
        raise ValueError(f"jam '{clock}' tidak terbaca; tulis misalnya 09.30")
    at = day_of(day, first)
    return datetime(at.year, at.month, at.day, int(found[1]), int(found[2]), tzinfo=clock_of(zone))


def clock_of(zone: str) -> ZoneInfo:
    """The clock of a zone named WIB, WITA or WIT. Raises KeyError for another."""
    return ZoneInfo({str(name): place for name, place in ZONES.items()}[zone])


def day_of(written: Any, first: date) -> date:
    """The day a story writes: `+14` after its first day, or an ISO date. Raises ValueError."""
    if isinstance(written, date):
        return written
    if _DAY.fullmatch(str(written)):
        return first + timedelta(days=int(str(written)))
    return date.fromisoformat(str(written))
