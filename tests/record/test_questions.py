"""What the record tells the law without anybody being asked."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from record.every_kind import can, every_kind, filled
from record.story import ANI, BUDI, LENA, Story, does_not, pays, theft
from rembuk.law.facts import Value, read_value
from rembuk.law.inquiry import read_inquiries
from rembuk.law.library import load_law
from rembuk.record.kinds import declaration
from rembuk.record.questions import computed_facts, question

LAW = load_law()


def computed(story: Story, suspect: str) -> dict[str, Any]:
    found = computed_facts(story.case, story.case.things["party"][suspect], story.today)
    return {name: value for name, value in found.items() if value is not None}


def test_every_computed_fact_is_one_of_the_laws_and_of_its_type() -> None:
    story = every_kind()
    for suspect in story.case.suspects:
        for name, value in computed(story, suspect.id).items():
            read: Value = read_value(LAW.facts[name], value)
            assert read is not None and LAW.facts[name].asked, name


@given(st.randoms(use_true_random=False), st.integers(3, 15))
def test_whatever_happened_the_law_can_be_asked(order: Any, length: int) -> None:
    story = Story()
    story.victim(), story.suspect()
    kinds = [kind for kind in declaration().kinds.values() if not kind.opens and kind.name not in ("charge_set", "ruling_made", "regime_decided")]
    for _ in range(length):
        case = story.case
        kind = order.choice([kind for kind in kinds if all(can(case, field) for field in kind.fields if field.required)])
        story.records(ANI, kind.name, **filled(story, kind))
    for suspect in story.case.suspects:
        assert read_inquiries(question(story.case, suspect, story.today), LAW)


def test_consent_comes_from_the_chain_of_consent_and_performance_from_payments() -> None:
    story, (eka,), (yusuf,) = theft()
    assert computed(story, yusuf)["victim_consents"] is True and computed(story, yusuf)["suspect_consents"] is True
    agreement = story.agreement(yusuf, eka, pays(1_000_000, story.day(3)))
    assert "agreement" not in computed(story, yusuf)
    story.signed(agreement, eka, yusuf)
    told = computed(story, yusuf)
    assert (told["agreement"], told["agreement_kinds"], told["agreement_signed_by"]) == (True, ["pay"], ["officer", "suspect", "victim"])
    assert "performed_in_full" not in told and "loss_compensated" not in told
    story.paid(agreement)
    assert computed(story, yusuf)["performed_in_full"] is True and computed(story, yusuf)["loss_compensated"] is True


def test_what_was_waived_was_not_compensated() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, pays(1_000_000, story.day(3)))
    story.signed(agreement, eka, yusuf)
    story.does(ANI, "term_waived", term=story.case.all("term")[0].id, party=eka, on=story.day(), reason="Memaafkan")
    assert computed(story, yusuf)["performed_in_full"] is True and "loss_compensated" not in computed(story, yusuf)


def test_restoration_is_stated_once_every_victim_has_stated_it() -> None:
    story, (eka, rina), (yusuf,) = theft(victims=("Eka", "Rina"))
    story.does(ANI, "restoration_stated", party=eka, on=story.day(), proof="signature")
    assert "restoration_statement_signed" not in computed(story, yusuf)
    story.does(ANI, "restoration_stated", party=rina, on=story.day(), proof="signature")
    assert computed(story, yusuf)["restoration_statement_signed"] is True


def test_one_suspects_penetapan_says_nothing_of_the_other() -> None:
    story, _, (yusuf, rudi) = theft(suspects=("Yusuf Ali", "Rudi"))
    request = story.records(ANI, "penetapan_requested", to_office="pn-kebumen", on=story.day(), suspect=yusuf)
    story.records(LENA, "penetapan_given", penetapan=request, on=story.day(), number="1", reason="Sah")
    assert computed(story, yusuf)["penetapan_result"] == "valid" and "penetapan_result" not in computed(story, rudi)


def test_the_newest_answer_of_police_or_prosecutor_is_the_village_gate() -> None:
    story, _, (yusuf,) = theft()
    story.records(ANI, "village_gate_decided", agrees="tidak", on=story.day())
    assert computed(story, yusuf)["village_gate_approved"] is False
    story.records(BUDI, "village_gate_decided", agrees="ya", on=story.day())
    assert computed(story, yusuf)["village_gate_approved"] is True


def test_a_waived_promise_and_an_open_one_are_no_performance() -> None:
    story, (eka,), (yusuf,) = theft()
    agreement = story.agreement(yusuf, eka, does_not(), pays(5, story.day(3)))
    story.signed(agreement, eka, yusuf)
    story.paid(agreement)
    assert "performed_in_full" not in computed(story, yusuf)
