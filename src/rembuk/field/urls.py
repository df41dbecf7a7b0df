"""The kit's addresses, all under /lapangan/."""

from __future__ import annotations

from django.urls import path

from rembuk.field.views import enrolment, exchanging, kit_file, media, office_page

urlpatterns = [
    path("lapangan/", kit_file, name="field_kit"),
    path("lapangan/perangkat/", office_page, name="field_devices"),
    path("lapangan/daftar/", enrolment, name="field_enrol"),
    path("lapangan/tukar/", exchanging, name="field_exchange"),
    path("lapangan/berkas/<str:digest>/", media, name="field_media"),
    path("lapangan/<str:name>", kit_file, name="field_file"),
]
