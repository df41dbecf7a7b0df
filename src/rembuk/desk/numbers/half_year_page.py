"""The report of a half-year as a page made to be printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.jinja import both, number
from rembuk.desk.numbers.asked import Asked
from rembuk.desk.numbers.scope import office_names, take_over_offices
from rembuk.desk.numbers.words import half_words, old_number_words, percent, written
from rembuk.desk.rights import require
from rembuk.desk.work.words import words_of
from rembuk.registers.statistics.charts import Series, stacked, tiles
from rembuk.registers.statistics.half_year_report import COLUMNS, REMOTE, HalfYearReport, report_of
from rembuk.registers.statistics.numbers import definitions
from rembuk.registers.statistics.old_totals import old_halves
from rembuk.registers.statistics.provinces import tile_map

_MOST_OFFICES = 40


@require_GET
def half_year_report(request: HttpRequest) -> HttpResponse:
    """The report over the visitor's offices, narrowed as he asks, for one half-year."""
    require(request, "see_numbers")
    take_over_offices()
    asked = _asked(request)
    report = report_of(asked.narrow, asked.half, asked.offices)
    definition = definitions()
    about = {
        "asked": asked, "report": report, "half": half_words(report.half), "before": half_words(report.half.before),
        "numbers": definition.numbers, "groups": definition.groups, "waits": definition.waits, "written": written, "percent": percent,
        "chart": _chart(report), "columns": COLUMNS, "remote_columns": REMOTE,
        "ages": {name: both(words.id, words.en) for name, words in definition.ages.items()}, "numbers_of_old": old_number_words(),
        "map": _map(report), "map_source": both(tile_map().source.id, tile_map().source.en), "office_names": office_names(actor_of(request)),
        "stages": words_of("stage"), "offences": {name: both(words.id, words.en) for name, words in definition.offences.items()},
        "offices": report.by_office[:_MOST_OFFICES], "more": max(0, len(report.by_office) - _MOST_OFFICES), "made_on": timezone.localdate(), "actor": actor_of(request),
    }  # fmt: skip
    return render(request, "numbers/half_year.html", about)


@require_GET
def half_year_pdf(request: HttpRequest) -> HttpResponse:
    """The same report as a PDF; logged."""
    from rembuk.registers.statistics.printed_report import as_pdf

    require(request, "see_numbers")
    take_over_offices()
    actor = actor_of(request)
    asked = _asked(request)
    record_look(actor, "paper_printed", about=f"laporan semester {asked.half}: {asked.address()}")
    narrowed = ". ".join(words for words, _address in asked.marks)
    made = as_pdf(report_of(asked.narrow, asked.half, asked.offices), office=actor.post.office.name if actor.post else "", narrowed=narrowed, at=timezone.now())
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="laporan-{asked.half}.pdf"'})


def _asked(request: HttpRequest) -> Asked:
    """What is asked for; half-years of which only old figures are known may be asked for too."""
    actor = actor_of(request)
    return Asked(request.GET, actor, old_halves(actor.subtree))


def _map(report: HalfYearReport) -> str:
    """The tile map of cases received; "" where the report is about one province only."""
    received = {line.code: line.totals["received"] for line in report.by_province}
    values = {code: received.get(code, 0) for code in tile_map().provinces}
    return tiles(_("Perkara masuk menurut provinsi"), values, lambda value: str(number(int(value)))) if len(received) > 1 else ""


def _chart(report: HalfYearReport) -> str:
    stages = words_of("stage")
    parts = [one for one in definitions().parts_of("received") if report.totals[one.id]]
    names = [stages.get(line.code, line.code) for line in report.by_stage]
    series = [Series(both(one.label.id, one.label.en), [line.totals[one.id] for line in report.by_stage]) for one in parts]
    return stacked(half_words(report.half), names, series) if series else ""
