"""Every letter: each blank is found in both printings, unknowns are visible blanks, the same record gives the same bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from papers.specimens import (
    AT,
    Marks,
    archive_problems,
    blank,
    docx_text,
    file_problems,
    filled,
    leaves,
    pdf_text,
    poppler_text,
    squeezed,
)
from rembuk.papers import words
from rembuk.papers.docx_build import build_letter
from rembuk.papers.docx_filling import names_in
from rembuk.papers.letter import Letter, Missing
from rembuk.papers.printed import WRITTEN, printed
from rembuk.papers.printing import print_docx, print_pdf
from rembuk.papers.registry import LETTERS, kinds
from rembuk.papers.sample import example, variants_of
from rembuk.papers.words import BLANK

EXAMPLES = [(letter_id, variant) for letter_id in kinds() for variant in ("", *variants_of(letter_id))]
NAMED = [f"{letter_id}-{variant}" if variant else letter_id for letter_id, variant in EXAMPLES]


def the_letter(letter_id: str, variant: str) -> Letter:
    letter = example(letter_id, variant)
    assert not isinstance(letter, Missing), letter.in_language("id")
    return letter


def writings(value: object) -> list[str]:
    """The ways a value may stand on paper."""
    for kind, (figures, in_words) in WRITTEN.items():
        if isinstance(value, kind):
            return [figures(value), in_words(value)]
    return [str(value)]


@pytest.mark.parametrize(("letter_id", "variant"), EXAMPLES, ids=NAMED)
def test_every_blank_is_found_in_both_printings(letter_id: str, variant: str, tmp_path: Path) -> None:
    letter = the_letter(letter_id, variant)
    marked = filled(type(letter), letter, Marks())
    texts = {"PDF": squeezed(poppler_text(print_pdf(marked, at=AT), tmp_path)), "DOCX": squeezed(docx_text(print_docx(marked, at=AT)))}
    for where, text in texts.items():
        lost = [path for path, value in leaves(marked) if not any(squeezed(writing) in text for writing in writings(value))]
        assert not lost, f"{where}: {lost}"


@pytest.mark.parametrize(("letter_id", "variant"), EXAMPLES, ids=NAMED)
def test_what_is_unknown_is_a_visible_blank(letter_id: str, variant: str) -> None:
    letter = the_letter(letter_id, variant)
    empty = blank(type(letter), letter)
    for text in (pdf_text(print_pdf(empty, at=AT)), docx_text(print_docx(empty, at=AT))):
        assert text.count(BLANK) >= 5
        assert not re.search(r"\bNone\b|\bnull\b|\bnone\b|\{\{|\}\}", text)


@pytest.mark.parametrize(("letter_id", "variant"), EXAMPLES, ids=NAMED)
def test_the_same_record_gives_the_same_bytes(letter_id: str, variant: str) -> None:
    letter = the_letter(letter_id, variant)
    for make in (print_pdf, print_docx):
        assert hashlib.sha256(make(letter, at=AT)).digest() == hashlib.sha256(make(letter, at=AT)).digest()  # type: ignore[operator]


@pytest.mark.parametrize(("letter_id", "variant"), EXAMPLES, ids=NAMED)
def test_a_pdf_is_a_whole_file_of_its_archive_level(letter_id: str, variant: str, tmp_path: Path) -> None:
    pdf = print_pdf(the_letter(letter_id, variant), at=AT)
    assert not file_problems(pdf, tmp_path) and not archive_problems(pdf)


@pytest.mark.parametrize(("letter_id", "variant"), EXAMPLES, ids=NAMED)
def test_no_mark_of_a_description_is_left_in_a_docx(letter_id: str, variant: str) -> None:
    text = docx_text(print_docx(the_letter(letter_id, variant), at=AT)).replace("https://", "")
    assert not re.search(r"\^|\*\*|__|//|<\||>\||(?<!\w)@\w|::", text.replace(BLANK, ""))


@pytest.mark.parametrize("letter_id", kinds())
def test_the_docx_template_is_the_one_its_description_makes(letter_id: str) -> None:
    folder = LETTERS / letter_id
    assert build_letter(folder) == (folder / "letter.docx").read_bytes(), "python -m rembuk.papers.docx_build"


@pytest.mark.parametrize("letter_id", kinds())
def test_a_docx_template_asks_only_for_blanks_of_its_letter(letter_id: str) -> None:
    letter = the_letter(letter_id, "")
    assert names_in(LETTERS / letter_id / "letter.docx") <= set(printed(letter))


@pytest.mark.parametrize(("letter_id", "variant"), EXAMPLES, ids=NAMED)
def test_no_text_of_a_template_is_fetched_from_elsewhere(letter_id: str, variant: str) -> None:
    assert "@preview" not in (LETTERS / letter_id / "letter.typ").read_text(encoding="utf-8")


def test_amounts_and_days_are_written_as_letters_write_them() -> None:
    assert words.rupiah(1_500_000) == "Rp1.500.000"
    assert words.rupiah_words(1_500_000) == "satu juta lima ratus ribu rupiah"
