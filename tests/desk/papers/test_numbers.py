"""Numbers of letters: offered in order, replaced by hand, never given twice, given back when no letter came of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from desk.cases.story import Story, day
from desk.conftest import SignedIn
from desk.papers.conftest import AGREEMENT, SUMMONS, issued, send
from rembuk.desk.papers.models import GivenNumber, IssuedLetter, NumberBlock
from rembuk.desk.papers.numbering import block_of, claim, offered, proposed_pattern
from rembuk.papers.numbers import Given
from rembuk.papers.registry import kind_of, kinds
from rembuk.record.outcome import Refused

ON = date(2026, 11, 5)


def taken(typed: str = "", on: date = ON, office: str = "polres-kebumen") -> str:
    got = claim(block_of(office, kind_of(SUMMONS), on.year), on, typed, case="c.1", by="ani")
    return got.code if isinstance(got, Refused) else got.text


def test_numbers_come_in_order_for_each_office_kind_and_year(case: str) -> None:
    assert [taken(), taken()] == ["S-PANGGILAN/1/XI/2026/POLRES-KEBUMEN", "S-PANGGILAN/2/XI/2026/POLRES-KEBUMEN"]
    assert taken(office="polres-cilacap") == "S-PANGGILAN/1/XI/2026/POLRES-CILACAP"
    assert taken(on=date(2027, 1, 3)) == "S-PANGGILAN/1/I/2027/POLRES-KEBUMEN"


def test_an_old_numbering_goes_on_from_the_number_that_was_typed(case: str) -> None:
    assert taken("S-PANGGILAN/57/XI/2026/POLRES-KEBUMEN") == "S-PANGGILAN/57/XI/2026/POLRES-KEBUMEN"
    assert taken() == "S-PANGGILAN/58/XI/2026/POLRES-KEBUMEN"
    assert taken("Pgl/Lama/3") == "Pgl/Lama/3" and taken() == "S-PANGGILAN/59/XI/2026/POLRES-KEBUMEN"


def test_a_number_that_was_given_is_refused(case: str) -> None:
    assert taken("Pgl/7") == "Pgl/7" and taken("Pgl/7") == "number-given"
    taken()
    assert taken("S-PANGGILAN/1/XI/2026/POLRES-KEBUMEN") == "number-given"


def test_a_block_that_is_used_up_says_so(case: str) -> None:
    NumberBlock.objects.create(office="polres-kebumen", series=SUMMONS, year=2026, first=5, last=6, pattern="P/{n}")
    assert [taken(), taken(), taken()] == ["P/5", "P/6", "block-used-up"]


def test_no_two_kinds_of_letters_write_the_same_number() -> None:
    patterns = [proposed_pattern(kind) for kind in kinds().values()]
    assert len(set(patterns)) == len(patterns)


def test_many_who_ask_at_once_get_different_numbers(case: str) -> None:
    def ask(_: int) -> str:
        try:
            return taken()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(ask, range(24)))
    assert sorted(int(text.split("/")[1]) for text in got) == list(range(1, 25))


def test_of_many_who_type_one_number_at_once_one_gets_it(case: str) -> None:
    def ask(_: int) -> str:
        try:
            return taken("Pgl/1/2026")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(ask, range(12)))
    assert got.count("Pgl/1/2026") == 1 and got.count("number-given") == 11


def test_a_number_typed_twice_is_refused_on_the_page(case: str, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    issued(client, case, number="S.Pgl/12")
    answer = send(client, case, SUMMONS, number="S.Pgl/12")
    page = answer.content.decode()
    assert answer.status_code == 409 and "Nomor S.Pgl/12 sudah dipakai" in page and "Pakai nomor yang ditawarkan" in page
    assert IssuedLetter.objects.count() == GivenNumber.objects.count() == 1


def test_who_accepts_the_offered_number_late_gets_the_next(case: str, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    one = issued(client, case, AGREEMENT)
    other = issued(client, case, AGREEMENT, number=one.number, offered=one.number)
    assert one.number != other.number and "/2/" in other.number


def test_a_refused_letter_gives_its_number_back(case: str, story: Story, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    from rembuk.desk.papers import issuing

    client = signed_in("ani")
    with monkeypatch.context() as patched:
        patched.setattr(issuing, "do", lambda *_: Refused("closed", "Ditutup.", "Closed.", "buka", "open"))
        assert send(client, case, AGREEMENT).status_code == 409
    assert not GivenNumber.objects.exists() and not IssuedLetter.objects.exists()
    assert "/1/" in issued(client, case, AGREEMENT).number


def test_a_number_lost_in_a_power_cut_is_a_gap_and_never_given_again(case: str) -> None:
    taken()
    found = offered(block_of("polres-kebumen", kind_of(SUMMONS), ON.year), ON)
    assert isinstance(found, Given) and found.n == 2


def test_the_month_of_the_number_is_that_of_the_letter(case: str, signed_in: SignedIn) -> None:
    row = issued(signed_in("ani"), case, AGREEMENT, on=day(-1))
    assert row.on.isoformat() == day(-1)
