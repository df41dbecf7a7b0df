"""DOCX templates made from plain descriptions, so that each can be made again and read in a difference.

A description (`letter.doc.txt`) is a text; one line is one paragraph unless it begins so:

    @kop  @judul  @kepala A | B      letterhead; title with number; number block with the addressee's lines
    @tempat  @ttd  @tembusan         place and day; signature blocks; copies list. `@penutup` is the three together
    @for x in xs  @if cond  @else    paragraphs that repeat or may be absent, up to `@end`
    Label :: text                    a row of label and value; rows that follow each other are one block
    @identitas person                the rows of a person's identity
    @tabel A | B | C                 a ruled table with these headings; its rows are the lines that begin with `|`, up to `@selesai`
    @rangka 2                        the same without rules and headings, of so many columns; ` // ` starts a new line in a cell
    @baris for x in xs  @baris end   rows that repeat or may be absent, in a block of rows or a ruled table
    #  ##  >                         centred heading; heading of a part; centred line
    1.  a.  -                        a numbered, lettered or dashed paragraph, hanging (the mark may be a blank, `{{ loop.index }}.`)
    ---                              a rule across the page

`{{ name }}` is a blank of the letter's printed record; `**words**` are bold. Run this module to build every template:

    python -m rembuk.papers.docx_build [letter id ...]
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from rembuk.papers.docx_file import repacked
from rembuk.papers.docx_parts import COPIES, HEAD, IDENTITY, NUMBER_BLOCK, PLACE_AND_DAY, SIGNATURES, TITLE
from rembuk.papers.registry import LETTERS

_FONT = "Arial"
_WIDTH = Cm(16)
_HANGING = re.compile(r"(\d{1,2}\.|[a-z]\.|-|\{\{ ?[\w.]+ ?\}\}\.) (.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MACROS = {
    "@kop": HEAD, "@judul": TITLE, "@tempat": PLACE_AND_DAY, "@ttd": SIGNATURES, "@tembusan": COPIES,
    "@penutup": f"{PLACE_AND_DAY}\n{SIGNATURES}\n{COPIES}",
}  # fmt: skip


class DescriptionProblem(Exception):
    """A line of a description that means nothing: which line of which file."""


def build(description: str, name: str = "") -> bytes:
    """The DOCX template of a description. Raises DescriptionProblem. The same description gives the same bytes."""
    document = _empty()
    _Writer(document, name).write(list(_expanded(description.splitlines())))
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def build_letter(folder: Path) -> bytes:
    """The template of a letter's folder."""
    return build((folder / "letter.doc.txt").read_text(encoding="utf-8"), folder.name)


def main(names: list[str]) -> None:
    """Build the templates of these letters, or of all."""
    for folder in sorted(path for path in LETTERS.iterdir() if (path / "letter.doc.txt").exists()):
        if not names or folder.name in names:
            (folder / "letter.docx").write_bytes(build_letter(folder))
            print(folder / "letter.docx")


def _expanded(lines: list[str]) -> Iterator[str]:
    for line in lines:
        word, _, rest = line.strip().partition(" ")
        if word in _MACROS and not rest:
            yield from _MACROS[word].splitlines()
        elif word == "@kepala":
            yield from NUMBER_BLOCK.splitlines()
            yield from ["Kepada", *(f"{'Yth. ' if i == 0 else ''}{part.strip()}" for i, part in enumerate(rest.split("|"))), "~"]
        elif word == "@identitas":
            yield from IDENTITY.replace("PERSON", rest.strip()).splitlines()
        elif line.strip():
            yield line.strip()


def _empty() -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.2), Cm(2), Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before, style.paragraph_format.line_spacing = Pt(4), Pt(0), 1.08
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    style.element.rPr.append(language)
    _foot(section.footer.paragraphs[0])
    return document


def _foot(paragraph: Paragraph) -> None:
    _run(paragraph, "{{ title }} Nomor {{ number }} · {{ state_words }} · Halaman ", size=7.5)
    _computed(paragraph, "PAGE")
    _run(paragraph, " dari ", size=7.5)
    _computed(paragraph, "NUMPAGES")


