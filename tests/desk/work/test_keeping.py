"""What is kept of a case says all that was computed, and is never older than its acts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.work.office_day import OfficeDay
from rembuk.casework import view as views
from rembuk.casework.keeping import pack, unpack
from rembuk.casework.kept_findings import shortened, whole
from rembuk.casework.models import CaseKey, CaseRow, WorkItem
from rembuk.casework.projection import day_of
from rembuk.desk.node import casework
from rembuk.law.examples import load_examples
from rembuk.law.library import load_law
from rembuk.law.report import finding_json

LAW = load_law()


def as_json(value: Any) -> Any:
    """The value as it comes back from JSON."""
    return json.loads(json.dumps(value, default=str))


def computed(case_id: str) -> Any:
    """The view computed afresh, with nothing remembered."""
    views._ANSWERS.clear()
    case = casework().case(case_id)
    assert case is not None
    now = timezone.now()
    return as_json(views.view_of(case, casework().law, on=day_of(case, now), now=now))


@pytest.mark.parametrize("instrument", LAW.ids)
def test_a_finding_kept_without_the_texts_of_the_law_comes_back_as_it_was(instrument: str) -> None:
    assessor = LAW.assessor(instrument)
    for example in load_examples(LAW, instrument).cases:
        finding = assessor.with_readings(example.facts, assessor.assess(example.facts))
        found = as_json(finding_json(finding, LAW, example.facts))
        kept = shortened(found, LAW)
        assert as_json(whole(as_json(kept), LAW)) == found
        assert all(isinstance(row, str) for row in [*kept[3], *kept[4]]), "a row whose text does not come back is kept whole"


def test_a_view_comes_back_as_it_was(day: OfficeDay) -> None:
    view = computed(day.child_case("ani", "Perkelahian"))
    assert as_json(unpack(pack(view, casework().law), casework().law)) == view


@pytest.mark.parametrize("remembered", [True, False])
def test_the_law_is_asked_again_only_when_the_question_has_changed_and_always_then(remembered: bool, day: OfficeDay, monkeypatch: pytest.MonkeyPatch) -> None:
    day.now = timezone.now().replace(minute=1)  # within an hour the same is asked
    case = day.case("ani", "Pencurian ternak")
    asked: list[str] = []
    real = views._asked_of_law

    def asking(*args: Any) -> dict[str, Any]:
        asked.append(case)
        return real(*args)

    monkeypatch.setattr(views, "_asked_of_law", asking)
    if not remembered:
        views._ANSWERS.clear()
    day.do("ani", case, ("note_added", {"text": "Korban dihubungi."}))
    assert not asked
    day.do("ani", case, ("fact_stated", {"fact": "loss", "value": "Rp1.000.000"}))
    assert asked
    kept = casework().view(case, timezone.now())
    assert kept is not None and as_json(kept[1]) == computed(case)


def test_an_act_rewrites_only_what_it_changes(day: OfficeDay) -> None:
    case = day.case("ani", "Pencurian ternak")
    day.do("ani", case, ("note_added", {"text": "Satu."}))
    keys, work = (set(model.objects.filter(case_id=case).values_list("pk", flat=True)) for model in (CaseKey, WorkItem))
    with CaptureQueriesContext(connection) as asked:
        day.do("ani", case, ("note_added", {"text": "Dua."}))
    assert not [query["sql"] for query in asked if query["sql"].lower().startswith("delete")]
    assert keys == set(CaseKey.objects.filter(case_id=case).values_list("pk", flat=True))
    assert work == set(WorkItem.objects.filter(case_id=case).values_list("pk", flat=True))
    day.do("ani", case, ("number_given", {"register": "police_report", "number": "LP/9/2026"}))
    assert CaseKey.objects.filter(case_id=case, key="lp 9 2026").exists() and CaseRow.objects.get(pk=case).number == "LP/9/2026"
