"""What may be agreed, who has signed, what is owed, and what follows when it is not done."""

from __future__ import annotations

from typing import Any

import pytest

from record.story import ANI, BUDI, DEWA, GITA, INDAH, MIRA, NITA, Story, does_not, pays, refused, theft
from rembuk.record.agreement import (
    check,
    current,
    defaulted,
    loss_of,
    owed,
    performed,
    settled,
    signatures,
    terms_of,
    unsigned,
)
from rembuk.record.stages import standing, village_door_is_closed
from rembuk.record.term_check import forbidden_terms


def found(story: Story, *, forbidden: bool | None = None) -> set[str]:
    agreement = current(story.case)
    assert agreement is not None
    all_found = check(story.case, agreement, loss=loss_of(story.case), packet_due=None)
    return {f.code for f in all_found if forbidden is None or f.forbidden == forbidden}


def signing(story: Story, agreement: str, party: str, **more: Any) -> str:
    return refused(story.tries(ANI, "agreement_signed", agreement=agreement, party=party, at=story.at("13:00"), proof="signature", **more))


def test_an_agreement_within_the_loss_with_owner_amount_and_day_raises_nothing() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka)
    assert found(story) == set()
    assert signing(story, agreement, eka) == ""


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ({"term_kind": "do", "what": "Membersihkan masjid"}, "undated"), ({"term_kind": "pay", "what": "Ganti rugi", "due_on": "2026-03-20"}, "no_amount"),
        (pays(100_000, "2026-03-01"), "impossible"), ({**does_not(), "owner": ""}, "ownerless"),
    ],
)  # fmt: skip
def test_what_nobody_could_carry_out_is_not_signed_for_any_reason(term: dict[str, Any], code: str) -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.does(ANI, "agreement_drafted", terms=[{"owner": yusuf, "to_party": eka, **term}], parties=[eka, yusuf], on=story.day())
    assert code in found(story, forbidden=True)
    assert signing(story, agreement, eka, despite="Sudah biasa begitu") == code.replace("_", "-")


def test_more_than_the_loss_is_signed_only_with_a_reason() -> None:
    story, (eka,), (yusuf,) = theft(loss=900_000)
    agreement = story.agreement(yusuf, eka)
    assert found(story) == {"above_loss"}
    assert signing(story, agreement, eka) == "above-loss"
    assert signing(story, agreement, eka, despite="Termasuk ongkos berobat") == ""


def test_agreements_of_several_suspects_are_held_against_the_loss_together() -> None:
    story, (eka,), (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    story.agreement(yusuf, eka, pays(700_000, story.day(7)), suspect=yusuf)
    story.agreement(rudi, eka, pays(700_000, story.day(7)), suspect=rudi)
    assert found(story) == {"above_loss"}
    story.does(ANI, "fact_stated", fact="loss", value=700_000, suspect=rudi)
    assert found(story) == set()


def test_an_unknown_loss_is_asked_for() -> None:
    story = Story()
    eka, yusuf = story.victim(), story.suspect()
    story.consent(eka, yusuf)
    agreement = story.agreement(yusuf, eka)
    assert found(story) == {"loss_unknown"}
    assert signing(story, agreement, eka) == "loss-unknown"


@pytest.mark.parametrize(
    ("what", "ground"),
    [
        ("Pelaku dicambuk di depan warga", "human_rights"), ("Pelaku menikahi korban", "human_rights"), ("Pelaku pergi dari kampung", "human_rights"),
        ("Korban tidak boleh melapor ke polisi", "law"), ("Membayar uang kepada penyidik", "law"), ("Pelaku dipecat dari pekerjaannya", "third_party"),
        ("Tidak bertemu korban seumur hidup", "impossible"), ("Santunan Jasa Raharja menjadi hak pelaku", "insurance"),
    ],
)  # fmt: skip
def test_words_stop_a_signature_until_a_person_has_looked(what: str, ground: str) -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, does_not(what))
    assert found(story, forbidden=False) == {ground} and not found(story, forbidden=True)
    assert signing(story, agreement, eka) == ground.replace("_", "-")
    fact = forbidden_terms()[0][ground].fact
    story.does(ANI, "fact_stated", fact=fact, value="tidak")
    assert found(story) == set()
    story.does(ANI, "fact_stated", fact=fact, value="ya")
    assert found(story, forbidden=True) == {ground}
    assert signing(story, agreement, eka, despite="Warga mau begitu") == ground.replace("_", "-")


