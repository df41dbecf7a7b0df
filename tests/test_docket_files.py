"""Docket files in: whatever an office saved comes out whole, and what could not be read says so in its own row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rembuk.law.facts import NEVER
from rembuk.law.instrument import STAGES
from rembuk.law.library import load_law
from rembuk.reference.bound import Bound
from rembuk.registers.cell_reading import FACT_TYPES, Readings, read_cell, read_texts
from rembuk.registers.column_mapping import read_mapping
from rembuk.registers.docket import Docket, read_docket
from rembuk.registers.docket_columns import ColumnMapping, load_known_columns, recognise
from rembuk.registers.separated_text import records
from rembuk.registers.table import Table, TableProblem
from rembuk.registers.table_file import read_table

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "docket.csv"
HEADERS = ["No", "Satker", "Tgl Tahap II", "Tersangka", "Umur", "Pasal", "Kerugian", "Residivis", "Keterangan"]
ROW = ["1", "Kejari Tapin", "28/10/2025", "AB", "31", "Pasal 362 KUHP", "Rp2.000.000,-", "tidak", "damai"]
#: One folder serves all examples of a test: each writes its file anew.
ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

#: Cells of any text but control characters, which no spreadsheet writes.
CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]) | st.sampled_from(';,\t|"\n'), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=len(HEADERS), max_size=len(HEADERS)).filter(any), min_size=1, max_size=12)
#: Letters no two of which make one letter of UTF-8, so that only one encoding fits.
OLD_LETTERS = st.text(st.sampled_from("abcXYZ 0123éèñüà;,|"), max_size=8)


def table(path: Path, **options: Any) -> Table:
    read = read_table(path, **options)
    assert isinstance(read, Table), read
    return read


def docket(path: Path, **options: Any) -> Docket:
    read = read_docket(path, **options)
    assert isinstance(read, Docket), read
    return read


def problem(path: Path, **options: Any) -> TableProblem:
    read = read_docket(path, **options)
    assert isinstance(read, TableProblem)
    assert read.id and read.en and str(path.name) in read.id + str(options)
    return read


def as_csv(rows: Sequence[Sequence[str]], separator: str = ";", end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def written(folder: Path, text: str | bytes, name: str = "docket.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def of_rows(folder: Path, *rows: Sequence[str], headers: Sequence[str] = HEADERS) -> Docket:
    return docket(written(folder, as_csv([headers, *rows])))


def with_cells(**cells: str) -> list[str]:
    return [cells.get(heading.replace(" ", "_"), cell) for heading, cell in zip(HEADERS, ROW, strict=True)]


def readings(field: str, *cells: str | None) -> Readings:
    return read_texts(load_known_columns().fields[field], pl.Series(cells, dtype=pl.String), words={}, not_after=None)


# == every row comes back ==


@ONE_FOLDER
@given(rows=ROWS, separator=st.sampled_from(";,\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), end=st.sampled_from(["\n", "\r\n"]))
def test_any_cells_in_any_separator_and_encoding_come_back_cell_for_cell(
    tmp_path: Path, rows: list[list[str]], separator: str, encoding: str, end: str
) -> None:
    read = table(written(tmp_path, as_csv([HEADERS, *rows], separator, end).encode(encoding)))
    assert read.headers == tuple(HEADERS)
    assert not [slip for slip in read.slipped.values() if slip.proposed is None]
    as_cells = [tuple(cell or None for cell in row) for row in rows]
    assert [read.cells.row(i) for i in range(read.rows) if i not in read.slipped] == [
        row for i, row in enumerate(as_cells) if i not in read.slipped
    ]
    assert read.rows == len(rows)


@ONE_FOLDER
@given(rows=st.lists(st.lists(OLD_LETTERS, min_size=9, max_size=9).filter(any), min_size=1, max_size=8), encoding=st.sampled_from(["cp1252", "latin-1"]))
def test_files_of_older_spreadsheets_come_back_cell_for_cell(tmp_path: Path, rows: list[list[str]], encoding: str) -> None:
    read = table(written(tmp_path, as_csv([HEADERS, *rows]).encode(encoding)))
    assert read.cells.rows() == [tuple(cell or None for cell in row) for row in rows]


@ONE_FOLDER
@given(junk=st.binary(max_size=400), before=st.sampled_from([b"", as_csv([HEADERS, ROW]).encode(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]))
def test_no_bytes_whatever_raise(tmp_path: Path, junk: bytes, before: bytes) -> None:
    assert isinstance(read_docket(written(tmp_path, before + junk)), Docket | TableProblem)
    assert isinstance(read_mapping(written(tmp_path, before + junk, "peta.yaml")), ColumnMapping | TableProblem)


@ONE_FOLDER
@given(lines=st.lists(st.text(st.sampled_from('ab1/; "'), max_size=14), max_size=15))
def test_as_many_rows_come_out_as_lines_go_in_whatever_their_separators(tmp_path: Path, lines: list[str]) -> None:
    assume(not any('"' in line for line in lines))
    full = [line for line in lines if line.strip(";")]
    read = read_docket(written(tmp_path, "\n".join([";".join(HEADERS), *full])))
    assert (read.rows if isinstance(read, Docket) else 0) == len(full)


@given(text=st.text(st.sampled_from('ab;"\n\r'), max_size=60))
def test_stray_quotes_never_swallow_a_line_for_good(text: str) -> None:
    lines = list(io.StringIO(text, newline=""))
    read = list(records(lines, ";"))
    starts = [line for line, _ in read]
    assert starts == sorted(set(starts)) and (not lines or starts[0] == 1)
    told = "".join("".join(cells) for _, cells in read)
    assert sorted(c for c in text if c in "ab") == sorted(c for c in told if c in "ab")


def test_an_unclosed_quote_does_not_swallow_the_rows_below_it(tmp_path: Path) -> None:
    lines = [";".join(with_cells(No=str(n))) for n in range(1, 6)]
    lines[1] = lines[1].replace("Kejari", '"Kejari')
    read = docket(written(tmp_path, "\n".join([";".join(HEADERS), *lines])))
    assert read.rows == 5 and read.text("office", 1) == '"Kejari Tapin' and not read.problems()


def test_a_quoted_cell_may_hold_line_breaks_and_each_row_knows_its_line(tmp_path: Path) -> None:
    read = of_rows(tmp_path, with_cells(Keterangan="damai\nkorban setuju"), ROW)
    assert list(read.lines) == [2, 4]
    assert read.text("notes", 0) == "damai\nkorban setuju"


def test_rows_that_are_wholly_empty_are_counted_and_left_out(tmp_path: Path) -> None:
    read = docket(written(tmp_path, as_csv([HEADERS, ROW, [""] * 9]) + "\n\n" + as_csv([ROW]) + ";;;;;;;;\n"))
    assert list(read.lines) == [2, 6]
    assert any("4 baris kosong" in remark.id for remark in read.remarks())


@ONE_FOLDER
@given(
    rows=st.lists(st.lists(st.sampled_from(["", "a", "b c", "é", 'x;y', '5" pipa']), min_size=9, max_size=9), min_size=2, max_size=8),
    odd=st.booleans(), blank=st.booleans(), end=st.sampled_from(["\n", "\r\n"]),
)
def test_the_quick_way_for_large_files_reads_what_the_careful_way_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[list[str]], odd: bool, blank: bool, end: str
) -> None:
    text = as_csv([HEADERS, ROW, *rows], end=end) + (end if blank else "") + (f"1;a;b{end}" if odd else "") + as_csv([ROW] * 12, end=end)
    path = written(tmp_path, text)
    careful = table(path)
    monkeypatch.setattr("rembuk.registers.table_file.QUICK_FROM", 0)
    quick = table(path)
    assert quick.cells.equals(careful.cells) and list(quick.lines) == list(careful.lines)
    assert quick.slipped == careful.slipped and quick.notes == careful.notes


# == headings ==


def test_title_lines_two_line_headings_and_column_numbers_belong_to_the_heading(tmp_path: Path) -> None:
    rows = [
        ["DAFTAR PERKARA BULAN MEI 2025"], [],
        ["No", "Satker", "Tersangka", "", "Pasal", "Tanggal", "", "Ket."],
        ["", "", "Nama", "Umur", "", "Kejadian", "Tahap II", ""],
        [f"({n})" for n in range(1, 9)],
        ["1", "Kejari Tapin", "AB", "31", "Pasal 362 KUHP", "1/5/2025", "20/5/2025", ""],
    ]  # fmt: skip
    read = docket(written(tmp_path, as_csv(rows)))
    assert read.rows == 1 and list(read.lines) == [6]
    assert {"suspect", "age_at_act", "acted_on", "tahap_ii_on", "charges", "notes"} <= set(read.recognised.fields)
    assert read.column("acted_on").values == [dt.date(2025, 5, 1)]


@pytest.mark.parametrize(("heading", "field"), [
    ("No.", "number"), ("SATUAN KERJA", "office"), ("Tgl. Tahap II", "tahap_ii_on"), ("TANGGAL THP 2", "tahap_ii_on"),
    ("Tgl\nTahap II", "tahap_ii_on"), ("tgl_tahap_ii", "tahap_ii_on"), ("Nama Tersangka / Terdakwa", "suspect"),
    ("Psl yg disangkakan", "charges"), ("Kerugian (Rp)", "loss"), ("JML KERUGIAN", "loss"), ("Umur (thn)", "age_at_act"),
    ("Tgl Sprindik/SPDP", "investigation_started_on"), ("Tgl SPDP", "spdp_sent_on"), ("Pernah ditawari RJ?", "offered"),
    ("Respon masyarakat", "community_response"), ("Korban setuju (ya/tidak)", "victim_consents"), ("No. LP", "report_number"),
    ("Tempus", "acted_on"), ("Ket.", "notes"), ("Tgl P-21", None), ("", None),
])  # fmt: skip
def test_headings_are_recognised_as_offices_write_them(heading: str, field: str | None) -> None:
    found = load_known_columns().field_of(heading)
    assert (found.name if found else None) == field


def test_two_headings_for_one_field_are_named_and_neither_is_used(tmp_path: Path) -> None:
    read = of_rows(tmp_path, [*ROW, "362 KUHP"], headers=[*HEADERS, "Dakwaan"])
    assert "charges" not in read.recognised.fields
    assert any("'Pasal' dan 'Dakwaan'" in remark.id for remark in read.remarks())
    chosen = recognise([*HEADERS, "Dakwaan"], ColumnMapping(columns={"dakwaan": "charges"}, written={"dakwaan": "Dakwaan"}))
    assert chosen.fields["charges"] == "Dakwaan" and not chosen.problems


def test_a_heading_written_twice_keeps_both_columns(tmp_path: Path) -> None:
    read = of_rows(tmp_path, [*ROW, "lagi"], headers=[*HEADERS, "Keterangan"])
    assert read.headers[-2:] == ("Keterangan", "Keterangan (2)")
    assert list(read.cells(0).values())[-2:] == ["damai", "lagi"]


def test_the_known_columns_agree_with_the_facts_of_the_law() -> None:
    facts = load_law().facts
    for field in load_known_columns().fields.values():
        if field.fact and field.kind != "charges":
            fact = facts[field.fact]
            assert (fact.type, fact.may_be_never, fact.defined_in) == (FACT_TYPES[field.kind], field.may_be_never, "")
            assert field.kind not in ("enum", "stage") or field.values == fact.values
    assert load_known_columns().fields["stage"].values == STAGES


# == slipped rows ==


def test_a_separator_inside_a_cell_is_mended_where_only_one_way_can_be_read(tmp_path: Path) -> None:
    line = ";".join(with_cells(Tersangka="Tsk I AB; Tsk II YO", Umur=""))
    read = docket(written(tmp_path, "\n".join([";".join(HEADERS), ";".join(ROW), line])))
    assert read.text("suspect", 1) == "Tsk I AB; Tsk II YO" and read.text("charges", 1) == "Pasal 362 KUHP"
    assert "10 sel untuk 9 kolom" in read.problems()[1][0] and "'Tersangka'" in read.problems()[1][0]
    assert any("lebih dari satu tersangka" in note for note in read.notes()[1])


def test_a_further_suspect_in_the_next_column_is_put_back(tmp_path: Path) -> None:
    read = of_rows(tmp_path, with_cells(Tersangka="Tsk I AB", Umur=" Tsk II YO"))
    assert read.text("suspect", 0) == "Tsk I AB; Tsk II YO" and read.text("age_at_act", 0) is None
    assert "'Tsk II YO'" in read.problems()[0][0]
    assert read.table.slipped[0].cells == tuple(with_cells(Tersangka="Tsk I AB", Umur=" Tsk II YO"))


def test_the_dash_after_an_amount_stays_with_it_in_a_comma_file(tmp_path: Path) -> None:
    read = docket(written(tmp_path, ",".join(HEADERS) + "\n" + ",".join(ROW) + "\n"))
    assert read.text("loss", 0) == "Rp2.000.000,-" and read.column("recidivist").values == [False]
    assert read.problems()[0][0].startswith("Baris 2: 10 sel untuk 9 kolom")


def test_a_missing_cell_is_left_empty_where_only_one_place_can_be_read(tmp_path: Path) -> None:
    read = docket(written(tmp_path, ";".join(HEADERS) + "\n" + ";".join(ROW[:4] + ROW[5:]) + "\n"))
    assert read.column("age_at_act").values == [None] and read.text("charges", 0) == "Pasal 362 KUHP"
    assert len(read.problems()[0]) == 1


def test_a_row_that_could_be_mended_in_two_ways_is_kept_but_not_read(tmp_path: Path) -> None:
    line = "1;Kejari Tapin;28/10/2025;31;Pasal 362 KUHP;Pasal 480 KUHP;Pasal 1;damai;2;3;4;5"
    read = docket(written(tmp_path, ";".join(HEADERS) + "\n" + line + "\n"))
    assert read.rows == 1 and read.table.slipped[0].proposed is None
    assert "isinya tidak dibaca: 1;Kejari Tapin" in read.problems()[0][0] and len(read.problems()[0]) == 1
    assert ";".join(cell or "" for cell in read.cells(0).values()) == line
    assert read.column("tahap_ii_on").values == [None] and read.days().tolist() == [-1]


# == files that cannot be used ==


@pytest.mark.parametrize(("content", "said"), [
    (b"", "kosong"), (b"\r\n;;;\r\n", "kosong"), (";".join(HEADERS).encode(), "hanya judul"), (bytes(range(32)) * 20, "bukan teks"),
    (b"%PDF-1.7 ...", "PDF"), (b"<html><table></table>", "HTML"), (b"PK\x03\x04rusak", "rusak"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"), (b"halo\nsemua\n", "tidak satu pun judul"),
])  # fmt: skip
def test_a_file_that_is_no_docket_is_refused_with_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in problem(written(tmp_path, content)).id


def test_a_missing_file_and_a_folder_are_refused_with_what_to_do(tmp_path: Path) -> None:
    assert "periksa nama" in problem(tmp_path / "tidak-ada.csv").id
    assert "folder" in problem(tmp_path).id


def test_a_file_one_may_not_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = written(tmp_path, as_csv([HEADERS, ROW]))
    path.chmod(0)
    read = read_docket(path)
    # The administrator may read everything.
    assert isinstance(read, Docket if os.access(path, os.R_OK) else TableProblem)


# == workbooks ==


def workbook(folder: Path, fill: Any) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    path = folder / "docket.xlsx"
    book.save(path)
    return path


def test_a_workbook_gives_its_dates_and_numbers_as_text_and_finds_the_right_sheet(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active.title = "SAMPUL"
        book.active["A1"] = "Laporan"
        sheet = book.create_sheet("MEI")
        sheet["B2"] = "DAFTAR PERKARA"
        for column, heading in enumerate(HEADERS, start=2):
            sheet.cell(4, column, heading)
        for column, value in enumerate([1, "Kejari Tapin", dt.date(2025, 10, 28), "AB", 31, "362 KUHP", 2_000_000.0, False], start=2):
            sheet.cell(5, column, value)
        sheet.cell(6, 2, 2)
        sheet.merge_cells("C5:C6")

    path = workbook(tmp_path, fill)
    read = docket(path)
    assert read.table.sheet == "MEI" and list(read.lines) == [5, 6]
    assert list(read.cells(0).values()) == ["1", "Kejari Tapin", "2025-10-28", "AB", "31", "362 KUHP", "2000000", "FALSE", None]
    assert read.text("office", 1) == "Kejari Tapin"
    assert read.column("loss").values == [2_000_000, None] and read.column("recidivist").values == [False, None]
    assert any("'SAMPUL'" in remark.id for remark in read.remarks())
    assert "pilihannya: 'SAMPUL', 'MEI'" in problem(path, sheet="JUNI").id


# == the mapping file ==


def test_a_mapping_file_says_what_odd_headings_words_and_defaults_mean(tmp_path: Path) -> None:
    mapping = written(tmp_path, (
        "columns: {NAMA YBS: suspect, PSL SANGKA: charges, TGL TERIMA: tahap_ii_on, DMI: agreement, TGL SURAT: abaikan}\n"
        "defaults: {stage: penuntutan, province: Maluku}\n"
        "values: {agreement: {OK: ya, NOK: tidak}}\n"
    ), "peta.yaml")  # fmt: skip
    path = written(tmp_path, "NAMA YBS,PSL SANGKA,TGL TERIMA,DMI,TGL SURAT\nAB,362 KUHP,2025-10-28,OK,x\nCD,362 KUHP,2025-10-28,nok,y\n")
    read = docket(path, mapping=mapping)
    assert read.column("agreement").values == [True, False]
    assert read.stages().tolist() == [STAGES.index("prosecution")] * 2 and not read.problems()
    assert read.column("province").values == ["Maluku", "Maluku"] and read.recognised.unknown == ()


@pytest.mark.parametrize(("text", "said"), [
    ("columns:\n  A: suspek\n", "baris 2: nama isian 'suspek' tidak dikenal; mungkin maksudnya suspect"),
    ("columns:\n  A: suspect\n  A: charges\n", "baris 3: 'A' tertulis dua kali"),
    ("defaults:\n  stage: luar angkasa\n", "baris 2: untuk 'stage'"),
    ("values:\n  agreement:\n    OK: mungkin\n", "baris 3: untuk 'agreement'"),
    ("kolom: {}\n", "baris 1: bagian 'kolom' tidak dikenal"), ("- satu\n", "baris 1: isi berkas peta harus pasangan"),
    ("columns: [\n", "bukan YAML atau JSON"), ('{"columns": {"A": 1,,}}', "bukan YAML atau JSON"),
])  # fmt: skip
def test_a_mistake_in_a_mapping_file_names_its_line_and_how_to_mend_it(tmp_path: Path, text: str, said: str) -> None:
    read = read_docket(EXAMPLE, mapping=written(tmp_path, text, "peta.yaml"))
    assert isinstance(read, TableProblem) and said in read.id and read.en


def test_a_mapping_file_may_be_json_with_tabs_and_name_a_column_that_is_not_there(tmp_path: Path) -> None:
    mapping = written(tmp_path, '{\n\t"columns": {"Pasall": "charges"}\n}', "peta.json")
    read = docket(written(tmp_path, as_csv([HEADERS, ROW])), mapping=mapping)
    assert any("'Pasall'" in remark.id for remark in read.remarks())


def test_the_example_mapping_file_can_be_used() -> None:
    assert isinstance(read_mapping(ROOT / "examples" / "mapping.yaml"), ColumnMapping)


# == cells, stages, days ==


def test_amounts_dates_and_answers_are_read_as_people_write_them(tmp_path: Path) -> None:
    read = of_rows(
        tmp_path, ROW, with_cells(Kerugian="< 2,5 jt", Residivis="Belum pernah", Tgl_Tahap_II="3 Maret 2025"),
        with_cells(Kerugian="23 ekor murai batu", Umur="dewasa"), with_cells(Kerugian="2500000", Residivis="", Tgl_Tahap_II="2025-03-03"),
    )  # fmt: skip
    assert read.column("loss").values == [2_000_000, Bound(None, 2_499_999), None, 2_500_000]
    low, high = read.column_arrays("loss")
    assert low.tolist() == [2_000_000, 0, -1, 2_500_000] and high.tolist() == [2_000_000, 2_499_999, -1, 2_500_000]
    assert np.asarray(read.fact_column("first_offence")).tolist() == [1, 1, 1, 0]
    assert [day.isoformat() for day in read.column("tahap_ii_on").values] == ["2025-10-28", "2025-03-03", "2025-10-28", "2025-03-03"]
    assert [text.split(":")[0] for text in read.problems()[2]] == ["Umur", "Kerugian"]


@given(cells=st.lists(st.none() | st.integers(0, 10**17).map(str) | st.dates(dt.date(1900, 1, 1), dt.date(2110, 1, 1)).map(str)
       | st.sampled_from(["2025-02-31", "0100", "Rp 5 jt", "< 2 jt", "-", "belum", "x", "2.500"]), min_size=1, max_size=12))  # fmt: skip
def test_cells_read_all_at_once_are_what_each_reads_alone(cells: list[str | None]) -> None:
    for name in ("loss", "tahap_ii_on"):
        field = load_known_columns().fields[name]
        alone = [read_cell(field, cell, None) if cell is not None else None for cell in cells]
        together = readings(name, *cells).column()
        assert together.values == [reading.value if reading else None for reading in alone]
        assert together.problems == {i: one.problem for i, one in enumerate(alone) if one and one.problem}
        assert together.notes == {i: one.note for i, one in enumerate(alone) if one and one.note}


def test_belum_says_that_a_date_has_not_come() -> None:
    assert readings("filed_in_court_on", "belum", "", None).values() == [NEVER, None, None]
    assert np.asarray(readings("filed_in_court_on", "belum").array()).tolist() == [NEVER.toordinal()]
    assert readings("acted_on", "belum").values() == [None]


@pytest.mark.parametrize(("office", "stage"), [
    ("Kejari Tapin", "prosecution"), ("Cabjari Ambon di Wahai", "prosecution"), ("PN Kayu Agung", "court"), ("Polsek Desa Baru", "police"),
    ("Sat Lantas Polres Kebumen", "police"), ("Desa Sukamaju", "village"), ("Rumah RJ Kejari Jember", "village"), ("Bapas Kelas I", None),
])  # fmt: skip
def test_an_office_tells_the_stage_by_its_name(tmp_path: Path, office: str, stage: str | None) -> None:
    read = of_rows(tmp_path, with_cells(Satker=office))
    assert read.stages().tolist() == [STAGES.index(stage) if stage else -1]
    assert bool(stage) != any("tahap perkara belum diketahui" in said for said in read.problems().get(0, []))


def test_a_written_stage_goes_before_the_office_and_the_difference_is_noted(tmp_path: Path) -> None:
    read = of_rows(tmp_path, [*with_cells(Satker="Polres Contoh"), "Tahap II"], headers=[*HEADERS, "Tahap"])
    assert read.stages().tolist() == [STAGES.index("prosecution")]
    assert any("sedangkan kantornya 'Polres Contoh'" in note for note in read.notes()[0])


def test_an_offices_heading_tells_the_stage_where_the_name_alone_does_not(tmp_path: Path) -> None:
    headers = ["Kejari" if heading == "Satker" else heading for heading in HEADERS]
    assert of_rows(tmp_path, with_cells(Satker="Tapin"), headers=headers).stages().tolist() == [STAGES.index("prosecution")]


def test_a_row_without_a_whole_date_has_no_day_and_says_what_to_fill_in(tmp_path: Path) -> None:
    read = of_rows(tmp_path, with_cells(Tgl_Tahap_II="Nov 2022"), with_cells(Tgl_Tahap_II=""))
    assert read.days().tolist() == [-1, -1]
    assert "Nov 2022" in read.problems()[0][0]
    assert all("isi kolom 'Tgl Tahap II' dengan tanggal lengkap" in read.problems()[row][-1] for row in (0, 1))


def test_the_day_of_the_act_is_never_taken_for_the_day_of_the_row(tmp_path: Path) -> None:
    headers = ["Tgl Kejadian" if heading == "Tgl Tahap II" else heading for heading in HEADERS]
    assert of_rows(tmp_path, ROW, headers=headers).days().tolist() == [-1]


def test_a_court_row_dated_by_tahap_ii_says_where_its_day_came_from(tmp_path: Path) -> None:
    read = of_rows(tmp_path, with_cells(Satker="PN Kayu Agung"))
    assert read.days().tolist() == [dt.date(2025, 10, 28).toordinal()]
    assert "tanggal perkara diambil dari kolom 'Tgl Tahap II'" in read.notes()[0]


@pytest.mark.parametrize(("cell", "several"), [
    ("8 orang (berkas terpisah)", True), ("AG dan HA", True), ("Tsk I AB; Tsk II YO", True), ("AB, CD", True), ("AB dkk", True),
    ("AB / CD", True), ("1. AB 2. CD", True), ("H bin S", False), ("MS als M bin M", False), ("AHS", False), ("Budi, S.H.", False),
])  # fmt: skip
def test_several_suspects_in_one_cell_are_noted(tmp_path: Path, cell: str, several: bool) -> None:
    notes = of_rows(tmp_path, with_cells(Tersangka=cell)).notes().get(0, [])
    assert any("lebih dari satu tersangka" in note for note in notes) == several


def test_offers_and_companies_are_seen(tmp_path: Path) -> None:
    headers = [*HEADERS, "Pernah ditawari RJ"]
    rows = [
        [*with_cells(Tersangka="PT Maju"), "belum pernah ditawari"], [*with_cells(Tersangka="PT bin S"), "ya"],
        [*with_cells(Keterangan="diajukan RJ"), ""], [*ROW, ""],
    ]  # fmt: skip
    read = of_rows(tmp_path, *rows, headers=headers)
    assert read.offers().tolist() == [-1, 1, 2, 0]
    assert read.corporations().tolist() == [True, False, False, False]


def test_the_example_docket_comes_out_whole() -> None:
    read = docket(EXAMPLE)
    body = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line.split(";")[0].isdigit()]
    assert read.rows == len(body) and read.column("number").values == [line.split(";")[0] for line in body]
    assert set(read.stages().tolist()) == set(range(len(STAGES)))
    assert read.table.slipped and any("belum terbaca" in said for row in read.problems().values() for said in row)
