"""Register books on the desk: who opens them, whose names stand in them, printing, files, old pages, and whole registers from a workbook."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from desk.cast import Cast, tells
from desk.conftest import SignedIn
from desk.numbers.rows import a_case, a_line, assigned
from rembuk.casework.models import CaseRow
from rembuk.desk.access.models import AccessLog
from rembuk.desk.offices.models import Post
from rembuk.registers.books.models import ImportRow, OldEntry

MARCH = "/register/police_rj/2026-03/"


@pytest.fixture
def book(cast: Cast) -> CaseRow:
    """A line in the book of Kebumen's police."""
    case = a_case("polres-kebumen", "uji.1")
    a_line(case)
    return case


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_books_of_the_visitors_own_office_are_listed(book: CaseRow, signed_in: SignedIn) -> None:
    page = text(signed_in("indra"), "/register/")
    assert "Buku Register Keadilan Restoratif (penyidik)" in page and "Register Diversi Pengadilan" not in page
    assert "Register Diversi Pengadilan" in text(signed_in("joko"), "/register/")


def test_a_book_of_another_institution_or_office_shows_nothing(book: CaseRow, signed_in: SignedIn) -> None:
    assert signed_in("joko").get(MARCH).status_code == 404
    assert not tells(text(signed_in("fajar"), MARCH), "Eka") and "Tidak ada baris" in text(signed_in("fajar"), MARCH)
    assert signed_in("lia").get(MARCH).status_code == 403


def test_whoever_sees_the_case_reads_its_line(book: CaseRow, signed_in: SignedIn) -> None:
    page = text(signed_in("indra"), MARCH)
    assert "Eka Lestari" in page and "Rp500.000" in page and "9 Maret 2026" in page and 'href="/perkara/uji.1/"' in page
    assert "Jilid 2026, halaman 1" in page


def test_an_investigator_reads_names_of_his_own_cases_only(book: CaseRow, signed_in: SignedIn) -> None:
    assert not tells(text(signed_in("ani"), MARCH), "Eka") and "E. L." in text(signed_in("ani"), MARCH)
    assigned(book, "ani")
    assert "Eka Lestari" in text(signed_in("ani"), MARCH)


def test_names_of_a_shielded_case_need_a_reason_and_leave_a_mark(book: CaseRow, signed_in: SignedIn) -> None:
    CaseRow.objects.filter(pk=book.pk).update(shielded=True)
    client = signed_in("indra")
    assert not tells(text(client, MARCH), "Eka") and "E. L." in text(client, MARCH)
    assert "Tulis alasannya" in client.post(MARCH, {"reason": "x"}).content.decode()
    assert "Eka Lestari" in client.post(MARCH, {"reason": "mencetak register bulan Maret"}).content.decode()
    line = AccessLog.objects.get(what="identity_revealed")
    assert line.reason == "mencetak register bulan Maret" and line.about == "register police_rj 2026-03"
    assert not tells(text(client, MARCH), "Eka"), "names stayed open"


def test_a_correction_is_seen_as_one(book: CaseRow, signed_in: SignedIn) -> None:
    first = a_line(book, line=2, number="RJ/2", struck_by="2026/3")
    a_line(book, line=3, corrects=first.place, corrected=["victims"], because="Salah ejaan", by="Indra")
    page = text(signed_in("indra"), MARCH)
    assert "memperbaiki 2026/2: Salah ejaan (Indra)" in page and "dicoret, lihat 2026/3" in page and "<strong>Eka Lestari</strong>" in page


def test_printing_is_logged_and_prints_every_line(book: CaseRow, signed_in: SignedIn) -> None:
    for line in range(2, 150):
        a_line(book, line=line)
    assert "29 baris lagi" in text(signed_in("indra"), MARCH)
    assert text(signed_in("indra"), f"{MARCH}?cetak=ya").count('<tr id="b-') == 149
    assert AccessLog.objects.get(what="paper_printed").about == "register police_rj 2026-03, 149 baris"
    assert len(gzip.compress(signed_in("indra").get(MARCH).content)) < 50_000


