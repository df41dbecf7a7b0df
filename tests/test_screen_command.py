"""`rembuk screen`: an untidy docket in, findings out; no row lost, nothing guessed, nothing overwritten."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.cli import main
from rembuk.law.library import load_law
from rembuk.law.offences import load_catalogue
from rembuk.registers.docket import Docket, read_docket
from rembuk.registers.screening import screen
from rembuk.registers.table_file import TableProblem

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "docket.csv"
HEAD = "No;Satker;Tgl Tahap II;Tersangka;Umur;Pasal yang disangkakan;Kerugian;Residivis;Keterangan"
ROW = "1;Kejari Contoh;28/10/2025;A;30;Pasal 362 KUHP;Rp2.000.000,-;tidak;"


def screened(folder: Path, text: str | bytes, *more: str) -> list[dict[str, Any]]:
    path, out = folder / "docket.csv", folder / "hasil.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["screen", str(path), "--json", str(out), "--force", *more]) == 0
    return list(json.loads(out.read_text(encoding="utf-8")))


def finding(row: dict[str, Any], instrument: str) -> dict[str, Any]:
    return next(f for f in row["findings"] if f["instrument"] == instrument)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], Path, Path]:
    folder = tmp_path_factory.mktemp("contoh")
    xlsx, out, table = folder / "hasil.xlsx", folder / "hasil.json", folder / "hasil.csv"
    assert main(["screen", str(EXAMPLE), "--out", str(xlsx), "--json", str(out), "--csv", str(table)]) == 0
    return json.loads(out.read_text(encoding="utf-8")), xlsx, table


Example = tuple[list[dict[str, Any]], Path, Path]


def test_every_row_of_the_example_docket_comes_back(example: Example) -> None:
    rows, _, table = example
    written = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines()[2:] if line.strip()]
    assert len(rows) == len(written) == len(list(csv.DictReader(table.open(encoding="utf-8"))))
    assert all({"row", "problems", "charges", "findings", "next_question"} <= set(row) for row in rows)
    assert [row["row"] for row in rows] == list(range(3, 3 + len(rows)))


def test_a_docket_row_finds_what_the_same_case_finds(example: Example) -> None:
    goat, motor = example[0][0], example[0][1]
    assert goat["qualifies_under"] == ["perja-15-2020"] and goat["offered"] is False
    assert finding(motor, "perja-15-2020")["finding"] == "eligible"
    fatal = next(row for row in example[0] if "310 ayat (4) UU No. 22" in row["cells"]["Pasal yang disangkakan"])
    assert fatal["next_question"]["fact"] == "case_by_case_barred"


def test_what_could_not_be_read_is_said_in_its_own_row(example: Example) -> None:
    said = {row["cells"]["Tersangka"]: " ".join(row["problems"]) for row in example[0]}
    assert "Nov 2024" in said["J"] and "hari" in said["J"]
    assert "31/02/2024" in said["Y"] and "2 ekor ayam" in said["N"]
    assert "17 sel untuk 16 kolom" in said["Tsk I H; Tsk II I"]
    assert not next(row for row in example[0] if row["cells"]["Tersangka"] == "J")["findings"]


def test_the_workbook_has_findings_rows_to_repair_and_a_summary(example: Example) -> None:
    rows, xlsx, _ = example
    book = openpyxl.load_workbook(xlsx)
    assert book.sheetnames == ["Temuan", "Perlu diperbaiki", "Ringkasan"]
    assert book["Temuan"].max_row == len(rows) + 1
    assert book["Perlu diperbaiki"].max_row == sum(bool(row["problems"]) for row in rows) + 1
    summary = {row[0].value: row[1].value for row in book["Ringkasan"].iter_rows(min_row=2)}
    qualifying = [row for row in rows if row["qualifies_under"]]
    assert summary["Memenuhi syarat RJ menurut sekurangnya satu aturan (praktik tidak dihitung)"] == len(qualifying)
    assert summary["  di antaranya tercatat tidak pernah ditawari"] == sum(row["offered"] is False for row in qualifying)


def test_formulas_and_links_in_a_cell_stay_text(tmp_path: Path) -> None:
    path, out = tmp_path / "docket.csv", tmp_path / "hasil.xlsx"
    path.write_text(HEAD + "\n" + ROW.replace(";A;", ";=HYPERLINK(1);") + "\n", encoding="utf-8")
    assert main(["screen", str(path), "--out", str(out)]) == 0
    cell = openpyxl.load_workbook(out)["Temuan"]["C2"]
    assert cell.value == "=HYPERLINK(1)" and cell.data_type != "f"


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "utf-16"), ("|", "cp1252"), (";", "latin-1")]
)
def test_the_usual_separators_and_encodings_are_read(tmp_path: Path, separator: str, encoding: str) -> None:
    text = (HEAD + "\n" + ROW.replace(",-", "") + "keluarga René\n").replace(";", separator)
    rows = screened(tmp_path, text.encode(encoding))
    assert rows[0]["cells"]["Keterangan"] == "keluarga René"
    assert rows[0]["charges"][0]["offences"] == ["kuhp1946-362"]


def test_a_workbook_gives_the_same_rows_as_a_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    import datetime

    sheet.append(["DAFTAR PERKARA"])
    sheet.append(HEAD.split(";"))
    sheet.append([1, "Kejari Contoh", datetime.date(2025, 10, 28), "A", 30, "Pasal 362 KUHP", 2000000, "tidak", None])
    book.save(tmp_path / "docket.xlsx")
    out = tmp_path / "hasil.json"
    assert main(["screen", str(tmp_path / "docket.xlsx"), "--json", str(out)]) == 0
    from_book = json.loads(out.read_text(encoding="utf-8"))[0]
    from_text = screened(tmp_path, HEAD + "\n" + ROW + "\n")[0]
    assert from_book["on"] == "2025-10-28" and from_book["findings"] == from_text["findings"]


def test_an_amount_known_only_as_a_limit_decides_where_it_can(tmp_path: Path) -> None:
    head = "Satker;Tgl Tahap II;Tersangka;Pasal;Kerugian;Nilai BB"
    under, over, open_ = screened(tmp_path, f"{head}\nKejari X;28/10/2025;A;Pasal 362 KUHP;< 2,5 jt;Rp0\n"
                                  "Kejari X;28/10/2025;B;Pasal 362 KUHP;> 5 jt;Rp0\nKejari X;28/10/2025;C;Pasal 362 KUHP;< 5 jt;Rp0\n")  # fmt: skip
    conditions = [{c["id"] for c in finding(row, "perja-15-2020")["conditions"]} for row in (under, over, open_)]
    assert "5-1-c" not in conditions[0] and "5-1-c" in conditions[1] and "5-1-c" in conditions[2]


def test_an_age_next_to_a_limit_asks_for_the_birth_date(tmp_path: Path) -> None:
    row = screened(tmp_path, HEAD + "\n" + ROW.replace(";30;", ";18;") + "\n")[0]
    assert finding(row, "uu-11-2012-sppa")["applies"] == "unknown"
    assert not any(f["instrument"] == "uu-11-2012-sppa" for f in screened(tmp_path, HEAD + "\n" + ROW + "\n")[0]["findings"])


def test_an_office_may_name_its_own_columns(tmp_path: Path) -> None:
    mapping = tmp_path / "peta.yaml"
    mapping.write_text("columns: {Kode: case_number, Serah Terima: tahap_ii_on, Yang Diduga: suspect, Delik: charges}\ndefaults: {stage: penuntutan}\n", encoding="utf-8")
    row = screened(tmp_path, "Kode;Serah Terima;Yang Diduga;Delik\n7;28/10/2025;A;Pasal 362 KUHP\n", "--mapping", str(mapping))[0]
    assert row["stage"] == "prosecution" and row["charges"][0]["offences"] == ["kuhp1946-362"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "kosong"),
        ("a;b;c\n1;2;3\n", "judul kolom"),
        (b"\x00\x01\x02\x03" * 50, "bukan teks"),
        (b"PK\x03\x04rusak", "buku kerja"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, said: str) -> None:
    path = tmp_path / "docket.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["screen", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_two_headings_for_one_field_are_named_and_neither_is_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "docket.csv"
    path.write_text("Satker;Tgl Tahap II;Pasal;Dakwaan\nKejari X;28/10/2025;Pasal 362 KUHP;Pasal 480 KUHP\n", encoding="utf-8")
    assert main(["screen", str(path), "--json", str(tmp_path / "hasil.json")]) == 0
    said = capsys.readouterr().err
    assert "Pasal" in said and "Dakwaan" in said


def test_without_a_name_the_workbook_takes_a_free_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["screen", str(EXAMPLE)]) == 0 and main(["screen", str(EXAMPLE)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docket-temuan-2.xlsx", "docket-temuan.xlsx"]
    assert "Perja 15/2020: memenuhi syarat" in capsys.readouterr().out


def test_nothing_is_overwritten_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "hasil.csv"
    out.write_text("milik orang lain", encoding="utf-8")
    assert main(["screen", str(EXAMPLE), "--csv", str(out)]) == 2
    assert "--force" in capsys.readouterr().err and out.read_text(encoding="utf-8") == "milik orang lain"
    assert main(["screen", str(EXAMPLE), "--csv", str(EXAMPLE), "--force"]) == 2
    assert main(["screen", str(EXAMPLE), "--csv", str(tmp_path / "tidak" / "ada.csv")]) == 2
    assert main(["screen", str(EXAMPLE), "--csv", str(out), "--force"]) == 0


def test_interrupting_a_run_leaves_no_half_file(tmp_path: Path) -> None:
    docket, out = tmp_path / "besar.csv", tmp_path / "hasil.json"
    docket.write_text(HEAD + "\n" + "".join(f"{i};Kejari X;28/10/2025;T{i};30;Pasal 362 KUHP;Rp{i}.000;tidak;\n" for i in range(1000, 61_000)), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen([sys.executable, "-m", "rembuk", "screen", str(docket), "--json", str(out)], env=environment, stderr=subprocess.PIPE) as running:
        while running.poll() is None and not any(name.name.endswith(".part") for name in tmp_path.iterdir()):
            pass
        assert running.poll() is None, "selesai sebelum sempat dihentikan"
        running.send_signal(signal.SIGINT)
        assert running.wait() == 130
    assert [path.name for path in tmp_path.iterdir()] == ["besar.csv"]


@given(junk=st.binary(max_size=400))
def test_junk_never_raises_and_never_loses_a_row(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    path = tmp_path_factory.mktemp("sampah") / "docket.csv"
    path.write_bytes((HEAD + "\n" + ROW + "\n").encode() + junk)
    docket = read_docket(path)
    assert isinstance(docket, Docket | TableProblem)
    if isinstance(docket, Docket):
        assert screen(docket, load_law(), load_catalogue()).rows == docket.rows >= 1
