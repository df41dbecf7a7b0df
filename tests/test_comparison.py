"""What an office may rely on when the old code is set beside the new."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.law.comparison import Comparison, compare, gate_flips
from rembuk.law.offences import load_catalogue

CATALOGUE = load_catalogue()
BEFORE, SINCE = date(2025, 6, 1), date(2026, 6, 1)


def favours(comparison: Comparison) -> dict[str, str]:
    return {criterion.name: criterion.favours for criterion in comparison.criteria}


def test_theft_is_the_same_prison_and_a_heavier_fine_now() -> None:
    theft = compare("kuhp1946-362", CATALOGUE, BEFORE)
    assert theft.old is CATALOGUE["kuhp1946-362"] and theft.new is CATALOGUE["kuhp2023-476"]
    assert favours(theft)["max_prison"] == "equal" and favours(theft)["fine"] == "old"
    assert theft.more_favourable == "old"
    assert theft.called_for is True
    assert "hakim" in theft.says_id and "judge" in theft.says_en


def test_assault_points_both_ways_and_nobody_is_told_which_law_wins() -> None:
    assault = compare("kuhp1946-351-1", CATALOGUE, BEFORE)
    assert favours(assault)["max_prison"] == "new" and favours(assault)["fine"] == "old"
    assert assault.more_favourable == "mixed"


def test_a_fine_that_only_one_law_threatens_is_not_weighed_by_a_machine() -> None:
    group_violence = compare("kuhp1946-170-1", CATALOGUE, BEFORE)
    assert favours(group_violence)["max_prison"] == "new" and favours(group_violence)["fine"] == "unknown"
    assert group_violence.more_favourable == "unknown"


def test_either_side_may_be_asked() -> None:
    from_new = compare("kuhp2023-525", CATALOGUE, None)
    assert from_new.old is CATALOGUE["kuhp1946-410"]
    assert from_new.called_for is None
    assert compare("kuhp1946-362", CATALOGUE, SINCE).called_for is False


def test_a_missing_counterpart_does_not_mean_the_act_is_lawful_now() -> None:
    resisting = compare("kuhp1946-212", CATALOGUE, BEFORE)
    assert resisting.new is None and resisting.more_favourable == "unknown"
    assert "periksa" in resisting.criteria[0].says_id


def test_petty_theft_can_now_be_ended_by_paying_the_fine() -> None:
    petty = compare("kuhp1946-364", CATALOGUE, BEFORE)
    assert favours(petty)["payment"] == "new"
    assert favours(petty)["limitation"] == "new"


def test_an_offence_that_stays_as_it_was_is_equal() -> None:
    assert compare("narkotika-127-1a", CATALOGUE, BEFORE).more_favourable == "equal"


def test_a_penalty_from_memory_is_not_compared() -> None:
    trustee = compare("kuhp1946-375", CATALOGUE, BEFORE)
    assert favours(trustee)["max_prison"] == "unknown" and trustee.more_favourable == "unknown"


@pytest.mark.parametrize(
    ("old", "new", "old_passes", "new_passes"),
    [
        ("kuhp1946-170-1", "kuhp2023-262-1", False, True),
        ("kuhp1946-305", "kuhp2023-429-1", False, True),
        ("kuhp1946-410", "kuhp2023-525", True, False),
        ("kuhp1946-375", "kuhp2023-489", None, True),
    ],
)
def test_where_the_five_year_gate_turns_over(
    old: str, new: str, old_passes: bool | None, new_passes: bool | None
) -> None:
    (flip,) = [f for f in gate_flips(CATALOGUE) if f.old_id == old and f.gate == "five_years"]
    assert (flip.new_id, flip.old_passes, flip.new_passes) == (new, old_passes, new_passes)
    assert flip.certain is (old_passes is not None)


def test_exactly_five_years_passes_and_exactly_seven_does_not() -> None:
    flips = {(f.gate, f.old_id) for f in gate_flips(CATALOGUE)}
    assert ("five_years", "kuhp1946-362") not in flips
    assert ("under_seven_years", "kuhp1946-330-1") in flips, "seven years became six: diversion opens"


@given(st.sampled_from(list(CATALOGUE)), st.sampled_from([BEFORE, SINCE, None]))
def test_every_row_can_be_compared_and_one_side_is_itself(offence: object, acted_on: date | None) -> None:
    comparison = compare(offence.id, CATALOGUE, acted_on)  # type: ignore[attr-defined]
    assert offence in (comparison.old, comparison.new)
    assert comparison.more_favourable in {"old", "new", "equal", "mixed", "unknown"}
    for criterion in comparison.criteria:
        assert criterion.says_id and criterion.says_en
    for flip in comparison.gate_flips:
        assert flip in gate_flips(CATALOGUE)
