"""What is looked at only with a right of its own and leaves a line in the access log: names and exports; and attached files."""

from __future__ import annotations

import json
import re
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rembuk.desk.access.log import record_look
from rembuk.desk.cases.attachments import attachment, is_named_in, path_of
from rembuk.desk.cases.frame import context
from rembuk.desk.cases.names import SHOWN_SECONDS, hide_names, show_names
from rembuk.desk.cases.opened import open_case
from rembuk.record.act import Act

_SHORTEST_REASON = 5
_SHOWN_INLINE = ("image/", "application/pdf", "audio/", "video/")


@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest, case_id: str) -> HttpResponse:
    """Show the names of a shielded case for a while, with a reason; or hide them again."""
    opened = open_case(request, case_id, "reveal_identity")
    if not opened.row.shielded:
        return redirect("case", opened.id)
    if request.method == "POST" and request.POST.get("do") == "hide":
        hide_names(request, opened.id)
        return redirect("case", opened.id)
    reason = request.POST.get("reason", "").strip()
    problem = ""
    if request.method == "POST":
        if len(reason) >= _SHORTEST_REASON:
            record_look(opened.actor, "identity_revealed", case=opened.id, reason=reason)
            show_names(request, opened.id)
            messages.info(request, _("Nama ditampilkan selama %(minutes)s menit; pembukaan ini dicatat.") % {"minutes": SHOWN_SECONDS // 60})
            return redirect("case_people", opened.id)
        problem = _("Tulis alasannya, misalnya: menyiapkan surat panggilan.")
    return render(request, "cases/names.html", context(opened, "people", reason=reason, problem=problem), status=422 if problem else 200)


@require_POST
def export(request: HttpRequest, case_id: str) -> HttpResponse:
    """Every act of the case as JSON; a right of its own, logged."""
    opened = open_case(request, case_id, "export")
    record_look(opened.actor, "exported", case=opened.id, about=f"{len(opened.case.acts)} perbuatan", reason=request.POST.get("reason", "").strip())
    body = json.dumps({"case": opened.id, "acts": [act_json(act) for act in opened.case.acts]}, ensure_ascii=False, indent=1)
    name = re.sub(r"[^A-Za-z0-9.-]", "-", opened.id)
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="perkara-{name}.json"'})


def act_json(act: Act) -> dict[str, Any]:
    """An act as other programs read it."""
    return {
        "id": act.id, "kind": act.kind, "fields": dict(act.fields), "author": act.author._asdict(), "device": act.device, "number": act.number,
        "clock": act.clock, "at": act.at.isoformat(), "seen": list(act.seen), "shape": act.shape,
    }  # fmt: skip


@require_GET
def attached(request: HttpRequest, case_id: str, digest: str) -> FileResponse:
    """A file attached to an act of the case. A picture of people shows who they are: in a shielded case it needs the names shown."""
    opened = open_case(request, case_id)
    kept = attachment(digest) if re.fullmatch(r"[0-9a-f]{64}", digest) and is_named_in(opened.case, digest) else None
    if kept is None or opened.names.hidden:
        raise Http404(digest)
    answer = FileResponse(path_of(digest).open("rb"), content_type=kept.type, as_attachment=not kept.type.startswith(_SHOWN_INLINE), filename=kept.name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
