"""The dated tables: what they answer, when they do not know, and that every row can be traced."""

import importlib.util
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.reference.holidays import load_holidays
from rembuk.reference.tables import (
    DATA_DIR,
    approval_levels,
    category_of,
    fine_category,
    jasa_raharja,
    minimum_wage,
    receipt_needs_stamp,
    stamp_duty,
    table,
)

ROOT = Path(__file__).parents[1]
NEW_CODE = date(2026, 1, 2)


def test_the_fine_categories_of_the_new_code_count_from_2_january_2026_and_are_unknown_before() -> None:
    figures = [1, 10, 50, 200, 500, 2_000, 5_000, 50_000]
    assert [fine_category(n, NEW_CODE) for n in range(1, 9)] == [m * 1_000_000 for m in figures]
    assert fine_category("III", NEW_CODE) == 50_000_000
    assert fine_category("III", date(2026, 1, 1)) is None
    with pytest.raises(ValueError):
        fine_category("IX", NEW_CODE)


def test_a_fine_belongs_to_the_lowest_category_that_holds_it() -> None:
    assert category_of(50_000_000, NEW_CODE) == 3
    assert category_of(50_000_001, NEW_CODE) == 4
    assert category_of(50_000_000_001, NEW_CODE) is None
    assert category_of(0, NEW_CODE) is None
    assert category_of(1_000_000, date(2025, 12, 31)) is None


@given(st.integers(1, 50_000_000_000))
def test_a_fine_never_exceeds_its_category(rupiah: int) -> None:
    category = category_of(rupiah, NEW_CODE)
    assert category is not None
    ceiling = fine_category(category, NEW_CODE)
    assert ceiling is not None and rupiah <= ceiling
    below = fine_category(category - 1, NEW_CODE) if category > 1 else 0
    assert below is not None and rupiah > below


@pytest.mark.parametrize("written", ["35", "35.09", "Jawa Timur", "JAWA TIMUR", "Prov. Jawa Timur", "jatim"])
def test_the_minimum_wage_is_found_by_code_or_by_name_as_people_write_it(written: str) -> None:
    assert minimum_wage(written, 2025) == (2_305_984, "secondary")


def test_the_minimum_wage_of_years_and_places_not_in_the_table_is_unknown() -> None:
    assert minimum_wage("35", 2023) is None
    assert minimum_wage("99", 2025) is None
    assert minimum_wage("Negeri Dongeng", 2025) is None
    assert minimum_wage("", 2025) is None


def test_every_province_has_a_minimum_wage_for_each_year_of_the_table() -> None:
    western = [*range(11, 20), 21, *range(31, 37), *range(51, 54)]
    eastern = [*range(61, 66), *range(71, 77), 81, 82, *range(91, 97)]
    assert len(western + eastern) == 38
    assert all(minimum_wage(str(code), year) for code in western + eastern for year in (2024, 2025, 2026))


def test_two_originals_of_an_agreement_owe_two_duties() -> None:
    assert stamp_duty(2, date(2026, 3, 1)) == 20_000
    assert stamp_duty(3, date(2026, 3, 1)) == 30_000  # two originals of an agreement and one statement
    assert stamp_duty(0, date(2026, 3, 1)) == 0
    assert stamp_duty(1, date(2020, 12, 31)) is None
    with pytest.raises(ValueError):
        stamp_duty(-1, date(2026, 3, 1))


def test_a_receipt_owes_duty_only_above_five_million() -> None:
    assert receipt_needs_stamp(5_000_000, date(2026, 3, 1)) is False
    assert receipt_needs_stamp(5_000_001, date(2026, 3, 1)) is True
    assert receipt_needs_stamp(9_000_000, date(2020, 1, 1)) is None


def test_the_accident_benefits_count_from_june_2017_and_carry_their_confidence() -> None:
    rows = {row.id: row for row in jasa_raharja(date(2025, 1, 1))}
    assert rows["meninggal"].value == 50_000_000
    assert rows["meninggal"].confidence == "secondary"
    assert (rows["pengajuan-klaim"].value, rows["pengajuan-klaim"].unit) == (6, "bulan")
    assert "meninggal" not in {row.id for row in jasa_raharja(date(2017, 5, 31))}


def test_who_approves_is_shown_with_its_conflict_and_not_decided() -> None:
    assert approval_levels(date(2020, 7, 21)) == ()
    on = {level.id: level for level in approval_levels(date(2025, 6, 1))}
    assert on["perja-kajati"].level == "KAJATI"
    assert on["ekspos-jampidum"].level == "JAMPIDUM"
    assert on["ekspos-mandiri-jatim"].province == "35"
    assert on["ekspos-jampidum"].id in on["perja-kajati"].conflicts_with
    assert "KETUA_PN" not in {level.level for level in on.values()}
    assert "KETUA_PN" in {level.level for level in approval_levels(NEW_CODE)}


def test_conflicting_rows_point_at_each_other() -> None:
    levels = {level.id: level for level in approval_levels(date(2026, 6, 1))}
    for level in levels.values():
        assert all(level.id in levels[other].conflicts_with for other in level.conflicts_with)


@pytest.mark.parametrize("file", ["fine-categories.yaml", "jasa-raharja.yaml", "stamp-duty.yaml"])
def test_every_row_names_its_article_its_source_and_how_sure_we_are(file: str) -> None:
    rows = table(file)
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.cite and row.source and row.unit and row.confidence in {"confirmed", "secondary"} for row in rows)


def test_every_data_file_is_named_in_the_list_of_sources() -> None:
    listed = (DATA_DIR / "SOURCE.md").read_text(encoding="utf-8")
    assert all(f"`{file.name}`" in listed for file in DATA_DIR.iterdir() if file.name != "SOURCE.md")


# --- holidays


def test_the_holidays_cover_ten_years_and_each_year_says_where_it_comes_from() -> None:
    holidays = load_holidays()
    assert [year.year for year in holidays.years] == list(range(2018, 2028))
    assert holidays.version and holidays.source
    for year in holidays.years:
        assert year.source
        assert year.confidence == ("secondary" if year.decree else "library")


def test_the_holidays_of_2026_are_those_of_the_joint_decree() -> None:
    days = {(h.day.month, h.day.day): h.kind for h in load_holidays().days if h.day.year == 2026}
    leave = {(2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24)}
    assert {day for day, kind in days.items() if kind == "cuti_bersama"} == leave
    assert sum(kind == "libur_nasional" for kind in days.values()) == 17


def test_only_feasts_that_depend_on_the_moon_and_are_not_fixed_yet_are_estimates() -> None:
    estimated = [holiday for holiday in load_holidays().days if holiday.estimated]
    assert {holiday.day.year for holiday in estimated} == {2027}
    assert all("Idul" in holiday.name for holiday in estimated)
    assert date(2027, 3, 10) in {holiday.day for holiday in estimated}


def test_the_frozen_file_is_what_the_tool_writes_from_the_package() -> None:
    spec = importlib.util.spec_from_file_location("freeze_holidays", ROOT / "tools" / "freeze_holidays.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.render() == (DATA_DIR / "holidays-id.toml").read_text(encoding="utf-8")


def test_looking_up_a_wage_does_not_load_what_it_does_not_need() -> None:
    code = (
        "import sys; from rembuk.reference.tables import minimum_wage; minimum_wage('35', 2025);"
        "print('yaml' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert said.stdout.strip() == "False"
