"""Screening an uploaded docket: the counts, the workbook, and that nothing stays."""

from __future__ import annotations

import io
import os
import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from desk.conftest import SignedIn
from rembuk.desk.access.models import AccessLog
from rembuk.desk.screening.results import LIFETIME_SECONDS, forget_expired

DOCKET = Path(__file__).parents[2] / "examples" / "docket.csv"


def kept() -> list[Path]:
    """Every file of screenings on the server."""
    return [path for path in (Path(settings.HOME) / "screenings").rglob("*") if path.is_file()]


@pytest.fixture
def ani(signed_in: SignedIn) -> Client:
    return signed_in("ani")


@pytest.fixture
def result(ani: Client) -> str:
    """The address of the workbook of the example docket."""
    with DOCKET.open("rb") as docket:
        text = ani.post("/saring/", {"docket": docket}).content.decode()
    found = re.search(r'href="(/saring/hasil/[^"]+)"', text)
    assert found and "24" in text
    return found[1]


def test_a_docket_is_screened_and_its_workbook_offered(ani: Client, result: str) -> None:
    answer = ani.get(result)
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert "penyaringan-" in answer["Content-Disposition"]
    assert AccessLog.objects.filter(what="screened").exists()


def test_nobody_else_gets_the_workbook(result: str, signed_in: SignedIn) -> None:
    assert signed_in("indra").get(result).status_code == 404


def test_the_uploaded_file_itself_is_not_kept(ani: Client, result: str) -> None:
    assert not [path for path in kept() if path.suffix != ".xlsx"]


def test_the_workbook_is_gone_when_its_time_is_up(ani: Client, result: str) -> None:
    old = time.time() - LIFETIME_SECONDS - 5
    for path in kept():
        os.utime(path, (old, old))
    assert ani.get(result).status_code == 404
    forget_expired()
    assert not kept()


def test_the_workbook_can_be_deleted_at_once(ani: Client, result: str) -> None:
    assert ani.post(f"{result}hapus/").status_code == 302
    assert ani.get(result).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("surat.docx", b"PK", "Jenis berkas ini tidak dapat dibaca"),
        ("kosong.csv", b"", "kosong"),
        ("lain.csv", b"a;b\n1;2\n", "judul kolom"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_without_the_servers_folders(name: str, content: bytes, told: str, ani: Client) -> None:
    upload = io.BytesIO(content)
    upload.name = name
    text = ani.post("/saring/", {"docket": upload}).content.decode()
    assert told in text and "rembuk-saring-" not in text
