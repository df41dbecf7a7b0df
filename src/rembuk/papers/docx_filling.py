"""A DOCX template filled with a letter's printed record. A tag that cannot be filled is named, in words an office understands."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from rembuk.papers.docx_file import repacked
from rembuk.papers.words import BLANK

PROOFS = {
    "signature": "(ditandatangani)", "thumbprint": "(cap jempol)", "recording": "(dinyatakan dalam rekaman)", "before_judge": "(dinyatakan di hadapan hakim)",
}  # fmt: skip
#: Names a template may use besides the fields of its letter.
EXTRAS = frozenset({"blank", "proofs", "signature_rows"})


#: How the library says that a file is no DOCX.
UNREADABLE = (ValueError, KeyError, OSError, zipfile.BadZipFile, PackageNotFoundError)


class TemplateProblem(Exception):
    """What is wrong with a DOCX template, in Indonesian and English: the tag or name, and what to do."""

    def __init__(self, says: str, says_en: str) -> None:
        super().__init__(says)
        self.says, self.says_en = says, says_en


class _Record:
    """A record inside a letter, read by attribute alone: a field may be called `items` without meeting a method of that name."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.__dict__.update({name: _viewed(value) for name, value in fields.items()})


def fill(template: Path, record: Mapping[str, Any], *, at: datetime) -> bytes:
    """The filled document, dated at a moment. Raises TemplateProblem."""
    context = {name: _viewed(value) for name, value in record.items()}
    context |= {"blank": BLANK, "proofs": PROOFS, "signature_rows": _signature_rows(context["signatories"])}
    document = _opened(template)
    try:
        document.render(context, _environment(), autoescape=True)
    except UndefinedError as error:
        raise _unknown_name(error, record) from error
    except TemplateSyntaxError as error:
        raise TemplateProblem(
            f"Tanda isian rusak: {error.message}. Periksa pasangan {{{{ }}}} dan {{% %}}, lalu ketik ulang tanda itu tanpa diberi format.",
            f"A broken tag: {error.message}. Check the pairs of {{{{ }}}} and {{% %}} and type the tag again without formatting.",
        ) from error
    except (TemplateError, ValueError, TypeError) as error:
        raise TemplateProblem(f"Templat tidak dapat diisi: {error}", f"The template cannot be filled: {error}") from error
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), at)


def names_in(template: Path) -> set[str]:
    """The names a template asks for at its top level. Raises TemplateProblem for a template whose tags cannot be read."""
    try:
        return set(_opened(template).get_undeclared_template_variables(SandboxedEnvironment())) - EXTRAS
    except TemplateError as error:
        raise TemplateProblem(f"Tanda isian rusak: {error}", f"A broken tag: {error}") from error


class _Environment(SandboxedEnvironment):
    """The template language, shut in, which keeps what it has compiled: an office prints from the same few templates all day."""

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        """A template from its text, compiled once."""
        return _compiled(source) if isinstance(source, str) else super().from_string(source, globals, template_class)

    def compiled(self, source: str) -> Template:
        """A template from its text, compiled now."""
        return super().from_string(source)


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    return _environment().compiled(source)


@lru_cache(maxsize=1)
def _environment() -> _Environment:
    return _Environment(undefined=StrictUndefined, autoescape=True)


def _opened(template: Path) -> DocxTemplate:
    document = DocxTemplate(template)
    try:
        document.init_docx()
    except UNREADABLE as error:
        raise TemplateProblem(
            f"{template.name} bukan berkas DOCX yang utuh. Simpan ulang dari pengolah kata sebagai .docx.", f"{template.name} is no whole DOCX file. Save it again as .docx."
        ) from error
    return document


def _unknown_name(error: UndefinedError, record: Mapping[str, Any]) -> TemplateProblem:
    found = re.search(r"'(\w+)' is undefined|no attribute '(\w+)'", str(error.message))
    name = next((part for part in found.groups() if part), "?") if found else str(error.message)
    known = ", ".join(sorted(record))
    return TemplateProblem(
        f"Isian '{name}' tidak ada dalam surat ini. Isian yang ada: {known}.", f"The blank '{name}' does not exist in this letter. Known blanks: {known}."
    )


def _viewed(value: Any) -> Any:
    if isinstance(value, dict):
        return _Record(value)
    return [_viewed(item) for item in value] if isinstance(value, list) else value


def _signature_rows(signatories: list[Any]) -> list[dict[str, Any]]:
    """Blocks two by two; a last single one stands at the right."""
    blocks = list(signatories)
    if len(blocks) % 2:
        blocks.insert(len(blocks) - 1, None)
    return [{"left": left, "right": right} for left, right in zip(blocks[::2], blocks[1::2], strict=True)]
