"""A month of a book as a PDF for the archive, typeset by the papers room."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rembuk.papers.typesetting import typeset
from rembuk.reference.written import write_date
from rembuk.registers.books.declarations import Book
from rembuk.registers.books.models import BookRow
from rembuk.registers.books.printing import PrintedLine, Shield, pages_of

_TEMPLATE = Path(__file__).with_name("book.typ")
#: How wide a column of each type is beside the others.
_WIDTHS = {"number": 1.3, "date": 1.15, "words": 1.4, "names": 1.5, "text": 2.0, "rupiah": 1.1, "yesno": 0.6, "count": 0.6}


def as_pdf(book: Book, rows: Iterable[BookRow], shield: Shield, *, office: str, month: str, at: datetime) -> bytes:
    """The month as PDF/A, one sheet for each page of the volume. `month` is in words; `at` an aware moment. Raises TypesettingError."""
    pages = [
        {"volume": page.volume, "page": page.page, "lines": [_line(line) for line in page.lines]} for page in pages_of(book, rows, shield)
    ]
    told = {
        "title": book.title.id, "basis": book.basis.id, "office": office, "month": month, "printed_on": write_date(at.date()), "pages": pages,
        "columns": [column.label.id for column in book.columns], "widths": [_WIDTHS[column.type] for column in book.columns],
    }  # fmt: skip
    return typeset(_TEMPLATE.read_text(encoding="utf-8"), {"book": json.dumps(told, ensure_ascii=False)}, at=at)


def _line(line: PrintedLine) -> dict[str, object]:
    notes = [f"memperbaiki {line.corrects}: {line.row.because} ({line.row.by})"] * bool(line.corrects)
    notes += [f"dicoret, lihat {line.struck_by}"] * bool(line.struck_by)
    return {"line": str(line.row.line), "note": "; ".join(notes), "struck": bool(line.struck_by), "cells": list(line.cells)}
