"""Old registers taken over from a workbook: every row is kept as written, also what could not be read, with a report row by row.

A row becomes an old entry when at least one of its cells stands under a heading of the book. It is *read* when all of it was read,
*partly* when something in it was not, *unread* when nothing stands under a known heading; the *heading* row is kept as such.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction

from rembuk.reference.written import normalise
from rembuk.registers.books.declarations import Book
from rembuk.registers.books.models import Import, ImportRow
from rembuk.registers.books.old_entries import Entered, enter, read_cells
from rembuk.registers.table import Sentence, TableProblem
from rembuk.registers.workbook_sheet import MAGIC, open_sheet

READ, PARTLY, UNREAD, HEADING = "read", "partly", "unread", "heading"
#: Headings of where a line stood, as offices write them.
_PLACES = {"volume": ("jilid", "buku", "volume"), "page": ("halaman", "hal"), "line": ("baris", "no urut", "nomor urut", "no"), "on": ("tanggal masuk", "tanggal", "tgl")}
_SEARCHED = 60
_ALIKE = 0.88
_MOST_ROWS = 50_000


class Taken(NamedTuple):
    """What came of an import: its record and how many rows are in each state."""

    batch: Import
    states: Mapping[str, int]


class _Row(NamedTuple):
    number: int
    cells: list[str]


def take_over(
    book: Book, data: bytes, file_name: str, *, volume: str, office: str, by: str, in_office: str, at: datetime, sheet: str | None = None
) -> Taken | TableProblem:
    """Take a workbook over, all of it or nothing. A file that was taken over before, or that cannot be opened, is a problem told in a sentence."""
    digest = hashlib.sha256(data).hexdigest()
    before = Import.objects.filter(office=office, book=book.id, digest=digest).first()
    if before:
        told = f"{before.entered_at:%Y-%m-%d}"
        return TableProblem(
            f"berkas yang sama sudah diambil alih pada {told}; perbaiki barisnya di halaman buku lama, jangan mengunggah lagi",
            f"the same file was taken over on {told}; correct its lines on the page of the old book instead of uploading it again",
        )
    rows = _rows(data, sheet)
    if isinstance(rows, TableProblem):
        return rows
    name, notes, lines = rows
    place, columns = _heading(book, lines)
    with transaction.atomic():
        headings = {str(lines[place].cells[at]): column for at, column in columns.items()} if lines else {}
        batch = Import.objects.create(
            office=office, book=book.id, file_name=file_name[:200], digest=digest, sheet=name[:100], headings=headings,
            notes=[note._asdict() for note in notes], entered_by=by, entered_in=in_office, entered_at=at,
        )  # fmt: skip
        states = dict.fromkeys((READ, PARTLY, UNREAD, HEADING), 0)
        for number, row in enumerate(lines):
            state = HEADING if number == place and columns else _keep(book, batch, row, columns if number > place else {}, volume)
            if state == HEADING:
                ImportRow.objects.create(batch=batch, row=row.number, cells=row.cells, state=HEADING)
            states[state] += 1
    return Taken(batch, states)


def _rows(data: bytes, sheet: str | None) -> tuple[str, Sequence[Sentence], list[_Row]] | TableProblem:
    """The rows of the sheet with anything in them."""
    if not data.startswith(MAGIC):
        return TableProblem("berkas ini bukan buku kerja; simpan dahulu sebagai XLSX lalu unggah lagi", "this file is no workbook; save it as XLSX first and upload it again")
    opened = open_sheet(data, sheet, None)
    if isinstance(opened, TableProblem):
        return opened
    found = list(islice((_Row(number, cells) for number, cells in opened.records() if any(cell.strip() for cell in cells)), _MOST_ROWS + 1))
    if len(found) > _MOST_ROWS:
        return TableProblem(f"lebih dari {_MOST_ROWS} baris; bagi menjadi beberapa berkas", f"more than {_MOST_ROWS} rows; divide it into several files")
    return opened.name, opened.notes, found


def _heading(book: Book, rows: Sequence[_Row]) -> tuple[int, dict[int, str]]:
    """Which row holds the headings, and the column of the book (or place) under each; the first of those that know most."""
    known = _known(book)
    best: tuple[int, dict[int, str]] = (0, {})
    for number, row in enumerate(rows[:_SEARCHED]):
        found: dict[int, str] = {}
        for at, cell in enumerate(row.cells):
            column = _column(cell, known)
            if column and column not in found.values():
                found[at] = column
        if len(found) > len(best[1]):
            best = number, found
    return best


def _known(book: Book) -> dict[str, str]:
    named = {_key(text): column.id for column in book.columns for text in (column.label.id, column.label.en, column.id)}
    return {_key(word): f"@{place}" for place, words in _PLACES.items() for word in words} | named


def _column(heading: str, known: Mapping[str, str]) -> str | None:
    key = _key(heading)
    if not key:
        return None
    near = difflib.get_close_matches(key, known, n=1, cutoff=_ALIKE)
    return known.get(key) or (known[near[0]] if near and len(key) > 4 else None)


def _key(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in normalise(text).lower()).split())


def _keep(book: Book, batch: Import, row: _Row, columns: Mapping[int, str], volume: str) -> str:
    """Keep one row, as an old entry where anything of it was read; gives its state."""
    under = {column: row.cells[at] for at, column in columns.items() if at < len(row.cells) and row.cells[at].strip()}
    cells = {column: cell for column, cell in under.items() if not column.startswith("@")}
    notes: list[str] = list(read_cells(book, cells, batch.entered_at.date()).problems.values())
    notes += _unknown(row, columns)
    entry, kept = None, dict(_places(under))
    if cells:
        told = Entered(kept.get("volume") or volume, kept.get("page", ""), kept.get("line", ""), kept.get("on", ""), cells)
        entry = enter(book, told, office=batch.office, by=batch.entered_by, in_office=batch.entered_in, at=batch.entered_at)
    state = UNREAD if entry is None else PARTLY if notes else READ
    ImportRow.objects.create(batch=batch, row=row.number, cells=row.cells, state=state, notes=notes, entry=entry)
    return state


def _places(under: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((column[1:], cell) for column, cell in under.items() if column.startswith("@"))


def _unknown(row: _Row, columns: Mapping[int, str]) -> list[str]:
    """A sentence for each cell that stands under no known heading."""
    strange: list[Any] = [cell for at, cell in enumerate(row.cells) if cell.strip() and at not in columns]
    return [f"{len(strange)} sel tidak berada di bawah judul kolom yang dikenal: {'; '.join(cell[:40] for cell in strange[:4])}"] if strange else []
