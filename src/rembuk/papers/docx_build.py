"""DOCX templates made from plain descriptions, so that each can be made again and read in a difference.

A description (`letter.doc.txt`) is a text; one line is one paragraph unless it begins so:

    @kop  @judul  @kepala A | B      letterhead; title with number; number block with the addressee's lines
    @tempat  @ttd  @tembusan         place and day; signature blocks; copies list. `@penutup` is the three together
    @dikeluarkan                     place and day of a decree, instead of `@tempat`
    @for x in xs  @if cond  @else    paragraphs that repeat or may be absent, up to `@end`
    Label :: text                    a row of label and value; rows that follow each other are one block
    @identitas person                the rows of a person's identity
    @tabel A | B | C                 a ruled table with these headings; its rows are the lines that begin with `|`, up to `@selesai`
    @rangka 8 8                      the same without rules and headings, of columns so many centimetres wide; ` // ` starts a new line in a cell,
                                     `^` in front centres it, `>` sets it at the right
    @baris for x in xs  @baris end   rows that repeat or may be absent, in a block of rows or a ruled table
    #  ##  >                         centred heading; heading of a part; centred line
    1.  a.  -                        a numbered, lettered or dashed paragraph, hanging (the mark may be a blank, `{{ loop.index }}.`)
    Menimbang:  Mengingat:           the word beside the first paragraph of the list that follows
    **KESATU**: text                 a clause of a decree: what follows stands under its text, up to a signature, table or heading
    ---                              a rule across the page
    <| text  <---  >| text  ===      a line of a letterhead at the left, the rule under it; the largest line in the middle, the double rule

`{{ name }}` is a blank of the letter's printed record; `**words**` are bold, `__words__` bold and underlined. Run this module to build every template:

    python -m rembuk.papers.docx_build [letter id ...]
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from rembuk.papers.docx_file import repacked
from rembuk.papers.docx_page import SANS, SERIF, WIDTH, add_text, empty_sheet, rule
from rembuk.papers.docx_parts import COPIES, HEAD, IDENTITY, ISSUED, NUMBER_BLOCK, PLACE_AND_DAY, SIGNATURES, TITLE
from rembuk.papers.registry import LETTERS

_HANGING = re.compile(r"(\d{1,2}\.|[a-z]\.|-|\{\{ ?[\w.]+ ?\}\}\.) (.*)")
_CLAUSE = re.compile(r"\*\*(KE[A-Z ]+)\*\*: (.*)")
_BESIDE = ("Menimbang:", "Mengingat:")
_MACROS = {
    "@kop": HEAD, "@judul": TITLE, "@tempat": PLACE_AND_DAY, "@ttd": SIGNATURES, "@tembusan": COPIES, "@dikeluarkan": ISSUED,
    "@penutup": f"{PLACE_AND_DAY}\n{SIGNATURES}\n{COPIES}",
}  # fmt: skip
#: Where the text of a clause stands, and its colon; the hanging of a list; labels beside values.
_CLAUSE_TEXT, _COLON, _HANG = Cm(3), Cm(2.6), Cm(0.8)
_LABEL, _SIGN = Cm(4.2), Cm(0.4)
_NUMBERS = Cm(1.2)
_LEFT_HEAD = Cm(8.8)


class DescriptionProblem(Exception):
    """A line of a description that means nothing: which line of which file."""


def build(description: str, name: str = "", font: str = SANS) -> bytes:
    """The DOCX template of a description. Raises DescriptionProblem. The same description gives the same bytes."""
    document = empty_sheet(font)
    _Writer(document, name).write(list(_expanded(description.splitlines())))
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def build_letter(folder: Path) -> bytes:
    """The template of a letter's folder; letters of the police are set without serifs, as theirs are printed."""
    police = '"police"' in (folder / "letter.py").read_text(encoding="utf-8")
    return build((folder / "letter.doc.txt").read_text(encoding="utf-8"), folder.name, SANS if police else SERIF)


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
            addressee = " // ".join(part.strip() for part in rest.split("|"))
            yield from NUMBER_BLOCK.replace("ADDRESSEE", addressee).splitlines()
        elif word == "@identitas":
            yield from IDENTITY.replace("PERSON", rest.strip()).splitlines()
        elif line.strip():
            yield line.strip()


