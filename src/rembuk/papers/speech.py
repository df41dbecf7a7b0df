"""Text made ready to be read aloud: amounts, days, hours, articles, abbreviations and long numbers in words. Pure.

`spoken` gives plain Indonesian words; it changes nothing that is a word already. What a voice says wrongly after that is respelled for
that voice (`voice.py`), not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from rembuk.papers.words import BLANK
from rembuk.reference.number_words import LARGEST, terbilang
from rembuk.reference.written_dates import MONTHS

_MONTH = "|".join(MONTHS)
_ZONES = {"WIB": "waktu Indonesia barat", "WITA": "waktu Indonesia tengah", "WIT": "waktu Indonesia timur"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def spoken(text: str) -> str:
    """The text in words, sentence by sentence as it stands; blanks are said to be empty."""
    out = text.replace(BLANK, " belum diisi ").replace("“", '"').replace("”", '"').replace("–", "-")
    for pattern, say in _rules():
        out = pattern.sub(say, out)
    return re.sub(r"[ \t]+", " ", re.sub(r"\s+([,.;:])", r"\1", out)).strip()


def digits(text: str) -> str:
    """Figures one by one, as identity and telephone numbers are read.

    >>> digits("3305")
    'tiga tiga nol lima'
    """
    return " ".join(terbilang(int(figure)) for figure in text if figure.isdigit())


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """What abbreviations are read as."""
    table: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "speech.yaml").read_text(encoding="utf-8"))
    return table["abbreviations"]


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    def rule(pattern: str, say: Callable[[re.Match[str]], str], flags: re.RegexFlag = re.NOFLAG) -> Rule:
        return re.compile(pattern, flags), say

    short = "|".join(sorted((re.escape(word) for word in abbreviations()), key=len, reverse=True))
    return (
        rule(r"Rp\.? ?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2})|,-)?", _rupiah),
        rule(r"\b(\d{4})-(\d{2})-(\d{2})\b", lambda m: _day(m[3], m[2], m[1], m[0])),
        rule(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b", lambda m: _day(m[1], m[2], m[3], m[0])),
        rule(rf"\b(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b", lambda m: f"{_n(m[1])} {m[2]} {_n(m[3])}"),
        rule(r"\b(?:pukul |jam )?([01]?\d|2[0-3])\.([0-5]\d)(?: ?(WIB|WITA|WIT))\b", _hour),
        rule(r"\b(?:pukul|jam) ([01]?\d|2[0-3])[.:]([0-5]\d)\b", _hour),
        rule(r"\bNIK\b:? ?(\d{16})", lambda m: f"nomor induk kependudukan {digits(m[1])}"),
        rule(r"\bRT\.? ?0*(\d+)(?: ?/ ?| )RW\.? ?0*(\d+)", lambda m: f"er te {_n(m[1])} er we {_n(m[2])}"),
        rule(r"(?:\+62|\b0)\d[\d -]{7,14}\d\b", lambda m: digits(m[0].replace("+62", "0"))),
        rule(r"\bayat ?\((\d+)([a-z]?)\)", lambda m: f"ayat {_n(m[1])} {m[2]}".rstrip()),
        rule(r"\bke-(\d+)\b", lambda m: "kesatu" if m[1] == "1" else f"ke{_n(m[1])}"),
        rule(r"\b(UU|PP|Perma|Perja|Perpol|Perkap|SEMA) (?:No\.? ?|Nomor )?(\d+)/(\d{4})\b", lambda m: f"{m[1]} nomor {_n(m[2])} tahun {_n(m[3])}"),
        rule(r"\b(\d{1,3}(?:\.\d{3})+|\d+),(\d+)\b", lambda m: f"{_n(m[1])} koma {digits(m[2])}"),
        rule(r"(?<=[\w])/(?=[\w])", lambda m: " garis miring "),
        rule(rf"(?<![\w])(?:{short})(?![\w])", lambda m: abbreviations()[m[0]]),
        rule(r"(?<= garis miring )([IVXL]{1,5})\b", lambda m: f"{terbilang(_roman(m[1]))} romawi"),
        rule(r"\b\d{1,3}(?:\.\d{3})+\b", lambda m: _n(m[0])),
        rule(r"\d+", lambda m: digits(m[0]) if len(m[0]) > 9 or (m[0][0] == "0" and len(m[0]) > 1) else f" {terbilang(int(m[0]))} "),
        rule(r"%", lambda m: " persen"),
        rule(r"&", lambda m: " dan "),
    )


def _n(written: str) -> str:
    """A number in figures, with or without dots, in words; one too large to be an amount figure by figure."""
    figures = written.replace(".", "")
    return terbilang(int(figures)) if int(figures) <= LARGEST else digits(figures)


def _rupiah(match: re.Match[str]) -> str:
    cents = f" {_n(match[2])} sen" if match[2] and int(match[2]) else ""
    return f"{_n(match[1])} rupiah{cents}"


def _day(day: str, month: str, year: str, written: str) -> str:
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return written
    return f"{terbilang(read.day)} {MONTHS[read.month - 1]} {terbilang(read.year)}"


def _hour(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    zone = match[3] if match.re.groups > 2 else None
    said = f"pukul {terbilang(hour)}" + (f" lewat {terbilang(minute)} menit" if minute else "")
    return f"{said} {_ZONES[zone]}" if zone else said


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
