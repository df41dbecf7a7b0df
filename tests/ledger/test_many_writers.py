"""Several processes that write at the same time lose nothing, share no number, and decide on what really is there."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.cast import DESK, LAPTOP, Store, device
from ledger.writers import LISTING, processes, write_some
from rembuk.ledger.rows import Stored
from rembuk.ledger.verify import verify

APPENDS = 40
pytestmark = pytest.mark.usefixtures("writer_processes")


def start(database: dict[str, Any], writers: list[tuple[str, str]], pause: float = 0.0) -> list[Any]:
    started = [processes.Process(target=write_some, args=(database, code, case, APPENDS, pause)) for code, case in writers]
    for one in started:
        one.start()
    return started


def finish(started: list[Any]) -> None:
    for one in started:
        one.join()
    assert [one.exitcode for one in started] == [0] * len(started)


@pytest.mark.parametrize("codes", [("desk", "laptop"), ("desk", "desk"), ("desk", "laptop", "desk", "laptop")])
def test_writers_of_one_case_are_all_kept_and_decide_one_after_another(store: Store, database: dict[str, Any], codes: tuple[str, ...]) -> None:
    store.sql(LISTING)
    case = store.open_case()
    finish(start(database, [(code, case) for code in codes]))
    acts = store.ledger.load(case)
    assert len(acts) == 1 + APPENDS * len(codes)
    assert [act.fields["before"] for act in acts[1:]] == list(range(1, len(acts)))
    assert [act.seen for act in acts[1:]] == [(act.id,) for act in acts[:-1]]
    assert [act.number for act in store.acts_of(DESK)] == list(range(1, len(store.acts_of(DESK)) + 1))
    assert sorted(store.sql("select act from listing")) == sorted((act.id,) for act in acts[1:])
    assert verify(store.ledger.using) == []


def test_a_reader_of_the_log_passes_over_nothing_while_others_write(store: Store, database: dict[str, Any]) -> None:
    store.sql(LISTING)
    store.enrol(device("tablet"))
    cases = [store.open_case(key) for key in (DESK, LAPTOP, device("tablet"))]
    started = start(database, list(zip(("desk", "laptop", "tablet"), cases, strict=True)), pause=0.01)
    read: list[Stored] = []
    is_last = False
    while not is_last:
        is_last = not any(one.is_alive() for one in started)
        while page := store.ledger.load_since(read[-1].position if read else 0, 7):
            read += page
    finish(started)
    assert read == list(store.everything())
    assert len(read) == 3 + 3 * APPENDS
    assert verify(store.ledger.using) == []
