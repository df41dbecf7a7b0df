"""Letters filled with values found nowhere else, letters of blanks only, and the text that a reader finds in a printing."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import docx
import pypdf

from rembuk.papers.letter import Letter, Rupiah
from rembuk.papers.printed import fields_of

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


class Marks:
    """Values of every type, each different from all before it, and the texts by which they are found again."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)

    def of(self, kind: Any, name: str) -> Any:
        n = next(self.numbers)
        if kind is str:
            return f"Zq{n}{name.replace('_', '')}"
        if kind is Rupiah:
            return Rupiah(1_000_000 + n * 1_001)
        if kind is int:
            return 200 + n
        if kind is datetime:
            return datetime(2031, 1, 1, 8, 15, tzinfo=UTC) + timedelta(days=n)
        if kind is date:
            return date(2041, 1, 1) + timedelta(days=n)
        raise AssertionError(f"no mark for {kind}")


def filled(record: type, like: Any, marks: Marks) -> Any:
    """A record with every printed blank marked; steering fields, choices and truth values as in `like`."""
    given: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        hint = fields_of(record)[field.name]
        old = getattr(like, field.name) if like is not None else None
        given[field.name] = old if _steers(field) else _marked(hint, field.name, old, marks)
    return record(**given)


def _marked(hint: Any, name: str, old: Any, marks: Marks) -> Any:
    kind = known(hint)
    if get_origin(kind) is tuple:
        items = list(old or ()) or [None]
        return tuple(_marked(get_args(kind)[0], name, item, marks) for item in items[:3])
    if dataclasses.is_dataclass(kind):
        return filled(kind, old if old is not None else _empty(kind), marks)  # type: ignore[arg-type]
    if kind is bool or get_origin(kind) is Literal:
        return old
    return marks.of(kind, name)


def blank(record: type, like: Any) -> Any:
    """A record in which nothing is known that may be unknown."""
    given = {}
    for field in dataclasses.fields(record):
        hint, old = fields_of(record)[field.name], getattr(like, field.name)
        optional = get_origin(hint) in (Union, UnionType)
        kind = known(hint)
        if _steers(field) and not optional:
            given[field.name] = old
        elif optional:
            given[field.name] = None
        elif get_origin(kind) is tuple:
            given[field.name] = ()
        else:
            given[field.name] = blank(kind, old) if dataclasses.is_dataclass(kind) else old  # type: ignore[arg-type]
    return record(**given)


def _empty(kind: Any) -> Any:
    """A record of unknowns, made from the first choice where a choice may not be unknown."""
    given = {}
    for field in dataclasses.fields(kind):
        hint = fields_of(kind)[field.name]
        if get_origin(hint) is Literal:
            given[field.name] = get_args(hint)[0]
        else:
            given[field.name] = () if get_origin(known(hint)) is tuple else False if hint is bool else None
    return kind(**given)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every printed blank of a record with where it stands."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if not _steers(field) and get_origin(known(fields_of(type(value))[field.name])) is not Literal:
                yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from leaves(item, f"{path}[{i}]")
    elif value is not None and not isinstance(value, bool):
        yield path, value


def known(hint: Any) -> Any:
    """The type a value has when it is known."""
    if get_origin(hint) in (Union, UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _steers(field: dataclasses.Field[Any]) -> bool:
    return not field.metadata.get("printed", True)


def pdf_text(pdf: bytes) -> str:
    """What stands in a PDF, without the breaks of its lines."""
    return plain(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def poppler_text(pdf: bytes, folder: Path) -> str:
    """What another reader finds in a PDF, in the order it was written: `pdftotext`, which `./test` installs."""
    path = folder / "cetakan.pdf"
    path.write_bytes(pdf)
    return plain(subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout)


def file_problems(pdf: bytes, folder: Path) -> str:
    """What `qpdf --check` finds wrong with a PDF; nothing for a whole file."""
    path = folder / "berkas.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 and "No syntax or stream encoding errors found" in done.stdout else done.stdout + done.stderr


def archive_problems(pdf: bytes, *, level: str = "A") -> list[str]:
    """What of PDF/A-3 can be seen in the structure of a file and is not as ISO 19005-3 wants it."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    holds = {
        "the level is declared": "<pdfaid:part>3</pdfaid:part>" in told and f"<pdfaid:conformance>{level}</pdfaid:conformance>" in told,
        "not encrypted": "/Encrypt" not in reader.trailer, "has an id": "/ID" in reader.trailer,
        "one colour space is declared": [one.get_object()["/S"] for one in root.get("/OutputIntents", ())] == ["/GTS_PDFA1"],
        "tagged": bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root, "has a language": root.get("/Lang") == "id",
        "does nothing by itself": not {"/OpenAction", "/AA"} & set(root) and b"/JavaScript" not in pdf and b"/Launch" not in pdf,
        "attached files say what they are to it": all("/AFRelationship" in one.get_object() for one in root.get("/AF", ())),
        "every font is embedded": all(_is_embedded(font) for page in reader.pages for font in _fonts(page)),
    }  # fmt: skip
    return [what for what, is_so in holds.items() if not is_so]


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"].get_object().get("/Font", {}).values()]


def _is_embedded(font: Any) -> bool:
    below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return any(name in below["/FontDescriptor"].get_object() for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def docx_text(file: bytes) -> str:
    """What stands in a DOCX: body, tables, foot."""
    document = docx.Document(io.BytesIO(file))
    parts = [document.element.body, *(section.footer._element for section in document.sections)]
    texts = []
    for part in parts:
        for node in part.iter():
            if node.tag.endswith("}t"):
                texts.append(node.text or "")
            elif node.tag.endswith(("}p", "}br", "}tab")):
                texts.append(" ")
    return plain("".join(texts))


def plain(text: str) -> str:
    """Text in one line, ligatures undone, without soft hyphens."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).replace("\u00ad", "")).strip()


def squeezed(text: str) -> str:
    """Text without spaces and case: a line break inside a long word, or capitals, make no difference."""
    return re.sub(r"\s+", "", text).lower()


def title_of(letter: Letter) -> str:
    """What a letter is called in a message."""
    return f"{letter.id} ({letter.title})"
