"""The sums: changes added to them, and all of them computed again from the rows.

Each cell stands several times, for its office, its province and the whole, so that a page reads a few hundred rows whatever it asks. On
PostgreSQL several may add changes at once: each takes rows that nobody else has taken, and the cells in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from rembuk.registers.statistics.models import (
    BLANK,
    NARROWED_BY,
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

#: After so many changes those that wait are added to the sums.
FOLD_EVERY = 512
_AT_ONCE = 4 * FOLD_EVERY
_GRAINS: dict[type[Model], tuple[str, ...]] = {NumberCell: (OFFICE, PROVINCE, NATION, PLAIN_OFFICE), WaitCell: (OFFICE, PROVINCE, NATION)}
_OF_WAITS = (*WAITS_NARROWED_BY, "wait", "days")


def fold_changes() -> int:
    """Add the changes that wait to the sums, in one transaction; gives how many there were."""
    with transaction.atomic():
        waiting = NumberChange.objects.order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        taken = [change.pk for change in waiting.only("id")[:_AT_ONCE]]
        if taken:
            table, among = NumberChange._meta.db_table, f"id in ({', '.join(['%s'] * len(taken))})"
            _add(NumberCell, NARROWED_BY, list(definitions().numbers), _asked(_numbers(table, among, "sign"), taken))
            for wait in definitions().waits:
                _add(WaitCell, _OF_WAITS, ["rows"], _asked(_waits(table, wait, f"{among} and", "sum(sign)"), taken))
            NumberChange.objects.filter(pk__in=taken).delete()
    return len(taken)


def recount() -> None:
    """Compute every sum again from the counted rows, in one transaction."""
    with transaction.atomic():
        for model in (NumberCell, WaitCell, NumberChange):
            model.objects.all().delete()
        rows, numbers = CaseNumbers._meta.db_table, list(definitions().numbers)
        _insert(NumberCell, [*NARROWED_BY, *numbers], _numbers(rows, "1 = 1", ""))
        for wait in definitions().waits:
            _insert(WaitCell, [*_OF_WAITS, "rows"], _waits(rows, wait, "", "count(*)"))
        for model, narrowed, sums in ((NumberCell, NARROWED_BY, numbers), (WaitCell, _OF_WAITS, ["rows"])):
            for grain in _GRAINS[model][1:]:
                _roll_up(model, narrowed, sums, grain)


def _numbers(table: str, among: str, times: str) -> str:
    """Every number for the rows that share all they are narrowed by."""
    by, sums = ", ".join(NARROWED_BY), ", ".join(one.total(times) for one in definitions().numbers.values())
    return f"select {by}, {sums} from {table} where {among} group by {by}"


def _waits(table: str, wait: str, among: str, many: str) -> str:
    """How many rows waited so many days."""
    by = ", ".join(WAITS_NARROWED_BY)
    return f"select {by}, '{wait}', {wait}, cast({many} as bigint) from {table} where {among} {wait} is not null group by {by}, {wait}"


def _asked(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _insert(model: type[Model], columns: Sequence[str], select: str) -> None:
    """The cells of offices, from a query whose columns come in this order; those that are read together are written together."""
    into = f"insert into {model._meta.db_table} (grain, {', '.join(columns)})"
    with connection.cursor() as cursor:
        cursor.execute(f"{into} select '{OFFICE}', found.* from ({select}) found order by found.office, found.half")


def _roll_up(model: type[Model], narrowed: Sequence[str], sums: Sequence[str], grain: str) -> None:
    """The cells of offices added up to coarser ones."""
    table, blank = model._meta.db_table, BLANK[grain]
    shown = ", ".join("''" if name in blank else name for name in narrowed)
    by = ", ".join(name for name in narrowed if name not in blank)
    added, columns = ", ".join(f"sum({name})" for name in sums), ", ".join([*narrowed, *sums])
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} (grain, {columns}) select '{grain}', {shown}, {added} from {table} where grain = '{OFFICE}' group by {by} order by {by}")


def _add(model: type[Model], narrowed: Sequence[str], sums: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows of change to the cells of all grains, the cells in one order so that two who add never wait for each other in a ring."""
    wanted: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        for grain in _GRAINS[model]:
            key = (grain, *("" if name in BLANK[grain] else value for name, value in zip(narrowed, row, strict=False)))
            added = wanted.setdefault(key, [0] * len(sums))
            for i, value in enumerate(row[len(narrowed) :]):
                added[i] += value
    table, columns = model._meta.db_table, ["grain", *narrowed, *sums]
    told = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in sums)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {table} ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) "
            f"on conflict ({', '.join(columns[: 1 + len(narrowed)])}) do update set {told}",
            [(*key, *wanted[key]) for key in sorted(wanted) if any(wanted[key])],
        )
