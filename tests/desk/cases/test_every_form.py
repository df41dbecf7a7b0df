"""Every kind of act has a form made from its declaration: it opens, keeps what was entered when something is wrong, and records."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from desk.cases.story import Story
from desk.cases.whole_case import doer_of, gather_more, valid_form, whole_case
from desk.cast import set_up_second_factor
from rembuk.desk.cases.doing import _NOT_OFFERED
from rembuk.record.kinds import Kind, declaration

KINDS = [kind for kind in declaration().kinds.values() if not kind.opens and kind.name not in _NOT_OFFERED]
#: Text that is no date, amount, number or hour.
SLIP = "kapan-kapan saja"
READ = ("date", "moment", "rupiah", "integer", "phone", "nik", "region")


def told(page: str) -> str:
    """What a page says is wrong."""
    return html.unescape(re.sub(r"<[^>]+>|\s+", " ", page.partition('role="alert"')[2][:1500]))


def client_of(story: Story, who: str) -> Client:
    set_up_second_factor(story.cast[who])
    client = Client()
    client.force_login(story.cast[who])
    return client


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_form_of_each_act_goes_round(kind: Kind, story: Story) -> None:
    gather_more(story)
    who = doer_of(kind)
    case_id = whole_case(story, who, kind)
    client, address = client_of(story, who), f"/perkara/{case_id}/lakukan/{kind.name}/"
    fact = "?fact=loss" if kind.name == "fact_stated" else ""

    shown = client.get(address + fact)
    assert shown.status_code == 200 and kind.label.id in shown.content.decode()

    valid = valid_form(story, case_id, who, kind)
    slipped = next((field for field in kind.fields if field.type in READ), None)
    if slipped is not None:
        answer = client.post(address, {**valid, slipped.name: SLIP})
        page = html.unescape(answer.content.decode())
        assert answer.status_code == 422 and SLIP in page and "Belum tersimpan" in page
        assert f'href="#isi-{slipped.name}"' in page and f'id="isi-{slipped.name}-problem"' in page
        kept = [value for name, value in valid.items() if isinstance(value, str) and value == "Contoh" and name != slipped.name]
        assert page.count("Contoh") >= len(kept)
    before = len(story.case(case_id).acts)
    answer = client.post(address, valid)
    assert answer.status_code == 302, told(answer.content.decode())
    acts = story.case(case_id).acts
    assert [act.kind for act in acts[before:]][:1] == [kind.name] and acts[before].author.user == who


@pytest.mark.parametrize("kind", [kind for kind in KINDS if any(field.required for field in kind.fields)], ids=lambda kind: kind.name)
def test_an_empty_form_says_what_is_missing(kind: Kind, story: Story) -> None:
    gather_more(story)
    who = doer_of(kind)
    case_id = whole_case(story, who, kind)
    before = len(story.case(case_id).acts)
    sent = {"do": "save", "fact": "loss"} if kind.name == "fact_stated" else {"do": "save"}
    answer = client_of(story, who).post(f"/perkara/{case_id}/lakukan/{kind.name}/", sent)
    if kind.name == "fact_stated":
        assert answer.status_code == 302, "that nothing is known is a statement too"
        return
    assert answer.status_code == 422 and "belum diisi" in answer.content.decode()
    assert len(story.case(case_id).acts) == before
