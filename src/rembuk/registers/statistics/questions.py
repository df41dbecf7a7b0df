"""Numbers asked for: narrowed, broken down, waited for, and the rows behind each.

Sums answer for numbers and waits; counted rows answer for lists. Both read the same narrowing and the same definitions, and a test
holds them equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Sum, Value

from rembuk.registers.statistics.models import (
    NATION,
    OFFICE,
    PROVINCE,
    WAITS_NARROWED_BY,
    CaseNumbers,
    NumberCell,
    NumberChange,
    WaitCell,
)
from rembuk.registers.statistics.numbers import definitions

Totals = dict[str, int]


@dataclass(frozen=True)
class Narrow:
    """What numbers are narrowed by: None or "" for anything. `offices` are codes; an empty set is nothing at all."""

    offices: frozenset[str] | None = None
    halves: frozenset[str] | None = None
    province: str = ""
    stage: str = ""
    is_3t: bool | None = None
    offence_group: str = ""
    age: str = ""
    practice: str = ""

    def rows(self, *, waits: bool = False) -> Q:
        """The rows or cells it leaves; of those of waits only what they are narrowed by."""
        told: dict[str, Any] = {"office__in": self.offices, "half__in": self.halves}
        told |= {"province": self.province or None, "stage": self.stage or None, "is_3t": self.is_3t}
        if not waits:
            told |= {"offence_group": self.offence_group or None, "age": self.age or None, "practice": self.practice or None}
        return Q(**{name: value for name, value in told.items() if value is not None})

    def grain(self, *by: str) -> str:
        """The coarsest sums that can answer, broken down like this."""
        if self.offices is not None or "office" in by:
            return OFFICE
        return PROVINCE if self.province or "province" in by else NATION


def totals(narrow: Narrow) -> Totals:
    """Every number, 0 where there is nothing."""
    found = broken_down(narrow)
    return found.get((), dict.fromkeys(definitions().numbers, 0))


def broken_down(narrow: Narrow, *by: str) -> dict[tuple[Any, ...], Totals]:
    """Every number for each value of these columns, smallest values first; without columns one entry under ()."""
    numbers = definitions().numbers
    cells = NumberCell.objects.filter(narrow.rows(), grain=narrow.grain(*by))
    changes = NumberChange.objects.filter(narrow.rows())
    kept = _summed(cells, by, {f"sum_{name}": Sum(name, default=0) for name in numbers})
    waiting = _summed(changes, by, {f"sum_{name}": one.total("sign") for name, one in numbers.items()})
    out: dict[tuple[Any, ...], Totals] = {}
    for row in kept.union(waiting, all=True):
        values = out.setdefault(tuple(row[name] for name in by), dict.fromkeys(numbers, 0))
        for name in numbers:
            values[name] += row[f"sum_{name}"]
    return {key: out[key] for key in sorted(out) if any(out[key].values())}


def _summed(rows: QuerySet[Any], by: Sequence[str], sums: Mapping[str, Any]) -> QuerySet[Any]:
    """The sums for each value of the columns; of all of them without columns."""
    constant = {"all_of_them": Value(1)} if not by else {}
    summed: QuerySet[Any] = rows.order_by().annotate(**constant).values(*(by or constant)).annotate(**sums)
    return summed


class Waited(NamedTuple):
    """How long a step took: how many rows took it, and the days under which half and nine tenths of them stayed (None for no rows)."""

    rows: int
    median: int | None
    ninth: int | None
    longest: int | None


def waits(narrow: Narrow, *by: str) -> dict[tuple[Any, ...], dict[str, Waited]]:
    """The wait at each step, for each value of these columns.

    Quantiles are days that a row really waited: the smallest that at least half (nine tenths) of the rows did not exceed.
    """
    cells = WaitCell.objects.filter(narrow.rows(waits=True), grain=narrow.grain(*by)).order_by()
    parts = [cells.values(*by, "wait", "days").annotate(many=Sum("rows"))]
    for wait in definitions().waits:
        changed = NumberChange.objects.filter(narrow.rows(waits=True), **{f"{wait}__isnull": False}).order_by()
        parts.append(changed.annotate(wait=Value(wait), days=F(wait)).values(*by, "wait", "days").annotate(many=Sum("sign")))
    counted: dict[tuple[Any, ...], dict[str, dict[int, int]]] = {}
    for row in parts[0].union(*parts[1:], all=True):
        days = counted.setdefault(tuple(row[name] for name in by), {}).setdefault(row["wait"], {})
        days[row["days"]] = days.get(row["days"], 0) + row["many"]
    return {key: {wait: waited(counted[key].get(wait, {})) for wait in definitions().waits} for key in sorted(counted)}


def waited(rows_by_days: Mapping[int, int]) -> Waited:
    """The quantiles of a count of rows by days."""
    kept = sorted((days, many) for days, many in rows_by_days.items() if many > 0)
    rows = sum(many for _, many in kept)
    return Waited(rows, _quantile(kept, rows, 0.5), _quantile(kept, rows, 0.9), kept[-1][0] if kept else None)


def _quantile(kept: Iterable[tuple[int, int]], rows: int, share: float) -> int | None:
    seen = 0
    for days, many in kept:
        seen += many
        if seen >= share * rows:
            return days
    return None


def rows_behind(number: str, narrow: Narrow) -> QuerySet[CaseNumbers]:
    """The counted rows behind a number, newest first. KeyError for a number that is not defined."""
    return CaseNumbers.objects.filter(narrow.rows(), definitions().numbers[number].rows).order_by("-since", "-id")


def rows_of_wait(wait: str, narrow: Narrow) -> QuerySet[CaseNumbers]:
    """The counted rows that took a step, newest first. KeyError for a wait that is not defined."""
    column = definitions().waits[wait].id
    return CaseNumbers.objects.filter(narrow.rows(waits=True), **{f"{column}__isnull": False}).order_by("-since", "-id")


def total_of(number: str, rows: QuerySet[CaseNumbers]) -> int:
    """What a list of rows gives to a number: how many they are, or their sum."""
    adds = definitions().numbers[number].adds
    return int(rows.aggregate(total=Sum(adds, default=0))["total"]) if adds else rows.count()


#: Columns a page of waits narrows by as well.
SHARED_WITH_WAITS = frozenset(WAITS_NARROWED_BY)
