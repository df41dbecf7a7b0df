"""What every visit brings along: language, time zone of the office, a fresh session while one works, a password to be changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from rembuk.desk.actor import actor_of

Respond = Callable[[HttpRequest], HttpResponse]
_SEEN = "seen"
_LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)
#: The session is written again at most this often; between, a visit costs no write.
_REFRESH_SECONDS = 120


class LanguageMiddleware:
    """The language the visitor chose, Indonesian otherwise; a browser's own setting is not asked, for machines are often set to English."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in _LANGUAGES else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.respond(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            patch_vary_headers(response, ["Cookie"])
        return response


class VisitMiddleware:
    """For signed-in visitors: office time, session kept alive, and the one-time code replaced before anything else."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.respond(request)
        if not getattr(request, "by_token", False):
            _keep_alive(request)
        if request.user.must_change_password and not _leads_to_a_password(request.path):
            return HttpResponseRedirect(reverse("account_change_password"))
        post = actor_of(request).post
        with timezone.override(ZoneInfo(post.office.time_zone) if post else None):
            response = self.respond(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _keep_alive(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(_SEEN, 0) > _REFRESH_SECONDS:
        request.session[_SEEN] = now


def _leads_to_a_password(path: str) -> bool:
    free = ("account_change_password", "account_logout", "account_reauthenticate", "mfa_reauthenticate", "set_language", "health")
    return path in {reverse(name) for name in free}
