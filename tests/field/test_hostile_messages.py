"""Whatever bytes or words a device sends, they are read or refused with a sentence; nothing false is kept, nothing small becomes large."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from field import office

kits, ready = office.kits, office.ready
#: A device that never sealed anything.
_STRANGER = "zzzzzzzz"
_NAMES = st.sampled_from(["author", "acts", "seals", "rows", "cases", "kinds", "first", "held", "cursor"])
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(_NAMES, inner, max_size=6)),
    max_leaves=20,
)  # fmt: skip


@given(told=_JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_device_signs_is_read_or_refused_with_a_sentence(ready: None, told: object) -> None:
    from rembuk.field.envelope import NotReadable, acts_of, unpacked

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(json.dumps(told).encode()) + packer.flush()
    try:
        acts_of(unpacked(body), "aaaaaaaa")
    except NotReadable as problem:
        assert all(problem.said)


@given(body=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(ready: None, body: bytes) -> None:
    from rembuk.field.envelope import NotReadable, unpacked

    with pytest.raises(NotReadable):
        unpacked(b"\x07" + body)


def test_a_small_message_cannot_become_a_large_one(ready: None) -> None:
    from rembuk.field.envelope import NotReadable, unpacked

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(b"[" + b" " * 60_000_000 + b"]") + packer.flush()
    assert len(body) < 100_000
    with pytest.raises(NotReadable):
        unpacked(body)


#: What a device may say in each place of a message, from right to absurd.
_TOLD = st.fixed_dictionaries(
    {
        "author": st.just({"user": "budi", "name": "Budi Latuconsina", "role": "prosecutor", "office": "cabjari-wahai", "institution": "prosecution"}),
        "cursor": st.one_of(st.integers(-5, 2**70), st.text(max_size=3), st.none()), "confirmed": st.one_of(st.integers(-5, 2**70), st.booleans()),
    },
    optional={
        "cases": st.one_of(st.text(max_size=16), st.integers()), "kit": st.text(max_size=4), "held": st.one_of(st.lists(st.text(max_size=4), max_size=4), _JSON),
        "seals": st.lists(st.tuples(st.integers(-1, 2**64), st.text("0a", max_size=64), st.integers(-1, 2**70), st.text("0f", max_size=128)), max_size=2),
        "acts": st.fixed_dictionaries({
            "first": st.integers(-1, 2**70), "cases": st.lists(st.text("a.1\0", max_size=9), min_size=1, max_size=2),
            "kinds": st.lists(st.sampled_from(["case_opened", "party_added", "approval_decided", "tak_ada", ""]), min_size=1, max_size=2),
            "rows": st.lists(st.tuples(st.integers(-1, 1), st.integers(0, 1), st.text("0123456789-", max_size=25), st.dictionaries(st.text(max_size=3), _JSON, max_size=2),
                                       st.one_of(st.just(0), st.lists(st.text(max_size=3), max_size=2)), st.integers(-1, 2**65)), max_size=3),
        }),
    },
)  # fmt: skip


@given(told=_TOLD)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_message_of_a_known_device_it_is_answered_or_refused_and_nothing_false_is_kept(ready: None, told: dict[str, Any]) -> None:
    from datetime import UTC, datetime

    from rembuk.field.envelope import NotReadable
    from rembuk.field.exchange import exchange
    from rembuk.field.host import host
    from rembuk.ledger.models import Act, Device

    device = Device.objects.filter(code=_STRANGER).first() or host().casework().ledger.enrol(
        _STRANGER, bytes(range(32)), office="cabjari-wahai", label="kit prosecutor", by="budi", now=datetime.now(UTC)
    ) or Device.objects.get(code=_STRANGER)  # fmt: skip
    try:
        answer = exchange(json.loads(json.dumps(told)), device, host(), datetime.now(UTC))
    except NotReadable as problem:
        assert all(problem.said)
    else:
        assert answer["received"] == 0 and json.dumps(answer)
    assert not Act.objects.filter(device=_STRANGER).exists()
