"""Rows of projections read and written by plain statements, many in one.

Every act does this a dozen times over. Building such a statement with the ORM takes several times as long as the database takes to do it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model

from rembuk.ledger.connection import Statement

_ROWS_A_STATEMENT = 40

Row = Mapping[str, Any]
"""A row by its columns; a column that is not there has its default."""
Kept = TypeVar("Kept", bound=Model)
Adapt = Callable[[Any], Any]


def kept_rows(model: type[Kept], where: str, values: Sequence[Any]) -> list[Kept]:
    """The rows that a condition names, in no order."""
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(map(_quoted, fields))} from {model._meta.db_table} where {where}", values)
        rows = cursor.fetchall()
    names = [field.attname for field in fields.values()]
    for place, field in enumerate(fields.values()):
        if isinstance(field, JSONField):
            rows = [(*row[:place], field.from_db_value(row[place], None, connection), *row[place + 1 :]) for row in rows]  # type: ignore[arg-type]
    return [model.from_db(connection.alias, names, row) for row in rows]


def added(model: type[Model], rows: Sequence[Row], *, giving: str = "") -> Iterator[Statement]:
    """What adds the rows; a key that the database gives is left to it. `giving` is a column that the statements give of each."""
    columns = columns_of(model)
    for start in range(0, len(rows), _ROWS_A_STATEMENT):
        some = rows[start : start + _ROWS_A_STATEMENT]
        told = ", ".join([f"({blanks(columns)})"] * len(some))
        end = f" returning {giving}" if giving else ""
        yield f"insert into {model._meta.db_table} ({', '.join(map(_quoted, columns))}) values {told}{end}", [value for one in some for value in _values(model, one)]


def removed(model: type[Model], column: str, values: Collection[Any]) -> Iterator[Statement]:
    """What removes the rows with one of these values in a column."""
    if values:
        yield f"delete from {model._meta.db_table} where {_quoted(column)} in ({blanks(values)})", list(values)


def columns_of(model: type[Model]) -> list[str]:
    """The columns that are written, in order."""
    return list(_adapting(model))


def adapted(value: Any) -> Any:
    """A value as the driver takes it."""
    adapt = _ADAPTED.get(type(value))
    return adapt(value) if adapt else value


def blanks(values: Collection[Any]) -> str:
    """A blank for each value."""
    return ", ".join(["%s"] * len(values))


_ADAPTED: Mapping[type, Adapt] = {
    date: lambda value: connection.ops.adapt_datefield_value(value), datetime: lambda value: connection.ops.adapt_datetimefield_value(value),
}  # fmt: skip


def _values(model: type[Model], row: Row) -> Iterator[Any]:
    for column, (adapt, default) in _adapting(model).items():
        yield adapt(row[column] if column in row else default())


@lru_cache(maxsize=32)
def _adapting(model: type[Model]) -> dict[str, tuple[Adapt, Callable[[], Any]]]:
    """Each column that is written: how its value is adapted, and its default."""
    return {str(field.column): (_adapt(field), field.get_default) for field in model._meta.concrete_fields if not isinstance(field, AutoField)}


def _adapt(field: Field[Any, Any]) -> Adapt:
    return (lambda value: field.get_db_prep_save(value, connection)) if isinstance(field, JSONField) else adapted


def _quoted(column: str) -> str:
    """A column as SQL names it: `user`, `on` and `values` are words of the language."""
    return f'"{column}"'
