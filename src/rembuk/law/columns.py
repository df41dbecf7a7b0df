"""Lists of fact values as the columns that the docket engine reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from rembuk.law.columnar import HALVES, Column
from rembuk.law.facts import Fact, Value
from rembuk.reference.bound import Bound

#: Stands for "no upper limit" in the high column of a number known only as limits.
OPEN_END = 2**62


def column(fact: Fact, values: Sequence[Value]) -> Column:
    """One fact over many rows; None is missing. Bounds make a pair of columns."""
    if fact.type == "bool":
        return np.array([0 if v is None else 1 if v else -1 for v in values], np.int8)
    if fact.type == "enum":
        codes = {value: i for i, value in enumerate(fact.values)}
        return np.array([-1 if v is None else codes[str(v)] for v in values], np.int8)
    if fact.type == "set":
        return np.array([_bits(fact, v) for v in values], np.int64)
    if fact.type == "date":
        return np.array([v.toordinal() if isinstance(v, date) else -1 for v in values], np.int32)
    scale = HALVES if fact.type == "months" else 1
    low = [_number(v.low if isinstance(v, Bound) else v, scale, 0 if isinstance(v, Bound) else -1) for v in values]
    if not any(isinstance(v, Bound) for v in values):
        return _smallest(low)
    high = [_number(v.high if isinstance(v, Bound) else v, scale, OPEN_END if isinstance(v, Bound) else -1) for v in values]
    return np.array(low, np.int64), np.array(high, np.int64)


def _bits(fact: Fact, value: Any) -> int:
    return -1 if value is None else sum(1 << fact.values.index(item) for item in value)


def _number(value: Any, scale: int, missing: int) -> int:
    return missing if value is None else round(value * scale)


def _smallest(numbers: list[int]) -> Column:
    return np.array(numbers, np.int32 if max(numbers, default=0) < 2**31 else np.int64)


def columns(facts: Mapping[str, Fact], names: Sequence[str], rows: Sequence[Mapping[str, Value]]) -> dict[str, Column]:
    """Every named fact over many cases."""
    return {name: column(facts[name], [row.get(name) for row in rows]) for name in names}
