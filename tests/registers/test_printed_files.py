"""A month of a book and the half-year report as files for the archive."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from registers.matters import NOW, do, party
from registers.test_books import applied
from rembuk.casework.acting import Casework
from rembuk.registers.books.declarations import books
from rembuk.registers.books.printed_file import as_pdf as book_pdf
from rembuk.registers.books.printing import month_of
from rembuk.registers.statistics.half_year_report import report_of
from rembuk.registers.statistics.half_years import HalfYear
from rembuk.registers.statistics.printed_report import as_pdf as report_pdf
from rembuk.registers.statistics.questions import Narrow


def words_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF, its blanks as one."""
    path = folder / "cetakan.pdf"
    path.write_bytes(pdf)
    return " ".join(subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("name", books())
def test_every_book_can_be_printed_even_when_it_is_empty(name: str) -> None:
    assert book_pdf(books()[name], [], lambda row, column, written: written, office="Kantor uji", month="Maret 2026", at=NOW).startswith(b"%PDF")


def test_a_printed_month_says_volume_page_and_corrections(node: Casework, tmp_path: Path) -> None:
    case_id = applied(node)
    do(node, case_id, ("party_corrected", {"party": party(node, case_id, "victim"), "name": "Eka Putri", "reason": "Ejaan"}), days=9)
    rows = list(month_of("polres-kebumen", books()["police_rj"], "2026-03"))
    made = [book_pdf(books()["police_rj"], rows, lambda row, column, written: written, office="Polres uji", month="Maret 2026", at=NOW) for _ in range(2)]
    assert made[0] == made[1], "the same month and moment gave other bytes"
    told = words_of(made[0], tmp_path)
    assert "Jilid 2026, halaman 1" in told and "dicoret, lihat" in told and "Polres uji" in told


def test_the_report_prints_every_number_and_what_it_means(tmp_path: Path) -> None:
    from rembuk.registers.statistics.numbers import definitions

    told = words_of(report_pdf(report_of(Narrow(), HalfYear(2026, 1)), office="Polda uji", narrowed="Provinsi: Jawa Tengah", at=NOW), tmp_path)
    assert "Laporan Semester I 2026" in told and "Provinsi: Jawa Tengah" in told
    assert not [one.id for one in definitions().numbers.values() if one.label.id.split()[0] not in told]
