"""Whole numbers as a short text, in one of two ways.

*Open*: one character for a small number, one more for each factor of 30.

    closing characters  0-9 A-Z a-z   0 to 61, the last of a number
    opening characters  # $ % & ' * + - . / : ; < = > ? @ [ ] ^ _ ` { | } ! ( ) , and space: 0 to 29, before it

    A number is its last figure n mod 62; what is above it, n div 62, is written before it in the count that has no zero: 1 to 30, each
    place worth 30 times the next. In a series with signs 0, -1, 1, -2, 2 ... stand as 0, 1, 2, 3, 4 ...

*Dense*, where all numbers are small and none prevails: `~`, base, how many (both open), and figures of 6 bits (0-9 A-Z a-z - _). The figures
are one whole number, the highest first; its places to that base are the numbers, the first one lowest.

Where it is known how many there are, "" stands for that many zeros.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

CLOSING = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
OPENING = "#$%&'*+-./:;<=>?@[]^_`{|}!(), "
FIGURES = CLOSING + "-_"
DENSE = "~"
MOST_DENSE = 4096
"""Numbers in one dense series."""

_MOST = 1 << 64
_LARGEST_BASE = 48
_LEAST_DENSE = 12
_CLOSES = {sign: value for value, sign in enumerate(CLOSING)}
_OPENS = {sign: value for value, sign in enumerate(OPENING)}
_FIGURE_OF = {sign: value for value, sign in enumerate(FIGURES)}


def write(numbers: Iterable[int]) -> str:
    """The series of these numbers, none of them negative."""
    told = list(numbers)
    return _write_dense(told) if _suits_dense(told) else "".join(map(_number, told))


def read(series: str) -> list[int]:
    """The numbers of a series. Raises ValueError for what is none, TypeError for what is no text."""
    if not isinstance(series, str):
        raise TypeError(f"{series!r} bukan deret")
    return _read_dense(series) if series.startswith(DENSE) else _read_open(series)


def write_figures(value: int, width: int) -> str:
    """A whole number as so many figures of 6 bits, the highest first."""
    return "".join(FIGURES[value >> 6 * place & 63] for place in reversed(range(width)))


def read_figures(figures: str) -> int:
    """The number that `write_figures` wrote. Raises KeyError for other signs."""
    value = 0
    for figure in figures:
        value = value << 6 | _FIGURE_OF[figure]
    return value


def _suits_dense(numbers: list[int]) -> bool:
    """Whether dense is shorter after compression: repeats, and numbers of which one prevails, compress better as they are."""
    if not _LEAST_DENSE <= len(numbers) <= MOST_DENSE or max(numbers) >= _LARGEST_BASE:
        return False
    return Counter(numbers).most_common(1)[0][1] < 0.75 * len(numbers)


def _write_dense(numbers: list[int]) -> str:
    base, value = max(numbers) + 1, 0
    for number in reversed(numbers):
        value = value * base + number
    return DENSE + _number(base) + _number(len(numbers)) + write_figures(value, _width(base, len(numbers)))


def _read_dense(series: str) -> list[int]:
    head = _closed(series, 1)
    base, count = _read_open(series[1:head])
    figures = series[head:]
    if not 2 <= base <= _LARGEST_BASE or count > MOST_DENSE or len(figures) != _width(base, count):
        raise ValueError("deret rapat tidak cocok")
    value, out = read_figures(figures), []
    for _ in range(count):
        value, number = divmod(value, base)
        out.append(number)
    return out


def _closed(series: str, place: int) -> int:
    """Where the second number from this place ends."""
    for _ in range(2):
        while place < len(series) and series[place] not in _CLOSES:
            place += 1
        place += 1
    return place


def _width(base: int, count: int) -> int:
    return -(-int(base**count - 1).bit_length() // 6)


def _read_open(series: str) -> list[int]:
    out: list[int] = []
    above = 0
    for sign in series:
        if (last := _CLOSES.get(sign)) is not None:
            out.append(above * 62 + last)
            above = 0
        elif (figure := _OPENS.get(sign)) is not None and above < _MOST:
            above = above * 30 + figure + 1
        else:
            raise ValueError(f"deret memuat {sign!r}")
    if above:
        raise ValueError("deret terputus")
    return out


def _number(number: int) -> str:
    above, last = divmod(number, 62)
    out = CLOSING[last]
    while above:
        above, figure = divmod(above - 1, 30)
        out = OPENING[figure] + out
    return out


def write_known(numbers: Iterable[int]) -> str:
    """The series of numbers whose count the reader knows."""
    told = list(numbers)
    return write(told) if any(told) else ""


def read_known(series: str, count: int) -> list[int]:
    """The numbers of a series that must be so many; raises what `read` raises."""
    told = read(series) if series != "" else [0] * count
    if len(told) != count:
        raise ValueError(f"deret berisi {len(told)} bilangan, seharusnya {count}")
    return told


def write_signed(numbers: Iterable[int]) -> str:
    """The series of these numbers, negative ones among them."""
    return write(map(_unsigned, numbers))


def read_signed(series: str) -> list[int]:
    """The numbers of a series with signs; raises what `read` raises."""
    return [_signed(number) for number in read(series)]


def write_signed_known(numbers: Iterable[int]) -> str:
    """As `write_known`, negative ones among them."""
    return write_known(map(_unsigned, numbers))


def read_signed_known(series: str, count: int) -> list[int]:
    """As `read_known`, negative ones among them."""
    return [_signed(number) for number in read_known(series, count)]


def _unsigned(number: int) -> int:
    return -2 * number - 1 if number < 0 else 2 * number


def _signed(number: int) -> int:
    return -(number + 1) // 2 if number % 2 else number // 2
