"""Dates as Indonesian offices write them: day before month, months in words or figures, spreadsheet leftovers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rembuk.reference.written_text import Written, normalise, quoted, says_unknown

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_MONTH_SPELLINGS = (
    "jan januari january i", "feb peb februari pebruari february ii", "mar mrt maret march iii", "apr april iv",
    "mei may v", "jun juni june vi", "jul juli july vii", "agu agt ags agst agts agus agust aug agustus august viii",
    "sep sept september ix", "okt oct oktober october x", "nov nop november nopember xi",
    "des dec desember december xii",
)  # fmt: skip
_DAY_SPELLINGS = (
    "senin monday mon", "selasa tuesday tue", "rabu wednesday wed", "kamis thursday thu", "jumat jum'at friday fri",
    "sabtu saturday sat", "minggu ahad sunday sun",
)  # fmt: skip
_MONTH_OF = {word: n for n, words in enumerate(_MONTH_SPELLINGS, 1) for word in words.split()}
_DAY_OF = {word: n for n, words in enumerate(_DAY_SPELLINGS) for word in words.split()}

_NOT_YET = frozenset({"belum", "blm", "belum ada", "nihil", "tidak ada", "tdk ada", "belum terjadi", "belum dilakukan"})
_EARLIEST_YEAR, _LATEST_YEAR = 1945, 2100
_SPREADSHEET_DAY_ZERO = date(1899, 12, 30)
_EXAMPLE = "misalnya 28/10/2025 atau 28 Oktober 2025"

_DAY_NAME = re.compile(rf"(?:hari )?({'|'.join(sorted(_DAY_OF, key=len, reverse=True))})\b[\s,./]*", re.IGNORECASE)
_ANNOUNCED = re.compile(r"(?:pada )?(?:tanggal|tgl)\b[\s.:]*", re.IGNORECASE)
_TIME = re.compile(
    r"(?:[t,]? ?)(?:(?:pukul|jam|pkl)\b\.? ?)?(?P<clock>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?)"
    r" ?(?:am|pm|z|[+-][0-9]{2}:?[0-9]{2}|wib|wita|wit)?\Z",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?[-/. ,] ?([0-9]{1,2}) ?[-/. ,] ?([0-9]{4}|[0-9]{2})")
_WORD_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ ./-]*([a-z]+)[ .,/'-]*([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_WORD_MONTH_FIRST = re.compile(r"([a-z]+)\.? ?([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", re.IGNORECASE)
_NO_DAY = re.compile(r"(?:([a-z]+)[ .,/'-]*|([0-9]{1,2})[-/. ])([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_EIGHT = re.compile("[0-9]{8}")


class _Unread(Exception):
    """Why a text is not one date: an Indonesian clause with what to write instead. It never leaves this module."""


def read_date(text: str, *, not_after: date | None = None) -> Written[date]:
    """Read a date; `not_after` is the last day it may be (the day of the register, today), given by the caller.

    Day, month, year in that order, or year first; two-figure years are read as 20yy with a note. A month without a day,
    a day that is not in the calendar, a year before 1945 and a day after `not_after` are problems. "belum" is unknown.
    """
    plain = normalise(text)
    if says_unknown(plain):
        return Written(None)
    if plain.rstrip(" .").lower() in _NOT_YET:
        return Written(None, note=f"{quoted(plain)}: belum ada tanggalnya")
    try:
        return _read(plain, not_after)
    except _Unread as unread:
        return Written(None, f"{quoted(plain)} belum terbaca sebagai tanggal: {unread}.")


def write_date(day: date) -> str:
    """The day as it is printed in letters: 28 Oktober 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _read(plain: str, not_after: date | None) -> Written[date]:
    notes = []
    day_name = _DAY_NAME.match(plain)
    rest = plain[day_name.end() :] if day_name else plain
    rest = _ANNOUNCED.sub("", rest, count=1) if _ANNOUNCED.match(rest) else rest
    if (time := _TIME.search(rest)) and _has_date(rest[: time.start()]):
        rest = rest[: time.start()]
        if time["clock"].strip("0:.") != "":
            notes.append("jamnya tidak dipakai")
    day, note = _day(rest.strip(" .,"), not_after)
    notes.append(note)
    if day.year < _EARLIEST_YEAR or day.year > _LATEST_YEAR:
        raise _Unread(f"tahun {day.year} tidak masuk akal; periksa tahunnya")
    if not_after and day > not_after:
        raise _Unread(f"{write_date(day)} sesudah {write_date(not_after)}; periksa tahun dan bulannya")
    if day_name and _DAY_OF[day_name[1].lower()] != day.weekday():
        notes.append(f"{write_date(day)} jatuh pada hari {DAYS[day.weekday()]}, bukan {day_name[1]}")
    return Written(day, note="; ".join(filter(None, notes)) or None)


