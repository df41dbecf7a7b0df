"""The demonstration an office sees on its first day: people who can sign in, lists that are full, cases that stand where they would today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from practices.conftest import TOLD_AT, node_of
from rembuk.casework.acting import Casework
from rembuk.casework.demo.build import DemoReport, build
from rembuk.casework.demo.cast import Member, Place, load_cast
from rembuk.casework.demo.examples import example_stories
from rembuk.ledger.keys import new_key


def built(node: Casework, examples: int = 8) -> tuple[DemoReport, list[Place], list[Member]]:
    places: list[Place] = []
    members: list[Member] = []
    report = build(node, add_office=places.append, add_person=members.append, now=TOLD_AT, examples=examples)
    return report, places, members


def test_the_demonstration_is_built_without_a_scene_gone_wrong(new_node: Callable[[], Casework]) -> None:
    from rembuk.casework.models import CaseRow, WorkItem

    node = new_node()
    report, places, members = built(node, examples=40)
    assert not report.problems
    mine = CaseRow.objects.filter(id__startswith=f"{node.device.code}.")
    assert mine.count() == report.case_count >= 55
    assert set(mine.values_list("stage", flat=True)) >= {"village", "police", "prosecution", "court"}
    waiting = WorkItem.objects.filter(case__in=mine)
    assert waiting.filter(due_on__lt=TOLD_AT.date()).exists() and waiting.filter(due_on__gte=TOLD_AT.date()).exists()
    for row in mine.filter(status="open"):
        due = waiting.filter(case=row, certain=True, due_on__isnull=False).exclude(kind="advice").order_by("due_on").values_list("due_on", flat=True)
        assert row.due_on == due.first(), f"{row.title}: the list says another day than the work"
    assert mine.filter(due_on__isnull=False).count() > 10
    assert {place.code for place in places} == set(load_cast().places) and len(members) == len(load_cast().members)


def test_the_codes_of_the_demonstration_open_their_cases(new_node: Callable[[], Casework]) -> None:
    from rembuk.casework.public import follow

    node = new_node()
    report, _, _ = built(node)
    assert len(report.codes) == 4
    for one in report.codes:
        shown = follow(node, one.code, one.phone, now=TOLD_AT)
        assert shown and shown["now"]["id"]


def test_offices_come_after_the_office_above_them() -> None:
    seen: set[str] = set()
    for place in load_cast().places.values():
        assert not place.parent or place.parent in seen
        seen.add(place.code)


def test_what_lists_show_is_what_the_acts_give_when_computed_again(new_node: Callable[[], Casework]) -> None:
    from rembuk.casework.rebuilding import rebuild_all

    node = new_node()
    built(node)
    renew_all(node)
    before = dict(projections())
    rebuild_all(node, TOLD_AT)
    after = dict(projections())
    for table, rows in before.items():
        assert after[table] == rows, table


def test_a_code_to_follow_a_case_by_survives_the_computing_again(new_node: Callable[[], Casework]) -> None:
    from rembuk.casework.public import follow, issue_code
    from rembuk.casework.rebuilding import rebuild_all

    node = new_node()
    report, _, _ = built(node)
    case = node.case(report.cases["maluku-tengah-menunggu"]["perkara"])
    assert case
    code = issue_code(node, case, case.victims[0], "0813 0000 0101", now=TOLD_AT)
    assert isinstance(code, str)
    rebuild_all(node, TOLD_AT)
    assert follow(node, code, "0813 0000 0101", now=TOLD_AT)


def test_the_same_day_tells_the_same_cases(new_node: Callable[[], Casework]) -> None:
    first, second = new_node(), new_node()
    told = [built(node)[0] for node in (first, second)]
    assert told[0].case_count == told[1].case_count
    for story, cases in told[0].cases.items():
        for name, case_id in cases.items():
            other_id = told[1].cases[story][name]
            assert other_id == case_id.replace(first.device.code, second.device.code)
            assert plain(first, case_id) == plain(second, other_id)


def test_a_story_that_runs_today_is_told_as_far_as_today() -> None:
    from rembuk.casework.demo.story import read_story, story_paths
    from rembuk.casework.demo.telling import tell

    node = node_of(new_key())
    path = next(path for path in story_paths() if path.stem == "maluku-tengah")
    half = read_story(path, load_cast(), TOLD_AT).scenes[5].when + timedelta(minutes=1)
    told = list(tell(node, [read_story(path, load_cast(), half)], load_cast(), half))
    assert len(told) == 6 and not any(one.problem for one in told)


@pytest.mark.usefixtures("database")
def test_small_cases_say_that_they_are_examples() -> None:
    stories = example_stories(load_cast(), TOLD_AT, 40)
    assert len(stories) == 40 and all("(contoh)" in story.title["id"] for story in stories)
    assert all(scene.when <= TOLD_AT for story in stories for scene in story.scenes)


def renew_all(node: Casework) -> None:
    from rembuk.casework.models import CaseRow

    for case_id in CaseRow.objects.values_list("id", flat=True):
        node.renew(case_id, TOLD_AT)


def projections() -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Every projection as sorted rows, without the numbers the database gives them."""
    from rembuk.casework import models

    for model in (models.CaseRow, models.CaseOffice, models.CaseAssignment, models.CaseKey, models.WorkItem, models.IdentityUse):
        columns = [field.attname for field in model._meta.concrete_fields if field.primary_key is False or model is models.CaseRow]
        yield model.__name__, sorted((tuple(map(_value, row)) for row in model.objects.values_list(*columns)), key=repr)


def _value(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def plain(node: Casework, case_id: str) -> str:
    """A case's view with the device written as a dash."""
    shown = node.view(case_id, TOLD_AT)
    assert shown
    return repr(shown[1]).replace(node.device.code, "-")
