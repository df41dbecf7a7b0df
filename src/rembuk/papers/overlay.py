"""An office's own letterhead and templates, as data in a folder of its own:

    overlay/letterhead.yaml            office code: {lines: [...], address, phone, place, logo: file.svg}
    overlay/<letter id>/letter.typ     replaces the PDF template of a letter
    overlay/<letter id>/letter.docx    replaces its DOCX template

A template is tried on the letter's example before it is used (`rembuk.papers.template_check`).
"""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rembuk.papers.letter import Letter, Office
from rembuk.papers.registry import LETTERS

_KEYS = {"lines", "address", "phone", "place", "logo"}


class OverlayProblem(Exception):
    """What in an office's own folder cannot be used: which file, what, what to do; Indonesian and English."""

    def __init__(self, says: str, says_en: str) -> None:
        super().__init__(says)
        self.says, self.says_en = says, says_en


@dataclass(frozen=True)
class Overlay:
    """What an office puts over the shipped letters; `folder` None is nothing."""

    folder: Path | None = None
    heads: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)

    def dressed(self, letter: Letter) -> Letter:
        """The letter under the letterhead of its office."""
        head = self.heads.get(letter.office.code)
        return dataclasses.replace(letter, office=dressed_office(letter.office, head)) if head else letter

    def typst(self, letter: Letter) -> str:
        """Typst source that defines `letter`: an import of the shipped template, or the office's own text."""
        own = self._own(letter, "letter.typ")
        return own.read_text(encoding="utf-8") if own else f'#import "/letters/{letter.id}/letter.typ": letter'

    def docx(self, letter: Letter) -> Path:
        """The DOCX template to fill."""
        return self._own(letter, "letter.docx") or LETTERS / letter.id / "letter.docx"

    def _own(self, letter: Letter, name: str) -> Path | None:
        path = self.folder / letter.id / name if self.folder else None
        return path if path and path.exists() else None


NO_OVERLAY = Overlay()


def read_overlay(folder: Path) -> Overlay:
    """The overlay in a folder; an absent folder is an empty one. Raises OverlayProblem."""
    path = folder / "letterhead.yaml"
    if not path.exists():
        return Overlay(folder)
    try:
        heads = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise OverlayProblem(f"{path}: bukan YAML yang benar ({error})", f"{path}: not valid YAML ({error})") from error
    if not isinstance(heads, dict):
        raise OverlayProblem(f"{path}: tulis kode kantor lalu isinya", f"{path}: write office codes with their entries")
    return Overlay(folder, {str(code): _head(path, str(code), head) for code, head in heads.items()})


def dressed_office(office: Office, head: Mapping[str, Any]) -> Office:
    """An office with the entries of its letterhead over its own."""
    return dataclasses.replace(office, **head)


def _head(path: Path, code: str, head: Any) -> dict[str, Any]:
    if not isinstance(head, dict) or set(head) - _KEYS:
        raise OverlayProblem(
            f"{path}, {code}: hanya {', '.join(sorted(_KEYS))} yang dikenal", f"{path}, {code}: only {', '.join(sorted(_KEYS))} are known"
        )
    out: dict[str, Any] = {key: str(value) for key, value in head.items() if key not in ("lines", "logo")}
    if "lines" in head:
        out["lines"] = tuple(str(line) for line in head["lines"])
    if "logo" in head:
        out["logo"] = _drawing(path.parent / str(head["logo"]))
    return out


def _drawing(path: Path) -> str:
    """An emblem as SVG text; a PNG or JPEG is wrapped in one."""
    if not path.exists():
        raise OverlayProblem(f"{path}: berkas lambang tidak ada", f"{path}: the emblem file does not exist")
    if path.suffix.lower() == ".svg":
        return path.read_text(encoding="utf-8")
    sort = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}.get(path.suffix.lower())
    if sort is None:
        raise OverlayProblem(f"{path}: lambang harus SVG, PNG, atau JPEG", f"{path}: an emblem must be SVG, PNG or JPEG")
    data = base64.b64encode(path.read_bytes()).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" viewBox="0 0 100 100">'
        f'<image width="100" height="100" preserveAspectRatio="xMidYMid meet" xlink:href="data:image/{sort};base64,{data}"/></svg>'
    )
