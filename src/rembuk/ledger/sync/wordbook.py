"""The wordbook that ships with the program: the vocabulary of the record, frequent words, and the preset dictionary of the compression.

Both ends of a line must hold the same one, so a wordbook is never edited: a better one gets the next version and stands beside it.
"""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rembuk.ledger.sync.words import Words

VERSION = 1
_FOLDER = Path(__file__).parent.parent


class Wordbook(NamedTuple):
    """`terms` are kinds, field names, choices, roles and institutions in a fixed order; `words` codes texts; `dictionary` is zstd's."""

    version: int
    terms: tuple[str, ...]
    words: Words
    dictionary: bytes


@lru_cache(maxsize=1)
def wordbook() -> Wordbook:
    """The wordbook of this version."""
    told = json.loads((_FOLDER / "wordbook.json").read_text(encoding="utf-8"))
    packed = json.loads((_FOLDER / "dictionary.json").read_text(encoding="utf-8"))
    return Wordbook(told["version"], tuple(told["terms"]), Words(told["words"].split()), base64.b64decode(packed["zstd"]))
