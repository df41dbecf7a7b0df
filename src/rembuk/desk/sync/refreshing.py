"""Lists and work computed again for cases whose acts have come from other devices: after the answer, so that the line does not wait for it.

What is still to be computed is noted in the transaction that takes the acts in. A power cut leaves the note; the next exchange or start goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from rembuk.desk.node import casework
from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.sync.models import Pending
from rembuk.record.act import Act


def note(acts: Iterable[Act]) -> None:
    """Notes the cases of these acts; inside the transaction that takes them in."""
    Pending.objects.bulk_create([Pending(case_id=case) for case in sorted({act.case for act in acts})], ignore_conflicts=True)


def refresh(now: datetime) -> int:
    """Computes the projections of every noted case, each in a transaction of its own; how many there were. Raises StoreError."""
    cases = list(Pending.objects.values_list("case_id", flat=True))
    for case in cases:

        def renew(case: str = case) -> None:
            casework().renew(case, now)
            Pending.objects.filter(case_id=case).delete()

        in_one_transaction(connection, renew)
    return len(cases)
