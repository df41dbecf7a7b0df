"""The tables of RESULTS.md."""

from __future__ import annotations

from typing import Any


def written(found: dict[str, Any], work: dict[str, list[Any]], machine: str) -> str:
    """The page."""
    return ""
