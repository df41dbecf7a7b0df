"""Acts as columns. What follows from something else is not written: ids, hashes, and what an act has seen where it is the newest.

A *stream* remembers what it has told: devices, cases, authors by their place, each device's last number, the newest acts of each case.
The acts of a frame stand in the order of clock and id. A frame's columns are one list (a *series* is the text of `series.py`, a *column*
the list of `values.py`):

    [devices, authors, cases, device, jumps, minutes, rests, counters, case, kinds, author, writers, seen, shapes, fields]

    devices   codes that are new in this stream, with spaces between; they are numbered from 0 as they come
    authors   column of the authors that are new in this stream; a user "" is the name in small letters with full stops for spaces
    cases     column of the cases that are new in this stream; numbered from 1
    device    series: for each act the number of its device
    jumps     series of pairs, for each act whose number is not the next of its device (0 before the first): its place in the frame since the
              pair before, and its number
    minutes   series with signs: the clock's minutes since the act before in this stream (1 January 2020 UTC before the first)
    rests     series of the milliseconds beyond the minutes, their count known
    counters  series of the clock's counters, their count known
    case      series: for each act 0 where it opens its case, else the case's number
    kinds     column of the kinds
    author    series: for each act the place of its author among those who wrote on its device in this stream, in the order in which they came;
              one beyond the last is a newcomer there
    writers   series: for each newcomer, in the order of the acts, his number among the authors
    seen      series, its count known, of how many acts each has seen, plus one; 0 where it has seen exactly the newest acts of its case in this stream. And the
              column of all those acts
    shapes    series of each act's shape less 1, their count known
    fields    kind by kind in the order of their first acts: the column of the fields
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from rembuk.ledger.sync import series
from rembuk.ledger.sync.values import Context, Values, length_of
from rembuk.ledger.sync.wordbook import Wordbook
from rembuk.ledger.writing import heads_after
from rembuk.record.act import Act, Author, act_id

EPOCH_MS = round(datetime(2020, 1, 1, tzinfo=UTC).timestamp() * 1000)
MOST_ACTS = 400
"""In one frame, when reading; writers put fewer into one."""

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DAY_MS = 86_400_000
_COUNTER_BITS = 16
_LARGEST_CLOCK = 2**63
_MOST_NUMBER = 1 << 53
_NOWHERE = Context(0, 0, 0)


class Unreadable(ValueError):
    """What came is not in the form that `docs/sync.md` tells."""


class Stream:
    """What one stream has told so far; writer and reader keep the same."""

    def __init__(self, book: Wordbook) -> None:
        self.devices: list[str] = []
        self.cases: list[str] = []
        self.authors: list[Author] = []
        self.writers: dict[str, list[int]] = {}
        self.last: dict[str, int] = {}
        self.minute = 0
        self._heads: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, dict[Any, int]] = {"device": {}, "case": {}, "author": {}}
        self.values = Values(book.words, book.terms, self.number_of, self.device_of)

    def number_of(self, code: str) -> int:
        """The device's number, a new one if need be."""
        return _placed(code, self.devices, self._places["device"])

    def number_of_case(self, case: str) -> int:
        """The case's number, from 1, a new one if need be."""
        return _placed(case, self.cases, self._places["case"]) + 1

    def number_of_author(self, author: Author) -> int:
        """The author's number, a new one if need be."""
        return _placed(author, self.authors, self._places["author"])

    def device_of(self, number: int) -> str:
        """The device of that number. Raises Unreadable for one not told."""
        return str(_at(self.devices, number))

    def newest(self, case: str) -> tuple[str, ...]:
        """The newest acts of a case as far as this stream knows."""
        return self._heads.get(case, ())

    def passes(self, act: Act) -> None:
        """Remembers an act that the stream has told."""
        self._heads[act.case] = heads_after(self.newest(act.case), act)


def in_order(acts: Sequence[Act]) -> list[Act]:
    """The acts in the order of a frame."""
    return sorted(acts, key=lambda act: (act.clock, act.id))


