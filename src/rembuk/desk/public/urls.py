"""Addresses for everyone."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.public import views

urlpatterns = [
    path("", views.front, name="front"),
    path("tentang-rj/", views.about_rj, name="about_rj"),
    path("alur-perkara/", views.how_a_case_goes, name="how_a_case_goes"),
    path("hak-anda/", views.your_rights, name="your_rights"),
    path("ajukan/", views.apply, name="apply"),
    path("ikuti/", views.follow, name="follow"),
    path("sehat/", views.health, name="health"),
]
