"""A letter's record as its templates read it, and as it is kept: plain JSON values.

In the *printed* form unknown fields are visible blanks, an unknown record inside a letter is a record of blanks, and amounts, days,
moments and counts stand twice: `paid` in figures, `paid_words` in words. Both printings read this form, so they cannot differ. The *kept*
form has the values themselves, null where unknown; its bytes are what a letter's digest is of.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from rembuk.papers import words
from rembuk.papers.letter import STATES, Letter, Rupiah
from rembuk.papers.words import BLANK
from rembuk.reference.number_words import terbilang
from rembuk.reference.written_dates import write_date

#: The form of the kept record; it grows when a field changes meaning.
FORM = 1
#: How a value of a type is written in figures and in words; a type before those it is a kind of.
WRITTEN: Mapping[type, tuple[Callable[[Any], str], Callable[[Any], str]]] = {
    Rupiah: (words.rupiah, words.rupiah_words),
    datetime: (words.moment_named, words.moment_words),
    date: (write_date, words.day_words),
    int: (str, terbilang),
}


def printed(letter: Letter) -> dict[str, Any]:
    """What the templates of a letter are given."""
    state = STATES[letter.state]
    return {"id": letter.id, "state_words": state.id, "state_words_en": state.en} | dict(_fields(type(letter), letter))


def kept(letter: Letter) -> bytes:
    """The record of a letter as canonical JSON: keys in order, no spaces, UTF-8. The same record gives the same bytes."""
    record = {"form": FORM, "letter": letter.id, **_plain(letter)}
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def record_digest(letter: Letter) -> str:
    """SHA-256 of the kept record, in hexadecimal: what the code on the paper signs."""
    return hashlib.sha256(kept(letter)).hexdigest()


def fields_of(record: type) -> dict[str, Any]:
    """The fields of a record class with their types, in order."""
    return {name: hint for name, hint in _hints(record).items() if name in {field.name for field in dataclasses.fields(record)}}


@lru_cache(maxsize=512)
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)


def _fields(record: type, value: Any) -> Iterator[tuple[str, Any]]:
    for name, hint in fields_of(record).items():
        given = getattr(value, name) if value is not None else None
        kind = _kind(hint)
        yield name, _print(given, kind)
        if kind in WRITTEN:
            yield f"{name}_words", WRITTEN[kind][1](given) if given is not None else BLANK


def _kind(hint: Any) -> Any:
    """The type a value has when it is known."""
    if get_origin(hint) in (Union, UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _print(value: Any, kind: Any) -> Any:
    origin = get_origin(kind)
    if origin is tuple:
        return [_print(item, _kind(get_args(kind)[0])) for item in value or ()]
    if dataclasses.is_dataclass(kind):
        return dict(_fields(kind, value))  # type: ignore[arg-type]
    if kind is bool or origin is Literal:
        return value
    if value is None or value == "":
        return BLANK
    return WRITTEN[kind][0](value) if kind in WRITTEN else str(value)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value) if field.name != "logo"}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
