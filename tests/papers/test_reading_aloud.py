"""The plain version of an agreement and what is read aloud: the right words, and the right sounds where the voice is installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.specimens import AT, pdf_text
from rembuk.papers import voice
from rembuk.papers.letter import Missing
from rembuk.papers.letters.surat_kesepakatan_perdamaian.letter import SuratKesepakatanPerdamaian
from rembuk.papers.plain import PICTURES, plain_agreement, print_plain
from rembuk.papers.speech import abbreviations, digits, spoken
from rembuk.papers.voice import Audio, NoVoice, phonemes, read_aloud
from rembuk.record.kinds import declaration
from rembuk.reference.number_words import terbilang


def agreement(variant: str = "") -> SuratKesepakatanPerdamaian:
    from rembuk.papers.sample import example

    made = example("surat_kesepakatan_perdamaian", variant)
    assert isinstance(made, SuratKesepakatanPerdamaian) and not isinstance(made, Missing)
    return made


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Rp1.500.000,00", "satu juta lima ratus ribu rupiah"),
        ("Rp 750.000,-", "tujuh ratus lima puluh ribu rupiah"),
        ("3 Maret 2026", "tiga Maret dua ribu dua puluh enam"),
        ("2026-03-02", "dua Maret dua ribu dua puluh enam"),
        ("31/12/2025", "tiga puluh satu Desember dua ribu dua puluh lima"),
        ("pukul 09.30 WIB", "pukul sembilan lewat tiga puluh menit waktu Indonesia barat"),
        ("pukul 19.00 WIT", "pukul sembilan belas waktu Indonesia timur"),
        ("NIK 3305015204790001", "nomor induk kependudukan tiga tiga nol lima nol satu lima dua nol empat tujuh sembilan nol nol nol satu"),
        ("RT 02 RW 03", "er te dua er we tiga"),
        ("Pasal 310 ayat (2) UU 22/2009", "Pasal tiga ratus sepuluh ayat dua undang-undang nomor dua puluh dua tahun dua ribu sembilan"),
        ("Psl. 362 jo. Psl. 55 KUHP", "pasal tiga ratus enam puluh dua yungto pasal lima puluh lima kitab undang-undang hukum pidana"),
        ("ke-1 dan ke-4", "kesatu dan keempat"),
        ("B/21/III/2026", "B garis miring dua puluh satu garis miring tiga romawi garis miring dua ribu dua puluh enam"),
        ("2,5 persen", "dua koma lima persen"),
        ("0812 3456 7890", "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol"),
        ("Kerugian .........", "Kerugian belum diisi"),
    ],
)
def test_figures_and_abbreviations_become_words(written: str, said: str) -> None:
    assert spoken(written) == said


@given(st.integers(0, 10**15 - 1))
def test_an_amount_in_figures_is_spoken_as_it_is_written_in_words(amount: int) -> None:
    assert spoken("Rp" + f"{amount:,}".replace(",", ".")) == f"{terbilang(amount)} rupiah"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_spoken_without_ascii_figures(text: str) -> None:
    assert not any(letter in "0123456789" for letter in spoken(text))


def test_digits_are_read_one_by_one() -> None:
    assert digits("0812-34") == "nol delapan satu dua tiga empat"


def test_no_abbreviation_is_read_as_another() -> None:
    assert not [short for short, said in abbreviations().items() if short in said.split() and short != "sim"]


@pytest.mark.parametrize(
    ("written", "sounds"),
    [("mediasi", "mEdi'asi"), ("bengkel", "b'ENkEl"), ("Polres Jember", "p'olrEs dZ@mb'@r"), ("Rp2.000", "d'ua R2'ibu R2up'iah"), ("jo.", "j'uNto"), ("6", "@n'am")],
)
def test_the_voice_says_it_right(written: str, sounds: str) -> None:
    said = phonemes(written)
    assert said is not None, "espeak-ng is missing; ./test installs it"
    assert sounds in said


def test_without_the_program_a_person_can_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice.shutil, "which", lambda program: None)
    answer = read_aloud("Selamat pagi")
    assert isinstance(answer, NoVoice) and "espeak-ng" in answer.says.id and phonemes("a") is None


def test_a_sound_file_is_made() -> None:
    answer = read_aloud(plain_agreement(agreement()).text)
    assert not isinstance(answer, NoVoice), answer.says.en
    assert isinstance(answer, Audio) and len(answer.data) > 50_000 and answer.media_type in ("audio/wav", "audio/ogg")
    assert "tiga juta rupiah" in answer.words


def test_every_kind_of_promise_has_a_picture() -> None:
    drawn = {path.stem for path in PICTURES.glob("*.svg")}
    assert set(declaration().choices["term_kind"]) <= drawn


@pytest.mark.parametrize("variant", ["", "kejaksaan", "desa", "pengadilan"])
def test_the_plain_version_says_what_the_letter_says(variant: str) -> None:
    letter = agreement(variant)
    text = pdf_text(print_plain(letter, at=AT))
    for term in letter.terms:
        assert (term.owner or "") in text and (term.what or "")[1:] in text
        assert term.amount is None or f"{term.amount:,}".replace(",", ".") in text
    assert "Tidak ada yang boleh memaksa Anda." in text and "Bukan pengganti surat kesepakatan" in text


@pytest.mark.parametrize("variant", ["", "kejaksaan", "desa", "pengadilan"])
def test_plain_sentences_are_short(variant: str) -> None:
    for line in plain_agreement(agreement(variant)).text.splitlines():
        assert len(line.split()) <= 20, line


def test_pictures_fetch_nothing() -> None:
    assert not [path for path in Path(PICTURES).glob("*.svg") if "href" in path.read_text(encoding="utf-8")]
