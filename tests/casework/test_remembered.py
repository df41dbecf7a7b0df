"""A remembered case is never older than the store: whoever else writes the same case, in this process or another, is seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.node import ANI, INDRA, NOW, node_at, opened
from rembuk.casework import remembered
from rembuk.casework.acting import Casework, Done, Wish
from rembuk.casework.models import CaseAssignment, CaseKey, CaseOffice, CaseRow, WorkItem
from rembuk.casework.projection import Follower
from rembuk.casework.remembered import Folded, Remembered
from rembuk.ledger.rows import Print
from rembuk.record.act import Act
from rembuk.record.case import Case, fold
from rembuk.record.outcome import Refused

ACTS: dict[str, Callable[[int], Wish]] = {
    "note": lambda n: Wish("note_added", {"text": f"Catatan {n}"}),
    "fact": lambda n: Wish("fact_stated", {"fact": "loss", "value": str(1000 * (n + 1))}),
    "day": lambda n: Wish("fact_stated", {"fact": "tahap_ii_on", "value": f"2026-10-{n % 28 + 1:02d}"}),
    "number": lambda n: Wish("number_given", {"register": "police_report", "number": f"LP/{n}"}),
    "party": lambda n: Wish("party_added", {"role": "victim", "name": f"Korban {n}"}),
    "correction": lambda n: Wish("fact_stated", {"fact": "charges", "value": "Pasal 476 UU 1/2023" if n % 2 else "Pasal 466 UU 1/2023"}),
}


def written(case_id: str) -> list[Any]:
    """What stands written of a case, in every list."""
    parts = (CaseOffice, CaseAssignment, CaseKey, WorkItem)
    rows = [sorted(str({k: v for k, v in row.items() if k != "id"}) for row in model.objects.filter(case_id=case_id).values()) for model in parts]
    return [CaseRow.objects.filter(pk=case_id).values().get(), *rows]


def is_as_computed_anew(node: Casework, case_id: str, minute: int) -> None:
    """Asserts that what stands written is what the acts alone give, with nothing remembered."""
    before = written(case_id)
    CaseRow.objects.filter(pk=case_id).update(parts="", view=b"")
    node.renew(case_id, NOW + timedelta(minutes=minute))
    assert written(case_id) == before


@given(turns=st.lists(st.tuples(st.integers(0, 1), st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=3), st.booleans()), min_size=2, max_size=8))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_memories_that_write_the_same_case_agree_with_the_store(node: Casework, key_path: Path, turns: list[tuple[int, list[str], bool]]) -> None:
    """Two memories, as two processes have them; now and then one writes without having seen the other's newest acts."""
    nodes, case_id = (node, node_at(key_path)), opened(node)
    seen = fold(node.ledger.load(case_id)).heads
    for minute, (who, kinds, is_blind) in enumerate(turns):
        wishes = [ACTS[kind](10 * minute + place) for place, kind in enumerate(kinds)]
        done = nodes[who].perform(case_id, wishes, by=ANI, now=NOW + timedelta(minutes=minute), seen=seen if is_blind else None)
        assert isinstance(done, Done), done
        is_as_computed_anew(node, case_id, minute)


