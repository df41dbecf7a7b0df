"""A case with a summons, a meeting and an agreement, and what tests of papers do again and again: open the letter's page, issue it."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from desk.cases.conftest import empty_database, story, undone  # noqa: F401
from desk.cases.story import Story, day, hour
from rembuk.desk.papers.models import IssuedLetter

SUMMONS, AGREEMENT = "surat_panggilan", "surat_kesepakatan_perdamaian"


@pytest.fixture
def case(story: Story) -> str:  # noqa: F811
    """Ani's case, in which letters can be made."""
    return agreed(story)


def agreed(story: Story, **fields: str) -> str:  # noqa: F811
    """A case of Ani's with a summons by letter and a drafted agreement."""
    case = story.opened("ani", practice="traffic", **fields)
    eka, yusuf = story.victim(case, "ani"), story.suspect(case, "ani")
    story.consenting(case, "ani", eka, yusuf)
    session = story.add(case, "ani", "session_scheduled", at=hour(2), place="Balai Desa", facilitator="ani", invited=[eka, yusuf])
    for party in (eka, yusuf):
        story.add(case, "ani", "summons_sent", session=session, party=party, summons_by="letter", at=hour(-1), reason="Musyawarah")
    terms = [{"term_kind": "pay", "what": "Mengganti biaya berobat", "owner": yusuf, "to_party": eka, "amount": 1_500_000, "due_on": day(5)}]
    story.add(case, "ani", "agreement_drafted", session=session, terms=terms, parties=[eka, yusuf], on=day(-1))
    return case


def filled_in(page: str) -> dict[str, str]:
    """What the form of a letter's page offers."""
    hidden = dict(re.findall(r'<input type="hidden" name="(token|offered)" value="([^"]*)"', page))
    shown = {name: match[1] for name in ("number", "on") if (match := re.search(rf'name="{name}" value="([^"]*)"', page))}
    officer = re.search(r'<select name="officer".*?<option value="([^"]*)" selected', page, re.DOTALL)
    return {**hidden, **shown, "officer": officer[1] if officer else "", "do": "issue"}


def send(client: Client, case: str, letter: str, **other: str) -> HttpResponse:
    """Press the button on the letter's page, with some blanks filled in otherwise."""
    address = f"/perkara/{case}/surat/{letter}/"
    sent = filled_in(client.get(address).content.decode()) | other
    answer: HttpResponse = client.post(address, sent)
    return answer


def issued(client: Client, case: str, letter: str = SUMMONS, **other: str) -> IssuedLetter:
    """Issue a letter that must be issued."""
    answer = send(client, case, letter, **other)
    assert answer.status_code == 302, answer.content.decode()
    return IssuedLetter.objects.get(pk=answer["Location"].rstrip("/").rpartition("/")[2])
