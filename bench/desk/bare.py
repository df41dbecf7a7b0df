"""The bare page: signed in, through the same middleware, in the same frame, it reads one row and shows it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from rembuk.casework.models import CaseRow
from rembuk.desk import urls


def bare(request: HttpRequest, case_id: str) -> HttpResponse:
    return render(request, "one_row.html", {"row": CaseRow.objects.get(pk=case_id)})


urlpatterns = [path("polos/<str:case_id>/", bare), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
