"""A letter printed: as a PDF for signing and keeping, and as a DOCX that an office edits.

Both read the same printed record. The PDF carries the kept record as an attachment, and a code that proves offline which device gave
it out. The same letter, moment, seal and overlay give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from rembuk.papers.letter import Letter
from rembuk.papers.overlay import NO_OVERLAY, Overlay
from rembuk.papers.printed import kept, printed, record_digest
from rembuk.papers.qr import Seal, code_drawing, code_text
from rembuk.papers.typesetting import typeset

#: The name of the record inside the PDF.
ATTACHMENT = "surat.json"
_MAIN = """
#let d = json(bytes(sys.inputs.surat))
#set document(title: d.title, author: d.office.name, keywords: (d.id, d.state))
#pdf.attach("{attachment}", bytes(sys.inputs.isi), relationship: "data", mime-type: "application/json", description: "Isi surat sebagai data")
{template}
#letter(d)
"""


def print_pdf(letter: Letter, *, at: datetime, seal: Seal | None = None, overlay: Overlay = NO_OVERLAY) -> bytes:
    """The letter as PDF/A-3a, made at an aware moment. A seal adds the code. Raises TypesettingError for a broken template."""
    letter = overlay.dressed(letter)
    code = code_text(letter, seal) if seal else ""
    inputs = {
        "surat": json.dumps(printed(letter), ensure_ascii=False), "isi": kept(letter).decode(), "qr": code_drawing(code) if code else "",
        "device": seal.device if seal else "", "digest": record_digest(letter)[:16],
    }  # fmt: skip
    return typeset(_MAIN.format(attachment=ATTACHMENT, template=overlay.typst(letter)), inputs, at=at)


def print_docx(letter: Letter, *, at: datetime, overlay: Overlay = NO_OVERLAY) -> bytes:
    """The letter as an editable DOCX. Raises TemplateProblem for a broken template of the office."""
    from rembuk.papers.docx_filling import fill

    letter = overlay.dressed(letter)
    return fill(overlay.docx(letter), printed(letter), at=at)


def issued(letter: Letter, file: bytes) -> dict[str, str]:
    """The fields of the act `letter_issued` for a printed letter; a number or day that is unknown is left out, so the act asks for it."""
    fields = {"paper": letter.title, "digest": digest(file)}
    return fields | ({"number": letter.number} if letter.number else {}) | ({"on": letter.on.isoformat()} if letter.on else {})


def digest(file: bytes) -> str:
    """SHA-256 of a printed file in hexadecimal: the field `digest` of the act `letter_issued`."""
    return hashlib.sha256(file).hexdigest()
