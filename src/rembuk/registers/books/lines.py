"""The lines a case gives to a book, with their corrections, computed from the acts alone.

A line is opened by the first act that enters the book and filled as the case goes on. When an act states again what the line already
said and says it differently, the line is struck and a new one follows that names it, with who did it and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from rembuk.law.library import load_law
from rembuk.record.act import Act
from rembuk.record.case import Case
from rembuk.record.days import when, zone_of
from rembuk.record.kinds import declaration
from rembuk.registers.books.declarations import LEG, Book, books
from rembuk.registers.books.sources import value_of
from rembuk.registers.books.told import ToldLeg, told_legs
from rembuk.registers.statistics.counting import age_of

#: Acts that say something again, and the field by which one tells what: such an act may correct a line.
_RESTATES: Mapping[str, str] = {
    "fact_stated": "fact", "charge_set": "suspect", "number_given": "register", "register_entered": "register", "party_corrected": "",
    "payment_corrected": "", "agreement_drafted": "suspect", "termination_ordered": "suspect", "judgment_given": "suspect", "penetapan_given": "penetapan",
}  # fmt: skip
#: Computed columns that an act may correct; the others grow or move as the case goes on.
_STATED = frozenset({"charges", "applicants", "term_kinds", "agreed_rupiah"})

Values = dict[str, Any]


class Line(NamedTuple):
    """One line: the office whose book it is in, the act that made it, its legal day, and what each column says.

    A correction has the columns it changes in `corrected`, and stands right behind the line it corrects.
    """

    book: str
    office: str
    suspect: str
    act: Act
    on: date
    values: Values
    corrected: tuple[str, ...]

    @property
    def number(self) -> str:
        """The register number an act gave."""
        return str(self.values.get("number") or "")


class History:
    """A case as it stood after so many acts, and its suspects' legs then; each computed once. `tracks` are their parts of the page."""

    def __init__(self, case: Case, tracks: Mapping[str, Mapping[str, Any]]) -> None:
        self.case, self.tracks = case, tracks
        self._legs: dict[tuple[int, str], list[ToldLeg]] = {}

    def legs(self, suspect: str, after: int) -> list[ToldLeg]:
        """The legs of a suspect as they stood after so many acts."""
        if (after, suspect) not in self._legs:
            self._legs[after, suspect] = told_legs(self.case.after(after), suspect, self.tracks.get(suspect, {}))
        return self._legs[after, suspect]


def lines_of(case: Case, several: Iterable[Book], tracks: Mapping[str, Mapping[str, Any]]) -> Iterator[Line]:
    """Every line the case gives to these books, each followed by its corrections.

    The line of an office that no longer holds the case stays as it was when the case left.
    """
    if case.sort != "case":
        return
    history, all_of_them = History(case, tracks), list(several)
    for suspect in [one.id for one in case.suspects] or [""]:
        is_child = age_of(case, case.thing("party", suspect)) == "child"
        for number, now in enumerate(history.legs(suspect, len(case.acts))):
            for book in all_of_them:
                if now.leg.stage in book.stages and (is_child or not book.children):
                    yield from _lines(history, now, number, book)


def _lines(history: History, now: ToldLeg, number: int, book: Book) -> Iterator[Line]:
    then = history.legs(now.suspect, now.leg.stop)[number]
    opening = _opening(then, book)
    if opening is None or any(value_of(then, "fact", fact) not in values for fact, values in book.where.items()):
        return
    zone = zone_of(now.case["region"])
    act, corrected = opening, tuple[str, ...]()
    for later, before, columns in _corrections(history, then, number, book, opening):
        yield Line(book.id, now.leg.office, now.suspect, act, when(act, zone)[0], before, corrected)
        act, corrected = later, columns
    yield Line(book.id, now.leg.office, now.suspect, act, when(act, zone)[0], _values(then, book), corrected)


def _opening(told: ToldLeg, book: Book) -> Act | None:
    """The act with which the leg enters the book."""
    if LEG in book.enters:
        return told.case.acts[max(0, told.leg.start - 1)]
    return next((act for act in told.acts if act.kind in book.enters), None)


def _corrections(history: History, then: ToldLeg, number: int, book: Book, opening: Act) -> Iterator[tuple[Act, Values, tuple[str, ...]]]:
    """Each act that changed what the line said, with the line as it was before it and the columns it changed."""
    case, stated = then.case, [column.id for column in book.columns if column.source != "computed" or column.argument in _STATED]
    for act in case.acts[case.place[opening.id] + 1 :]:
        if not _may_correct(case, act, then, book):
            continue
        place = case.place[act.id]
        before, after = (_values_at(history.legs(then.suspect, until), number, book) for until in (place, place + 1))
        changed = tuple(column for column in stated if before.get(column) not in (None, "") and after.get(column) != before[column])
        if changed:
            yield act, before, changed


def _values_at(legs: Sequence[ToldLeg], number: int, book: Book) -> Values:
    """What the line said; nothing where the leg had not begun."""
    return _values(legs[number], book) if number < len(legs) else {}


def _may_correct(case: Case, act: Act, told: ToldLeg, book: Book) -> bool:
    """Whether the act states again what an act before it stated, and what the book asks for."""
    field = _RESTATES.get(act.kind)
    if field is None or case.about.get(act.id, "") not in ("", told.suspect):
        return False
    if act.kind == "fact_stated" and act.fields.get("fact") not in _facts_of(book.id):
        return False
    if not field:
        return True
    same = (one for one in case.acts[: case.place[act.id]] if one.kind in _alike(act.kind) and one.fields.get(field) == act.fields.get(field))
    return next(same, None) is not None


@lru_cache(maxsize=64)
def _facts_of(book: str) -> frozenset[Any]:
    """The facts that columns of a book hang on: named by them, or dates that show a milestone of the law."""
    named = {column.argument for column in books()[book].columns if column.source == "fact"}
    shown = {fact for one in load_law().words.milestones.values() for fact in (one.fact, one.given) if fact}
    return frozenset({*named, *books()[book].where, *shown, "charges"})


def _alike(kind: str) -> tuple[str, ...]:
    return ("number_given", "register_entered") if kind in ("number_given", "register_entered") else (kind,)


def _values(told: ToldLeg, book: Book) -> Values:
    return {column.id: value_of(told, column.source, column.argument) for column in book.columns}


def author_of(act: Act) -> str:
    """Who made a correction, as the book tells it."""
    return act.author.name


def reason_of(act: Act) -> str:
    """Why, where the act says so, else what it does."""
    told = str(act.fields.get("reason") or act.fields.get("basis") or "")
    kind = declaration().kinds.get(act.kind)
    return (told or (kind.label.id if kind else act.kind))[:300]

