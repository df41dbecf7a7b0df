"""Each number is a link to its list, equal to it and to its export; nobody sees numbers of other offices, and nobody sees a name."""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from desk.cast import Cast, tells
from desk.conftest import SignedIn
from desk.numbers.rows import a_case, assigned, counted
from rembuk.desk.access.models import AccessLog
from rembuk.desk.offices.models import Post
from rembuk.registers.statistics.models import OldTotal
from rembuk.registers.statistics.numbers import definitions

MOST_BYTES = 50_000
PAGES = ["/angka/", "/angka/rincian/", "/angka/rincian/?menurut=provinsi&angka=agreed", "/angka/rincian/?menurut=semester", "/angka/tunggu/", "/angka/laporan/",
         "/angka/lama/", "/angka/daftar/received/", "/angka/daftar/days_to_offer/"]  # fmt: skip
SEES = ("indra", "kartika", "gita", "hadi", "joko", "dewa")
SEES_NOT = ("ani", "fajar", "budi", "citra", "lia")


@pytest.fixture
def filled(cast: Cast) -> None:
    """Cases of Kebumen and Cilacap, one of them to be seen by Indra."""
    a_case("polres-kebumen", "uji.0", number="LP/1")
    counted(
        {"is_offered": True, "has_agreed": True, "restored_rupiah": 500_000, "days_to_offer": 3, "outcome": "rj"}, {"is_offered": True, "victim_refused": True},
        {}, {"half": "2025-2", "since": date(2025, 9, 3), "outcome": "p21", "age": "child"}, {"office": "polres-cilacap", "is_offered": True, "days_to_offer": 9},
    )  # fmt: skip


def shown(page: str) -> dict[str, int]:
    """Every number on the overview by its id, from the links and their words."""
    found = re.findall(r'href="/angka/daftar/(\w+)/\?[^"]*">([0-9.Rp]+)', page)
    return {name: int(value.removeprefix("Rp").replace(".", "")) for name, value in found}


def listed(client: Client, name: str, query: str = "") -> int:
    """How many rows the list of a number has."""
    page = client.get(f"/angka/daftar/{name}/?{query}").content.decode()
    return page.count("<tr>") - 1 if "<tbody>" in page else 0


def test_the_published_half_years_of_kebumen_are_entered_reproduced_and_reported(signed_in: SignedIn) -> None:
    client = signed_in("indra")
    assert 'value="kebumen"' in client.get("/angka/lama/").content.decode()
    assert client.post("/angka/lama/", {"published": "kebumen"}).status_code == 302
    page = client.get("/angka/lama/").content.decode()
    assert 'value="kebumen"' not in page and OldTotal.objects.count() == 12
    assert client.post("/angka/lama/", {"published": "kebumen"}).status_code == 404
    for told in (page, client.get("/angka/laporan/?masa=2022-1").content.decode()):
        unexplained = re.findall(r'class="unexplained".*?<strong>(\d+)</strong>', told, re.DOTALL)
        assert "19" in unexplained and "414" in told and "395" in told
    page = client.get("/angka/laporan/?masa=2021-1").content.decode()
    assert all(f">{whole}</td>" in page for whole in (314, 319, 335))
    assert client.get("/angka/laporan.pdf?masa=2021-1").content.startswith(b"%PDF")


def test_published_figures_of_another_office_are_not_offered(signed_in: SignedIn) -> None:
    assert 'value="kebumen"' not in signed_in("gita").get("/angka/lama/").content.decode()
    assert signed_in("gita").post("/angka/lama/", {"published": "kebumen"}).status_code == 404