def _computed(paragraph: Paragraph, name: str) -> None:
    """A field the word processor computes: a page number."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(7.5)
        if kind:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)
        elif text == name:
            code = OxmlElement("w:instrText")
            code.text = name
            run._r.append(code)
        else:
            run.text = text


def _run(paragraph: Paragraph, text: str, *, bold: bool = False, size: float | None = None) -> None:
    for i, part in enumerate(_BOLD.split(text)):
        if part:
            run = paragraph.add_run(part)
            run.bold = True if bold or i % 2 else None
            if size:
                run.font.size = Pt(size)


class _Writer:
    """Writes the lines of one description into a document."""

    def __init__(self, document: DocumentType, name: str) -> None:
        self.document, self.name = document, name
        # python-docx leaves the rows of its tables without types.
        self.block: Any = None
        self.ruled: Any = None

    def write(self, lines: list[str]) -> None:
        for number, line in enumerate(lines, 1):
            if not self._line(line):
                raise DescriptionProblem(f"{self.name}, baris {number}: '{line}' tidak dikenal")

    def _line(self, line: str) -> bool:
        if self.ruled is not None or line.startswith(("@tabel ", "@rangka ")):
            return self._ruled_line(line)
        if " :: " in line or line.startswith("@baris "):
            self._row(line)
            return True
        self.block = None
        if line.startswith("@"):
            return self._repeat(line)
        self._paragraph(line)
        return True

    def _repeat(self, line: str) -> bool:
        word, _, rest = line.partition(" ")
        tag = {"@for": f"for {rest}", "@if": f"if {rest}", "@else": "else", "@end": "endfor" if rest == "for" else "endif"}.get(word)
        if tag is None or (word == "@end" and rest not in ("for", "if")):
            return False
        self.document.add_paragraph(f"{{%p {tag} %}}")
        return True

    def _paragraph(self, line: str) -> None:
        paragraph = self.document.add_paragraph()
        if line == "---":
            _rule(paragraph)
        elif line == "~":
            paragraph.paragraph_format.space_after = Pt(6)
        elif line.startswith("# "):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, line[2:], bold=True)
        elif line.startswith("## "):
            paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(8), True
            _run(paragraph, line[3:], bold=True)
        elif line.startswith("> "):
            paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
            _run(paragraph, line[2:])
        elif match := _HANGING.fullmatch(line):
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            _run(paragraph, f"{match[1]}\t{match[2]}")
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            _run(paragraph, line)

    def _row(self, line: str) -> None:
        if self.block is None:
            self.block = self._table(3, (Cm(4.4), Cm(0.5), Cm(11.1)))
        row = self.block.add_row()
        if line.startswith("@baris "):
            _fill(row.cells[0], _row_tag(line))
            return
        label, _, value = line.partition(" :: ")
        for cell, text in zip(row.cells, (label, ":", value), strict=True):
            _fill(cell, text)

    def _ruled_line(self, line: str) -> bool:
        if line.startswith("@rangka "):
            columns = int(line.split()[1])
            self.ruled = self._table(columns, (_WIDTH // columns,) * columns)
            return True
        if line.startswith("@tabel "):
            headings = _cells(line[len("@tabel ") :])
            self.ruled = self._table(len(headings), (_WIDTH // len(headings),) * len(headings))
            self.ruled.style = "Table Grid"
            for cell, text in zip(self.ruled.add_row().cells, headings, strict=True):
                _fill(cell, f"**{text}**")
            return True
        if self.ruled is None:
            return False
        if line == "@selesai":
            self.ruled = None
            self.document.add_paragraph().paragraph_format.space_after = Pt(2)
        elif line.startswith("@baris "):
            _fill(self.ruled.add_row().cells[0], _row_tag(line))
        elif line.startswith("|"):
            texts = _cells(line[1:])
            if len(texts) != len(self.ruled.columns):
                return False
            for cell, text in zip(self.ruled.add_row().cells, texts, strict=True):
                _fill(cell, text)
        else:
            return False
        return True

    def _table(self, columns: int, widths: tuple[int, ...]) -> Any:
        table: Any = self.document.add_table(rows=0, cols=columns)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table


def _cells(text: str) -> list[str]:
    """The cells of a line; a `|` inside a tag is a filter, not a border."""
    return [part.strip() for part in re.split(r"\|(?![^{]*[%}]\})", text.strip().removesuffix("|"))]


def _row_tag(line: str) -> str:
    rest = line[len("@baris ") :]
    tag = {"end for": "endfor", "end if": "endif"}.get(rest, rest)
    return f"{{%tr {tag} %}}"


def _fill(cell: _Cell, text: str) -> None:
    """Text into a cell; `//` starts a new line, `^` in front centres."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    if text.startswith("^"):
        paragraph.alignment, text = WD_ALIGN_PARAGRAPH.CENTER, text[1:]
    for i, line in enumerate(re.split(r"\s*//\s*", text)):
        if i:
            paragraph.add_run().add_break()
        _run(paragraph, line)


def _rule(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.space_after = Pt(10)


if __name__ == "__main__":
    main(sys.argv[1:])
