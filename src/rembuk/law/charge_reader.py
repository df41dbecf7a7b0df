"""From a text of charges to a reading: chains of articles, the rows they may mean, what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from rembuk.law import charge_words as words
from rembuk.law.charge_grammar import Item, Loose
from rembuk.law.charge_laws import parse_charge
from rembuk.law.charge_match import ADJUSTING, Days, Slot, match_chain, slots_of
from rembuk.law.charges import Charge, ChargeProblem, ChargeReading
from rembuk.law.offences import KUHP_1946, Catalogue
from rembuk.reference.written_text import normalise, says_unknown

#: What is doubtful about a slot (by identity): the sentence that asks for what would decide it.
Doubts = dict[int, words.Sentence]


def read(text: str, acted_on: date | None, seen_on: date | None, catalogue: Catalogue) -> ChargeReading:
    """See `rembuk.law.charges.read_charges`."""
    plain = normalise(text)
    if says_unknown(plain):
        return ChargeReading(text, (), ())
    items, loose = parse_charge(plain)
    reader = _Reader(plain, catalogue, Days(acted_on, seen_on))
    for chain in _chains(items):
        reader.read(chain)
    reader.add_loose(loose, items)
    charges = tuple(charge for _, charge in sorted(reader.charges, key=lambda placed: placed[0]))
    return ChargeReading(text, charges, tuple(reader.problems))


def _chains(items: Sequence[Item]) -> Iterator[list[Item]]:
    chain: list[Item] = []
    for item in items:
        if chain and (item.link != "jo" or item.heads or item.suspect != chain[0].suspect):
            yield chain
            chain = []
        chain.append(item)
    if chain:
        yield chain


class _Beside(NamedTuple):
    """What stands beside the offences of one chain, where each offence is written, and the doubts."""

    joined: tuple[str, ...]
    adjusts: tuple[str, ...]
    notes: tuple[str, ...]
    spans: dict[int, tuple[int, int]]
    doubts: Doubts


class _Reader:
    def __init__(self, text: str, catalogue: Catalogue, days: Days) -> None:
        self.text, self.catalogue, self.days = text, catalogue, days
        self.charges: list[tuple[int, Charge]] = []
        self.problems: list[ChargeProblem] = []

    def read(self, chain: Sequence[Item]) -> None:
        """One chain of articles joined by "jo": its charges, its joined articles, its problems."""
        slots, doubts = self._matched(chain)
        own = [slot for slot in slots if not slot.joined]
        kinds = {slot.joined[0] for slot in slots if slot.joined}
        beside = _Beside(
            tuple(dict.fromkeys(words.place_name(slot) for slot in slots if slot.joined)),
            tuple(sorted(kinds & ADJUSTING)),
            tuple(note for kind in sorted(kinds) if (note := words.adjust_note(kind))),
            _spans(chain, own),
            doubts,
        )
        if not own:
            self._join_to_last(slots, beside)
        for (_, offences), same in groupby(own, key=lambda slot: (id(slot.item), _ids(slot))):
            self._add(list(same), offences, beside)

    def _matched(self, chain: Sequence[Item]) -> tuple[list[Slot], Doubts]:
        """The slots of a chain; plain "KUHP" is tried as each code that may be meant."""
        plain = any(item.law and item.law.family == "KUHP" for item in chain)
        tries = []
        for code in self.days.codes() if plain else (None,):
            slots = slots_of(chain, code)
            match_chain(slots, self.catalogue, self.days)
            tries.append(slots)
        if len(tries) == 1:
            return tries[0], {}
        old, new = tries
        if _reach(old) != _reach(new):
            return (old if _reach(old) > _reach(new) else new), {}
        return _both(old, new)

    def _add(self, slots: list[Slot], candidates: tuple[str, ...], beside: _Beside) -> None:
        first, item = slots[0], slots[0].item
        start, end = beside.spans[id(item)]
        link, link_note = self._link(first)
        notes = [note for slot in slots for note in words.notes_on(slot, self.days)] + list(beside.notes)
        notes += [note for note in (link_note, self._code_note(first, beside.doubts)) if note]
        doubt = self._doubt(first, beside.doubts)
        written = self.text[start:end]
        if doubt:
            self.problems.append(ChargeProblem(written, *doubt))
        unique = tuple(dict.fromkeys(notes))
        charge = Charge(written, candidates, link, beside.joined, beside.adjusts, item.suspect, unique)
        self.charges.append((start, charge))

    def _doubt(self, slot: Slot, doubts: Doubts) -> words.Sentence | None:
        if not slot.hits:
            return words.not_found(slot, self.catalogue)
        if id(slot) in doubts:
            return doubts[id(slot)]
        versions: dict[tuple[str, str], set[float]] = {}
        for hit in slot.hits:
            versions.setdefault((hit.offence.law, hit.offence.article), set()).add(hit.offence.max_prison_months)
        return words.which_version(slot) if any(len(months) > 1 for months in versions.values()) else None

    def _code_note(self, slot: Slot, doubts: Doubts) -> str | None:
        plain = slot.item.law is not None and slot.item.law.family == "KUHP"
        undecided = len(self.days.codes()) > 1 and id(slot) not in doubts
        return words.code_taken(slot) if plain and undecided and slot.hits else None

    def _link(self, slot: Slot) -> tuple[str, str | None]:
        """How a charge is joined to the one before it, and what to note about that."""
        item, inner = slot.item, slot.place.link
        if not self.charges or self.charges[-1][1].suspect != item.suspect:
            return "first", None
        for head in ("subsidiary", "alternative", "cumulative") if inner == "first" else ():
            if head in item.heads:
                return head, None
        written = item.link if inner == "first" else inner
        kind = "alternative" if written in ("atau", "dan/atau", "slash") else "cumulative"
        return kind, words.link_note(written)

    def _join_to_last(self, slots: list[Slot], beside: _Beside) -> None:
        """Articles of the general part written after "dan" or a comma belong to the charge before them."""
        item = slots[0].item
        written = self.text[item.start : slots[-1].item.end]
        if not self.charges or self.charges[-1][1].suspect != item.suspect:
            self.problems.append(ChargeProblem(written, *words.only_general(slots[0])))
            alone = Charge(written, (), "first", beside.joined, beside.adjusts, item.suspect)
            self.charges.append((item.start, alone))
            return
        start, last = self.charges[-1]
        joined = replace(
            last,
            written=f"{last.written}; {written}",
            joined=tuple(dict.fromkeys((*last.joined, *beside.joined))),
            adjusts=tuple(sorted({*last.adjusts, *beside.adjusts})),
            notes=tuple(dict.fromkeys((*last.notes, *beside.notes))),
        )
        self.charges[-1] = (start, joined)

    def add_loose(self, loose: Sequence[Loose], items: Sequence[Item]) -> None:
        """Every stretch without an article is a problem and an unread charge."""
        for piece in loose:
            fragment = self.text[piece.start : piece.end]
            inside = any(item.start <= piece.start and piece.end <= item.end for item in items)
            sentence = words.stray_number(fragment) if inside else words.no_article(fragment)
            self.problems.append(ChargeProblem(fragment, *sentence))
            link = "cumulative" if self.charges else "first"
            self.charges.append((piece.start, Charge(fragment, (), link, suspect=piece.suspect)))


def _ids(slot: Slot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.offence.id for hit in slot.hits))


def _spans(chain: Sequence[Item], own: Sequence[Slot]) -> dict[int, tuple[int, int]]:
    """Where each offence of a chain is written; articles without a penalty count with the offence before, else after."""
    offences = {id(slot.item) for slot in own}
    spans: dict[int, tuple[int, int]] = {}
    waiting: int | None = None
    last: int | None = None
    for item in chain:
        if id(item) in offences:
            spans[id(item)] = (item.start if waiting is None else waiting, item.end)
            waiting, last = None, id(item)
        elif last is not None:
            spans[last] = (spans[last][0], item.end)
        elif waiting is None:
            waiting = item.start
    return spans


def _reach(slots: Sequence[Slot]) -> tuple[bool, int]:
    """How well a code explains a chain: whether it holds an offence at all, and how many places it knows."""
    return any(slot.hits for slot in slots), sum(bool(slot.hits or slot.joined) for slot in slots)


def _both(old: list[Slot], new: list[Slot]) -> tuple[list[Slot], Doubts]:
    """Both codes may be meant: each place may mean the rows of either, and the day of the act is asked for."""
    doubts: Doubts = {}
    slots = list(old)
    for i, (slot, other) in enumerate(zip(old, new, strict=True)):
        if slot.hits and other.hits and slot.family == KUHP_1946:
            doubts[id(slot)] = words.which_date(slot.hits, other.hits, slot)
            slot.hits = slot.hits + other.hits
        elif not slot.hits and other.hits:
            slots[i] = other
    return slots, doubts
