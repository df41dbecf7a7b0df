"""The law as people read it and ask it."""

from __future__ import annotations

import pytest
from django.test import Client

from desk.conftest import SignedIn

QUESTION = {"on": "2026-03-01", "stage": "prosecution", "charges": "Pasal 362 KUHP"}


@pytest.fixture
def ani(signed_in: SignedIn) -> Client:
    return signed_in("ani")


def test_the_list_names_what_governs_a_day_and_a_stage(ani: Client) -> None:
    text = ani.get("/hukum/?pada=2021-05-05&tahap=prosecution").content.decode()
    governing, _, others = text.partition("Tidak ditanya pada tanggal dan tahap itu")
    assert "Perja 15/2020" in governing and "UU 20/2025" in others


def test_an_instrument_shows_its_articles_with_how_sure_we_are(ani: Client) -> None:
    text = ani.get("/hukum/perja-15-2020/").content.decode()
    assert "Pasal 5 ayat (1) huruf a" in text and "teks dibaca" in text and "sumber kedua" in text


def test_an_instrument_that_does_not_exist_is_not_found(ani: Client) -> None:
    assert ani.get("/hukum/uu-tidak-ada/").status_code == 404


def test_facts_and_offences_are_found_by_a_word(ani: Client) -> None:
    assert "victim_consents" in ani.get("/hukum/fakta/?cari=korban").content.decode()
    assert "Pencurian" in ani.get("/hukum/tindak-pidana/?cari=362").content.decode()
    assert "Tidak ada tindak pidana dengan kata itu" in ani.get("/hukum/tindak-pidana/?cari=zzzz").content.decode()


def test_asking_the_law_gives_a_finding_and_the_next_question(ani: Client) -> None:
    text = ani.post("/hukum/coba/", QUESTION | {"fakta-loss": "Rp1.000.000"}).content.decode()
    assert "Pencurian" in text and "Pertanyaan berikut:" in text and "belum dapat diputus" in text


def test_an_exclusion_that_does_not_apply_is_no_bad_news(ani: Client) -> None:
    assert "tidak dikecualikan" in ani.post("/hukum/coba/", QUESTION).content.decode()


def test_a_wrong_amount_is_shown_beside_its_question_and_stays(ani: Client) -> None:
    text = ani.post("/hukum/coba/", QUESTION | {"fakta-loss": "banyak sekali", "fakta-first_offence": "ya"}).content.decode()
    assert 'value="banyak sekali"' in text and "Tulis bilangan bulat" in text and "Pasal 362 KUHP" in text
    assert '<option value="ya" selected>' in text


def test_an_amount_is_read_as_offices_write_it(ani: Client) -> None:
    for written in ("2500000", "2.500.000", "Rp2.500.000", "Rp 2.500.000"):
        assert "Tulis bilangan bulat" not in ani.post("/hukum/coba/", QUESTION | {"fakta-loss": written}).content.decode()
    assert "Tulis bilangan bulat" in ani.post("/hukum/coba/", QUESTION | {"fakta-loss": "2.5"}).content.decode()


def test_charges_that_cannot_be_read_are_said_to_be_so(ani: Client) -> None:
    assert "tidak terbaca" in ani.post("/hukum/coba/", QUESTION | {"charges": "entah pasal apa"}).content.decode()
