"""How the cells of each kind of column are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rembuk.reference.written import Written, read_age, read_answer, read_date, read_recidivist, read_rupiah
from rembuk.reference.written_text import normalise, says_unknown
from rembuk.registers.column_names import key, vocabulary

_LOOKS_LIKE_CHARGES = re.compile(r"(?i)\d|pasal|kuhp|\buu\b")


def read_cell(field: str, text: str) -> Written[Any]:
    """Read one cell of a recognised field; a text field is its own value."""
    entry = vocabulary().fields[field]
    kind = entry["kind"]
    if kind == "date":
        return read_date(text)
    if kind == "rupiah":
        return read_rupiah(text)
    if kind == "age":
        return read_age(text)
    if kind == "answer":
        return read_answer(text)
    if kind == "recidivist":
        return _opposite(read_recidivist(text)) if entry.get("opposite") else read_recidivist(text)
    if kind in {"enum", "stage"}:
        return _read_word(text, entry["values"] if kind == "enum" else vocabulary().stage_words)
    return Written(normalise(text) or None)


def _opposite(read: Written[bool]) -> Written[bool]:
    return Written(None if read.value is None else not read.value, read.problem, read.note)


def _read_word(text: str, values: Any) -> Written[str]:
    plain = normalise(text).lower()
    if says_unknown(plain):
        return Written(None)
    exact = [value for value, words in values.items() if plain == value or key(plain) in {key(word) for word in words}]
    if len(exact) == 1:
        return Written(exact[0])
    choices = ", ".join(words[0] for words in values.values())
    return Written(None, f"«{text.strip()}» tidak dikenal; tulis salah satu dari: {choices}")


def fits(cells: Sequence[str], fields: Sequence[str | None]) -> bool:
    """Whether every cell of a known kind can be read; used to see which way a slipped row belongs."""
    for cell, field in zip(cells, fields, strict=True):
        if field is None or not cell.strip():
            continue
        if field == "charges" and not _LOOKS_LIKE_CHARGES.search(cell):
            return False
        kind = vocabulary().fields[field]["kind"]
        if kind in {"date", "age", "answer", "recidivist", "enum", "stage"} and read_cell(field, cell).problem:
            return False
    return True
