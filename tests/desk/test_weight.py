"""Pages are small enough for a bad line, and cost the server little."""

from __future__ import annotations

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.conftest import SignedIn
from rembuk.desk.settings import DESK
from rembuk.law.library import load_law

MOST_BYTES = 50_000
PAGES = ["/akun/", "/hukum/", "/hukum/coba/", "/hukum/fakta/", "/hukum/tindak-pidana/", *(f"/hukum/{i}/" for i in load_law().ids)]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_travels_in_less_than_fifty_kilobytes(address: str, signed_in: SignedIn) -> None:
    answer = signed_in("ani").get(address)
    assert answer.status_code == 200 and len(gzip.compress(answer.content)) < MOST_BYTES


def test_pages_are_sent_compressed(visitor: Client) -> None:
    assert visitor.get("/hak-anda/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_the_style_is_less_than_twenty_kilobytes() -> None:
    assert (DESK / "static" / "desk" / "desk.css").stat().st_size < 20_000


def test_who_one_is_costs_three_questions_to_the_database(signed_in: SignedIn) -> None:
    client = signed_in("ani")
    client.get("/hukum/")
    with CaptureQueriesContext(connection, ) as asked:
        client.get("/hukum/")
    assert len(asked) <= 3, [query["sql"] for query in asked]
