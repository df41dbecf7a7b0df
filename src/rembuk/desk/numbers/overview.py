"""The numbers at a glance: every number under its heading, each a link to its list; outcomes by half-year; what was missed."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rembuk.desk.actor import actor_of
from rembuk.desk.jinja import both
from rembuk.desk.numbers.asked import Asked
from rembuk.desk.numbers.scope import take_over_offices
from rembuk.desk.numbers.words import Told, half_words, told
from rembuk.desk.rights import require
from rembuk.registers.statistics.charts import Series, stacked
from rembuk.registers.statistics.half_years import read_half
from rembuk.registers.statistics.numbers import definitions
from rembuk.registers.statistics.questions import Totals, broken_down

#: At most so many half-years stand in a chart.
SHOWN_HALVES = 8
_FIRST = ("received", "offered", "agreed", "performed", "never_offered", "restored_rupiah")


class Group(NamedTuple):
    """Numbers under one heading."""

    name: str
    numbers: list[Told]


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Every number of the visitor's offices, narrowed as he asks."""
    require(request, "see_numbers")
    take_over_offices()
    asked = Asked(request.GET, actor_of(request))
    by_half = {key[0]: totals for key, totals in broken_down(replace(asked.narrow, halves=None), "half").items()}
    totals = _sum([one for half, one in by_half.items() if asked["masa"] in ("", half)])
    about = {"asked": asked, "groups": groups(totals), "first": [told(definitions().numbers[name], totals) for name in _FIRST], **_chart(by_half)}
    return render(request, "numbers/overview.html", about)


def groups(totals: Totals) -> list[Group]:
    """The numbers under their headings."""
    definition = definitions()
    return [
        Group(both(words.id, words.en), [told(one, totals) for one in definition.numbers.values() if one.group == name])
        for name, words in definition.groups.items()
    ]  # fmt: skip


def _sum(several: list[Totals]) -> Totals:
    return {name: sum(one[name] for one in several) for name in definitions().numbers}


def _chart(by_half: dict[str, Totals]) -> dict[str, object]:
    """Outcomes by half-year as a chart and as its table."""
    halves = sorted(by_half)[-SHOWN_HALVES:]
    names = [half_words(half) for one in halves if (half := read_half(one))]
    parts = definitions().parts_of("received")
    series = [Series(both(one.label.id, one.label.en), [by_half[half][one.id] for half in halves]) for one in parts]
    used = [one for one in series if any(one.values)]
    title = _("Cara selesai perkara menurut semester masuk")
    return {"chart": stacked(title, halves, used) if halves else "", "chart_title": title, "halves": list(zip(halves, names, strict=True)), "series": used}
