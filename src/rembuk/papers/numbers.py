"""Numbers of letters from blocks, so that they can be given where there is no line, and never twice.

A *block* is a run of numbers handed to one office and device for one series (a kind of letter or a register) of one year. What a number
looks like is data: a pattern such as `B/{n}/{roman_month}/{year}/{unit}`; its blanks are `n`, `n:03` (with leading zeros), `day`, `month`,
`roman_month`, `year`, `short_year`, `unit`, `series`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rembuk.papers.words import roman_month
from rembuk.record.outcome import Refused

_BLANK = re.compile(r"\{([a-z_]+)(?::0(\d))?\}")
_KNOWN = {"n", "day", "month", "roman_month", "year", "short_year", "unit", "series"}


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers `first` to `last`, both included, of a series and year, for one office and device. Raises ValueError for an impossible one."""

    office: str
    device: str
    series: str
    year: int
    first: int
    last: int
    pattern: str
    unit: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(f"blok nomor {self.first} sampai {self.last} tidak mungkin")
        if problem := pattern_problem(self.pattern):
            raise ValueError(problem)


@dataclass(frozen=True, slots=True)
class Given:
    """A number given: the place in the series, and the number as it is written."""

    n: int
    text: str
    left: int


def next_number(block: Block, given: Collection[int], on: date) -> Given | Refused:
    """The lowest number of the block nobody has; refused when the block is used up or of another year."""
    if on.year != block.year:
        return Refused(
            "other-year", f"Blok nomor ini untuk tahun {block.year}, suratnya bertanggal tahun {on.year}.",
            f"These numbers are of {block.year}, the letter of {on.year}.", "minta blok nomor tahun itu", "ask for a block of that year",
        )  # fmt: skip
    free = [n for n in range(block.first, block.last + 1) if n not in set(given)]
    if not free:
        return Refused(
            "block-used-up", f"Nomor {block.first} sampai {block.last} untuk {block.series} sudah habis dipakai.",
            f"Numbers {block.first} to {block.last} of {block.series} are all used.", "minta blok baru saat tersambung, atau simpan surat tanpa nomor dahulu",
            "ask for a new block when there is a line, or keep the letter without a number for now",
        )  # fmt: skip
    return Given(free[0], written(block, free[0], on), len(free) - 1)


def written(block: Block, n: int, on: date) -> str:
    """A number of the block as it is written on a day."""
    values = {
        "n": n, "day": on.day, "month": on.month, "roman_month": roman_month(on), "year": on.year, "short_year": on.year % 100, "unit": block.unit,
        "series": block.series,
    }  # fmt: skip

    def filled(match: re.Match[str]) -> str:
        value = str(values[match[1]])
        return value.zfill(int(match[2])) if match[2] else value

    return _BLANK.sub(filled, block.pattern)


def pattern_problem(pattern: str) -> str:
    """What is wrong with a pattern, "" when nothing is."""
    names = {match[1] for match in _BLANK.finditer(pattern)}
    left = _BLANK.sub("", pattern)
    if strange := names - _KNOWN:
        return f"pola '{pattern}': isian {', '.join(sorted(strange))} tidak dikenal; yang dikenal: {', '.join(sorted(_KNOWN))}"
    if "{" in left or "}" in left:
        return f"pola '{pattern}': kurung kurawal tidak berpasangan"
    return "" if "n" in names else f"pola '{pattern}': tanpa {{n}} semua nomor akan sama"


def overlaps(blocks: Iterable[Block]) -> list[tuple[Block, Block]]:
    """Blocks of one office, series and year that share a number: a mistake in handing them out."""
    return [
        (a, b)
        for a, b in combinations(blocks, 2)
        if (a.office, a.series, a.year) == (b.office, b.series, b.year) and a.first <= b.last and b.first <= a.last
    ]


def next_block(blocks: Collection[Block], office: str, device: str, series: str, year: int, *, size: int, pattern: str, unit: str = "") -> Block:
    """A block after every block of that office, series and year, for a device."""
    last = max((b.last for b in blocks if (b.office, b.series, b.year) == (office, series, year)), default=0)
    return Block(office, device, series, year, last + 1, last + size, pattern, unit)
