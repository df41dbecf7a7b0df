"""The desk's addresses, and two for tests: a code for a kit, a new version of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from rembuk.desk import urls
from rembuk.desk.urls import handler400, handler403, handler404, handler500
from rembuk.field import pack
from rembuk.field.enrolling import give_code
from rembuk.record.act import Author

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


@login_not_required
def code(request: HttpRequest) -> HttpResponse:
    """A one-time code for a kit of Budi's."""
    return HttpResponse(give_code(Author("budi", "Budi Latuconsina", "prosecutor", "cabjari-wahai", "prosecution")))


urlpatterns = [path("uji/versi-baru/", newer_version), path("uji/kode/", code), *urls.urlpatterns]
