"""A case in which every kind of act happens once, each with all its blanks filled in."""

from __future__ import annotations

from typing import Any

from record.story import ANI, Story
from rembuk.record.case import Case
from rembuk.record.kinds import Field, Kind, declaration

SAMPLES: dict[str, Any] = {
    "text": "sebuah teks", "lines": "beberapa kata", "texts": ["Pak RT", "Bu Lurah"], "yesno": True, "date": "2026-03-02", "moment": "2026-03-02 10:00",
    "rupiah": 500_000, "integer": 3, "user": "ani", "office": "kejari-kebumen", "charges": "Pasal 476 UU 1/2023", "phone": "0812 3456 7890",
    "nik": "3305011234560001", "number": "LP/B/1/2026", "region": "33.05", "media": ["a" * 64], "digest": "b" * 64, "fact": "loss", "value": 500_000,
}  # fmt: skip


def every_kind(victim: str = "Eka Lestari", suspect: str = "Yusuf Ali") -> Story:
    """The story; things are added before acts point at them."""
    story = Story()
    story.suspect(suspect)
    story.victim(victim, nik="3305019876540002", phone="0899 8765 4321", address="Jalan Melati 7 Karangsari", birth_place="Kebumen", alias="Mawarni")
    left = {name: kind for name, kind in declaration().kinds.items() if not kind.opens}
    while left:
        case = story.case
        name = next(name for name, kind in left.items() if all(can(case, field) for field in kind.fields if field.required or field.type == "ref"))
        story.records(ANI, name, **filled(story, left.pop(name)))
    return story


def can(case: Case, field: Field) -> bool:
    """Whether what a field points at is there."""
    return field.type not in ("ref", "refs") or bool(case.all(field.of)) or field.name == "replaces"


def filled(story: Story, kind: Kind) -> dict[str, Any]:
    """Every blank of a kind; a correction leaves a party the role it has."""
    case = story.case
    values = {field.name: sample(case, field) for field in kind.fields if (kind.name, field.name) != ("party_corrected", "role")}
    return {name: value for name, value in values.items() if value is not None}


def sample(case: Case, field: Field) -> Any:
    """A value that fits the field."""
    if field.type in ("ref", "refs"):
        fit = [thing.id for thing in case.all(field.of) if all(thing[name] == wanted for name, wanted in field.where.items())]
        return (fit[-1] if field.type == "ref" else fit) if fit else None
    if field.type in ("choice", "choices"):
        first = next(iter(declaration().choices[field.of]))
        return first if field.type == "choice" else [first]
    if field.type == "rows":
        return [{column.name: sample(case, column) for column in field.columns}]
    return min(SAMPLES[field.type], field.most) if field.type == "integer" and field.most else SAMPLES[field.type]
