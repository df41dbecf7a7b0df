"""Numbers for everybody, without signing in: one table by province, small numbers hidden so that nobody is recognised."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rembuk.desk.jinja import both, number
from rembuk.desk.numbers.asked import halves
from rembuk.desk.numbers.words import half_words
from rembuk.registers.statistics.charts import tiles
from rembuk.registers.statistics.half_years import HalfYear, read_half
from rembuk.registers.statistics.numbers import Number, definitions
from rembuk.registers.statistics.provinces import tile_map
from rembuk.registers.statistics.questions import Narrow, Totals, broken_down
from rembuk.registers.statistics.small_cells import LEAST, hidden_places, with_margins

HIDDEN = "•"
#: Numbers told for the whole country only; each is hidden where it or what it leaves of its whole is small.
_WHOLE_COUNTRY = ("offered", "agreed", "performed", "defaulted")


class Line(NamedTuple):
    """A province, or all of them, with its cells written or hidden."""

    name: str
    cells: list[str]


@login_not_required
@require_GET
def open_numbers(request: HttpRequest) -> HttpResponse:
    """One half-year, the newest that is over unless another is asked for. No other narrowing: tables that differ little tell much."""
    known = halves()
    half = read_half(request.GET.get("masa", "")) or next(iter(known[1:] or known), None)
    found = {key[0]: totals for key, totals in broken_down(Narrow(halves=frozenset({str(half)})), "province", only=_needed()).items()} if half in known else {}
    about = {
        "half": half_words(half) if half else "", "chosen": str(half or ""), "halves": [(str(one), half_words(one)) for one in known], "least": LEAST,
        "parts": [both(one.label.id, one.label.en) for one in _parts()], "hidden": HIDDEN, **_tables(found, half),
    }  # fmt: skip
    return render(request, "numbers/open.html", about)


def _parts() -> list[Number]:
    return definitions().parts_of("received")


def _needed() -> list[str]:
    return ["received", *(one.id for one in _parts()), *_WHOLE_COUNTRY]


def _tables(found: dict[str, Totals], half: HalfYear | None) -> dict[str, object]:
    """The table, the map and the country's numbers, small ones hidden."""
    provinces = tile_map().provinces
    codes = [code for code in provinces if code in found] + [code for code in found if code not in provinces]
    grid = with_margins([[found[code][one.id] for one in _parts()] for code in codes])
    hidden = hidden_places(grid) if grid else frozenset()
    cells = [[HIDDEN if (i, j) in hidden else str(number(value)) for j, value in enumerate(line)] for i, line in enumerate(grid)]
    names = [provinces[code].name if code in provinces else _("provinsi belum diketahui") for code in codes] + [_("Seluruhnya")]
    sums = {code: None if (i, len(_parts())) in hidden else grid[i][-1] for i, code in enumerate(codes)}
    title = _("Perkara masuk menurut provinsi, %(half)s") % {"half": half_words(half)} if half else ""
    return {
        "lines": [Line(name, line) for name, line in zip(names, cells, strict=True)] if grid else [],
        "map": tiles(title, sums, lambda value: str(number(int(value)))) if grid else "",
        "map_source": both(tile_map().source.id, tile_map().source.en), "country": _country(found) if grid else [],
    }  # fmt: skip


def _country(found: dict[str, Totals]) -> list[tuple[str, str, str]]:
    numbers, whole = definitions().numbers, sum(totals["received"] for totals in found.values())
    out = []
    for name in _WHOLE_COUNTRY:
        value = sum(totals[name] for totals in found.values())
        small = 0 < value < LEAST or 0 < whole - value < LEAST
        one = numbers[name]
        out.append((both(one.label.id, one.label.en), both(one.says.id, one.says.en), HIDDEN if small else str(number(value))))
    return out
