"""Writing the projections of one case: what is as it was is left alone, the rest is replaced.

Nouns. A *part* is the rows of one model that belong to a case. Its *print* is a short digest of those rows, that of the view one of its
bytes; the case's row keeps the prints, so that one read tells which parts have changed.
"""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
from django.db import connection
from django.db.models import Model

from rembuk.casework.kept_findings import shortened, whole
from rembuk.casework.models import CaseRow
from rembuk.law.library import Law
from rembuk.ledger.connection import Statement, run_together

#: Columns that move with every act; they are brought up to date in rows that otherwise stay.
_MOVING = "changed_at"
_PRINT_BYTES = 9
_ROWS_A_STATEMENT = 40
_write, _read = msgspec.json.Encoder().encode, msgspec.json.Decoder().decode


class Part(NamedTuple):
    """The rows of one model that belong to a case: what they say (any JSON values), and how to make them when that has changed."""

    says: Any
    rows: Callable[[], Sequence[Model]]


class KeptRow(NamedTuple):
    """What stands written of a case: the prints of its view and its parts, and the day and law the view is of."""

    parts: tuple[str, ...]
    view_for: str


class Packed(NamedTuple):
    """A view with its bytes as kept, and their print."""

    view: Mapping[str, Any]
    kept: bytes
    print: str


def kept_row(case_id: str) -> KeptRow | None:
    """What stands written of a case; None for one that is new."""
    with connection.cursor() as cursor:
        cursor.execute("select parts, view_for from casework_caserow where id = %s", [case_id])
        found = cursor.fetchone()
    return KeptRow(tuple(found[0].split()), found[1]) if found else None


def kept_view(case_id: str, view_for: str, law: Law) -> dict[str, Any] | None:
    """The view that is kept of a case, where it is of that day and law."""
    with connection.cursor() as cursor:
        cursor.execute("select view from casework_caserow where id = %s and view_for = %s", [case_id, view_for])
        found = cursor.fetchone()
    return unpack(bytes(found[0]), law) if found else None


def packed(view: Mapping[str, Any], law: Law, before: Packed | None = None) -> Packed:
    """A view as it will be kept; `before` is that of the same case before, taken again where it says the same."""
    if before is not None and before.view == view:
        return before
    kept = pack(view, law)
    return Packed(view, kept, print_of(kept))


def keep(row: CaseRow, view: Packed, parts: Mapping[type[Model], Part], kept: KeptRow | None, *, followed: Sequence[str] = ()) -> None:
    """Write the case's row and its parts over what is kept; `followed` are the prints of what rooms above keep of the case.

    Call it inside a transaction, in which `kept` was read.
    """
    prints = [view.print, *(says_print(part.says) for part in parts.values())]
    row.parts = " ".join([*prints, *followed])
    before = kept.parts if kept else ()
    same_view = kept is not None and before[:1] == (view.print,) and kept.view_for == row.view_for
    statements = [_row_written(row, is_new=kept is None, but=("view",) if same_view else ())]
    for place, (model, part) in enumerate(parts.items(), start=1):
        if before[place : place + 1] != (prints[place],):
            statements += _replaced(model, row.id, [_values(one) for one in part.rows()], is_new=kept is None)
        elif _MOVING in _columns(model):
            moved = connection.ops.adapt_datetimefield_value(row.changed_at)
            statements.append((f"update {model._meta.db_table} set {_MOVING} = %s where case_id = %s", [moved, row.id]))
    with connection.cursor() as cursor:
        run_together(cursor, statements)


def _row_written(row: CaseRow, *, is_new: bool, but: Sequence[str]) -> Statement:
    names, values = _columns(CaseRow), _values(row)
    if is_new:
        return f"insert into casework_caserow ({', '.join(names)}) values ({_blanks(names)})", values
    told = [(name, value) for name, value in zip(names[1:], values[1:], strict=True) if name not in but]
    return f"update casework_caserow set {', '.join(f'{name} = %s' for name, _ in told)} where id = %s", [*(value for _, value in told), row.id]


def _replaced(model: type[Model], case_id: str, rows: Sequence[Sequence[Any]], *, is_new: bool) -> Iterator[Statement]:
    table, names = model._meta.db_table, _columns(model)
    if not is_new:
        yield f"delete from {table} where case_id = %s", [case_id]
    for start in range(0, len(rows), _ROWS_A_STATEMENT):
        some = rows[start : start + _ROWS_A_STATEMENT]
        told = ", ".join([f"({_blanks(names)})"] * len(some))
        yield f"insert into {table} ({', '.join(_quoted(model))}) values {told}", [value for one in some for value in one]


@lru_cache(maxsize=32)
def _fields(model: type[Model]) -> tuple[Any, ...]:
    """The columns that are written; a key the database gives by itself is not among them."""
    return tuple(field for field in model._meta.concrete_fields if not (field.primary_key and model is not CaseRow))


@lru_cache(maxsize=32)
def _columns(model: type[Model]) -> list[str]:
    return [field.column for field in _fields(model)]


def _quoted(model: type[Model]) -> list[str]:
    """The columns as SQL names them: `user` and `on` are words of the language."""
    return [f'"{column}"' for column in _columns(model)]


def _values(one: Model) -> list[Any]:
    return [field.get_db_prep_save(getattr(one, field.attname), connection) for field in _fields(type(one))]


def says_print(says: Any) -> str:
    """The print of what something says, any JSON values."""
    return print_of(_write(says))


def print_of(written: bytes) -> str:
    """A short digest."""
    return urlsafe_b64encode(blake2b(written, digest_size=_PRINT_BYTES).digest()).decode()


def _blanks(names: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(names))


def pack(view: Mapping[str, Any], law: Law) -> bytes:
    """A view as kept: compressed JSON, the findings without the texts of the law."""
    tracks = [{**track, "findings": [shortened(found, law) for found in track["findings"]]} for track in view["tracks"]]
    return zlib.compress(_write({**view, "tracks": tracks}), 1)


def unpack(kept: bytes, law: Law) -> dict[str, Any]:
    """A kept view, with the law it was kept with. Read it only: its parts are shared between views."""
    view: dict[str, Any] = _read(zlib.decompress(bytes(kept)))
    for track in view["tracks"]:
        track["findings"] = [whole(found, law) for found in track["findings"]]
    return view
