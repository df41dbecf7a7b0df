"""What an administrator administers: the offices of his subtree, and the users who have, or had, a post there or none yet anywhere."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor
from rembuk.desk.offices.models import Office, Post, Posts


def offices_of(actor: Actor) -> QuerySet[Office]:
    """The offices the actor administers."""
    return Office.objects.filter(code__in=actor.subtree)


def users_of(actor: Actor) -> QuerySet[User]:
    """The users the actor administers. One who also has a post outside the subtree belongs to that office's administrator too."""
    inside = Q(posts__office__in=actor.subtree)
    return User.objects.filter(inside | Q(posts=None)).distinct()


def governs(actor: Actor, user: User, day: date) -> bool:
    """Whether the actor may change the user's ways in: every post the user holds that day lies in the actor's offices, and it is not himself.

    Otherwise an administrator of a district could take the account of a user who also serves in the province.
    """
    held = set(Post.objects.held_on(day).filter(user=user).values_list("office", flat=True))
    return user.pk != actor.person.pk and held <= actor.subtree


def posts_under(actor: Actor) -> Posts:
    """The posts in the actor's offices."""
    return Post.objects.filter(office__in=actor.subtree).select_related("user", "office", "deputy_for__user")


def office_or_404(actor: Actor, code: str) -> Office:
    """The office, if it is the actor's to administer."""
    return get_object_or_404(offices_of(actor), pk=code)


def user_or_404(actor: Actor, pk: int) -> User:
    """The user, if he is the actor's to administer."""
    return get_object_or_404(users_of(actor), pk=pk)


def post_or_404(actor: Actor, pk: int) -> Post:
    """The post, if it is the actor's to administer."""
    return get_object_or_404(posts_under(actor), pk=pk)
