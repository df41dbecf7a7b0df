"""The list of cases: narrowed by links that can be shared, searched by any number or name, a page at a time, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rembuk.casework.listing import Line, Listed, Reach, Wanted, search
from rembuk.casework.listing import cases as listed_cases
from rembuk.desk.access.log import record_look
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.jinja import both
from rembuk.desk.offices.names import names_of
from rembuk.desk.policy import DESK_RIGHTS, TABLE, why_not
from rembuk.desk.rights import NotAllowed, require
from rembuk.desk.work.narrowing import Narrowing
from rembuk.desk.work.reach import may_list_below, reach_below, reach_of, reach_over
from rembuk.desk.work.shown import address_of, name_of
from rembuk.desk.work.words import FINDINGS, SORTS, Due, due_words, statuses, words_of

LINES_A_PAGE = 25
MOST_EXPORTED = 10_000
_EXPORTED_AT_ONCE = 500


class Row(NamedTuple):
    """One case as the table shows it; `address` is empty for one the visitor may list but not open."""

    line: Line
    name: str
    address: str
    due: Due | None
    next_step: str
    finding: str
    holder: str


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The cases the visitor may see, or with the right those of an office he watches over, without names."""
    actor, today = actor_of(request), timezone.localdate()
    narrowing = Narrowing(request.GET, actor, today)
    reach, below = _reach(request, actor, narrowing)
    listed = _listed(reach, narrowing)
    about = {
        "asked": narrowing, "rows": _rows(listed.lines, actor, today, below), "below": below, "more": listed.next is not None,
        "next_page": "" if narrowing.text else narrowing.next(listed), "may_export": not narrowing.text and not below and why_not(actor, "export") is None,
        "may_open": actor.role in DESK_RIGHTS["open_case"], "practices": words_of("practice"), "stages": words_of("stage"), "statuses": statuses(),
        "sorts": SORTS,
    }  # fmt: skip
    return render(request, "work/cases.html", about)


def _listed(reach: Reach, narrowing: Narrowing) -> Listed:
    if narrowing.text:
        return search(reach, narrowing.text, narrowing.wanted, size=LINES_A_PAGE)
    return listed_cases(reach, narrowing.wanted, size=LINES_A_PAGE, after=narrowing.after)


def _reach(request: HttpRequest, actor: Actor, narrowing: Narrowing) -> tuple[Reach, bool]:
    """How far the list reaches, and whether it is that of an office one watches over (so without names)."""
    below = reach_below(actor, narrowing.office.value) if narrowing.office and narrowing.office.value else reach_over(actor)
    if below:
        return below, True
    require(request, "see_numbers" if may_list_below(actor) else "see")
    return reach_of(actor), False


def _rows(lines: Sequence[Line], actor: Actor, today: date, below: bool) -> list[Row]:
    """The lines as shown; the office that holds a case is named where it is another than the visitor's."""
    names = names_of({line.office for line in lines} - {actor.office})
    return [_row(line, actor, today, below, names.get(line.office, "")) for line in lines]


def _row(line: Line, actor: Actor, today: date, below: bool, holder: str) -> Row:
    due = due_words(line.due_on, today) if line.status == "open" else None
    name, address = name_of(line, veiled=below), _watched(line.id, actor) if below else address_of(line.id)
    return Row(line, name, address, due, both(line.next_step, line.next_step_en), line.finding, holder)


def _watched(case: str, actor: Actor) -> str:
    """Where somebody who watches over an office reads of a case: its questions, for a supervisor; nowhere for others."""
    return f"/pengawasan/{case}/" if actor.role in TABLE["see_signals"] else ""


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as CSV, of the cases the visitor may export; the log keeps that it was made."""
    actor, today = actor_of(request), timezone.localdate()
    no_right = why_not(actor, "export")
    if no_right is not None:
        raise NotAllowed(no_right)
    lines = _all(reach_of(actor, "export"), Narrowing(request.GET, actor, today).wanted)
    record_look(actor, "exported", about=f"daftar perkara, {len(lines)} baris: {request.GET.urlencode()}")
    out = HttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    out["Content-Disposition"] = f'attachment; filename="perkara-{today:%Y-%m-%d}.csv"'
    return out


def _all(reach: Reach, wanted: Wanted) -> list[Line]:
    lines: list[Line] = []
    place = None
    while len(lines) < MOST_EXPORTED:
        listed = listed_cases(reach, wanted, size=_EXPORTED_AT_ONCE, after=place)
        lines += listed.lines
        place = listed.next
        if place is None:
            break
    return lines[:MOST_EXPORTED]


def _csv(lines: list[Line]) -> str:
    practices, stages, ends = words_of("practice"), words_of("stage"), statuses()
    out = io.StringIO()
    # The mark by which spreadsheets know that this is UTF-8.
    out.write("\ufeff")
    written = csv.writer(out)
    written.writerow([_("Perkara"), _("Nomor"), _("Judul"), _("Jenis perkara"), _("Tahap"), _("Kantor"), _("Keadaan"), _("Dibuka"), _("Tenggat"),
                      _("Langkah berikut"), _("Temuan")])  # fmt: skip
    for line in lines:
        written.writerow([
            line.id, _plain(line.number), _plain(name_of(line, veiled=False)), practices.get(line.practice, line.practice), stages.get(line.stage, line.stage),
            line.office, ends.get(line.status, line.status), line.opened_on.isoformat(), line.due_on.isoformat() if line.due_on else "",
            _plain(both(line.next_step, line.next_step_en)), str(FINDINGS.get(line.finding, "")),
        ])  # fmt: skip
    return out.getvalue()


def _plain(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text and text[0] in "=+-@\t\r" else text
