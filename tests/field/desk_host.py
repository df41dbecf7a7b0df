"""The desk as the kit's host: people, posts, policy and files of the desk, as `rembuk.field.host.Host` wants them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.utils import timezone

from rembuk.casework.acting import Casework
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.cases.attachments import NotAttached, attachment, keep
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office, Post
from rembuk.desk.policy import visible_cases
from rembuk.field.host import Place
from rembuk.record.act import Author

#: The most cases a device holds; the newest count.
MOST_CASES = 400
_STAGES = {"village": "village", "police": "police", "prosecution": "prosecution", "court": "court", "corrections": "court"}
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "audio/webm": "webm", "audio/ogg": "ogg", "video/mp4": "mp4"}


class DeskHost:
    """The desk of this installation."""

    name = "hub"

    def confirmed(self, device: str, received: int) -> int:
        """This desk is the hub: what is here is confirmed."""
        return received

    def casework(self) -> Casework:
        """The record of this node."""
        return casework()

    def visitor(self, request: HttpRequest) -> Author | None:
        """Who is signed in, in the post chosen."""
        actor = actor_of(request)
        return actor.author if actor.post else None

    def holder(self, user: str, office: str, role: str) -> Author | None:
        """The person in that post, while he may sign in and holds it."""
        actor = self._actor(user, office, role)
        return actor.author if actor else None

    def place(self, office: str) -> Place:
        """The office of that code."""
        found = Office.objects.get(code=office)
        return Place(found.code, found.name, found.letterhead or found.name, found.zone, _STAGES.get(found.institution, "police"))

    def cases_of(self, author: Author) -> Collection[str]:
        """Open cases the policy lets the person see, the newest first."""
        actor = self._actor(author.user, author.office, author.role)
        if actor is None:
            return ()
        found = visible_cases(actor).filter(sort="case", status="open").order_by("-changed_at")
        return list(found.values_list("id", flat=True)[:MOST_CASES])

    def choices(self, author: Author) -> Mapping[str, Any]:
        """The offices around the person's own, and the people in it."""
        own = Office.objects.get(code=author.office)
        near = Office.objects.filter(region__startswith=own.region[:2], closed_on=None).order_by("name")
        posts = Post.objects.held_on(timezone.localdate()).filter(office=own).select_related("user").order_by("user__full_name")
        return {
            "offices": [[one.code, one.name] for one in near[:60]],
            "people": [[username, name] for username, name in dict.fromkeys((p.user.username, p.user.full_name) for p in posts)],
        }

    def keep_file(self, path: Path, digest: str, kind: str) -> None:
        """Keep proof that a kit took."""
        try:
            kept = keep(SimpleUploadedFile(f"{digest[:12]}.{_ENDINGS.get(kind, 'bin')}", path.read_bytes(), kind))
        except NotAttached as problem:
            raise ValueError(str(problem)) from problem
        if kept.digest != digest:
            raise ValueError(digest)

    def has_file(self, digest: str) -> bool:
        """Whether it is here already."""
        return attachment(digest) is not None

    def _actor(self, user: str, office: str, role: str) -> Actor | None:
        posts = Post.objects.held_on(timezone.localdate()).select_related("user", "office")
        post = posts.filter(user__username=user, user__is_active=True, office_id=office, role=role).first()
        return Actor(post.user, post) if post else None
