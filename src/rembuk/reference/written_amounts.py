"""Amounts of money as Indonesian offices write them: figures, words, estimates, limits, ranges, sums.

What is written beside an amount is never thrown away: it becomes a note, or the text is a problem when the words could
change what the amount means.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from rembuk.reference.amount_figures import Figure, read_figure, rupiah
from rembuk.reference.amount_pieces import Piece, split_pieces
from rembuk.reference.amount_vocabulary import NOTHING, Limit
from rembuk.reference.bound import Bound
from rembuk.reference.number_words import LARGEST, SCALES
from rembuk.reference.written_text import Written, normalise, quoted, says_unknown

Amount = Written[int | Bound]
_EXAMPLE = "tulis satu jumlah dalam rupiah, misalnya Rp2.500.000"
_GOODS = "yang tertulis barang atau keterangan, bukan jumlah uang; tanyakan nilainya lalu " + _EXAMPLE
_SEVERAL = "ada lebih dari satu jumlah atau susunannya tidak jelas; " + _EXAMPLE

_COMMON = re.compile(r"([1-9][0-9]{3,14})|Rp\.? ?([1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})(?:,-|,00)?", re.IGNORECASE)
_NEGATIVE = f"tanda minus atau kurung bisa berarti jumlah negatif; {_EXAMPLE}"


class _Unread(Exception):
    """Why a text is not one amount: an Indonesian clause with what to write instead. It never leaves this module."""


def read_rupiah(text: str) -> Written[int | Bound]:
    """Read an amount of money in whole rupiah, a Bound when only its limits are written.

    "nihil" and "tidak ada" are 0; empty, "-" and "belum diketahui" are unknown. Strict limits move by one rupiah
    ("di bawah Rp2 juta" is at most 1,999,999). Plain digits, 4 to 15 of them without a leading zero, are read as they
    stand.
    """
    plain = normalise(text)
    if says_unknown(plain):
        return Written(None)
    if match := _COMMON.fullmatch(plain):
        return Written(int((match[1] or match[2]).replace(".", "")))
    if plain.rstrip(" .").lower() in NOTHING:
        return Written(0)
    if re.fullmatch(r"(?:rp|idr)[\s.,:=-]*", plain, re.IGNORECASE):
        return Written(None, note=f"{quoted(plain)} tanpa angka; tulis Rp0 bila memang nihil")
    try:
        value, notes = _read(list(split_pieces(plain)))
    except _Unread as unread:
        return Written(None, f"{quoted(plain)} belum terbaca sebagai jumlah rupiah: {unread}.")
    return Written(value, note="; ".join(dict.fromkeys(filter(None, notes))) or None)


def write_rupiah(value: int | Bound | None) -> str:
    """The canonical text of an amount, which `read_rupiah` reads back to the same value."""
    if not isinstance(value, Bound):
        return "belum diketahui" if value is None else rupiah(value)
    low, high = value.low, value.high
    if low is not None and high is not None:
        return f"{rupiah(int(low))} s/d {rupiah(int(high))}"
    if high is not None:
        return f"paling banyak {rupiah(int(high))}"
    return "belum diketahui" if low is None else f"paling sedikit {rupiah(int(low))}"


def _read(pieces: list[Piece]) -> tuple[int | Bound, list[str]]:
    pieces = _without_dashes(_promote(_scale_of_range(pieces)))
    _check(pieces)
    pieces = _merge(pieces)
    value, note = _shape(pieces)
    notes = [note, *(p.figure.note for p in pieces if p.kind == "A")]
    if any(p.kind == "~" or p.about for p in pieces):
        notes.append("jumlah perkiraan, bukan jumlah pasti")
    if others := [p.text for p in pieces if p.kind == "O"]:
        notes.append(f"kata lain: {' '.join(others)}")
    return value, notes


def _scale_of_range(pieces: list[Piece]) -> list[Piece]:
    """In "1-2 juta" the first number has the scale of the second."""
    out = list(pieces)
    for i in range(len(pieces) - 2):
        first, link, second = pieces[i : i + 3]
        small = first.kind in "NA" and first.digits and not first.scale and (first.figure.value or 1) < 1000
        between = link.kind == "R" or (link.kind == "&" and any(p.kind == "B" for p in pieces[:i]))
        if small and between and second.kind == "A" and second.scale:
            out[i] = replace(first, kind="A", figure=read_figure(first.digits, second.scale, True), currency=True)
    return out


def _promote(pieces: list[Piece]) -> list[Piece]:
    """Decide for each bare number whether it is money (A), a count among other words (O), or in doubt (N)."""
    bare = not any(p.kind in "AOEX!$" for p in pieces)
    amounts = {p.figure.value for p in pieces if p.kind == "A"}
    out = []
    for i, piece in enumerate(pieces):
        if piece.kind == "N":
            before = pieces[i - 1].kind if i else ""
            after = pieces[i + 1].kind if i + 1 < len(pieces) else ""
            value = piece.figure.value or 0
            announced = before == "F" and after != "O"
            in_range = "R" in (before, after) and amounts and value >= 1000
            if bare or announced or in_range or value in amounts:
                piece = replace(piece, kind="A", currency=True)
            elif amounts and after != "R" and 0 < value < 10_000:
                piece = replace(piece, kind="O")
        out.append(piece)
    return out


def _without_dashes(pieces: list[Piece]) -> list[Piece]:
    """A dash between two amounts is a range, before a first amount perhaps a minus; elsewhere it separates words."""
    out = []
    for i, piece in enumerate(pieces):
        before = pieces[i - 1].kind if i else ""
        after = pieces[i + 1].kind if i + 1 < len(pieces) else ""
        if piece.text == "-" and after == "A" and before in ("", "(", "L"):
            raise _Unread(_NEGATIVE)
        if piece.text != "-" or (before, after) == ("A", "A"):
            out.append(piece)
    return out


def _check(pieces: list[Piece]) -> None:
    """Raise for a text that holds no amount, or a piece that leaves the amount in doubt."""
    kinds = "".join(p.kind for p in pieces)
    for piece in pieces:
        if piece.kind == "$":
            raise _Unread(f"menyebut mata uang lain ({piece.text}); tulis nilainya dalam rupiah")
        if piece.kind == "A" and piece.figure.problem:
            raise _Unread(f"{piece.figure.problem}; {_EXAMPLE}")
        if piece.kind == "X" and ("A" in kinds or piece.text[0] in "Rr"):
            raise _Unread(f"bagian '{piece.text}' tidak terbaca; {_EXAMPLE}")
        if piece.kind == "!" and "A" in kinds:
            raise _Unread(f"bagian '{piece.text}' bisa mengubah arti jumlahnya; {_EXAMPLE}")
    if "A" not in kinds:
        raise _Unread(_GOODS)
    if "N" in kinds:
        raise _Unread(_SEVERAL)
    if [p.text for p in pieces if p.kind != "A"] == ["(", ")"] and kinds == "(A(":
        raise _Unread(_NEGATIVE)
    for piece, after in pairwise(pieces):
        if piece.kind == "A" and not piece.currency and after.kind == "O":
            raise _Unread(f"'{piece.text} {after.text}' bisa berarti jumlah barang; tulis Rp di depan jumlah uang")


def _merge(pieces: list[Piece]) -> list[Piece]:
    """Join amounts that stand side by side: figures with the same amount in words, or "2 juta 500 ribu"."""
    out: list[Piece] = []
    for piece in pieces:
        last = max((i for i, p in enumerate(out) if p.kind not in "(F"), default=-1)
        if piece.kind != "A" or last < 0 or out[last].kind != "A":
            out.append(piece)
        else:
            out[last] = _joined(out[last], piece, out[last + 1 :])
    return out


def _joined(first: Piece, second: Piece, between: list[Piece]) -> Piece:
    """The one amount of two neighbours: the same said twice (words, brackets), or parts such as "2 juta 500 ribu"."""
    a, b = first.figure.value or Fraction(0), second.figure.value or Fraction(0)
    restated = bool(first.digits) != bool(second.digits) or any(p.text in "([" for p in between)
    if restated and a == b:
        return first
    descending = bool(first.scale and second.scale) and b < SCALES[first.scale]
    if between or not descending:
        raise _Unread(f"tertulis {rupiah(a)} dan juga {rupiah(b)}; {_EXAMPLE}")
    return replace(first, figure=Figure(a + b), scale=second.scale, currency=first.currency or second.currency)


def _shape(pieces: list[Piece]) -> tuple[int | Bound, str]:
    """The value that the order of the pieces gives, and a note for a sum or an open end."""
    shape = re.sub("O+", "O", "".join(p.kind for p in pieces if p.kind not in "(F~"))
    amounts = [p.figure.value or Fraction(0) for p in pieces if p.kind == "A"]
    limits = [p.limit for p in pieces if p.limit]
    bare = shape.replace("O", "")
    if len(amounts) == 1 and not limits and re.search("E|[+&]O|O[+&]", shape):
        return Bound(math.floor(amounts[0]), None), "ada yang belum dinilai; jumlahnya paling sedikit yang tertulis"
    if bare == "RA":
        return _limited(amounts[0], Limit("high", False)), ""
    if bare in {"LA", "AS"}:
        return _limited(amounts[0], limits[0]), ""
    if bare in {"ARA", "BA&A", "BARA"}:
        return _between(*amounts), ""
    if re.fullmatch(r"A(\+A)*", bare) and sum(amounts) <= LARGEST:
        note = f"dijumlahkan: {' + '.join(map(rupiah, amounts))}" if len(amounts) > 1 else ""
        return _exact(Fraction(sum(amounts))), note
    raise _Unread(_SEVERAL)


def _exact(value: Fraction) -> int | Bound:
    """A part of a rupiah is kept as the two whole rupiah it lies between."""
    return int(value) if value.denominator == 1 else Bound(math.floor(value), math.ceil(value))


def _limited(value: Fraction, limit: Limit) -> Bound:
    if limit.side == "low":
        return Bound(math.floor(value) + 1 if limit.strict else math.ceil(value), None)
    high = math.ceil(value) - 1 if limit.strict else math.floor(value)
    if high < 0:
        raise _Unread(f"jumlah di bawah nol; {_EXAMPLE}")
    return Bound(None, high)


def _between(low: Fraction, high: Fraction) -> int | Bound:
    if low > high:
        raise _Unread(f"batas bawah {rupiah(low)} melebihi batas atas {rupiah(high)}; tulis satuan pada kedua jumlah")
    return _exact(low) if low == high else Bound(math.floor(low), math.ceil(high))
