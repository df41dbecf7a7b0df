"""Invented cases on which every letter can be tried: the examples beside the templates, and what `check-template` fills in.

A file `examples/<case>.yaml` has an `office` with its people, names of other `offices`, and `acts` in order: `{when, by, <kind>: {fields}, as}`;
`$name` stands for what the act `as: name` added, `$name/2` for its second row. A letter's `example.yaml` names the case and the request.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rembuk.papers.letter import Letter, Missing, Officer, Request
from rembuk.papers.offices import office
from rembuk.papers.registry import LETTERS, kind_of
from rembuk.record.act import Act, Author, act_id, clock_of
from rembuk.record.case import Case, fold

CASES = Path(__file__).parent / "examples"
_DEVICE = "contoh"


class Sample(NamedTuple):
    """An invented case: folded, with what its names stand for and the requests its office makes."""

    case: Case
    names: Mapping[str, str]
    request: Request


def example(letter_id: str, variant: str = "") -> Letter | Missing:
    """A letter's example; `variant` names another entry of its `example.yaml`. Raises KeyError for one that does not exist."""
    sample, request = example_of(letter_id, variant)
    return kind_of(letter_id).compose(sample.case, request)


def example_of(letter_id: str, variant: str = "") -> tuple[Sample, Request]:
    """The case and the request of a letter's example."""
    written = _read(LETTERS / letter_id / "example.yaml")
    entry = written["variants"][variant] if variant else written
    sample = sample_case(entry["case"])
    given = {key: sample.names.get(value[1:], value) if isinstance(value, str) and value[:1] == "$" else value for key, value in entry["request"].items()}
    if "officer" in given:
        given["officer"] = sample.request.officers[given["officer"]]
    return sample, _replace(sample.request, given)


def variants_of(letter_id: str) -> list[str]:
    """The other examples of a letter."""
    return list(_read(LETTERS / letter_id / "example.yaml").get("variants", {}))


@lru_cache(maxsize=16)
def sample_case(name: str) -> Sample:
    """The invented case of that name."""
    written = _read(CASES / f"{name}.yaml")
    names: dict[str, str] = {}
    acts: list[Act] = []
    for row in written["acts"]:
        acts.append(_act(written, dict(row), acts, names))
    officers = {user: Officer(**{k: v for k, v in one.items() if k != "role"}) for user, one in written["people"].items()}
    request = Request(office=office(**written["office"]), offices=written.get("offices", {}), officers=officers)
    return Sample(fold(acts), names, request)


def _act(written: Mapping[str, Any], row: dict[str, Any], acts: list[Act], names: dict[str, str]) -> Act:
    number = len(acts) + 1
    user, name, when = row.pop("by"), row.pop("as", ""), row.pop("when")
    ((kind, fields),) = row.items()
    person = written["people"][user]
    author = Author(user, person["name"], person["role"], written["office"]["code"], written["office"]["institution"])
    this = act_id(_DEVICE, number)
    if name:
        names[name] = this
    moment = datetime.fromisoformat(str(when))
    earlier = (acts[-1].id,) if acts else ()
    case = acts[0].id if acts else this
    return Act(this, case, kind, _pointed(fields or {}, names), author, _DEVICE, number, clock_of(moment, number), earlier)


def _pointed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _pointed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_pointed(item, names) for item in value]
    if isinstance(value, str) and value.startswith("$"):
        base, slash, row = value[1:].partition("/")
        return names[base] + slash + row
    return value.isoformat() if isinstance(value, date) else value


def _replace(request: Request, given: Mapping[str, Any]) -> Request:
    return dataclasses.replace(request, **given)


class _Loader(yaml.SafeLoader):
    """YAML in which `on` is a word and only true and false are truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@lru_cache(maxsize=64)
def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
