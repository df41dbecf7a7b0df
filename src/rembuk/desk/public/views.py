"""Pages for everyone. None of them shows a case to anyone but who has its code and the phone number given with it."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.casework.acting import Invalid
from rembuk.casework.public import Counter
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office
from rembuk.desk.public.forms import ApplyForm, FollowForm


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The front page; those who are signed in go to their work."""
    if request.user.is_authenticated:
        return redirect("/kerja/")
    return render(request, "public/front.html")


@login_not_required
@require_GET
def about_rj(request: HttpRequest) -> HttpResponse:
    """What restorative justice is, in plain words."""
    return render(request, "public/about_rj.html")


@login_not_required
@require_GET
def how_a_case_goes(request: HttpRequest) -> HttpResponse:
    """The way of a case, step by step."""
    return render(request, "public/how_a_case_goes.html")


@login_not_required
@require_GET
def your_rights(request: HttpRequest) -> HttpResponse:
    """The rights of victims and of those reported."""
    return render(request, "public/your_rights.html")


def _casework() -> Any:
    """The counter at which the public is served: `apply(data)` gives a code or what is wrong, `follow(code, phone)` the case or None."""
    return Counter(casework(), timezone.now)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Apply for restorative justice; the answer carries the code to follow it by."""
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="apply"):
            form.add_error(None, _("Terlalu banyak permohonan dari sambungan ini. Tunggu satu jam, atau datang ke kantor terdekat."))
        else:
            answer = _casework().apply(form.data_for_office())
            if not isinstance(answer, Invalid):
                return render(request, "public/applied.html", {"code": answer})
            for field, says in answer.problems.items():
                form.add_error(field if field in form.fields else None, says)
    return render(request, "public/apply.html", {"form": form, "open": Office.objects.filter(closed_on=None).exists()})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """How far a case is. A wrong code and a wrong phone number get the same answer."""
    form, progress = FollowForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="follow", key=form.cleaned_data["code"]):
            form.add_error(None, _("Terlalu banyak percobaan. Tunggu sepuluh menit, lalu coba lagi."))
        else:
            progress = _progress(form.cleaned_data["code"], form.cleaned_data["phone"])
            if progress is None:
                form.add_error(None, _("Kode dan nomor telepon itu tidak cocok dengan perkara mana pun. Periksa keduanya, atau tanyakan kepada petugas Anda."))
    return render(request, "public/follow.html", {"form": form, "progress": progress})


def _progress(code: str, phone: str) -> dict[str, Any] | None:
    """What the party reads, with the name and phone of the office instead of its code."""
    found = _casework().follow(code, phone)
    office = Office.objects.filter(code=found["office"]).first() if found else None
    return {**found, "office": office.name if office else "", "phone": office.phone if office else ""} if found else None


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the desk answers: the database can be asked and the law can be read."""
    from rembuk.law.library import load_law

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "sehat", "law": load_law().digest[:12]})
