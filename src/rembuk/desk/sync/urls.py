"""The addresses that nodes call. They are short, because they are sent each time."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.sync.views import card, exchange

urlpatterns = [
    path("s", exchange, name="sync_exchange"),
    path("s/kartu", card, name="sync_card"),
]