class _Writer:
    """Writes the lines of one description into a document."""

    def __init__(self, document: DocumentType, name: str) -> None:
        self.document, self.name = document, name
        # python-docx leaves the rows of its tables without types.
        self.block: Any = None
        self.ruled: Any = None
        self.unruled = False
        self.indent: Length = Cm(0)
        self.beside = ""

    def write(self, lines: list[str]) -> None:
        for number, line in enumerate(lines, 1):
            if not self._line(line):
                raise DescriptionProblem(f"{self.name}, baris {number}: '{line}' tidak dikenal")

    def _line(self, line: str) -> bool:
        if self.ruled is not None or line.startswith(("@tabel ", "@rangka ")):
            self.indent = Cm(0)
            return self._ruled_line(line)
        if " :: " in line or line.startswith("@baris "):
            self._row(line)
            return True
        after_rows, self.block = self.block is not None, None
        if line.startswith("@"):
            return self._repeat(line)
        if line in _BESIDE:
            self.beside = line.removesuffix(":")
        else:
            self._paragraph(line, after_rows)
        return True

    def _repeat(self, line: str) -> bool:
        word, _, rest = line.partition(" ")
        tag = {"@for": f"for {rest}", "@if": f"if {rest}", "@else": "else", "@end": "endfor" if rest == "for" else "endif"}.get(word)
        if tag is None or (word == "@end" and rest not in ("for", "if")):
            return False
        self.document.add_paragraph(f"{{%p {tag} %}}")
        if word == "@for" and self.beside:
            self.beside = f"{{% if loop.first %}}{self.beside}{{% endif %}}\t{{% if loop.first %}}:{{% endif %}}"
        return True

    def _paragraph(self, line: str, after_rows: bool) -> None:
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before = Pt(5) if after_rows else None
        if line == "---":
            rule(paragraph)
        elif line == "~":
            _thin(paragraph)
        elif line.startswith(("<", ">|", "===")):
            _head(paragraph, line)
        elif line.startswith("# "):
            self.indent = Cm(0)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_text(paragraph, line[2:], bold=True)
        elif line.startswith("## "):
            self.indent = Cm(0)
            form.space_before, form.keep_with_next = Pt(8), True
            add_text(paragraph, line[3:], bold=True)
        elif line.startswith("> "):
            paragraph.alignment, form.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
            add_text(paragraph, line[2:])
        elif match := _CLAUSE.fullmatch(line):
            self.indent = _CLAUSE_TEXT
            _hang(paragraph, f"{match[1]}\t:\t{match[2]}", (_COLON, _CLAUSE_TEXT))
        elif match := _HANGING.fullmatch(line):
            self._listed(paragraph, match[1], match[2])
        else:
            form.left_indent, paragraph.alignment = self.indent, WD_ALIGN_PARAGRAPH.JUSTIFY
            add_text(paragraph, line)

    def _listed(self, paragraph: Paragraph, mark: str, text: str) -> None:
        """An item of a list; the first one of a part has the word of the part beside it."""
        if self.beside:
            word = self.beside if "\t" in self.beside else f"{self.beside}\t:"
            _hang(paragraph, f"{word}\t{mark}\t{text}", (_COLON, _CLAUSE_TEXT, Length(_CLAUSE_TEXT + _HANG)))
            self.indent, self.beside = _CLAUSE_TEXT, ""
        else:
            _hang(paragraph, f"{mark}\t{text}", (Length(self.indent + _HANG),), first=self.indent)

    def _row(self, line: str) -> None:
        if self.block is None:
            self.block = self._table((_LABEL, _SIGN, Length(WIDTH - self.indent - _LABEL - _SIGN)))
        row = self.block.add_row()
        if line.startswith("@baris "):
            _fill(row.cells[0], _row_tag(line))
            return
        label, _, value = line.partition(" :: ")
        for cell, text in zip(row.cells, (label, ":", value), strict=True):
            _fill(cell, text)

    def _ruled_line(self, line: str) -> bool:
        if line.startswith("@rangka "):
            self.ruled, self.unruled = self._table(tuple(Cm(float(width)) for width in line.split()[1:]), whole_rows=True), True
            return True
        if line.startswith("@tabel "):
            headings = _cells(line[len("@tabel ") :])
            self.ruled, self.unruled = self._table(_widths(headings)), False
            self.ruled.style = "Table Grid"
            for cell, text in zip(self.ruled.add_row().cells, headings, strict=True):
                _fill(cell, f"**{text}**")
            _repeats(self.ruled.rows[0])
            return True
        if self.ruled is None:
            return False
        if line == "@selesai":
            self.ruled = None
            paragraph = self.document.add_paragraph()
            _thin(paragraph)
            paragraph.paragraph_format.keep_with_next = self.unruled or None
        elif line.startswith("@baris "):
            _fill(self.ruled.add_row().cells[0], _row_tag(line))
        elif line.startswith("|"):
            texts = _cells(line[1:])
            if len(texts) != len(self.ruled.columns):
                return False
            for cell, text in zip(self.ruled.add_row().cells, texts, strict=True):
                _fill(cell, text)
                cell.paragraphs[0].paragraph_format.keep_with_next = self.unruled or None
            _mark(self.ruled.rows[-1], "w:cantSplit")
        else:
            return False
        return True

    def _table(self, widths: tuple[Length, ...], *, whole_rows: bool = False) -> Any:
        table: Any = self.document.add_table(rows=0, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        if self.indent and not whole_rows:
            indent = OxmlElement("w:tblInd")
            indent.set(qn("w:w"), str(self.indent.twips))
            indent.set(qn("w:type"), "dxa")
            table._tbl.tblPr.append(indent)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table


def _head(paragraph: Paragraph, line: str) -> None:
    """A line of a letterhead, or the rule under it."""
    form = paragraph.paragraph_format
    form.space_after = Pt(0)
    if line.startswith("<"):
        form.right_indent = Length(WIDTH - _LEFT_HEAD)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if line == "<---":
        _thin(paragraph)
        rule(paragraph, eighths=8)
    elif line == "===":
        _thin(paragraph)
        rule(paragraph, sort="thickThinSmallGap", eighths=18)
    elif line.startswith(">|"):
        add_text(paragraph, line[2:].strip(), bold=True, size=Pt(14))
    else:
        add_text(paragraph, line[2:].strip(), size=Pt(10.5))


def _thin(paragraph: Paragraph) -> None:
    """An empty paragraph that takes little room."""
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(2), Pt(2)


def _hang(paragraph: Paragraph, text: str, stops: tuple[Length, ...], *, first: Length | None = None) -> None:
    """A paragraph whose later lines begin at its last stop, its first one at `first` (the margin)."""
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = stops[-1], Length((first or 0) - stops[-1])
    for stop in stops:
        form.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.LEFT)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    add_text(paragraph, text)


