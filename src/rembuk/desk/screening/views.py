"""Screening an uploaded docket: upload, counts, workbook."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.jinja import both
from rembuk.desk.rights import needs
from rembuk.desk.screening.forms import UploadForm
from rembuk.desk.screening.results import LIFETIME_SECONDS, Screened, forget, result_of, screen_upload
from rembuk.registers.docket import NOT_OFFERED, OFFER_IN_NOTES, OFFER_UNKNOWN, OFFERED

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("screen")
def upload(request: HttpRequest) -> HttpResponse:
    """Take a docket and show what the law finds in it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    result: Screened | None = None
    if request.method == "POST" and form.is_valid():
        actor, docket = actor_of(request), form.cleaned_data["docket"]
        found = screen_upload(docket, form.cleaned_data["sheet"], actor.user)
        if isinstance(found, Screened):
            result = found
            record_look(actor, "screened", about=f"{found.summary.rows} baris")
        else:
            form.add_error("docket", both(found.id, found.en))
    return render(request, "screening/upload.html", {
        "form": form, "result": result, "minutes": LIFETIME_SECONDS // 60,
        "offers": {"none": NOT_OFFERED, "unknown": OFFER_UNKNOWN, "notes": OFFER_IN_NOTES, "offered": OFFERED},
    })  # fmt: skip


@require_GET
@needs("screen")
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """The workbook, to the one who uploaded, while it lasts."""
    place = result_of(token, actor_of(request).user)
    if place is None:
        raise Http404(token)
    return FileResponse(place.open("rb"), as_attachment=True, filename=f"penyaringan-{timezone.localdate()}.xlsx", content_type=XLSX)


@require_POST
@needs("screen")
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Delete the workbook now."""
    forget(token, actor_of(request).user)
    return redirect("screening")
