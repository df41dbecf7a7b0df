"""Writes vectors.json from the description in docs/ledger.md with the standard library alone, not with rembuk.ledger.

    python tests/ledger/make_vectors.py > tests/ledger/vectors.json
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

AUTHOR = {"user": "ani", "name": "Ani Lestari", "role": "investigator", "office": "polres-kebumen", "institution": "police"}
# kind, fields, seen, clock
ACTS: list[tuple[str, dict[str, Any], list[str], int]] = [
    ("case_opened", {}, [], 116270235648000000),
    ("fact_stated", {"fact": "loss_rupiah", "value": 2500000, "is_estimate": False, "paper": None}, ["kbm4x7.1"], 116270235648000001),
    ("note_added", {"text": "Kata saksi: “rusak”\n\t\\ / \u0001 \u007f é 😀 ￿", "ab": [1, -9007199254740991, []], "a": {}}, ["kbm4x7.2"], 116270300000000000),
    ("note_added", {"😀": 1, "￿": 2, "é": 3, "z": 4, "": 5}, ["kbm4x7.3", "lain22.9"], 116270300000000001),
]
DEVICE = "kbm4x7"
PRIVATE_KEY = bytes(range(32))
SEALED_MS = 1774143750000
REFUSED = [
    ("a fraction", "0.5"),
    ("beyond 2^53 - 1", "9007199254740992"),
    ("half a surrogate pair", '"\\ud800"'),
    ("two names that are one in NFC", '{"\\u00e9": 1, "e\\u0301": 2}'),
    ("nesting deeper than 32", "[" * 33 + "]" * 33),
]


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def acts() -> list[dict[str, Any]]:
    before, made = bytes(32), []
    for number, (kind, fields, seen, clock) in enumerate(ACTS, start=1):
        case = f"{DEVICE}.1"
        header = written(["rembuk-act-1", case, kind, DEVICE, number, clock])
        body = written({"author": AUTHOR, "fields": fields, "seen": seen, "shape": 1})
        before = sha256(before + header.encode() + b"\n" + body.encode()).digest()
        # The clock as text: it has more digits than a JavaScript number holds.
        act = {"case": case, "kind": kind, "fields": fields, "author": AUTHOR, "device": DEVICE, "number": number, "clock": str(clock), "seen": seen, "shape": 1}
        made.append({"act": act, "header": header, "body": body, "hash": before.hex()})
    return made


def seal(head: str) -> dict[str, Any]:
    key = Ed25519PrivateKey.from_private_bytes(PRIVATE_KEY)
    message = f"rembuk-seal-1\n{DEVICE}\n{len(ACTS)}\n{SEALED_MS}\n".encode() + bytes.fromhex(head)
    public = key.public_key().public_bytes_raw().hex()
    said = {"device": DEVICE, "last": len(ACTS), "head": head, "sealed_ms": SEALED_MS}
    return {**said, "private_key": PRIVATE_KEY.hex(), "public_key": public, "message": message.hex(), "signature": key.sign(message).hex()}


def main() -> None:
    chain = acts()
    refused = [{"why": why, "json": text} for why, text in REFUSED]
    json.dump({"acts": chain, "seal": seal(chain[-1]["hash"]), "refused": refused}, sys.stdout, indent=1, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()
