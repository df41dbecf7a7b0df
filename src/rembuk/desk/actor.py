"""Who acts in a request: the signed-in user in the post chosen, as the record of acts and the policy table need them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from rembuk.record.act import Author

if TYPE_CHECKING:
    from rembuk.desk.accounts.models import User
    from rembuk.desk.offices.models import Post

#: Where the session keeps the id of the post chosen.
CHOSEN_POST = "post"


@dataclass(frozen=True)
class Actor:
    """A user in a post; without a post he may do nothing but see his own account. `user` and `office` are what acts keep."""

    person: User
    post: Post | None

    @property
    def user(self) -> str:
        """The username."""
        return str(self.person.username)

    @property
    def office(self) -> str:
        """The office's code, empty without a post."""
        return str(self.post.office_id) if self.post else ""

    @property
    def role(self) -> str:
        """The role, empty without a post."""
        return self.post.role if self.post else ""

    @property
    def institution(self) -> str:
        """The institution, empty without a post."""
        return self.post.office.institution if self.post else ""

    @property
    def may_export(self) -> bool:
        """Whether the post carries the right to export."""
        return bool(self.post and self.post.may_export)

    @property
    def stands_in_by(self) -> str:
        """The number of the letter by which the actor stands in for the post's holder; empty in a post of his own."""
        return self.post.letter_number if self.post and self.post.deputy_for_id else ""

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether the user has set up an authenticator application, or only practises with worked cases."""
        if settings.PRACTICE:
            return True
        from allauth.mfa.utils import is_mfa_enabled

        return bool(is_mfa_enabled(self.person))

    @cached_property
    def subtree(self) -> frozenset[str]:
        """The codes of the actor's office and of every office below it."""
        from rembuk.desk.offices.tree import subtree_of

        return subtree_of(self.office) if self.office else frozenset()

    @property
    def author(self) -> Author:
        """What the record of acts keeps of who acted."""
        return Author(self.user, self.person.full_name, self.role, self.office, self.institution)


def actor_of(request: HttpRequest) -> Actor:
    """The request's actor, the same object however often it is asked for. Only for requests of signed-in users."""
    kept = getattr(request, "_actor", None)
    if kept is None:
        kept = Actor(request.user, _chosen(request))  # type: ignore[arg-type]
        request._actor = kept  # type: ignore[attr-defined]
    assert isinstance(kept, Actor)
    return kept


def posts_of(request: HttpRequest) -> list[Post]:
    """The posts the signed-in user holds today; the first is the one he acts in until he chooses."""
    kept = getattr(request, "_posts", None)
    if kept is None:
        from rembuk.desk.offices.models import Post

        held = Post.objects.held_on(timezone.localdate()).filter(user_id=request.user.pk or 0)
        kept = sorted(held.select_related("office"), key=_own_work_first)
        request._posts = kept  # type: ignore[attr-defined]
    return list(kept)


def _own_work_first(post: Post) -> tuple[bool, bool]:
    """One's own cases before standing in, both before administration."""
    return post.role == "administrator", post.deputy_for_id is not None


def _chosen(request: HttpRequest) -> Post | None:
    """The post the session names while it is held; otherwise the first that is held."""
    posts = posts_of(request)
    chosen = request.session.get(CHOSEN_POST)
    return next((post for post in posts if post.pk == chosen), posts[0] if posts else None)
