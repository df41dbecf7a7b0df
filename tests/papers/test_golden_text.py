"""What every example letter says, word for word, as it was read and found right. A change of wording is seen in the difference.

After a wanted change: REMBUK_GOLDEN=write ./test tests/papers/test_golden_text.py, then read what changed.
"""

from __future__ import annotations

import os
import textwrap
from pathlib import Path

import pytest

from papers.specimens import AT, pdf_text
from rembuk.papers.letter import Missing
from rembuk.papers.printing import print_pdf
from rembuk.papers.registry import kinds
from rembuk.papers.sample import example

GOLDEN = Path(__file__).with_name("golden")


def said(letter_id: str) -> str:
    """The text of the example, in lines short enough to be compared."""
    letter = example(letter_id)
    assert not isinstance(letter, Missing)
    return textwrap.fill(pdf_text(print_pdf(letter, at=AT)), 120, break_long_words=False, break_on_hyphens=False) + "\n"


@pytest.mark.parametrize("letter_id", kinds())
def test_a_letter_says_what_it_said(letter_id: str) -> None:
    path = GOLDEN / f"{letter_id}.txt"
    if os.environ.get("REMBUK_GOLDEN") == "write":
        path.write_text(said(letter_id), encoding="utf-8")
    assert said(letter_id) == path.read_text(encoding="utf-8")


def test_there_is_a_text_for_every_letter_and_no_other() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(kinds())
