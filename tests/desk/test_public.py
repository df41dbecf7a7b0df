"""What people without an account can do: read, apply, follow their case."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from desk.cast import Cast
from rembuk.desk.public import views

APPLICATION = {
    "name": "Eka", "standing": "victim", "phone": "0812 3456 7890", "office": "polres-kebumen", "place": "Karangsari, Kebumen",
    "story": "Motor saya ditabrak.", "needs": ["reader"],
}  # fmt: skip


class Casework:
    """The part of casework that speaks with the public, with one case in it."""

    def __init__(self) -> None:
        self.applied: list[dict[str, Any]] = []

    def apply(self, data: dict[str, Any]) -> str:
        """Keep it."""
        self.applied.append(data)
        return "RBK-7QX4-M2"

    def follow(self, code: str, phone: str) -> dict[str, Any] | None:
        """Eka's case."""
        known = (code.strip().upper(), re.sub(r"\D", "", phone)) == ("RBK-7QX4-M2", "081234567890")
        return {"now": {"id": "Menunggu pertemuan.", "en": "Waiting for the meeting."}, "office": "Polres Kebumen"} if known else None


@pytest.fixture
def casework(monkeypatch: pytest.MonkeyPatch) -> Casework:
    made = Casework()
    monkeypatch.setattr(views, "_casework", lambda: made)
    return made


def test_eka_applies_and_gets_the_code_of_her_case(casework: Casework, cast: Cast, visitor: Client) -> None:
    answer = visitor.post("/ajukan/", APPLICATION)
    assert "RBK-7QX4-M2" in answer.content.decode()
    assert casework.applied[0]["needs"] == ["reader"] and casework.applied[0]["happened_on"] is None


def test_a_mistake_in_the_application_loses_nothing(casework: Casework, cast: Cast, visitor: Client) -> None:
    text = visitor.post("/ajukan/", APPLICATION | {"phone": "tidak ada"}).content.decode()
    assert "Tulis nomor telepon dengan angka" in text and "Motor saya ditabrak." in text and 'value="tidak ada"' in text
    assert 'aria-invalid="true"' in text and 'id="id_phone_error"' in text
    assert not casework.applied


def test_eka_follows_her_case_with_code_and_phone(casework: Casework, visitor: Client) -> None:
    answer = visitor.post("/ikuti/", {"code": "rbk-7qx4-m2 ", "phone": "0812 3456 7890"})
    assert "Menunggu pertemuan." in answer.content.decode()


def test_a_wrong_code_and_a_wrong_phone_are_answered_alike(casework: Casework, visitor: Client) -> None:
    told = []
    for code, phone in [("RBK-0000-00", "0812 3456 7890"), ("RBK-7QX4-M2", "0899 9999 999")]:
        text = visitor.post("/ikuti/", {"code": code, "phone": phone}).content.decode()
        told.append(text.partition('role="alert"')[2].partition("</div>")[0])
    assert told[0] == told[1] and "tidak cocok" in told[0]


def test_guessing_codes_is_stopped(casework: Casework, visitor: Client) -> None:
    for number in range(10):
        visitor.post("/ikuti/", {"code": f"RBK-{number}", "phone": "0812 3456 7890"})
    answer = visitor.post("/ikuti/", {"code": "RBK-7QX4-M2", "phone": "0812 3456 7890"})
    assert "Terlalu banyak percobaan" in answer.content.decode() and "Menunggu pertemuan." not in answer.content.decode()


@pytest.mark.parametrize("address", ["/tentang-rj/", "/alur-perkara/", "/hak-anda/"])
def test_the_plain_words_can_be_read_aloud_but_need_no_script(address: str, visitor: Client) -> None:
    text = visitor.get(address).content.decode()
    assert re.search(r"<button[^>]* hidden data-speak=", text), "hidden until the browser says that it can speak"


def test_the_health_check_says_which_law_is_loaded(visitor: Client) -> None:
    answer = visitor.get("/sehat/").json()
    assert answer["status"] == "sehat" and len(answer["law"]) == 12
