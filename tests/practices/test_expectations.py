"""A story that would be told wrongly is found out: a check that cannot fail would prove nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from practices.conftest import TOLD_AT
from rembuk.casework.acting import Casework
from rembuk.casework.demo.cast import load_cast
from rembuk.casework.demo.expectation import CHECKS, unmet
from rembuk.casework.demo.story import StoryProblem, story_of
from rembuk.casework.demo.telling import tell

OPENING: dict[str, Any] = {
    "when": "+0 09.00", "by": "wahyu",
    "acts": [
        {"case_opened": {"title": "Contoh", "practice": "general", "begins_at": "police", "as": "awal"}},
        {"party_added": {"role": "victim", "name": "Korban Contoh", "as": "korban"}},
        {"party_added": {"role": "suspect", "name": "Pelaku Contoh", "as": "pelaku"}},
    ],
}  # fmt: skip
WRONG: Mapping[str, Any] = {
    "regime": "kuhap_1981", "stage": "court", "office": "pn-negara", "closed": "rj", "status": "rj", "shielded": True, "headline": "eligible",
    "finding": {"perpol-8-2021": "eligible"}, "because": {"perpol-8-2021": "5-f"}, "asks": {"perpol-8-2021": "tidak-ada"}, "next": ["tidak-ada"],
    "not_next": ["langkah-15-1"], "running": ["tidak-ada"], "late": ["tidak-ada"], "done": ["tidak-ada"], "work": [{"office": "pn-negara"}],
    "no_work": True, "signals": ["above-loss"], "conflicts": ["loss"], "packet_lacks": [], "agreement": {"performed": True},
    "ask_offices": ["pn-negara"], "found_by": ["tidak ada"], "dated_work": ["tidak-ada"], "harapan-asing": 1,
}  # fmt: skip


def told(node: Casework, *scenes: dict[str, Any]) -> list[str]:
    story = story_of("uji", {"title": {}, "about": {}, "practice": "uji", "starts": date(2026, 3, 2), "scenes": list(scenes)}, load_cast(), TOLD_AT)
    wrong = []
    for one in tell(node, [story], load_cast(), TOLD_AT):
        wrong += [one.problem] if one.problem else unmet(node, one.telling, one.scene)
    return wrong


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_expectation_is_named_with_its_scene(name: str, new_node: Callable[[], Casework]) -> None:
    (said,) = told(new_node(), OPENING | {"expect": [{name: WRONG[name]}]})
    assert said.startswith("uji, adegan 1 (2026-03-02 09.00, wahyu): ")


def test_every_kind_of_expectation_is_tried_wrong() -> None:
    assert set(CHECKS) - set(WRONG) <= {"no_signals"}


def test_an_act_that_should_be_refused_and_is_not_is_named(new_node: Callable[[], Casework]) -> None:
    note = {"when": "+0 10.00", "by": "wahyu", "acts": [{"note_added": {"text": "Catatan"}}], "refused": "no-consent"}
    (said,) = told(new_node(), OPENING, note)
    assert "seharusnya ditolak (no-consent)" in said


def test_an_act_refused_for_another_reason_is_named_with_it(new_node: Callable[[], Casework]) -> None:
    judge = {"when": "+0 10.00", "by": "wahyu", "acts": [{"judge_appointed": {"judge": "citra"}}], "refused": "no-consent"}
    (said,) = told(new_node(), OPENING, judge)
    assert "wrong-role" in said


@pytest.mark.parametrize(
    "scene",
    [
        {"when": "+0 08.00", "by": "wahyu", "acts": []},
        {"when": "+0 10.00", "by": "tidak-ada", "acts": []},
        {"when": "+0 jam sepuluh", "by": "wahyu", "acts": []},
        {"when": "+0 10.00", "by": "wahyu", "kapan": 1},
        {"when": "+0 10.00", "by": "wahyu", "acts": [{"note_added": {"text": "a"}, "case_closed": {}}]},
    ],
)
def test_a_story_that_cannot_be_read_is_refused_with_its_scene(scene: dict[str, Any], new_node: Callable[[], Casework]) -> None:
    with pytest.raises(StoryProblem, match="uji, adegan 2"):
        told(new_node(), OPENING, scene)
