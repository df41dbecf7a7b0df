"""The bytes and the hash of an act are the same on every machine: held by the vectors and by a second writer of JSON."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from rembuk.ledger.chain import BEGINNING, NotCanonical, act_from, body_of, canonical, canonical_act, hash_of, header_of
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.seal import seal
from rembuk.record.act import Act, Author

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def act_of(vector: dict[str, Any]) -> Act:
    act = vector["act"]
    author, number = Author(**act["author"]), act["number"]
    case, seen = act["case"], tuple(act["seen"])
    return Act(f"{act['device']}.{number}", case, act["kind"], act["fields"], author, act["device"], number, int(act["clock"]), seen, act["shape"])


def test_the_acts_of_the_vectors_have_their_bytes_and_hashes() -> None:
    before = BEGINNING
    for vector in VECTORS["acts"]:
        act, body = canonical_act(act_of(vector))
        header = header_of(act.case, act.kind, act.device, act.number, act.clock)
        before = hash_of(before, header, body)
        assert (header.decode(), body.decode(), before.hex()) == (vector["header"], vector["body"], vector["hash"])


def test_the_seal_of_the_vectors_has_its_signature() -> None:
    vector = VECTORS["seal"]
    key = DeviceKey(vector["device"], Ed25519PrivateKey.from_private_bytes(bytes.fromhex(vector["private_key"])))
    made = seal(key, vector["last"], bytes.fromhex(vector["head"]), vector["sealed_ms"])
    assert made.signature.hex() == vector["signature"]
    assert made.head.hex() == VECTORS["acts"][-1]["hash"]
    assert made.is_by(bytes.fromhex(vector["public_key"]))
    assert not made._replace(sealed_ms=made.sealed_ms + 1).is_by(key.public_key)


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["why"])
def test_the_refused_values_of_the_vectors_are_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(NotCanonical):
        canonical(json.loads(vector["json"]))


@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_a_body_is_what_any_careful_writer_of_json_gives(fields: dict[str, Any]) -> None:
    author = Author("ani", "Ani", "investigator", "polres-kebumen", "police")
    try:
        act, body = canonical_act(Act("desk.1", "desk.1", "note_added", fields, author, "desk", 1, 5, ("desk.0",)))
    except NotCanonical as refused:
        assert "dua kali" in str(refused)  # two names that are one in NFC
        return
    plain = {"author": author._asdict(), "fields": act.fields, "seen": ["desk.0"], "shape": 1}
    assert body == json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert act_from("desk.1", "note_added", "desk", 1, 5, body) == act
    assert canonical_act(act) == (act, body)


def test_a_hash_covers_the_hash_before_the_header_and_the_body() -> None:
    body = body_of({}, Author("a", "b", "c", "d", "e"), (), 1)
    header = header_of("c.1", "k", "c", 1, 7)
    assert hash_of(BEGINNING, header, body) == sha256(bytes(32) + header + b"\n" + body).digest()


def test_nesting_has_an_end() -> None:
    value: Any = []
    for _ in range(10_000):
        value = [value]
    with pytest.raises(NotCanonical, match="32 tingkat"):
        canonical(value)
