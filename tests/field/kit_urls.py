"""The desk's addresses and the kit's."""

from django.urls import include, path

from rembuk.desk import urls
from rembuk.desk.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("", include("rembuk.field.urls")), *urls.urlpatterns]
