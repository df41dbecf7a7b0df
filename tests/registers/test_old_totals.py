"""Published figures are reproduced, and what does not add up is shown."""

from __future__ import annotations

import pytest
from django.db import Error, transaction

from registers.matters import NOW
from rembuk.registers.statistics.models import OldTotal
from rembuk.registers.statistics.old_totals import Reconciled, enter, enter_published, reconciled

pytestmark = pytest.mark.usefixtures("undone")


def kebumen() -> dict[str, Reconciled]:
    enter_published("kebumen", by="ani", in_office="polres-kebumen", at=NOW)
    return {one.half: one for one in reconciled(["polres-kebumen"])}


def test_the_published_half_years_of_kebumen_are_reproduced() -> None:
    found = kebumen()
    parts = {part.number.id: part.value for part in found["2022-1"].parts if part.value is not None}
    assert parts == {"ended_p21": 2, "ended_sp3": 20, "ended_rj": 372, "ended_other_agency": 1}
    assert [one.rj_percent for one in found["2022-1"].wholes] == [89.9] and found["2022-1"].rj_percent_of_parts == 94.2


def test_the_nineteen_unexplained_cases_of_2022_are_shown() -> None:
    (whole,) = kebumen()["2022-1"].wholes
    assert (whole.value, kebumen()["2022-1"].sum_of_parts, whole.unexplained) == (414, 395, 19)


def test_the_three_totals_of_2021_stand_side_by_side() -> None:
    half = kebumen()["2021-1"]
    assert half.sum_of_parts == 314
    assert [(one.value, one.unexplained, one.rj_percent) for one in half.wholes] == [(319, 5, 92.2), (335, 21, 87.8)]
    assert half.rj_percent_of_parts == 93.6


def test_nothing_is_called_unexplained_where_no_way_of_ending_is_known() -> None:
    (whole,) = kebumen()["2020-1"].wholes
    assert whole.value == 308 and whole.unexplained is None


def test_published_figures_are_entered_once() -> None:
    kebumen()
    assert not enter_published("kebumen", by="ani", in_office="polres-kebumen", at=NOW)


def test_a_correction_leaves_the_first_entry_and_counts_in_its_place() -> None:
    first = enter("polres-x", "2023-1", "ended_rj", 10, "Laporan", by="ani", in_office="polres-x", at=NOW)
    enter("polres-x", "2023-1", "ended_rj", 12, "Laporan, hal. 3", by="ani", in_office="polres-x", at=NOW, corrects=first)
    (found,) = reconciled(["polres-x"])
    assert found.sum_of_parts == 12 and len(found.entries) == 2


def test_the_database_refuses_to_change_or_delete_an_entry() -> None:
    one = enter("polres-x", "2023-1", "received", 10, "Laporan", by="ani", in_office="polres-x", at=NOW)
    for change in (lambda: OldTotal.objects.filter(pk=one.pk).update(value=11), lambda: OldTotal.objects.filter(pk=one.pk).delete()):
        with pytest.raises(Error), transaction.atomic():
            change()


@pytest.mark.parametrize(("number", "value", "source"), [("agreed", 3, "Laporan"), ("received", -1, "Laporan"), ("received", 3, " ")])
def test_a_figure_without_a_source_or_of_another_kind_is_refused(number: str, value: int, source: str) -> None:
    with pytest.raises(ValueError):
        enter("polres-x", "2023-1", number, value, source, by="ani", in_office="polres-x", at=NOW)
