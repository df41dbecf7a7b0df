"""Lines of a book, also those of old books, as a file: CSV, XLSX or JSON. Struck lines and corrections are in it as they are in the book."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from rembuk.record.days import day_in
from rembuk.registers.books.declarations import Book, Column
from rembuk.registers.books.models import BookRow
from rembuk.registers.books.printing import Kept, Shield, cell_of, old_place

_PLACE = ("Jilid", "Halaman", "Baris", "Tanggal masuk")
_ABOUT = ("Memperbaiki baris", "Diperbaiki oleh baris", "Sebab perbaikan", "Oleh", "Sidik pindaian buku lama")
_WIDEST = 40


def as_csv(book: Book, rows: Iterable[Kept], shield: Shield) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; dates as ISO days, money as whole rupiah."""
    out = io.StringIO()
    out.write("\ufeff")
    made = csv.writer(out)
    made.writerow(_headings(book))
    made.writerows([_plain(cell) for cell in line] for line in _lines(book, rows, shield))
    return out.getvalue().encode()


def as_json(book: Book, rows: Iterable[Kept], shield: Shield) -> bytes:
    """The book's declaration and its lines by column."""
    lines = []
    for row in rows:
        (volume, page, line, on), (corrects, struck_by, because, by, scan) = _place(book, row), _about(row)
        values = {column.id: _shielded(column, row, shield) for column in book.columns}
        lines.append({
            "volume": volume, "page": page, "line": line, "entered_on": on.isoformat() if on else None, "office": row.office, "values": values,
            "corrects": corrects, "struck_by": struck_by, "because": because, "by": by, "old_book": not isinstance(row, BookRow), "scan": scan,
        })  # fmt: skip
    columns = [{"id": column.id, "label": column.label.id, "type": column.type, "design": column.design} for column in book.columns]
    return json.dumps({"book": book.id, "title": book.title.id, "columns": columns, "lines": lines}, ensure_ascii=False, indent=1).encode()


def as_xlsx(book: Book, rows: Iterable[Kept], shield: Shield) -> bytes:
    """One sheet, headings frozen, dates and money as such, struck lines struck through."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet(book.id[:31])
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3EFE6"})
        looks = {struck: _looks(workbook, struck) for struck in (False, True)}
        headings = _headings(book)
        widths = [len(heading) for heading in headings]
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, heading, bold)
        for number, row in enumerate(rows, start=1):
            for at, cell in enumerate(_line(book, row, shield)):
                look = looks[bool(_about(row)[1])]
                if isinstance(cell, date):
                    sheet.write_datetime(number, at, cell, look["date"])
                elif isinstance(cell, int):
                    sheet.write_number(number, at, cell, look["number"])
                else:
                    sheet.write_string(number, at, cell or "", look["text"])
                widths[at] = max(widths[at], len(str(cell)))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(_WIDEST, max(8, width + 1)))
        sheet.freeze_panes(1, 0)
    return out.getvalue()


FORMATS: dict[str, tuple[Callable[[Book, Iterable[Kept], Shield], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
}


def _looks(workbook: Any, struck: bool) -> dict[str, Any]:
    base = {"text_wrap": True, "valign": "top"} | ({"font_strikeout": True, "font_color": "#565D55"} if struck else {})
    of = {"text": {}, "number": {"num_format": "#,##0"}, "date": {"num_format": "yyyy-mm-dd"}}
    return {kind: workbook.add_format(base | more) for kind, more in of.items()}


def _headings(book: Book) -> list[str]:
    return [*_PLACE, *(column.label.id for column in book.columns), *_ABOUT]


def _lines(book: Book, rows: Iterable[Kept], shield: Shield) -> Iterable[list[Any]]:
    return (_line(book, row, shield) for row in rows)


def _line(book: Book, row: Kept, shield: Shield) -> list[Any]:
    return [*_place(book, row), *(_cell(column, row, shield) for column in book.columns), *_about(row)]


def _place(book: Book, row: Kept) -> tuple[str, int | str, int | str, date | None]:
    """Volume, page, line, and the day it was entered (None where an old book does not tell)."""
    return (row.volume, book.page_of(row.line) if isinstance(row, BookRow) else row.page, row.line, row.on)


def _about(row: Kept) -> tuple[str, str, str, str, str]:
    """The line it corrects, the one that corrects it, why, by whom, and the digest of the scan."""
    if isinstance(row, BookRow):
        return row.corrects, row.struck_by, row.because, row.by, ""
    return old_place(row.corrects), old_place(next(iter(row.corrected_by.all()), None)), row.reason, row.entered_by, row.scan


def _shielded(column: Column, row: Kept, shield: Shield) -> Any:
    value = row.values.get(column.id)
    return shield(row, column, str(value)) if column.is_shielded and value else value


def _cell(column: Column, row: Kept, shield: Shield) -> Any:
    value = row.values.get(column.id)
    if column.type == "date" and value:
        return day_in(value) or str(value)
    return value if column.type in ("rupiah", "count") and isinstance(value, int) else cell_of(column, row, shield)


def _plain(cell: Any) -> Any:
    """A text that a spreadsheet does not take for a formula."""
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell and cell[0] in "=+-@\t\r" else cell
