"""Numbers, amounts, days and hours as Indonesian letters write them: in figures and in words.

The zone of an hour is read from its offset: +07 WIB, +08 WITA, +09 WIT; another offset is written as it stands.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rembuk.reference.number_words import terbilang
from rembuk.reference.written_dates import DAYS, MONTHS, write_date

BLANK = "........."
_ZONES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def rupiah(amount: int) -> str:
    """Rp1.500.000"""
    return "Rp" + f"{amount:,}".replace(",", ".")


def rupiah_words(amount: int) -> str:
    """satu juta lima ratus ribu rupiah"""
    return f"{terbilang(amount)} rupiah"


def day_words(day: date) -> str:
    """Selasa tanggal tiga bulan Maret tahun dua ribu dua puluh enam"""
    return f"{DAYS[day.weekday()]} tanggal {terbilang(day.day)} bulan {MONTHS[day.month - 1]} tahun {terbilang(day.year)}"


def day_named(day: date) -> str:
    """Selasa, 3 Maret 2026"""
    return f"{DAYS[day.weekday()]}, {write_date(day)}"


def hour(moment: datetime) -> str:
    """09.30 WIB"""
    return f"{moment:%H.%M} {zone_of(moment)}".rstrip()


def zone_of(moment: datetime) -> str:
    """WIB, WITA, WIT, another offset as +05.30, or nothing for a moment without a zone."""
    offset = moment.utcoffset()
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    return _ZONES.get(offset) or f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}.{abs(minutes) % 60:02}"


def moment_named(moment: datetime) -> str:
    """Selasa, 3 Maret 2026 pukul 09.30 WIB"""
    return f"{day_named(moment.date())} pukul {hour(moment)}"


def moment_words(moment: datetime) -> str:
    """Selasa tanggal tiga bulan Maret tahun dua ribu dua puluh enam pukul 09.30 WIB"""
    return f"{day_words(moment.date())} pukul {hour(moment)}"


def count_words(count: int) -> str:
    """2 (dua)"""
    return f"{count} ({terbilang(count)})"


def roman_month(day: date) -> str:
    """The month as numbers of letters write it: III."""
    return _ROMAN[day.month - 1]


def listed(names: list[str] | tuple[str, ...]) -> str:
    """A, B, dan C"""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
