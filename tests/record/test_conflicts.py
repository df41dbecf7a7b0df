"""What happens when two people act without knowing of each other: both are kept, and only true differences are named."""

from __future__ import annotations

import random

from record.story import ANI, BUDI, CITRA, FAJAR, INDAH, JOKO, KIKI, LENA, does_not, pays, theft
from rembuk.record.act import Act
from rembuk.record.case import Case, Conflict, fold
from rembuk.record.consent import consent_of
from rembuk.record.kinds import declaration
from rembuk.record.stages import standing
from rembuk.record.upcast import upcast


def named(case: Case) -> list[tuple[str, str, list[object]]]:
    return [(c.where, c.field, [s.value for s in c.said]) for c in case.conflicts]


def test_two_offices_that_state_a_fact_differently_are_both_heard_and_the_newer_is_shown() -> None:
    story, _, _ = theft()
    with story.unseen():
        story.records(ANI, "fact_stated", fact="loss", value=500_000)
        story.records(FAJAR, "fact_stated", fact="loss", value=700_000)
    assert named(story.case) == [("", "loss", [500_000, 700_000])]
    assert story.case.facts[("", "loss")].value == 700_000


def test_two_who_say_the_same_differ_in_nothing() -> None:
    story, _, _ = theft()
    with story.unseen():
        story.records(ANI, "fact_stated", fact="loss", value=500_000)
        story.records(FAJAR, "fact_stated", fact="loss", value=500_000)
    assert named(story.case) == []


def test_whoever_knows_both_statements_settles_them_and_whoever_knows_one_does_not() -> None:
    story, _, _ = theft()
    with story.unseen():
        first = story.records(ANI, "fact_stated", fact="loss", value=500_000)
        story.records(FAJAR, "fact_stated", fact="loss", value=700_000)
    after = fold([act for act in story.acts if act.id == first or act.author != FAJAR]).heads
    story._known = after
    story.records(ANI, "fact_stated", fact="loss", value=600_000)
    story._known = None
    assert named(story.case) == [("", "loss", [700_000, 600_000])]
    story.records(BUDI, "fact_stated", fact="loss", value=650_000)
    assert named(story.case) == [] and story.case.facts[("", "loss")].value == 650_000


def test_two_decisions_on_one_request_made_unseen_both_show_and_are_named_a_conflict() -> None:
    story, _, (yusuf,) = theft()
    asked = {"approval_of": "rj_stop", "level": "high_prosecutor", "to_office": "kejati-jateng", "on": story.day(), "suspect": yusuf, "text": "mohon"}
    request = story.does(INDAH, "approval_requested", **asked)
    with story.unseen():
        yes = story.does(JOKO, "approval_decided", request=request, decision="approved", on=story.day(), reason="Memenuhi syarat")
        no = story.records(KIKI, "approval_decided", request=request, decision="rejected", on=story.day(), reason="Residivis")
    assert named(story.case) == [(request, "decision", ["approved", "rejected"])]
    assert [act.id for act in story.case.acts_of("approval_decided")] == [yes, no]
    assert [act.fields["reason"] for act in story.case.things["request"][request].acts[1:]] == ["Memenuhi syarat", "Residivis"]
    story.does(JOKO, "approval_decided", request=request, decision="rejected", on=story.day(), reason="Setelah membaca keduanya")
    assert named(story.case) == []


def test_signatures_and_payments_made_unseen_stand_side_by_side() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, pays(1_000_000, story.day(7)))
    term = story.case.all("term")[0].id
    with story.unseen():
        for author, amount in ((ANI, 400_000), (BUDI, 600_000)):
            story.records(author, "agreement_signed", agreement=agreement, party=eka, at=story.at("13:00"), proof="signature")
            story.records(author, "payment_made", term=term, amount=amount, on=story.day(), basis="kuitansi")
    assert named(story.case) == []
    assert sum(p["amount"] for p in story.case.all("payment")) == 1_000_000
    assert len(list(story.case.acts_of("agreement_signed"))) == 2


def test_two_agreements_drafted_unseen_are_named_until_somebody_who_knows_both_signs_one() -> None:
    story, (eka,), (yusuf,) = theft()
    with story.unseen():
        first = story.agreement(yusuf, eka, does_not(), suspect=yusuf)
        second = story.agreement(yusuf, eka, pays(1, story.day(3)), by=BUDI, suspect=yusuf)
    assert named(story.case) == [(yusuf, "agreement", [first, second])]
    story.does(ANI, "agreement_signed", agreement=first, party=eka, at=story.at("13:00"), proof="signature")
    assert named(story.case) == []