def _widths(headings: list[str]) -> tuple[Length, ...]:
    """Numbers take a narrow column, the others share what is left."""
    narrow = [heading == "No." for heading in headings]
    left = Length((WIDTH - sum(narrow) * _NUMBERS) // (len(headings) - sum(narrow)))
    return tuple(_NUMBERS if is_narrow else left for is_narrow in narrow)


def _repeats(row: Any) -> None:
    """The row stands again on every page the table goes on to."""
    _mark(row, "w:cantSplit")
    _mark(row, "w:tblHeader")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _cells(text: str) -> list[str]:
    """The cells of a line; a `|` inside a tag is a filter, not a border."""
    return [part.strip() for part in re.split(r"\|(?![^{]*[%}]\})", text.strip().removesuffix("|"))]


def _row_tag(line: str) -> str:
    rest = line[len("@baris ") :]
    tag = {"end for": "endfor", "end if": "endif"}.get(rest, rest)
    return f"{{%tr {tag} %}}"


def _fill(cell: _Cell, text: str) -> None:
    """Text into a cell; `//` starts a new line, `^` in front centres, `>` sets at the right."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    sides = {"^": WD_ALIGN_PARAGRAPH.CENTER, ">": WD_ALIGN_PARAGRAPH.RIGHT}
    if text[:1] in sides:
        paragraph.paragraph_format.space_before = Pt(6) if text[0] == "^" else None
        paragraph.alignment, text = sides[text[0]], text[1:]
    for i, line in enumerate(re.split(r"\s*//\s*", text)):
        if i:
            paragraph.add_run().add_break()
        add_text(paragraph, line)


if __name__ == "__main__":
    main(sys.argv[1:])
