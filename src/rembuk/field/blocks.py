"""Handing out letter numbers: a device always holds enough of this year's, and a number belongs to one device only.

The host takes the numbers out of the series from which it gives its own; what was handed to which device is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from rembuk.field.host import Host
from rembuk.field.models import NumberBlock
from rembuk.record.act import Author

#: How many numbers of a letter a device is handed at once; fewer than half left, and it gets as many again.
SIZE = 10
_AHEAD_MONTH = 12


def blocks_for(device: str, holder: Author, host: Host, used: Iterable[str], now: datetime) -> list[dict[str, Any]]:
    """The device's blocks for this year, in December those of the next too.

    `used` are the numbers, as written, that the device's acts have given out.
    """
    years = [now.year, now.year + 1] if now.month == _AHEAD_MONTH else [now.year]
    written, letters = set(used), host.letters(holder)
    return [block for year in years for letter in letters for block in _of_series(device, holder.office, letter.series, year, written, host, now)]


def _of_series(device: str, office: str, series: str, year: int, used: set[str], host: Host, now: datetime) -> list[dict[str, Any]]:
    mine = list(NumberBlock.objects.filter(device=device, office=office, series=series, year=year).order_by("first"))
    free = {block.pk: [n for n in range(block.first, block.last + 1) if not _is_used(block, n, used)] for block in mine}
    if sum(len(numbers) for numbers in free.values()) < SIZE // 2:
        mine += _handed_out(device, office, series, year, host, now)
    return [
        {"series": b.series, "year": b.year, "first": b.first, "last": b.last, "pattern": b.pattern, "unit": b.unit}
        for b in mine if free.get(b.pk, True)
    ]  # fmt: skip


def _is_used(block: NumberBlock, n: int, used: set[str]) -> bool:
    days = (date(block.year, month, 1) for month in range(1, 13)) if "{day}" not in block.pattern else _days_of(block.year)
    return any(written(block, n, day) in used for day in days)


def _days_of(year: int) -> Iterable[date]:
    return (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))


def _handed_out(device: str, office: str, series: str, year: int, host: Host, now: datetime) -> list[NumberBlock]:
    """One block more; none where the office itself has no numbers left."""
    got = host.reserve(device, office, series, year, SIZE)
    if got.last < got.first:
        return []
    return [
        NumberBlock.objects.create(
            office=office, device=device, series=series, year=year, first=got.first, last=got.last, pattern=got.pattern, unit=got.unit, handed_at=now
        )
    ]


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def written(block: NumberBlock, n: int, on: date) -> str:
    """A number of the block as it is written on a day."""
    values = {
        "{n}": str(n), "{n:03}": f"{n:03}", "{day}": str(on.day), "{month}": str(on.month), "{roman_month}": _ROMAN[on.month - 1],
        "{year}": str(on.year), "{short_year}": str(on.year % 100), "{unit}": block.unit, "{series}": block.series,
    }  # fmt: skip
    text = block.pattern
    for blank, value in values.items():
        text = text.replace(blank, value)
    return text
