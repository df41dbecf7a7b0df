"""The sums: changes added to them, and all of them computed again from the rows.

Each cell stands three times: for its office, for its province and for the whole, so that a page reads a few hundred rows whatever it
asks. On PostgreSQL several may add changes at once: each takes rows that nobody else has taken, and the cells in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, Model, QuerySet, Sum, Value

from rembuk.registers.statistics.models import (
    NARROWED_BY,
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

#: After so many changes those that wait are added to the sums.
FOLD_EVERY = 512
_AT_ONCE = 4 * FOLD_EVERY
#: Which columns a sum over a province, and one over everything, leaves blank.
_BLANKED: Mapping[str, tuple[str, ...]] = {OFFICE: (), PROVINCE: ("office",), NATION: ("office", "province")}


def fold_changes() -> int:
    """Add the changes that wait to the sums, in one transaction; gives how many there were."""
    with transaction.atomic():
        waiting = NumberChange.objects.order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        taken = [change.pk for change in waiting.only("id")[:_AT_ONCE]]
        if taken:
            changes = NumberChange.objects.filter(pk__in=taken)
            numbers = [one.id for one in definitions().numbers.values()]
            _add(NumberCell, (*NARROWED_BY, *numbers), numbers, _number_sums(changes, times="sign"))
            for wait in definitions().waits:
                _add(WaitCell, (*WAITS_NARROWED_BY, "wait", "days", "rows"), ["rows"], _wait_sums(changes, wait, Sum("sign")))
            changes.delete()
    return len(taken)


def recount() -> None:
    """Compute every sum again from the counted rows, in one transaction."""
    with transaction.atomic():
        for model in (NumberCell, WaitCell, NumberChange):
            model.objects.all().delete()
        numbers = list(definitions().numbers)
        _insert(NumberCell, (*NARROWED_BY, *numbers, "grain"), _number_sums(CaseNumbers.objects.all()).annotate(grain=Value(OFFICE)))
        for wait in definitions().waits:
            sums = _wait_sums(CaseNumbers.objects.all(), wait, Count("id")).annotate(grain=Value(OFFICE))
            _insert(WaitCell, (*WAITS_NARROWED_BY, "wait", "days", "rows", "grain"), sums)
        for grain in (PROVINCE, NATION):
            _roll_up(NumberCell, NARROWED_BY, numbers, grain)
            _roll_up(WaitCell, (*WAITS_NARROWED_BY, "wait", "days"), ["rows"], grain)


def _number_sums(rows: QuerySet[Any], times: str = "") -> QuerySet[Any]:
    """Each number for the rows that share all they are narrowed by."""
    totals = {f"sum_{one.id}": one.total(times) for one in definitions().numbers.values()}
    summed: QuerySet[Any] = rows.order_by().values(*NARROWED_BY).annotate(**totals)
    return summed


def _wait_sums(rows: QuerySet[Any], wait: str, many: Any) -> QuerySet[Any]:
    """How many rows waited so many days."""
    days = rows.filter(**{f"{wait}__isnull": False}).order_by()
    counted: QuerySet[Any] = days.values(*WAITS_NARROWED_BY).annotate(wait=Value(wait), of_days=F(wait), many=many)
    return counted


def _insert(model: type[Model], columns: Sequence[str], rows: QuerySet[Any]) -> None:
    """Insert the rows of a query whose columns come in this order."""
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {model._meta.db_table} ({', '.join(columns)}) {sql}", values)


def _roll_up(model: type[Model], narrowed: Sequence[str], sums: Sequence[str], grain: str) -> None:
    """The cells of offices added up for provinces, or for the whole."""
    table, blank = model._meta.db_table, _BLANKED[grain]
    shown = ", ".join("''" if name in blank else name for name in narrowed)
    by = ", ".join(name for name in narrowed if name not in blank)
    added = ", ".join(f"sum({name})" for name in sums)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} (grain, {', '.join([*narrowed, *sums])}) select '{grain}', {shown}, {added} from {table} where grain = '{OFFICE}' group by {by}"
        )


def _add(model: type[Model], columns: Sequence[str], sums: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows of change to the cells of all three grains, the cells in one order so that two who add never wait for each other in a ring."""
    narrowed = columns[: len(columns) - len(sums)]
    wanted: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        values = list(row.values())
        for grain, blank in _BLANKED.items():
            key = (grain, *("" if name in blank else value for name, value in zip(narrowed, values, strict=False)))
            added = wanted.setdefault(key, [0] * len(sums))
            for i, value in enumerate(values[len(narrowed) :]):
                added[i] += value
    table, unique = model._meta.db_table, ", ".join(["grain", *narrowed])
    told = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in sums)
    blanks = ", ".join(["%s"] * (1 + len(columns)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {table} (grain, {', '.join(columns)}) values ({blanks}) on conflict ({unique}) do update set {told}",
            [(*key, *wanted[key]) for key in sorted(wanted) if any(wanted[key])],
        )
