"""A month of a book and the half-year report as files for the archive."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pypdf
import pytest

from papers.specimens import archive_problems, file_problems
from registers.matters import NOW, do, party
from registers.test_books import applied
from rembuk.casework.acting import Casework
from rembuk.registers.books.declarations import books
from rembuk.registers.books.old_entries import Entered, enter, entries_of
from rembuk.registers.books.printed_file import as_pdf as book_pdf
from rembuk.registers.books.printed_file import old_as_pdf
from rembuk.registers.books.printing import month_of
from rembuk.registers.statistics.half_year_report import report_of
from rembuk.registers.statistics.half_years import HalfYear
from rembuk.registers.statistics.old_totals import enter_published
from rembuk.registers.statistics.printed_report import as_pdf as report_pdf
from rembuk.registers.statistics.questions import Narrow


def words_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF, its blanks as one."""
    path = folder / "cetakan.pdf"
    path.write_bytes(pdf)
    return " ".join(subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("name", books())
def test_every_book_can_be_printed_even_when_it_is_empty(name: str, tmp_path: Path) -> None:
    made = book_pdf(books()[name], [], lambda row, column, written: written, office="Kantor uji", month="Maret 2026", at=NOW)
    assert not file_problems(made, tmp_path) and not archive_problems(made)
    assert "Ditutup dengan 0 baris" in words_of(made, tmp_path)


def test_a_printed_month_says_volume_page_and_corrections(node: Casework, tmp_path: Path) -> None:
    case_id = applied(node)
    do(node, case_id, ("party_corrected", {"party": party(node, case_id, "victim"), "name": "Eka Putri", "reason": "Ejaan"}), days=9)
    rows = list(month_of("polres-kebumen", books()["police_rj"], "2026-03"))
    made = [book_pdf(books()["police_rj"], rows, lambda row, column, written: written, office="Polres uji", month="Maret 2026", at=NOW) for _ in range(2)]
    assert made[0] == made[1], "the same month and moment gave other bytes"
    told = words_of(made[0], tmp_path)
    assert "Jilid 2026, halaman 1" in told and "dicoret, lihat" in told and "Polres uji" in told
    assert f"Ditutup dengan {len(rows)} baris, di antaranya {sum(bool(row.corrects) for row in rows)} perbaikan" in told
    assert not file_problems(made[0], tmp_path) and not archive_problems(made[0])


def test_the_lines_lie_in_the_printed_month_as_data(node: Casework) -> None:
    applied(node)
    rows = list(month_of("polres-kebumen", books()["police_rj"], "2026-03"))
    made = book_pdf(books()["police_rj"], rows, lambda row, column, written: written, office="Polres uji", month="Maret 2026", at=NOW)
    (attached,) = pypdf.PdfReader(io.BytesIO(made)).attachments["register.json"]
    assert [line["line"] for line in json.loads(attached)["lines"]] == [row.line for row in rows]


@pytest.mark.usefixtures("undone")
def test_an_old_book_is_printed_by_its_own_pages_with_its_corrections(tmp_path: Path) -> None:
    book, who = books()["police_rj"], {"office": "polres-uji", "by": "ani", "in_office": "polres-uji", "at": NOW}
    first = enter(book, Entered("Jilid II", "14", "3", "5 Maret 2021", {"number": "RJ/9/2021", "amount": "Rp1.500.000"}), **who)  # type: ignore[arg-type]
    enter(book, Entered("Jilid II", "14", "3", "", {"number": "RJ/90/2021"}, corrects=first, reason="Salah salin"), **who)  # type: ignore[arg-type]
    made = old_as_pdf(book, entries_of("polres-uji", book), lambda row, column, written: written, office="Polres uji", at=NOW)
    told = words_of(made, tmp_path)
    assert "Buku lama. Jilid II, halaman 14" in told and "Salah salin" in told and "Rp1.500.000" in told and "Ditutup dengan 2 baris" in told
    assert not file_problems(made, tmp_path) and not archive_problems(made)


@pytest.mark.usefixtures("undone")
def test_the_report_reconciles_what_old_reports_said(tmp_path: Path) -> None:
    enter_published("kebumen", by="ani", in_office="polres-kebumen", at=NOW)
    made = {half: report_pdf(report_of(Narrow(), HalfYear(*half), ["polres-kebumen"]), office="Polda uji", narrowed="", at=NOW) for half in ((2022, 1), (2021, 1))}
    told = {half: words_of(pdf, tmp_path) for half, pdf in made.items()}
    assert "Jumlah cara selesai (RJ 94,2 %) 395" in told[2022, 1] and "Belum terjelaskan terhadap jumlah itu (RJ 89,9 %) 19" in told[2022, 1]
    assert all(f" {whole}" in told[2021, 1] for whole in ("314", "319", "335"))
    assert "Belum terjelaskan terhadap jumlah itu (RJ 92,2 %) 5" in told[2021, 1] and "(RJ 87,8 %) 21" in told[2021, 1]
    assert not file_problems(made[2022, 1], tmp_path) and not archive_problems(made[2022, 1])


def test_the_report_prints_every_number_and_what_it_means(tmp_path: Path) -> None:
    from rembuk.registers.statistics.numbers import definitions

    made = report_pdf(report_of(Narrow(), HalfYear(2026, 1)), office="Polda uji", narrowed="Provinsi: Jawa Tengah", at=NOW)
    told = words_of(made, tmp_path)
    assert not file_problems(made, tmp_path) and not archive_problems(made)
    assert "Laporan Semester I 2026" in told and "Provinsi: Jawa Tengah" in told
    assert not [one.id for one in definitions().numbers.values() if one.label.id.split()[0] not in told]
