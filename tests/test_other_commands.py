"""The commands beside assess and screen: what they print, and what they tell about bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rembuk.cli import main

Captured = pytest.CaptureFixture[str]


def test_the_law_of_a_day_and_stage_is_listed(capsys: Captured) -> None:
    assert main(["law", "list", "--on", "2020-12-01", "--stage", "police"]) == 0
    listed = capsys.readouterr().out
    assert "perkap-6-2019" in listed and "perpol-8-2021" not in listed
    assert main(["law", "list", "--on", "2021-12-01", "--stage", "kepolisian"]) == 0
    listed = capsys.readouterr().out
    assert "perpol-8-2021" in listed and "perkap-6-2019" not in listed


def test_an_instrument_is_shown_row_by_row_with_how_sure_we_are(capsys: Captured) -> None:
    assert main(["law", "show", "perja-15-2020", "--on", "2023-05-01"]) == 0
    shown = capsys.readouterr().out
    assert "Pasal 5 ayat (1) huruf c" in shown and "rupiah(2_500_000)" in shown and "teks pasal dibaca" in shown


def test_an_instrument_not_in_force_or_unknown_gets_a_sentence(capsys: Captured) -> None:
    assert main(["law", "show", "perja-15-2020", "--on", "2019-01-01"]) == 2
    assert "2020-07-22" in capsys.readouterr().err
    assert main(["law", "show", "perja-15-2021"]) == 2
    assert "perja-15-2020" in capsys.readouterr().err
    assert main(["law", "list", "--stage", "bulan"]) == 2
    assert "village" in capsys.readouterr().err


def test_the_law_is_packed_for_a_browser_once(tmp_path: Path, capsys: Captured) -> None:
    assert main(["law", "pack", str(tmp_path)]) == 0
    pack = json.loads((tmp_path / "law.id.json").read_text(encoding="utf-8"))
    questions = json.loads((tmp_path / "questions.id.json").read_text(encoding="utf-8"))
    assert pack["language"] == "id" and all(fact in questions for item in pack["instruments"] for fact in item["facts"])
    assert main(["law", "pack", str(tmp_path)]) == 2
    assert "--force" in capsys.readouterr().err


def test_charges_are_read_and_both_codes_compared(capsys: Captured) -> None:
    assert main(["charges", "Pasal 170 ayat (1) KUHP", "--acted-on", "2025-05-01", "--compare"]) == 0
    out = capsys.readouterr().out
    assert "pengeroyokan" in out.lower() and "66 bulan menjadi 60 bulan" in out and "lama tidak lolos, baru lolos" in out
    assert main(["charges", "Pasal 999 KUHP"]) == 2


def test_a_due_day_names_every_day_it_skips(capsys: Captured) -> None:
    assert main(["due", "2026-12-23", "3", "--working"]) == 0
    out = capsys.readouterr().out
    assert "Natal" in out and "Sabtu" in out and "kalender id-" in out
    assert main(["due", "2023-05-01", "14"]) == 0
    assert capsys.readouterr().out.startswith("2023-05-15")


@pytest.mark.parametrize(("arguments", "said"), [(["due", "kemarin", "3"], "TTTT-BB-HH"), (["due", "2026-01-01", "x"], "bilangan"), (["saring"], "saring")])
def test_a_command_that_cannot_be_used_says_why_with_exit_code_2(capsys: Captured, arguments: list[str], said: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2 and said in capsys.readouterr().err


def test_the_example_docket_is_screened(tmp_path: Path, capsys: Captured) -> None:
    assert main(["screen", "examples/docket.csv", "--csv", str(tmp_path / "temuan.csv")]) == 0
    out = capsys.readouterr().out
    assert "Perja 15/2020: memenuhi syarat" in out and "Baris dalam docket" in out