def test_words_that_say_nothing_of_the_kind_raise_nothing() -> None:
    story, (eka,), (yusuf,) = theft()
    innocent = ("Membayar ganti rugi", "Meminta maaf di hadapan keluarga", "Memperbaiki pagar", "Membersihkan balai desa", "Tidak mengulangi perbuatan")
    for what in innocent:
        story.agreement(yusuf, eka, does_not(what))
        assert found(story) == set(), what


def test_a_declaration_on_an_earlier_version_says_nothing_of_the_next() -> None:
    story, (eka,), (yusuf,) = theft()
    first = story.agreement(yusuf, eka, does_not("Pergi dari desa"))
    story.does(ANI, "fact_stated", fact="agreement_breaks_human_rights", value="tidak")
    story.agreement(yusuf, eka, does_not("Dicambuk sepuluh kali"), replaces=first)
    assert found(story) == {"human_rights"}


def test_two_people_who_differ_on_whether_a_term_is_lawful_leave_it_forbidden() -> None:
    story, (eka,), (yusuf,) = theft()
    story.agreement(yusuf, eka, does_not("Pergi dari desa"))
    with story.unseen():
        story.records(BUDI, "fact_stated", fact="agreement_breaks_human_rights", value="ya")
        story.records(ANI, "fact_stated", fact="agreement_breaks_human_rights", value="tidak")
    assert found(story, forbidden=True) == {"human_rights"}


def test_every_pattern_names_a_ground_and_every_ground_a_fact_of_the_law() -> None:
    from rembuk.law.library import load_law

    grounds, patterns = forbidden_terms()
    assert {pattern.ground for pattern in patterns} <= set(grounds)
    assert {load_law().facts[ground.fact].type for ground in grounds.values()} == {"bool"}


def test_whoever_is_burdened_from_outside_or_paid_without_being_victim_is_asked_about() -> None:
    story, (eka, _), (yusuf,) = theft(victims=("Eka", "Rina"))
    leader = story.does(ANI, "party_added", role="adat_leader", name="Pak Tua")
    terms = [{**does_not(), "owner": leader}, {**pays(100_000, story.day(3)), "owner": yusuf, "to_party": leader}, {**pays(1, story.day(3)), "owner": yusuf}]
    story.does(ANI, "agreement_drafted", terms=terms, parties=[eka, yusuf], on=story.day())
    assert found(story) == {"third_party", "paid_elsewhere", "recipient_unnamed"}


def test_instalments_that_outrun_the_court_packet_are_asked_about() -> None:
    story, (eka,), (yusuf,) = theft()
    story.agreement(yusuf, eka)
    agreement = current(story.case)
    assert agreement is not None
    last = story.today.replace(day=16)
    assert not check(story.case, agreement, loss=1_000_000, packet_due=last)
    assert [f.code for f in check(story.case, agreement, loss=1_000_000, packet_due=last.replace(day=15))] == ["outruns_packet"]


def test_a_childs_compensation_is_due_within_three_months_of_the_agreement() -> None:
    story, (eka,), (yusuf,) = theft()
    story.does(ANI, "diversion_started", suspect=yusuf, on=story.day())
    story.agreement(yusuf, eka, pays(1_000_000, "2026-06-02"))
    assert found(story) == set()
    story.agreement(yusuf, eka, pays(1_000_000, "2026-06-03"))
    assert found(story, forbidden=True) == {"child_three_months"}
    story.agreement(yusuf, eka, {"term_kind": "do", "what": "Kerja bakti", "due_on": "2026-06-03"})
    assert found(story, forbidden=False) == {"child_three_months"}


def test_an_agreement_is_signed_when_every_victim_and_suspect_has_by_own_hand_or_a_representatives() -> None:
    story, (eka, rina), (yusuf,) = theft(victims=("Eka", "Rina"))
    heir = story.does(ANI, "party_added", role="heir", name="Sari")
    story.does(ANI, "representation_added", represented=rina, party=heir, capacity="heir_power_of_attorney", on=story.day())
    agreement = story.agreement(yusuf, eka)
    story.signed(agreement, eka, heir)
    made = story.case.things["agreement"][agreement]
    assert [party.id for party in unsigned(story.case, made)] == [yusuf]
    story.signed(agreement, yusuf)
    story.later(5)
    story.does(ANI, "representation_ended", representation=story.case.all("representation")[0].id, on=story.day())
    assert unsigned(story.case, story.case.things["agreement"][agreement]) == []


