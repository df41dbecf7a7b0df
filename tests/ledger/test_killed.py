"""A writer that is killed at any moment leaves every confirmed act, and nothing half."""

from __future__ import annotations

import os
import random
import signal
import time
from typing import Any

import pytest

from ledger.cast import Store
from ledger.writers import LISTING, processes, write_until_killed
from rembuk.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("writer_processes")
KILLS = 100 if os.environ.get("REMBUK_TEST_PROFILE") == "long" else 25


def confirmed_until_killed(database: dict[str, Any], case: str, chance: random.Random) -> list[str]:
    """Starts a writer, kills it in the midst of its work, gives the ids of the acts that it had confirmed."""
    ours, theirs = processes.Pipe(duplex=False)
    writer = processes.Process(target=write_until_killed, args=(database, "desk", case, theirs))
    writer.start()
    theirs.close()
    confirmed: list[str] = []
    for _ in range(chance.randrange(1, 6)):
        confirmed += ours.recv()
    time.sleep(chance.uniform(0, 0.004))
    os.kill(writer.pid or 0, signal.SIGKILL)
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    try:
        while True:
            confirmed += ours.recv()
    except (EOFError, OSError):
        return confirmed


def test_a_killed_writer_leaves_all_it_confirmed_and_nothing_half(store: Store, database: dict[str, Any]) -> None:
    store.sql(LISTING)
    case = store.open_case()
    chance = random.Random(20260102)
    confirmed = [one for _ in range(KILLS) for one in confirmed_until_killed(database, case, chance)]
    # The next append waits for whatever the last of the killed had begun.
    store.note(case)
    acts = store.ledger.load(case)[1:-1]
    assert set(confirmed) <= {act.id for act in acts}
    assert len(set(confirmed)) == len(confirmed) >= KILLS
    assert [act.number for act in acts] == list(range(2, len(acts) + 2))
    parts = [act.fields["part"] for act in acts if act.fields["of"] == act.fields["part"] + 1]
    assert sum(part + 1 for part in parts) == len(acts), "an append of which only a part was kept"
    assert sorted(store.sql("select act from listing")) == sorted((act.id,) for act in acts)
    assert verify(store.ledger.using) == []
