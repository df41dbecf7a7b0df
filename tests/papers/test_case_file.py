"""The file of a case: contents first, letters in order, each with its own pages."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from papers.specimens import AT, pdf_text
from rembuk.papers.case_file import Filed, print_case_file
from rembuk.papers.letter import Letter, Missing
from rembuk.papers.printing import print_pdf
from rembuk.papers.sample import example

ORDER = ("surat_panggilan", "berita_acara_mediasi", "surat_kesepakatan_perdamaian", "sp3", "permohonan_penetapan")


def letters() -> list[Letter]:
    made = [example(letter_id) for letter_id in ORDER]
    return [one for one in made if not isinstance(one, Missing)]


def test_contents_name_every_letter_with_the_page_on_which_it_begins() -> None:
    pdf = print_case_file("Berkas perkara contoh", [Filed(one, "ab" * 32) for one in letters()], at=AT)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    begins = [number for number, text in enumerate(pages, 1) if "Halaman 1 dari" in text]
    contents = pages[0]
    assert len(begins) == len(ORDER) and "Daftar isi berkas" in contents and "abababababababab" in contents
    assert [int(line.split()[-1]) for line in contents.splitlines() if line.split()[-1:] and line.split()[-1].isdigit()][-len(ORDER) :] == begins


def test_each_letter_counts_its_own_pages() -> None:
    text = pdf_text(print_case_file("Berkas", [Filed(one) for one in letters()], at=AT))
    alone = [len(pypdf.PdfReader(io.BytesIO(print_pdf(one, at=AT))).pages) for one in letters()]
    wanted = [f"Halaman {page} dari {pages}" for pages in alone for page in range(1, pages + 1)]
    assert 1 in alone and max(alone) > 1
    assert re.findall(r"(Halaman \d+ dari \d+) · berkas (\d+)", text) == [(one, str(at)) for at, one in enumerate(wanted, 2)]
    assert "belum terbit" in text


def test_the_records_lie_in_the_file() -> None:
    pdf = print_case_file("Berkas", [Filed(one) for one in letters()], at=AT)
    assert sorted(pypdf.PdfReader(io.BytesIO(pdf)).attachments) == [f"surat-{n}.json" for n in range(1, len(ORDER) + 1)]


def test_the_same_letters_give_the_same_bytes() -> None:
    papers = [Filed(one) for one in letters()]
    assert print_case_file("Berkas", papers, at=AT) == print_case_file("Berkas", papers, at=AT)


def test_a_file_of_nothing_is_not_printed() -> None:
    with pytest.raises(ValueError, match="tanpa surat"):
        print_case_file("Berkas", [], at=AT)
