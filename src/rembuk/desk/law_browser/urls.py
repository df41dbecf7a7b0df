"""Addresses of the law."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.law_browser import views

urlpatterns = [
    path("", views.instruments, name="law"),
    path("coba/", views.try_it, name="law_try"),
    path("fakta/", views.facts, name="law_facts"),
    path("tindak-pidana/", views.offences, name="law_offences"),
    path("<slug:instrument_id>/", views.instrument, name="law_instrument"),
]
