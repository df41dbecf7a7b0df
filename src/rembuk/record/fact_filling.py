"""The value of a stated fact, read from a form's text or a program's JSON."""

from __future__ import annotations

import re
from typing import Any

from rembuk.law.facts import Fact, read_value, write_value
from rembuk.record.unreadable import Unreadable
from rembuk.reference.written import read_answer, read_date, read_rupiah


def fact_value(fact: Fact, raw: Any) -> Any:
    """A stated fact's JSON value; None (belum diketahui) is a statement too. Raises FactProblem or Unreadable with a sentence."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        raw = _from_text(fact, raw.strip())
    return write_value(read_value(fact, raw))


def _from_text(fact: Fact, text: str) -> Any:
    if fact.type == "bool":
        written = read_answer({"true": "ya", "false": "tidak"}.get(text, text))
        if written.problem:
            raise Unreadable(written.problem)
        return written.value
    if fact.type == "rupiah":
        amount = read_rupiah(text)
        if amount.problem:
            raise Unreadable(amount.problem)
        return amount.value
    if fact.type == "date" and text != "belum":
        day = read_date(text)
        if day.problem:
            raise Unreadable(day.problem)
        return day.value
    if fact.type in ("integer", "months", "days", "age"):
        if not re.fullmatch(r"\d{1,9}([.,]5)?", text):
            raise Unreadable(f"'{text}' bukan bilangan; tulis angka saja.")
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() else number
    return text
