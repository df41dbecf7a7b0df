"""What the timeline says of each act, and what it hides from those who may not see names."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from record.every_kind import every_kind
from record.story import ANI, EKA, Story
from rembuk.law.library import load_law
from rembuk.record.kinds import declaration
from rembuk.record.timeline import Teller, full_name, shielded_name, timeline

STORY = every_kind()
CASE = STORY.case
FACTS = load_law().facts


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_of_act_makes_a_whole_sentence_in_both_languages(language: str) -> None:
    told = {event.act.kind: event.says for event in timeline(CASE, language=language, facts=FACTS)}
    assert set(told) | {"public_application_received", "evaluation_opened"} == set(declaration().kinds)
    for kind, sentence in told.items():
        assert sentence and not re.search(r"[{}]|\bNone\b(?! yet)|True|False|\(tidak diisi\)|\(left blank\)", sentence), (kind, sentence)


def test_blanks_left_empty_are_said_to_be_empty_and_a_newer_programs_act_says_what_it_is() -> None:
    story = Story()
    eka = story.victim()
    story.does(ANI, "fact_stated", fact="loss")
    teller = Teller(story.case, "id", full_name, FACTS)
    assert teller.sentence(story.acts[-1]).endswith("(tidak diisi)")
    assert "program yang lebih baru" in teller.sentence(story.acts[-1]._replace(kind="besok"))
    assert "newer program" in Teller(story.case, "en", full_name, FACTS).sentence(story.acts[-1]._replace(kind="besok"))
    assert teller.sentence(story.acts[1]) == "mencatat Eka sebagai Korban" and teller.thing("party", eka) == "Eka"


def test_days_money_and_answers_are_written_as_people_write_them() -> None:
    story = Story()
    eka = story.victim()
    story.does(ANI, "met_alone", party=eka, at="2026-03-02 14:30")
    story.does(ANI, "fact_stated", fact="loss", value=2_500_000)
    story.does(ANI, "fact_stated", fact="first_offence", value="ya")
    told = [event.says for event in timeline(story.case, facts=FACTS)]
    assert "Rp2.500.000" in told[3] and told[4].endswith(": ya")
    assert Teller(story.case, "en", full_name, FACTS).day("2026-03-02T14:30+07:00") == "2 March 2026, 14:30"


def test_whoever_may_not_see_names_reads_roles_and_initials() -> None:
    story = Story()
    eka, yusuf = story.victim("Eka Lestari"), story.suspect("Yusuf Ali")
    bank = story.victim("PT Bank", nature="company")
    parties = story.case.things["party"]
    assert [shielded_name(parties[party]) for party in (eka, yusuf, bank)] == ["Korban EL", "Pelaku YA", "PT Bank"]


def test_a_hidden_name_is_hidden_in_texts_too_also_the_name_it_had_before() -> None:
    story = Story()
    eka = story.victim("Mawar Lestari", phone="0812 3456 7890", address="Jalan Melati 7")
    story.does(ANI, "party_corrected", party=eka, name="Ratna Lestari", reason="Salah tulis")
    story.does(ANI, "note_added", text="MAWAR dan Lestarinya datang; telepon 0812-3456-7890 atau +6281234567890; rumah di jalan  melati 7. Melawarkan bukan nama.")
    story.does(EKA._replace(name="Ratna Lestari"), "party_message_received", text="Saya Ratna")
    told = timeline(story.case, name=shielded_name, facts=FACTS)
    said = " ".join(f"{event.who} {event.says}" for event in told)
    assert not re.search("mawar|ratna|(?<!me)lestari|melati|3456", said, re.IGNORECASE), said
    assert "Melawarkan" in said and "Korban RL" in said


NAMES = st.lists(st.text("bdgkpqx", min_size=4, max_size=8).map(str.capitalize), min_size=1, max_size=3).map(" ".join)


@given(name=NAMES, before=NAMES, texts=st.lists(st.sampled_from(["{0}", "kata {0} itu", "{0}, {1}.", "{1}nya", "({0})\n{1}"]), min_size=1, max_size=3))
def test_no_shielded_name_appears_whatever_the_fields_hold(name: str, before: str, texts: list[str]) -> None:
    assume(not {word.casefold() for word in f"{name} {before}".split()} & VOCABULARY)
    story = Story()
    eka = story.victim(before)
    yusuf = story.suspect()
    story.does(ANI, "party_corrected", party=eka, name=name, alias=before, reason=before)
    for text in texts:
        told = text.format(name, before)
        story.records(ANI, "note_added", text=told)
        story.records(ANI, "officer_assigned", officer=told)
        story.records(ANI, "agreement_drafted", terms=[{"term_kind": "do", "what": told, "owner": yusuf}], parties=[eka], on="2026-03-02", text=told)
        story.records(ANI, "term_performed", term=story.case.all("term")[-1].id, on="2026-03-02", basis=told)
        story.records(ANI, "letter_issued", paper=told, number=told, on="2026-03-02")
    for language in ("id", "en"):
        for event in timeline(story.case, language=language, name=shielded_name, facts=FACTS):
            said = {word.casefold() for word in re.findall(r"\w+", event.says)}
            assert not said & {word.casefold() for whole in (name, before) for word in whole.split()}, event.says


VOCABULARY = {word.casefold() for event in timeline(CASE, name=shielded_name) for word in re.findall(r"\w+", event.says)}


def test_nothing_that_identifies_the_victim_of_the_whole_story_is_told() -> None:
    for language in ("id", "en"):
        said = " ".join(event.says for event in timeline(CASE, language=language, name=shielded_name, facts=FACTS))
        assert not re.search("Eka|Lestari|Mawarni|Melati|Yusuf", said), said
