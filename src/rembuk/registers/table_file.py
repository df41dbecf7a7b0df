"""Opening an office's docket file: separated text or workbook in, a table out, with every row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rembuk.registers.docket_columns import ColumnMapping, load_known_columns, recognise
from rembuk.registers.heading import SEARCHED, Heading, find_heading
from rembuk.registers.separated_text import Record, all_records, find_layout, read_quickly
from rembuk.registers.slipped_rows import Places
from rembuk.registers.table import Sentence, Slip, Table, TableProblem
from rembuk.registers.text_encoding import Decoded, decode
from rembuk.registers.workbook_sheet import MAGIC, open_sheet

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Sentence", "Slip", "Table", "TableProblem", "read_table"]

#: Smaller files are read record by record, which is quick enough and needs no second look.
QUICK_FROM = 1 << 20
_CHUNK = 50_000
_BLANKS = b"\x00\xff\xfe\xef\xbb\xbf\x1a \t\r\n;,|\""
_OTHER_FILES = {
    b"%PDF": "PDF", b"{\\rtf": "RTF", b"<!DOC": "HTML", b"<html": "HTML", b"<HTML": "HTML", b"<?xml": "XML",
    b"\xff\xd8\xff": "foto", b"\x89PNG": "gambar",
}  # fmt: skip


def read_table(path: Path, *, sheet: str | None = None, mapping: ColumnMapping | None = None) -> Table | TableProblem:
    """Read a CSV, TSV, XLSX, XLSM, XLS or ODS file, told apart by content. Never raises for what is in the file.

    `sheet` names a sheet of a workbook; `mapping` is what the office says its headings mean.
    """
    data = _bytes(path)
    if isinstance(data, TableProblem):
        return data
    read = _read_sheet(data, sheet, mapping) if data.startswith(MAGIC) else _read_text(data, mapping)
    return _named(path, read) if isinstance(read, TableProblem) else read


def _bytes(path: Path) -> bytes | TableProblem:
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        return TableProblem(f"{path} adalah folder; sebut berkas docketnya", f"{path} is a folder; name the docket file")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return TableProblem(
            f"{path} tidak dapat dibuka ({why}); periksa nama dan izinnya",
            f"{path} cannot be opened ({why}); check its name and permissions",
        )
    if not data[:4096].strip(_BLANKS) and not data.strip(_BLANKS):
        return TableProblem(f"{path} kosong; simpan ulang docketnya", f"{path} is empty; save the docket again")
    for magic, kind in _OTHER_FILES.items():
        if data[:256].lstrip().startswith(magic):
            return TableProblem(
                f"{path} berisi {kind}, bukan tabel; buka lalu simpan sebagai CSV atau XLSX",
                f"{path} is {kind}, not a table; open it and save it as CSV or XLSX",
            )
    return data


def _named(path: Path, problem: TableProblem) -> TableProblem:
    return TableProblem(f"{path}: {problem.id}", f"{path}: {problem.en}")


def _no_rows() -> TableProblem:
    return TableProblem(
        "hanya judul kolom, tidak ada baris perkara; isi docketnya atau pilih lembar lain",
        "there are headings but no rows; fill the docket or choose another sheet",
    )


def _read_sheet(data: bytes, name: str | None, mapping: ColumnMapping | None) -> Table | TableProblem:
    sheet = open_sheet(data, name, mapping)
    if isinstance(sheet, TableProblem):
        return sheet
    first = list(islice(sheet.records(), SEARCHED))
    heading = find_heading([cells for _, cells in first], mapping)
    if heading is None:
        return _no_rows()
    gathered = _Gathered(_places(heading, mapping, ";"))
    gathered.add(islice(sheet.records(below=heading.end), heading.end, None))
    table = gathered.table((*sheet.notes, *heading.notes))
    return replace(table, sheet=sheet.name) if table.rows else _no_rows()


def _read_text(data: bytes, mapping: ColumnMapping | None) -> Table | TableProblem:
    decoded = decode(data)
    if isinstance(decoded, TableProblem):
        return decoded
    layout = find_layout(decoded.data, mapping)
    heading = find_heading([cells for _, cells in layout.first], mapping)
    if heading is None:
        return _no_rows()
    places = _places(heading, mapping, layout.separator)
    gathered = _Gathered(places)
    after = _line_after(layout.first, heading, decoded)
    quick = None
    if len(decoded.data) >= QUICK_FROM and after is not None:
        quick = read_quickly(decoded.data, after=after, width=len(places.headings), separator=layout.separator)
    if quick is not None and after is not None:
        gathered.take(*quick, first_line=after + 1)
    else:
        last = layout.first[heading.end - 1][0]
        everything = all_records(decoded.data, layout.separator, len(places.headings))
        gathered.add(record for record in everything if record[0] > last)
    table = gathered.table((*decoded.notes, *heading.notes))
    return replace(table, encoding=decoded.encoding, separator=layout.separator) if table.rows else _no_rows()


def _line_after(first: Sequence[Record], heading: Heading, decoded: Decoded) -> int | None:
    """The last line of the heading, when the next record begins on the line below it; None when that is not certain."""
    if heading.end >= len(first) or b"\r" in decoded.data[:4096].replace(b"\r\n", b""):
        return None
    return first[heading.end][0] - 1


def _places(heading: Heading, mapping: ColumnMapping | None, separator: str) -> Places:
    known = load_known_columns().fields
    by_heading = {name: known[field] for field, name in recognise(heading.names, mapping).fields.items()}
    return Places(heading.names, tuple(by_heading.get(name) for name in heading.names), separator)


@dataclass
class _Gathered:
    """The rows of one file as they are gathered, kept as columns of text to be small."""

    places: Places
    frames: list[pl.DataFrame] = field(default_factory=list)
    lines: Sequence[int] = field(default_factory=lambda: array("q"))
    slipped: dict[int, Slip] = field(default_factory=dict)
    blank: int = 0

    def add(self, records: Iterable[Record]) -> None:
        """Rows one by one; wholly empty ones are counted and left out."""
        chunk: list[Sequence[str]] = []
        lines = array("q")
        for line, cells in records:
            if not any(cells):
                self.blank += 1
                continue
            chunk.append(self._mended(line, len(lines), cells))
            lines.append(line)
            if len(chunk) == _CHUNK:
                self.frames.append(self._frame(chunk))
                chunk = []
        self.frames.append(self._frame(chunk))
        self.lines = lines

    def _frame(self, rows: Sequence[Sequence[str]]) -> pl.DataFrame:
        import polars as pl

        columns = zip(*rows, strict=True) if rows else ((),) * len(self.places.headings)
        return pl.DataFrame({
            name: pl.Series([cell or None for cell in column], dtype=pl.String)
            for name, column in zip(self.places.headings, columns, strict=True)
        })  # fmt: skip

    def take(self, frame: pl.DataFrame, odd: Mapping[int, list[str]], first_line: int) -> None:
        """Rows of one line each; `odd` are those of too many or too few cells, with their cells."""
        import polars as pl

        frame.columns = list(self.places.headings)
        lines: Sequence[int] = range(first_line, first_line + frame.height)
        mended = [self._mended(lines[row], row, cells) for row, cells in odd.items()]
        if mended:
            left = frame.with_row_index("").filter(~pl.col("").is_in(list(odd)))
            put = self._frame(mended).insert_column(0, pl.Series("", list(odd), dtype=left.to_series(0).dtype))
            frame = pl.concat([left, put]).sort("").drop("")
        if frame.to_series(0).null_count():
            full = ~frame.select(pl.all_horizontal(pl.all().is_null())).to_series()
            rows = full.arg_true()
            if len(rows) < frame.height:
                self.blank = frame.height - len(rows)
                frame, lines = frame.filter(full), (rows + first_line).to_list()
                self.slipped = {row: self.slipped[old] for row, old in enumerate(rows.to_list()) if old in self.slipped}
        self.lines = lines
        self.frames.append(frame)

    def _mended(self, line: int, row: int, cells: list[str]) -> Sequence[str]:
        """The cells as they are put under the headings; a row that slips is noted. Empty cells beyond the last are cut off."""
        while len(cells) > len(self.places.headings) and not cells[-1].strip():
            cells.pop()
        if len(cells) == len(self.places.headings):
            return cells
        slip = self.slipped[row] = self.places.mend(line, cells)
        return slip.proposed or self.places.as_found(cells)

    def table(self, notes: tuple[Sentence, ...]) -> Table:
        """What was gathered; a further suspect who stands in the next column is put back to the first."""
        import polars as pl

        cells = pl.concat(self.frames, rechunk=False)
        cells = self._further_suspects(cells)
        if self.blank:
            notes = (*notes, Sentence(f"{self.blank} baris kosong tidak dihitung", f"{self.blank} empty rows are not counted"))
        return Table(self.places.headings, cells, self.lines, self.slipped, notes=notes)

    def _further_suspects(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Rows of the right length in which a separator inside the suspect's cell took the place of an empty cell after it."""
        fields = [place.name if place else "" for place in self.places.fields]
        at = fields.index("suspect") if "suspect" in fields else len(fields)
        after = self.places.fields[at + 1] if at + 1 < len(fields) else None
        if after is None or after.kind in ("text", "charges"):
            return cells
        suspect, other = self.places.headings[at], self.places.headings[at + 1]
        begins = cells[other].str.contains("(?i)" + load_known_columns().suspects["continues"]).fill_null(False)
        for row in (begins & cells[suspect].is_not_null()).arg_true().to_list():
            if row not in self.slipped:
                found = tuple(cell or "" for cell in cells.row(row))
                joined = (*found[:at], found[at] + self.places.separator + found[at + 1], "", *found[at + 2 :])
                self.slipped[row] = self._further(row, found, joined, (suspect, other))
                cells[row, suspect], cells[row, other] = joined[at], None
        return cells

    def _further(self, row: int, found: tuple[str, ...], joined: tuple[str, ...], names: tuple[str, str]) -> Slip:
        line, text = self.lines[row], found[self.places.headings.index(names[1])].strip()
        return Slip(
            found, joined,
            f"Baris {line}: '{text}' di kolom '{names[1]}' lanjutan kolom '{names[0]}', jadi dibaca di sana dan '{names[1]}' "
            f"dikosongkan; periksa baris aslinya",
            f"Line {line}: '{text}' under '{names[1]}' goes on from '{names[0]}', so it is read there and '{names[1]}' is left "
            f"empty; check the row in the file",
        )  # fmt: skip
