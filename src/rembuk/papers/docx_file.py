"""DOCX files as bytes that depend on nothing but their content: parts in order, one date, no thumbnail."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_UNWANTED = ("docProps/thumbnail.jpeg",)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def repacked(file: bytes, at: datetime = _EPOCH) -> bytes:
    """The same document, its parts sorted and everything in it dated at one moment (years before 1980 count as 1980)."""
    at = max(at.astimezone(UTC), _EPOCH)
    parts = {}
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for name in archive.namelist():
            if name not in _UNWANTED:
                parts[name] = _cleaned(name, archive.read(name), at)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return out.getvalue()


def _cleaned(name: str, data: bytes, at: datetime) -> bytes:
    if name == "docProps/core.xml":
        return _STAMP.sub(rb"\g<1>" + f"{at:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", data)
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)
    return data
