"""A table from an office's file, CSV or workbook: every row comes out, as written.

A *slip* is a row whose cells do not fit the header. It is mended only when exactly one way of joining neighbouring cells makes
every cell with a known kind readable; otherwise it stays as found. Either way the row says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rembuk.registers.cell_kinds import fits
from rembuk.registers.column_names import OfficeMapping, recognise, recognised_count

if TYPE_CHECKING:
    import polars as pl

SEPARATORS = (";", ",", "\t", "|")
#: The header is looked for in this many first rows; titles may stand above it.
HEADER_WITHIN = 30
_HEAD = 200_000
_PIECE = 1 << 22
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class TableProblem:
    """A file that cannot be read as a table: what, where and what to do, in Indonesian and English."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and cells as text (empty is null), and each row's line in the file (for a workbook its row number).

    `slips` are sentences about rows whose cells did not fit; `unread` are the slipped rows that could not be mended.
    """

    headers: tuple[str, ...]
    cells: pl.DataFrame
    lines: Sequence[int]
    slips: dict[int, str] = field(default_factory=dict)
    unread: frozenset[int] = frozenset()


def read_table(path: Path, *, sheet: str | None = None, mapping: OfficeMapping | None = None) -> Table | TableProblem:
    """Read a file; what cannot be read is a value with a sentence. Raises InputProblem only for a doubled column."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        return TableProblem(f"{path} adalah folder; beri nama berkas CSV atau XLSX", f"{path} is a folder; name a CSV or XLSX file")
    except OSError as error:
        return TableProblem(
            f"berkas {path} tidak dapat dibuka ({error.strerror}); periksa nama dan izinnya", f"cannot open {path} ({error.strerror})"
        )
    if not data or data.isspace():
        return TableProblem(f"{path} kosong; simpan ulang docketnya", f"{path} is empty")
    if data.startswith(_WORKBOOKS):
        return _read_workbook(path, sheet, mapping)
    plain = _plain(data, mapping) if data.isascii() else None
    if plain is not None:
        return plain
    text = _decoded(data)
    if text is None:
        return TableProblem(f"{path} bukan teks dan bukan buku kerja; simpan sebagai CSV atau XLSX", f"{path} is neither text nor a workbook")
    return _read_text(path, text, mapping)