def _has_date(text: str) -> bool:
    text = text.strip(" .,")
    return any(form.fullmatch(text) for form in (_YEAR_FIRST, _DAY_FIRST, _WORD_MONTH, _WORD_MONTH_FIRST))


def _day(text: str, not_after: date | None) -> tuple[date, str]:
    if match := _YEAR_FIRST.fullmatch(text):
        return _calendar_day(int(match[3]), int(match[2]), int(match[1])), ""
    if match := _DAY_FIRST.fullmatch(text):
        year, note = _year(match[3], not_after)
        return _calendar_day(int(match[1]), int(match[2]), year), note
    if (match := _WORD_MONTH.fullmatch(text)) and (month := _MONTH_OF.get(match[2].lower())):
        year, note = _year(match[3], not_after)
        return _calendar_day(int(match[1]), month, year), note
    if (match := _WORD_MONTH_FIRST.fullmatch(text)) and (month := _MONTH_OF.get(match[1].lower())):
        return _calendar_day(int(match[2]), month, int(match[3])), ""
    if match := _SERIAL.fullmatch(text):
        day = _SPREADSHEET_DAY_ZERO + timedelta(days=int(match[1]))
        return day, f"{text} dibaca sebagai nomor tanggal lembar kerja: {write_date(day)}"
    if _EIGHT.fullmatch(text):
        return _eight_figures(text)
    raise _Unread(_why_no_day(text))


def _calendar_day(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if not year:
        raise _Unread(f"tahun 0 tidak masuk akal; tulis {_EXAMPLE}")
    if 1 <= day <= 12 < month <= 31:
        raise _Unread(f"bulan {month} tidak ada; bila maksudnya {month:02}/{day:02}/{year}, tulis hari lebih dahulu")
    if not 1 <= month <= 12:
        raise _Unread(f"bulan {month} tidak ada; tulis {_EXAMPLE}")
    raise _Unread(f"{MONTHS[month - 1]} {year} tidak mempunyai tanggal {day}; periksa tanggalnya")


def _year(figures: str, not_after: date | None) -> tuple[int, str]:
    if len(figures) == 4:
        return int(figures), ""
    year = 2000 + int(figures)
    if year > (not_after.year if not_after else 2049):
        raise _Unread(f"tahun {figures} bisa berarti {year - 100} atau {year}; tulis tahun empat angka")
    return year, f"tahun {figures} dibaca {year}"


def _eight_figures(text: str) -> tuple[date, str]:
    readings = []
    for day, month, year in ((text[6:], text[4:6], text[:4]), (text[:2], text[2:4], text[4:])):
        if _EARLIEST_YEAR <= int(year) <= _LATEST_YEAR and 1 <= int(month) <= 12:
            readings.append(_calendar_day(int(day), int(month), int(year)))
    if len(set(readings)) != 1:
        raise _Unread(f"delapan angka tanpa pemisah tidak jelas urutannya; tulis {_EXAMPLE}")
    return readings[0], f"{text} dibaca {write_date(readings[0])}"


def _why_no_day(text: str) -> str:
    match = _NO_DAY.fullmatch(text)
    month = _MONTH_OF.get((match[1] or "").lower(), int(match[2] or 0)) if match else 0
    if match and 1 <= month <= 12:
        return f"tanggal (hari) tidak tertulis, baru {MONTHS[month - 1]} {match[3]}; tulis lengkap, {_EXAMPLE}"
    if re.fullmatch("(?:19|20)[0-9]{2}", text):
        return f"baru tahunnya; tulis lengkap, {_EXAMPLE}"
    return f"tulis satu tanggal saja, {_EXAMPLE}"
