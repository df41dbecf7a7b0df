"""The addresses that nodes call, which are short because they are sent each time; and the pages about carrying."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.sync import choices, pages
from rembuk.desk.sync.views import card, exchange, media

urlpatterns = [
    path("s", exchange, name="sync_exchange"),
    path("s/kartu", card, name="sync_card"),
    path("s/berkas", media, name="sync_media"),
    path("sinkron/", pages.carrying, name="carrying"),
    path("sinkron/sekarang/", pages.sync, name="sync_now"),
    path("sinkron/berkas/", pages.bundle_for_hub, name="bundle_for_hub"),
    path("sinkron/otomatis/", choices.by_timer, name="sync_timer"),
    path("sinkron/hukum/", choices.law_pack, name="law_pack"),
    path("sinkron/hukum/kembali/", choices.law_back, name="law_back"),
    path("sinkron/hub/", pages.join, name="join_hub"),
    path("sinkron/node/", pages.enrol, name="enrol_node"),
    path("sinkron/node/<slug:code>/berkas/", pages.bundle_for_node, name="bundle_for_node"),
    path("sinkron/node/<slug:code>/cabut/", pages.revoke, name="revoke_node"),
]
