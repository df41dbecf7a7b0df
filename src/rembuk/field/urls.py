"""The kit's addresses, all under /lapangan/."""

from __future__ import annotations

from django.urls import path

from rembuk.field.office_views import kits_of_office, own_kits
from rembuk.field.views import enrolment, exchanging, kit_file, media

urlpatterns = [
    path("lapangan/", kit_file, name="field_kit"),
    path("lapangan/perangkat/", own_kits, name="field_kits"),
    path("lapangan/kantor/<slug:code>/", kits_of_office, name="field_kits_of_office"),
    path("lapangan/daftar/", enrolment, name="field_enrol"),
    path("lapangan/tukar/", exchanging, name="field_exchange"),
    path("lapangan/berkas/<str:digest>/", media, name="field_media"),
    path("lapangan/<str:name>", kit_file, name="field_file"),
]
