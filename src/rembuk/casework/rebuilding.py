"""Every projection computed again from the acts: after an upgrade, a changed law, or doubt."""

from __future__ import annotations

from datetime import datetime

from rembuk.casework.acting import Casework
from rembuk.casework.projection import project, reset
from rembuk.ledger.maintenance import rebuild
from rembuk.record.act import Act
from rembuk.record.case import fold


def rebuild_all(casework: Casework, now: datetime) -> int:
    """Empty the projections and compute each case once, in one transaction; gives how many cases there are. Raises StoreError."""
    done: set[str] = set()

    def refresh(acts: tuple[Act, ...]) -> None:
        for case_id in dict.fromkeys(act.case for act in acts):
            if case_id not in done:
                done.add(case_id)
                project(fold(casework.ledger.load(case_id)), casework.law, now=now, followers=casework.followers)

    rebuild(casework.ledger.using, refresh, reset)
    return len(done)
