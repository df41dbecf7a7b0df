"""Personal tokens: how a program works through the interface for programs in its owner's post, until the owner or the post ends it.

    Authorization: Bearer rbk_...

A token is shown once and kept as its digest. It opens addresses under `/api/` only, acts in one post, and never approves: approving
needs the person and his second factor.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from rembuk.desk.accounts.models import ApiToken, User
from rembuk.desk.actor import Actor
from rembuk.desk.offices.models import Post

PREFIX, _UNDER, _SCHEME = "rbk_", "/api/", "Bearer "
#: A token that was not ended before ends by itself.
LIFETIME = timedelta(days=365)
#: The moment of the last use is written again at most this often.
_NOTED = timedelta(minutes=10)


def give_token(user: User, post: Post, name: str, now: datetime) -> str:
    """A new token of the user for a post he holds; it is not kept and cannot be shown again."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, post=post, name=name, digest=_digest(token), made_at=now, until=now + LIFETIME)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def holder_of(token: str, now: datetime) -> ApiToken | None:
    """The token's row, while it runs, its user may sign in and its post is held."""
    found = ApiToken.objects.select_related("user", "post__office").filter(digest=_digest(token), until__gt=now, user__is_active=True).first()
    if found is None or found.user.must_change_password or not Post.objects.held_on(timezone.localdate()).filter(pk=found.post_id).exists():
        return None
    return found


class TokenMiddleware:
    """A request under `/api/` with a token is its owner's, in the token's post and without a second factor; with a wrong one it is refused."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("Authorization", "")
        if not (request.path.startswith(_UNDER) and given.startswith(_SCHEME)):
            return self.respond(request)
        now = timezone.now()
        held = holder_of(given.removeprefix(_SCHEME).strip(), now)
        if held is None:
            return JsonResponse(_REFUSED, status=401, headers={"WWW-Authenticate": "Bearer"}, json_dumps_params={"ensure_ascii": False})
        if held.used_at is None or now - held.used_at > _NOTED:
            ApiToken.objects.filter(pk=held.pk).update(used_at=now)
        actor = Actor(held.user, held.post)
        actor.__dict__["has_second_factor"] = False
        request.user = held.user
        request._actor, request.by_token = actor, True  # type: ignore[attr-defined]
        # A token travels in a header that no page of another site can send.
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return self.respond(request)


_REFUSED = {
    "code": "token-unknown",
    "reason": {"id": "Token ini tidak dikenal atau sudah berakhir.", "en": "This token is not known or has ended."},
    "remedy": {"id": "Buat token baru di halaman Akun saya.", "en": "Make a new token under My account."},
}
