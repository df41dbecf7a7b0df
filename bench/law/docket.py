"""Random cases for timing the simplified art 5 rule: twelve facts, about a quarter of the rows with a gap.

Columns are those of the docket engine: yes/no as +1, -1 and 0 for missing; enums as codes and numbers, -1 for missing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

SEED = 15_2020
GROUPS = ("ordinary", "state_security", "life_min_penalty", "narcotics", "environment", "corporate")
TYPES = ("other", "property", "person", "negligence")
LIKELY = {
    "first_offence": 0.85, "fine_only": 0.1, "special_circumstances": 0.35, "peace_agreement": 0.8, "community_positive": 0.85,
    "returned_goods": 0.5, "compensated": 0.45, "costs_paid": 0.3,
}  # fmt: skip
FACTS = (
    "first_offence", "offence_group", "offence_type", "max_prison_months", "fine_only", "loss_idr", "special_circumstances",
    "peace_agreement", "community_positive", "returned_goods", "compensated", "costs_paid",
)  # fmt: skip


def columns(rows: int) -> dict[str, np.ndarray[Any, Any]]:
    """The docket as columns; the same seed gives the same docket."""
    rng = np.random.default_rng(SEED)
    with_gaps = rng.random(rows) < 0.27
    out: dict[str, np.ndarray[Any, Any]] = {}
    for name in FACTS:
        column, missing = _column(rng, name, rows)
        column[with_gaps & (rng.random(rows) < 0.2)] = missing
        out[name] = column
    return out


def _column(rng: np.random.Generator, name: str, rows: int) -> tuple[np.ndarray[Any, Any], int]:
    if name in LIKELY:
        return np.where(rng.random(rows) < LIKELY[name], 1, -1).astype(np.int8), 0
    if name == "offence_group":
        return rng.choice(6, rows, p=[0.8, 0.02, 0.05, 0.08, 0.02, 0.03]).astype(np.int8), -1
    if name == "offence_type":
        return rng.choice(4, rows, p=[0.2, 0.45, 0.25, 0.1]).astype(np.int8), -1
    if name == "max_prison_months":
        return rng.choice([3, 9, 12, 24, 32, 48, 60, 61, 84, 108, 144, 240], rows).astype(np.int32), -1
    loss = np.round(np.exp(rng.normal(14.5, 1.2, rows)), -3).astype(np.int32)
    loss[rng.random(rows) < 0.01] = 2_500_000
    return loss, -1


def cases(docket: dict[str, np.ndarray[Any, Any]], count: int) -> list[dict[str, Any]]:
    """The first rows as fact dictionaries, None for missing."""
    words = {"offence_group": GROUPS, "offence_type": TYPES}
    lists = []
    for name, column in docket.items():
        values = column[:count].tolist()
        if name in LIKELY:
            lists.append([{1: True, -1: False, 0: None}[v] for v in values])
        elif name in words:
            lists.append([None if v < 0 else words[name][v] for v in values])
        else:
            lists.append([None if v < 0 else v for v in values])
    return [dict(zip(docket, row, strict=True)) for row in zip(*lists, strict=True)]
