"""The books as declared: title, why the book exists, what makes a case enter it, and its columns with where each comes from.

    enters        kinds of acts with which a suspect enters the book, or `leg`: as soon as the case comes to the office
    where         facts of the case, and the values one of which each must have
    children      the book is about children only (kept apart from adults, and secret)
    lines_a_page  how many lines a printed page holds
    columns       id, label, type, and `from`, a source of `sources.py`; `law: true` where the law or a source names the column, else it
                  is our design
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rembuk.registers.statistics.numbers import Words

_FOLDER = Path(__file__).with_name("declared")
#: Types of columns; `names` and `text` may name people and are hidden from those who may not see names.
TYPES = frozenset({"number", "date", "words", "names", "text", "rupiah", "yesno", "count"})
SHIELDED_TYPES = frozenset({"names", "text"})
#: The pseudo-event of a case coming to the office.
LEG = "leg"


class Column(NamedTuple):
    """One column. `source` and `argument` are the two halves of `from`; `design` where no rule names the column."""

    id: str
    label: Words
    type: str
    source: str
    argument: str
    design: bool

    @property
    def is_shielded(self) -> bool:
        """Whether its text may name people."""
        return self.type in SHIELDED_TYPES


class Book(NamedTuple):
    """One register book."""

    id: str
    title: Words
    basis: Words
    stages: tuple[str, ...]
    enters: frozenset[str]
    where: Mapping[str, tuple[Any, ...]]
    children: bool
    lines_a_page: int
    columns: tuple[Column, ...]

    def page_of(self, line: int) -> int:
        """The page of its volume a line stands on."""
        return (line - 1) // self.lines_a_page + 1


@lru_cache(maxsize=1)
def books() -> Mapping[str, Book]:
    """Every book by id. Raises ValueError for a declaration that cannot be read, naming book and column."""
    return {path.stem: _book(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(_FOLDER.glob("*.yaml"))}


def _book(name: str, data: Mapping[str, Any]) -> Book:
    columns = tuple(_column(name, row) for row in data["columns"])
    if len({column.id for column in columns}) != len(columns):
        raise ValueError(f"{name}: dua kolom dengan nama yang sama")
    where = {fact: tuple(values) for fact, values in data.get("where", {}).items()}
    return Book(
        name, _words(data["title"]), _words(data["basis"]), tuple(data["stages"]), frozenset(data["enters"]), where, bool(data.get("children", False)),
        int(data["lines_a_page"]), columns,
    )  # fmt: skip


def _column(book: str, row: Mapping[str, Any]) -> Column:
    from rembuk.registers.books.sources import SOURCES

    source, _colon, argument = str(row["from"]).partition(":")
    if row["type"] not in TYPES or source not in SOURCES:
        raise ValueError(f"{book}.{row['id']}: jenis kolom atau sumber tidak dikenal")
    return Column(row["id"], _words(row["label"]), row["type"], source, argument, not row.get("law", False))


def _words(texts: Mapping[str, str]) -> Words:
    return Words(texts["id"], texts["en"])
