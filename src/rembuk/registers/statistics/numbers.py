"""The definitions of `numbers.yaml`, read once, and what each means as a question to counted rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.db.models import Q

_FILE = Path(__file__).with_name("numbers.yaml")
_KEYS = {"id", "group", "label", "says", "where", "adds", "unit", "part_of", "splits"}
_UNITS = ("cases", "rupiah", "hours")


class Words(NamedTuple):
    """A text in both languages."""

    id: str
    en: str


class Number(NamedTuple):
    """One number. `where` maps a column to the values it may have; `adds` names the column added up, "" when rows are counted."""

    id: str
    group: str
    label: Words
    says: Words
    where: Mapping[str, tuple[Any, ...]]
    adds: str
    unit: str
    part_of: str
    splits: bool

    @property
    def rows(self) -> Q:
        """The counted rows behind the number: those it counts, or those that add something to it."""
        wanted = Q(**{f"{column}__in": list(values) for column, values in self.where.items()})
        return wanted & Q(**{f"{self.adds}__gt": 0}) if self.adds else wanted

    def total(self, times: str = "") -> str:
        """The sum over rows as SQL, each row taken `times` (the name of a column) where one is given; a whole number, 0 for no rows."""
        amount = " * ".join(name for name in (times, self.adds) if name) or "1"
        kept = " and ".join(_condition(column, values) for column, values in self.where.items())
        return f"coalesce(cast(sum({f'case when {kept} then {amount} else 0 end' if kept else amount}) as bigint), 0)"


class Wait(NamedTuple):
    """Days from one event to another; `level` is the approval level it is spent at, "" for another step."""

    id: str
    label: Words
    says: Words
    level: str


class Definitions(NamedTuple):
    """Everything the file defines, in its order."""

    offences: Mapping[str, Words]
    ages: Mapping[str, Words]
    groups: Mapping[str, Words]
    numbers: Mapping[str, Number]
    waits: Mapping[str, Wait]

    def parts_of(self, number: str) -> list[Number]:
        """The numbers that together make up a whole."""
        return [one for one in self.numbers.values() if one.part_of == number and one.splits]


@lru_cache(maxsize=1)
def definitions() -> Definitions:
    """The file as read. Raises ValueError for a definition that cannot be read, naming it."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    offences, ages, groups = ({name: _words(words) for name, words in data[key].items()} for key in ("offences", "ages", "groups"))
    numbers = {row["id"]: _number(row, groups) for row in data["numbers"]}
    strange = [one.id for one in numbers.values() if one.part_of and one.part_of not in numbers]
    if strange or len(numbers) != len(data["numbers"]):
        raise ValueError(f"numbers.yaml: bagian dari angka yang tidak ada, atau id ganda: {strange}")
    waits = {row["id"]: Wait(row["id"], _words(row["label"]), _words(row["says"]), row.get("level", "")) for row in data["waits"]}
    return Definitions(offences, ages, groups, numbers, waits)


def _number(row: Mapping[str, Any], groups: Mapping[str, Words]) -> Number:
    if row.keys() - _KEYS or row["group"] not in groups or row.get("unit", "cases") not in _UNITS:
        raise ValueError(f"numbers.yaml: {row['id']} memuat kunci, kelompok, atau satuan yang tidak dikenal")
    where = {column: tuple(value) if isinstance(value, list) else (value,) for column, value in row.get("where", {}).items()}
    return Number(
        row["id"], row["group"], _words(row["label"]), _words(row["says"]), where, row.get("adds", ""), row.get("unit", "cases"),
        row.get("part_of", ""), bool(row.get("splits", False)),
    )  # fmt: skip


def _condition(column: str, values: tuple[Any, ...]) -> str:
    """One condition as SQL; its values are those of our own file."""
    if all(isinstance(value, bool) for value in values):
        return " or ".join(column if value else f"not {column}" for value in values)
    told = ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)
    return f"{column} in ({told})"


def _words(texts: Mapping[str, str]) -> Words:
    return Words(texts["id"], texts["en"])
