"""Offices as their administrator sees them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.administration.forms import OfficeForm, changed
from rembuk.desk.administration.scope import office_or_404, offices_of, posts_under
from rembuk.desk.rights import needs

ROWS_A_PAGE = 50


@require_GET
@needs("administer")
def offices(request: HttpRequest) -> HttpResponse:
    """The offices of the administrator's tree."""
    wanted = request.GET.get("cari", "").strip()
    found = offices_of(actor_of(request)).select_related("parent")
    listed = Paginator(found.filter(name__icontains=wanted) if wanted else found, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "administration/offices.html", {"listed": listed, "wanted": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def new_office(request: HttpRequest) -> HttpResponse:
    """Create an office below one's own."""
    actor = actor_of(request)
    form = OfficeForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        record_look(actor, "administered", about=f"kantor baru {made.pk}")
        messages.success(request, _("Kantor %(name)s dibuat. Sekarang buat pengguna dan jabatannya.") % {"name": made.name})
        return redirect("office", made.pk)
    return render(request, "administration/office_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def office(request: HttpRequest, code: str) -> HttpResponse:
    """One office: its details and the posts in it."""
    actor = actor_of(request)
    shown = office_or_404(actor, code)
    form = OfficeForm(actor, request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        record_look(actor, "administered", about=f"kantor {shown.pk}: {changed(form)}")
        messages.success(request, _("Data kantor disimpan."))
        return redirect("office", shown.pk)
    posts = posts_under(actor).filter(office=shown)
    today = timezone.localdate()
    held = posts.held_on(today)
    return render(request, "administration/office.html", {"form": form, "office": shown, "held": held, "past": posts.exclude(pk__in=held.values("pk"))})
