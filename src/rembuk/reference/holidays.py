"""The national holidays and days of collective leave, as frozen in this room's data.

A *holiday* is a public holiday (`libur_nasional`) or a day of collective leave (`cuti_bersama`) fixed each year by a
joint decree of three ministers (SKB). An *estimated* one depends on the sighting of the moon and may move by a day.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from rembuk.reference.tables import DATA_DIR


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day off: kind is "libur_nasional" or "cuti_bersama"."""

    day: date
    name: str
    name_en: str
    kind: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """Where a year's days come from; `decree` is empty when its number was not found (`confidence` "library")."""

    year: int
    decree: str
    amended_by: tuple[str, ...]
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Holidays:
    """All holidays of the covered years, in order of day."""

    version: str
    source: str
    years: tuple[HolidayYear, ...]
    days: tuple[Holiday, ...]


@cache
def load_holidays() -> Holidays:
    """The frozen table of holidays of Indonesia."""
    raw = tomllib.loads((DATA_DIR / "holidays-id.toml").read_text(encoding="utf-8"))
    years = (
        HolidayYear(y["year"], y["decree"], tuple(y["amended_by"]), y["confidence"], y["source"]) for y in raw["year"]
    )
    days = (
        Holiday(date.fromisoformat(day), name, name_en, kind, "estimated" in marks)
        for year in raw["year"]
        for day, kind, name, name_en, *marks in year["days"]
    )
    return Holidays(raw["version"], raw["source"], tuple(years), tuple(days))
