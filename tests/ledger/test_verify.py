"""Whoever changes the store behind the ledger's back is found, and the place is named.

Each test first takes the guards off, as somebody with the database's password could, and then really changes rows.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.cast import ANI, LAPTOP, Store
from rembuk.ledger import guards
from rembuk.ledger.chain import BEGINNING, hash_of, header_of
from rembuk.ledger.faults import Fault
from rembuk.ledger.verify import verify
from rembuk.ledger.writing import Draft


@pytest.fixture
def opened(store: Store) -> Store:
    """Two cases; desk has acts 1 to 9 under seals over 1, 2, 5, 6, 9, and laptop 1 to 3; the guards are off."""
    first, second = store.open_case(), store.open_case()
    store.append(first, *[Draft(first, "note_added", {"n": n}, ANI) for n in range(3)])
    for _ in range(3):
        store.note(second, by=LAPTOP)
    store.note(first)
    store.append(second, *[Draft(second, "note_added", {"n": n}, ANI) for n in range(3)])
    assert verify(store.ledger.using) == []
    guards.remove(store.connection)
    return store


def found(store: Store) -> list[Fault]:
    """The faults, without those that say that the guards are off."""
    faults = verify(store.ledger.using)
    tables = len(guards.TABLES) + len(guards.CARRIED)
    assert {fault.code for fault in faults[:tables]} == {"unguarded"}
    for fault in faults[tables:]:
        assert "None" not in fault.says + fault.says_en
    return faults[tables:]


def places(store: Store) -> list[tuple[str, str | None, int | None]]:
    return [(fault.code, fault.device, fault.number) for fault in found(store)]


CHANGES = [
    "case_id = 'laptop.1'",
    "kind = 'consent_given'",
    "clock = clock + 1",
    "body = substr(body, 1, length(body) - 1)",
    "hash = (select hash from ledger_act where device = 'laptop' and number = 1)",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_column_is_named_once_and_with_its_act(opened: Store, change: str) -> None:
    opened.sql(f"update ledger_act set {change} where device = 'desk' and number = 4")
    (fault,) = found(opened)
    assert (fault.code, fault.act, fault.device, fault.number) == ("content-changed", "desk.4", "desk", 4)
    assert fault.case == ("laptop.1" if "case_id" in change else "desk.1")
    assert "desk.4" in fault.says
    assert "desk.4" in fault.says_en


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("position = 100", [("out-of-order", "desk", 5)]),
        ("position = 0", [("out-of-order", "desk", 4)]),
        ("number = 40", [("acts-missing", "desk", 4), ("acts-missing", "desk", 10), ("out-of-order", "desk", 40), ("unsealed", "desk", 40)]),
        ("device = 'laptop', number = 4", [("acts-missing", "desk", 4), ("content-changed", "laptop", 4), ("unsealed", "laptop", 4)]),
        ("device = 'none'", [("acts-missing", "desk", 4), ("unknown-device", "none", 4), ("acts-missing", "none", 1), ("unsealed", "none", 4)]),
    ],
)
def test_an_act_under_another_name_or_place_is_named(opened: Store, change: str, expected: list[tuple[str, str, int]]) -> None:
    opened.sql(f"update ledger_act set {change} where device = 'desk' and number = 4")
    assert sorted(set(places(opened)) & set(expected), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("number", [1, 4, 5, 6])
def test_a_removed_act_is_named(opened: Store, number: int) -> None:
    opened.sql("delete from ledger_act where device = 'desk' and number = %s", number)
    (fault,) = found(opened)
    assert (fault.code, fault.device, fault.number) == ("acts-missing", "desk", number)


@pytest.mark.parametrize("number", [8, 9])
def test_a_removed_end_is_named_by_the_newest_seal(opened: Store, number: int) -> None:
    opened.sql("delete from ledger_act where device = 'desk' and number >= %s", number)
    assert places(opened) == [("tail-missing", "desk", number)]


def test_all_acts_of_a_device_gone_are_named(opened: Store) -> None:
    opened.sql("delete from ledger_act where device = 'laptop'")
    assert places(opened) == [("tail-missing", "laptop", 1)]


def test_two_acts_that_changed_places_are_both_named(opened: Store) -> None:
    columns = "case_id, kind, clock, body, hash"
    rows = {number: opened.sql(f"select {columns} from ledger_act where device = 'desk' and number = %s", number)[0] for number in (3, 4)}
    for here, there in ((3, 4), (4, 3)):
        opened.sql("update ledger_act set case_id = %s, kind = %s, clock = %s, body = %s, hash = %s where device = 'desk' and number = %s", *rows[there], here)
    assert {("content-changed", "desk", 3), ("content-changed", "desk", 4)} <= set(places(opened))


def test_two_numbers_exchanged_are_named(opened: Store) -> None:
    for statement in ("number = -1 where number = 3", "number = 3 where number = 4", "number = 4 where number = -1"):
        opened.sql(f"update ledger_act set {statement} and device = 'desk'")
    assert {("content-changed", "desk", 3), ("content-changed", "desk", 4)} <= set(places(opened))


def test_an_inserted_act_is_named_even_with_a_right_hash(opened: Store) -> None:
    *_, body, before = opened.sql("select body, hash from ledger_act where device = 'desk' and number = 9")[0]
    clock = opened.ledger.newest_clock() + 1
    digest = hash_of(bytes(before), header_of("desk.1", "note_added", "desk", 10, clock), bytes(body))
    opened.sql(
        "insert into ledger_act (case_id, kind, device, number, clock, body, hash, received_ms)"
        " values ('desk.1', 'note_added', 'desk', 10, %s, %s, %s, 0)", clock, body, digest,
    )  # fmt: skip
    (fault,) = found(opened)
    assert (fault.code, fault.act, fault.case) == ("unsealed", "desk.10", "desk.1")


def rehash(store: Store) -> None:
    """What a careful forger does: makes every hash fit again, and every seal name the new hash."""
    before = BEGINNING
    for number, case, kind, clock, body in store.sql("select number, case_id, kind, clock, body from ledger_act where device = 'desk' order by number"):
        before = hash_of(before, header_of(case, kind, "desk", number, clock), bytes(body))
        store.sql("update ledger_act set hash = %s where device = 'desk' and number = %s", before, number)


def test_a_forger_who_computes_the_hashes_again_is_caught_by_the_seals(opened: Store) -> None:
    opened.sql("update ledger_act set kind = 'consent_given' where device = 'desk' and number = 4")
    rehash(opened)
    assert places(opened) == [("wrong-head", "desk", last) for last in (5, 6, 9)]


def test_a_forger_who_writes_the_seals_again_is_caught_by_the_signature(opened: Store) -> None:
    opened.sql("update ledger_act set kind = 'consent_given' where device = 'desk' and number = 4")
    rehash(opened)
    opened.sql(
        "update ledger_seal set head = (select hash from ledger_act a where a.device = ledger_seal.device and number = last) where device = 'desk'"
    )
    assert places(opened) == [("bad-signature", "desk", last) for last in (5, 6, 9)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("signature = head", {("bad-signature", "desk", 5)}),
        ("sealed_ms = sealed_ms + 1", {("bad-signature", "desk", 5)}),
        ("head = (select hash from ledger_act where device = 'desk' and number = 4)", {("bad-signature", "desk", 5), ("wrong-head", "desk", 5)}),
        ("first = 4", {("seals-broken", "desk", 3)}),
        ("last = 4", {("bad-signature", "desk", 4), ("wrong-head", "desk", 4), ("seals-broken", "desk", 5)}),
        ("device = 'laptop'", {("bad-signature", "laptop", 5), ("seals-broken", "desk", 3)}),
        ("device = 'none'", {("unknown-device", "none", 5), ("seals-broken", "desk", 3)}),
    ],
)
def test_a_changed_seal_is_named(opened: Store, change: str, expected: set[tuple[str, str, int]]) -> None:
    opened.sql(f"update ledger_seal set {change} where device = 'desk' and last = 5")
    assert expected <= set(places(opened))


def test_removed_seals_are_named(opened: Store) -> None:
    opened.sql("delete from ledger_seal where device = 'desk' and last = 5")
    assert places(opened) == [("seals-broken", "desk", 3)]
    opened.sql("delete from ledger_seal where device = 'desk' and last = 9")
    assert places(opened)[1:] == [("unsealed", "desk", number) for number in (7, 8, 9)]


def test_another_key_for_a_device_is_named(opened: Store) -> None:
    opened.sql("update ledger_device set public_key = (select public_key from ledger_device where code = 'laptop') where code = 'desk'")
    assert places(opened) == [("bad-signature", "desk", last) for last in (1, 2, 5, 6, 9)]
    opened.sql("delete from ledger_device where code = 'desk'")
    assert places(opened) == [("unknown-device", "desk", 1)]


def test_guards_put_back_are_no_fault(opened: Store) -> None:
    guards.install(opened.connection)
    assert verify(opened.ledger.using) == []


@pytest.mark.parametrize("appends", [3, 4500])
def test_a_ledger_of_any_length_is_read_through(store: Store, appends: int) -> None:
    """More acts than one page, and a change in the last page."""
    case = store.open_case()
    for start in range(0, appends, 500):
        store.append(case, *[Draft(case, "note_added", {"n": n}, ANI, seen=()) for n in range(start, min(start + 500, appends))])
    assert verify(store.ledger.using) == []
    guards.remove(store.connection)
    store.sql("update ledger_act set kind = 'x' where number = %s", appends - 1)
    assert places(store) == [("content-changed", "desk", appends - 1)]


def test_checking_reads_one_moment_and_holds_no_writer_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts that are appended while it reads are neither missed nor taken for damage."""
    from rembuk.ledger import scroll

    case = store.open_case()
    store.note(case)
    other = _second_connection(store)
    monkeypatch.setattr(scroll, "ROWS_A_PAGE", 1)
    pages: Callable[..., object] = scroll._pages

    def busy_pages(*arguments: object) -> object:
        other.note(case)
        return pages(*arguments)

    monkeypatch.setattr(scroll, "_pages", busy_pages)
    assert verify(store.ledger.using) == []
    assert len(store.everything()) > 4


def _second_connection(store: Store) -> Store:
    from ledger.databases import open_alias

    return Store(open_alias(dict(store.connection.settings_dict)), enrolled=())
