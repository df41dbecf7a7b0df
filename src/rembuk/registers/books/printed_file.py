"""A month of a book, or an old book, as a PDF for the archive, typeset by the papers room; its lines lie in it as JSON too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from rembuk.papers.typesetting import typeset
from rembuk.record.days import day_in
from rembuk.reference.written import write_date
from rembuk.registers.books.declarations import Book
from rembuk.registers.books.exporting import as_json
from rembuk.registers.books.models import BookRow, OldEntry
from rembuk.registers.books.printing import PrintedLine, PrintedPage, Shield, old_pages_of, pages_of

_TEMPLATE = Path(__file__).with_name("book.typ")
#: How wide a column of each type is beside the others.
_WIDTHS = {"number": 1.5, "date": 1.35, "words": 1.7, "names": 1.5, "text": 2.0, "rupiah": 1.6, "yesno": 0.6, "count": 0.6}


def as_pdf(book: Book, rows: Iterable[BookRow], shield: Shield, *, office: str, month: str, at: datetime) -> bytes:
    """The month as PDF/A, one sheet for each page of the volume. `month` is in words; `at` an aware moment. Raises TypesettingError."""
    kept = list(rows)
    return _typeset(book, pages_of(book, kept, shield), as_json(book, kept, shield), office=office, month=month, at=at)


def old_as_pdf(book: Book, entries: Iterable[OldEntry], shield: Shield, *, office: str, at: datetime) -> bytes:
    """What was taken over from an old book as PDF/A, one sheet for each page of it."""
    kept = list(entries)
    return _typeset(book, old_pages_of(book, kept, shield), as_json(book, kept, shield), office=office, month="Buku lama", at=at)


def _typeset(book: Book, pages: Sequence[PrintedPage], data: bytes, *, office: str, month: str, at: datetime) -> bytes:
    lines = [line for page in pages for line in page.lines]
    told = {
        "title": book.title.id, "basis": book.basis.id, "office": office, "month": month, "printed_on": write_date(at.date()),
        "count": len(lines), "corrections": sum(bool(line.corrects) for line in lines),
        "pages": [{"volume": page.volume, "page": str(page.page), "lines": [_line(book, line) for line in page.lines]} for page in pages],
        "columns": [column.label.id for column in book.columns], "widths": [_WIDTHS[column.type] for column in book.columns],
    }  # fmt: skip
    inputs = {"book": json.dumps(told, ensure_ascii=False), "lines": data.decode()}
    return typeset(_TEMPLATE.read_text(encoding="utf-8"), inputs, at=at)


def _line(book: Book, line: PrintedLine) -> dict[str, object]:
    """A line of the sheet; its days in figures, for the columns are narrow."""
    days = {column.id: day_in(line.row.values.get(column.id)) for column in book.columns if column.type == "date"}
    cells = [f"{day:%d-%m-%Y}" if (day := days.get(column.id)) else cell for column, cell in zip(book.columns, line.cells, strict=True)]
    return {"line": str(line.row.line), "note": line.note, "struck": bool(line.struck_by), "cells": cells}
