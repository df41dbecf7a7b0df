"""Sheets of workbooks (XLSX, XLSM, XLS, ODS) as rows of text.

Dates become ISO text, whole numbers lose their ".0". A cell merged over several rows says the same for each of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from rembuk.registers.docket_columns import ColumnMapping
from rembuk.registers.heading import SEARCHED, known_in
from rembuk.registers.table import Sentence, TableProblem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

#: How the files of workbooks begin: a zip archive, or the older compound file.
MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """One sheet of an open workbook."""

    name: str
    source: CalamineSheet
    notes: tuple[Sentence, ...] = ()

    def records(self, below: int = 0) -> Iterator[Record]:
        """Row number (from 1) and cells of every row; merged cells are repeated only in rows below that number."""
        merged = _merged(self.source)
        held: dict[tuple[int, int], str] = {}
        for number, row in enumerate(self.source.iter_rows(), start=1):
            cells = [cell_text(value) for value in row]
            for column, top in merged.get(number, ()):
                if column >= len(cells):
                    continue
                if top == number:
                    held[top, column] = cells[column]
                elif number > below and top > below and not cells[column]:
                    cells[column] = held.get((top, column), "")
            yield number, cells


def _merged(source: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """For each row number the columns inside a cell merged downwards, with the number of its top row."""
    left = source.start[1] if source.start else 0
    out: dict[int, list[tuple[int, int]]] = {}
    for (top, first), (bottom, _) in source.merged_cell_ranges or ():
        if bottom > top and first >= left:
            for row in range(top, bottom + 1):
                out.setdefault(row + 1, []).append((first - left, top + 1))
    return out


def cell_text(value: Any) -> str:
    """A cell's value as an office would write it: 2025-10-28, 2500000, TRUE."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**63 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta | int) else str(value or "")


def open_sheet(data: bytes, name: str | None, mapping: ColumnMapping | None) -> Sheet | TableProblem:
    """The named sheet, else the first visible one with recognised headings, else the first with anything in it."""
    import python_calamine as calamine

    if _ENCRYPTED in data:
        return _locked()
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        return _choose(book, name, mapping)
    except calamine.PasswordError:
        return _locked()
    except Exception as error:  # the library names its failures in many ways, and a broken file is no fault of ours
        return TableProblem(
            f"buku kerja rusak atau bukan buku kerja ({error}); buka di program lembar kerja lalu simpan ulang sebagai XLSX",
            f"the workbook is damaged or is none ({error}); open it in a spreadsheet program and save it again as XLSX",
        )


def _locked() -> TableProblem:
    return TableProblem(
        "buku kerja dikunci kata sandi; buka, hapus kata sandinya, lalu simpan ulang",
        "the workbook is locked with a password; open it, remove the password and save it again",
    )


def _choose(book: CalamineWorkbook, name: str | None, mapping: ColumnMapping | None) -> Sheet | TableProblem:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in tables]
    if name is not None:
        return Sheet(name, book.get_sheet_by_name(name)) if name in names else _no_such_sheet(name, names)
    visible = [sheet.name for sheet in tables if sheet.visible == SheetVisibleEnum.Visible] or names
    sheets = {one: book.get_sheet_by_name(one) for one in visible}
    known = {one: _best_known(sheet, mapping) for one, sheet in sheets.items()}
    chosen = next((one for one in visible if known[one] >= 2), None) or next((one for one in visible if sheets[one].height), None)
    if chosen is None:
        return TableProblem("tidak ada lembar yang berisi; periksa berkasnya", "no sheet has anything in it; check the file")
    return Sheet(chosen, sheets[chosen], _not_read(chosen, [one for one in names if one != chosen]))


def _best_known(sheet: CalamineSheet, mapping: ColumnMapping | None) -> int:
    rows: Sequence[Sequence[Any]] = list(islice(sheet.iter_rows(), SEARCHED)) if sheet.height else []
    return max((known_in([cell_text(value) for value in row], mapping) for row in rows), default=0)


def _no_such_sheet(name: str, names: Sequence[str]) -> TableProblem:
    there = ", ".join(f"'{one}'" for one in names)
    return TableProblem(f"lembar '{name}' tidak ada; pilihannya: {there}", f"there is no sheet '{name}'; there are {there}")


def _not_read(chosen: str, others: Sequence[str]) -> tuple[Sentence, ...]:
    if not others:
        return ()
    named = ", ".join(f"'{one}'" for one in others)
    return (
        Sentence(
            f"Yang dibaca lembar '{chosen}'; lembar lain tidak dibaca: {named}; baca satu per satu dengan --sheet",
            f"Sheet '{chosen}' was read; not the others: {named}; read them one by one with --sheet",
        ),
    )
