"""Doing once what a form asks, however often the form is sent."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from django.db import IntegrityError

from rembuk.casework.acting import Done, Outcome
from rembuk.desk.cases.models import SentForm

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,43}")


class SentBefore:
    """The form was sent before. `case` is where its acts are; empty when it is not known whether they were kept."""

    def __init__(self, case: str) -> None:
        self.case = case


def new_token() -> str:
    """A token for a form about to be shown."""
    return secrets.token_urlsafe(24)


def once(token: str, user: str, work: Callable[[], Outcome]) -> Outcome | SentBefore:
    """What `work` gives, done at most once for a token; a form without a usable token is done as it comes.

    A refusal or an error frees the token, because nothing was added. When the machine stopped in between, the answer is a
    SentBefore without a case: the person looks at the history rather than the program recording twice.
    """
    if not _TOKEN.fullmatch(token):
        return work()
    try:
        SentForm.objects.create(token=token, user=user)
    except IntegrityError:
        return SentBefore(SentForm.objects.filter(token=token, user=user).values_list("case", flat=True).first() or "")
    claimed = SentForm.objects.filter(token=token)
    try:
        outcome = work()
    except BaseException:
        claimed.delete()
        raise
    if isinstance(outcome, Done):
        claimed.update(case=outcome.case_id, acts=" ".join(act.id for act in outcome.acts))
    else:
        claimed.delete()
    return outcome
