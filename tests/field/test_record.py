"""The kit folds acts into the same case as Python does, and writes the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from field.conftest import Kit
from field.random_acts import (
    DAY,
    KINDS,
    case_acts,
    consequences,
    fold,
    law_says,
    packed,
    snapshot,
    told_acts,
    verdict,
    wishes,
)
from rembuk.ledger.chain import NotCanonical, canonical
from rembuk.record.act import Act
from rembuk.record.decide import decide

VECTORS = json.loads((Path(__file__).parents[1] / "ledger/vectors.json").read_text(encoding="utf-8"))


@given(data=st.data(), acts=case_acts())
def test_the_kit_and_python_fold_the_same_case_from_the_same_acts_in_any_order(kit: Kit, data: st.DataObject, acts: list[Act]) -> None:
    arrived = data.draw(st.permutations(acts))
    assert kit("fold", acts=[packed(act) for act in arrived]) == snapshot(fold(acts))


@given(acts=case_acts())
def test_consent_standing_agreements_and_milestones_follow_alike(kit: Kit, acts: list[Act]) -> None:
    assert kit("consequences", acts=[packed(act) for act in acts], on=DAY.isoformat()) == consequences(fold(acts), DAY)


@given(acts=told_acts())
def test_the_law_says_the_same_on_the_phone_as_at_the_desk_and_asks_the_same_next(kit: Kit, acts: list[Act]) -> None:
    case = fold(acts)
    told = kit("findings", acts=[packed(act) for act in acts], on=DAY.isoformat())
    for suspect, found in zip((None, *case.suspects), told, strict=True):
        expected = law_says(case, suspect, DAY)
        assert expected is None or found == expected


#: Rules of officials at their desk, which the kit leaves to the office that receives the act.
LEFT_TO_THE_OFFICE = {
    "request_to_us", "request_open", "not_own_request", "decree_of_own_stage", "stop_was_approved", "packet_complete", "penetapan_to_us",
    "penetapan_open",
}  # fmt: skip


@given(data=st.data(), acts=case_acts())
def test_what_the_kit_refuses_python_refuses_with_the_same_words(kit: Kit, data: st.DataObject, acts: list[Act]) -> None:
    case = fold(acts)
    wanted = [one for one in data.draw(wishes(acts)) if not LEFT_TO_THE_OFFICE & {rule.name for rule in KINDS[one[0]].requires}]
    answered = kit("decide", acts=[packed(act) for act in acts], on=DAY.isoformat(), wishes=[(kind, fields, author._asdict()) for kind, fields, author in wanted])
    for (kind, fields, author), answer in zip(wanted, answered, strict=True):
        assert answer == verdict(decide(case, kind, fields, author, DAY)), kind


def test_every_rule_is_kept_by_the_kit_or_left_to_the_office(kit: Kit) -> None:
    named = {rule.name for kind in KINDS.values() for rule in kind.requires}
    assert named == set(kit("rules")) | LEFT_TO_THE_OFFICE


def test_the_kit_reproduces_the_vectors_of_the_ledger(kit: Kit) -> None:
    before = "00" * 32
    for one in VECTORS["acts"]:
        act = one["act"]
        told = [act["case"], act["kind"], act["device"], act["number"], act["clock"], act["author"], act["fields"], act["seen"], act["shape"]]
        assert kit("hash", act=told, before=before) == [one["header"], one["body"], one["hash"]]
        before = one["hash"]
    seal = VECTORS["seal"]
    assert kit("seal", device=seal["device"], last=seal["last"], head=seal["head"], sealed_ms=seal["sealed_ms"]) == seal["message"]


def test_the_kit_refuses_what_the_ledger_refuses(kit: Kit) -> None:
    for refused in VECTORS["refused"]:
        assert kit("canonical", json=refused["json"]) is None, refused["why"]


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**54), 2**54), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)),
    max_leaves=12,
)


@given(value=_VALUES)
def test_every_value_is_written_or_refused_alike(kit: Kit, value: object) -> None:
    from rembuk.ledger.chain import _write

    try:
        expected = _write(canonical(value)).decode()
    except NotCanonical:
        expected = None
    assert kit("canonical", json=json.dumps(value)) == expected
