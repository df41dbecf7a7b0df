"""The desk's addresses and the kit's, and one that makes a new version of the kit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from rembuk.desk import urls
from rembuk.desk.urls import handler400, handler403, handler404, handler500
from rembuk.field import pack

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def newer_version(request: HttpRequest) -> HttpResponse:
    """From now on the kit has another style; answers its name."""
    named = pack._named_by_digest()
    old = next(name for name in named if name.endswith(".css"))
    content = named.pop(old) + b"/* baru */"
    fresh = pack._with_digest("kit.css", content)
    pack._named_by_digest = lambda: named | {fresh: content}
    pack._built.cache_clear()
    return HttpResponse(fresh)


urlpatterns = [path("uji/versi-baru/", newer_version), path("", include("rembuk.field.urls")), *urls.urlpatterns]
