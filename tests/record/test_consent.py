"""Whose consent is there, and what it takes to give it."""

from __future__ import annotations

import pytest

from record.story import ANI, DEWA, EKA, HADI, NITA, TODAY, Story, does_not, pays, refused, theft
from rembuk.record.consent import all_consent, consent_of, without_consent


def state(story: Story, party: str) -> str:
    found = story.case.thing("party", party)
    assert found is not None
    return consent_of(story.case, found).state


def explains(story: Story, party: str, **more: object) -> str:
    return story.does(ANI, "rights_explained", party=party, at=story.at("08:00"), language="indonesian", told="Hak", **more)


def test_nobody_is_taken_to_consent_who_was_not_asked() -> None:
    story = Story()
    eka = story.victim()
    assert state(story, eka) == "unasked"
    assert refused(story.tries(ANI, "consent_given", party=eka, at=story.at(), proof="signature")) == "rights-first"
    explains(story, eka)
    assert state(story, eka) == "informed"
    story.does(ANI, "consent_given", party=eka, at=story.at(), proof="signature")
    assert state(story, eka) == "given"


def test_a_session_waits_for_the_consent_of_every_victim_and_every_suspect() -> None:
    story, (eka, rina), (yusuf,) = theft(victims=("Eka", "Rina"))
    session = story.does(ANI, "session_scheduled", at=story.at(days=1), place="Polres", facilitator="ani", invited=[eka, rina, yusuf])
    story.does(ANI, "consent_withdrawn", party=rina, at=story.at("10:30"))
    held = {"session": session, "at": story.at("11:00"), "attended": [eka, rina, yusuf], "accounts": [{"party": eka, "said": "..."}], "outcome": "sepakat"}
    outcome = story.tries(ANI, "session_held", **held)
    assert refused(outcome) == "no-consent" and "Rina" in outcome.reason and "Eka" not in outcome.reason  # type: ignore[union-attr]
    story.does(ANI, "session_failed", session=session, at=story.at("11:00"), fail_reason="victim_refused")


def test_consent_taken_back_stays_taken_back_until_it_is_given_again() -> None:
    story, (eka,), _ = theft()
    story.does(EKA, "consent_withdrawn", party=eka, at=story.at("11:00"))
    assert state(story, eka) == "withdrawn"
    explains(story, eka)
    assert state(story, eka) == "withdrawn"
    story.does(ANI, "consent_given", party=eka, at=story.at("12:00"), proof="signature")
    assert state(story, eka) == "given"


def test_being_told_again_does_not_undo_a_no() -> None:
    story = Story()
    eka = story.victim()
    explains(story, eka)
    story.does(ANI, "consent_refused", party=eka, at=story.at("09:00"))
    story.does(ANI, "rights_explained", party=eka, at=story.at("10:00"), language="indonesian", told="Hak")
    assert state(story, eka) == "refused"


def test_the_hour_at_which_it_was_said_counts_not_the_hour_at_which_it_was_written_down() -> None:
    story, (eka,), _ = theft()
    story.does(ANI, "consent_given", party=eka, at=story.at("16:00"), proof="signature")
    story.records(ANI, "consent_refused", party=eka, at=story.at("08:30"))
    assert state(story, eka) == "given"


def test_a_withdrawal_that_would_have_no_effect_is_asked_about() -> None:
    story, (eka,), _ = theft()
    assert refused(story.tries(ANI, "consent_withdrawn", party=eka, at=story.at("07:00"))) == "before-consent"
    assert refused(story.tries(ANI, "consent_withdrawn", party=eka, at=story.at("07:00", days=1))) == "in-the-future"
    story.does(ANI, "consent_withdrawn", party=eka, at=story.at("11:00"))


def represented(capacity: str, **dates: str) -> tuple[Story, str, str]:
    story = Story()
    eka = story.victim()
    heir = story.does(ANI, "party_added", role="heir", name="Sari")
    story.does(ANI, "representation_added", represented=eka, party=heir, capacity=capacity, on=dates.get("on", story.day()))
    return story, eka, heir


