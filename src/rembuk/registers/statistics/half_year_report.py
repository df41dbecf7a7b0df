"""The report of a half-year: the numbers beside those of the half-year before, by stage, province, office, offence and age, waits by
level, what is open, and the figures of old reports with what they leave unexplained.

It is data; the page prints it, and so may a letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from rembuk.registers.statistics.half_years import HalfYear
from rembuk.registers.statistics.models import Place
from rembuk.registers.statistics.numbers import definitions
from rembuk.registers.statistics.old_totals import Reconciled, reconciled
from rembuk.registers.statistics.provinces import tile_map
from rembuk.registers.statistics.questions import Narrow, Totals, Waited, broken_down, waits

#: The numbers told of each stage, office and group of offences.
COLUMNS = ("received", "eligible", "never_offered", "offered", "agreed", "performed", "ended_rj", "ended_p21", "ended_sp3", "still_open", "restored_rupiah")
#: The numbers by which remote districts are compared with others.
REMOTE = ("received", "offered", "agreed", "performed", "cost_rupiah", "lost_hours")


class Line(NamedTuple):
    """The numbers of one office, stage or group in the half-year."""

    code: str
    name: str
    totals: Totals


class HalfYearReport(NamedTuple):
    """Everything the report tells. Offices come with the most cases first; `remote` is 3T districts, then the others."""

    half: HalfYear
    totals: Totals
    before: Totals
    by_stage: tuple[Line, ...]
    by_province: tuple[Line, ...]
    by_office: tuple[Line, ...]
    by_group: tuple[Line, ...]
    by_age: tuple[Line, ...]
    remote: tuple[Totals, Totals]
    waits: dict[str, Waited]
    waits_before: dict[str, Waited]
    old: tuple[Reconciled, ...]


def report_of(narrow: Narrow, half: HalfYear, offices: Iterable[str] = ()) -> HalfYearReport:
    """The report over what `narrow` leaves, whatever half-years it names itself; `offices` are those whose old figures stand in it."""
    now, both = replace(narrow, halves=frozenset({str(half)})), replace(narrow, halves=frozenset({str(half), str(half.before)}))
    zero = dict.fromkeys(definitions().numbers, 0)
    sums, waited = broken_down(both, "half"), waits(both, "half")
    remote = broken_down(now, "is_3t", only=REMOTE)
    parts = [one.id for one in definitions().parts_of("received")]
    return HalfYearReport(
        half, sums.get((str(half),), zero), sums.get((str(half.before),), zero), _lines(now, "stage", {}, [*COLUMNS, *parts]),
        _lines(now, "province", {code: one.name for code, one in tile_map().provinces.items()}),
        _lines(now, "office", dict(Place.objects.values_list("code", "name"))), _lines(now, "offence_group", {}), _lines(now, "age", {}),
        (remote.get((True,), zero), remote.get((False,), zero)), waited.get((str(half),), {}), waited.get((str(half.before),), {}),
        tuple(reconciled(offices, str(half))),
    )  # fmt: skip


def _lines(narrow: Narrow, by: str, names: dict[str, str], only: list[str] | None = None) -> tuple[Line, ...]:
    columns = list(dict.fromkeys(only or COLUMNS))
    found = [Line(str(key[0]), names.get(key[0], str(key[0])), values) for key, values in broken_down(narrow, by, only=columns).items()]
    return tuple(sorted(found, key=lambda line: (-line.totals["received"], line.name)))
