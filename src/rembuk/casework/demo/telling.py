"""Telling stories: their scenes, of all of them in the order of time, through `Casework.perform`.

One device has one clock that never runs back, so scenes of different stories are told as they lie in time; a scene after the day of
the telling is left out, so that a running story stands today where it would.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from rembuk.casework.acting import Casework, Done, Invalid, Outcome, Wish
from rembuk.casework.demo.cast import Cast
from rembuk.casework.demo.story import Scene, Story, Told, clock_of, day_of, moment
from rembuk.record.kinds import Field, declaration
from rembuk.record.outcome import Refused


class Telling:
    """One story being told: the cases it opened by name, and what its names stand for."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.cases: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """What a name of the story stands for (`korban`, `sepakat/2`). Raises KeyError."""
        base, _, row = name.partition("/")
        return self.names[base] + (f"/{row}" if row else "")


class SceneTold(NamedTuple):
    """A scene and what came of it; `problem` says where that is not what the story says ("" where it is)."""

    scene: Scene
    telling: Telling
    problem: str


def tell(casework: Casework, stories: Iterable[Story], cast: Cast, now: datetime) -> Iterable[SceneTold]:
    """Tell the scenes up to `now` in the order of time; a story whose scene went wrong is not told further."""
    tellings = [Telling(story) for story in stories]
    due = sorted(
        ((scene.when, place, number, telling, scene) for place, telling in enumerate(tellings) for number, scene in enumerate(telling.story.scenes)),
        key=lambda one: one[:3],
    )  # fmt: skip
    stopped: set[str] = set()
    for when, _, _, telling, scene in due:
        if when > now or telling.story.id in stopped:
            continue
        problem = play(casework, telling, scene, cast)
        if problem:
            stopped.add(telling.story.id)
        yield SceneTold(scene, telling, problem)


def play(casework: Casework, telling: Telling, scene: Scene, cast: Cast) -> str:
    """Perform one scene; says what is wrong when the outcome is not the one the story tells."""
    if not scene.acts:
        return ""
    try:
        wishes = [_wish(telling, scene, cast, told) for told in _named(telling, scene)]
    except (KeyError, ValueError) as problem:
        return f"{scene.where}: {problem}"
    case_id = telling.cases.get(scene.case)
    if case_id is None and not declaration().kinds[scene.acts[0].kind].opens:
        return f"{scene.where}: perkara '{scene.case}' belum dibuka"
    seen = tuple(telling.id_of(name) for name in scene.saw) if scene.saw else None
    outcome = casework.perform(case_id, wishes, by=cast.author(scene.by), now=scene.when, seen=seen)
    if isinstance(outcome, Done):
        telling.cases[scene.case] = outcome.case_id
        telling.names |= {told.name: act.id for told, act in zip(scene.acts, outcome.acts, strict=False) if told.name}
    return _difference(scene, outcome)


def _named(telling: Telling, scene: Scene) -> list[Told]:
    """The acts with names of this same scene written as the places they will have."""
    places = {told.name: f"@{number}" for number, told in enumerate(scene.acts, 1) if told.name}
    return [told._replace(fields=_pointed(told.fields, places, telling)) for told in scene.acts]


def _pointed(value: Any, places: Mapping[str, str], telling: Telling) -> Any:
    if isinstance(value, Mapping):
        return {key: _pointed(item, places, telling) for key, item in value.items()}
    if isinstance(value, list):
        return [_pointed(item, places, telling) for item in value]
    if isinstance(value, str) and value.startswith("$"):
        base, slash, row = value[1:].partition("/")
        return places[base] + slash + row if base in places else telling.id_of(value[1:])
    return value


def _wish(telling: Telling, scene: Scene, cast: Cast, told: Told) -> Wish:
    kind = declaration().kinds.get(told.kind)
    if kind is None:
        raise ValueError(f"perbuatan '{told.kind}' tidak ada")
    zone = cast.zone(scene.by)
    fields = {field.name: _field(field, told.fields[field.name], telling.story, zone) for field in kind.fields if field.name in told.fields}
    given = {name: value for name, value in told.fields.items() if name not in fields} | fields
    if told.kind == "fact_stated":
        given["value"] = _fact_day(told, telling.story)
    for field in kind.fields:
        if field.required and field.name not in given and field.name in ("on", "at"):
            local = scene.when.astimezone(clock_of(zone))
            given[field.name] = local.date().isoformat() if field.name == "on" else local.isoformat(timespec="minutes")
    return Wish(told.kind, given)


def _field(field: Field, value: Any, story: Story, zone: str) -> Any:
    if field.type == "date":
        return day_of(value, story.first).isoformat()
    if field.type == "moment":
        return moment(str(value), story.first, zone).isoformat(timespec="minutes")
    if field.type == "rows":
        columns = {column.name: column for column in field.columns}
        return [{name: _field(columns[name], cell, story, zone) for name, cell in row.items()} for row in value]
    return value


def _fact_day(told: Told, story: Story) -> Any:
    value = told.fields.get("value")
    is_day = isinstance(value, date) or (str(told.fields.get("fact", "")).endswith("_on") and isinstance(value, int))
    return day_of(value, story.first).isoformat() if is_day else value


def _difference(scene: Scene, outcome: Outcome) -> str:
    if isinstance(outcome, Refused):
        said = f"{outcome.code}: {outcome.reason} {outcome.remedy}"
        return "" if outcome.code == scene.refused else f"{scene.where}: ditolak, {said}"
    if isinstance(outcome, Invalid):
        if scene.invalid and set(scene.invalid) == set(outcome.problems):
            return ""
        return f"{scene.where}: tidak terbaca, {' '.join(f'{name}: {why}' for name, why in outcome.problems.items())}"
    if scene.refused or scene.invalid:
        return f"{scene.where}: seharusnya ditolak ({scene.refused or ', '.join(scene.invalid)}), tetapi diterima"
    return ""
