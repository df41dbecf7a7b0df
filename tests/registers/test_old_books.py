"""Old books are taken over line by line or from a workbook; nothing of them is lost, and nothing is changed afterwards."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import Error, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from registers.matters import NOW
from rembuk.registers.books.declarations import books
from rembuk.registers.books.importing import PARTLY, READ, UNREAD, Taken, take_over
from rembuk.registers.books.models import ImportRow, OldEntry
from rembuk.registers.books.old_entries import Entered, enter, entries_of
from rembuk.registers.table import TableProblem

pytestmark = pytest.mark.usefixtures("undone")
BOOK = books()["police_rj"]
WHO: dict[str, Any] = {"office": "polres-kebumen", "by": "ani", "in_office": "polres-kebumen", "at": NOW}


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(*rows: list[Any], volume: str = "Buku 2021") -> Taken:
    outcome = take_over(BOOK, workbook(*rows), "register.xlsx", volume=volume, **WHO)
    assert isinstance(outcome, Taken), outcome
    return outcome


def test_a_line_copied_by_hand_keeps_book_page_line_and_scan() -> None:
    entry = enter(BOOK, Entered("Jilid II", "14", "3", "5 Maret 2021", {"number": "RJ/9/2021", "amount": "Rp1.500.000", "agreed_on": "1-3-2021"}, "ab" * 32), **WHO)
    assert (entry.volume, entry.page, entry.line, entry.scan, str(entry.on)) == ("Jilid II", "14", "3", "ab" * 32, "2021-03-05")
    assert entry.values == {"number": "RJ/9/2021", "amount": 1_500_000, "agreed_on": "2021-03-01"}
    assert entry.as_written["amount"] == "Rp1.500.000"


def test_what_cannot_be_read_is_kept_as_written() -> None:
    entry = enter(BOOK, Entered("Jilid II", "", "", "", {"agreed_on": "sesudah lebaran"}), **WHO)
    assert entry.values == {"agreed_on": "sesudah lebaran"}


def test_a_correction_is_a_new_entry_with_a_reason() -> None:
    first = enter(BOOK, Entered("Jilid II", "14", "3", "", {"number": "RJ/9"}), **WHO)
    enter(BOOK, Entered("Jilid II", "14", "3", "", {"number": "RJ/90"}, corrects=first, reason="Salah salin"), **WHO)
    assert [(one.number, bool(one.corrected_by.all())) for one in entries_of("polres-kebumen", BOOK)] == [("RJ/9", True), ("RJ/90", False)]
    with pytest.raises(ValueError):
        enter(BOOK, Entered("Jilid II", "", "", "", {"number": "x"}, corrects=first), **WHO)


def test_the_database_refuses_to_change_or_delete_an_old_entry() -> None:
    entry = enter(BOOK, Entered("Jilid II", "14", "3", "", {"number": "RJ/9"}), **WHO)
    for change in (lambda: OldEntry.objects.filter(pk=entry.pk).update(number="x"), lambda: OldEntry.objects.filter(pk=entry.pk).delete()):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_an_import_reports_row_by_row() -> None:
    found = taken(
        ["Buku Register RJ Polres Kebumen 2021"],
        ["No", "Nomor Register", "Korban", "Tgl. Kesepakatan", "Jumlah (Rp)", "Warna map"],
        [1, "RJ/1/2021", "Contoh A", "2021-03-01", "Rp500.000", None],
        [2, "RJ/2/2021", "Contoh B", "kapan-kapan", "Rp700.000", "merah"],
        [None, None, None, None, None, "biru"],
    )
    assert (found.states[READ], found.states[PARTLY], found.states[UNREAD]) == (1, 1, 2)
    rows = list(found.batch.lines.order_by("row"))
    assert [row.state for row in rows] == ["unread", "heading", "read", "partly", "unread"]
    entry = rows[2].entry
    assert entry is not None and entry.line == "1" and entry.volume == "Buku 2021" and entry.values["amount"] == 500_000
    assert any("kapan-kapan" in note for note in rows[3].notes) and any("merah" in note for note in rows[3].notes)


def test_the_same_file_is_not_taken_over_twice() -> None:
    data = workbook(["Nomor register", "Korban"], ["RJ/1", "Contoh A"])
    assert isinstance(take_over(BOOK, data, "a.xlsx", volume="1", **WHO), Taken)
    again = take_over(BOOK, data, "b.xlsx", volume="1", **WHO)
    assert isinstance(again, TableProblem) and "sudah diambil alih" in again.id


@pytest.mark.parametrize("data", [b"", b"bukan buku kerja", b"PK\x03\x04rusak"])
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    assert isinstance(take_over(BOOK, data, "a.xlsx", volume="1", **WHO), TableProblem)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(["", "RJ/1", "Korban", "Nomor register", "1-1-2021", "Rp5", "x", "Pelaku"]), min_size=1, max_size=4), min_size=1, max_size=6))
def test_nothing_in_a_workbook_is_lost(rows: list[list[str]]) -> None:
    with transaction.atomic():
        outcome = take_over(BOOK, workbook(*rows), "acak.xlsx", volume="1", **WHO)
        written = [[cell for cell in row if cell] for row in rows if any(row)]
        if isinstance(outcome, Taken):
            kept = [[cell for cell in row.cells if cell] for row in ImportRow.objects.filter(batch=outcome.batch).order_by("row")]
            assert kept == written
        else:
            assert not written
        transaction.set_rollback(True)
