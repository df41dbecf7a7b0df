"""Numbers asked for: narrowed, broken down, waited for, and the rows behind each.

Sums answer for numbers and waits; counted rows answer for lists. Both read the same narrowing and the same definitions, and a test
holds them equal. Changes that are not in the sums yet are read in the same statement, so that none is missed or counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from rembuk.registers.statistics.half_years import read_half
from rembuk.registers.statistics.models import (
    BLANK,
    NATION,
    OFFICE,
    PLAIN_OFFICE,
    PROVINCE,
    WAITS_NARROWED_BY,
    CaseNumbers,
    NumberCell,
    NumberChange,
    WaitCell,
)
from rembuk.registers.statistics.numbers import definitions

Totals = dict[str, int]
_CELLS, _CHANGES, _WAITS = (model._meta.db_table for model in (NumberCell, NumberChange, WaitCell))
_FINE = ("offence_group", "age", "practice")


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

    def told(self, *, waits: bool = False) -> dict[str, list[Any]]:
        """The columns it narrows and the values each may have; of those of waits only what they are narrowed by."""
        told: dict[str, list[Any] | None] = {
            "office": None if self.offices is None else sorted(self.offices), "half": None if self.halves is None else sorted(self.halves),
            "is_3t": None if self.is_3t is None else [self.is_3t],
        }  # fmt: skip
        for column in ("province", "stage", *(() if waits else _FINE)):
            told[column] = [getattr(self, column)] if getattr(self, column) else None
        return {column: values for column, values in told.items() if values is not None}

    @property
    def rows(self) -> Q:
        """The counted rows it leaves."""
        return Q(**{f"{column}__in": values for column, values in self.told().items()}) & self._days

    @property
    def _days(self) -> Q:
        """The days of the one half-year asked for: the same rows, found sooner."""
        half = read_half(next(iter(self.halves))) if self.halves is not None and len(self.halves) == 1 else None
        return Q(since__gte=half.first, since__lte=half.last) if half else Q()

    def sql(self, *, waits: bool = False) -> tuple[str, list[Any]]:
        """The same as a condition over cells or changes, with its values."""
        told = self.told(waits=waits)
        kept = [f"{column} in ({', '.join(['%s'] * len(values))})" if values else "1 = 0" for column, values in told.items()]
        return " and ".join(kept) or "1 = 1", [value for values in told.values() for value in values]

    def grain(self, *by: str) -> str:
        """The coarsest sums that can answer, broken down like this."""
        is_fine = any(getattr(self, column) or column in by for column in _FINE)
        if self.offices is not None or "office" in by:
            return OFFICE if is_fine else PLAIN_OFFICE
        if "province" in by and not self.province and not is_fine:
            return PLAIN_OFFICE
        return PROVINCE if self.province or "province" in by else NATION


def totals(narrow: Narrow) -> Totals:
    """Every number, 0 where there is nothing."""
    return broken_down(narrow).get((), dict.fromkeys(definitions().numbers, 0))


def broken_down(narrow: Narrow, *by: str, only: Sequence[str] = ()) -> dict[tuple[Any, ...], Totals]:
    """Every number (or only these) for each value of these columns, smallest values first; without columns one entry under ()."""
    numbers = definitions().numbers
    names, (kept, values) = list(only) or list(numbers), narrow.sql()
    cells = ", ".join([*by, *(f"coalesce(cast(sum({name}) as bigint), 0)" for name in names)])
    changes = ", ".join([*by, *(numbers[name].total("sign") for name in names)])
    grouped = f" group by {', '.join(by)}" if by else ""
    sql = (
        f"select {cells} from {_CELLS} where {_of_grain(narrow.grain(*by))} and {kept}{grouped} "
        f"union all select {changes} from {_CHANGES} where {kept}{grouped}"
    )
    out: dict[tuple[Any, ...], list[int]] = {}
    for row in _asked(sql, [*values, *values]):
        key, found = _key(by, row), row[len(by) :]
        before = out.get(key)
        out[key] = list(found) if before is None else [a + b for a, b in zip(before, found, strict=True)]
    return {key: dict(zip(names, out[key], strict=True)) for key in sorted(out) if any(out[key])}


def _of_grain(grain: str) -> str:
    """The cells of a kind; the blank columns are named too, for the index begins with them."""
    return " and ".join([f"grain = '{grain}'", *(f"{column} = ''" for column in BLANK[grain] if column in ("office", "province"))])


def _asked(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _key(by: Sequence[str], row: Sequence[Any]) -> tuple[Any, ...]:
    """What a row is grouped by; SQLite gives yes and no as numbers."""
    return tuple(bool(value) if name == "is_3t" else value for name, value in zip(by, row, strict=False))


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
    counted = days_waited(narrow, *by)
    return {key: {wait: waited(counted[key].get(wait, {})) for wait in definitions().waits} for key in sorted(counted)}


def days_waited(narrow: Narrow, *by: str) -> dict[tuple[Any, ...], dict[str, dict[int, int]]]:
    """How many rows waited so many days at each step, for each value of these columns."""
    kept, values = narrow.sql(waits=True)
    grain, grouped = narrow.grain(*by), ", ".join([*by, "wait", "days"])
    of_grain = _of_grain(OFFICE if grain == PLAIN_OFFICE else grain)
    parts = [f"select {grouped}, cast(sum(rows) as bigint) from {_WAITS} where {of_grain} and {kept} group by {grouped}"]
    for wait in definitions().waits:
        shown, same = ", ".join([*by, f"'{wait}'", wait]), ", ".join([*by, wait])
        parts.append(f"select {shown}, cast(sum(sign) as bigint) from {_CHANGES} where {wait} is not null and {kept} group by {same}")
    counted: dict[tuple[Any, ...], dict[str, dict[int, int]]] = {}
    for row in _asked(" union all ".join(parts), values * len(parts)):
        wait, day, many = row[len(by) :]
        days = counted.setdefault(_key(by, row), {}).setdefault(wait, {})
        days[day] = days.get(day, 0) + many
    return counted


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
    return CaseNumbers.objects.filter(narrow.rows, definitions().numbers[number].rows).order_by("-since", "-id")


def rows_of_wait(wait: str, narrow: Narrow) -> QuerySet[CaseNumbers]:
    """The counted rows that took a step, newest first. KeyError for a wait that is not defined."""
    column, kept = definitions().waits[wait].id, {f"{name}__in": values for name, values in narrow.told(waits=True).items()}
    return CaseNumbers.objects.filter(**kept, **{f"{column}__isnull": False}).order_by("-since", "-id")


def total_of(number: str, rows: QuerySet[CaseNumbers]) -> int:
    """What a list of rows gives to a number: how many they are, or their sum."""
    adds = definitions().numbers[number].adds
    return int(rows.aggregate(total=Sum(adds, default=0))["total"]) if adds else rows.count()


#: Columns a page of waits narrows by as well.
SHARED_WITH_WAITS = frozenset(WAITS_NARROWED_BY)
