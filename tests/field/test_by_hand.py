"""Files carried by hand between a phone and its office, and the receipts that go back."""

from __future__ import annotations

import base64
import hashlib
import random
from typing import Any

import pytest

from field import office
from field.office import NEW_CASE, VICTIM, Kits, faults, hub_case

kits, ready = office.kits, office.ready
def carried(content: bytes, password: str) -> Any:
    from datetime import UTC, datetime

    from rembuk.field.carrying import take_in_file
    from rembuk.field.host import host

    return take_in_file(content, password, host(), datetime.now(UTC))


def test_a_file_carried_by_hand_brings_acts_and_proof_and_its_receipt_brings_back_what_is_new(kits: Kits) -> None:
    from rembuk.desk.cases.attachments import attachment
    from rembuk.field.envelope import NotReadable

    kits.enrolled("a")
    kits.enrolled("b")
    other = kits("b", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    kits("b", "sync")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    photograph = b"\xff\xd8\xff" + random.Random(5).randbytes(40_000)
    digest = hashlib.sha256(photograph).hexdigest()
    media = [[digest, "image/jpeg", base64.b64encode(photograph).decode()], ["ab" * 32, "image/jpeg", "AAAA"], [digest, "text/html", "AAAA"]]
    file = kits("a", "carry", media=media)
    content = bytes.fromhex(file["bytes"])
    for damaged, password in ((content[:-1], file["password"]), (content, "salah"), (b"lain" + content, file["password"])):
        with pytest.raises(NotReadable):
            carried(damaged, password)
    for _ in range(2):
        taken = carried(content, file["password"].upper())
        assert (taken.left, taken.acts) == ((), 2)
    assert len(hub_case(case_id).acts) == 2 and attachment(digest) and not attachment("ab" * 32) and not faults()
    assert kits("a", "answered", bytes=taken.answer[:-1].hex(), password=file["password"]).startswith("Tanda terima ini rusak")
    assert kits("a", "answered", bytes=content.hex(), password=file["password"]) == "Ini bukan tanda terima dari kantor."
    assert kits("b", "answered", bytes=taken.answer.hex(), password=file["password"]) == "Tanda terima ini tidak ditandatangani kantor Anda."
    assert kits("a", "state", case_id=case_id)["unsent"] == 2
    for _ in range(2):
        assert digest in kits("a", "answered", bytes=taken.answer.hex(), password=file["password"])
        state = kits("a", "state", case_id=case_id)
        assert state["unsent"] == 0 and state["legal"] == ["confirmed", "confirmed"] and other in state["cases"]
    assert kits("a", "sync")["sent"] == 0


def test_a_receipt_that_comes_after_a_later_exchange_takes_nothing_back(kits: Kits) -> None:
    kits.enrolled("a")
    case_id = kits("a", "perform", wishes=[NEW_CASE, VICTIM])["case"]
    file = kits("a", "carry")
    answer = carried(bytes.fromhex(file["bytes"]), file["password"]).answer
    kits("a", "perform", case_id=case_id, wishes=[["note_added", {"text": "lalu ada sinyal"}]])
    kits("a", "sync")
    kits("a", "answered", bytes=answer.hex(), password=file["password"])
    assert kits("a", "state", case_id=case_id)["legal"] == ["confirmed"] * 3


def test_a_file_of_a_revoked_phone_is_refused_whole(kits: Kits) -> None:
    from datetime import UTC, datetime

    from rembuk.field.envelope import NotReadable
    from rembuk.ledger.store import Ledger

    device = kits.enrolled("a")
    kits("a", "perform", wishes=[NEW_CASE])
    file = kits("a", "carry")
    Ledger().revoke(device, reason="hilang", by="budi", now=datetime.now(UTC))
    with pytest.raises(NotReadable):
        carried(bytes.fromhex(file["bytes"]), file["password"])
