"""Writing the access log."""

from __future__ import annotations

from django.utils import timezone

from rembuk.desk.access.models import WHAT, AccessLog
from rembuk.desk.actor import Actor


def record_look(actor: Actor, what: str, *, case: str = "", about: str = "", reason: str = "") -> None:
    """Add one line to the log. KeyError for a `what` that is not declared."""
    WHAT[what]
    AccessLog.objects.create(
        user=actor.person, post=actor.post, office=actor.office, role=actor.role,
        case=case, what=what, about=about[:200], reason=reason[:300], at=timezone.now(),
    )  # fmt: skip
