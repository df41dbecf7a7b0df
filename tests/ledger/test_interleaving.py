"""However appends, deliveries and restarts of three stores fall between one another, chains hold and all come to agree."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ledger.cast import ANI, NOON, Store, device
from ledger.databases import Databases, close_alias, open_alias
from rembuk.ledger.verify import verify
from rembuk.ledger.writing import Draft, Writing
from rembuk.record.act import Act

CODES = ("desk", "laptop", "tablet")
PLACES = st.integers(0, len(CODES) - 1)


class Stores(RuleBasedStateMachine):
    """Each device has a store of its own; any store may deliver any part of what it has to any other."""

    def __init__(self, databases: Databases, vendor: str) -> None:
        super().__init__()
        self._all = databases
        self._made: list[dict[str, Any]] = [databases.fresh(vendor) for _ in CODES]
        self._stores = [Store(open_alias(one), enrolled=[device(code) for code in CODES]) for one in self._made]
        self._written: dict[str, Act] = {}

    @initialize(place=PLACES)
    def first_case(self, place: int) -> None:
        self.open_case(place, 0)

    @rule(place=PLACES, milliseconds=st.integers(-5, 5))
    def open_case(self, place: int, milliseconds: int) -> None:
        self._append(place, None, [Draft(None, "case_opened", {"ms": milliseconds}, ANI)])

    @rule(place=PLACES, pick=st.integers(0, 20), size=st.integers(1, 4))
    def add(self, place: int, pick: int, size: int) -> None:
        known = sorted({stored.act.case for stored in self._stores[place].everything()})
        if known:
            case = known[pick % len(known)]
            self._append(place, case, [Draft(case, "note_added", {"n": n}, ANI) for n in range(size)])

    @rule(place=PLACES, pick=st.integers(0, 20))
    def refuse(self, place: int, pick: int) -> None:
        store, before = self._stores[place], self._stores[place].everything()
        answer = store.ledger.append(None, lambda writing: ("ditolak", writing.reserve()), device=device(CODES[place]), now=NOON)
        assert answer[0] == "ditolak"
        assert store.everything() == before

    @rule(sender=PLACES, receiver=PLACES, data=st.data())
    def deliver(self, sender: int, receiver: int, data: st.DataObject) -> None:
        acts = [stored.act for stored in self._stores[sender].everything()]
        part = data.draw(st.lists(st.sampled_from(acts), max_size=12) if acts else st.just([]))
        seals = [one for code in CODES for one in self._stores[sender].seals_of(device(code))]
        kept = data.draw(st.lists(st.sampled_from(seals), max_size=6) if seals else st.just([]))
        self._stores[receiver].ledger.receive(part, kept, now=NOON)

    @rule(place=PLACES)
    def restart(self, place: int) -> None:
        self._stores[place].connection.close()

    @invariant()
    def every_store_holds_whole_chains(self) -> None:
        for store in self._stores:
            everything = store.everything()
            assert all(self._written[stored.act.id] == stored.act for stored in everything)
            for code in CODES:
                theirs = [stored.act for stored in everything if stored.act.device == code]
                assert [act.number for act in theirs] == list(range(1, len(theirs) + 1))

    def teardown(self) -> None:
        try:
            self._exchange_everything()
            for store in self._stores:
                assert verify(store.ledger.using) == []
                assert {stored.act.id for stored in store.everything()} == self._written.keys()
            for case in {act.case for act in self._written.values()}:
                assert len({tuple(sorted(store.ledger.heads(case))) for store in self._stores}) == 1
        finally:
            for store, made in zip(self._stores, self._made, strict=True):
                close_alias(store.ledger.using)
                self._all.give_back(made)

    def _append(self, place: int, case: str | None, drafts: list[Draft]) -> None:
        def write(writing: Writing) -> list[Draft]:
            return drafts

        added = self._stores[place].ledger.append(case, write, device=device(CODES[place]), now=NOON)
        self._written |= {act.id: act for act in added.acts}

    def _exchange_everything(self) -> None:
        for source, code in zip(self._stores, CODES, strict=True):
            for target in self._stores:
                target.ledger.receive(source.acts_of(device(code)), source.seals_of(device(code)), now=NOON)


def test_any_interleaving_keeps_chains_numbers_and_order(databases: Databases, vendor: str) -> None:
    examples = settings().max_examples // 3
    run_state_machine_as_test(lambda: Stores(databases, vendor), settings=settings(max_examples=examples, stateful_step_count=20))  # type: ignore[no-untyped-call]
