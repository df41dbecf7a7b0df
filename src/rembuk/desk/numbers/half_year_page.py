"""The report of a half-year as a page made to be printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.jinja import both
from rembuk.desk.numbers.asked import Asked
from rembuk.desk.numbers.scope import take_over_offices
from rembuk.desk.numbers.words import half_words, percent, written
from rembuk.desk.rights import require
from rembuk.desk.work.words import words_of
from rembuk.registers.statistics.charts import Series, stacked
from rembuk.registers.statistics.half_year_report import COLUMNS, REMOTE, HalfYearReport, report_of
from rembuk.registers.statistics.numbers import definitions

_MOST_OFFICES = 80


@require_GET
def half_year_report(request: HttpRequest) -> HttpResponse:
    """The report over the visitor's offices, narrowed as he asks, for one half-year."""
    require(request, "see_numbers")
    take_over_offices()
    asked = Asked(request.GET, actor_of(request))
    report = report_of(asked.narrow, asked.half)
    definition = definitions()
    about = {
        "asked": asked, "report": report, "half": half_words(report.half), "before": half_words(report.half.before),
        "numbers": definition.numbers, "groups": definition.groups, "waits": definition.waits, "written": written, "percent": percent,
        "chart": _chart(report), "columns": COLUMNS, "remote_columns": REMOTE,
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
    asked = Asked(request.GET, actor)
    record_look(actor, "paper_printed", about=f"laporan semester {asked.half}: {asked.address()}")
    narrowed = ". ".join(words for words, _address in asked.marks)
    made = as_pdf(report_of(asked.narrow, asked.half), office=actor.post.office.name if actor.post else "", narrowed=narrowed, at=timezone.now())
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="laporan-{asked.half}.pdf"'})


def _chart(report: HalfYearReport) -> str:
    stages = words_of("stage")
    parts = [one for one in definitions().parts_of("received") if report.totals[one.id]]
    names = [stages.get(line.code, line.code) for line in report.by_stage]
    series = [Series(both(one.label.id, one.label.en), [line.totals[one.id] for line in report.by_stage]) for one in parts]
    return stacked(half_words(report.half), names, series) if series else ""
