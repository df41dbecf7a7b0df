"""Numbers in Indonesian words (*terbilang*), written and read.

A *scale* is ribu, juta, miliar or triliun. One thousand is always written "seribu", one hundred "seratus"; "satu ribu"
and "satu ratus" are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

#: Above this no amount of a case is plausible; a figure this long is an identity or telephone number.
LARGEST = 10**15 - 1

SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}

_UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
_DIGITS = {word: n for n, word in enumerate(_UNITS)}
_SPELLINGS = {
    "milyar": "miliar", "milyard": "miliar", "miliard": "miliar", "trilyun": "triliun", "triliyun": "triliun",
    "jt": "juta", "rb": "ribu", "rbu": "ribu",
}  # fmt: skip
_ONE_OF = {"seratus", "semilyar", "setrilyun"} | {f"se{scale}" for scale in SCALES}
_PARTS = {*_UNITS, *_SPELLINGS, *SCALES, *_ONE_OF, "belas", "puluh", "ratus", "setengah"}
_PART = "|".join(sorted(_PARTS, key=lambda part: (-len(part), part)))

#: One or more number words, also run together ("duaratus limapuluh ribu"); a pattern for `re.IGNORECASE`.
NUMBER_WORDS = rf"(?:{_PART})(?:[\s-]*(?:{_PART}))*"


def terbilang(n: int) -> str:
    """The whole number `n` (0 up to LARGEST) in Indonesian words; ValueError outside that.

    >>> terbilang(5_001_500)
    'lima juta seribu lima ratus'
    """
    if not 0 <= n <= LARGEST:
        raise ValueError(f"terbilang hanya untuk 0 sampai {LARGEST}, bukan {n}")
    return " ".join(_words(n)) or "nol"


def _words(n: int) -> Iterator[str]:
    for name, size in reversed(SCALES.items()):
        if n >= size:
            count, n = divmod(n, size)
            yield "seribu" if (count, size) == (1, 1000) else f"{' '.join(_words(count))} {name}"
    if n >= 100:
        count, n = divmod(n, 100)
        yield "seratus" if count == 1 else f"{_UNITS[count]} ratus"
    if n >= 20:
        count, n = divmod(n, 10)
        yield f"{_UNITS[count]} puluh"
    if n >= 12:
        yield f"{_UNITS[n - 10]} belas"
    elif n:
        yield _UNITS[n]


def read_words(text: str) -> int | None:
    """The whole number written in words, or None when the words do not make one number.

    "setengah" adds half of the scale after it ("dua setengah juta" is 2,500,000).
    """
    words = _split(text.lower())
    total, group, last_scale = Fraction(0), [], 10**18
    for word in words or ["?"]:
        if word not in SCALES:
            group.append(word)
            continue
        count = _below_thousand(group)
        if not count or SCALES[word] >= last_scale:
            return None
        total, group, last_scale = total + count * SCALES[word], [], SCALES[word]
    rest = _below_thousand(group) if group else Fraction(0)
    if rest is None or (total and group == ["nol"]):
        return None
    total += rest
    return int(total) if total.denominator == 1 else None


def _split(text: str) -> list[str]:
    words: list[str] = []
    for word in re.findall(_PART, text):
        word = _SPELLINGS.get(word, word)
        one_of = _SPELLINGS.get(word[2:], word[2:])
        if word.startswith("se") and one_of in {*SCALES, "ratus"}:
            words += ["satu", one_of]
        else:
            words.append(word)
    return words if re.fullmatch(NUMBER_WORDS, text.strip()) else []


def _below_thousand(words: list[str]) -> Fraction | None:
    """The value of the words before a scale: hundreds, then tens, then one digit, then perhaps a half."""
    rest = list(words)
    half = Fraction(1, 2) if rest[-1:] == ["setengah"] else Fraction(0)
    if half:
        rest.pop()
    value, form = 0, ""
    while rest:
        n = _DIGITS.get(rest.pop(0))
        follower = rest.pop(0) if rest and rest[0] in {"ratus", "puluh", "belas"} else ""
        if n is None or (follower and not 1 <= n <= 9):
            return None
        form += {"ratus": "h", "puluh": "t", "belas": "d", "": "d" if n >= 10 else "u"}[follower]
        value += {"ratus": n * 100, "puluh": n * 10, "belas": n + 10, "": n}[follower]
    fits = re.fullmatch("h?(t?u?|d?)", form) and (value or form == "u" or half)
    return Fraction(value) + half if fits else None
