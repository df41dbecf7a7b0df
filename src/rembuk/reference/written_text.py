"""What a cell of an office's register holds before it is read as an amount, a date, an answer or an age.

A *written* value is what reading gave: a value, or None because nothing is known, or None because of a problem.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """The result of reading one text.

    `value` None with `problem` None means: nothing is known, and nothing is wrong with that. `problem` is an Indonesian
    sentence saying what was written, why it could not be read and what to write instead. `note` marks a value that was
    read but is worth a look (also an unknown value, when the text said something else besides).
    """

    value: T | None
    problem: str | None = None
    note: str | None = None


_UNKNOWN = frozenset({
    "n/a", "na", "null", "none", "nan", "kosong", "tidak ada data", "tdk ada data", "belum ada data", "data tidak ada",
    "belum diketahui", "blm diketahui", "tidak diketahui", "tdk diketahui", "tidak tahu", "tdk tahu", "belum tahu",
    "tidak jelas", "belum jelas", "tidak ada keterangan", "tanpa keterangan", "belum diisi", "unknown",
})  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_RAISED = re.compile("([⁰¹²³⁴-⁹]+)")
_FRACTION = re.compile("([¼-¾⅐-⅞])")
_PLAINER = str.maketrans("‘’‚‛′“”„‟″‐‑‒–—―−", "'''''\"\"\"\"\"-------")


def normalise(text: str) -> str:
    """The text with one kind of space, quote and dash, full-width and ligature letters made plain, ends trimmed.

    A raised figure (a footnote mark, m²) keeps a ^ before it and a fraction sign a space, so that neither can melt into
    the number it stands beside. Applying it twice changes nothing more.
    """
    if text.isascii():
        return " ".join(text.split())
    apart = _FRACTION.sub(r" \1", _RAISED.sub(r"^\1", _INVISIBLE.sub("", text)))
    plain = unicodedata.normalize("NFKC", apart).translate(_PLAINER)
    return " ".join(plain.split())


def says_unknown(text: str) -> bool:
    """Whether a normalised text only says that nothing is known: empty, dashes, question marks, "belum diketahui"."""
    return not text.strip("-?. _") or text.rstrip(" .").lower() in _UNKNOWN


def quoted(text: str) -> str:
    """The text as it is named inside a sentence: quoted, at most 60 characters."""
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"
