"""Columns of JSON values, each written in the way that its values allow.

A column is a list whose first item says how the others are to be read (a *series* is the text of `series.py`; of 2, 5, 6 and 8 the reader
knows the count):

    0  as they are
    1  texts: one string, the codes of `words.py` with `|` between them
    2  days (`2026-03-05`): series with signs of the distances in days from the day of each act's clock (UTC)
    3  words of the wordbook's vocabulary: series of those that occur, by their places in it; series of which of those each is
    4  acts: series. 0 and n: the act n back of its own device; d + 1 and n: act n of device d. A third number where a row of the act
       is meant (`k3v7.12/2`); mode 4 is written 4 for acts, 9 where each has such a third number
    5  lists: series of how many items each has, and the column of all items
    6  objects: series of the shape of each; the shapes, each a series of the places of its names; the names; the column of each name
    7  texts of digits, all of one length: the length, and one string in which each is a whole number in base 64 with as many figures as the
       longest needs
    8  moments (`2026-03-05T09:15+07:00`): what all have from the seconds on; series with signs of their days as in 2; series of the
       largest number that divides all minutes of the day (0 when those are 0) and of the quotients
   11  texts as 1 that all begin with a capital and end with a full stop: their codes without both
   13  texts of which many are the same: the column of those that occur; series of which of those each is
   12  texts as 1 in which every word begins with a capital: their codes without the signs for that
   10  whole numbers: series with signs of the largest number that divides them all, and of the quotients

A context is (day, device, number) of the act a value belongs to; devices are numbers that the stream has given them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from math import gcd
from typing import Any, NamedTuple

from rembuk.ledger.sync import series
from rembuk.ledger.sync.words import Words

RAW, TEXTS, DAYS, TERMS, ACTS, LISTS, OBJECTS, DIGITS, MOMENTS, ROWS, NUMBERS, SENTENCES, NAMES, REPEATED = range(14)
WORDED = frozenset((TEXTS, SENTENCES, NAMES))
"""The columns that hold codes of words."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)([:.0-9]*(?:Z|[+-]\d\d:\d\d)?)", re.ASCII)
_ACT = re.compile(r"([a-z2-7]{4,8})\.([1-9]\d{0,15})", re.ASCII)
_ROW = re.compile(r"([a-z2-7]{4,8})\.([1-9]\d{0,15})/([1-9]\d{0,5})", re.ASCII)
_BEGINNING = re.compile(r"(?:^|(?<=[ ./-]))[a-z]")
_DIGITS = re.compile(r"[0-9]{6,40}")
_DEEPEST = 40
_LONGEST_END = 30
_MOST_ITEMS = 1 << 20
_LARGEST = 1 << 53


class Context(NamedTuple):
    """The act a value belongs to: the day of its clock as an ordinal, its device as the stream numbers it, its number."""

    day: int
    device: int
    number: int


