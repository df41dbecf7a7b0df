"""Numbers from blocks: given without a line, never twice, and a used-up block says so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.papers.numbers import Block, Given, next_block, next_number, overlaps, pattern_problem
from rembuk.record.outcome import Refused

MARCH = date(2026, 3, 2)


def block(first: int = 1, last: int = 5, **more: object) -> Block:
    return Block("polres-kebumen", "abcd2345", "B", 2026, first, last, **{"pattern": "B/{n:03}/{roman_month}/{year}/{unit}", "unit": "Lantas", **more})  # type: ignore[arg-type]


def test_a_number_is_written_by_its_pattern() -> None:
    assert next_number(block(21, 30), [], MARCH) == Given(21, "B/021/III/2026/Lantas", 9)


def test_a_used_up_block_says_so_and_what_to_do() -> None:
    refused = next_number(block(1, 2), [1, 2], MARCH)
    assert isinstance(refused, Refused) and refused.code == "block-used-up" and "blok baru" in refused.remedy


def test_a_block_gives_no_number_of_another_year() -> None:
    assert isinstance(next_number(block(), [], date(2027, 1, 4)), Refused)


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(1, 7))
def test_two_devices_never_give_one_number(turns: list[bool], size: int) -> None:
    blocks: list[Block] = []
    given: dict[str, list[int]] = {"satu": [], "dua": []}
    texts = []
    for turn in turns:
        device = "satu" if turn else "dua"
        answer: Given | Refused = Refused("", "", "", "", "")
        for own in [b for b in blocks if b.device == device]:
            answer = next_number(own, given[device], MARCH)
        if isinstance(answer, Refused):
            blocks.append(next_block(blocks, "o", device, "B", 2026, size=size, pattern="{n}/{year}"))
            answer = next_number(blocks[-1], given[device], MARCH)
        assert isinstance(answer, Given)
        given[device].append(answer.n)
        texts.append(answer.text)
    assert len(set(texts)) == len(texts) and not overlaps(blocks)


def test_blocks_that_share_a_number_are_found() -> None:
    assert overlaps([block(1, 5), block(5, 9), block(10, 12)]) == [(block(1, 5), block(5, 9))]


@pytest.mark.parametrize(("pattern", "says"), [("B/{year}", "tanpa {n}"), ("{n}/{unitt}", "unitt"), ("{n}/{unit", "kurung")])
def test_a_pattern_that_cannot_work_is_refused(pattern: str, says: str) -> None:
    assert says in pattern_problem(pattern)
    with pytest.raises(ValueError, match="pola"):
        block(pattern=pattern)