def write(acts: Sequence[Act], stream: Stream) -> list[Any]:
    """The columns of these acts, and the stream remembers them."""
    rows = in_order(acts)
    known = len(stream.devices), len(stream.authors), len(stream.cases)
    device = [stream.number_of(act.device) for act in rows]
    author, writers = _write_authors(rows, stream)
    case = [0 if act.case == act.id else stream.number_of_case(act.case) for act in rows]
    cases = stream.values.write(stream.cases[known[2] :], [_NOWHERE] * (len(stream.cases) - known[2]))
    jumps, clocks = _write_jumps(rows, stream), _write_clocks(rows, stream)
    seen = _write_seen(rows, stream)
    kinds = stream.values.write([act.kind for act in rows], [_NOWHERE] * len(rows))
    fields = [stream.values.write([act.fields for act in those], _contexts(those, stream)) for those in _by_kind(rows)]
    told = [_without_user(one) for one in stream.authors[known[1] :]]
    shapes = series.write_known(act.shape - 1 for act in rows)
    return [
        " ".join(stream.devices[known[0] :]), stream.values.write(told, [_NOWHERE] * len(told)), cases, series.write(device), jumps, *clocks,
        series.write(case), kinds, series.write(author), series.write(writers), seen, shapes, fields,
    ]  # fmt: skip


def read(columns: Any, stream: Stream) -> list[Act]:
    """The acts of a frame in its order, and the stream remembers them. Raises Unreadable."""
    try:
        return _read(columns, stream)
    except Unreadable:
        raise
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise Unreadable(f"kolom tidak terbaca: {error}") from error


def _read(columns: Any, stream: Stream) -> list[Act]:
    devices, authors, cases, told, jumps, minutes, rests, counters, case, kinds, author, writers, seen, shapes, fields = columns
    for code in devices.split():
        stream.number_of(code)
    device = [stream.device_of(number) for number in series.read(told)]
    count = len(device)
    if count > MOST_ACTS:
        raise Unreadable("terlalu banyak tindakan dalam satu bingkai")
    for one in stream.values.read(authors, [_NOWHERE] * length_of(authors)):
        stream.number_of_author(_with_user(one))
    for one in stream.values.read(cases, [_NOWHERE] * length_of(cases)):
        stream.number_of_case(_text(one))
    ids = list(zip(device, _read_jumps(device, jumps, stream), strict=True))
    words = [_text(word) for word in stream.values.read(kinds, [_NOWHERE] * count)]
    clocks = _read_clocks(series.read_signed(minutes), rests, counters, stream)
    contexts = [_context(clock, stream.number_of(code), number) for clock, (code, number) in zip(clocks, ids, strict=True)]
    rows = zip(
        ids, series.read(case), words, _read_fields(words, fields, contexts, stream), _read_authors(device, author, writers, stream), clocks,
        (shape + 1 for shape in series.read_known(shapes, count)), strict=True,
    )  # fmt: skip
    acts = [
        Act(act_id(*own), act_id(*own) if of == 0 else str(_at(stream.cases, of - 1)), kind, filled, by, own[0], own[1], clock, (), shape)
        for own, of, kind, filled, by, clock, shape in rows
    ]
    return _read_seen(acts, seen, stream)


def _write_jumps(rows: Sequence[Act], stream: Stream) -> str:
    told, before = [], 0
    for place, act in enumerate(rows):
        if act.number != stream.last.get(act.device, 0) + 1:
            told += [place - before, act.number]
            before = place
        stream.last[act.device] = act.number
    return series.write(told)


def _read_jumps(devices: Sequence[str], jumps: str, stream: Stream) -> Iterator[int]:
    steps, place = series.read(jumps), 0
    told: dict[int, int] = {}
    for step, number in zip(steps[0::2], steps[1::2], strict=True):
        place += step
        told[place] = number
    for place, device in enumerate(devices):
        number = told.get(place, stream.last.get(device, 0) + 1)
        if not 0 < number < _MOST_NUMBER:
            raise Unreadable(f"{number!r} bukan nomor tindakan")
        stream.last[device] = number
        yield number


def _write_authors(rows: Sequence[Act], stream: Stream) -> tuple[list[int], list[int]]:
    places, newcomers = [], []
    for act in rows:
        own, number = stream.writers.setdefault(act.device, []), stream.number_of_author(act.author)
        if number not in own:
            own.append(number)
            newcomers.append(number)
        places.append(own.index(number))
    return places, newcomers


def _read_authors(devices: Sequence[str], told: str, writers: str, stream: Stream) -> Iterator[Author]:
    newcomers = iter(series.read(writers))
    for device, place in zip(devices, series.read(told), strict=True):
        own = stream.writers.setdefault(device, [])
        if place == len(own):
            own.append(next(newcomers, -1))
        author = _at(stream.authors, _at(own, place))
        yield author


