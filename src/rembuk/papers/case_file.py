"""The papers of a case as one PDF: a contents page, then every letter in order, each with its own pages and the page of the file.

It is a reading copy set anew from the records; the contents page names the digest of each issued file, so that the copy can be held
against it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rembuk.papers.letter import Letter
from rembuk.papers.overlay import NO_OVERLAY, Overlay
from rembuk.papers.printed import kept, printed, record_digest
from rembuk.papers.typesetting import typeset

_HEAD = """
#import "/typst/berkas.typ": daftar-isi, mulai
#let semua = json(bytes(sys.inputs.berkas))
#set document(title: semua.title)
#daftar-isi(semua)
"""
_ONE = """
#mulai({place})
#pdf.attach("surat-{number}.json", bytes(semua.letters.at({place}).kept), relationship: "data", mime-type: "application/json", description: "Isi surat {number} sebagai data")
#[
{template}
#letter(semua.letters.at({place}).printed)
]
"""


@dataclass(frozen=True, slots=True)
class Filed:
    """A letter of the file; `digest` is that of its issued PDF (SHA-256 in hexadecimal), None when it was not issued."""

    letter: Letter
    digest: str | None = None


def print_case_file(title: str, papers: Sequence[Filed], *, at: datetime, overlay: Overlay = NO_OVERLAY) -> bytes:
    """The file of a case as PDF/A-3a. Raises ValueError for no papers, TypesettingError for a broken template."""
    if not papers:
        raise ValueError("berkas tanpa surat tidak dicetak")
    letters = [overlay.dressed(paper.letter) for paper in papers]
    source = _HEAD + "".join(
        _ONE.format(place=i, number=i + 1, template=overlay.typst(letter)) for i, letter in enumerate(letters)
    )
    contents: dict[str, Any] = {
        "title": title,
        "letters": [_entry(letter, paper.digest) for letter, paper in zip(letters, papers, strict=True)],
    }
    return typeset(source, {"berkas": json.dumps(contents, ensure_ascii=False), "qr": ""}, at=at)


def _entry(letter: Letter, digest: str | None) -> dict[str, Any]:
    return {"printed": printed(letter), "kept": kept(letter).decode(), "digest": (digest or "")[:16], "record": record_digest(letter)[:16]}
