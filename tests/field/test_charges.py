"""Charges picked on the device say to the law what the same charges say to it in Python."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from field.conftest import Kit
from rembuk.field.law_pack import law_pack
from rembuk.law.charge_facts import charge_facts
from rembuk.law.charges import Charge
from rembuk.law.facts import write_value
from rembuk.law.offences import load_catalogue

CATALOGUE = load_catalogue()
_LABELS = Counter(offence.label for offence in CATALOGUE)
PLAIN = [offence for offence in CATALOGUE if _LABELS[offence.label] == 1]
DATED = [offence for offence in CATALOGUE if _LABELS[offence.label] > 1]


@given(chosen=st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4))
def test_picked_charges_say_the_same_to_the_law(kit: Kit, chosen: list[object]) -> None:
    charges = [Charge(offence.label, (offence.id,)) for offence in chosen]  # type: ignore[attr-defined]
    told = {name: write_value(value) for name, value in charge_facts(charges, CATALOGUE).items() if value is not None}
    assert kit("charges", text="\n".join(charge.written for charge in charges), on=None) == json.loads(json.dumps(told))


def test_a_charge_of_several_versions_is_known_only_with_the_day_of_the_act(kit: Kit) -> None:
    for offence in DATED:
        assert kit("charges", text=offence.label, on=None) == {}
        told = kit("charges", text=offence.label, on=offence.in_force_from.isoformat())
        assert told["charges.count"] == 1


def test_a_charge_that_is_not_in_the_list_leaves_everything_open(kit: Kit) -> None:
    assert kit("charges", text=f"{PLAIN[0].label}\nPasal 9999 KUHP", on="2026-03-01") == {}


def test_every_stage_has_its_pack() -> None:
    for stage in ("village", "police", "prosecution", "court"):
        assert json.loads(law_pack(stage))["stage"] == stage
