"""Books are entered by the work itself; a line keeps its place for ever, and a correction shows as one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from registers.matters import INDRA, NOW, do, keep, opened, party
from rembuk.casework.acting import Casework
from rembuk.registers.books.computed import COMPUTED
from rembuk.registers.books.declarations import books
from rembuk.registers.books.exporting import as_csv, as_json, as_xlsx
from rembuk.registers.books.keeping import rebuild
from rembuk.registers.books.models import BookPlace, BookRow
from rembuk.registers.books.printing import month_of, months_of, pages_of
from rembuk.registers.books.told import ToldLeg


def applied(node: Casework, title: str = "Senggolan") -> str:
    """A case at the police in which both sides applied."""
    case_id = opened(node, title)
    sides = [party(node, case_id, "victim"), party(node, case_id, "suspect")]
    do(node, case_id, ("number_given", {"register": "police_report", "number": f"LP/{case_id}"}), ("application_made", {"parties": sides, "on": "2026-03-09"}), days=7)
    return case_id


def lines(case_id: str, book: str = "police_rj") -> list[BookRow]:
    return list(BookRow.objects.filter(case=case_id, book=book).order_by("line"))


def test_a_line_is_entered_by_the_work_and_filled_as_the_case_goes_on(node: Casework) -> None:
    case_id = applied(node)
    (line,) = lines(case_id)
    assert line.values["report"] == f"LP/{case_id}" and line.values["applied_on"] == "2026-03-09" and line.values["victims"] == "Eka Lestari"
    assert line.number == "" and line.values["decree"] is None, "what is not known yet was made up"
    do(node, case_id, ("register_entered", {"register": "rj", "number": "RJ/7/III/2026", "on": "2026-03-20"}), days=18)
    (later,) = lines(case_id)
    assert (later.place, later.number, later.values["entered_on"]) == (line.place, "RJ/7/III/2026", "2026-03-20")


def test_a_case_that_does_not_use_restorative_justice_is_not_in_the_book(node: Casework) -> None:
    case_id = opened(node)
    keep(node, case_id)
    assert not lines(case_id)


def test_a_correction_strikes_the_line_and_names_it(node: Casework) -> None:
    case_id = applied(node)
    victim = party(node, case_id, "victim")
    do(node, case_id, ("party_corrected", {"party": victim, "name": "Eka Lestari Putri", "reason": "Salah ejaan"}), by=INDRA, days=9)
    struck, line = lines(case_id)
    assert struck.values["victims"] == "Eka Lestari" and struck.struck_by == line.place
    assert (line.corrects, line.corrected, line.because, line.by) == (struck.place, ["victims", "applicants"], "Salah ejaan", "Indra")
    assert line.values["victims"] == "Eka Lestari Putri" and line.line > struck.line


def test_saying_the_same_again_or_filling_a_blank_corrects_nothing(node: Casework) -> None:
    case_id = applied(node)
    victim = party(node, case_id, "victim")
    do(node, case_id, ("party_corrected", {"party": victim, "phone": "0812 0000 0001"}), ("fact_stated", {"fact": "loss", "value": "Rp300.000"}), days=9)
    assert len(lines(case_id)) == 1


def test_two_corrections_make_a_chain(node: Casework) -> None:
    case_id = applied(node)
    do(node, case_id, ("register_entered", {"register": "rj", "number": "RJ/1", "on": "2026-03-20"}), days=18)
    do(node, case_id, ("register_entered", {"register": "rj", "number": "RJ/2", "on": "2026-03-21"}), days=19)
    do(node, case_id, ("register_entered", {"register": "rj", "number": "RJ/3", "on": "2026-03-22"}), days=20)
    assert [(one.number, bool(one.struck_by)) for one in lines(case_id)] == [("RJ/1", True), ("RJ/2", True), ("RJ/3", False)]
    assert [one.corrects for one in lines(case_id)][1:] == [one.place for one in lines(case_id)][:-1]


def test_no_line_is_ever_given_another_place(node: Casework) -> None:
    first, second = applied(node, "Satu"), applied(node, "Dua")
    before = {row.act: row.place for row in BookRow.objects.all()}
    do(node, first, ("party_corrected", {"party": party(node, first, "suspect"), "name": "Yusuf Alim", "reason": "Ejaan"}), days=9)
    rebuild(node, NOW)
    after = {row.act: row.place for row in BookRow.objects.all()}
    assert {act: after[act] for act in before} == before and second
    numbers = sorted(BookPlace.objects.filter(office="polres-kebumen", book="police_rj", volume="2026").values_list("line", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_books_of_children_hold_children_only(node: Casework) -> None:
    adult, child = opened(node), opened(node)
    do(node, child, ("party_corrected", {"party": party(node, child, "suspect"), "birth_date": "2011-01-01"}), days=1)
    keep(node, adult)
    assert lines(child, "child_police") and not lines(adult, "child_police")


def test_a_month_is_printed_page_by_page(node: Casework) -> None:
    applied(node)
    book = books()["police_rj"]
    assert months_of("polres-kebumen", book)[0] == "2026-03"
    rows = list(month_of("polres-kebumen", book, "2026-03"))
    pages = pages_of(book, rows, lambda row, column, written: written)
    assert sum(len(page.lines) for page in pages) == len(rows)
    assert all(book.page_of(line.row.line) == page.page for page in pages for line in page.lines)
    assert "9 Maret 2026" in pages[-1].lines[-1].cells


def test_names_are_told_only_through_the_shield(node: Casework) -> None:
    applied(node)
    book = books()["police_rj"]
    rows = list(month_of("polres-kebumen", book, "2026-03"))
    files = [make(book, rows, lambda row, column, written: "E. L.") for make in (as_csv, as_json)]
    assert all(b"Eka" not in file and b"E. L." in file for file in files)


@pytest.mark.parametrize("make", [as_csv, as_json, as_xlsx])
def test_a_file_holds_every_line_of_the_book(node: Casework, make: object) -> None:
    import csv
    import io
    import json

    from openpyxl import load_workbook

    applied(node)
    book = books()["police_rj"]
    rows = list(month_of("polres-kebumen", book, "2026-03"))
    data = make(book, rows, lambda row, column, written: written)  # type: ignore[operator]
    if make is as_csv:
        read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert len(read) == len(rows) + 1 and read[0][4] == "Nomor register"
    elif make is as_json:
        assert [line["line"] for line in json.loads(data)["lines"]] == [row.line for row in rows]
    else:
        sheet = load_workbook(io.BytesIO(data)).active
        assert sheet is not None and sheet.max_row == len(rows) + 1
        struck = [bool(sheet.cell(n + 2, 3).font.strike) for n in range(len(rows))]
        assert struck == [bool(row.struck_by) for row in rows]


def test_a_case_handed_on_is_in_the_books_of_both_offices(node: Casework) -> None:
    case_id = applied(node)
    do(node, case_id, ("handed_over", {"to_office": "kejari-kebumen", "to_stage": "prosecution", "handover_reason": "tahap_ii", "on": "2026-03-25"}), days=23)
    (line,) = lines(case_id, "prosecution_stage")
    assert line.office == "kejari-kebumen" and line.values["tahap_ii_on"] == "2026-03-25"
    assert lines(case_id)[0].values["outcome"] == "P21 (25 Maret 2026)"


def told_with(*charged: str, rows: tuple[dict[str, str], ...] = ()) -> ToldLeg:
    """A leg of which only the charges and the findings are known."""
    track = {"charges": [{"offences": [one]} for one in charged], "findings": [{"conditions": [], "others": list(rows)}]}
    return ToldLeg(None, "", None, (), {}, track)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("charged", "said"), [(["kuhp1946-362"], "5 tahun"), (["kuhp1946-362", "kuhp1946-340"], "pidana mati"), (["tidak-ada"], ""), ([], "")]
)
def test_the_longest_imprisonment_is_that_of_the_gravest_charge(charged: list[str], said: str) -> None:
    assert COMPUTED["longest_prison"](told_with(*charged)) == said


def test_a_relaxation_that_let_the_case_through_is_named_by_its_article() -> None:
    used = {"role": "relaxation", "effect": "supports", "cite": "Pasal 5 ayat (2); SE 01/E/EJP/02/2022"}
    unused, other = used | {"effect": "none", "cite": "Pasal 5 ayat (5)"}, used | {"role": "rule"}
    assert COMPUTED["relaxations"](told_with(rows=(used, unused, other))) == "Pasal 5 ayat (2)"


def test_the_numbers_of_issued_letters_and_what_the_court_decided_stand_in_the_line() -> None:
    def act(kind: str, **fields: str) -> Any:
        return SimpleNamespace(kind=kind, fields=fields)

    acts = (
        act("letter_issued", paper="Surat Kesepakatan Perdamaian", number="SK/8"), act("letter_issued", paper="Surat Perintah Penghentian Penyidikan (SP3)", number="SP/3"),
        act("payment_made", on="2026-03-09"), act("term_performed", on="2026-03-05"), act("penetapan_returned"), act("penetapan_given"),
    )  # fmt: skip
    told = told_with()._replace(acts=acts)
    names = ("agreement_number", "order_number", "performed_from", "penetapan_result")
    assert [COMPUTED[name](told) for name in names] == ["SK/8", "SP/3", "2026-03-05", "ditetapkan sah"]
