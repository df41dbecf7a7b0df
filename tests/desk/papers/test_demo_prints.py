"""Every letter that can be written in the worked cases prints, in both forms, for whoever may have it; one of each institution is issued."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from desk.papers.conftest import issued
from rembuk.casework.models import CaseRow
from rembuk.desk.actor import Actor
from rembuk.desk.cases.names import Names
from rembuk.desk.cases.opened import Opened
from rembuk.desk.commands import fill_demo
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Post
from rembuk.desk.papers.drafting import NEVER_KEPT, Draft, first_drafts
from rembuk.desk.papers.issuing import printed_again, unkept_pdf
from rembuk.desk.papers.keeping import path_of
from rembuk.desk.papers.templates import line_of, templates_for
from rembuk.desk.policy import visible_cases
from rembuk.papers.printing import print_docx

CASES_EACH = 3


def opened(actor: Actor, row: CaseRow) -> Opened:
    now = timezone.now()
    found = casework().view(row.pk, now)
    assert found is not None
    return Opened(row, *found, actor, Names(found[0], hidden=False), timezone.localdate(), now)


def writable() -> dict[tuple[str, str], tuple[Actor, CaseRow, Draft]]:
    """Letters that somebody may write now, one for each kind and institution."""
    found: dict[tuple[str, str], tuple[Actor, CaseRow, Draft]] = {}
    for post in Post.objects.select_related("user", "office").exclude(role="administrator"):
        actor = Actor(post.user, post)
        for row in visible_cases(actor, "act").filter(sort="case").order_by("-acts")[:CASES_EACH]:
            for draft in first_drafts(opened(actor, row)):
                if draft.letter is not None:
                    found.setdefault((draft.kind.id, post.office.institution), (actor, row, draft))
    return found


@pytest.mark.usefixtures("undone")
def test_every_letter_of_the_worked_cases_prints() -> None:
    fill_demo()
    letters = writable()
    assert {institution for _, institution in letters} >= {"police", "prosecution", "court", "village"}
    for (letter, _), (actor, row, draft) in letters.items():
        assert draft.letter is not None
        assert unkept_pdf(draft.letter, actor.office, timezone.now()).startswith(b"%PDF-"), f"{letter} {row.pk}"
        docx = print_docx(draft.letter, at=timezone.now(), overlay=templates_for(letter, line_of(actor.office)))
        assert docx.startswith(b"PK"), f"{letter} {row.pk}"
    for institution in ("police", "prosecution", "court", "village"):
        letter, actor, row = next((name, actor, row) for (name, where), (actor, row, _) in letters.items() if where == institution and name not in NEVER_KEPT)
        client = Client()
        client.force_login(actor.person)
        made = issued(client, row.pk, letter)
        assert printed_again(made) == path_of(made.pk).read_bytes(), letter