def test_an_heir_with_a_power_of_attorney_consents_for_an_injured_victim() -> None:
    story, eka, heir = represented("heir_power_of_attorney")
    explains(story, heir)
    story.does(ANI, "consent_given", party=heir, at=story.at(), proof="signature")
    found = consent_of(story.case, story.case.things["party"][eka])
    assert (found.state, found.through) == ("given", heir)


def test_an_advocate_cannot_consent_in_the_place_of_his_client() -> None:
    story, eka, advocate = represented("advocate")
    explains(story, advocate)
    story.does(ANI, "consent_given", party=advocate, at=story.at(), proof="signature")
    assert state(story, eka) == "unasked"


def test_a_power_of_attorney_counts_from_its_day_even_when_it_is_recorded_later() -> None:
    story = Story()
    eka = story.victim()
    heir = story.does(ANI, "party_added", role="heir", name="Sari")
    explains(story, heir)
    story.does(ANI, "consent_given", party=heir, at=story.at(), proof="signature")
    story.does(ANI, "representation_added", represented=eka, party=heir, capacity="guardian", on=story.day(-1))
    assert state(story, eka) == "given"
    late, rina, wali = represented("guardian", on=(TODAY.replace(day=20)).isoformat())
    explains(late, wali)
    late.does(ANI, "consent_given", party=wali, at=late.at(), proof="signature")
    assert state(late, rina) == "unasked"


def test_what_a_representative_did_stays_valid_when_the_representation_ends() -> None:
    story, eka, heir = represented("heir_power_of_attorney")
    explains(story, heir)
    story.does(ANI, "consent_given", party=heir, at=story.at(), proof="signature")
    story.later(3)
    story.does(ANI, "representation_ended", representation=story.case.all("representation")[0].id, on=story.day())
    assert state(story, eka) == "given"


def test_a_representative_cannot_overrule_the_persons_own_no() -> None:
    story, eka, heir = represented("guardian")
    explains(story, eka)
    story.does(ANI, "consent_refused", party=eka, at=story.at("09:00"))
    explains(story, heir)
    story.does(ANI, "consent_given", party=heir, at=story.at("10:00"), proof="signature")
    assert state(story, eka) == "refused"


def test_one_parent_who_refuses_outweighs_the_other_who_agrees() -> None:
    story, eka, mother = represented("guardian")
    father = story.does(ANI, "party_added", role="guardian", name="Tono")
    story.does(ANI, "representation_added", represented=eka, party=father, capacity="guardian", on=story.day())
    explains(story, mother)
    explains(story, father)
    story.does(ANI, "consent_refused", party=father, at=story.at("09:00"))
    story.does(ANI, "consent_given", party=mother, at=story.at("10:00"), proof="signature")
    assert state(story, eka) == "refused"


def test_rights_are_read_aloud_to_a_person_who_cannot_read() -> None:
    story = Story()
    eka = story.victim(can_read="tidak")
    asked = {"party": eka, "at": story.at("08:00"), "language": "javanese", "told": "Hak"}
    assert refused(story.tries(ANI, "rights_explained", **asked)) == "read-aloud"
    story.does(ANI, "rights_explained", **asked, read_by="Bidan Wati")


def test_a_person_who_needs_an_interpreter_has_one_who_is_no_side_of_the_case() -> None:
    story = Story()
    eka, yusuf = story.victim(), story.suspect()
    story.does(ANI, "accommodation_needed", party=eka, accommodations=["interpreter"])
    asked = {"party": eka, "at": story.at("08:00"), "language": "other", "told": "Hak"}
    assert refused(story.tries(ANI, "rights_explained", **asked)) == "no-interpreter"
    assert refused(story.tries(ANI, "rights_explained", **asked, interpreter=yusuf)) == "interpreter-is-party"
    interpreter = story.does(ANI, "party_added", role="interpreter", name="Pak Wayan")
    story.does(ANI, "rights_explained", **asked, interpreter=interpreter)


