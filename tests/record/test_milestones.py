"""When the milestones of the law are reached, and that law and record speak of the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from record.story import ANI, BUDI, DEWI, INDAH, JOKO, Story, does_not, pays, theft
from rembuk.law.library import load_law
from rembuk.law.procedure import Step
from rembuk.record.act import clock_of
from rembuk.record.days import when
from rembuk.record.kinds import Kind, declaration
from rembuk.record.milestones import COMPUTED, milestones

LAW = load_law()
MILESTONES = LAW.words.milestones
KINDS = declaration().kinds


def reached_by(kind: Kind) -> set[str]:
    """What doing an act of this kind may reach; a stated date reaches whatever it dates."""
    shown = {m.id for m in MILESTONES.values() if m.fact and (m.fact in kind.states or kind.name == "fact_stated")}
    return set(kind.reaches) | set(COMPUTED.get(kind.name, ())) | shown


def steps() -> Iterator[Step]:
    for instrument_id in LAW.ids:
        yield from LAW.instrument(instrument_id).steps


def test_every_milestone_an_act_reaches_is_one_of_the_laws() -> None:
    for kind in KINDS.values():
        assert reached_by(kind) <= set(MILESTONES), kind.name


@pytest.mark.parametrize("milestone", sorted(MILESTONES))
def test_every_milestone_of_the_law_can_be_reached(milestone: str) -> None:
    assert any(milestone in reached_by(kind) for kind in KINDS.values())


@pytest.mark.parametrize("step", list(steps()), ids=lambda step: f"{step.instrument}/{step.id}")
def test_a_step_of_the_law_is_recorded_by_an_act_its_role_may_do_and_that_completes_it(step: Step) -> None:
    kind = KINDS[step.act]
    assert step.role in kind.by or step.role == "party"
    assert reached_by(kind) & set(step.until) or step.done_when is not None


def told(story: Story, suspect: str = "") -> set[str]:
    return set(milestones(story.case, suspect))


def test_an_agreement_is_signed_with_the_last_signature_and_performed_with_the_last_term() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, pays(300_000, story.day(3)), does_not())
    money, promise = (term.id for term in story.case.all("term"))
    story.signed(agreement, eka)
    assert "agreement_signed" not in told(story)
    last = story.does(ANI, "agreement_signed", agreement=agreement, party=yusuf, at=story.at("13:30"), proof="signature")
    assert milestones(story.case)["agreement_signed"][0].act == last
    story.does(ANI, "term_performed", term=promise, on=story.day(), basis="pernyataan")
    assert "performed" not in told(story)
    story.later(2)
    paid = story.does(ANI, "payment_made", term=money, amount=300_000, on=story.day(), basis="kuitansi")
    assert [(one.act, one.on) for one in milestones(story.case)["performed"]] == [(paid, story.today)]


def test_what_was_performed_stays_performed_when_a_breach_is_declared_afterwards() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, pays(300_000, story.day(3)))
    story.signed(agreement, eka, yusuf)
    story.paid(agreement)
    story.does(ANI, "breach_declared", agreement=agreement, party=yusuf, on=story.day(), reason="Mengancam korban")
    assert {"performed", "breached"} <= told(story)


def test_money_paid_before_everybody_signed_performs_the_agreement_with_the_last_signature() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, pays(300_000, story.day(3)))
    story.paid(agreement)
    assert "performed" not in told(story)
    story.signed(agreement, eka, yusuf)
    assert len(milestones(story.case)["performed"]) == 1


def test_rights_are_explained_once_both_sides_were_told() -> None:
    story = Story()
    eka, yusuf = story.victim(), story.suspect()
    asked = {"at": story.at("08:00"), "language": "indonesian", "told": "Hak"}
    story.does(ANI, "rights_explained", party=eka, **asked)
    assert "rights_explained" not in told(story)
    both = story.does(ANI, "rights_explained", party=yusuf, **asked)
    assert milestones(story.case, yusuf)["rights_explained"][0].act == both


def test_an_offer_is_accepted_when_every_victim_and_the_suspect_accept_and_refused_by_one() -> None:
    story, (eka,), (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    offer = story.does(BUDI, "offer_made", parties=[eka, yusuf, rudi], on=story.day())
    for party, answer in ((eka, "accepted"), (yusuf, "accepted"), (rudi, "refused")):
        story.does(BUDI, "offer_answered", offer=offer, party=party, answer=answer, on=story.day())
    assert "offer_accepted" in told(story, yusuf) and "offer_refused" not in told(story, yusuf)
    assert "offer_refused" in told(story, rudi) and "offer_accepted" not in told(story, rudi)


def test_only_an_approval_of_the_stop_counts_as_approval_of_the_stop() -> None:
    story, _, (yusuf,) = theft()
    for what, level, decision in (("venue", "high_prosecutor", "approved"), ("rj_stop", "high_prosecutor", "returned"), ("village_gate", "high_prosecutor", "approved")):
        request = story.does(INDAH, "approval_requested", approval_of=what, level=level, to_office="kejati-jateng", on=story.day(), text="x")
        story.does(JOKO, "approval_decided", request=request, decision=decision, on=story.day(), reason="x")
    assert {"approval_requested", "approval_returned", "village_gate_approved"} <= told(story, yusuf)
    assert not {"approval_given", "approval_rejected", "village_gate_refused"} & told(story, yusuf)


def test_each_level_reaches_its_own_milestones_and_only_the_law_says_which_counts() -> None:
    story, _, (yusuf,) = theft()
    asked = {"approval_of": "rj_stop", "to_office": "kejati-jateng", "on": story.day(), "text": "x"}
    lower = story.does(INDAH, "approval_requested", level="high_prosecutor", **asked)
    above = story.does(JOKO, "approval_requested", level="deputy_attorney_general", **(asked | {"to_office": "jam-pidum"}))
    story.does(DEWI, "approval_decided", request=above, decision="approved", on=story.day(), reason="x")
    assert {"high_prosecutor_asked", "deputy_attorney_general_asked", "deputy_attorney_general_decided", "approval_given"} <= told(story, yusuf)
    assert "high_prosecutor_approved" not in told(story, yusuf)
    story.does(JOKO, "approval_decided", request=lower, decision="approved", on=story.day(), reason="x")
    assert "high_prosecutor_approved" in told(story, yusuf)


def test_the_file_counts_as_received_when_the_prosecution_receives_it() -> None:
    story, _, _ = theft()
    handover = story.does(ANI, "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="tahap_ii", on=story.day())
    assert "tahap_ii" in told(story) and "file_received_by_prosecutor" not in told(story)
    story.later(1)
    story.does(BUDI, "handover_received", handover=handover, on=story.day())
    assert milestones(story.case)["file_received_by_prosecutor"][0].on == story.today


def test_history_entered_as_facts_shows_milestones_and_acts_are_believed_before_facts() -> None:
    story, _, _ = theft()
    story.does(ANI, "fact_stated", fact="spdp_sent_on", value="2026-02-10")
    story.does(ANI, "fact_stated", fact="tahap_ii_on", value="belum")
    assert milestones(story.case)["spdp_sent"][0].on == date(2026, 2, 10) and "tahap_ii" not in told(story)
    assert "accident" not in told(story)
    story.does(ANI, "spdp_sent", on="2026-02-12")
    assert [one.on for one in milestones(story.case)["spdp_sent"]] == [date(2026, 2, 12)]


def test_a_milestone_of_one_suspect_is_not_reached_for_another() -> None:
    story, _, (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    story.does(ANI, "detention_begun", suspect=yusuf, on=story.day(), detention_place="polres", until=story.day(19))
    story.does(ANI, "detention_extended", detention=story.case.all("detention")[0].id, on=story.day(), until=story.day(40), by_whom="Kejari")
    assert {"detention_started", "detention_extended"} <= told(story, yusuf)
    assert not {"detention_started", "detention_extended"} & told(story, rudi)


def test_the_legal_day_is_that_of_the_place_not_of_greenwich() -> None:
    story = Story()
    at_night = story.acts[0]._replace(fields={}, clock=clock_of(datetime(2026, 3, 1, 18, 30, tzinfo=UTC)))
    assert when(at_night)[0] == date(2026, 3, 2)
    assert when(at_night, "WIT")[0] == date(2026, 3, 2)
    assert when(at_night._replace(fields={"on": "2026-02-27"}))[0] == date(2026, 2, 27)
    assert when(at_night._replace(fields={"at": "2026-02-28T23:00+09:00"}))[0] == date(2026, 2, 28)
