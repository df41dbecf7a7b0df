"""Addresses of screening."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.screening import views

urlpatterns = [
    path("", views.upload, name="screening"),
    path("hasil/<slug:token>/", views.download, name="screening_result"),
    path("hasil/<slug:token>/hapus/", views.discard, name="screening_discard"),
]
