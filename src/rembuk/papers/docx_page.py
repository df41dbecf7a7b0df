"""The sheet a DOCX template is written on: its margins and type, the foot with page x of y, and rules under paragraphs."""

from __future__ import annotations

import re

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

#: The width of the text between the margins.
WIDTH = Cm(16)
SANS, SERIF = "Arial", "Times New Roman"
_FOOT = Pt(7.5)
_EMPHASIS = re.compile(r"(\*\*.+?\*\*|__.+?__)")


def empty_sheet(font: str) -> DocumentType:
    """A document of one empty A4 page in Indonesian, with its foot."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.2), Cm(2), Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.space_after, style.paragraph_format.space_before, style.paragraph_format.line_spacing = Pt(4), Pt(0), 1.0
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    style.element.rPr.append(language)
    section.footer.paragraphs[0].style = style
    _foot(section.footer.paragraphs[0])
    return document


def add_text(paragraph: Paragraph, text: str, *, bold: bool = False, size: Length | None = None) -> None:
    """Text with its marks: `**bold**`, `__bold and underlined__`."""
    for part in _EMPHASIS.split(text):
        if part:
            marked = _EMPHASIS.fullmatch(part)
            run = paragraph.add_run(part[2:-2] if marked else part)
            run.bold = True if bold or marked else None
            run.underline = True if marked and part.startswith("_") else None
            run.font.size = size


def rule(paragraph: Paragraph, side: str = "bottom", sort: str = "single", eighths: int = 12) -> None:
    """A rule over or under a paragraph, as wide as it; its width in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", sort), ("sz", str(eighths)), ("space", "1"), ("color", "000000")):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    paragraph._p.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.space_after = Pt(10)


def _foot(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    rule(paragraph, "top", eighths=4)
    add_text(paragraph, "{{ title }}{% if number != blank %} Nomor {{ number }}{% endif %} · {{ state_words }}\tHalaman ", size=_FOOT)
    _computed(paragraph, "PAGE")
    add_text(paragraph, " dari ", size=_FOOT)
    _computed(paragraph, "NUMPAGES")


def _computed(paragraph: Paragraph, name: str) -> None:
    """A field the word processor computes: a page number."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = _FOOT
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
