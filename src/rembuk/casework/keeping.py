"""Writing the projections of one case: what is as it was is left alone, the rest is replaced.

Nouns. A *part* is the rows of one model that belong to a case. Its *print* is a short digest of those rows, that of the view one of its
bytes; the case's row keeps the prints, so that one read tells which parts have changed.
"""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
from django.db import connection
from django.db.models import Model

from rembuk.casework.kept_findings import shortened, whole
from rembuk.casework.models import CaseRow
from rembuk.casework.tables import Row, adapted, added, columns_of, removed
from rembuk.law.library import Law
from rembuk.ledger.connection import Rows, Statement

#: Columns that move with every act; they are brought up to date in rows that otherwise stay.
_MOVING = "changed_at"
_PRINT_BYTES = 9
_write, _read = msgspec.json.Encoder().encode, msgspec.json.Decoder().decode


class Part(NamedTuple):
    """The rows of one model that belong to a case: what they say (any JSON values), and how to make them when that has changed."""

    says: Any
    rows: Callable[[], Sequence[Row]]


class Packed(NamedTuple):
    """A view with its bytes as kept, and their print."""

    view: Mapping[str, Any]
    kept: bytes
    print: str


def kept_query(case_id: str) -> Statement:
    """Asks what of the case's row tells all that stands written of it: the prints, and the day and law of its view; `kept_in` reads the answer."""
    return "select parts, view_for from casework_caserow where id = %s", [case_id]


def kept_in(answer: Rows) -> dict[str, Any] | None:
    """These columns; None for a case that is new."""
    return dict(zip(("parts", "view_for"), answer[0], strict=True)) if answer else None


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


def prints_in(kept: Row | None) -> tuple[str, ...]:
    """The prints of what stands written of a case: of its view, its parts, and what rooms above keep of it."""
    return tuple(kept["parts"].split()) if kept else ()


def keeping(
    row: Row, view: Packed, parts: Mapping[type[Model], Part], kept: Row | None, *, followed: Sequence[str] = ()
) -> tuple[str, list[Statement]]:
    """All prints of a case, and what writes its row and its parts over what is kept. `followed` are the prints of what rooms above keep of it.

    `kept` are the columns of its row that are known; the statements belong into the transaction in which they were read.
    """
    prints = [view.print, *(says_print(part.says) for part in parts.values())]
    told, before = " ".join([*prints, *followed]), prints_in(kept)
    statements = list(_row_written({**row, "parts": told} | ({"view": view.kept} if before[:1] != (view.print,) else {}), kept))
    moment = adapted(row[_MOVING])
    for place, (model, part) in enumerate(parts.items(), start=1):
        if before[place : place + 1] != (prints[place],):
            statements += [*(removed(model, "case_id", [row["id"]]) if kept else ()), *added(model, part.rows())]
        elif _MOVING in columns_of(model):
            statements.append((f"update {model._meta.db_table} set {_MOVING} = %s where case_id = %s", [moment, row["id"]]))
    return told, statements


def _row_written(row: Row, kept: Row | None) -> Iterator[Statement]:
    """The case's row: all of it, or the columns that say something else, for what is written may have to be moved in every index it is in."""
    if kept is None:
        yield from added(CaseRow, [row])
    elif new := {name: adapted(value) for name, value in row.items() if name not in kept or kept[name] != value}:
        yield f"update casework_caserow set {', '.join(f'{name} = %s' for name in new)} where id = %s", [*new.values(), row["id"]]


def says_print(says: Any) -> str:
    """The print of what something says, any JSON values."""
    return print_of(_write(says))


def print_of(written: bytes) -> str:
    """A short digest."""
    return urlsafe_b64encode(blake2b(written, digest_size=_PRINT_BYTES).digest()).decode()


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
