"""Each of the five practices runs from its first act to its end, and so does each of its failures: a story a file, read as it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from practices.conftest import TOLD_AT
from rembuk.casework.acting import Casework
from rembuk.casework.demo.cast import load_cast
from rembuk.casework.demo.expectation import unmet
from rembuk.casework.demo.story import Story, read_story, story_paths
from rembuk.casework.demo.telling import tell

PRACTICES = {"kebumen", "maluku-tengah", "jember", "perma", "muaro-jambi"}


def stories() -> list[Story]:
    return [read_story(path, load_cast(), TOLD_AT) for path in story_paths()]


@pytest.mark.parametrize("path", story_paths(), ids=lambda path: path.stem)
def test_the_story_runs_to_its_end_as_it_is_written(path: Path, new_node: Callable[[], Casework]) -> None:
    node = new_node()
    story = read_story(path, load_cast(), TOLD_AT)
    told, wrong = 0, []
    for one in tell(node, [story], load_cast(), TOLD_AT):
        told += 1
        wrong += [one.problem] if one.problem else unmet(node, one.telling, one.scene)
    assert not wrong, "\n".join(wrong)
    assert told == len(story.scenes), "cerita berhenti sebelum adegan terakhir"


def test_every_practice_has_a_story() -> None:
    assert {story.practice for story in stories()} == PRACTICES


def test_every_story_says_what_the_record_must_show() -> None:
    silent = [story.id for story in stories() if not any(scene.expect or scene.refused for scene in story.scenes)]
    assert not silent


@pytest.mark.parametrize("practice", sorted(PRACTICES - {"muaro-jambi"}))
def test_every_practice_with_cases_shows_a_settlement_and_a_failure(practice: str) -> None:
    ends = {str(line["closed"]) for story in stories() if story.practice == practice for scene in story.scenes for line in scene.expect if "closed" in line}
    handed = any(act.kind in ("filed_in_court", "handed_over") for story in stories() if story.practice == practice for scene in story.scenes for act in scene.acts)
    assert ends & {"rj", "diversion", "judgment"} and handed
