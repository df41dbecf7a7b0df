"""What is computed from the ledger can be thrown away and computed again."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.connection import lock_log
from rembuk.ledger.rows import select_acts
from rembuk.ledger.store import Project

ACTS_A_PAGE = 500


def rebuild(using: str, project: Project, reset: Callable[[], None]) -> int:
    """Empties the projection with `reset`, then tells `project` every act in the order of the log; gives how many there were.

    One transaction: others see the old projection or the new one, and appends wait meanwhile. Raises StoreError.
    """
    connection = connections[using]

    def replay() -> int:
        lock_log(connection)
        reset()
        count, position = 0, 0
        while True:
            with connection.cursor() as cursor:
                page = tuple(select_acts(cursor, "position > %s", [position], ACTS_A_PAGE))
            if not page:
                return count
            project(tuple(stored.act for stored in page))
            count, position = count + len(page), page[-1].position

    return in_one_transaction(connection, replay)
