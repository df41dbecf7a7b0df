"""Why a blank cannot be read, as a sentence, and what no blank may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LONGEST = 20_000
_MOST_ITEMS = 500
#: No text: NUL, which PostgreSQL refuses, other control characters, and halves of characters, which no encoding writes.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class Unreadable(Exception):
    """Why a blank cannot be read, as a sentence."""


def short(raw: Any) -> str:
    """What was written, as far as a sentence can quote it."""
    text = " ".join(str(raw).split())
    return text if len(text) <= 60 else text[:57] + "..."


def writable(label: str, raw: Any) -> None:
    """Texts of a length and of characters that every store keeps; raises Unreadable for others, at whatever depth they stand."""
    if isinstance(raw, str):
        if len(raw) > _LONGEST:
            raise Unreadable(f"{label} lebih dari {_LONGEST} huruf; ringkas, atau lampirkan sebagai berkas.")
        if _UNWRITABLE.search(raw):
            raise Unreadable(f"{label} memuat tanda yang tidak dapat disimpan; ketik ulang tanpa menyalin tanda itu.")
    elif isinstance(raw, Mapping):
        writable(label, [*raw, *raw.values()])
    elif isinstance(raw, list | tuple):
        if len(raw) > _MOST_ITEMS:
            raise Unreadable(f"{label} lebih dari {_MOST_ITEMS} baris; bagi, atau lampirkan sebagai berkas.")
        for item in raw:
            writable(label, item)
