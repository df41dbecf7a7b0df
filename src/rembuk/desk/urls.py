"""Every address of the desk. A view is for signed-in users unless it is marked otherwise; `PUBLIC` in the tests names those."""

from __future__ import annotations

from importlib.util import find_spec

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from rembuk.desk.access.views import access_log

urlpatterns: list[URLPattern | URLResolver] = [
    path("bahasa/", login_not_required(set_language), name="set_language"),
    path("", include("rembuk.desk.public.urls")),
    path("", include("rembuk.desk.accounts.urls")),
    path("hukum/", include("rembuk.desk.law_browser.urls")),
    path("saring/", include("rembuk.desk.screening.urls")),
    path("kantor/", include("rembuk.desk.administration.urls")),
    path("catatan-akses/", access_log, name="access_log"),
    path("", include("rembuk.desk.sync.urls")),
    path("", include("rembuk.field.urls")),
]
# The papers come first: `kantor/<code>/surat/` and the check are theirs.
urlpatterns.append(path("", include("rembuk.desk.papers.urls")))
# The lists come first: `perkara/daftar.csv` is no case.
for part in ("work", "numbers", "cases"):
    if find_spec(f"rembuk.desk.{part}") and find_spec(f"rembuk.desk.{part}.urls"):
        urlpatterns.append(path("", include(f"rembuk.desk.{part}.urls")))

handler400 = "rembuk.desk.errors.bad_request"
handler403 = "rembuk.desk.errors.forbidden"
handler404 = "rembuk.desk.errors.not_found"
handler500 = "rembuk.desk.errors.server_error"
