"""Text files of separated cells (CSV and its kin), with whatever separator an office's program put between them.

A *record* is one row with the line on which it begins; a quoted cell may hold line breaks. A quote that does not close is a
quote mark in the text, so that it never swallows the rows below it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from rembuk.registers.docket_columns import ColumnMapping
from rembuk.registers.heading import SEARCHED, known_in

if TYPE_CHECKING:
    import polars as pl

SEPARATORS = (";", ",", "\t", "|")
_HEAD = 1 << 16
_SAID_SEPARATOR = re.compile(r'"?sep=(?P<separator>[;,\t|])"?\s*', re.IGNORECASE)

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text file is laid out: its separator, its first records, and the lines to leave out before them."""

    separator: str
    first: tuple[Record, ...]


def find_layout(data: bytes, mapping: ColumnMapping | None) -> Layout:
    """The separator under which most headings are recognised; where none are, the one that cuts rows most evenly."""
    head = _lines(data[: _HEAD * 4].decode("utf-8", errors="replace"))
    if said := _SAID_SEPARATOR.fullmatch(head[0] if head else ""):
        rest = [(line + 1, cells) for line, cells in islice(records(head[1:], said["separator"]), SEARCHED)]
        return Layout(said["separator"], tuple(rest))
    best: tuple[tuple[int, float, int], Layout] | None = None
    for separator in SEPARATORS:
        first = tuple(islice(records(head, separator), SEARCHED))
        merit = _merit([cells for _, cells in first], mapping)
        if best is None or merit > best[0]:
            best = merit, Layout(separator, first)
    assert best is not None
    return best[1]


def _merit(rows: Sequence[list[str]], mapping: ColumnMapping | None) -> tuple[int, float, int]:
    known = max((known_in(row, mapping) for row in rows), default=0)
    widths = [len(row) for row in rows if any(row)]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    even = widths.count(usual) / len(widths) if widths and usual > 1 else 0.0
    return known, even, usual


def _lines(text: str) -> list[str]:
    """Physical lines with their ends; only CR, LF and CRLF end a line."""
    return list(io.StringIO(text, newline=""))


def all_records(data: bytes, separator: str, width: int) -> Iterator[Record]:
    """Every record of a file of `width` columns with the line on which it begins, blank lines among them."""
    lines = _lines(data.decode("utf-8", errors="replace").rstrip("\x1a"))
    if lines and _SAID_SEPARATOR.fullmatch(lines[0]):
        lines[0] = "\n"
    return records(lines, separator, width)


class _Feed:
    """Lines handed to the csv reader one by one, which can be turned back."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines, self.at = lines, 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def records(lines: Sequence[str], separator: str, width: int = 0) -> Iterator[Record]:
    """The records of lines. Never raises: where quotes do not pair, the line is cut at its separators alone.

    So is the first line of a record that runs over several lines and does not have `width` cells, when that line alone does.
    """
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=separator, strict=True)
    while feed.at < len(lines):
        start = feed.at
        try:
            cells = next(reader)
            stray = feed.at > start + 1 and 0 < width != len(cells) and len(_cut(lines[start], separator)) == width
        except csv.Error:
            cells, stray = [], True
        if stray:
            feed.at = start + 1
            cells = _cut(lines[start], separator)
            reader = csv.reader(feed, delimiter=separator, strict=True)
        yield start + 1, cells


def _cut(line: str, separator: str) -> list[str]:
    return line.rstrip("\r\n").split(separator)


def read_quickly(data: bytes, *, after: int, width: int, separator: str) -> tuple[pl.DataFrame, dict[int, list[str]]] | None:
    """The rows below line `after`, read by polars, and the cells of those rows that do not have `width` of them.

    None when polars might read the file otherwise than `records` does. A row of the frame is a physical line, also a blank one;
    empty cells are None; the rows named in the second part hold nothing to be relied on.
    """
    if _loose_returns(data):
        return None
    quoted = b'"' in data
    frame = _by_polars(data, after, width, separator, strict=True)
    if frame is not None and quoted:
        import polars as pl

        even = frame.height == _lines_after(data, after)
        frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all())) if even else None
    if frame is not None and _whole(frame, data, after, separator, quoted):
        return frame, {}
    return None if quoted else _with_odd_rows(data, after, width, separator)


def _by_polars(data: bytes, after: int, width: int, separator: str, strict: bool) -> pl.DataFrame | None:
    import polars as pl

    try:
        return pl.read_csv(
            data, has_header=False, skip_lines=after, schema={f"c{i}": pl.String for i in range(width)}, separator=separator,
            infer_schema=False, extra_columns="raise" if strict else "ignore", missing_columns="insert",
        )  # fmt: skip
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None


def _with_odd_rows(data: bytes, after: int, width: int, separator: str) -> tuple[pl.DataFrame, dict[int, list[str]]] | None:
    """A file without quotes, in which every line is a row: the lines with another number of separators are the odd ones."""
    frame = _by_polars(data, after, width, separator, strict=False)
    lines = _by_polars(data, after, 1, "\x00", strict=True)
    if frame is None or lines is None or b"\x00" in data or frame.height != lines.height:
        return None
    line = lines.to_series()
    odd = ((line.str.count_matches(separator, literal=True) != width - 1) & (line != "")).fill_null(False).arg_true()
    if len(odd) * 10 > frame.height:
        return None
    cells = zip(odd.to_list(), line.gather(odd).to_list(), strict=True)
    return frame, {row: text.split(separator) for row, text in cells}


def _loose_returns(data: bytes) -> bool:
    """Whether a carriage return stands anywhere but before a line feed."""
    return b"\r" in data and data.count(b"\r") != data.count(b"\r\n")


def _lines_after(data: bytes, after: int) -> int:
    return data.count(b"\n") + (not data.endswith(b"\n")) - after


def _whole(frame: pl.DataFrame, data: bytes, after: int, separator: str, quoted: bool) -> bool:
    """Whether no row was filled up: polars refuses too many cells, so the separators of the file tell of too few."""
    import polars as pl

    if frame.width == 1 or frame.to_series(frame.width - 1).null_count() == 0:
        return True
    found = data.count(separator.encode(), _start_of(data, after))
    if quoted:
        inside = frame.select(pl.all().str.count_matches(separator, literal=True).sum()).sum_horizontal().item()
        found -= inside or 0
    blank = frame.select(pl.all_horizontal(pl.all().is_null()).sum()).item() if frame.to_series(0).null_count() else 0
    cells = frame.width - 1
    return found in (frame.height * cells, (frame.height - blank) * cells)


def _start_of(data: bytes, after: int) -> int:
    at = 0
    for _ in range(after):
        at = data.find(b"\n", at) + 1
    return at
