"""What administrators choose on the page about other stores: how often this installation syncs by itself, and which law pack is in use."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rembuk.casework.models import CaseRow
from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.rights import needs
from rembuk.desk.sync import law_in_use, laws, timer
from rembuk.desk.sync.laws import Change
from rembuk.ledger.sync.bundles import BundleProblem

#: More than the largest pack unpacked: what is larger is not even read.
_MOST_PACK_BYTES = 8 << 20


class Reopened(NamedTuple):
    """A case whose findings another law changed: its number, or its id where it has none; what changed, each as (instrument, before, after)."""

    number: str
    findings: list[tuple[str, str, str]]


def shown(*, may_choose: bool) -> dict[str, Any]:
    """What the page says of timer and law; the law's changes only to who may choose."""
    if not may_choose:
        return {"timer": timer.told(), "timer_choices": (), "law_pack": None, "reopened": ()}
    pack = laws.standing()
    return {"timer": timer.told(), "timer_choices": timer.CHOICES, "law_pack": pack, "reopened": _reopened(pack.changes)}


def _reopened(changes: list[Change]) -> list[Reopened]:
    numbers = dict(CaseRow.objects.filter(pk__in={one.case for one in changes}).values_list("pk", "number"))
    out: dict[str, Reopened] = {}
    for one in changes:
        found = out.setdefault(one.case, Reopened(numbers.get(one.case) or one.case, [])).findings
        if (told := (one.instrument, one.before, one.after)) not in found:
            found.append(told)
    return list(out.values())


@require_POST
@needs("administer")
def by_timer(request: HttpRequest) -> HttpResponse:
    """Sets how often this installation syncs by itself."""
    told = request.POST.get("minutes", "")
    if not told.isdigit() or int(told) not in timer.CHOICES:
        messages.error(request, _("Pilih jarak waktu dari daftar."))
        return redirect("carrying")
    timer.set_minutes(int(told), datetime.now(UTC))
    record_look(actor_of(request), "administered", about=f"sinkron berkala {told} menit")
    messages.success(request, _("Sinkron berkala dimatikan.") if told == "0" else _("Sinkron berkala setiap %(minutes)s menit.") % {"minutes": told})
    return redirect("carrying")


@require_POST
@needs("administer")
def law_pack(request: HttpRequest) -> HttpResponse:
    """Takes in a law pack, and computes all lists by it."""
    file = request.FILES.get("pack")
    if file is None or (file.size or 0) > _MOST_PACK_BYTES:
        messages.error(request, _("Pilih satu berkas paket hukum, paling besar 8 MB."))
        return redirect("carrying")
    try:
        taken = laws.take_in(b"".join(file.chunks()))
    except BundleProblem as problem:
        messages.error(request, said(problem.says, problem.says_en))
        return redirect("carrying")
    laws.refresh()
    record_look(actor_of(request), "administered", about=f"paket hukum {taken.pack.title}"[:200])
    cases = len({one.case for one in taken.changes})
    messages.success(request, _("Paket hukum '%(title)s' diterima; temuan %(cases)s perkara terbuka berubah.") % {"title": taken.pack.title, "cases": cases})
    return redirect("carrying")


@require_POST
@needs("administer")
def law_back(request: HttpRequest) -> HttpResponse:
    """Goes back to the law before."""
    used = laws.back()
    if used is None:
        messages.error(request, _("Belum ada paket hukum; hukum program sendiri yang berlaku."))
        return redirect("carrying")
    laws.refresh()
    record_look(actor_of(request), "administered", about=f"kembali ke hukum {'program' if used == law_in_use.OWN else used[:12]}")
    messages.success(request, _("Kembali ke hukum sebelumnya."))
    return redirect("carrying")


def said(says: str, says_en: str) -> str:
    """The sentence in the visitor's language."""
    return says_en if (get_language() or "id").startswith("en") else says
