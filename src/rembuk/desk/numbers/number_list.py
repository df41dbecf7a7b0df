"""The list behind a number or a wait: one line for each counted row, without names, as a page and as CSV.

A line leads to its case where the visitor may open it. Numbers, lists and exports show the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.jinja import both, number
from rembuk.desk.numbers.asked import Asked
from rembuk.desk.numbers.scope import take_over_offices
from rembuk.desk.numbers.words import outcome_words, writer, written
from rembuk.desk.policy import visible_cases, why_not
from rembuk.desk.rights import NotAllowed, require
from rembuk.desk.work.words import FINDINGS, words_of
from rembuk.registers.statistics.models import CaseNumbers, Place
from rembuk.registers.statistics.numbers import Number, definitions
from rembuk.registers.statistics.questions import Narrow, rows_behind, rows_of_wait, totals, waits

LINES_A_PAGE = 50


class Behind(NamedTuple):
    """What a list is behind: its name and meaning, the rows and how many they are, the column that the number adds up or the wait is in
    ("" for none), and the number itself as the other pages show it."""

    label: str
    says: str
    rows: QuerySet[CaseNumbers]
    many: int
    column: str
    total: str


class Listed(Paginator):  # type: ignore[type-arg]
    """Pages over rows whose number is known from the sums."""

    def __init__(self, behind: Behind) -> None:
        super().__init__(behind.rows, LINES_A_PAGE)
        self.__dict__["count"] = behind.many


class Line(NamedTuple):
    """One counted row in words; `address` and `number` only for a case the visitor may open."""

    number: str
    address: str
    since: date
    office: str
    stage: str
    practice: str
    offence_group: str
    age: str
    finding: str
    outcome: str
    value: str


@require_GET
def number_list(request: HttpRequest, name: str) -> HttpResponse:
    """The rows behind a number, a page at a time."""
    require(request, "see_numbers")
    take_over_offices()
    asked, actor = Asked(request.GET, actor_of(request)), actor_of(request)
    behind = _behind(name, asked.narrow)
    listed = Listed(behind).get_page(request.GET.get("halaman"))
    about = {
        "asked": asked, "behind": behind, "name": name, "listed": listed, "lines": lines_of(listed.object_list, actor, behind.column),
        "may_export": why_not(actor, "export") is None,
    }  # fmt: skip
    return render(request, "numbers/list.html", about)


@require_GET
def number_export(request: HttpRequest, name: str) -> HttpResponse:
    """The same rows as CSV, all of them; the log keeps that it was made."""
    require(request, "see_numbers")
    actor = actor_of(request)
    no_right = why_not(actor, "export")
    if no_right is not None:
        raise NotAllowed(no_right)
    behind = _behind(name, Asked(request.GET, actor).narrow)
    lines = lines_of(behind.rows, actor, behind.column)
    record_look(actor, "exported", about=f"angka {name}, {len(lines)} baris: {request.GET.urlencode()}")
    out = HttpResponse(_csv(lines, behind), content_type="text/csv; charset=utf-8")
    out["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    return out


def _behind(name: str, narrow: Narrow) -> Behind:
    definition = definitions()
    if name in definition.numbers:
        one, rows, value = definition.numbers[name], rows_behind(name, narrow), totals(narrow)[name]
        return Behind(both(one.label.id, one.label.en), both(one.says.id, one.says.en), rows, rows.count() if one.adds else value, one.adds, written(one, value))
    if name in definition.waits:
        wait, count = definition.waits[name], waits(narrow).get((), {})
        many = count[name].rows if count else 0
        return Behind(both(wait.label.id, wait.label.en), both(wait.says.id, wait.says.en), rows_of_wait(name, narrow), many, wait.id, str(number(many)))
    raise Http404(name)


def lines_of(rows: Iterable[CaseNumbers], actor: Actor, column: str) -> list[Line]:
    """The rows in the visitor's words."""
    kept = list(rows)
    visible = visible_cases(actor).filter(pk__in={row.case for row in kept}) if len(kept) <= LINES_A_PAGE else visible_cases(actor)
    open_to = dict(visible.values_list("pk", "number"))
    places = dict(Place.objects.filter(pk__in={row.office for row in kept}).values_list("code", "name"))
    stages, practices = words_of("stage"), words_of("practice")
    offences, ages = ({name: both(words.id, words.en) for name, words in of.items()} for of in (definitions().offences, definitions().ages))
    ends, unit = outcome_words(), _unit(column)
    return [
        Line(
            (open_to[row.case] or row.case) if row.case in open_to else "", f"/perkara/{row.case}/" if row.case in open_to else "", row.since,
            places.get(row.office, row.office), stages.get(row.stage, row.stage), practices.get(row.practice, row.practice),
            offences.get(row.offence_group, row.offence_group),
            ages[row.age], str(FINDINGS.get(row.finding, FINDINGS["unknown"])), ends.get(row.outcome, row.outcome), unit(getattr(row, column)) if column else "",
        )
        for row in kept
    ]  # fmt: skip


def _unit(column: str) -> Any:
    if not column or column in definitions().waits:
        return lambda days: _("%(count)s hari") % {"count": days}
    one: Number = next(one for one in definitions().numbers.values() if one.adds == column)
    return (lambda value: written(one, value)) if one.unit != "cases" else writer(one)


def _csv(lines: list[Line], behind: Behind) -> str:
    out = io.StringIO()
    # The mark by which spreadsheets know that this is UTF-8.
    out.write("\ufeff")
    made = csv.writer(out)
    headings = [_("Nomor perkara"), _("Tanggal masuk"), _("Kantor"), _("Tahap"), _("Jenis perkara"), _("Golongan"), _("Usia"), _("Temuan"), _("Keadaan")]
    made.writerow([*headings, behind.label if behind.column else ""])
    for line in lines:
        made.writerow([plain(line.number), line.since.isoformat(), *(plain(text) for text in line[3:])])
    return out.getvalue()


def plain(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text and text[0] in "=+-@\t\r" else text
