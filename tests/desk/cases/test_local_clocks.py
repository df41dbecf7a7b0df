"""An office's own clocks: only stricter ones, kept with who and when, and counted in the cases the office holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client

from desk.cases.story import TODAY, Story, day
from desk.cast import Cast
from desk.conftest import SignedIn
from rembuk.casework.models import WorkItem
from rembuk.desk.access.models import AccessLog
from rembuk.desk.node import casework
from rembuk.desk.offices.models import ClockRule

CLOCK = "uu-11-2012-sppa/d7-musyawarah"
ADDRESS = f"/kantor/polres-kebumen/tenggang/{CLOCK}/"


@pytest.fixture
def lia(signed_in: SignedIn) -> Iterator[Client]:
    """The administrator of Kebumen's police; rules made in a test hold no longer than the test."""
    yield signed_in("lia")
    casework().law.local = {}


@pytest.fixture
def diversion(story: Story) -> str:
    """A child's case of Kebumen in which diversion began today: by law there are thirty days."""
    case = story.opened("ani")
    child = story.suspect(case, "ani", birth_date=f"{TODAY.year - 15}-01-02")
    story.add(case, "ani", "charge_set", charges="Pasal 362 KUHP")
    story.add(case, "ani", "diversion_started", suspect=child, on=day())
    return case


def due(case: str) -> date | None:
    """By when the talks on diversion end, as the lists say."""
    return WorkItem.objects.filter(case_id=case, step="d7-musyawarah").values_list("due_on", flat=True).first()


def test_a_stricter_rule_is_kept_with_who_and_when_and_counted_at_once(lia: Client, cast: Cast, diversion: str) -> None:
    assert due(diversion) == TODAY + timedelta(days=30)
    assert lia.post(ADDRESS, {"length": "14", "ground": "SE Kapolres 3/2026"}).status_code == 302
    assert due(diversion) == TODAY + timedelta(days=14)
    rule = ClockRule.objects.get()
    assert (rule.office_id, rule.length, rule.ground, rule.by) == ("polres-kebumen", 14, "SE Kapolres 3/2026", cast["lia"])
    assert AccessLog.objects.filter(user=cast["lia"], what="administered", about__contains="14").exists()
    page = lia.get(ADDRESS).content.decode()
    assert "SE Kapolres 3/2026" in page and "Lia Rahma" in page and "14 hari" in page
    assert "14 hari" in lia.get("/kantor/polres-kebumen/tenggang/").content.decode()


def test_a_rule_is_lifted_by_a_newer_one_and_both_stay(lia: Client, diversion: str) -> None:
    for length, ground in (("14", "SE 3"), ("", "SE 3 dicabut")):
        lia.post(ADDRESS, {"length": length, "ground": ground})
    assert due(diversion) == TODAY + timedelta(days=30) and ClockRule.objects.count() == 2


@pytest.mark.parametrize("length", ["30", "45", "0", "banyak"])
def test_a_rule_looser_than_the_law_or_no_number_is_not_kept(lia: Client, length: str) -> None:
    answer = lia.post(ADDRESS, {"length": length, "ground": "SE 3"})
    assert answer.status_code == 422 and not ClockRule.objects.exists() and "SE 3" in answer.content.decode()


def test_a_rule_binds_only_the_office_that_made_it(lia: Client, cast: Cast) -> None:
    ClockRule.objects.create(office_id="polres-cilacap", clock=CLOCK, length=7, ground="SE 1", by=cast["lia"], at="2026-01-01T00:00Z")
    assert "7 hari" not in lia.get(ADDRESS).content.decode()
    assert lia.get(f"/kantor/polres-cilacap/tenggang/{CLOCK}/").status_code == 404


def test_what_a_party_may_do_in_its_time_is_not_the_offices_to_shorten(lia: Client) -> None:
    assert "Tuntutan ditolak tertulis" not in lia.get("/kantor/polres-kebumen/tenggang/").content.decode()
    assert lia.get("/kantor/polres-kebumen/tenggang/jasa-raharja/gugat/").status_code == 404
