"""Reading the cells of one column: each distinct text once, plain amounts and ISO dates all at once.

A *reading* is what one cell gave: a value, nothing known, or a problem, as `rembuk.reference.written` has it. What a word
means in one field only ("rutan" for detained) comes from the field itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rembuk.law.facts import NEVER, Fact
from rembuk.reference.written import Written, read_age, read_answer, read_date, read_recidivist, read_rupiah
from rembuk.reference.written_text import normalise, quoted, says_unknown
from rembuk.registers.docket_columns import TEXT_KINDS, Field, cell_key, load_known_columns

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from rembuk.law.columnar import Column

_DAYS = re.compile(r"([0-9]{1,4}) ?(?:hari|hr|days?)?", re.IGNORECASE)
#: The type of the fact that a kind of column fills.
FACT_TYPES = {
    "date": "date", "rupiah": "rupiah", "age": "age", "days": "days", "answer": "bool", "recidivist": "bool", "enum": "enum",
    "stage": "enum",
}  # fmt: skip
_PLAIN_AMOUNT, _PLAIN_DATE = "^[1-9][0-9]{3,14}$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_EPOCH = date(1970, 1, 1).toordinal()


def read_cell(field: Field, text: str, not_after: date | None) -> Written[Any]:
    """Read one cell of a field that is not text. Values: bool for answers, a word of `field.values` for enum and stage."""
    key = cell_key(text)
    if key in field.words:
        word = field.words[key]
        return Written(word if field.kind in ("enum", "stage") else word == "ya")
    if field.may_be_never and key in load_known_columns().not_yet:
        return Written(NEVER)
    if field.kind == "date":
        return read_date(text, not_after=not_after)
    return _READERS[field.kind](field, text)


def _read_word(field: Field, text: str) -> Written[str]:
    plain = normalise(text)
    if says_unknown(plain):
        return Written(None)
    return Written(None, f"{quoted(plain)} belum terbaca; tulis salah satu: {', '.join(_first_words(field))}.")


def _first_words(field: Field) -> list[str]:
    """For each value the first word in the data that an office would write."""
    first: dict[str, str] = {}
    for word, value in field.words.items():
        if word != value:
            first.setdefault(value, word)
    return list(first.values())


def _read_days(field: Field, text: str) -> Written[int]:
    plain = normalise(text)
    if says_unknown(plain):
        return Written(None)
    match = _DAYS.fullmatch(plain)
    if not match:
        return Written(None, f"{quoted(plain)} belum terbaca sebagai jumlah hari; tulis angkanya saja, misalnya 12.")
    return Written(int(match[1]))


_READERS: Mapping[str, Callable[[Field, str], Written[Any]]] = {
    "rupiah": lambda field, text: read_rupiah(text),
    "age": lambda field, text: read_age(text),
    "answer": lambda field, text: read_answer(text),
    "recidivist": lambda field, text: read_recidivist(text),
    "days": _read_days,
    "enum": _read_word,
    "stage": _read_word,
}


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column, read. `values[i]` is row i's value, None when nothing is known; `problems` and `notes` are by row."""

    values: list[Any]
    problems: dict[int, str]
    notes: dict[int, str]


@dataclass(frozen=True, eq=False)
class Readings:
    """One column, read text by text: `written[places[i]]` is row i's reading; -1 where the cell is empty or `plain` has the
    value (whole rupiah, or the ordinal of a day; None elsewhere)."""

    field: Field
    plain: pl.Series | None
    places: NDArray[np.int32]
    written: list[Written[Any]]

    def values(self) -> list[Any]:
        """Each row's value, as the cell says it; None when nothing is known."""
        values: list[Any] = [reading.value for reading in self.written] + [None]
        out = [values[place] for place in self.places.tolist()]
        if self.plain is None:
            return out
        dates = self.field.kind == "date"
        for row, value in zip(*_filled(self.plain), strict=True):
            out[row] = date.fromordinal(value) if dates else value
        return out

    def said(self, what: str) -> dict[int, str]:
        """The problems or the notes ("problem", "note"), by row."""
        import numpy as np

        sentences = [getattr(reading, what) for reading in self.written]
        speaking = np.array([bool(sentence) for sentence in (*sentences, None)])
        return {row: sentences[self.places[row]] for row in np.flatnonzero(speaking[self.places]).tolist()}

    def column(self) -> ReadColumn:
        """The column with its problems and notes."""
        return ReadColumn(self.values(), self.said("problem"), self.said("note"))

    def array(self) -> Column:
        """The column as the docket engine reads it: what the field's fact is, so turned round where the field is the opposite."""
        from rembuk.law.columns import column

        fact = Fact(self.field.fact or self.field.name, FACT_TYPES[self.field.kind], "", "", self.field.values)
        base = column(fact, [*(reading.value for reading in self.written), None])
        if isinstance(base, tuple):
            return _with_plain(base[0][self.places], self.plain), _with_plain(base[1][self.places], self.plain)
        if self.field.opposite:
            base = -base
        return _with_plain(base[self.places], self.plain)


def _filled(plain: pl.Series) -> tuple[list[int], list[int]]:
    rows = plain.is_not_null().arg_true()
    return rows.to_list(), plain.gather(rows).to_list()


def _with_plain(column: NDArray[Any], plain: pl.Series | None) -> NDArray[Any]:
    """The plain values put in; whole column as narrow as its numbers allow."""
    import numpy as np

    if plain is None or plain.null_count() == len(plain):
        return column
    numbers = plain.fill_null(-1).to_numpy()
    out = np.where(numbers < 0, column, numbers)
    return out.astype(np.int32) if out.max() < 2**31 else out


def read_texts(field: Field, texts: pl.Series, *, words: Mapping[str, str], not_after: date | None) -> Readings:
    """Read a column of texts. `words`: what an office's own words mean, by `cell_key`; they are read in their place."""
    if field.kind in TEXT_KINDS:
        raise ValueError(f"'{field.name}' adalah teks; tidak ada yang perlu dibaca")
    plain = None if words else _plain(field.kind, texts, not_after)
    distinct, places = distinct_texts(texts if plain is None else texts.set(plain.is_not_null(), None))
    written = [read_cell(field, words.get(cell_key(text), text), not_after) for text in distinct]
    return Readings(field, plain, places, written)


def distinct_texts(texts: pl.Series) -> tuple[list[str], NDArray[np.int32]]:
    """The distinct texts of a column, and each row's place among them (-1 where empty)."""
    import numpy as np
    import polars as pl

    distinct = texts.drop_nulls().unique(maintain_order=True)
    if distinct.is_empty():
        return [], np.full(len(texts), -1, np.int32)
    numbers = pl.Series(range(len(distinct)), dtype=pl.Int32)
    places = texts.replace_strict(distinct, numbers, default=-1, return_dtype=pl.Int32)
    return distinct.to_list(), places.fill_null(-1).to_numpy()


def _plain(kind: str, texts: pl.Series, not_after: date | None) -> pl.Series | None:
    """Amounts in figures only and days in ISO form, exactly as their readers would read them; None elsewhere."""
    import polars as pl

    if kind == "rupiah":
        return texts.set(~texts.str.contains(_PLAIN_AMOUNT), None).cast(pl.Int64)
    if kind != "date":
        return None
    days = texts.set(~texts.str.contains(_PLAIN_DATE), None).str.to_date("%Y-%m-%d", strict=False)
    last = min(not_after or date.max, date(2100, 12, 31))
    days = days.set((days < date(1945, 1, 1)) | (days > last), None)
    return days.cast(pl.Int32).cast(pl.Int64) + _EPOCH