def _read_fields(kinds: Sequence[str], fields: Sequence[Any], contexts: Sequence[Context], stream: Stream) -> list[dict[str, Any]]:
    places: dict[str, list[int]] = {}
    for place, kind in enumerate(kinds):
        places.setdefault(kind, []).append(place)
    filled: list[dict[str, Any]] = [{} for _ in kinds]
    for those, column in zip(places.values(), fields, strict=True):
        for place, value in zip(those, stream.values.read(column, [contexts[one] for one in those]), strict=True):
            if not isinstance(value, dict):
                raise Unreadable("isian bukan objek")
            filled[place] = value
    return filled


def _write_seen(rows: Sequence[Act], stream: Stream) -> list[Any]:
    told: list[tuple[str, ...] | None] = []
    for act in rows:
        told.append(None if act.seen == stream.newest(act.case) else act.seen)
        stream.passes(act)
    counts = series.write_known(0 if seen is None else len(seen) + 1 for seen in told)
    pairs = [(one, context) for seen, context in zip(told, _contexts(rows, stream), strict=True) for one in seen or ()]
    return [counts, stream.values.write([one for one, _ in pairs], [context for _, context in pairs])]


def _read_seen(acts: Sequence[Act], seen: Any, stream: Stream) -> list[Act]:
    counts, column = series.read_known(seen[0], len(acts)), seen[1]
    each = [context for context, count in zip(_contexts(acts, stream), counts, strict=True) for _ in range(max(0, count - 1))]
    told = iter(stream.values.read(column, each))
    whole = []
    for act, count in zip(acts, counts, strict=True):
        known = stream.newest(act.case) if count == 0 else tuple(_text(next(told)) for _ in range(count - 1))
        whole.append(act._replace(seen=known))
        stream.passes(whole[-1])
    return whole


def _write_clocks(rows: Sequence[Act], stream: Stream) -> tuple[str, str, str]:
    minutes, rests, counters = [], [], []
    for act in rows:
        at, rest = divmod((act.clock >> _COUNTER_BITS) - EPOCH_MS, 60_000)
        minutes.append(at - stream.minute)
        rests.append(rest)
        counters.append(act.clock & (1 << _COUNTER_BITS) - 1)
        stream.minute = at
    return series.write_signed(minutes), series.write_known(rests), series.write_known(counters)


def _read_clocks(minutes: Sequence[int], rests: str, counters: str, stream: Stream) -> list[int]:
    clocks = []
    for step, rest, counter in zip(minutes, series.read_known(rests, len(minutes)), series.read_known(counters, len(minutes)), strict=True):
        stream.minute += step
        clock = (stream.minute * 60_000 + rest + EPOCH_MS << _COUNTER_BITS) + counter
        if not 0 <= clock < _LARGEST_CLOCK:
            raise Unreadable("jam di luar batas")
        clocks.append(clock)
    return clocks


def _without_user(author: Author) -> dict[str, str]:
    told = author._asdict()
    return told | {"user": ""} if author.user == _user_of(author.name) else told


def _with_user(told: dict[str, Any]) -> Author:
    author = Author(**{name: _text(part) for name, part in told.items()})
    return author if author.user else author._replace(user=_user_of(author.name))


def _user_of(name: str) -> str:
    return name.lower().replace(" ", ".")


def _contexts(acts: Sequence[Act], stream: Stream) -> list[Context]:
    return [_context(act.clock, stream.number_of(act.device), act.number) for act in acts]


def _context(clock: int, device: int, number: int) -> Context:
    return Context(_EPOCH_DAY + (clock >> _COUNTER_BITS) // _DAY_MS, device, number)


def _by_kind(rows: Sequence[Act]) -> list[list[Act]]:
    those: dict[str, list[Act]] = {}
    for act in rows:
        those.setdefault(act.kind, []).append(act)
    return list(those.values())


def _placed(one: Any, those: list[Any], places: dict[Any, int]) -> int:
    place = places.get(one)
    if place is None:
        place = places[one] = len(those)
        those.append(one)
    return place


def _at(those: Sequence[Any], place: int) -> Any:
    if not 0 <= place < len(those):
        raise Unreadable(f"nomor {place!r} belum disebut")
    return those[place]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"{value!r} bukan teks")
    return value