def test_a_month_comes_as_a_file_for_the_archive(book: CaseRow, signed_in: SignedIn) -> None:
    answer = signed_in("indra").get("/register/police_rj/2026-03.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert AccessLog.objects.get(what="paper_printed").about == "register police_rj 2026-03 (pdf), 1 baris"
    assert signed_in("indra").get("/register/police_rj/maret.pdf").status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_files_need_the_right_to_export_and_are_logged(book: CaseRow, signed_in: SignedIn, form: str) -> None:
    assert signed_in("indra").get(f"/register/police_rj/unduh.{form}").status_code == 403
    Post.objects.update(may_export=True)
    answer = signed_in("indra").get(f"/register/police_rj/unduh.{form}?bulan=2026-03")
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith(f'2026-03.{form}"')
    assert AccessLog.objects.get(what="exported").about == f"register police_rj 2026-03 ({form}), 1 baris"
    assert signed_in("indra").get("/register/police_rj/unduh.exe").status_code == 404


def test_a_page_of_an_old_book_is_kept_with_its_scan_and_corrected_by_another_entry(signed_in: SignedIn) -> None:
    client = signed_in("indra")
    scan = SimpleUploadedFile("hal14.jpg", b"\xff\xd8\xff\xe0 gambar", content_type="image/jpeg")
    told = {"volume": "Jilid II", "page": "14", "line": "3", "on": "5 Maret 2021", "c-number": "RJ/9/2021", "c-amount": "Rp1.500.000"}
    assert client.post("/register/police_rj/lama/", told | {"scan": scan}).status_code == 302
    entry = OldEntry.objects.get()
    assert (entry.page, entry.values["amount"], len(entry.scan), entry.entered_by) == ("14", 1_500_000, 64, "indra")
    fix = f"/register/police_rj/lama/?memperbaiki={entry.pk}"
    assert 'value="Jilid II"' in text(client, fix)
    assert client.post(fix, told | {"c-number": "RJ/90/2021"}).status_code == 422, "a correction without a reason was kept"
    assert client.post(fix, told | {"c-number": "RJ/90/2021", "reason": "Salah salin"}).status_code == 302
    assert OldEntry.objects.count() == 2 and "struck" in text(client, "/register/police_rj/lama/")


def test_the_scan_of_an_old_page_can_be_opened_again_by_its_office(signed_in: SignedIn) -> None:
    file = b"\xff\xd8\xff\xe0 gambar halaman 15"
    told = {"volume": "Jilid III", "page": "15", "c-number": "RJ/15/2021", "scan": SimpleUploadedFile("hal15.jpg", file, content_type="image/jpeg")}
    assert signed_in("indra").post("/register/police_rj/lama/", told).status_code == 302
    address = f"/register/police_rj/lama/{OldEntry.objects.get().pk}/pindaian/"
    assert address in text(signed_in("indra"), "/register/police_rj/lama/")
    answer = signed_in("indra").get(address)
    assert (answer.content, answer["Content-Type"]) == (file, "image/jpeg")
    assert signed_in("ani").get(address).status_code == 403 and signed_in("gita").get(address).status_code == 404


def test_old_lines_are_in_the_files_of_the_whole_book_and_in_a_print_of_their_own(signed_in: SignedIn) -> None:
    client = signed_in("indra")
    client.post("/register/police_rj/lama/", {"volume": "Jilid IV", "page": "2", "line": "7", "c-number": "RJ/77/2020", "c-amount": "Rp900.000"})
    Post.objects.update(may_export=True)
    for form in ("csv", "json"):
        told = signed_in("indra").get(f"/register/police_rj/unduh.{form}").content.decode("utf-8-sig")
        assert "Jilid IV" in told and "RJ/77/2020" in told and "900000" in told
    assert signed_in("indra").get("/register/police_rj/unduh.xlsx").content.startswith(b"PK")
    answer = signed_in("indra").get("/register/police_rj/lama.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


def test_what_cannot_be_read_of_an_old_line_is_told_and_nothing_entered_is_lost(signed_in: SignedIn) -> None:
    told = {"volume": "Jilid II", "c-number": "RJ/9", "c-amount": "banyak sekali"}
    answer = signed_in("indra").post("/register/police_rj/lama/", told)
    assert answer.status_code == 422 and "banyak sekali" in answer.content.decode() and not OldEntry.objects.exists()


def test_old_books_are_for_those_who_see_all_cases_of_the_office(signed_in: SignedIn) -> None:
    assert signed_in("ani").get("/register/police_rj/lama/").status_code == 403
    entry = OldEntry.objects.filter(office="polres-kebumen").first()
    assert entry is None or "RJ/9" not in text(signed_in("fajar"), "/register/police_rj/lama/")


def test_a_register_is_taken_over_from_a_workbook_with_a_report_of_each_row(signed_in: SignedIn, tmp_path: Path) -> None:
    made, out = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for row in (["Nomor register", "Korban", "Jumlah (Rp)", "Warna"], ["RJ/1", "Contoh A", "Rp500.000", None], ["RJ/2", "Contoh B", "entah", "merah"]):
        sheet.append(row)
    made.save(out)
    client = signed_in("indra")
    upload = SimpleUploadedFile("register 2021.xlsx", out.getvalue())
    answer = client.post("/register/police_rj/impor/", {"workbook": upload, "volume": "Buku 2021"})
    assert answer.status_code == 302
    report = text(client, answer["Location"])
    assert "Contoh B" in report and "merah" in report and ImportRow.objects.count() == 3 and OldEntry.objects.count() == 2
    again = SimpleUploadedFile("lagi.xlsx", out.getvalue())
    assert "sudah diambil alih" in client.post("/register/police_rj/impor/", {"workbook": again, "volume": "Buku 2021"}).content.decode()
    assert signed_in("gita").get(answer["Location"]).status_code == 404


@pytest.mark.parametrize("address", ["/register/", MARCH, "/register/police_rj/lama/", "/register/police_rj/impor/"])
def test_pages_are_small(book: CaseRow, signed_in: SignedIn, address: str) -> None:
    answer = signed_in("indra").get(address)
    assert answer.status_code == 200 and len(gzip.compress(answer.content)) < 50_000 and 'style="' not in answer.content.decode()
