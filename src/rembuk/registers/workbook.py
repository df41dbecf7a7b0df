"""The workbook of a screening: findings, rows to repair, summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rembuk.law.facts import InputProblem
from rembuk.registers.findings import Pattern, decides_rj, row_findings
from rembuk.registers.findings_files import whole

if TYPE_CHECKING:
    from rembuk.registers.screening import Screening

#: A sheet holds 1,048,576 rows; the header takes one.
MOST_ROWS = 1_048_575
_COLUMNS = (
    ("Baris", 6), ("Satker", 18), ("Tersangka", 18), ("Tanggal dan tahap", 12), ("Pasal tertulis", 24), ("Pasal dibaca", 28),
    ("Kesimpulan", 15), ("Menurut tiap aturan", 28), ("Tanyakan sekarang", 34), ("Alasan", 70), ("Pernah ditawari RJ", 12), ("Perlu diperiksa", 34),
)  # fmt: skip
_CONCLUSION = 6
_COLOURS = {
    "MEMENUHI SYARAT": "#D9EAD3", "BERSELISIH": "#FCE5CD", "BELUM PASTI": "#FFF2CC", "TIDAK MEMENUHI": "#F4CCCC", "TIDAK ADA ATURAN": "#D9D9D9", "TIDAK TERBACA": "#D9D9D9",
}  # fmt: skip
_ORDER = (("eligible", "MEMENUHI SYARAT"), ("conflict", "BERSELISIH"), ("unknown", "BELUM PASTI"), ("not_eligible", "TIDAK MEMENUHI"))


def write_workbook(screening: Screening, path: Path) -> None:
    """Write the workbook. Raises InputProblem when the docket has more rows than a sheet can hold."""
    if screening.rows > MOST_ROWS:
        raise InputProblem(f"docket berisi {screening.rows} baris, satu lembar kerja paling banyak {MOST_ROWS}; pakai --csv")
    import xlsxwriter

    with whole(path) as beside:
        options = {"constant_memory": screening.rows > 20_000, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(str(beside), options)
        book.set_properties({"title": "Hasil penyaringan keadilan restoratif", "comments": f"hukum {screening.law.digest}"})
        _Pages(book, screening).write()
        book.close()


def conclusion(patterns: list[Pattern], readable: bool) -> str:
    """One word for a row: the best any law on restorative justice finds; where none was asked, whether the row could be read."""
    found = {p.finding for p in patterns if decides_rj(p.instrument)}
    return next((word for finding, word in _ORDER if finding in found), "TIDAK ADA ATURAN" if readable else "TIDAK TERBACA")


def _height(values: Sequence[Any], widths: Sequence[int]) -> float:
    """Points a row needs so that every wrapped text is seen; spreadsheet programs do not work it out for a new file."""
    lines = (sum(-(-max(len(line), 1) // width) for line in str(value).split("\n")) for value, width in zip(values, widths, strict=True))
    return min(15.0 * max(lines), 400.0)


class _Pages:
    def __init__(self, book: Any, screening: Screening) -> None:
        self.book, self.screening = book, screening
        text = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#BFBFBF"}
        self.cell = book.add_format(text)
        self.head = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"})
        self.number = book.add_format(text | {"align": "left"})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.colour = {word: book.add_format(text | {"bg_color": colour, "bold": True}) for word, colour in _COLOURS.items()}

    def write(self) -> None:
        self.findings()
        self.repairs()
        self.summary()

    def findings(self) -> None:
        sheet = self.sheet("Temuan", [name for name, _ in _COLUMNS], [width for _, width in _COLUMNS])
        sheet.freeze_panes(1, 3)
        for row in range(self.screening.rows):
            values = list(self.finding_cells(row))
            sheet.set_row(row + 1, _height(values, [width for _, width in _COLUMNS]))
            for column, value in enumerate(values):
                self.put(sheet, row + 1, column, value, self.colour[value] if column == _CONCLUSION else self.cell)
            if row % 1000 == 0:
                self.screening.progress(row)
        sheet.autofilter(0, 0, max(self.screening.rows, 1), len(_COLUMNS) - 1)

    def finding_cells(self, row: int) -> Iterator[Any]:
        screening = self.screening
        patterns = list(row_findings(screening.found, row))
        fact = screening.question_facts[int(screening.question[row])]
        yield int(screening.lines[row])
        yield screening.written(row, "office")
        yield screening.written(row, "suspect")
        yield f"{screening.day_text(row) or 'tanggal belum diketahui'}\n{screening.stage_label(row)}"
        yield screening.written(row, "charges")
        yield screening.charges_text(row)
        yield conclusion(patterns, screening.day_text(row) is not None and screening.stage_word(row) is not None)
        yield "\n".join(f"{p.name()}: {p.label()}" for p in patterns)
        yield f"{fact.question}\n({fact.decided_by or fact.stated_by})" if fact else ""
        yield "\n".join(f"{p.name()}: {p.why()}" for p in patterns)
        yield screening.offered_text(row)
        yield "\n".join([*screening.read.problems_of(row), *screening.read.notes_of(row)])

    def repairs(self) -> None:
        headers = list(self.screening.headers)
        sheet = self.sheet("Perlu diperbaiki", ["Baris", "Yang tidak terbaca dan apa yang harus ditulis", *headers], [7, 80, *[22] * len(headers)])
        sheet.freeze_panes(1, 2)
        for at, row in enumerate(self.screening.read.rows_to_repair.tolist(), start=1):
            said = "\n".join(self.screening.read.problems_of(row))
            sheet.set_row(at, _height([said], [80]))
            self.put(sheet, at, 0, int(self.screening.lines[row]), self.cell)
            self.put(sheet, at, 1, said, self.cell)
            for column, value in enumerate(self.screening.cells(row).values(), start=2):
                self.put(sheet, at, column, value or "", self.cell)

    def summary(self) -> None:
        sheet = self.sheet("Ringkasan", ["Ringkasan", "Jumlah"], [70, 60])
        remarks = [(f"Catatan tentang berkas: {remark.id}", "") for remark in self.screening.docket.remarks()]
        for at, (label, value) in enumerate([*self.screening.summary.lines(), *remarks], start=1):
            sheet.set_row(at, _height([label, value], [70, 60]))
            self.put(sheet, at, 0, label, self.bold if value == "" else self.cell)
            self.put(sheet, at, 1, value, self.cell)

    def sheet(self, name: str, headers: list[str], widths: list[int]) -> Any:
        sheet = self.book.add_worksheet(name)
        for column, (header, width) in enumerate(zip(headers, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, self.head)
        sheet.set_row(0, 32)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(0.3, 0.3, 0.5, 0.5)
        sheet.set_footer("&L&A&RHalaman &P dari &N")
        return sheet

    def put(self, sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.number if style is self.cell else style)
        else:
            sheet.write_string(row, column, str(value)[:32_000], style)
