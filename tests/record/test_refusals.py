"""Every refusal, with a way out that works: after doing what it says, the act is allowed."""

from __future__ import annotations

from typing import Any

import pytest

from record.every_kind import every_kind
from record.story import (
    ANI,
    BUDI,
    CITRA,
    DEWA,
    DEWI,
    EKA,
    FAJAR,
    GITA,
    INDAH,
    JOKO,
    KIKI,
    LENA,
    MIRA,
    NITA,
    OKI,
    TODAY,
    Story,
    does_not,
    pays,
    refused,
    theft,
)
from rembuk.record.act import Author
from rembuk.record.decide import decide, may_do
from rembuk.record.kinds import declaration
from rembuk.record.outcome import Accepted, Refused
from rembuk.record.stages import STAGES


def test_an_act_nobody_declared_asks_for_a_newer_program() -> None:
    assert refused(decide(Story().case, "besok", {}, ANI, TODAY)) == "unknown-kind"


def test_a_case_is_opened_once_and_nothing_is_done_in_no_case() -> None:
    story = Story()
    assert refused(story.tries(ANI, "case_opened", title="x", practice="general", begins_at="police", on=story.day())) == "case-open"
    assert refused(decide(None, "note_added", {"text": "x"}, ANI, TODAY)) == "no-case"


def test_a_role_without_the_power_is_told_who_has_it() -> None:
    outcome = Story().tries(BUDI, "investigation_started", on="2026-03-02")
    assert isinstance(outcome, Refused) and outcome.code == "wrong-role" and "penyidik" in outcome.remedy and "investigator" in outcome.remedy_en


