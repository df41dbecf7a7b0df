"""Templates and emblems of offices: which one counts, and trying a new one before it counts.

What an office gives holds for it and the offices below it that gave nothing themselves. Old versions stay, because letters were printed
with them.
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rembuk.desk.offices.models import Office
from rembuk.desk.papers.keeping import keep, kept, path_of
from rembuk.desk.papers.models import OfficeTemplate
from rembuk.papers.letter import Letter
from rembuk.papers.overlay import Overlay
from rembuk.papers.registry import LETTERS
from rembuk.papers.template_check import TemplateFinding, check_template

TYPST, DOCX, EMBLEM = "letter.typ", "letter.docx", "emblem"


@dataclasses.dataclass(frozen=True)
class KeptTemplates(Overlay):
    """The templates of one letter by their digests, "" for the shipped ones."""

    typst_digest: str = ""
    docx_digest: str = ""

    def typst(self, letter: Letter) -> str:
        """Typst source that defines `letter`. The office's own file is read whole."""
        own = kept(self.typst_digest) if self.typst_digest else None
        return own.decode("utf-8") if own else super().typst(letter)

    def docx(self, letter: Letter) -> Path:
        """The DOCX template to fill."""
        return path_of(self.docx_digest) if self.docx_digest else LETTERS / letter.id / DOCX

    def bytes_of(self, letter: str, name: str) -> bytes:
        """The template in use for a letter, whole."""
        digest = self.typst_digest if name == TYPST else self.docx_digest
        return (kept(digest) if digest else None) or (LETTERS / letter / name).read_bytes()


def line_of(office: str) -> list[str]:
    """An office and those above it, nearest first."""
    codes: list[str] = []
    parents = dict(Office.objects.values_list("code", "parent_id"))
    here: str | None = office
    while here and here not in codes:
        codes.append(here)
        here = parents.get(here)
    return codes


def templates_for(letter: str, offices: Sequence[str]) -> KeptTemplates:
    """The templates that count for a letter of the first of these offices, the others being above it."""
    return KeptTemplates(typst_digest=_current(offices, letter, TYPST), docx_digest=_current(offices, letter, DOCX))


def emblem_of(offices: Sequence[str]) -> bytes | None:
    """The emblem that counts for the first of these offices."""
    digest = _current(offices, "", EMBLEM)
    return kept(digest) if digest else None


def _current(offices: Sequence[str], letter: str, file: str) -> str:
    """The digest that counts; an office that went back to the shipped file has said so for itself."""
    newest: dict[str, str] = {}
    for row in OfficeTemplate.objects.filter(office__in=offices, letter=letter, file=file).order_by("id"):
        newest[row.office] = row.digest
    return next((newest[office] for office in offices if office in newest), "")


def tried(file: bytes, letter: str, name: str) -> list[TemplateFinding]:
    """What is wrong with a template that an office wants to use, found by filling in the letter's examples."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(file)
        if name == TYPST:
            try:
                file.decode("utf-8")
            except UnicodeDecodeError:
                return [TemplateFinding("Berkas ini bukan teks Typst.", "This file is no Typst text.")]
        return check_template(path, letter)


def put_to_use(office: str, letter: str, name: str, file: bytes | None, *, by: str, at: datetime) -> None:
    """From now on the office prints with this file; None goes back to the shipped one."""
    OfficeTemplate.objects.create(office=office, letter=letter, file=name, digest=keep(file) if file else "", by=by, at=at)