def test_an_act_of_another_process_is_never_missed(node: Casework, key_path: Path) -> None:
    from django.db import connections

    case_id = opened(node)
    for turn in range(3):
        assert isinstance(node.perform(case_id, [Wish("note_added", {"text": f"Sini {turn}"})], by=ANI, now=NOW), Done)
        connections.close_all()
        child = os.fork()
        if child == 0:
            done = node_at(key_path).perform(case_id, [Wish("party_added", {"role": "victim", "name": f"Sana {turn}"})], by=ANI, now=NOW)
            os._exit(0 if isinstance(done, Done) else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert isinstance(node.perform(case_id, [Wish("note_added", {"text": f"Lagi {turn}"})], by=ANI, now=NOW), Done)
        assert CaseKey.objects.filter(case_id=case_id, key=f"sana {turn}").exists(), "the other's act is not in the lists written after it"
        newest = node.ledger.load(case_id)[-1]
        assert newest.seen == fold(node.ledger.load(case_id)[:-1]).heads, "the author is said to have seen what was there"
    is_as_computed_anew(node, case_id, 0)


def test_what_another_process_closed_is_closed_here(node: Casework, key_path: Path) -> None:
    case_id, other = opened(node), node_at(key_path)
    assert isinstance(node.perform(case_id, [Wish("note_added", {"text": "Satu"})], by=ANI, now=NOW), Done)
    closed = other.perform(case_id, [Wish("case_closed", {"close_reason": "mistaken", "on": "2026-03-02", "reason": "salah"})], by=INDRA, now=NOW)
    assert isinstance(closed, Done), closed
    refused = node.perform(case_id, [Wish("investigation_started", {"on": "2026-03-02"})], by=ANI, now=NOW)
    assert isinstance(refused, Refused) and refused.code == "closed"


def test_a_save_that_fails_leaves_nothing_behind_in_memory(node: Casework, key_path: Path) -> None:
    fails: list[bool] = []

    def says(case: Case, _view: object, _law: object) -> list[str]:
        if fails:
            raise RuntimeError("disk")
        return [act.id for act in case.acts]

    watched = node_at(key_path)
    watched.followers = (Follower(says, lambda *_: None),)
    case_id = opened(watched)
    fails.append(True)
    with pytest.raises(RuntimeError, match="disk"):
        watched.perform(case_id, [Wish("party_added", {"role": "victim", "name": "Tidak Jadi"})], by=ANI, now=NOW)
    fails.clear()
    assert isinstance(watched.perform(case_id, [Wish("note_added", {"text": "Jadi"})], by=ANI, now=NOW), Done)
    assert not CaseKey.objects.filter(case_id=case_id, key="tidak jadi").exists()
    case = watched.case(case_id)
    assert case and len(case.victims) == 1 and CaseRow.objects.get(pk=case_id).acts == len(case.acts)


def test_a_refusal_leaves_the_remembered_case_as_it_is(node: Casework) -> None:
    case_id = opened(node)
    wishes = [Wish("party_added", {"role": "victim", "name": "Tidak Jadi"}), Wish("judge_appointed", {"judge": "citra", "on": "2026-03-02"})]
    for _ in range(2):
        assert isinstance(node.perform(case_id, wishes, by=ANI, now=NOW), Refused)
    assert isinstance(node.perform(case_id, [Wish("note_added", {"text": "Terus"})], by=ANI, now=NOW), Done)
    is_as_computed_anew(node, case_id, 0)


def test_a_case_is_taken_only_for_the_very_acts_it_was_folded_from_and_only_once(node: Casework) -> None:
    case = node.case(opened(node))
    assert case is not None
    prints = tuple(Print(act.device, act.number, bytes([place])) for place, act in enumerate(case.acts))
    memory, folded = Remembered(), Folded(case, None)
    for other in (prints[:-1], (*prints, Print("x", 1, b"")), (*prints[:-1], prints[-1]._replace(hash=b"lain")), prints[::-1]):
        memory.keep(folded, prints)
        assert memory.take(case.id, other) is None and memory.take(case.id, prints) is None
    memory.keep(folded, prints)
    assert memory.take(case.id, prints) is folded and memory.take(case.id, prints) is None


def test_memory_is_bounded_by_cases_and_by_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_CASES", 3)
    monkeypatch.setattr(remembered, "MOST_ACTS", 10)
    memory = Remembered()
    for number in range(5):
        act = Act(f"a.{number}", f"a.{number}", "case_opened", {"title": "x", "practice": "general", "begins_at": "police", "on": "2026-03-02"}, ANI, "a", number, 1, ())
        memory.keep(Folded(fold([act]), None), (Print("a", number, b""),) * (9 if number == 4 else 1))
    assert [memory.take(f"a.{number}", (Print("a", number, b""),) * (9 if number == 4 else 1)) is not None for number in range(5)] == [False, False, False, True, True]
