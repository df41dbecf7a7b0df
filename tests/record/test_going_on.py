"""A case gone on with is the case folded anew: whoever acted, in whatever order it arrived, however much was computed of it before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import settings

from record.every_kind import every_kind
from record.story import ANI, TODAY, Story
from record.test_any_order import Offices, everything, readings
from rembuk.record.act import Act
from rembuk.record.case import OUTSIDE_LAW, Case, fold, go_on
from rembuk.record.kinds import declaration
from rembuk.record.milestones import milestones
from rembuk.record.questions import question
from rembuk.record.stages import assigned, offices, standing


def answers(case: Case, on: date = TODAY) -> list[Any]:
    """What is computed of a case once and then remembered, and all that it amounts to."""
    suspects = ["", *(s.id for s in case.suspects)]
    computed = [[milestones(case, one), question(case, case.thing("party", one), on), standing(case, one)] for one in suspects]
    readings(case)
    return [everything(case), case.place, [act.id for act in case.unread], computed, offices(case), assigned(case)]


def gone_on(acts: Sequence[Act], steps: int = 1) -> Case:
    """The case as a process has it that took the acts as they came, so many at a time, and read everything in between."""
    case = fold(acts[:1])
    for start in range(1, len(acts), steps):
        came = acts[start : start + steps]
        before = answers(case)
        if not go_on(case, came):
            assert answers(case) == before, "a case that cannot be gone on with stays as it was"
            case = fold([*case.acts, *came])
    return case


class Arrivals(Offices):
    """The same three devices; at the end all they wrote arrives at a fourth, in an order of its own. Their own claims are proven elsewhere."""

    every_order_gives_the_same_case = nothing_is_lost = every_true_conflict_is_named_and_no_false_one = None
    every_reading_of_the_case_answers_on_every_device = deciding_never_fails = None

    def teardown(self) -> None:
        acts = list(self.written.values())
        whole = answers(fold(acts))
        for seed in (0, 1, 2):
            arriving = sorted(acts, key=lambda act: (act.clock, act.id)) if seed == 0 else random.Random(seed).sample(acts, len(acts))
            assert answers(gone_on(arriving, steps=seed + 1)) == whole


TestArrivals = Arrivals.TestCase
TestArrivals.settings = settings(stateful_step_count=20)


@pytest.mark.parametrize("steps", [1, 3])
def test_a_case_with_every_kind_of_act_can_be_gone_on_with_from_its_first_act_to_its_last(steps: int) -> None:
    acts = every_kind().acts
    case = fold(acts[:1])
    for start in range(1, len(acts), steps):
        assert go_on(case, acts[start : start + steps])
    assert answers(case) == answers(fold(acts)) == answers(gone_on(acts))


def test_an_act_that_comes_late_or_twice_or_was_awaited_is_not_gone_on_with() -> None:
    acts = every_kind().acts
    case = fold(acts)
    assert not go_on(case, acts[-1:])
    missing = fold([*acts[:4], *acts[5:]])
    assert not go_on(missing, [acts[4]])
    newest = acts[-1]
    awaited = newest._replace(id="z.1", device="z", number=1, clock=newest.clock + 5, seen=(newest.id,))
    answer = awaited._replace(id="y.1", device="y", clock=newest.clock + 2, seen=(awaited.id,))
    early = fold([*acts, answer])
    assert not go_on(early, [awaited])
    assert not go_on(fold([*acts, answer, awaited]), [awaited._replace(id="z.2", number=2, clock=awaited.clock + 1)]), "its order is not that of the clocks"


def test_an_act_of_a_newer_program_is_gone_on_with_and_stays_unread() -> None:
    acts = every_kind().acts
    strange = acts[-1]._replace(id="z.1", kind="tidak_dikenal", clock=acts[-1].clock + 1, seen=(acts[-1].id,))
    case = fold(acts)
    assert go_on(case, [strange]) and case.unread[-1] == strange and answers(case) == answers(fold([*acts, strange]))


def test_what_an_earlier_state_was_is_what_its_acts_fold_to() -> None:
    case = every_kind().case
    for count in range(1, len(case.acts) + 1, 5):
        assert everything(case.after(count)) == everything(fold(case.acts[:count]))
    assert case.after(len(case.acts)) is case


@pytest.mark.parametrize("kind", sorted(OUTSIDE_LAW))
def test_the_law_is_never_asked_about_an_act_outside_it(kind: str) -> None:
    declared = declaration().kinds[kind]
    assert not (declared.opens or declared.adds or declared.changes or declared.case or declared.track or declared.states or declared.reaches)
    story: Story = every_kind()
    before = {one.id: (milestones(story.case, one.id), question(story.case, one, TODAY), standing(story.case, one.id)) for one in story.case.suspects}
    added = next(act for act in story.acts if act.kind == kind)
    again = added._replace(id="z.1", device="z", number=1, clock=story.acts[-1].clock + 1, seen=(story.acts[-1].id,), author=ANI._replace(user="lain", name="Lain"))
    after = fold([*story.acts, again])
    assert before == {one.id: (milestones(after, one.id), question(after, one, TODAY), standing(after, one.id)) for one in after.suspects}
