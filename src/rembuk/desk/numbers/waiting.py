"""How long cases wait: at each step and each level of approval, in days; and from half-year to half-year."""

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
from rembuk.desk.numbers.overview import SHOWN_HALVES
from rembuk.desk.numbers.scope import take_over_offices
from rembuk.desk.rights import require
from rembuk.registers.statistics.charts import Series, lines
from rembuk.registers.statistics.numbers import Wait, definitions
from rembuk.registers.statistics.questions import SHARED_WITH_WAITS, Waited, days_waited, waited

#: Filters by name in addresses, and the column each narrows.
_COLUMN_OF = {"masa": "half", "kantor": "office", "provinsi": "province", "tahap": "stage", "3t": "is_3t", "golongan": "offence_group", "usia": "age", "praktik": "practice"}


class Step(NamedTuple):
    """A wait as the page shows it."""

    wait: Wait
    label: str
    says: str
    now: Waited


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """The waits, those at levels of approval apart, and the medians of levels as lines."""
    require(request, "see_numbers")
    take_over_offices()
    asked = Asked(request.GET, actor_of(request))
    days = {key[0]: one for key, one in days_waited(replace(asked.narrow, halves=None), "half").items()}
    found = _together([one for half, one in days.items() if asked["masa"] in ("", half)])
    halves = sorted(days)[-SHOWN_HALVES:]
    told = [Step(one, both(one.label.id, one.label.en), both(one.says.id, one.says.en), waited(found.get(name, {}))) for name, one in definitions().waits.items()]
    series = [Series(step.label, [waited(days[half].get(step.wait.id, {})).median for half in halves]) for step in told]
    used = [one for one, step in zip(series, told, strict=True) if step.wait.level and any(value is not None for value in one.values)]
    title = _("Hari menunggu di tiap tingkat persetujuan (median) menurut semester masuk")
    about = {
        "asked": asked, "steps": [one for one in told if not one.wait.level], "levels": [one for one in told if one.wait.level], "halves": halves,
        "series": used, "chart": lines(title, halves, used) if used else "", "chart_title": title,
        "unused": [one.label for one in asked.controls if one.value and _COLUMN_OF[one.name] not in SHARED_WITH_WAITS],
    }  # fmt: skip
    return render(request, "numbers/waiting.html", about)


def _together(several: list[dict[str, dict[int, int]]]) -> dict[str, dict[int, int]]:
    """The rows by days of several half-years added up."""
    out: dict[str, dict[int, int]] = {}
    for one in several:
        for wait, rows_by_days in one.items():
            kept = out.setdefault(wait, {})
            for day, many in rows_by_days.items():
                kept[day] = kept.get(day, 0) + many
    return out
