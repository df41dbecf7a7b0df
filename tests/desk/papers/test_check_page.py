"""The public check: a genuine code is told by what the paper says itself, every change shows, nothing else is revealed."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.cast import tells
from desk.conftest import SignedIn
from desk.papers.conftest import issued
from rembuk.desk.node import casework
from rembuk.desk.papers.issuing import check_address, letter_of
from rembuk.desk.papers.keeping import path_of
from rembuk.desk.papers.models import IssuedLetter
from rembuk.papers.qr import Seal, code_text


@pytest.fixture
def row(case: str, signed_in: SignedIn) -> IssuedLetter:
    return issued(signed_in("ani"), case, number="S.Pgl/14 a/XI/2026/Lantas")


def code_of(row: IssuedLetter) -> str:
    letter, device = letter_of(row), casework().device
    assert letter is not None
    return code_text(letter, Seal(device.code, device.sign, row.address))


def test_the_code_leads_to_a_page_that_repeats_the_paper_and_nothing_else(row: IssuedLetter, visitor: Client) -> None:
    code = code_of(row)
    assert code.startswith("http://testserver/periksa/?t=R1~surat_panggilan~")
    page = visitor.get(code.removeprefix("http://testserver")).content.decode()
    assert "✓</span> asli" in page
    assert all(one in page for one in ("Surat Panggilan", "S.Pgl/14 a/XI/2026/Lantas", "Polres Kebumen", "DITANDATANGANI DI SINI"))
    assert not any(tells(page, one) for one in ("Eka", "Yusuf", "Tabrakan", row.case, "Ani"))


@pytest.mark.parametrize("again", [lambda text: text, lambda text: quote(text, safe=""), lambda text: text.partition("?t=")[2], lambda text: f"  {text}\n"])
def test_the_code_may_be_pasted_in_any_of_its_forms(again: object, row: IssuedLetter, visitor: Client) -> None:
    assert callable(again)
    page = visitor.post("/periksa/", {"code": again(code_of(row))}).content.decode()
    assert "✓</span> asli" in page and row.number in page


@pytest.mark.parametrize(("old", "new"), [("surat_panggilan", "sp3"), ("S.Pgl/14", "S.Pgl/15"), ("~20", "~19"), ("R1~", "R1~x")])
def test_a_code_that_was_changed_is_not_genuine(old: str, new: str, row: IssuedLetter, visitor: Client) -> None:
    page = visitor.post("/periksa/", {"code": code_of(row).replace(old, new, 1)}).content.decode()
    assert "✕</span> tidak asli" in page and "✓</span> asli" not in page and "S.Pgl" not in re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("nonsense", ["x", "R1~~~~~~", "R1~a~b~20261340~c~d~e", "%00" * 40, "R1~" + "a" * 900])
def test_nonsense_is_answered(nonsense: str, visitor: Client, case: str) -> None:
    answer = visitor.get(f"/periksa/?t={nonsense}")
    assert answer.status_code == 200 and "✓</span> asli" not in answer.content.decode()


def test_an_empty_form_says_what_to_give(visitor: Client, case: str) -> None:
    answer = visitor.post("/periksa/", {})
    assert answer.status_code == 422 and "Tempel isi kode QR" in answer.content.decode()


def test_the_file_itself_is_compared_letter_for_letter(row: IssuedLetter, visitor: Client) -> None:
    good = path_of(row.pk).read_bytes()
    page = visitor.post("/periksa/", {"file": SimpleUploadedFile("a.pdf", good)}).content.decode()
    assert "huruf demi huruf" in page and row.number in page
    page = visitor.post("/periksa/", {"file": SimpleUploadedFile("a.pdf", good[:-1] + b"x")}).content.decode()
    assert "tidak sama dengan surat mana pun" in page and row.number not in page


def test_a_code_of_a_letter_that_was_never_recorded_warns(row: IssuedLetter, visitor: Client) -> None:
    code = code_of(row)
    IssuedLetter.objects.all().delete()
    page = visitor.post("/periksa/", {"code": code}).content.decode()
    assert "tidak ada dalam catatan server ini" in page


def test_a_revoked_device_is_told(row: IssuedLetter, visitor: Client) -> None:
    from datetime import UTC, datetime

    code, node = code_of(row), casework()
    node.ledger.revoke(node.device.code, reason="hilang", by="lia", now=datetime.now(UTC))
    assert "sudah dicabut" in visitor.post("/periksa/", {"code": code}).content.decode()


def test_the_address_on_papers_is_the_public_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings
    from django.test import RequestFactory

    request = RequestFactory().get("/", headers={"host": "localhost"})
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    assert check_address(request) == "http://localhost/periksa/?t="
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["rembuk.contoh.go.id", "localhost"])
    assert check_address(request) == "http://rembuk.contoh.go.id/periksa/?t="
    monkeypatch.setenv("REMBUK_PUBLIC_URL", "https://surat.contoh.go.id/")
    assert check_address(request) == "https://surat.contoh.go.id/periksa/?t="
