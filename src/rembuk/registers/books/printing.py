"""A month of a book, or an old book, as it is printed: its lines page by page, with volume and page as in the bound book.

It is data; pages, files and letters print it. A name-bearing cell is told by `shield`, who decides what the reader may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from rembuk.record.days import day_in
from rembuk.reference.written import write_date, write_rupiah
from rembuk.registers.books.declarations import Book, Column
from rembuk.registers.books.models import BookRow, OldEntry

_YESNO = {True: "ya", False: "tidak"}

#: A line that the work entered, or one of an old book.
Kept = BookRow | OldEntry
#: What a reader sees of a cell that may name people, in a row.
Shield = Callable[[Any, Column, str], str]


class PrintedLine(NamedTuple):
    """A line in words: its cells in the order of the columns; `corrects` and `struck_by` are places of other lines ("" for none)."""

    row: Kept
    place: str
    cells: tuple[str, ...]
    changed: tuple[bool, ...]
    corrects: str
    struck_by: str

    @property
    def note(self) -> str:
        """What the line says of corrections; "" where there are none."""
        because = (self.row.because, self.row.by) if isinstance(self.row, BookRow) else (self.row.reason, self.row.entered_by)
        notes = [f"memperbaiki {self.corrects}: {because[0]} ({because[1]})"] * bool(self.corrects) + [f"dicoret, lihat {self.struck_by}"] * bool(self.struck_by)
        return "; ".join(notes)


class PrintedPage(NamedTuple):
    """A page of a volume with those of its lines that were entered in the month; the page of an old book as it is written there."""

    volume: str
    page: int | str
    lines: tuple[PrintedLine, ...]


def month_of(office: str, book: Book, month: str) -> QuerySet[BookRow]:
    """The lines of a month (2026-03), by place."""
    return BookRow.objects.filter(office=office, book=book.id, month=month).order_by("volume", "line")


def months_of(office: str, book: Book) -> list[str]:
    """The months in which the book has lines, the newest first."""
    found = BookRow.objects.filter(office=office, book=book.id).values_list("month", flat=True)
    return list(found.order_by("-month").distinct())


def pages_of(book: Book, rows: Iterable[BookRow], shield: Shield) -> list[PrintedPage]:
    """The lines page by page."""
    pages: dict[tuple[str, int], list[PrintedLine]] = {}
    for row in rows:
        pages.setdefault((row.volume, book.page_of(row.line)), []).append(printed_line(book, row, shield))
    return [PrintedPage(volume, page, tuple(lines)) for (volume, page), lines in sorted(pages.items())]


def old_pages_of(book: Book, entries: Iterable[OldEntry], shield: Shield) -> list[PrintedPage]:
    """The lines of an old book by the volumes and pages they stand on, in the order they were entered."""
    pages: dict[tuple[str, str], list[PrintedLine]] = {}
    for entry in entries:
        later = next(iter(entry.corrected_by.all()), None)
        cells = tuple(cell_of(column, entry, shield) for column in book.columns)
        line = PrintedLine(entry, old_place(entry), cells, (False,) * len(cells), old_place(entry.corrects), old_place(later))
        pages.setdefault((entry.volume, entry.page), []).append(line)
    return [PrintedPage(volume, page, tuple(lines)) for (volume, page), lines in pages.items()]


def old_place(entry: OldEntry | None) -> str:
    """Where a line of an old book stands, and which copy of it: Jilid II/14/3 #7; "" for none."""
    return f"{'/'.join(part for part in (entry.volume, entry.page, entry.line) if part)} #{entry.pk}" if entry else ""


def printed_line(book: Book, row: BookRow, shield: Shield) -> PrintedLine:
    """One line in words."""
    cells = tuple(cell_of(column, row, shield) for column in book.columns)
    return PrintedLine(row, row.place, cells, tuple(column.id in row.corrected for column in book.columns), row.corrects, row.struck_by)


def cell_of(column: Column, row: Kept, shield: Shield) -> str:
    """What a column of the line says, in Indonesian; "" for what is not known yet."""
    value = row.values.get(column.id)
    if value in (None, ""):
        return ""
    told = _written(column, value)
    return shield(row, column, told) if column.is_shielded else told


def _written(column: Column, value: Any) -> str:
    if column.type == "date":
        day = day_in(value)
        return write_date(day) if day else str(value)
    if column.type == "rupiah" and isinstance(value, int):
        return write_rupiah(value)
    return _YESNO.get(value, str(value)) if column.type == "yesno" else str(value)
