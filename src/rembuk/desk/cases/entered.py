"""What a form sent, as the raw fields that `record.filling` reads: text as typed, lists for several, rows for rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict

from rembuk.law.facts import Fact
from rembuk.record.kinds import Field, Kind

_MOST_ROWS = 40
_SEVERAL = frozenset({"choices", "refs"})


def entered(kind: Kind, sent: QueryDict, fact: Fact | None = None) -> dict[str, Any]:
    """The raw fields of an act in a sent form; blanks left empty are left out. `fact` says how a stated value was asked for."""
    raw = {field.name: value for field in kind.fields if (value := _value(field, sent, field.name, fact)) not in ("", [], None)}
    return raw


def _value(field: Field, sent: QueryDict, name: str, fact: Fact | None = None) -> Any:
    if field.type == "rows":
        return list(rows_of(field, sent))
    if field.type == "media":
        return [digest for digest in sent.getlist(f"{name}-kept") if re.fullmatch(r"[0-9a-f]{64}", digest)]
    if field.type == "value" and fact is not None:
        return _stated(fact, sent, name)
    if field.type in _SEVERAL:
        return [one for one in sent.getlist(name) if one]
    return sent.get(name, "").strip()


def _stated(fact: Fact, sent: QueryDict, name: str) -> Any:
    if fact.type == "set":
        return [one for one in sent.getlist(name) if one]
    if fact.may_be_never and sent.get(f"{name}-never"):
        return "belum"
    return sent.get(name, "").strip()


def rows_of(field: Field, sent: QueryDict) -> Iterator[Mapping[str, Any]]:
    """The rows of a repeated fieldset, empty ones left out."""
    for number in range(row_count(field.name, sent)):
        row = {column.name: _value(column, sent, f"{field.name}-{number}-{column.name}") for column in field.columns}
        if any(row.values()):
            yield {name: value for name, value in row.items() if value}


def row_count(name: str, sent: QueryDict) -> int:
    """How many rows the form showed."""
    shown = sent.get(f"{name}-rows", "")
    return min(int(shown), _MOST_ROWS) if shown.isdecimal() else 0
