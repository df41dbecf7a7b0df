"""Further small cases, so that lists of the demonstration are as full as those of an office at work.

Each comes from a skeleton of `examples.yaml`, with invented names and a place in its story where it stands today: some steps are
due soon, some are late. The same day gives the same cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from rembuk.casework.demo.cast import DEMO, Cast
from rembuk.casework.demo.story import Story, load_rows, story_of

_SEED = 2024
#: A case stands this many days after its newest act, so that some of its steps have run late.
_LONGEST_WAIT_DAYS = 9


def example_stories(cast: Cast, now: datetime, count: int) -> list[Story]:
    """So many small cases as stories that end where the case stands today; a third of them have come to their end."""
    skeletons = [s for s in load_rows(DEMO / "examples.yaml") for _ in range(s["repeats"])]
    return [_example(number, skeletons[number % len(skeletons)], cast, now) for number in range(count)]


def _example(number: int, skeleton: Mapping[str, Any], cast: Cast, now: datetime) -> Story:
    chance = Random(_SEED + number)
    many = len(skeleton["scenes"])
    scenes = skeleton["scenes"][: many if number % 3 == 0 else chance.randint(1, many)]
    told = int(str(scenes[-1]["when"]).split()[0])
    first = now.date() - timedelta(days=told + 1 + chance.randint(0, _LONGEST_WAIT_DAYS))
    blanks = _blanks(number, skeleton, chance, first)
    top = {
        "title": {"id": blanks["judul"], "en": blanks["judul"]}, "about": {"id": "Perkara contoh.", "en": "An example case."},
        "starts": first, "practice": skeleton["practice"], "scenes": _filled(scenes, blanks),
    }  # fmt: skip
    return story_of(f"{skeleton['name']}-{number + 1}", top, cast, now)


def _blanks(number: int, skeleton: Mapping[str, Any], chance: Random, first: date) -> dict[str, str]:
    names = load_rows(DEMO / "names.yaml")
    village = chance.choice(names["villages"])
    loss = f"{chance.randrange(3, 24) * 100_000:,}".replace(",", ".")
    return {
        "korban": _name(names, chance), "pelaku": _name(names, chance), "desa": village, "kerugian": f"Rp{loss}",
        "telepon": f"0812 0000 {1000 + number}", "nomor": f"{200 + number}/{first:%m/%Y}",
        "judul": chance.choice(skeleton["titles"]).format(desa=village),
    }  # fmt: skip


def _name(names: Mapping[str, Any], chance: Random) -> str:
    given = chance.choice(names["given"]["female"] + names["given"]["male"])
    return f"{given} {chance.choice(names['family'])} (contoh)"


def _filled(value: Any, blanks: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(item, blanks) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, blanks) for item in value]
    return value.format(**blanks) if isinstance(value, str) and "{" in value else value
