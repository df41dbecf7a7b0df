"""Carrying opens transactions of its own, so every test has a database of its own."""

from __future__ import annotations

from desk.cases.conftest import empty_database, story, undone

__all__ = ["empty_database", "story", "undone"]
