"""What a figure with its thousand and decimal marks stands for.

Indonesian figures group thousands with dots and put a comma before decimals; spreadsheets and banks often do the
opposite. Where the marks leave two readings open, no value is given and both are named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from rembuk.reference.number_words import LARGEST, SCALES

_GROUP = "[1-9][0-9]{0,2}"
_LOCAL = re.compile(rf"({_GROUP}(?:\.[0-9]{{3}})+|[0-9]+)(?:,([0-9]+))?")
_FOREIGN = re.compile(rf"({_GROUP}(?:,[0-9]{{3}})+|[0-9]+)(?:\.([0-9]+))?")
_SPACED = re.compile(rf"{_GROUP}(?: [0-9]{{3}})+")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read as rupiah: `value`, or a `problem` (an Indonesian clause); `note` when it is worth a look."""

    value: Fraction | None
    problem: str = ""
    note: str = ""


def read_figure(figure: str, scale: str, currency: bool) -> Figure:
    """Read a figure like "2.500.000,00", or "2,5" with the scale "juta".

    `scale` is "" or a key of SCALES; `currency` says whether Rp stands before it (a bare "2.500" deserves a look).
    """
    if len(figure) > _LONGEST:
        return Figure(None, "angkanya terlalu panjang untuk jumlah uang")
    if _SPACED.fullmatch(figure):
        figure = figure.replace(" ", ".")
    read = _read_scaled(figure, scale) if scale else _read_plain(figure, currency)
    if read.value is not None and read.value > LARGEST:
        return Figure(None, f"angkanya terlalu besar untuk jumlah uang dalam satu perkara ({figure})")
    return read


def rupiah(value: Fraction | int) -> str:
    """An amount as Indonesian offices print it: Rp2.500.000, or Rp2.500.000,5 with a part of a rupiah."""
    whole, part = divmod(Fraction(value), 1)
    grouped = f"Rp{int(whole):,}".replace(",", ".")
    return f"{grouped},{str(float(part))[2:]}" if part else grouped


def _read_scaled(figure: str, scale: str) -> Figure:
    size = SCALES[scale]
    if re.fullmatch(rf"{_GROUP}[.,][0-9]{{3}}", figure):
        decimal, whole = (rupiah(Fraction(re.sub("[.,]", mark, figure)) * size) for mark in (".", ""))
        return Figure(None, f"{figure} {scale} bisa berarti {decimal} atau {whole}")
    if figure.isdecimal():
        return Figure(Fraction(int(figure) * size))
    local, foreign = _LOCAL.fullmatch(figure), _FOREIGN.fullmatch(figure)
    match = local if local and local[2] else foreign
    if match is None or not match[2]:
        return Figure(None, f"titik dan koma pada {figure} {scale} tidak dapat dipastikan artinya")
    return Figure(_number(match) * size)


def _read_plain(figure: str, currency: bool) -> Figure:
    if re.match("0[0-9]", figure):
        return Figure(None, f"{figure} diawali angka nol, seperti nomor dan bukan jumlah uang")
    if re.fullmatch(rf"{_GROUP},[0-9]{{3}}", figure):
        whole = rupiah(int(figure.replace(",", "")))
        return Figure(None, f"{figure} bisa berarti {whole} atau pecahan seperti {figure} juta")
    local, foreign = _LOCAL.fullmatch(figure), _FOREIGN.fullmatch(figure)
    match = local or foreign
    if match is None:
        return Figure(None, f"titik dan koma pada {figure} tidak mengikuti kelompok tiga angka")
    value = _number(match)
    if value < 1000 and value.denominator != 1:
        return Figure(None, f"{figure} tanpa satuan bisa berarti {figure} ribu atau {figure} juta")
    return Figure(value, note=_plain_note(figure, value, currency, foreign_marks=local is None and "," in figure))


def _plain_note(figure: str, value: Fraction, currency: bool, foreign_marks: bool) -> str:
    if 0 < value < 1000:
        return f"{figure} dibaca {rupiah(value)}; bila maksudnya ribu atau juta, tulis satuannya"
    if foreign_marks:
        return f"{figure} ditulis dengan cara asing, dibaca {rupiah(value)}"
    return f"{figure} dibaca {rupiah(value)}" if not currency and re.fullmatch(rf"{_GROUP}\.[0-9]{{3}}", figure) else ""


def _number(match: re.Match[str]) -> Fraction:
    return Fraction(f"{re.sub('[.,]', '', match[1])}.{match[2] or 0}")
