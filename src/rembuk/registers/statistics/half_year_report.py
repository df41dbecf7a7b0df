"""The report of a half-year: the numbers beside those of the half-year before, by stage and office, waits by level, and what is open.

It is data; the page prints it, and so may a letter.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from rembuk.registers.statistics.half_years import HalfYear
from rembuk.registers.statistics.models import Place
from rembuk.registers.statistics.numbers import definitions
from rembuk.registers.statistics.questions import Narrow, Totals, Waited, broken_down, waits


class Line(NamedTuple):
    """The numbers of one office or stage in the half-year."""

    code: str
    name: str
    totals: Totals


class HalfYearReport(NamedTuple):
    """Everything the report tells. Offices come with the most cases first."""

    half: HalfYear
    totals: Totals
    before: Totals
    by_stage: tuple[Line, ...]
    by_office: tuple[Line, ...]
    by_group: tuple[Line, ...]
    remote: tuple[Totals, Totals]
    waits: dict[str, Waited]
    waits_before: dict[str, Waited]


def report_of(narrow: Narrow, half: HalfYear) -> HalfYearReport:
    """The report over what `narrow` leaves, whatever half-years it names itself."""
    zero = _nothing()
    now, before = _in(narrow, half), _in(narrow, half.before)
    remote = broken_down(now, "is_3t")
    names = dict(Place.objects.values_list("code", "name"))
    return HalfYearReport(
        half, broken_down(now).get((), zero), broken_down(before).get((), zero), _lines(now, "stage", {}), _lines(now, "office", names),
        _lines(now, "offence_group", {}), (remote.get((True,), zero), remote.get((False,), zero)), waits(now).get((), {}), waits(before).get((), {}),
    )  # fmt: skip


def _in(narrow: Narrow, half: HalfYear) -> Narrow:
    return replace(narrow, halves=frozenset({str(half)}))


def _lines(narrow: Narrow, by: str, names: dict[str, str]) -> tuple[Line, ...]:
    found = [Line(str(key[0]), names.get(key[0], str(key[0])), values) for key, values in broken_down(narrow, by).items()]
    return tuple(sorted(found, key=lambda line: (-line.totals["received"], line.name)))


def _nothing() -> Totals:
    return dict.fromkeys(definitions().numbers, 0)
