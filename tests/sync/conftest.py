"""The stores of these tests are those of the ledger's: SQLite files and a PostgreSQL of their own."""

from __future__ import annotations

from ledger.conftest import database_access, databases, writer_processes

__all__ = ["database_access", "databases", "writer_processes"]