def _decoded(data: bytes) -> str | None:
    """The text in whatever encoding it was saved; None when it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\x00" in data[:100_000]:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "latin_1", "mac_roman", "utf_8"]).best()
    try:
        return data.decode(best.encoding if best else "cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _plain(data: bytes, mapping: OfficeMapping | None) -> Table | None:
    """A plain file whose first line is the header and whose every line is a record; None for any other."""
    found = _header(data[:_HEAD].decode("ascii"), mapping)
    if found is None or found[1] > 0 or data[:1] in b"\r\n":
        return None
    recognise(found[2], mapping)
    return _fast(data, found[0].encode(), found[2])


def _read_text(path: Path, text: str, mapping: OfficeMapping | None) -> Table | TableProblem:
    found = _header(text, mapping)
    if found is None:
        first = next((line.strip() for line in text[:_HEAD].splitlines() if line.strip()), "")[:80]
        return TableProblem(
            f"{path}: tidak ada baris judul kolom yang dikenal; baris pertamanya «{first}». Tulis nama kolom seperti Tersangka, Pasal, Tgl Tahap II, atau pakai --mapping",
            f"{path}: no row of known column names; the first line is «{first}»",
        )
    separator, start, headers = found
    recognise(headers, mapping)
    return _careful(text, separator, start, headers, mapping)


def _header(text: str, mapping: OfficeMapping | None) -> tuple[str, int, tuple[str, ...]] | None:
    """Separator, place of the header among the records, and the names: the row in which most names are known."""
    best: tuple[int, str, int, tuple[str, ...]] | None = None
    head = "\n".join(text[:_HEAD].splitlines()[: HEADER_WITHIN * 3])
    for separator in SEPARATORS:
        records = list(_records(head, separator))[:HEADER_WITHIN]
        for place, (_, cells) in enumerate(records):
            known = recognised_count(cells, mapping)
            enough = known >= min(3, max(1, len([c for c in cells if c.strip()])))
            if enough and len(cells) > 1 and (best is None or known > best[0]):
                best = (known, separator, place, _named(cells))
    return best[1:] if best else None


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """Names without trailing empty ones; an unnamed column is called by its place, a doubled name gets a number."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    out: list[str] = []
    for place, name in enumerate(names, start=1):
        name = name or f"Kolom {place}"
        out.append(name if name not in out else f"{name} ({place})")
    return tuple(out)


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Every record with the line it begins on; blank lines are no records."""
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    out: list[tuple[int, list[str]]] = []
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return out
        except csv.Error:
            continue
        if any(cell.strip() for cell in cells):
            out.append((line, cells))
        line = reader.line_num + 1


def _fast(data: bytes, separator: bytes, headers: tuple[str, ...]) -> Table | None:
    """A regular file, read by polars: one record a line, no blank lines, as many cells in every line. None for any other."""
    import polars as pl

    newlines = data.count(b"\n")
    lines = newlines - data.endswith(b"\n")
    separators, ends = _outside_quotes(data, separator) if b'"' in data else (data.count(separator), newlines)
    if lines == 0 or ends != newlines or data.count(b"\r") not in (0, newlines) or separators != (lines + 1) * (len(headers) - 1):
        return None
    try:
        frame = pl.read_csv(data, separator=separator.decode(), infer_schema=False, has_header=False, skip_rows=1, new_columns=list(headers))
    except pl.exceptions.PolarsError:
        return None
    if frame.height != lines or frame.width != len(headers):
        return None
    return Table(headers, frame, range(2, lines + 2))


def _outside_quotes(data: bytes, separator: bytes) -> tuple[int, int]:
    """How many separators and line ends stand outside quotation marks."""
    import numpy as np

    separators = ends = 0
    quoted = np.uint8(0)
    for start in range(0, len(data), _PIECE):
        piece = np.frombuffer(data, np.uint8, min(_PIECE, len(data) - start), start)
        parity = np.cumsum(piece == ord('"'), dtype=np.uint8)
        outside = ((parity + quoted) & 1) == 0
        separators += int(np.count_nonzero(outside & (piece == ord(separator))))
        ends += int(np.count_nonzero(outside & (piece == ord("\n"))))
        quoted = np.uint8((parity[-1] + quoted) & 1)
    return separators, ends


def _careful(text: str, separator: str, start: int, headers: tuple[str, ...], mapping: OfficeMapping | None) -> Table:
    records = list(_records(text, separator))[start + 1 :]
    return _table(headers, records, separator, mapping)


def _table(headers: tuple[str, ...], records: Sequence[tuple[int, list[str]]], separator: str, mapping: OfficeMapping | None) -> Table:
    import polars as pl

    fields = {header: name for name, header in recognise(headers, mapping).items()}
    kinds = [fields.get(header) for header in headers]
    rows, slips, unread = [], {}, set()
    for row, (_, cells) in enumerate(records):
        if len(cells) != len(headers):
            cells, sentence, mended = _mend(cells, kinds, separator)
            if sentence:
                slips[row] = sentence
            if not mended:
                unread.add(row)
        rows.append([cell if cell.strip() else None for cell in cells])
    frame = pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row") if rows else pl.DataFrame(schema=dict.fromkeys(headers, pl.String))
    return Table(headers, frame, [line for line, _ in records], slips, frozenset(unread))


def _mend(cells: list[str], kinds: Sequence[str | None], separator: str) -> tuple[list[str], str, bool]:
    """The cells fitted to the header, a sentence about it, and whether they may be read."""
    wide = len(kinds)
    extra = len(cells) - wide
    if extra > 0 and not any(cell.strip() for cell in cells[wide:]):
        return cells[:wide], "", True
    if extra < 0:
        padded = cells + [""] * -extra
        return padded, f"baris ini hanya berisi {len(cells)} dari {wide} sel; sel yang kurang dianggap kosong, periksa", fits(padded, kinds)
    ways = [[*cells[:at], separator.join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]] for at in range(wide)]
    good = [way for way in ways if fits(way, kinds)]
    if len(good) == 1:
        place = ways.index(good[0])
        return good[0], (
            f"baris ini berisi {len(cells)} sel untuk {wide} kolom; dibaca dengan menyatukan sel {place + 1} sampai {place + 1 + extra} "
            f"(«{good[0][place].strip()}»), satu-satunya cara yang cocok; periksa pemisahnya"
        ), True
    raw = [*cells[: wide - 1], separator.join(cells[wide - 1 :])]
    return raw, f"baris ini berisi {len(cells)} sel untuk {wide} kolom dan {'tidak ada' if not good else 'lebih dari satu'} cara menyatukannya; perbaiki pemisahnya", False


def _read_workbook(path: Path, sheet: str | None, mapping: OfficeMapping | None) -> Table | TableProblem:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if sheet is not None and sheet not in names:
            return TableProblem(f"{path} tidak punya lembar '{sheet}'; yang ada: {', '.join(names)}", f"{path} has no sheet '{sheet}'")
        for name in [sheet] if sheet else names:
            rows = [[_text(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            records = [(number, cells) for number, cells in enumerate(rows, start=1) if any(cell.strip() for cell in cells)]
            table = _sheet_table(records, mapping)
            if table:
                return table
    except (CalamineError, OSError, ValueError) as error:
        return TableProblem(f"{path} tidak dapat dibuka sebagai buku kerja (mungkin rusak atau bersandi): {error}", f"{path} cannot be opened as a workbook: {error}")
    return TableProblem(
        f"{path}: tidak ada lembar dengan judul kolom yang dikenal; tulis nama kolom seperti Tersangka, Pasal, Tgl Tahap II, atau pakai --mapping",
        f"{path}: no sheet has known column names",
    )


def _sheet_table(records: list[tuple[int, list[str]]], mapping: OfficeMapping | None) -> Table | None:
    counts = [recognised_count(cells, mapping) for _, cells in records[:HEADER_WITHIN]]
    if not counts or max(counts) < 2:
        return None
    place = counts.index(max(counts))
    headers = _named(records[place][1])
    fitted = [(line, [*cells[: len(headers)], *[""] * (len(headers) - len(cells))]) for line, cells in records[place + 1 :]]
    return _table(headers, fitted, ";", mapping)


def _text(cell: object) -> str:
    """A workbook's cell as text: dates in ISO form, whole numbers without a decimal part."""
    from datetime import date, datetime

    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
