"""What is computed from the ledger can be computed again, and is the same."""

from __future__ import annotations

import pytest

from ledger.cast import DESK, LAPTOP, NOON, Store, adding
from rembuk.ledger import maintenance
from rembuk.record.act import Act


class Listing:
    """A small projection: how many acts each case has, and the newest."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.sql("create table listing (case_id text primary key, acts integer, newest text)")

    def project(self, acts: tuple[Act, ...]) -> None:
        for act in acts:
            self._store.sql(
                "insert into listing values (%s, 1, %s) on conflict (case_id) do update set acts = listing.acts + 1, newest = excluded.newest",
                act.case, act.id,
            )  # fmt: skip

    def reset(self) -> None:
        self._store.sql("delete from listing")

    def rows(self) -> list[tuple[str, int, str]]:
        return self._store.sql("select * from listing order by case_id")


def test_a_projection_built_again_is_equal(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "ACTS_A_PAGE", 3)
    listing = Listing(store)
    cases = [store.open_case(), store.open_case(by=LAPTOP)]
    listing.project(tuple(stored.act for stored in store.everything()))
    for number in range(11):
        case = cases[number % 2]
        store.ledger.append(case, adding(case), device=(DESK, LAPTOP)[number % 3 % 2], now=NOON, prepare=lambda acts: listing.project(acts) or ())
    before = listing.rows()
    assert sum(count for _, count, _ in before) == 13
    assert maintenance.rebuild(store.ledger.using, listing.project, listing.reset) == 13
    assert listing.rows() == before


def test_a_rebuild_that_fails_leaves_the_old_projection(store: Store) -> None:
    listing = Listing(store)
    case = store.ledger.append(None, lambda writing: [], device=DESK, now=NOON)
    assert case.acts == ()
    store.open_case()
    assert maintenance.rebuild(store.ledger.using, listing.project, listing.reset) == 1
    before = listing.rows()

    def failing(acts: tuple[Act, ...]) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        maintenance.rebuild(store.ledger.using, failing, listing.reset)
    assert listing.rows() == before