class Values:
    """Writes and reads columns, with the wordbook and the devices of one stream."""

    def __init__(self, words: Words, terms: Sequence[str], number_of: Callable[[str], int], device_of: Callable[[int], str]) -> None:
        self._words = words
        self._terms = terms
        self._place = {term: place for place, term in enumerate(terms)}
        self._number_of = number_of
        self._device_of = device_of

    def term(self, word: str) -> int | str:
        """A word of the vocabulary as its place, any other as itself."""
        return self._place.get(word, word)

    def word(self, term: Any) -> str:
        """What `term` was made of. Raises ValueError for a place outside the vocabulary."""
        return term if isinstance(term, str) else str(_item(self._terms, term))

    def write(self, values: Sequence[Any], contexts: Sequence[Context]) -> list[Any]:
        """The column of these values."""
        if not values:
            return [RAW]
        if all(isinstance(value, str) for value in values):
            return self._write_texts(values, contexts)
        if all(type(value) is int and abs(value) < _LARGEST for value in values):
            step = gcd(*values) or 1
            return [NUMBERS, series.write_signed([step, *(value // step for value in values)])]
        if all(isinstance(value, list | tuple) for value in values):
            items = [item for value in values for item in value]
            each = [context for value, context in zip(values, contexts, strict=True) for _ in value]
            return [LISTS, series.write_known(len(value) for value in values), self.write(items, each)]
        if all(isinstance(value, dict) for value in values):
            return self._write_objects(values, contexts)
        return [RAW, *values]

    def _write_texts(self, values: Sequence[str], contexts: Sequence[Context]) -> list[Any]:
        if all(value in self._place for value in values):
            used = {value: place for place, value in enumerate(dict.fromkeys(values))}
            return [TERMS, series.write(self._place[value] for value in used), series.write(used[value] for value in values)]
        if all(map(_is_day, values)):
            return [DAYS, series.write_signed_known(_days(values, contexts))]
        if moments := _moments(values):
            minutes = [int(match[2]) * 60 + int(match[3]) for match in moments]
            days, step = _days([match[1] for match in moments], contexts), gcd(*minutes)
            return [MOMENTS, moments[0][4], series.write_signed_known(days), series.write([step, *(minute // (step or 1) for minute in minutes)])]
        for mode, pattern in ((ACTS, _ACT), (ROWS, _ROW)):
            found = [match for match in map(pattern.fullmatch, values) if match]
            if len(found) == len(values):
                told = (part for match, context in zip(found, contexts, strict=True) for part in self._act(match, context))
                return [mode, series.write(told)]
        if len({len(value) for value in values}) == 1 and all(map(_DIGITS.fullmatch, values)):
            width = _width(len(values[0]))
            return [DIGITS, len(values[0]), "".join(series.write_figures(int(value), width) for value in values)]
        return self._write_words(values)

    def _write_words(self, values: Sequence[str]) -> list[Any]:
        different = {value: place for place, value in enumerate(dict.fromkeys(values))}
        if len(different) * 2 < len(values):
            return [REPEATED, self._write_words(list(different)), series.write(different[value] for value in values)]
        coded = [self._words.write(value) for value in values]
        if any("|" in code for code in coded):
            return [RAW, *values]
        if all(code[0:1] == "^" and code[-1:] == "." and value == _sentence(self._words.read(code[1:-1])) for code, value in zip(coded, values, strict=True)):
            return [SENTENCES, "|".join(code[1:-1] for code in coded)]
        plain = [self._words.write(value.lower()) for value in values]
        if all("|" not in code and _titled(self._words.read(code)) == value for code, value in zip(plain, values, strict=True)):
            return [NAMES, "|".join(plain)]
        return [TEXTS, "|".join(coded)]

    def _act(self, match: re.Match[str], context: Context) -> tuple[int, ...]:
        device, number, row = self._number_of(match[1]), int(match[2]), map(int, match.groups()[2:])
        own = device == context.device and number <= context.number
        return (0, context.number - number, *row) if own else (device + 1, number, *row)

    def _write_objects(self, values: Sequence[dict[str, Any]], contexts: Sequence[Context]) -> list[Any]:
        names = list(dict.fromkeys(name for value in values for name in sorted(value)))
        shapes = [tuple(place for place, name in enumerate(names) if name in value) for value in values]
        table = {shape: place for place, shape in enumerate(dict.fromkeys(shapes))}
        columns = [self.write(*_chosen(name, values, contexts)) for name in names]
        return [OBJECTS, series.write_known(table[shape] for shape in shapes), [*map(series.write, table)], [*map(self.term, names)], columns]

    def read(self, column: Any, contexts: Sequence[Context], depth: int = 0) -> list[Any]:
        """The values of a column, one for each context. Raises ValueError, TypeError, IndexError or KeyError for one that is none."""
        if not isinstance(column, list) or not column or depth > _DEEPEST:
            raise ValueError("kolom tidak terbaca")
        mode, rest = column[0], column[1:]
        if mode == LISTS:
            return self._read_lists(rest, contexts, depth)
        if mode == OBJECTS:
            return self._read_objects(rest, contexts, depth)
        values = self._read_plain(mode, rest, contexts)
        if len(values) != len(contexts):
            raise ValueError(f"kolom berisi {len(values)} nilai untuk {len(contexts)} tempat")
        return values

    def _read_plain(self, mode: Any, rest: list[Any], contexts: Sequence[Context]) -> list[Any]:
        match mode, rest:
            case 0, _:
                return rest
            case 1, [str(codes)]:
                return [self._words.read(code) for code in codes.split("|")]
            case 2, [days]:
                return [_day(day, context) for day, context in zip(series.read_signed_known(days, len(contexts)), contexts, strict=True)]
            case 3, [used, told]:
                words = [_item(self._terms, place) for place in series.read(used)]
                return [_item(words, place) for place in series.read(told)]
            case 4 | 9, [told]:
                return self._read_acts(series.read(told), contexts, 2 if mode == ACTS else 3)
            case 7, [length, figures]:
                return _read_digits(_whole(length, 41), figures)
            case 8, [str(end), days, minutes]:
                return _read_moments(end, series.read_signed_known(days, len(contexts)), _multiplied(series.read(minutes)), contexts)
            case 11, [str(codes)]:
                return [_sentence(self._words.read(code)) for code in codes.split("|")]
            case 12, [str(codes)]:
                return [_titled(self._words.read(code)) for code in codes.split("|")]
            case 13, [column, told]:
                texts = self.read(column, contexts[: length_of(column)], _DEEPEST)
                return [_item(texts, place) for place in series.read(told)]
            case 10, [told]:
                return _multiplied(series.read_signed(told))
        raise ValueError(f"jenis kolom {mode!r} tidak dikenal")

    def _read_acts(self, told: Sequence[int], contexts: Sequence[Context], size: int) -> list[str]:
        if len(told) != size * len(contexts):
            raise ValueError("banyaknya rujukan tidak cocok")
        out = []
        for place, context in enumerate(contexts):
            device, number, *row = told[size * place : size * (place + 1)]
            code, at = (self._device_of(context.device), context.number - number) if device == 0 else (self._device_of(device - 1), number)
            out.append("/".join((f"{code}.{at}", *map(str, row))))
        return out

    def _read_lists(self, rest: list[Any], contexts: Sequence[Context], depth: int) -> list[Any]:
        told, column = rest
        counts = series.read_known(told, len(contexts))
        if sum(counts) > _MOST_ITEMS:
            raise ValueError("terlalu banyak isi daftar")
        each = [context for count, context in zip(counts, contexts, strict=True) for _ in range(count)]
        items = iter(self.read(column, each, depth + 1))
        return [[next(items) for _ in range(count)] for count in counts]

    def _read_objects(self, rest: list[Any], contexts: Sequence[Context], depth: int) -> list[Any]:
        told, shapes, terms, columns = rest
        names, shape_of = [self.word(term) for term in terms], series.read_known(told, len(contexts))
        if len(columns) != len(names) or len(set(names)) != len(names):
            raise ValueError("bentuk objek tidak cocok")
        known = [[_whole(place, len(names)) for place in series.read(shape)] for shape in shapes]
        whose: list[list[Context]] = [[] for _ in names]
        for context, shape in zip(contexts, shape_of, strict=True):
            for place in _item(known, shape):
                whose[place].append(context)
        values = [iter(self.read(column, each, depth + 1)) for column, each in zip(columns, whose, strict=True)]
        return [{names[place]: next(values[place]) for place in known[shape]} for shape in shape_of]


def length_of(column: Any) -> int:
    """How many values a column tells of by itself. Raises ValueError and its kin for what is no column of texts, words, acts or objects."""
    mode, *rest = column
    if mode == RAW:
        return len(rest)
    if mode in (TEXTS, SENTENCES, NAMES):
        return int(rest[0].count("|")) + 1
    if mode == OBJECTS:
        return len(series.read(rest[0])) if rest[0] else length_of(rest[3][0])
    if mode in (ACTS, ROWS):
        return len(series.read(rest[0])) // {ACTS: 2, ROWS: 3}[mode]
    if mode in (TERMS, REPEATED):
        return len(series.read(rest[1]))
    if mode == DIGITS:
        return len(rest[1]) // _width(_whole(rest[0], 41))
    raise ValueError(f"kolom jenis {mode!r} tidak dikenal di sini")


def _chosen(name: str, values: Sequence[dict[str, Any]], contexts: Sequence[Context]) -> tuple[list[Any], list[Context]]:
    pairs = [(value[name], context) for value, context in zip(values, contexts, strict=True) if name in value]
    return [value for value, _ in pairs], [context for _, context in pairs]


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _titled(text: str) -> str:
    """Every word with a capital: the letters after the beginning, a space, a hyphen, a full stop or a stroke."""
    return _BEGINNING.sub(lambda found: found[0].upper(), text)


def _days(days: Sequence[str], contexts: Sequence[Context]) -> list[int]:
    return [date.fromisoformat(day).toordinal() - context.day for day, context in zip(days, contexts, strict=True)]


def _day(distance: int, context: Context) -> str:
    return date.fromordinal(distance + context.day).isoformat()


def _moments(values: Sequence[str]) -> list[re.Match[str]]:
    """The parts of each, when all are moments that end alike."""
    found = [match for match in map(_MOMENT.fullmatch, values) if match and _is_day(match[1])]
    return found if len(found) == len(values) and len({match[4] for match in found}) == 1 else []


def _read_moments(end: str, days: Sequence[int], minutes: Sequence[int], contexts: Sequence[Context]) -> list[str]:
    if len(end) > _LONGEST_END:
        raise ValueError("akhir waktu tidak terbaca")
    told = zip(days, (divmod(_whole(minute, 24 * 60), 60) for minute in minutes), contexts, strict=True)
    return [f"{_day(day, context)}T{hour:02d}:{minute:02d}{end}" for day, (hour, minute), context in told]


def _width(digits: int) -> int:
    """How many figures in base 64 the largest number of so many decimal digits needs."""
    return -(-int(10**digits - 1).bit_length() // 6)


def _read_digits(length: int, figures: str) -> list[str]:
    width = _width(length)
    if length < 1 or len(figures) % width:
        raise ValueError("deret angka tidak cocok")
    values = [series.read_figures(figures[at : at + width]) for at in range(0, len(figures), width)]
    if any(value >= 10**length for value in values):
        raise ValueError("deret angka terlalu besar")
    return [str(value).zfill(length) for value in values]


def _item(those: Sequence[Any], place: Any) -> Any:
    return those[_whole(place, len(those))]


def _multiplied(numbers: Sequence[int]) -> list[int]:
    """The numbers after the first, times the first."""
    values = [numbers[0] * number for number in numbers[1:]]
    if any(abs(value) >= _LARGEST for value in values):
        raise ValueError("bilangan terlalu besar")
    return values


def _whole(value: Any, end: int) -> int:
    if type(value) is not int or not 0 <= value < end:
        raise ValueError(f"{value!r} di luar 0 sampai {end - 1}")
    return value
