"""Every letter that can be written in the worked cases prints, for whoever may have it, in both forms and in two clicks."""

from __future__ import annotations

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
from rembuk.desk.papers.drafting import NEVER_KEPT, first_drafts
from rembuk.desk.papers.issuing import printed_again
from rembuk.desk.papers.keeping import path_of
from rembuk.desk.policy import may, visible_cases


def opened(actor: Actor, row: CaseRow) -> Opened:
    now = timezone.now()
    found = casework().view(row.pk, now)
    assert found is not None
    return Opened(row, *found, actor, Names(found[0], hidden=False), timezone.localdate(), now)


def test_every_letter_of_the_worked_cases_prints_and_issues(undone: None) -> None:
    fill_demo()
    tried: dict[tuple[str, str], tuple[Actor, CaseRow]] = {}
    for post in Post.objects.select_related("user", "office"):
        actor = Actor(post.user, post)
        for row in visible_cases(actor, "act").filter(sort="case")[:12]:
            for draft in first_drafts(opened(actor, row)):
                if draft.letter is not None:
                    tried.setdefault((draft.kind.id, post.office.institution), (actor, row))
    assert {institution for _, institution in tried} >= {"police", "prosecution", "court", "village"}
    for (letter, _institution), (actor, row) in tried.items():
        client = Client()
        client.force_login(actor.person)
        address = f"/perkara/{row.pk}/surat/{letter}/"
        assert client.get(f"{address}konsep.pdf").content.startswith(b"%PDF-"), address
        assert client.get(f"{address}konsep.docx").content.startswith(b"PK"), address
        assert may(actor, "act", row)
        if letter in NEVER_KEPT:
            continue
        made = issued(client, row.pk, letter)
        assert printed_again(made) == path_of(made.pk).read_bytes(), letter