def test_who_could_not_say_it_back_is_told_again_or_somebody_says_why_not() -> None:
    story = Story()
    eka = story.victim()
    explains(story, eka, understood="tidak")
    asked = {"party": eka, "at": story.at(), "proof": "signature"}
    assert refused(story.tries(ANI, "consent_given", **asked)) == "not-understood"
    story.does(ANI, "consent_given", **asked, despite="Pendamping menjelaskan sekali lagi, Eka paham")


@pytest.mark.parametrize(
    ("witnesses", "code"),
    [([], "two-witnesses"), (["Pak RT"], "two-witnesses"), (["Pak RT", "pak  rt"], "two-witnesses"), (["Pak RT", "EKA"], "two-witnesses"),
     (["Pak RT", "Yusuf Ali"], "two-witnesses"), (["Pak RT", "Ani"], "two-witnesses"), (["Pak RT", "Bu Lurah"], "")],
)  # fmt: skip
def test_a_thumbprint_stands_on_two_witnesses_who_are_neither_sides_nor_the_officer(witnesses: list[str], code: str) -> None:
    story = Story()
    eka, _ = story.victim(), story.suspect()
    explains(story, eka)
    assert refused(story.tries(ANI, "consent_given", party=eka, at=story.at(), proof="thumbprint", witnesses=witnesses)) == code


def test_the_gate_can_be_overridden_by_a_named_head_for_a_while_and_no_longer() -> None:
    story = Story()
    eka, yusuf = story.victim(), story.suspect()
    story.consent(yusuf)
    story.does(HADI, "consent_gate_overridden", party=eka, until=story.day(3), ground="Korban dirawat")
    assert not without_consent(story.case, yusuf, story.today)
    story.later(4)
    assert [party.id for party, _ in without_consent(story.case, yusuf, story.today)] == [eka]


def test_each_suspect_has_his_own_way_through_the_gate() -> None:
    story, (eka,), (yusuf,) = theft()
    rudi = story.suspect("Rudi")
    story.agreement(yusuf, eka, does_not(), suspect=yusuf)
    outcome = story.tries(ANI, "agreement_drafted", terms=[{**does_not(), "owner": rudi}], parties=[rudi, eka], on=story.day(), suspect=rudi)
    assert refused(outcome) == "no-consent"
    assert refused(story.tries(ANI, "agreement_drafted", terms=[{**does_not(), "owner": rudi}], parties=[rudi, eka], on=story.day())) == "no-consent"


def test_all_consent_is_unknown_while_somebody_was_not_asked_and_false_when_one_refuses() -> None:
    story, _, _ = theft()
    assert all_consent(story.case.victims, story.case) is True
    rina = story.victim("Rina")
    assert all_consent(story.case.victims, story.case) is None
    explains(story, rina)
    story.does(ANI, "consent_refused", party=rina, at=story.at())
    assert all_consent(story.case.victims, story.case) is False
    assert all_consent([], story.case) is None


def test_a_village_meets_with_the_consent_of_police_or_prosecutor_or_says_who_gave_it() -> None:
    story = Story(DEWA, "village")
    eka, yusuf = story.victim(by=DEWA), story.suspect(by=DEWA)
    asked = {"at": story.at(days=1), "place": "Balai desa", "facilitator": "nita", "invited": [eka, yusuf]}
    assert refused(story.tries(NITA, "session_scheduled", **asked)) == "village-gate-unasked"
    story.does(ANI, "village_gate_decided", agrees="ya", on=story.day())
    story.does(NITA, "session_scheduled", **asked)
    barred = Story(DEWA, "village")
    barred.does(ANI, "village_gate_decided", agrees="tidak", on=barred.day(), reason="Ancaman di atas lima tahun")
    assert refused(barred.tries(NITA, "session_scheduled", **asked | {"invited": [barred.victim(by=DEWA)]}, despite="Mendesak")) == "village-gate-refused"


def test_a_doubtful_payment_does_not_touch_consent() -> None:
    story, (eka,), (yusuf,) = theft()
    story.agreement(yusuf, eka, pays(2_000_000, story.day(3)))
    assert state(story, eka) == "given"
