"""What everybody may see: no small number, and none that could be computed."""

from __future__ import annotations

import gzip
import re

from django.test import Client

from desk.numbers.rows import counted


def cells(page: str) -> list[list[str]]:
    """The table of provinces, as shown."""
    lines = re.findall(r'<tr (?:class="sum")?>?<th scope="row">(.*?)</tr>', page.replace("<tr >", "<tr >"), flags=re.DOTALL)
    return [re.findall(r'<td class="count">(?:<span aria-hidden="true">)?([^<]+)', line) for line in lines]


def test_anybody_sees_the_numbers_and_small_ones_are_hidden(visitor: Client) -> None:
    counted(*[{"outcome": "rj"}] * 12, *[{"outcome": "p21"}] * 2, *[{"province": "34", "outcome": "rj"}] * 9, *[{"province": "34", "outcome": "p21"}] * 8)
    answer = visitor.get("/angka/terbuka/?masa=2026-1")
    page = answer.content.decode()
    assert answer.status_code == 200 and "Jawa Tengah" in page and "DI Yogyakarta" in page and len(gzip.compress(answer.content)) < 50_000
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert not re.search(r'<td class="count">[1-4]</td>', table)
    assert table.count("disembunyikan") >= 4, "one hidden number could be computed from the sums"


def test_nobody_narrows_the_open_numbers_further(visitor: Client) -> None:
    counted(*[{"outcome": "rj"}] * 7)
    plain, narrowed = (visitor.get(f"/angka/terbuka/?masa=2026-1{more}").content.decode() for more in ("", "&kantor=polres-kebumen&usia=child"))
    assert plain.split("<main")[1].split("</main>")[0] == narrowed.split("<main")[1].split("</main>")[0]


def test_a_half_year_without_cases_says_so(visitor: Client) -> None:
    counted()
    assert "Belum ada angka" in visitor.get("/angka/terbuka/").content.decode()
    assert visitor.get("/angka/terbuka/?masa=x").status_code == 200
