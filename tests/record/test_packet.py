"""What the court's packet holds, what is missing, and why it would come back."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from record.story import ANI, BUDI, GITA, NITA, WIB, Story, does_not, pays, refused, theft
from rembuk.law.calendar import load_calendar
from rembuk.law.inquiry import Answered, read_inquiries
from rembuk.law.library import load_law
from rembuk.record.milestones import milestones
from rembuk.record.packet import packet_due, packet_of
from rembuk.record.procedure import Plan, plan
from rembuk.record.questions import question

LAW = load_law()


def missing(story: Story, suspect: str = "") -> set[str]:
    return {item.code for item in packet_of(story.case, suspect).items if item.present is not True}


def settled(*terms: dict[str, object]) -> tuple[Story, str, str, str]:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, *(terms or (pays(1_000_000, story.day(3)),)), suspect=yusuf)
    story.signed(agreement, eka, yusuf)
    return story, eka, yusuf, agreement


def decree(story: Story, suspect: str) -> str:
    reason = "Tanpa persetujuan: pejabat berhalangan"
    said = {"decree_kind": "sp3", "decree_ground": "restorative", "on": story.day(), "number": "S.Tap/1", "suspect": suspect, "reason": reason, "despite": reason}
    return story.does(GITA, "termination_ordered", **said)


def test_a_packet_grows_complete_item_by_item() -> None:
    story, eka, yusuf, agreement = settled()
    assert missing(story, yusuf) == {"decree", "performed", "restored"}
    story.paid(agreement)
    assert missing(story, yusuf) == {"decree", "restored"}
    story.does(ANI, "restoration_stated", party=eka, on=story.day(), proof="signature")
    made = decree(story, yusuf)
    packet = packet_of(story.case, yusuf)
    assert packet.complete and all(item.present for item in packet.items)
    assert made in next(item.proof for item in packet.items if item.code == "decree")
    story.does(ANI, "penetapan_requested", to_office="pn-kebumen", on=story.day(), suspect=yusuf)


def test_a_case_without_an_agreement_has_no_packet() -> None:
    story, _, (yusuf,) = theft()
    assert missing(story, yusuf) == {"agreement", "decree", "restored"}


def test_a_packet_with_something_missing_is_sent_only_with_a_reason_and_the_refusal_names_what_is_missing() -> None:
    story, _, yusuf, _ = settled()
    asked = {"to_office": "pn-kebumen", "on": story.day(), "suspect": yusuf}
    outcome = story.tries(ANI, "penetapan_requested", **asked)
    assert refused(outcome) == "packet-incomplete" and "surat ketetapan" in outcome.reason and "Membayar ganti rugi" in outcome.reason  # type: ignore[union-attr]
    story.does(ANI, "penetapan_requested", **asked, despite="Batas tiga hari")


def test_a_mediators_signature_is_not_that_of_investigator_or_prosecutor() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, does_not())
    for party in (eka, yusuf):
        story.does(ANI, "agreement_signed", agreement=agreement, party=party, at=story.at("13:00"), proof="signature")
    story.records(NITA, "agreement_signed", agreement=agreement, at=story.at("13:00"), proof="signature")
    assert "officer_signed" in missing(story)
    story.does(BUDI, "agreement_signed", agreement=agreement, at=story.at("13:10"), proof="signature")
    assert "officer_signed" not in missing(story)


def test_a_forbidden_term_and_a_revoked_decree_come_back() -> None:
    story, _, yusuf, _ = settled()
    made = decree(story, yusuf)
    story.does(ANI, "fact_stated", fact="agreement_harms_third_party", value="ya")
    assert "lawful" in missing(story, yusuf) and "decree" not in missing(story, yusuf)
    story.records(GITA, "decree_revoked", decree=made, on=story.day(), reason="Keliru")
    assert "decree" in missing(story, yusuf)


def test_one_of_two_victims_who_is_restored_is_not_enough_and_the_other_is_named() -> None:
    story, (eka, rina), _ = theft(victims=("Eka", "Rina"))
    heir = story.does(ANI, "party_added", role="heir", name="Sari")
    story.does(ANI, "representation_added", represented=rina, party=heir, capacity="heir_power_of_attorney", on=story.day())
    story.does(ANI, "restoration_stated", party=eka, on=story.day(), proof="signature")
    assert any("Rina" in item.says for item in packet_of(story.case).items if item.code == "restored")
    story.does(ANI, "restoration_stated", party=heir, on=story.day(), proof="signature")
    assert "restored" not in missing(story)


def test_each_suspect_has_a_packet_of_his_own() -> None:
    story, (eka,), (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    agreement = story.agreement(yusuf, eka, pays(1_000_000, story.day(3)), suspect=yusuf)
    story.signed(agreement, eka, yusuf)
    story.paid(agreement)
    decree(story, yusuf)
    assert missing(story, yusuf) == {"restored"} and missing(story, rudi) == {"agreement", "decree", "restored"}


def planned(story: Story, suspect: str) -> Plan:
    answered = Answered(read_inquiries(question(story.case, story.case.things["party"][suspect], story.today), LAW)[0], LAW)
    instruments = LAW.governing(story.today, answered.inquiry.stage)
    steps, clocks = ([one for i in instruments for one in i.steps], [one for i in instruments for one in i.clocks])
    now = story.acts[-1].at.astimezone(ZoneInfo(str(WIB)))
    return plan(steps, clocks, milestones(story.case, suspect), answered.facts, on=story.today, now=now, calendar=load_calendar(), definitions=LAW.definitions)


def test_the_last_day_by_which_all_must_be_performed_comes_from_the_plan() -> None:
    story = Story(BUDI, "prosecution", today=Story().today.replace(year=2025))
    eka, yusuf = story.victim(by=BUDI), story.suspect(by=BUDI)
    story.does(BUDI, "charge_set", charges="Pasal 362 KUHP")
    assert packet_due(planned(story, yusuf)) is None
    story.does(BUDI, "fact_stated", fact="tahap_ii_on", value=story.day())
    story.consent(eka, yusuf, by=BUDI)
    agreement = story.agreement(yusuf, eka, by=BUDI)
    story.signed(agreement, eka, yusuf, by=BUDI, despite="Kerugian dicatat kemudian")
    assert packet_due(planned(story, yusuf)) == story.today + timedelta(days=14)
