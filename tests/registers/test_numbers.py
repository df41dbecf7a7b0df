"""A number, its list and its parts can never disagree, however rows come and go and however they are narrowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registers.matters import ANI, BUDI, NOW, a_row, do, keep, opened, party
from rembuk.casework.acting import Casework
from rembuk.registers.statistics import keeping
from rembuk.registers.statistics.cells import fold_changes, recount
from rembuk.registers.statistics.keeping import rebuild, reset
from rembuk.registers.statistics.models import CaseNumbers, Counted, NumberCell, NumberChange
from rembuk.registers.statistics.numbers import definitions
from rembuk.registers.statistics.questions import (
    Narrow,
    broken_down,
    rows_behind,
    rows_of_wait,
    total_of,
    totals,
    waited,
    waits,
)

OFFICES = ("polres-kebumen", "polres-cilacap", "kejari-kebumen")
OUTCOMES = [value for one in definitions().parts_of("received") for value in one.where["outcome"]]


def columns() -> st.SearchStrategy[dict[str, Any]]:
    """Random columns of a counted row."""
    flag, money = st.booleans(), st.integers(0, 3) .map(lambda n: n * 1_000_000)
    return st.fixed_dictionaries({
        "office": st.sampled_from(OFFICES), "half": st.sampled_from(["2025-2", "2026-1"]), "province": st.sampled_from(["33", "34", ""]),
        "stage": st.sampled_from(["police", "prosecution"]), "is_3t": flag, "offence_group": st.sampled_from(["property", "traffic"]),
        "age": st.sampled_from(["child", "adult"]), "practice": st.sampled_from(["general", "traffic"]), "finding": st.sampled_from(["eligible", "unknown", ""]),
        "outcome": st.sampled_from(OUTCOMES), "is_first": flag, "is_offered": flag, "has_agreed": flag, "victim_refused": flag, "agreed_rupiah": money,
        "restored_rupiah": money, "days_to_offer": st.none() | st.integers(0, 5), "days_in_all": st.none() | st.integers(0, 90),
    })  # fmt: skip


def narrows() -> st.SearchStrategy[Narrow]:
    """Random narrowing, of every grain."""
    return st.builds(
        Narrow, offices=st.none() | st.frozensets(st.sampled_from(OFFICES)), halves=st.none() | st.just(frozenset({"2026-1"})),
        province=st.sampled_from(["", "33"]), stage=st.sampled_from(["", "police"]), is_3t=st.none() | st.booleans(),
        offence_group=st.sampled_from(["", "traffic"]), age=st.sampled_from(["", "child"]), practice=st.sampled_from(["", "general"]),
    )  # fmt: skip


def equal_everywhere(narrow: Narrow) -> None:
    """Every number is that of its list, and the parts make up the whole."""
    found = totals(narrow)
    for name in definitions().numbers:
        assert found[name] == total_of(name, rows_behind(name, narrow)), name
    assert sum(found[one.id] for one in definitions().parts_of("received")) == found["received"]
    for by in ("half", "office", "province", "stage", "age"):
        assert sum(one["received"] for one in broken_down(narrow, by).values()) == found["received"]
    for name in definitions().waits:
        days = sorted(getattr(row, name) for row in rows_of_wait(name, narrow))
        told = waits(narrow).get((), {}).get(name, waited({}))
        assert told.rows == len(days)
        if days:
            assert told.median == days[(len(days) - 1) // 2] and told.longest == days[-1]


@pytest.mark.usefixtures("undone")
def change(row: CaseNumbers, sign: int) -> None:
    """Note that a row came or went."""
    NumberChange.objects.create(sign=sign, **{field.attname: getattr(row, field.attname) for field in Counted._meta.get_fields()})


class TestRandomRows:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rows=st.lists(columns(), max_size=12), gone=st.sets(st.integers(0, 11)), narrow=narrows(), fold_at=st.integers(0, 12))
    def test_a_number_equals_its_list_while_rows_come_and_go(self, rows: list[dict[str, Any]], gone: set[int], narrow: Narrow, fold_at: int) -> None:
        reset()
        for number, one in enumerate(rows):
            row = a_row(number, **one)
            row.save()
            change(row, 1)
            if number == fold_at:
                fold_changes()
        for number in gone & set(range(len(rows))):
            row = CaseNumbers.objects.get(case=f"uji.{number}")
            change(row, -1)
            row.delete()
        equal_everywhere(narrow)
        fold_changes()
        assert not NumberChange.objects.exists()
        equal_everywhere(narrow)
        recount()
        equal_everywhere(narrow)


@pytest.fixture
def counted(node: Casework) -> Iterator[Casework]:
    """A node on which one case went from police to prosecution, one was closed, and one was a mistake."""
    reset()
    first = opened(node, "Pencurian sepeda")
    victim, suspect = party(node, first, "victim"), party(node, first, "suspect")
    (offer,) = do(node, first, ("offer_made", {"parties": [victim, suspect], "on": "2026-03-05"}), days=3)
    do(node, first, ("offer_answered", {"offer": offer, "party": victim, "answer": "refused", "on": "2026-03-07"}), days=5)
    do(node, first, ("handed_over", {"to_office": "kejari-kebumen", "to_stage": "prosecution", "handover_reason": "tahap_ii", "on": "2026-03-20"}), days=18)
    second = opened(node, "Perkelahian")
    do(node, second, ("case_closed", {"close_reason": "sp3", "on": "2026-04-01"}), days=30)
    third = opened(node, "Salah ketik")
    do(node, third, ("case_closed", {"close_reason": "mistaken", "on": "2026-03-03"}), days=1)
    yield node
    reset()


def test_a_handed_case_counts_once_at_each_office_that_held_it(counted: Casework) -> None:
    at_police, at_prosecution = (totals(Narrow(offices=frozenset({office}))) for office in ("polres-kebumen", "kejari-kebumen"))
    assert (at_police["received"], at_police["ended_p21"], at_police["ended_sp3"]) == (2, 1, 1)
    assert (at_prosecution["received"], at_prosecution["reported"], at_prosecution["still_open"]) == (1, 0, 1)
    assert totals(Narrow())["reported"] == 2, "an entry made by mistake was counted, or a handed case twice"


def test_who_refused_is_told(counted: Casework) -> None:
    found = totals(Narrow())
    assert (found["offered"], found["refused_by_victim"], found["refused_by_offender"]) == (1, 1, 0)
    assert [row.stage for row in rows_behind("refused_by_victim", Narrow())] == ["police"]


def test_waits_are_days_between_the_legal_days_of_events(counted: Casework) -> None:
    told = waits(Narrow(stage="police"))[()]
    assert (told["days_to_offer"].median, told["days_to_answer"].median) == (3, 2)
    assert (told["days_in_all"].rows, told["days_in_all"].median, told["days_in_all"].longest) == (2, 18, 30)


def test_rows_kept_act_by_act_are_those_of_a_rebuild(counted: Casework) -> None:
    mine = set(CaseNumbers.objects.values_list("case", flat=True))

    def rows() -> set[tuple[Any, ...]]:
        return {keeping._values(row) for row in CaseNumbers.objects.filter(case__in=mine)}

    before = rows()
    rebuild(counted, NOW)
    assert rows() == before
    equal_everywhere(Narrow())


def test_adding_an_act_that_changes_no_number_writes_nothing(counted: Casework) -> None:
    case_id = CaseNumbers.objects.filter(outcome="p21").values_list("case", flat=True)[0]
    before = NumberChange.objects.count()
    do(counted, case_id, ("note_added", {"text": "Catatan."}), by=BUDI._replace(office="kejari-kebumen"), days=20)
    assert NumberChange.objects.count() == before


def test_sums_are_brought_up_to_date_by_themselves(counted: Casework, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "FOLD_EVERY", 1)
    do(counted, opened(counted, "Satu lagi"), ("note_added", {"text": "x"}), by=ANI)
    assert not NumberChange.objects.exists() and NumberCell.objects.exists()
    equal_everywhere(Narrow())


def test_keep_is_what_the_record_calls(node: Casework) -> None:
    case_id = opened(node)
    keep(node, case_id)
    assert CaseNumbers.objects.filter(case=case_id).count() == 1
