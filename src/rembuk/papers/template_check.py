"""Whether an office's own template can be used: it is filled with the letter's examples, and what breaks is named.

Every finding is a sentence in Indonesian with English beside it. A template with findings that are not *advice* must not be used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from docx import Document

from rembuk.papers.docx_filling import UNREADABLE, TemplateProblem, fill, names_in
from rembuk.papers.letter import Letter, Missing
from rembuk.papers.overlay import Overlay
from rembuk.papers.printed import printed
from rembuk.papers.printing import print_pdf
from rembuk.papers.registry import LETTERS, kinds
from rembuk.papers.sample import example, variants_of
from rembuk.papers.typesetting import TypesettingError

_AT = datetime(2026, 1, 2, tzinfo=UTC)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}")
_OPENS = {"for": "endfor", "if": "endif"}


class TemplateFinding(NamedTuple):
    """One thing to mend (or, as advice, to think about)."""

    says: str
    says_en: str
    advice: bool = False


def check_template(path: Path, letter_id: str = "") -> list[TemplateFinding]:
    """Everything wrong with a template file; its letter is named, or read from the folder it lies in."""
    letter_id = letter_id or path.resolve().parent.name
    if letter_id not in kinds():
        known = ", ".join(kinds())
        return [TemplateFinding(f"Surat '{letter_id}' tidak ada. Yang ada: {known}.", f"There is no letter '{letter_id}'. Known: {known}.")]
    if not path.exists():
        return [TemplateFinding(f"Berkas {path} tidak ada.", f"The file {path} does not exist.")]
    if path.suffix == ".typ":
        return list(_typst_findings(path, letter_id))
    return list(_docx_findings(path, letter_id))


def check_overlay(folder: Path) -> dict[Path, list[TemplateFinding]]:
    """The findings of every template in an office's folder."""
    paths = sorted([*folder.glob("*/letter.docx"), *folder.glob("*/letter.typ")])
    return {path: check_template(path) for path in paths}


def _examples(letter_id: str) -> Iterator[tuple[str, Letter]]:
    for variant in ("", *variants_of(letter_id)):
        letter = example(letter_id, variant)
        if not isinstance(letter, Missing):
            yield variant or "contoh utama", letter


def _docx_findings(path: Path, letter_id: str) -> Iterator[TemplateFinding]:
    texts = _paragraphs(path)
    if texts is None:
        yield TemplateFinding(f"{path.name} bukan berkas DOCX yang utuh. Simpan ulang sebagai .docx.", f"{path.name} is no whole DOCX file. Save it again as .docx.")
        return
    broken = list(_broken_tags(texts))
    yield from broken
    for variant, letter in _examples(letter_id):
        try:
            fill(path, printed(letter), at=_AT)
        except TemplateProblem as problem:
            if not broken:
                yield TemplateFinding(f"{problem.says} (pada {variant})", f"{problem.says_en} (in {variant})")
            return
    if broken:
        return
    unused = names_in(LETTERS / letter_id / "letter.docx") - names_in(path)
    if unused:
        names = ", ".join(sorted(unused))
        yield TemplateFinding(f"Isian ini tidak dipakai templat Anda: {names}.", f"Your template does not use these blanks: {names}.", advice=True)


def _broken_tags(texts: list[str]) -> Iterator[TemplateFinding]:
    """Tags without their other half, paragraph by paragraph, then loops and conditions without an end."""
    for text in texts:
        if _BRACE.search(_TAG.sub("", text)):
            shown = text.strip()[:80]
            yield TemplateFinding(
                f"Tanda isian tidak berpasangan dalam '{shown}'. Tulis {{{{ isian }}}} atau {{% ... %}} lengkap.",
                f"A tag without its other half in '{shown}'.",
            )
    yield from _unclosed([word for text in texts for word in re.findall(r"\{%[a-z]* ?(?:-? ?)(for|if|endfor|endif)\b", text)])


def _unclosed(words: list[str]) -> Iterator[TemplateFinding]:
    waiting: list[str] = []
    for word in words:
        if word in _OPENS:
            waiting.append(_OPENS[word])
        elif not waiting or waiting.pop() != word:
            yield TemplateFinding(f"Tanda {{% {word} %}} tidak pada tempatnya: tidak ada pembukanya.", f"The tag {{% {word} %}} is out of place: nothing opens it.")
            return
    for missing in waiting:
        yield TemplateFinding(f"Tanda {{% {missing} %}} belum ada.", f"The tag {{% {missing} %}} is missing.")


def _paragraphs(path: Path) -> list[str] | None:
    """The text of every paragraph, also in tables, heads and feet; None for a file that is no DOCX."""
    try:
        document = Document(str(path))
    except UNREADABLE:
        return None
    roots = [document.element.body, *(part._element for section in document.sections for part in (section.header, section.footer))]
    paragraphs = [node for root in roots for node in root.iter() if node.tag.endswith("}p")]
    return ["".join(part.text or "" for part in paragraph.iter() if part.tag.endswith("}t")) for paragraph in paragraphs]


def _typst_findings(path: Path, letter_id: str) -> Iterator[TemplateFinding]:
    source = path.read_text(encoding="utf-8")
    if "@preview" in source or "@local" in source:
        yield TemplateFinding("Templat mengambil paket dari luar; salin isinya ke dalam templat.", "The template fetches a package; copy what it needs into the template.")
        return
    for variant, letter in _examples(letter_id):
        try:
            print_pdf(letter, at=_AT, overlay=_OneTemplate(path))
        except TypesettingError as error:
            yield TemplateFinding(f"Typst menolak templat ini (pada {variant}): {error}", f"Typst refuses this template (in {variant}): {error}")
            return


class _OneTemplate(Overlay):
    """An overlay whose folder is one Typst file, used for every letter."""

    def typst(self, letter: Letter) -> str:
        """The text of the file."""
        return self.folder.read_text(encoding="utf-8") if self.folder else super().typst(letter)
