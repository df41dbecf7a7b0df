"""Half-years as offices report them: January to June, July to December."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_WRITTEN = re.compile(r"(19|20)[0-9]{2}-[12]")


class HalfYear(NamedTuple):
    """One half-year: `half` is 1 or 2."""

    year: int
    half: int

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> HalfYear:
        """The half-year before it."""
        return HalfYear(self.year, 1) if self.half == 2 else HalfYear(self.year - 1, 2)


def half_of(day: date) -> HalfYear:
    """The half-year of a day."""
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def read_half(written: str) -> HalfYear | None:
    """A half-year written as 2026-1; None for anything else."""
    return HalfYear(int(written[:4]), int(written[5])) if _WRITTEN.fullmatch(written) else None
