"""Every kind of letter, found by its folder. A folder that is not complete is an error when the program starts.

A folder `letters/<id>` holds `letter.py` (its `KIND`), `letter.typ`, `letter.doc.txt` with the `letter.docx` built from it, and
`example.yaml`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from rembuk.papers.letter import Institution, Kind

LETTERS = Path(__file__).parent / "letters"
PARTS = ("letter.py", "letter.typ", "letter.doc.txt", "letter.docx", "example.yaml")
_LAW_PAPERS = Path(__file__).parents[1] / "law" / "papers.yaml"


class IncompleteLetter(Exception):
    """A mistake in a letter's folder: which folder and what is wrong with it. Raised when the program starts."""


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """Every kind of letter by its id, in the order of their names. Raises IncompleteLetter."""
    return read_kinds(LETTERS)


def kind_of(letter_id: str) -> Kind:
    """The kind of that id. Raises KeyError for one that does not exist."""
    return kinds()[letter_id]


def kinds_for(institution: Institution) -> list[Kind]:
    """The letters an institution writes."""
    return [kind for kind in kinds().values() if institution in kind.institutions]


def kinds_serving(paper: str) -> list[Kind]:
    """The letters that are a paper of `law/papers.yaml`; a step of the law that makes this paper is done with one of them."""
    return [kind for kind in kinds().values() if paper in kind.serves]


def read_kinds(folder: Path, package: str = "rembuk.papers.letters") -> dict[str, Kind]:
    """The kinds in a folder of letters. Raises IncompleteLetter naming the first folder that is not whole."""
    papers = set(yaml.load(_LAW_PAPERS.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    out = {}
    for place in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"):
        out[place.name] = _read_kind(place, package, papers)
    return out


def _read_kind(place: Path, package: str, papers: set[str]) -> Kind:
    if absent := [part for part in PARTS if not (place / part).exists()]:
        raise IncompleteLetter(f"surat {place.name}: berkas {', '.join(absent)} tidak ada; lihat docs/papers.md")
    kind = getattr(importlib.import_module(f"{package}.{place.name}.letter"), "KIND", None)
    if not isinstance(kind, Kind):
        raise IncompleteLetter(f"surat {place.name}: letter.py tidak menyatakan KIND")
    if kind.id != place.name:
        raise IncompleteLetter(f"surat {place.name}: letter.py memakai id '{kind.id}'; samakan dengan nama foldernya")
    if strange := [paper for paper in kind.serves if paper not in papers]:
        raise IncompleteLetter(f"surat {place.name}: {', '.join(strange)} tidak ada dalam law/papers.yaml")
    if not kind.letter.__doc__ or not kind.compose.__doc__:
        raise IncompleteLetter(f"surat {place.name}: sumber isian dan syaratnya belum ditulis dalam docstring")
    return kind
