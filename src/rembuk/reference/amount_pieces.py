"""The pieces of a text that may hold an amount of money.

A *piece* has a kind of one letter, so that the shape of a whole text is a short string of letters:
A an amount of money, N a number that may be a count, L a limit before the amount, S a limit after it, ~ about,
R "up to" between two amounts (also a dash), & "dan", + plus, B "antara", E "and others", F a word that announces an
amount, ! a word that changes what an amount means, $ another currency, X a piece that cannot be read, ( a comma or
parenthesis, O any other word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rembuk.reference.amount_figures import Figure, read_figure
from rembuk.reference.amount_vocabulary import SCALE_WORDS, Limit, phrases
from rembuk.reference.number_words import NUMBER_WORDS, SCALES, read_words

NO_FIGURE = Figure(None)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its kind (see the module), its text and, for A and N, the figure with its scale."""

    kind: str
    text: str
    figure: Figure = NO_FIGURE
    digits: str = ""
    scale: str = ""
    currency: bool = False
    about: bool = False
    limit: Limit | None = None


_PHRASES = phrases()
_SCALE = "|".join(sorted(SCALE_WORDS, key=lambda word: (-len(word), word)))
_RP = r"(?:rp|idr)(?![a-z])\s*\.?\s*[:=]?\s*"
_FIGURE = re.compile(
    rf"(?P<rp>{_RP})?(?P<digits>[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9.,])|[0-9]+(?:[.,][0-9]+)*)(?:\s?[.,]\s?[-=]+)?"
    rf"(?:\s*(?P<scale>{_SCALE})(?=an\b|\b)\.?)?(?P<about>-?an\b)?(?P<rupiah>\s*rupiah\b)?(?![.,]?\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?P<rp>{_RP})?(?P<words>{NUMBER_WORDS})(?P<about>-?an)?(?P<rupiah>\s*rupiah\b)?(?!\w)", re.IGNORECASE
)
_WORD = re.compile(r"[^\s(),;\[\]\"+]+|.")


def _phrase_pattern() -> re.Pattern[str]:
    """All phrases, longest first; a phrase that ends in a letter must end there."""
    longest = sorted(_PHRASES, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(re.escape(p) + (r"(?!\w)" if p[-1].isalnum() else "") for p in longest), re.IGNORECASE)


_PHRASE = _phrase_pattern()


def split_pieces(text: str) -> Iterator[Piece]:
    """Cut a normalised text into pieces; nothing of the text but spaces is lost."""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        piece, at = _piece_at(text, at)
        yield piece


def _piece_at(text: str, at: int) -> tuple[Piece, int]:
    if match := _FIGURE.match(text, at):
        return _figure_piece(match), match.end()
    if match := _NUMBER.match(text, at):
        return _words_piece(match), match.end()
    if match := _PHRASE.match(text, at):
        kind, limit = _PHRASES[match[0].lower()]
        return Piece(kind, match[0], limit=limit), match.end()
    match = _WORD.match(text, at)
    word = match[0] if match else text[at]
    broken = re.match(r"(?:rp\.?|idr)?[0-9]", word, re.IGNORECASE)
    return Piece("X" if broken else "O", word), at + len(word)


def _figure_piece(match: re.Match[str]) -> Piece:
    currency = bool(match["rp"] or match["rupiah"])
    written = match["scale"] or ""
    scale = SCALE_WORDS.get(written.lower(), "")
    if written in {"m", "t"} and not currency:
        figure = Figure(None, f"huruf {written} bisa berarti {scale} atau satuan barang")
    else:
        figure = read_figure(match["digits"], scale, currency)
        if written in {"m", "M", "t", "T"} and figure.value is not None:
            figure = Figure(figure.value, note=f"huruf {written} dibaca {scale}")
    kind = "A" if currency or scale else "N"
    return Piece(kind, match[0], figure, match["digits"], scale, currency, about=bool(match["about"]))


def _words_piece(match: re.Match[str]) -> Piece:
    currency = bool(match["rp"] or match["rupiah"])
    value = read_words(match["words"])
    figure = _words_figure(match["words"], value, currency)
    scale = max((name for name, size in SCALES.items() if value and value >= size), key=lambda s: SCALES[s], default="")
    kind = "A" if currency or scale or value is None else "N"
    return Piece(kind, match[0], figure, "", scale, currency, about=bool(match["about"]))


def _words_figure(words: str, value: int | None, currency: bool) -> Figure:
    if value is None:
        return Figure(None, f"kata bilangan '{words}' tidak tersusun menjadi satu bilangan")
    small = 0 < value < 1000 and not currency
    note = f"{words} dibaca Rp{value}; bila maksudnya ribu atau juta, tulis satuannya" if small else ""
    return Figure(Fraction(value), note=note)
