"""Which questions a supervisor is asked, and where each begins and ends."""

from __future__ import annotations

import pytest

from record.story import ANI, BUDI, DEWA, HADI, Story, does_not, pays, refused, theft
from rembuk.record.signals import signals


def asked(story: Story) -> set[str]:
    return {signal.code for signal in signals(story.case)}


def held(story: Story, *parties: str, hour: str = "11:00", by: object = BUDI) -> None:
    session = story.records(BUDI, "session_scheduled", at=story.at("11:00"), place="Polres", facilitator="budi", invited=list(parties))
    rows = [{"party": party, "said": "..."} for party in parties]
    story.records(by, "session_held", session=session, at=story.at(hour), attended=list(parties), accounts=rows, outcome="sepakat")  # type: ignore[arg-type]


@pytest.mark.parametrize(("hour", "rings"), [("09:00", True), ("09:59", True), ("10:00", False), ("13:00", False)])
def test_consent_less_than_an_hour_before_the_signature(hour: str, rings: bool) -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, does_not())
    story.signed(agreement, eka, yusuf, hour=hour)
    assert ("consent-minutes-before" in asked(story)) is rings


def test_consent_said_again_at_the_signing_is_no_haste_but_consent_after_a_no_is() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, does_not())
    story.does(ANI, "consent_given", party=eka, at=story.at("12:50"), proof="signature")
    story.signed(agreement, eka)
    assert "consent-minutes-before" not in asked(story)
    other, (rina,), (rudi,) = theft()
    draft = other.agreement(rudi, rina, does_not())
    other.does(ANI, "consent_withdrawn", party=rina, at=other.at("12:00"))
    other.does(ANI, "consent_given", party=rina, at=other.at("12:50"), proof="signature")
    other.signed(draft, rina)
    assert {"consent-minutes-before", "changed-mind"} <= asked(other)


@pytest.mark.parametrize(("hour", "days", "rings"), [("11:00", 0, True), ("10:59", 1, True), ("11:00", 1, False)])
def test_a_session_within_a_day_of_the_arrest(hour: str, days: int, rings: bool) -> None:
    story, (eka,), (yusuf,) = theft()
    story.does(ANI, "arrested", suspect=yusuf, at=story.at("11:00"))
    story.later(days)
    held(story, eka, yusuf, hour=hour)
    assert ("meeting-after-arrest" in asked(story)) is rings


def test_an_investigator_who_leads_is_asked_about_once() -> None:
    story, (eka,), (yusuf,) = theft()
    held(story, eka, yusuf)
    assert "investigator-mediates" not in asked(story)
    held(story, eka, yusuf, by=ANI)
    held(story, eka, yusuf, by=ANI)
    assert [signal.code for signal in signals(story.case)].count("investigator-mediates") == 1


@pytest.mark.parametrize(("loss", "rings"), [(1_000_000, False), (999_999, True)])
def test_an_amount_above_the_loss(loss: int, rings: bool) -> None:
    story, (eka,), (yusuf,) = theft(loss=loss)
    story.agreement(yusuf, eka, pays(1_000_000, story.day(3)), suspect=yusuf)
    assert ("above-loss" in asked(story)) is rings


def test_a_victim_who_was_never_met_alone() -> None:
    story, (eka,), (yusuf,) = theft()
    assert "victim-never-alone" not in asked(story)
    story.agreement(yusuf, eka, does_not())
    assert "victim-never-alone" in asked(story)
    story.does(ANI, "met_alone", party=eka, at=story.at())
    assert "victim-never-alone" not in asked(story)


def test_a_company_is_not_met_alone() -> None:
    story = Story()
    bank, yusuf = story.victim("PT Bank", nature="company"), story.suspect()
    story.consent(bank, yusuf)
    story.agreement(yusuf, bank, does_not())
    assert "victim-never-alone" not in asked(story)


def test_who_leads_says_whether_he_has_an_interest() -> None:
    story, (eka,), (yusuf,) = theft()
    held(story, eka, yusuf)
    assert "interest-not-declared" in asked(story)
    story.does(BUDI, "interest_declared", interest="tidak")
    assert "interest-not-declared" not in asked(story)


def test_unequal_power_an_override_and_a_warning_passed_over() -> None:
    story, (eka,), (yusuf,) = theft(loss=1)
    assert not asked(story)
    story.does(ANI, "relation_declared", party=yusuf, other=eka, relation="employer", unequal="ya")
    story.does(HADI, "consent_gate_overridden", party=eka, until=story.day(1), ground="x")
    agreement = story.agreement(yusuf, eka)
    story.signed(agreement, eka, despite="Korban menghendaki")
    assert {"unequal-power", "gate-overridden", "passed-despite"} <= asked(story)


def test_consent_taken_back_after_everybody_signed() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, does_not())
    story.signed(agreement, eka, yusuf, hour="12:00")
    story.does(ANI, "consent_withdrawn", party=eka, at=story.at("12:30"))
    assert "withdrawn-after-signing" in asked(story)


def test_every_signal_asks_in_both_languages() -> None:
    story, (eka,), (yusuf,) = theft(loss=1)
    story.agreement(yusuf, eka)
    held(story, eka, yusuf, by=ANI)
    for signal in signals(story.case):
        assert signal.asks.endswith("?") and signal.asks_en.endswith("?") and signal.asks != signal.asks_en and signal.acts


def test_a_village_that_records_the_consent_of_the_police_itself_says_whose_it_is_and_is_asked_about() -> None:
    story = Story(DEWA, "village")
    assert refused(story.tries(DEWA, "village_gate_decided", agrees="ya", on=story.day())) == "gate-answer-unshown"
    story.does(DEWA, "village_gate_decided", agrees="ya", on=story.day(), basis="Aipda Rahmat, lewat telepon")
    assert "gate-recorded-by-village" in asked(story)
