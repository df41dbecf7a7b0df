"""Numbers broken down by one thing: office, province, stage, group of offences, age, kind of case, 3T, half-year; and as a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rembuk.desk.actor import actor_of
from rembuk.desk.jinja import both
from rembuk.desk.numbers.asked import Asked
from rembuk.desk.numbers.scope import take_over_offices
from rembuk.desk.numbers.words import half_words, writer, written
from rembuk.desk.rights import require
from rembuk.desk.work.words import words_of
from rembuk.registers.statistics.charts import bars, tiles
from rembuk.registers.statistics.half_years import read_half
from rembuk.registers.statistics.models import Place
from rembuk.registers.statistics.numbers import Number, definitions
from rembuk.registers.statistics.provinces import tile_map
from rembuk.registers.statistics.questions import Totals, broken_down

_COLUMNS = ("received", "eligible", "never_offered", "offered", "agreed", "performed", "ended_rj", "restored_rupiah")
_MOST_LINES = 60
_MOST_BARS = 14
#: What numbers are broken down by: the name in addresses, the column, and the filter that leads to one of its values.
BY = {
    "semester": ("half", "masa"), "kantor": ("office", "kantor"), "provinsi": ("province", "provinsi"), "tahap": ("stage", "tahap"),
    "golongan": ("offence_group", "golongan"), "usia": ("age", "usia"), "praktik": ("practice", "praktik"), "3t": ("is_3t", "3t"),
}  # fmt: skip


class Cell(NamedTuple):
    """A number in a line: the value written, and its list (empty for nothing)."""

    written: str
    address: str


class Line(NamedTuple):
    """One value of what numbers are broken down by."""

    name: str
    narrowed: str
    cells: list[Cell]


@require_GET
def breakdown(request: HttpRequest) -> HttpResponse:
    """A table with a line for each value, and a chart of one number."""
    require(request, "see_numbers")
    take_over_offices()
    asked = Asked(request.GET, actor_of(request))
    by = request.GET.get("menurut", "")
    by = by if by in BY else "kantor"
    number = definitions().numbers.get(request.GET.get("angka", ""), definitions().numbers["received"])
    column, control = BY[by]
    found = {key[0]: totals for key, totals in broken_down(asked.narrow, column, only=_columns(number)).items()}
    names = names_of(by, found)
    order = sorted(found, key=lambda key: str(key) if by == "semester" else (-found[key]["received"], names[key]))
    about = {
        "asked": asked, "by": by, "ways": _ways(), "number": number, "columns": [definitions().numbers[name] for name in _columns(number)],
        "choices": {name: both(one.label.id, one.label.en) for name, one in definitions().numbers.items()},
        "lines": [_line(asked, control, key, names[key], found[key], number) for key in order[:_MOST_LINES]],
        "more": len(order) - _MOST_LINES, "chart": _chart(by, number, order, names, found), "map": _map(asked, number, found) if by == "provinsi" else "",
        "map_source": both(tile_map().source.id, tile_map().source.en),
    }  # fmt: skip
    return render(request, "numbers/breakdown.html", about)


def _columns(number: Number) -> list[str]:
    return list(_COLUMNS) if number.id in _COLUMNS else [*_COLUMNS, number.id]


def _ways() -> dict[str, str]:
    return {
        "semester": _("semester"), "kantor": _("kantor"), "provinsi": _("provinsi"), "tahap": _("tahap dan lembaga"), "golongan": _("golongan tindak pidana"),
        "usia": _("anak atau dewasa"), "praktik": _("jenis perkara"), "3t": _("daerah 3T dan lainnya"),
    }  # fmt: skip


def names_of(by: str, found: Mapping[Any, Totals]) -> dict[Any, str]:
    """What each value is called."""
    known: Mapping[Any, str] = {}
    if by == "kantor":
        known = dict(Place.objects.filter(pk__in=list(found)).values_list("code", "name"))
    elif by == "provinsi":
        known = {"": _("provinsi belum diketahui")} | {code: one.name for code, one in tile_map().provinces.items()}
    elif by == "semester":
        known = {one: half_words(half) for one in found if (half := read_half(one))}
    elif by == "3t":
        known = {True: _("3T"), False: _("Selain 3T")}
    elif by in ("tahap", "praktik"):
        known = words_of("stage" if by == "tahap" else "practice")
    else:
        words = definitions().offences if by == "golongan" else definitions().ages
        known = {name: both(one.id, one.en) for name, one in words.items()}
    return {key: known.get(key, str(key)) for key in found}


def _line(asked: Asked, control: str, key: Any, name: str, totals: Totals, number: Number) -> Line:
    value = ("ya" if key else "tidak") if control == "3t" else str(key)
    narrowed = asked.address(**{control: value}) if value else ""
    numbers = [definitions().numbers[column] for column in _columns(number)]
    return Line(name, narrowed, [Cell(written(one, totals[one.id]), f"/angka/daftar/{one.id}/?{narrowed}" if totals[one.id] and narrowed else "") for one in numbers])


def _chart(by: str, number: Number, order: list[Any], names: Mapping[Any, str], found: Mapping[Any, Totals]) -> str:
    shown = order[:_MOST_BARS]
    if by in ("kantor", "provinsi", "golongan") or not shown:
        return ""
    title = f"{both(number.label.id, number.label.en)}, {_ways()[by]}"
    return bars(title, [str(key) if by == "semester" else names[key] for key in shown], [found[key][number.id] for key in shown], writer(number))


def _map(asked: Asked, number: Number, found: Mapping[Any, Totals]) -> str:
    values = {code: found[code][number.id] if code in found else 0 for code in tile_map().provinces}
    links = {code: f"/angka/?{asked.address(provinsi=code)}" for code in found if code in values}
    return tiles(_("%(number)s menurut provinsi") % {"number": both(number.label.id, number.label.en)}, values, writer(number), links)
