"""Whatever happens to lines, clocks, disks and files between them, a hub and its nodes come to hold the same, and nothing anyone wrote is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from ledger.carrying import HubOffice, Line, Office, synced
from ledger.cast import NOON
from ledger.databases import Databases
from rembuk.ledger.sync import cards
from rembuk.ledger.sync.bundles import BundleProblem
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.sticks import export_answer, export_request, import_files
from rembuk.ledger.verify import verify
from sync.offices import HUB, NODES, Files, Person, new_node, shown_conflicts, tokens, true_conflicts

WHO = st.integers(0, len(NODES))
NODE = st.integers(0, len(NODES) - 1)
LARGE = st.integers(0, 400)
MOST_ROUNDS = 12


class Carrying(RuleBasedStateMachine):
    """A hub, three nodes, and everything that may befall them. Place 0 is the hub, the others are nodes."""

    def __init__(self, databases: Databases) -> None:
        super().__init__()
        self.files = Files(databases)
        self.hub = HubOffice(self.files.empty(), HUB)
        self.nodes = [new_node(self.files, key, self.hub) for key in NODES]
        self.line = Line(self.hub)
        self.now = NOON
        self.skew = [timedelta(0) for _ in NODES]
        self.backups: dict[int, list[Office]] = {}
        self.sticks: list[tuple[int, bytes]] = []
        self.written: set[str] = set()

    def office(self, place: int) -> Office:
        return self.nodes[place - 1] if place else self.hub

    def time_at(self, place: int) -> datetime:
        self.now += timedelta(minutes=7)
        return self.now + (self.skew[place - 1] if place else timedelta(0))

    @initialize(place=WHO)
    def a_case_that_everybody_has(self, place: int) -> None:
        self.open_case(place)
        for _ in range(2):
            for node in self.nodes:
                synced(node, self.line)

    @rule(place=WHO)
    def open_case(self, place: int) -> None:
        self.written.add(Person(self.office(place)).open_case(self.time_at(place)))

    @rule(place=WHO, pick=LARGE, count=st.integers(1, 5), size=st.sampled_from([1, 4, 30]))
    def write_notes(self, place: int, pick: int, count: int, size: int) -> None:
        person = Person(self.office(place))
        if cases := person.cases():
            for _ in range(count):
                self.written.add(person.note(cases[pick % len(cases)], self.time_at(place), size))

    @rule(place=WHO, pick=st.sampled_from([0, 0, 0, 1]), fact=st.sampled_from(["usia", "kerugian"]), value=st.integers(0, 3))
    def state_a_fact(self, place: int, pick: int, fact: str, value: int) -> None:
        person = Person(self.office(place))
        if cases := person.cases():
            self.written.add(person.state(cases[pick % len(cases)], fact, value, self.time_at(place)))

    @rule(place=NODE)
    def sync(self, place: int) -> None:
        self._talk(place)

    @rule(place=NODE, up=st.booleans(), at=st.integers(0, 1200))
    def sync_over_a_line_that_is_cut(self, place: int, up: bool, at: int) -> None:
        self.line.cut_up, self.line.cut_down = (at, None) if up else (None, at)
        self._talk(place)
        self.line.cut_up = self.line.cut_down = None

    @rule(place=NODE, at=st.integers(0, 900), bit=st.integers(0, 7))
    def sync_while_somebody_changes_the_answer(self, place: int, at: int, bit: int) -> None:
        def changed(content: bytes) -> bytes:
            return content[:at] + bytes((content[at] ^ 1 << bit,)) + content[at + 1 :] if at < len(content) else content

        self.line.change = changed
        self._talk(place)
        self.line.change = lambda content: content

    @precondition(lambda self: self.line.requests)
    @rule(pick=LARGE)
    def an_old_request_comes_again(self, pick: int) -> None:
        answer = self.hub.side.answer(self.line.requests[pick % len(self.line.requests)], self.now)
        b"".join(answer.records)

    @precondition(lambda self: self.line.requests)
    @rule(pick=LARGE, at=LARGE, bit=st.integers(0, 7))
    def a_forged_request_comes(self, pick: int, at: int, bit: int) -> None:
        content = bytearray(self.line.requests[pick % len(self.line.requests)])
        content[at % len(content)] ^= 1 << bit
        answer = self.hub.side.answer(bytes(content), self.now)
        assert answer.status in (400, 403)

    @rule(place=NODE, hours=st.integers(-48, 48))
    def a_clock_is_set(self, place: int, hours: int) -> None:
        self.skew[place] = timedelta(hours=hours)

    @rule(place=NODE, pick=LARGE)
    def a_case_leaves_an_office(self, place: int, pick: int) -> None:
        if cases := Person(self.hub).cases():
            self.hub.scope.without[NODES[place].code] = {cases[pick % len(cases)]}

    @rule(place=NODE)
    def it_comes_back(self, place: int) -> None:
        self.hub.scope.without.pop(NODES[place].code, None)

    @rule(place=WHO)
    def a_backup_is_made(self, place: int) -> None:
        source = self.office(place)
        copied = self.files.copy(source.store)
        self.backups.setdefault(place, []).append(HubOffice(copied, HUB) if place == 0 else Office(copied, source.key))

    @rule(place=WHO)
    def a_disk_breaks_and_the_backup_is_restored(self, place: int) -> None:
        """What only the broken disk held is gone; that is what backups are for. All else must come back."""
        if not (kept := self.backups.get(place)):
            return
        restored, lost = kept.pop(), self.office(place)
        if place:
            restored.join(self.hub)
            self.nodes[place - 1] = restored
        else:
            assert isinstance(restored, HubOffice)
            restored.scope.without = self.hub.scope.without
            self.hub = self.line.hub = restored
            for node in self.nodes:
                node.join(restored)
        elsewhere = {token for one in (self.hub, *self.nodes) for token in tokens(one.store)}
        self.written -= set(tokens(lost.store)) - elsewhere

    @rule(place=NODE, part_bytes=st.sampled_from([None, 1500, 4000]))
    def a_stick_is_written_for_the_hub(self, place: int, part_bytes: int | None) -> None:
        node = self.nodes[place]
        self.sticks += [(0, file) for file in export_request(node.store.ledger, node.key, cards.card_of(HUB), self.now, part_bytes)]

    @rule(place=NODE, part_bytes=st.sampled_from([None, 1500, 4000]))
    def a_stick_is_written_for_a_node(self, place: int, part_bytes: int | None) -> None:
        files = export_answer(self.hub.store.ledger, HUB, cards.card_of(NODES[place]), self.hub.scope, self.now, part_bytes)
        self.sticks += [(place + 1, file) for file in files]

    @precondition(lambda self: self.sticks)
    @rule(pick=LARGE, damage=st.one_of(st.none(), LARGE))
    def a_stick_arrives(self, pick: int, damage: int | None) -> None:
        """Some time, in any order, once or again; or damaged."""
        place, content = self.sticks[pick % len(self.sticks)]
        if damage is not None:
            before = tokens(self.office(place).store)
            content = content[:damage] + b"\0" + content[damage + 1 :] if content[damage : damage + 1] != b"\0" else content[:damage]
        office = self.office(place)
        side = self.hub.side if place == 0 else None
        try:
            for one in import_files(office.store.ledger, office.key, [content], self.now, hub_side=side):
                back = next((at for at, key in enumerate(NODES, 1) if one.answer and key.code == one.sender), None)
                self.sticks += [(back, one.answer)] if back and one.answer else []
        except BundleProblem:
            pass
        if damage is not None:
            assert tokens(office.store) == before

    def _talk(self, place: int) -> None:
        node, self.line.now = self.nodes[place], self.now
        try:
            node.node.sync(self.line.post, lambda: self.time_at(place + 1))
        except (OSError, EOFError, Unreadable):
            return

    def teardown(self) -> None:
        try:
            self._come_to_rest()
            acts = [one.acts() for one in (self.hub, *self.nodes)]
            assert all(held == acts[0] for held in acts), "the stores differ"
            held = tokens(self.hub.store)
            assert len(set(held)) == len(held), "something is there twice"
            assert self.written <= set(held), f"lost: {self.written - set(held)}"
            expected = true_conflicts(stored.act for stored in self.hub.store.everything())
            assert all(shown_conflicts(one.store) == expected for one in (self.hub, *self.nodes))
            assert [fault for one in (self.hub, *self.nodes) for fault in verify(one.store.ledger.using)] == []
        finally:
            self.files.close()

    def _come_to_rest(self) -> None:
        """Good lines and right clocks; the nodes take turns until nothing moves."""
        self.hub.scope.without.clear()
        self.line = Line(self.hub, self.now)
        self.skew = [timedelta(0) for _ in NODES]
        for _ in range(MOST_ROUNDS):
            outcomes = [synced(node, self.line) for node in self.nodes]
            if not any(one.sent or one.taken or one.is_more or one.waiting for one in outcomes):
                return
        raise AssertionError("they never come to rest")


def test_of_two_statements_made_apart_both_are_shown_everywhere(databases: Databases) -> None:
    files = Files(databases)
    hub = HubOffice(files.empty(), HUB)
    one, other = (new_node(files, key, hub) for key in NODES[:2])
    line = Line(hub)
    case = hub.open_case(NOON)
    for node in (one, other):
        synced(node, line)
    Person(one).state(case, "usia", 17, NOON)
    Person(other).state(case, "usia", 18, NOON - timedelta(days=1))
    Person(other).state(case, "kerugian", 18, NOON)
    for node in (one, other, one):
        synced(node, line)
    assert [shown_conflicts(office.store) for office in (hub, one, other)] == [{(case, "usia")}] * 3
    Person(one).state(case, "usia", 17, NOON)
    for node in (one, other):
        synced(node, line)
    assert [shown_conflicts(office.store) for office in (hub, one, other)] == [set()] * 3
    files.close()


def test_all_converge_and_nothing_is_lost(databases: Databases) -> None:
    examples = settings().max_examples // 5
    run_state_machine_as_test(lambda: Carrying(databases), settings=settings(max_examples=examples, stateful_step_count=30))  # type: ignore[no-untyped-call]