@pytest.mark.usefixtures("filled")
class TestNumbers:
    @pytest.mark.parametrize("query", ["", "masa=2026-1", "usia=child", "golongan=property&praktik=general", "tahap=prosecution"])
    def test_every_number_is_its_list_and_its_export(self, signed_in: SignedIn, query: str) -> None:
        Post.objects.update(may_export=True)
        client = signed_in("indra")
        numbers = shown(client.get(f"/angka/?{query}").content.decode())
        for name in definitions().numbers:
            lines = list(csv.reader(io.StringIO(client.get(f"/angka/daftar/{name}.csv?{query}").content.decode("utf-8-sig"))))[1:]
            assert len(lines) == listed(client, name, query)
            if not definitions().numbers[name].adds:
                assert len(lines) == numbers.get(name, 0), name

    def test_every_number_of_the_report_is_its_list(self, signed_in: SignedIn) -> None:
        client = signed_in("kartika")
        found = re.findall(r'href="(/angka/daftar/(\w+)/\?[^"]*)">([0-9.]+)</a>', client.get("/angka/laporan/?masa=2026-1").content.decode())
        assert {name for _, name, _ in found} >= {"received", "offered", "agreed", "ended_rj", "days_to_offer"}
        for address, name, value in {one for one in found if one[1] not in ("restored_rupiah", "agreed_rupiah", "cost_rupiah")}:
            page = client.get(html.unescape(address)).content.decode()
            assert page.count("<tr>") - 1 == int(value), (address, name)

    def test_a_chief_counts_his_office_and_a_supervisor_the_offices_below(self, signed_in: SignedIn) -> None:
        assert shown(signed_in("indra").get("/angka/").content.decode())["received"] == 4
        assert shown(signed_in("kartika").get("/angka/").content.decode())["received"] == 5

    def test_another_office_in_the_address_shows_nothing_more(self, signed_in: SignedIn) -> None:
        page = signed_in("indra").get("/angka/?kantor=polres-cilacap").content.decode()
        assert shown(page)["received"] == 4 and "Tidak dikenal dan tidak dipakai: Kantor" in page

    def test_a_list_leads_to_the_cases_one_may_open_and_names_nobody(self, signed_in: SignedIn) -> None:
        page = signed_in("indra").get("/angka/daftar/received/").content.decode()
        assert page.count('href="/perkara/uji.0/"') == 1 and page.count("tertutup bagi Anda") == 3 and not tells(page, "Eka")

    def test_breakdowns_add_up_to_the_number(self, signed_in: SignedIn) -> None:
        for by in ("semester", "kantor", "tahap", "golongan", "usia", "praktik", "3t"):
            page = signed_in("kartika").get(f"/angka/rincian/?menurut={by}").content.decode()
            assert sum(int(n) for n in re.findall(r'/angka/daftar/received/\?[^"]*">(\d+)', page)) == 5, by

    def test_waits_lead_to_their_rows(self, signed_in: SignedIn) -> None:
        page = signed_in("kartika").get("/angka/tunggu/").content.decode()
        assert "9 hari" in page and listed(signed_in("kartika"), "days_to_offer") == 2

    @pytest.mark.parametrize("address", PAGES)
    def test_a_page_travels_in_less_than_fifty_kilobytes(self, signed_in: SignedIn, address: str) -> None:
        answer = signed_in("indra").get(address)
        assert answer.status_code == 200 and len(gzip.compress(answer.content)) < MOST_BYTES
        assert 'style="' not in answer.content.decode()

    @pytest.mark.parametrize("name", SEES)
    def test_heads_and_supervisors_see_numbers(self, signed_in: SignedIn, name: str) -> None:
        assert all(signed_in(name).get(address).status_code == 200 for address in PAGES)

    @pytest.mark.parametrize("name", SEES_NOT)
    def test_others_are_told_that_they_may_not(self, signed_in: SignedIn, name: str) -> None:
        assert {signed_in(name).get(address).status_code for address in PAGES} == {403}

    def test_an_export_needs_its_right_and_is_logged(self, signed_in: SignedIn) -> None:
        assert signed_in("indra").get("/angka/daftar/received.csv").status_code == 403
        Post.objects.update(may_export=True)
        signed_in("indra").get("/angka/daftar/received.csv?masa=2026-1")
        line = AccessLog.objects.get(what="exported")
        assert line.about == "angka received, 3 baris: masa=2026-1"

    def test_the_report_comes_as_a_file_and_is_logged(self, signed_in: SignedIn) -> None:
        answer = signed_in("indra").get("/angka/laporan.pdf?masa=2026-1")
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
        assert AccessLog.objects.get(what="paper_printed").about == "laporan semester 2026-1: masa=2026-1"

    def test_a_list_of_a_number_there_is_none_of_is_not_found(self, signed_in: SignedIn) -> None:
        assert signed_in("indra").get("/angka/daftar/nama/").status_code == 404

    def test_an_investigator_still_opens_his_own_case(self, cast: Cast, signed_in: SignedIn) -> None:
        from rembuk.casework.models import CaseRow

        assigned(CaseRow.objects.get(pk="uji.0"), "ani")
        assert signed_in("ani").get("/angka/daftar/received/").status_code == 403


def test_pages_without_any_case_say_so(signed_in: SignedIn) -> None:
    counted()
    assert all(signed_in("indra").get(address).status_code == 200 for address in PAGES)


def told(**changed: Any) -> dict[str, Any]:
    return {"office": "polres-kebumen", "half": "2022-1", "number": "received", "value": "414", "source": "Laporan semester", "corrects": ""} | changed


def test_an_old_figure_is_entered_corrected_and_reconciled(signed_in: SignedIn) -> None:
    client = signed_in("indra")
    assert client.post("/angka/lama/", told()).status_code == 302
    client.post("/angka/lama/", told(number="ended_rj", value="372"))
    first = OldTotal.objects.get(number="ended_rj")
    client.post("/angka/lama/", told(number="ended_rj", value="395", corrects=str(first.pk)))
    page = client.get("/angka/lama/").content.decode()
    assert "<strong>19</strong>" in page and "<s>Keadilan restoratif: 372</s>" in " ".join(page.split())
    assert OldTotal.objects.filter(entered_by="indra", entered_in="polres-kebumen").count() == 3


@pytest.mark.parametrize("changed", [{"half": "2022"}, {"office": "polres-cilacap"}, {"value": "-1"}, {"source": ""}, {"number": "agreed"}])
def test_a_wrong_old_figure_is_told_and_nothing_is_kept(signed_in: SignedIn, changed: dict[str, str]) -> None:
    answer = signed_in("indra").post("/angka/lama/", told(**changed))
    assert answer.status_code == 422 and not OldTotal.objects.exists() and "Laporan semester" in answer.content.decode() + changed.get("source", "Laporan semester")
