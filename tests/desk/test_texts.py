"""Indonesian first, English beside it: every text has both, and what Django reads is what people edited."""

from __future__ import annotations

import re

import polib
import pytest
from django.test import Client

from desk.conftest import SignedIn
from rembuk.desk.translation import CATALOGUES, Catalogue, texts_of

HELD = [catalogue for catalogue in CATALOGUES if texts_of(catalogue)]
WRITTEN = [catalogue for catalogue in HELD if catalogue.po.exists()]
PLACES = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("catalogue", HELD, ids=lambda one: one.home.name)
def test_every_text_of_the_sources_has_its_english(catalogue: Catalogue) -> None:
    assert catalogue.po.exists(), f"python -m rembuk.desk.translation {catalogue.home.name}"
    english = {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(catalogue.po))}
    assert not sorted(text[0] for text in texts_of(catalogue) if text not in english or not english[text].translated())


@pytest.mark.parametrize("catalogue", WRITTEN, ids=lambda one: one.home.name)
def test_the_english_fills_in_the_same_things(catalogue: Catalogue) -> None:
    for entry in polib.pofile(str(catalogue.po)):
        wanted = set(PLACES.findall(entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert not text or set(PLACES.findall(text)) == wanted, entry.msgid


@pytest.mark.parametrize("catalogue", WRITTEN, ids=lambda one: one.home.name)
def test_what_django_reads_is_what_people_edited(catalogue: Catalogue) -> None:
    assert catalogue.mo.read_bytes() == polib.pofile(str(catalogue.po)).to_binary()


def test_a_page_is_indonesian_whatever_the_browser_asks_for(visitor: Client) -> None:
    answer = visitor.get("/masuk/", headers={"accept-language": "en-US"})
    assert '<html lang="id">' in answer.content.decode() and "Nama pengguna" in answer.content.decode()


def test_english_is_chosen_by_hand_and_stays(visitor: Client) -> None:
    visitor.post("/bahasa/", {"language": "en", "next": "/masuk/"})
    text = visitor.get("/masuk/").content.decode()
    assert '<html lang="en">' in text and "Username" in text and "Nama pengguna" not in text


def test_a_refusal_is_in_the_language_chosen(signed_in: SignedIn) -> None:
    client = signed_in("ani")
    client.post("/bahasa/", {"language": "en"})
    assert "Your role does not cover this." in client.get("/kantor/").content.decode()
