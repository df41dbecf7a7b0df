"""My work today: what waits for whom, how urgent it is, and how much the page costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.conftest import SignedIn
from desk.work.office_day import OfficeDay
from rembuk.casework.models import DETENTION, WORK, CaseRow, WorkItem
from rembuk.casework.worklists import Desk, work_for


def item(case: str, says: str, **fields: object) -> None:
    """A piece of work for Ani."""
    plain = {"kind": "step", "lane": WORK, "office": "polres-kebumen", "role": "investigator", "user": "ani", "step": "s", "since": timezone.localdate()}
    WorkItem.objects.create(case_id=case, says=says, says_en=says, **plain | fields)  # type: ignore[arg-type]


@pytest.fixture
def case(day: OfficeDay) -> str:
    """A case of Ani's, with no work in it but what a test adds."""
    case = day.case("ani", "Pencurian ternak")
    WorkItem.objects.all().delete()
    return case


def test_work_stands_in_the_heap_of_its_urgency_the_most_urgent_first(case: str) -> None:
    today = timezone.localdate()
    for says, days in (("besok", 1), ("lama lewat", -9), ("lewat", -1), ("hari ini", 0)):
        item(case, says, due_on=today + timedelta(days=days))
    item(case, "tanpa tenggat")
    item(case, "penahanan", kind="clock", lane=DETENTION, due_on=today + timedelta(days=3))
    item(case, "masih jauh", kind="clock", lane=DETENTION, due_on=today + timedelta(days=40))
    heaps = {name: [piece.says for piece in heap.pieces] for name, heap in work_for(Desk("ani", "polres-kebumen", ()), today, size=10).items()}
    assert heaps == {"approvals": [], "late": ["lama lewat", "lewat"], "due": ["hari ini", "besok"], "clocks": ["penahanan"], "waiting": ["tanpa tenggat"]}


def test_days_are_said_as_working_days_and_how_they_were_counted_is_told(case: str, signed_in: SignedIn) -> None:
    today = timezone.localdate()
    item(case, "Panggil korban", due_on=today)
    item(case, "Kirim SPDP", due_on=today - timedelta(days=7))
    shown = signed_in("ani").get("/kerja/").content.decode()
    assert "hari ini" in shown and "terlambat" in shown and "Dilewati:" in shown


def test_a_step_of_a_role_waits_for_the_person_assigned_and_for_the_office_while_there_is_nobody(day: OfficeDay) -> None:
    case = day.case("ani", "Pencurian ternak")
    steps = WorkItem.objects.filter(case_id=case, kind="step", role="investigator")
    assert steps.exists() and set(steps.values_list("user", flat=True)) == {"ani"}
    day.do("indra", case, ("officer_released", {"officer": "ani", "reason": "pindah tugas"}))
    assert set(steps.values_list("user", flat=True)) == {""}


def test_work_nobody_is_assigned_to_waits_on_the_head_of_the_office(day: OfficeDay, signed_in: SignedIn) -> None:
    case = day.case("ani", "Pencurian ternak")
    day.do("indra", case, ("officer_released", {"officer": "ani", "reason": "pindah tugas"}))
    assert "Pencurian ternak" in signed_in("indra").get("/kerja/").content.decode()
    assert "Pencurian ternak" not in signed_in("ani").get("/kerja/").content.decode()


def test_a_case_handed_over_waits_in_the_office_that_receives_it(day: OfficeDay, signed_in: SignedIn) -> None:
    case = day.case("ani", "Pencurian ternak")
    handed = {"to_office": "kejari-kebumen", "to_stage": "prosecution", "handover_reason": "tahap_ii", "on": day.today}
    day.do("ani", case, ("handed_over", handed))
    shown = signed_in("gita").get("/kerja/").content.decode()
    assert "Pencurian ternak" in shown and f"/perkara/{case}/lakukan/handover_received/" in shown


def test_a_closed_case_leaves_no_work(day: OfficeDay) -> None:
    case = day.case("ani", "Pencurian ternak")
    day.do("ani", case, ("case_closed", {"close_reason": "not_a_crime", "on": day.today}))
    assert not WorkItem.objects.filter(case_id=case).exclude(kind="signal").exists()


@pytest.mark.parametrize("name", ["lia", "kartika", "citra", "dewa"])
def test_an_empty_page_says_what_to_do(name: str, signed_in: SignedIn) -> None:
    assert 'class="empty"' in signed_in(name).get("/kerja/").content.decode()


@pytest.mark.parametrize("address", ["/kerja/", "/perkara/", "/perkara/?keadaan=open&urut=due", "/perkara/?cari=ternak"])
@pytest.mark.parametrize("name", ["ani", "indra"])
def test_a_page_asks_the_database_as_often_for_many_cases_as_for_few(name: str, address: str, day: OfficeDay, signed_in: SignedIn) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection, ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    client = signed_in(name)
    day.case("ani", "Pencurian ternak")
    client.get(address)
    few = count()
    for _ in range(6):
        day.case("ani", "Pencurian ternak")
    assert CaseRow.objects.count() == 7 and count() == few
