"""The list of cases: narrowing, addresses that can be shared, and taking it away as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from desk.cast import Cast
from desk.conftest import SignedIn
from desk.work.office_day import OfficeDay
from rembuk.casework.models import CaseRow
from rembuk.desk.access.models import AccessLog
from rembuk.desk.offices.models import Post


@pytest.fixture
def three(day: OfficeDay) -> list[str]:
    """Three cases of Ani's: one closed, one about traffic."""
    cases = [day.case("ani", "Pencurian ternak"), day.case("ani", "Tabrakan di simpang", practice="traffic"), day.case("ani", "Ditulis dua kali")]
    day.do("ani", cases[2], ("case_closed", {"close_reason": "mistaken", "on": day.today}))
    return cases


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("", {"Pencurian ternak", "Tabrakan di simpang", "Ditulis dua kali"}),
        ("keadaan=open", {"Pencurian ternak", "Tabrakan di simpang"}),
        ("keadaan=closed", {"Ditulis dua kali"}),
        ("keadaan=mistaken", {"Ditulis dua kali"}),
        ("praktik=traffic", {"Tabrakan di simpang"}),
        ("tahap=court", set()),
        ("dari=2999-01-01", set()),
        ("tahap=tidak-ada&urut=tidak-ada&setelah=rusak", {"Pencurian ternak", "Tabrakan di simpang", "Ditulis dua kali"}),
    ],
)
def test_the_address_says_what_the_list_is_narrowed_by(address: str, titles: set[str], three: list[str], signed_in: SignedIn) -> None:
    shown = signed_in("ani").get(f"/perkara/?{address}").content.decode()
    assert {title for title in ("Pencurian ternak", "Tabrakan di simpang", "Ditulis dua kali") if title in shown} == titles


def test_a_filter_in_force_can_be_taken_away_alone(three: list[str], signed_in: SignedIn) -> None:
    shown = signed_in("ani").get("/perkara/?keadaan=open&praktik=traffic").content.decode()
    assert 'href="?praktik=traffic"' in shown and 'href="?keadaan=open"' in shown


def test_a_day_that_cannot_be_read_stays_in_its_blank_with_a_sentence(three: list[str], signed_in: SignedIn) -> None:
    shown = signed_in("ani").get("/perkara/?dari=31-03-2026").content.decode()
    assert 'value="31-03-2026"' in shown and "Tulis tanggal seperti" in shown


@pytest.mark.parametrize("text", ["pencurian", "TERNAK", "  slamet  riyadi", "riyadi"])
def test_a_case_is_found_by_any_word_of_title_or_name(text: str, three: list[str], signed_in: SignedIn) -> None:
    assert "Pencurian ternak" in signed_in("ani").get("/perkara/", {"cari": text}).content.decode()


def test_a_case_is_found_by_the_number_of_any_office(three: list[str], day: OfficeDay, signed_in: SignedIn) -> None:
    day.do("ani", three[0], ("number_given", {"register": "police_report", "number": "LP/B/17/II/2026"}))
    assert "Pencurian ternak" in signed_in("ani").get("/perkara/", {"cari": "lp b 17"}).content.decode()
    assert "LP/B/17/II/2026" in signed_in("ani").get("/perkara/").content.decode()


def test_the_csv_needs_the_right_holds_the_list_shown_and_is_logged(three: list[str], cast: Cast, signed_in: SignedIn) -> None:
    chief = signed_in("indra")
    assert chief.get("/perkara/daftar.csv").status_code == 403
    assert "daftar.csv" not in chief.get("/perkara/").content.decode()
    Post.objects.filter(user=cast["indra"]).update(may_export=True)
    CaseRow.objects.filter(pk=three[0]).update(number="=HYPERLINK(1)")
    told = chief.get("/perkara/daftar.csv?keadaan=open").content.decode()
    rows = list(csv.DictReader(io.StringIO(told.lstrip("\ufeff"))))
    assert {row["Judul"] for row in rows} == {"Pencurian ternak", "Tabrakan di simpang"}
    assert {row["Nomor"] for row in rows} == {"'=HYPERLINK(1)", ""}
    line = AccessLog.objects.get(what="exported")
    assert line.user == cast["indra"] and "keadaan=open" in line.about and "2 baris" in line.about


def test_the_last_page_is_not_a_page_too_many(day: OfficeDay, signed_in: SignedIn) -> None:
    for number in range(26):
        day.case("ani", f"Perkara ke-{number}")
    first = signed_in("ani").get("/perkara/").content.decode()
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = signed_in("ani").get(f"/perkara/{address}").content.decode()
    assert first.count("<tr>") == 26 and second.count("<tr>") == 2 and 'rel="next"' not in second