def test_the_officers_place_is_that_of_investigator_or_prosecutor_not_of_a_mediator() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka)
    story.records(NITA, "agreement_signed", agreement=agreement, at=story.at(), proof="signature")
    assert set(signatures(story.case, story.case.things["agreement"][agreement])) == {"mediator"}
    story.does(ANI, "agreement_signed", agreement=agreement, at=story.at(), proof="signature")
    assert "officer" in signatures(story.case, story.case.things["agreement"][agreement])


def test_a_new_agreement_that_is_refused_leaves_the_old_one_standing() -> None:
    story, (eka,), (yusuf,) = theft()
    first = story.agreement(yusuf, eka)
    second = story.agreement(yusuf, eka, pays(900_000, story.day(3)), replaces=first)
    assert current(story.case).id == second  # type: ignore[union-attr]
    assert signing(story, first, eka) == "agreement-replaced"
    story.does(ANI, "agreement_refused", agreement=second, party=eka, on=story.day())
    assert current(story.case).id == first  # type: ignore[union-attr]
    assert signing(story, second, eka) == "agreement-replaced"
    assert signing(story, first, eka) == ""


def test_each_suspect_has_his_own_agreement_and_one_for_all_serves_each() -> None:
    story, (eka,), (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    for_all = story.agreement(yusuf, eka, does_not())
    own = story.agreement(rudi, eka, does_not(), suspect=rudi)
    assert current(story.case, yusuf).id == for_all  # type: ignore[union-attr]
    assert current(story.case, rudi).id == own  # type: ignore[union-attr]


def test_payments_count_down_to_the_last_rupiah() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka)
    story.signed(agreement, eka, yusuf)
    first, second = terms_of(story.case, story.case.things["agreement"][agreement])
    story.does(ANI, "payment_made", term=first.id, amount=200_000, on=story.day(), basis="kuitansi")
    assert owed(story.case, first, story.today)[1:4] == (500_000, 200_000, 300_000)
    assert owed(story.case, first, story.today.replace(day=9)).late is False
    assert owed(story.case, first, story.today.replace(day=10)).late is True
    story.does(ANI, "payment_made", term=first.id, amount=300_000, on=story.day(), basis="kuitansi")
    assert settled(story.case, first) and not settled(story.case, second)
    assert performed(story.case, story.case.things["agreement"][agreement]) is None
    story.does(ANI, "payment_made", term=second.id, amount=500_000, on=story.day(), basis="kuitansi")
    assert performed(story.case, story.case.things["agreement"][agreement]) is True


def test_more_than_is_owed_needs_a_reason_and_a_payment_on_the_wrong_term_can_be_put_right() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, pays(500_000, story.day(7)), pays(400_000, story.day(14)), does_not())
    one, two, three = terms_of(story.case, story.case.things["agreement"][agreement])
    paying = {"on": story.day(), "basis": "kuitansi"}
    assert refused(story.tries(MIRA, "payment_made", term=one.id, amount=600_000, **paying)) == "more-than-owed"
    assert refused(story.tries(ANI, "payment_made", term=three.id, amount=1, **paying)) == "not-a-payment"
    assert refused(story.tries(ANI, "payment_made", term=one.id, amount=0, **paying)) == "nothing-paid"
    payment = story.does(ANI, "payment_made", term=one.id, amount=400_000, **paying)
    story.does(ANI, "payment_corrected", payment=payment, term=two.id, reason="Salah butir")
    assert owed(story.case, one, story.today).left == 500_000 and settled(story.case, two)
    story.does(ANI, "payment_made", term=one.id, amount=600_000, **paying, despite="Dibulatkan ke atas oleh keluarga")
    assert owed(story.case, one, story.today)[1:4] == (500_000, 600_000, 0)


def test_only_whoever_is_to_receive_may_waive() -> None:
    story, (eka, rina), (yusuf,) = theft(victims=("Eka", "Rina"))
    heir = story.does(ANI, "party_added", role="heir", name="Sari")
    agreement = story.agreement(yusuf, eka)
    term, other = (t.id for t in terms_of(story.case, story.case.things["agreement"][agreement]))
    for stranger in (yusuf, rina, heir):
        assert refused(story.tries(ANI, "term_waived", term=term, party=stranger, on=story.day(), reason="x")) == "not-entitled"
    story.does(ANI, "term_waived", term=term, party=eka, on=story.day(), reason="Korban memaafkan")
    story.does(ANI, "representation_added", represented=eka, party=heir, capacity="heir_power_of_attorney", on=story.day())
    story.does(ANI, "term_waived", term=other, party=heir, on=story.day(), reason="Keluarga memaafkan")
    assert performed(story.case, story.case.things["agreement"][agreement]) is True


