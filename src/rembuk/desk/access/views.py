"""The access log as administrators and supervisors read it. A case stands there by its number, never by the names of its parties."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rembuk.desk.access.models import WHAT, AccessLog
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.rights import needs

LINES_A_PAGE = 50


def visible_lines(actor: Actor) -> QuerySet[AccessLog]:
    """The lines of the actor's office and the offices below it."""
    return AccessLog.objects.filter(office__in=actor.subtree).select_related("user")


@require_GET
@needs("read_access_log")
def access_log(request: HttpRequest) -> HttpResponse:
    """Who looked at what, newest first, narrowed by user, case or kind."""
    lines = visible_lines(actor_of(request))
    asked = {key: request.GET.get(key, "").strip() for key in ("pengguna", "perkara", "hal")}
    if asked["pengguna"]:
        lines = lines.filter(user__username=asked["pengguna"])
    if asked["perkara"]:
        lines = lines.filter(case__in={asked["perkara"], *_cases_numbered(asked["perkara"])})
    if asked["hal"] in WHAT:
        lines = lines.filter(what=asked["hal"])
    listed = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("halaman"))
    about = {"listed": listed, "asked": asked, "kinds": WHAT, "called": _called({line.case for line in listed})}
    return render(request, "access/log.html", about)


def _cases_numbered(number: str) -> Iterable[str]:
    """The cases with this number in any register."""
    from rembuk.casework.models import CaseKey
    from rembuk.casework.projection import normal

    return CaseKey.objects.filter(kind="number", key=normal(number)).values_list("case_id", flat=True)


def _called(cases: set[str]) -> dict[str, str]:
    """What each case is called here: its number, or while it has none its title without names."""
    from rembuk.casework.models import CaseRow

    rows = CaseRow.objects.filter(pk__in=cases).values_list("pk", "number", "veiled_title")
    return {case: number or title for case, number, title in rows}
