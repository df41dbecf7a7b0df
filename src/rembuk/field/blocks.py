"""Handing out letter numbers: a device always holds enough of this year's, and a number belongs to one device only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from rembuk.field.models import NumberBlock

SIZE = 50
#: The series a facilitator gives numbers of away from the office, and how they are written where the office says nothing else.
SERIES = {"surat": "B-{n}/{unit}/{roman_month}/{year}", "berita_acara": "BA-{n}/{unit}/{roman_month}/{year}"}
_AHEAD_MONTH = 12


def blocks_for(device: str, office: str, used: Iterable[str], now: datetime) -> list[dict[str, Any]]:
    """The device's blocks for this year, in December those of the next too; a new one where fewer than half are left.

    `used` are the numbers, as written, that the device's acts have given out.
    """
    years = [now.year, now.year + 1] if now.month == _AHEAD_MONTH else [now.year]
    written = set(used)
    return [block for year in years for series in SERIES for block in _of_series(device, office, series, year, written, now)]


def _of_series(device: str, office: str, series: str, year: int, used: set[str], now: datetime) -> list[dict[str, Any]]:
    mine = list(NumberBlock.objects.filter(device=device, office=office, series=series, year=year).order_by("first"))
    free = sum(1 for block in mine for n in range(block.first, block.last + 1) if not _is_used(block, n, used))
    if free < SIZE // 2:
        mine.append(_hand_out(device, office, series, year, now))
    return [
        {"series": b.series, "year": b.year, "first": b.first, "last": b.last, "pattern": b.pattern, "unit": b.unit} for b in mine
    ]


def _is_used(block: NumberBlock, n: int, used: set[str]) -> bool:
    return any(written(block, n, date(block.year, month, 1)) in used for month in range(1, 13))


def _hand_out(device: str, office: str, series: str, year: int, now: datetime) -> NumberBlock:
    """The block after every block of that office, series and year; of two that ask at once the second asks again."""
    for _ in range(20):
        last = NumberBlock.objects.filter(office=office, series=series, year=year).aggregate(last=Max("last"))["last"] or 0
        try:
            with transaction.atomic():
                return NumberBlock.objects.create(
                    office=office, device=device, series=series, year=year, first=last + 1, last=last + SIZE, pattern=SERIES[series],
                    unit=office.upper(), handed_at=now,
                )  # fmt: skip
        except IntegrityError:
            continue
    raise RuntimeError(f"blok nomor {series} {year} untuk {office} tidak dapat diberikan")


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
