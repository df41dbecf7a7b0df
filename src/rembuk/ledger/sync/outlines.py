"""A frame's columns as outlines and leaves, so that what repeats from frame to frame is said once in a stream.

The *leaves* of a value are its texts; they go into two lists, codes of words into one and all others into the other, because the two kinds
compress better apart. The *outline* is what remains: the value in which stand "" for a leaf, "t" for a leaf of words, and "=" and the text itself
for a text that cannot be a leaf. An outline that the stream has had is told by its number, from 0 in the order in which they came.

A frame as text:

    JSON list of the outlines, each as number or, new, as itself: first that of all columns but the last, then those of the last one's items
    for each leaf a line feed and the leaf
    one form feed
    the leaves of words with line feeds between them
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from rembuk.ledger.sync.values import WORDED

_PAGE, _LINE = "\f", "\n"
_DEEPEST = 60
MOST_OUTLINES = 4000
"""In one stream."""

_write = msgspec.json.encode
_read = msgspec.json.decode


class Outlines:
    """The outlines of one stream so far; writer and reader keep the same."""

    def __init__(self) -> None:
        self._known: list[Any] = []
        self._number: dict[bytes, int] = {}

    def write(self, columns: list[Any]) -> tuple[str, str]:
        """The two parts of a frame, before and from the form feed on."""
        leaves: tuple[list[str], list[str]] = ([], [])
        outlines = [_outline(part, leaves) for part in (columns[:-1], *columns[-1])]
        told = [self._number.get(_write(outline), outline) for outline in outlines]
        for outline in outlines:
            self._keep(outline)
        return "".join((_write(told).decode(), *(_LINE + leaf for leaf in leaves[0]))), _PAGE + _LINE.join(leaves[1])

    def read(self, text: str) -> list[Any]:
        """The columns in a frame. Raises ValueError, TypeError or IndexError for what is none."""
        first, _, worded = text.partition(_PAGE)
        head, *leaves = first.split(_LINE)
        told, plain, words = _read(head), iter(leaves), iter(worded.split(_LINE) if worded else [])
        outlines = [self._known[_checked(one)] if type(one) is int else self._keep(one) for one in told]
        columns, *last = [_filled(outline, plain, words, 0) for outline in outlines]
        if next(plain, None) is not None or next(words, None) is not None:
            raise ValueError("bingkai memuat lebih banyak daripada garis besarnya")
        return [*columns, last]

    def _keep(self, outline: Any) -> Any:
        written = _write(outline)
        if written not in self._number:
            if len(self._known) >= MOST_OUTLINES:
                raise ValueError("terlalu banyak garis besar dalam satu aliran")
            self._number[written] = len(self._known)
            self._known.append(outline)
        return outline


def _outline(value: Any, leaves: tuple[list[str], list[str]], is_words: bool = False) -> Any:
    if isinstance(value, str):
        if _LINE in value or _PAGE in value or (is_words and not value):
            return "=" + value
        leaves[is_words].append(value)
        return "t" if is_words else ""
    if isinstance(value, list):
        worded = bool(value) and type(value[0]) is int and value[0] in WORDED
        return [_outline(item, leaves, worded) for item in value]
    if isinstance(value, dict):
        return {name: _outline(item, leaves) for name, item in value.items()}
    return value


def _filled(outline: Any, plain: Iterator[str], words: Iterator[str], depth: int) -> Any:
    if depth > _DEEPEST:
        raise ValueError("bingkai bersarang terlalu dalam")
    if isinstance(outline, str):
        if outline.startswith("="):
            return outline[1:]
        leaf = next(plain if outline == "" else words, None)
        if leaf is None:
            raise ValueError("bingkai kurang isinya")
        return leaf
    if isinstance(outline, list):
        return [_filled(item, plain, words, depth + 1) for item in outline]
    if isinstance(outline, dict):
        return {name: _filled(item, plain, words, depth + 1) for name, item in outline.items()}
    return outline


def _checked(number: int) -> int:
    if number < 0:
        raise ValueError("garis besar bernomor negatif")
    return number