def test_a_case_sent_two_ways_unseen_is_named() -> None:
    story, _, (yusuf,) = theft()
    with story.unseen():
        story.records(ANI, "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=story.day(), suspect=yusuf)
        story.records(FAJAR, "case_closed", close_reason="sp3", on=story.day(), suspect=yusuf)
    assert named(story.case) == [(yusuf, "standing", ["kejari-kebumen", "sp3"])]


def test_a_session_held_here_and_failed_there_is_named_and_may_be_settled() -> None:
    story, (eka,), (yusuf,) = theft()
    story.consent(eka, yusuf)
    session = story.does(ANI, "session_scheduled", at=story.at(days=1), place="Balai", facilitator="ani", invited=[eka, yusuf])
    held = {"session": session, "at": story.at("10:00"), "attended": [eka, yusuf], "accounts": [{"party": eka, "said": "Rugi"}], "outcome": "Damai"}
    with story.unseen():
        story.records(ANI, "session_held", **held)
        story.records(BUDI, "session_failed", session=session, at=story.at("10:00"), fail_reason="absent")
    assert (session, "status", ["held", "failed"]) in named(story.case)
    story.does(ANI, "session_held", **held)
    assert named(story.case) == []


def test_a_penetapan_given_and_returned_unseen_is_named() -> None:
    story, _, _ = theft()
    request = story.records(ANI, "penetapan_requested", to_office="pn-kebumen", on=story.day())
    with story.unseen():
        story.records(LENA, "penetapan_given", penetapan=request, on=story.day(), number="1/Pen", reason="Sah")
        story.records(CITRA, "penetapan_returned", penetapan=request, on=story.day(), reason="Kurang bukti")
    assert named(story.case) == [(request, "result", ["valid", "returned"])]


def test_a_suspects_own_fact_stands_over_that_of_the_case_and_neither_is_a_conflict() -> None:
    from rembuk.record.questions import question

    story, _, (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    with story.unseen():
        story.records(ANI, "fact_stated", fact="first_offence", value="ya")
        story.records(BUDI, "fact_stated", fact="first_offence", value="tidak", suspect=rudi)
    assert named(story.case) == []
    parties = story.case.things["party"]
    asked = {suspect: question(story.case, parties[suspect], story.today)["facts"]["first_offence"] for suspect in (yusuf, rudi)}
    assert asked == {yusuf: True, rudi: False}


def test_what_is_done_under_one_suspects_agreement_is_not_done_for_the_other() -> None:
    from rembuk.record.milestones import milestones

    story, (eka,), (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    agreement = story.agreement(yusuf, eka, pays(1_000_000, story.day(3)), suspect=yusuf)
    story.signed(agreement, eka, yusuf)
    story.paid(agreement)
    assert {"agreement_signed", "performed"} <= set(milestones(story.case, yusuf))
    assert not {"agreement_signed", "performed", "agreement_drafted"} & set(milestones(story.case, rudi))


def test_each_suspect_is_handed_over_received_and_closed_by_himself() -> None:
    story, _, (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    going = {"to_office": "kejari-kebumen", "to_stage": "prosecution", "handover_reason": "tahap_ii", "on": story.day()}
    handover = story.does(ANI, "handed_over", **going, suspect=yusuf)
    assert [standing(story.case, s).stage for s in (yusuf, rudi)] == ["prosecution", "police"]
    assert not standing(story.case, yusuf).received
    story.does(BUDI, "handover_received", handover=handover, on=story.day())
    assert standing(story.case, yusuf).received
    story.does(ANI, "case_closed", close_reason="sp3", on=story.day(), suspect=rudi)
    assert standing(story.case, rudi).closed == "sp3" and not standing(story.case, yusuf).closed and not standing(story.case).closed
    story.does(BUDI, "case_closed", close_reason="judgment", on=story.day(), suspect=yusuf)
    assert standing(story.case).closed == "judgment"
    story.does(BUDI, "case_reopened", on=story.day(), suspect=yusuf, reason="Perlawanan")
    assert not standing(story.case).closed and standing(story.case, rudi).closed


def test_receiving_an_older_handover_says_nothing_of_the_newer() -> None:
    story, _, _ = theft()
    first = story.records(ANI, "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=story.day())
    story.records(ANI, "handed_over", to_office="polres-cilacap", to_stage="police", handover_reason="other_agency", on=story.day())
    story.records(BUDI, "handover_received", handover=first, on=story.day())
    assert (standing(story.case).office, standing(story.case).received) == ("polres-cilacap", False)


def test_an_act_on_a_thing_that_has_not_arrived_waits_and_states_nothing() -> None:
    story, _, (yusuf,) = theft()
    begun = story.does(ANI, "detention_begun", suspect=yusuf, on=story.day(), detention_place="polres", until=story.day(19))
    longer = story.does(ANI, "detention_extended", detention=begun, on=story.day(), until=story.day(59), by_whom="Kejari")
    without = fold([act for act in story.acts if act.id != begun])
    assert [act.id for act in without.unread] == [longer] and ("", "detention_expires_on") not in without.facts
    assert not story.case.unread and story.case.facts[(yusuf, "detention_expires_on")].value == story.day(59)


def test_a_clock_that_runs_behind_does_not_put_an_answer_before_its_question() -> None:
    story, (eka,), _ = theft()
    behind = [act._replace(clock=1) if act.author == BUDI else act for act in story.acts]
    story.acts = behind
    story.does(BUDI, "party_corrected", party=eka, phone="0812 3456 7890")
    story.acts[-1] = story.acts[-1]._replace(clock=2)
    case = story.case
    assert case.acts[0].kind == "case_opened" and case.acts[-1].author == BUDI and not case.unread
    assert case.things["party"][eka]["phone"] == "+6281234567890"


def test_equal_clocks_are_ordered_the_same_way_everywhere() -> None:
    story, _, _ = theft()
    with story.unseen():
        for author in (ANI, BUDI, FAJAR):
            story.records(author, "fact_stated", fact="loss", value=len(author.user))
    same = [act._replace(clock=story.acts[-1].clock) if act.kind == "fact_stated" and i > 5 else act for i, act in enumerate(story.acts)]
    for seed in range(10):
        shuffled = same * 2
        random.Random(seed).shuffle(shuffled)
        assert [act.id for act in fold(shuffled).acts] == [act.id for act in fold(same).acts]


def test_acts_that_claim_to_have_seen_each_other_are_still_read() -> None:
    story, _, _ = theft()
    one, two = (story.records(author, "fact_stated", fact="loss", value=1) for author in (ANI, BUDI))
    looped = [act._replace(seen=(two,)) if act.id == one else act for act in story.acts]
    assert {act.id for act in fold(looped).acts} == {act.id for act in story.acts}


def test_an_act_without_any_memory_conflicts_with_what_it_did_not_see() -> None:
    story, _, _ = theft()
    story.records(BUDI, "fact_stated", fact="loss", value=5)
    blind = [*story.acts[:-1], story.acts[-1]._replace(seen=())]
    assert [(c.field, len(c.said)) for c in fold(blind).conflicts] == [("loss", 2)]


def test_an_act_of_an_older_shape_is_read_as_today_and_one_of_a_newer_program_is_kept_unread() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, does_not())
    signed = story.does(ANI, "agreement_signed", agreement=agreement, party=eka, at=story.at("13:00"), proof="signature")
    fields = dict(story.acts[-1].fields)
    old = story.acts[-1]._replace(shape=1, fields={"signer": fields.pop("party"), **fields})
    read = fold([*story.acts[:-1], old])
    assert read.acts[-1].fields["party"] == eka and read.acts[-1].fields == story.acts[-1].fields and not read.unread
    new = fold([*story.acts[:-1], story.acts[-1]._replace(shape=9)])
    assert [act.id for act in new.unread] == [signed] and new.acts[-1].shape == 9


def test_upcasts_go_shape_by_shape_and_drop_nothing() -> None:
    kind = declaration().kinds["note_added"]._replace(shape=3)
    steps = {("note_added", 1): lambda f: {"text": f["note"], **{k: v for k, v in f.items() if k != "note"}}}
    act = Act("a.1", "a.1", "note_added", {"note": "x", "extra": 1}, ANI, "a", 1, 1, ())
    read = upcast(act, kind, steps)
    assert read is not None and (read.fields, read.shape) == ({"text": "x", "extra": 1}, 3)


def test_consent_given_here_and_taken_back_there_unseen_leaves_both_on_record_and_the_later_word_counts() -> None:
    story, (eka,), _ = theft()
    with story.unseen():
        story.records(ANI, "consent_given", party=eka, at=story.at("10:00"), proof="signature")
        story.records(BUDI, "consent_withdrawn", party=eka, at=story.at("10:30"))
    assert consent_of(story.case, story.case.things["party"][eka]).state == "withdrawn"
    assert len(list(story.case.acts_of("consent_given", "consent_withdrawn"))) == 4


def test_a_conflict_says_where_it_stands() -> None:
    story, (eka,), _ = theft()
    with story.unseen():
        story.records(ANI, "party_corrected", party=eka, phone="0811111111")
        story.records(BUDI, "party_corrected", party=eka, phone="0822222222")
    (found,) = story.case.conflicts
    assert isinstance(found, Conflict) and (found.where, found.field) == (eka, "phone")