def test_an_act_of_another_stage_waits_for_the_handover() -> None:
    story = Story()
    asked = {"to_office": "pn-kebumen", "on": story.day()}
    outcome = story.tries(BUDI, "filed_in_court", **asked)
    assert isinstance(outcome, Refused) and outcome.code == "wrong-stage" and "penuntutan" in outcome.reason and " or " not in outcome.reason
    story.does(ANI, "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=story.day())
    story.does(BUDI, "filed_in_court", **asked)


def test_an_act_about_everybody_is_allowed_at_the_stage_of_any_of_them() -> None:
    story, _, (yusuf, _) = theft(suspects=("Yusuf Ali", "Rudi"))
    story.does(ANI, "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=story.day(), suspect=yusuf)
    story.does(ANI, "spdp_sent", on=story.day())
    assert refused(story.tries(BUDI, "opinion_written", on=story.day(), suspect=yusuf, recommendation="grant", text="x")) == ""


def test_a_closed_case_takes_what_follows_a_settlement_and_nothing_else_until_it_is_reopened() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, pays(1_000_000, story.day(3)))
    story.signed(agreement, eka, yusuf)
    assert refused(story.tries(ANI, "case_closed", close_reason="rj", on=story.day())) == "not-performed"
    story.does(ANI, "case_closed", close_reason="rj", on=story.day(), reason="Cicilan dijamin keluarga")
    term = story.case.all("term")[0].id
    assert refused(story.tries(ANI, "party_added", role="witness", name="Sari")) == "closed"
    story.does(ANI, "term_defaulted", term=term, on=story.day(), reason="Tidak membayar")
    story.does(ANI, "payment_made", term=term, amount=1_000_000, on=story.day(), basis="kuitansi")
    story.does(EKA, "consent_withdrawn", party=eka, at=story.at("12:00"))
    story.does(ANI, "note_added", text="Arsip")
    story.does(ANI, "case_reopened", on=story.day(), reason="Bukti baru")
    story.does(ANI, "party_added", role="witness", name="Sari")
    assert refused(story.tries(ANI, "case_reopened", on=story.day(), reason="Lagi")) == "not-closed"


def test_one_suspects_closing_leaves_the_others_case_open() -> None:
    story, _, (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    story.does(ANI, "case_closed", close_reason="sp3", on=story.day(), suspect=yusuf)
    assert refused(story.tries(ANI, "charge_set", suspect=yusuf, charges="Pasal 476")) == "closed"
    story.does(ANI, "charge_set", suspect=rudi, charges="Pasal 476")
    story.does(ANI, "charge_set", charges="Pasal 476")
    story.does(ANI, "case_reopened", suspect=yusuf, on=story.day(), reason="x")


def test_only_the_office_it_was_sent_to_receives_a_case_and_only_once() -> None:
    story = Story()
    handover = story.does(ANI, "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=story.day())
    receiving = {"handover": handover, "on": story.day()}
    assert refused(story.tries(FAJAR, "handover_received", **receiving)) == "handover-to-another"
    story.does(BUDI, "handover_received", **receiving)
    assert refused(story.tries(BUDI, "handover_received", **receiving)) == "handover-received"


def requested(level: str = "high_prosecutor", by: Author = INDAH) -> tuple[Story, str]:
    story = Story(BUDI, "prosecution")
    return story, story.does(by, "approval_requested", approval_of="rj_stop", level=level, to_office="kejati-jateng", on=story.day(), text="mohon")


def test_nobody_approves_his_own_request_and_nobody_another_offices() -> None:
    story, request = requested(by=JOKO)
    deciding = {"request": request, "decision": "approved", "on": story.day(), "reason": "x"}
    assert refused(story.tries(JOKO, "approval_decided", **deciding)) == "own-request"
    assert refused(story.tries(KIKI._replace(office="kejati-bali"), "approval_decided", **deciding)) == "not-your-request"
    assert refused(story.tries(INDAH, "approval_decided", **deciding)) == "not-your-request"
    story.does(KIKI, "approval_decided", **deciding)
    assert refused(story.tries(KIKI, "approval_decided", **deciding)) == "request-decided"
    assert refused(story.tries(KIKI, "approval_received", request=request, on=story.day())) == "request-decided"


def test_a_stop_follows_its_approval_or_says_why_not() -> None:
    story, request = requested()
    yusuf = story.suspect(by=BUDI)
    said: dict[str, Any] = {"decree_kind": "skp2", "decree_ground": "restorative", "on": story.day(), "number": "1", "suspect": yusuf, "reason": "RJ"}
    assert refused(story.tries(INDAH, "termination_ordered", **said)) == "not-approved"
    story.does(JOKO, "approval_decided", request=request, decision="approved", on=story.day(), reason="x")
    story.does(INDAH, "termination_ordered", **said)


def test_a_stop_waits_for_every_level_that_was_asked() -> None:
    story, request = requested()
    yusuf = story.suspect(by=BUDI)
    said: dict[str, Any] = {"decree_kind": "skp2", "decree_ground": "restorative", "on": story.day(), "number": "1", "suspect": yusuf, "reason": "RJ"}
    asked = {"approval_of": "rj_stop", "level": "deputy_attorney_general", "to_office": "jam-pidum", "on": story.day(), "text": "mohon"}
    above = story.does(JOKO, "approval_requested", **asked)
    story.does(DEWI, "approval_decided", request=above, decision="approved", on=story.day(), reason="x")
    assert refused(story.tries(INDAH, "termination_ordered", **said)) == "not-approved"
    story.does(JOKO, "approval_decided", request=request, decision="approved", on=story.day(), reason="x")
    story.does(INDAH, "termination_ordered", **said)


def test_an_approval_by_the_own_head_alone_ends_no_prosecution() -> None:
    story = Story(BUDI, "prosecution")
    yusuf = story.suspect(by=BUDI)
    request = story.does(BUDI, "approval_requested", approval_of="rj_stop", level="chief_prosecutor", to_office=INDAH.office, on=story.day(), text="mohon")
    story.does(INDAH, "approval_decided", request=request, decision="approved", on=story.day(), reason="x")
    said: dict[str, Any] = {"decree_kind": "skp2", "decree_ground": "restorative", "on": story.day(), "number": "1", "suspect": yusuf, "reason": "RJ"}
    assert refused(story.tries(INDAH, "termination_ordered", **said)) == "not-approved"


def test_only_the_court_addressed_gives_the_penetapan_and_once() -> None:
    story = Story()
    penetapan = story.records(ANI, "penetapan_requested", to_office="pn-kebumen", on=story.day())
    giving = {"penetapan": penetapan, "on": story.day(), "number": "1", "reason": "Sah"}
    assert refused(story.tries(LENA._replace(office="pn-cilacap"), "penetapan_given", **giving)) == "not-this-court"
    assert refused(story.tries(CITRA, "penetapan_given", **giving)) == "wrong-role"
    story.does(MIRA, "penetapan_request_received", penetapan=penetapan, on=story.day())
    story.does(LENA, "penetapan_given", **giving)
    assert refused(story.tries(LENA, "penetapan_returned", penetapan=penetapan, on=story.day(), reason="x")) == "penetapan-decided"


def test_a_session_is_held_once_by_somebody_without_an_interest_with_both_sides_there() -> None:
    story, (eka,), (yusuf,) = theft()
    session = story.does(ANI, "session_scheduled", at=story.at(days=1), place="Polres", facilitator="ani", invited=[eka, yusuf])
    held: dict[str, Any] = {"session": session, "at": story.at(), "attended": [yusuf], "accounts": [{"party": yusuf, "said": "..."}], "outcome": "sepakat"}
    outcome = story.tries(ANI, "session_held", **held)
    assert isinstance(outcome, Refused) and outcome.code == "side-absent" and outcome.soft and "Eka" in outcome.reason
    advocate = story.does(ANI, "party_added", role="advocate", name="Pengacara")
    story.does(ANI, "representation_added", represented=eka, party=advocate, capacity="advocate", on=story.day())
    assert refused(story.tries(ANI, "session_held", **held | {"attended": [yusuf, advocate]})) == "side-absent"
    story.does(ANI, "interest_declared", interest="ya")
    assert refused(story.tries(ANI, "session_held", **held | {"attended": [eka, yusuf]})) == "has-interest"
    story.does(BUDI, "session_held", **held | {"attended": [eka, yusuf]})
    assert refused(story.tries(BUDI, "session_failed", session=session, at=story.at(), fail_reason="other")) == "session-over"


def test_a_session_for_one_suspect_needs_his_consent_and_presence_and_not_the_others() -> None:
    story, (eka,), (yusuf,) = theft()
    story.suspect("Rudi")
    asked = {"at": story.at(days=1), "place": "Polres", "facilitator": "ani", "invited": [eka, yusuf]}
    rows = [{"party": eka, "said": "..."}]
    for suspect, code in (("", "no-consent"), (yusuf, "")):
        session = story.does(ANI, "session_scheduled", **asked, suspect=suspect)
        assert refused(story.tries(ANI, "session_held", session=session, at=story.at(), attended=[eka, yusuf], accounts=rows, outcome="x")) == code


def test_a_soft_refusal_says_so_and_what_was_passed_is_kept() -> None:
    story, (eka,), (yusuf,) = theft(loss=1)
    agreement = story.agreement(yusuf, eka)
    signing = {"agreement": agreement, "party": eka, "at": story.at("13:00"), "proof": "signature"}
    outcome = story.tries(ANI, "agreement_signed", **signing)
    assert isinstance(outcome, Refused) and outcome.soft
    outcome = story.tries(ANI, "agreement_signed", **signing, despite="Korban meminta")
    assert isinstance(outcome, Accepted) and outcome.despite == ("above-loss",)


def test_a_hard_refusal_is_not_talked_away() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.does(ANI, "agreement_drafted", terms=[does_not()], parties=[eka, yusuf], on=story.day())
    signing = {"agreement": agreement, "party": eka, "at": story.at("13:00"), "proof": "signature", "despite": "Mendesak"}
    outcome = story.tries(ANI, "agreement_signed", **signing)
    assert isinstance(outcome, Refused) and outcome.code == "ownerless" and not outcome.soft


AUTHORS = (ANI, GITA, BUDI, INDAH, JOKO, CITRA, LENA, MIRA, DEWA, NITA, OKI, EKA)


def test_every_refusal_that_can_be_met_speaks_both_languages_and_shows_a_way() -> None:
    story = every_kind()
    met: dict[str, Refused] = {}
    for act in story.acts:
        for author in AUTHORS:
            for case in (story.case, None):
                outcome = decide(case, act.kind, act.fields, author, TODAY)
                if isinstance(outcome, Refused):
                    met[outcome.code] = outcome
    assert len(met) > 8
    for outcome in met.values():
        texts = outcome.reason, outcome.reason_en, outcome.remedy, outcome.remedy_en
        assert all(text.endswith(".") and "None" not in text for text in texts) and len(set(texts)) == 4, outcome


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("author", AUTHORS, ids=lambda author: author.role)
def test_what_is_offered_is_never_refused_for_role_stage_or_closing(author: Author, stage: str, closed: bool) -> None:
    story = Story(DEWA, stage)
    if closed:
        story.records(DEWA, "case_closed", close_reason="judgment", on=story.day())
    offered = {kind.name for kind in may_do(author.role, stage, closed)}
    for kind in declaration().kinds.values():
        code = refused(decide(story.case, kind.name, {}, author, TODAY))
        assert (code in ("wrong-role", "wrong-stage", "closed", "case-open")) is (kind.name not in offered), (kind.name, code)
