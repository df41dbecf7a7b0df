"""A process that is killed in the middle of saving loses nothing it confirmed, and leaves no list that says otherwise."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from casework.node import ANI, NOW, node_at, opened
from rembuk.casework.acting import Casework, Done, Wish

KILLS = 100 if os.environ.get("REMBUK_TEST_PROFILE") == "long" else 25


def _save_until_killed(key_path: Path, case_id: str, confirm: int) -> None:
    """Saves one note after another and writes each act's id to the pipe once it is confirmed."""
    node = node_at(key_path)
    while True:
        outcome = node.perform(case_id, [Wish("note_added", {"text": "satu"}), Wish("note_added", {"text": "dua"})], by=ANI, now=NOW)
        assert isinstance(outcome, Done)
        os.write(confirm, f"{outcome.acts[1].id}\n".encode())


def _killed_once(key_path: Path, case_id: str, chance: random.Random) -> list[str]:
    from django.db import connections

    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            _save_until_killed(key_path, case_id, write)
        finally:
            os._exit(1)
    os.close(write)
    first = os.read(read, 4096)
    time.sleep(chance.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    rest = b"".join(iter(lambda: os.read(read, 4096), b""))
    os.close(read)
    return (first + rest).decode().splitlines()


def test_what_was_confirmed_is_there_and_nothing_is_half_there(node: Casework, key_path: Path) -> None:
    from rembuk.casework.models import CaseRow
    from rembuk.ledger.verify import verify

    case_id, chance = opened(node, "Listrik padam"), random.Random(20260326)
    confirmed: list[str] = []
    for _ in range(KILLS):
        confirmed += _killed_once(key_path, case_id, chance)
        acts = node.ledger.load(case_id)
        assert CaseRow.objects.get(id=case_id).acts == len(acts), "the list and the record differ"
    kept = {act.id for act in acts}
    assert set(confirmed) <= kept and len(confirmed) >= KILLS
    assert (len(acts) - 4) % 2 == 0, "half of a save was kept"
    assert list(verify("default")) == []
