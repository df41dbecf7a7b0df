"""How numbers, half-years and the columns of counted rows are written for the visitor."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from rembuk.desk.jinja import both, day, number, rupiah
from rembuk.registers.statistics.half_years import HalfYear
from rembuk.registers.statistics.numbers import Number, definitions
from rembuk.registers.statistics.old_totals import enterable
from rembuk.registers.statistics.questions import Totals


class Told(NamedTuple):
    """A number as a page shows it: its label and meaning, the value written, its share of the whole (percent, None where it is no part)."""

    id: str
    label: str
    says: str
    value: int
    written: str
    share: str


def half_words(half: HalfYear) -> str:
    """Semester I 2026."""
    return _("Semester %(half)s %(year)s") % {"half": "I" if half.half == 1 else "II", "year": half.year}


def written(one: Number, value: int) -> str:
    """The value with its unit."""
    if one.unit == "rupiah":
        return rupiah(value)
    return _("%(count)s jam") % {"count": number(value)} if one.unit == "hours" else str(number(value))


def writer(one: Number) -> Callable[[float], str]:
    """Writes values of a number on charts: large amounts of money in millions."""
    if one.unit == "rupiah":
        return lambda value: _("%(count)s jt") % {"count": number(round(value / 1_000_000))} if value >= 1_000_000 else rupiah(int(value))
    return lambda value: str(number(int(value)))


def percent(part: int, whole: int) -> str:
    """A share in percent; empty where there is no whole."""
    return f"{number(round(100 * part / whole, 1))} %" if whole else ""


def told(one: Number, totals: Totals) -> Told:
    """One number as a page shows it."""
    value = totals[one.id]
    share = percent(value, totals[one.part_of]) if one.part_of else ""
    return Told(one.id, both(one.label.id, one.label.en), both(one.says.id, one.says.en), value, written(one, value), share)


def outcome_words() -> dict[str, str]:
    """How a leg ended, in words, by what is stored."""
    return {str(one.where["outcome"][0]): both(one.label.id, one.label.en) for one in definitions().parts_of("received")}


def old_number_words() -> dict[str, str]:
    """What the numbers are called that may stand among old figures, by id."""
    return {name: both(one.label.id, one.label.en) for name, one in enterable().items()}


def month_words(month: str) -> str:
    """Maret 2026, of 2026-03."""
    return day(f"{month}-01").partition(" ")[2]