def test_a_default_goes_through_reminder_grace_new_talks_and_back_to_the_ordinary_course() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka)
    story.signed(agreement, eka, yusuf)
    term = terms_of(story.case, story.case.things["agreement"][agreement])[0].id
    story.later(10)
    story.does(ANI, "reminder_sent", term=term, at=story.at(), summons_by="phone")
    story.does(ANI, "term_defaulted", term=term, on=story.day(), reason="Belum membayar")
    assert defaulted(story.case.things["term"][term])
    story.does(ANI, "grace_given", term=term, due_on=story.day(5), ground="Panen mundur")
    assert not defaulted(story.case.things["term"][term]) and not owed(story.case, story.case.things["term"][term], story.today).late
    story.later(6)
    story.does(ANI, "term_defaulted", term=term, on=story.day(), reason="Masih belum membayar")
    again = story.agreement(yusuf, eka, pays(1_000_000, story.day(3)), replaces=agreement)
    assert refused(story.tries(ANI, "payment_made", term=term, amount=1, on=story.day(), basis="x")) == "agreement-replaced"
    story.signed(again, eka, yusuf)
    story.does(ANI, "breach_declared", agreement=again, party=yusuf, on=story.day(), reason="Pergi tanpa kabar")
    assert performed(story.case, story.case.things["agreement"][again]) is False
    story.does(ANI, "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="rj_failed", on=story.day())
    assert standing(story.case).stage == "prosecution"


def test_a_village_breach_closes_the_village_door_for_good_and_the_police_take_over() -> None:
    story = Story(DEWA, "village")
    eka, yusuf = story.victim(by=DEWA), story.suspect(by=DEWA)
    story.does(DEWA, "fact_stated", fact="loss", value=1_000_000)
    story.does(ANI, "village_gate_decided", agrees="ya", on=story.day())
    story.consent(eka, yusuf, by=NITA)
    agreement = story.agreement(yusuf, eka, by=NITA)
    story.signed(agreement, eka, yusuf, by=NITA)
    story.does(NITA, "breach_declared", agreement=agreement, party=yusuf, on=story.day(), reason="Tidak membayar")
    assert village_door_is_closed(story.case)
    asked = {"at": story.at(days=1), "place": "Balai desa", "facilitator": "nita", "invited": [eka, yusuf]}
    assert refused(story.tries(NITA, "session_scheduled", **asked)) == "village-door-closed"
    story.does(DEWA, "village_door_closed", on=story.day(), reason="Kesepakatan dilanggar")
    handover = story.does(DEWA, "handed_over", to_office="polres-kebumen", to_stage="police", handover_reason="village_breach", on=story.day())
    story.does(ANI, "handover_received", handover=handover, on=story.day())
    back = {"to_office": "desa-karangsari", "to_stage": "village", "handover_reason": "village", "on": story.day()}
    assert refused(story.tries(ANI, "handed_over", **back)) == "village-door-closed"
    story.does(ANI, "session_scheduled", **asked | {"place": "Polres", "facilitator": "ani"})


def test_in_court_an_agreement_comes_before_the_sentencing_demand() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka)
    for office, stage in (("kejari-kebumen", "prosecution"), ("pn-kebumen", "court")):
        story.does(ANI if stage == "prosecution" else BUDI, "handed_over", to_office=office, to_stage=stage, handover_reason="ordinary", on=story.day())
    story.does(MIRA, "sentencing_demanded", on=story.day())
    assert signing(story, agreement, eka) == "after-demand"
    assert signing(story, agreement, eka, despite="Hakim mengizinkan sebagai keadaan meringankan") == ""


def test_a_decree_is_issued_by_whoever_may_issue_it() -> None:
    story, _, (yusuf,) = theft()
    decree = {"decree_ground": "by_law", "on": story.day(), "number": "S.Tap/1", "suspect": yusuf, "reason": "x"}
    assert refused(story.tries(ANI, "termination_ordered", decree_kind="skp2", **decree)) == "not-the-issuer"
    assert refused(story.tries(INDAH, "termination_ordered", decree_kind="sp3", **decree)) == "not-the-issuer"
    story.does(GITA, "termination_ordered", decree_kind="sp3", **decree)
