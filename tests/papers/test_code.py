"""The code on a paper: it verifies without a line, and shows when anything of it was changed."""

from __future__ import annotations

import dataclasses
import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from papers.specimens import AT, pdf_text
from rembuk.papers.letter import Letter, Missing
from rembuk.papers.printing import print_pdf
from rembuk.papers.qr import Seal, code_drawing, code_text, verify_qr
from rembuk.papers.sample import example

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {"abcd2345": KEY.public_key().public_bytes_raw()}
SEAL = Seal("abcd2345", KEY.sign, "https://contoh.invalid/periksa/?t=")


def letter() -> Letter:
    made = example("surat_panggilan")
    assert not isinstance(made, Missing)
    return made


def test_a_code_says_which_letter_it_is_and_who_gave_it_out() -> None:
    checked = verify_qr(code_text(letter(), SEAL), KEYS)
    assert checked.genuine is True and checked.is_of(letter())
    assert (checked.letter, checked.number, checked.on, checked.device) == ("surat_panggilan", "S.Pgl/14/II/2026/Lantas", "2026-02-10", "abcd2345")


def test_a_code_is_not_that_of_another_record() -> None:
    checked = verify_qr(code_text(letter(), SEAL), KEYS)
    assert not checked.is_of(dataclasses.replace(letter(), addressee="Orang Lain"))


def test_a_code_of_an_unknown_device_is_neither_genuine_nor_false() -> None:
    assert verify_qr(code_text(letter(), SEAL), {}).genuine is None


@pytest.mark.parametrize(("old", "new"), [("II", "III"), ("20260210", "20260211"), ("surat_panggilan", "sp3")])
def test_a_changed_code_is_not_genuine(old: str, new: str) -> None:
    text = code_text(letter(), SEAL)
    assert old in text and verify_qr(text.replace(old, new, 1), KEYS).genuine is False


@given(st.data())
def test_no_single_change_of_a_code_goes_unseen(data: st.DataObject) -> None:
    text = code_text(letter(), dataclasses.replace(SEAL, address=""))
    place = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.sampled_from("abcXYZ019~-_"))
    if text[place] != other:
        assert verify_qr(text[:place] + other + text[place + 1 :], KEYS).genuine is not True


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert verify_qr(text, KEYS).genuine is not True


def test_strange_numbers_come_back_as_they_were() -> None:
    made = dataclasses.replace(letter(), number="B ~12/ü % 3", on=None)
    checked = verify_qr(code_text(made, SEAL), KEYS)
    assert checked.number == "B ~12/ü % 3" and checked.on == "" and checked.genuine is True


def test_the_code_is_drawn_and_explained_on_the_paper() -> None:
    pdf = pdf_text(print_pdf(letter(), at=AT, seal=SEAL))
    assert "Periksa dengan Rembuk, juga tanpa jaringan" in pdf
    assert re.search(r"<svg", code_drawing("R1~x"))
    assert "Periksa dengan Rembuk" not in pdf_text(print_pdf(letter(), at=AT))
