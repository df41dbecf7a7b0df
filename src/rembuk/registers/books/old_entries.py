"""Lines of old paper books: entered with volume, page, line and the digest of the scan; corrected only by a further entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from rembuk.reference.written import Written, read_answer, read_date, read_rupiah
from rembuk.registers.books.declarations import Book, Column
from rembuk.registers.books.models import OldEntry


class Entered(NamedTuple):
    """What somebody copied from an old book: where it stood and each cell as written, by column."""

    volume: str
    page: str
    line: str
    on: str
    cells: Mapping[str, str]
    scan: str = ""
    corrects: OldEntry | None = None
    reason: str = ""


class Read(NamedTuple):
    """The cells as values, and a sentence for each that could not be read (kept as written all the same)."""

    values: dict[str, Any]
    problems: dict[str, str]


def read_cells(book: Book, cells: Mapping[str, str], not_after: date) -> Read:
    """Read each cell by the type of its column; what cannot be read stays text, and what is unknown stays blank."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for column in book.columns:
        written = cells.get(column.id, "").strip()
        if written:
            read = _read(column, written, not_after)
            values[column.id] = written if read.problem else _plain(read.value)
            if read.problem:
                problems[column.id] = f"{column.label.id}: {read.problem}"
    return Read(values, problems)


def enter(book: Book, entered: Entered, *, office: str, by: str, in_office: str, at: datetime) -> OldEntry:
    """Keep one line. ValueError where it says nothing, or where it corrects an entry of another book or without a reason."""
    if not any(cell.strip() for cell in entered.cells.values()) or not entered.volume.strip():
        raise ValueError("jilid dan sekurangnya satu kolom harus terisi")
    earlier = entered.corrects
    if earlier and ((earlier.office, earlier.book) != (office, book.id) or not entered.reason.strip()):
        raise ValueError("perbaikan menyebut catatan buku yang sama dan alasannya")
    values, _problems = read_cells(book, entered.cells, at.date())
    on = read_date(entered.on, not_after=at.date()).value if entered.on.strip() else None
    entry = OldEntry(
        office=office, book=book.id, volume=entered.volume.strip()[:60], page=entered.page.strip()[:20], line=entered.line.strip()[:20], on=on,
        number=str(values.get("number", ""))[:80], values=values, as_written=dict(entered.cells), scan=entered.scan, corrects=earlier,
        reason=entered.reason.strip()[:300], entered_by=by, entered_in=in_office, entered_at=at,
    )  # fmt: skip
    entry.save(force_insert=True)
    return entry


def entries_of(office: str, book: Book) -> QuerySet[OldEntry]:
    """Every old entry of an office's book, in the order of the old book; corrected ones too."""
    return OldEntry.objects.filter(office=office, book=book.id).prefetch_related("corrected_by").order_by("volume", "id")


def _read(column: Column, written: str, not_after: date) -> Written[Any]:
    if column.type == "date":
        return read_date(written, not_after=not_after)
    if column.type == "rupiah":
        return read_rupiah(written)
    if column.type == "yesno":
        return read_answer(written)
    if column.type == "count":
        return Written(int(written)) if written.isdecimal() else Written(None, "belum terbaca sebagai jumlah; tulis angkanya saja.")
    return Written(written)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) or value is None else str(value)
