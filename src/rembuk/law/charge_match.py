"""Which rows of the catalogue a written place may mean, and which articles beside it threaten nothing of their own.

A *chain* is a run of articles joined by "jo". In it a norm and the paragraph that punishes it are one offence (76C jo.
80), and articles of the general part (percobaan, penyertaan, perbuatan berlanjut) add no offence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rembuk.law.charge_grammar import Item, Place
from rembuk.law.designation import ANY_ARTICLE, Designation, Fit, fit
from rembuk.law.law_names import load_law_names, without_penalty
from rembuk.law.offences import KUHP_1946, KUHP_2023, NEW_CODE_FROM, Catalogue, Listed, Offence

ADJUSTING = frozenset({"attempt", "aiding", "continued", "recidivism"})
_NORM = ("norm", "larangan yang dilanggar")


class Days(NamedTuple):
    """The day of the act and the day the charge was seen (a docket row, a decision); None is unknown."""

    acted_on: date | None
    seen_on: date | None

    def standing(self, offence: Offence) -> str:
        """Whether the row may govern the act ("in"), began after it ("later") or had ended before it ("ended")."""
        day = self.acted_on or self.seen_on
        if day is not None and offence.in_force_from > day:
            return "later"
        ended = self.acted_on and offence.in_force_to and offence.in_force_to < self.acted_on
        return "ended" if ended else "in"

    def codes(self) -> tuple[str, ...]:
        """The criminal code of the act: one when a day decides it, both when none does."""
        if self.acted_on is not None:
            return (KUHP_1946,) if self.acted_on < NEW_CODE_FROM else (KUHP_2023,)
        before = self.seen_on is not None and self.seen_on < NEW_CODE_FROM
        return (KUHP_1946,) if before else (KUHP_1946, KUHP_2023)


class Hit(NamedTuple):
    """A row that a written place may mean, and how it fits."""

    offence: Offence
    places: tuple[Designation, ...]
    fit: Fit


@dataclass(slots=True, eq=False)
class Slot:
    """One written place of an item, as one law family.

    After matching it has `hits` (it is an offence), or `joined` (kind and words of an article without a penalty), or
    neither. `out_of_date` holds rows that had ended; `norm_written` tells that the chain writes the norm of the hits.
    """

    item: Item
    place: Place
    family: str | None
    designations: tuple[Designation, ...]
    hits: list[Hit] = field(default_factory=list)
    out_of_date: list[Hit] = field(default_factory=list)
    norm_written: bool = False
    joined: tuple[str, str] | None = None

    @property
    def designation(self) -> Designation:
        """The place as written."""
        return self.designations[0]


def slots_of(chain: Sequence[Item], code: str | None) -> list[Slot]:
    """One slot for each written place; plain "KUHP" is read as the given code."""
    slots = []
    for item in chain:
        family = item.law.family if item.law else None
        family = code if family == "KUHP" and code else family
        slots += [Slot(item, place, family, _designations(item, place)) for place in item.places or [Place("first")]]
    return slots


def _designations(item: Item, place: Place) -> tuple[Designation, ...]:
    """The place, and when a letter stands apart ("156 a") both ways of reading it."""
    number, letter = item.number.lower(), item.loose_letter
    if letter is None:
        return (Designation(number, place.ayat, place.ke, place.huruf, place.bagian),)
    return (
        Designation(number + letter, place.ayat, place.ke, place.huruf, place.bagian),
        Designation(number, place.ayat, place.ke, place.huruf or letter, place.bagian),
    )


def match_chain(slots: Sequence[Slot], catalogue: Catalogue, days: Days) -> None:
    """Fill in what each slot of one chain means."""
    for slot in slots:
        found = _hits(slot, catalogue.places, punishing=True)
        slot.hits = _usable(found, days)
        slot.out_of_date = [] if slot.hits else found
    for slot in slots:
        slot.hits = _with_their_norms(slot, slots)
    reached = [(slot, hit) for slot in slots for hit in slot.hits or slot.out_of_date]
    consumed = {id(norm) for slot, hit in reached for norm in _norm_slots(hit, slot, slots)}
    for slot in slots:
        if id(slot) in consumed:
            slot.hits, slot.out_of_date, slot.joined = [], [], _NORM
    for slot in slots:
        if not slot.hits and not slot.joined:
            _join_or_reach(slot, slots, catalogue, days)


def _usable(found: list[Hit], days: Days) -> list[Hit]:
    """Rows in force; failing those, of a later law, which may serve if more favourable (UU 1/2023 arts 3, 618)."""
    standing = [(days.standing(hit.offence), hit) for hit in found]
    in_force = [hit for how, hit in standing if how == "in"]
    return in_force or [hit for how, hit in standing if how == "later" and hit.places[-1].article != ANY_ARTICLE]


def _hits(slot: Slot, index: dict[tuple[str, str], list[Listed]], *, punishing: bool) -> list[Hit]:
    """Rows whose punishing place (else any norm) fits; those that leave nothing open win."""
    for designation in slot.designations:
        keys = [(law, number) for law in _laws(slot.family) for number in (designation.article, ANY_ARTICLE)]
        found = []
        for offence, places in (listed for key in keys for listed in index.get(key, ())):
            fits = (fit(designation, place) for place in (places[-1:] if punishing else places[:-1]))
            found += [Hit(offence, places, how) for how in fits if how is not None][:1]
        if found:
            return [hit for hit in found if not hit.fit.open] or found
    return []


def _laws(family: str | None) -> tuple[str, ...]:
    return load_law_names().laws.get(family, ()) if family else ()


def _norm_slots(hit: Hit, own: Slot, slots: Iterable[Slot]) -> list[Slot]:
    """The slots of the chain that write this row's norms, when every norm is written; else none."""
    others = [slot for slot in slots if slot is not own and slot.family == own.family]
    found = []
    for norm in hit.places[:-1]:
        written = [slot for slot in others if any(fit(designation, norm) for designation in slot.designations)]
        if not written:
            return []
        found += written
    return found


def _with_their_norms(slot: Slot, slots: Sequence[Slot]) -> list[Hit]:
    """When the chain writes the norm of some rows, rows with another norm are not meant."""
    written = [hit for hit in slot.hits if len(hit.places) > 1 and _norm_slots(hit, slot, slots)]
    slot.norm_written = bool(written)
    return [hit for hit in slot.hits if len(hit.places) == 1 or hit in written] if written else slot.hits


def _join_or_reach(slot: Slot, slots: Sequence[Slot], catalogue: Catalogue, days: Days) -> None:
    """An article without a penalty of its own: joined, or a norm written without the paragraph that punishes it."""
    punished = _usable(_hits(slot, catalogue.norms, punishing=False), days)
    if punished and any(other.hits and other.family == slot.family for other in slots):
        slot.joined = _NORM
    elif punished:
        slot.hits = punished
    elif slot.family:
        slot.joined = without_penalty(slot.family, slot.designation.article)
