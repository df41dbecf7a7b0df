"""The wall around Typst: templates and fonts of this room go in, PDF/A-3a with PDF/UA-1 tags comes out.

Typst itself loads only the shipped fonts, fetches nothing, and a warning of its is an error here: a missing letter shape must not
reach an office. The same source, inputs and moment give the same bytes.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst

ROOM = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
_OF_THIS_THREAD = threading.local()


class TypesettingError(Exception):
    """A template that Typst refuses: what it said, where, and its hints."""


def typeset(source: str, inputs: Mapping[str, str], *, at: datetime) -> bytes:
    """The PDF of a Typst source; paths in it begin at this room's folder. Raises TypesettingError; ValueError for a moment without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"jam tanpa zona waktu: {at.isoformat()}")
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            source.encode(), format="pdf", sys_inputs=dict(inputs), pdf_standards=STANDARDS, timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        raise TypesettingError("\n".join([error.message, *error.hints, error.diagnostic])) from error
    if warnings:
        raise TypesettingError("\n".join(f"{warning.message} {' '.join(warning.hints)}" for warning in warnings))
    if not isinstance(pdf, bytes):
        raise TypesettingError("Typst tidak memberi satu berkas PDF")
    return pdf


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The shipped fonts and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(ROOM / "fonts")])


def _compiler() -> typst.Compiler:
    """This thread's compiler; it keeps what it has read and measured from one letter to the next."""
    compiler = getattr(_OF_THIS_THREAD, "compiler", None)
    if compiler is None:
        nowhere = str(ROOM / "typst" / "no-packages")
        compiler = typst.Compiler(
            root=str(ROOM), font_paths=fonts(), ignore_system_fonts=True, package_path=nowhere, package_cache_path=nowhere
        )
        _OF_THIS_THREAD.compiler = compiler
    return compiler
