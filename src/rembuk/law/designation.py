"""Where in a law an offence stands: article, paragraph, number, letter; whether a written place fits a listed one.

A *designation* is one place ("365 ayat (2) ke-1"). The catalogue writes it short ("365(2) ke-1"), and chains a norm
and the paragraph that punishes it with "jo" ("76C jo 80(1)": who breaks 76C is punished under 80(1)).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_SHORT = (
    r"(?P<article>\d+[a-zA-Z]?(?: bis| ter)?)?\s*(?:\((?P<ayat>\d+)\))?\s*(?:ke-(?P<ke>\d+))?"
    r"\s*(?:huruf (?P<huruf>[a-z]))?\s*(?:bagian (?P<bagian>\w+))?"
)
#: The article of a row that stands for every article of its law (a Perda).
ANY_ARTICLE = "-"
LEVELS = ("ayat", "ke", "huruf", "bagian")


@dataclass(frozen=True, slots=True)
class Designation:
    """One place in a law; a level that is not written is None. Letters are lower case ("76c", "303bis")."""

    article: str
    ayat: str | None = None
    ke: str | None = None
    huruf: str | None = None
    bagian: str | None = None

    @property
    def label(self) -> str:
        """As people write it: "363 ayat (1) ke-3"."""
        article = f"{self.article[:-3]} {self.article[-3:]}" if self.article[-3:] in ("bis", "ter") else _cased(self.article)
        ayat = f" ayat ({self.ayat})" if self.ayat else ""
        ke = f" ke-{self.ke}" if self.ke else ""
        huruf = f" huruf {self.huruf}" if self.huruf else ""
        bagian = f" bagian {self.bagian}" if self.bagian else ""
        return f"{article}{ayat}{ke}{huruf}{bagian}"


def _cased(article: str) -> str:
    """Letters of the special laws are capitals (76C, 100B), those of the old code small (156a, 379a)."""
    return article if len(article) > 3 and article[:3].isdigit() and int(article[:3]) > 150 else article.upper()


@lru_cache(maxsize=2048)
def parse_article(text: str) -> tuple[Designation, ...]:
    """The places in a catalogue article, the one that threatens the penalty last; "-" stands for every article.

    Raises ValueError when a part is not written in the catalogue's short form.
    """
    if text == ANY_ARTICLE:
        return (Designation(ANY_ARTICLE),)
    places: list[Designation] = []
    for part in text.split(" jo "):
        found = re.fullmatch(_SHORT, part.strip())
        if not found or not part.strip() or not (found["article"] or places):
            raise ValueError(f"'{part}' bukan penunjukan pasal")
        article = found["article"] or places[-1].article
        lower = {level: found[level].lower() if found[level] else None for level in LEVELS}
        places.append(Designation(article.lower().replace(" ", ""), **lower))
    return tuple(places)


@lru_cache(maxsize=2048)
def label_of(article: str) -> str:
    """A catalogue article as people write it: "76C jo. Pasal 80 ayat (1)"."""
    return " jo. Pasal ".join(place.label for place in parse_article(article))


class Fit(NamedTuple):
    """How a written place fits a listed one: levels it leaves `open`, and levels `finer` than the catalogue divides."""

    open: tuple[str, ...]
    finer: tuple[str, ...]


def fit(written: Designation, listed: Designation) -> Fit | None:
    """How `written` may mean `listed`, or None when it cannot."""
    if listed.article == ANY_ARTICLE:
        return Fit((), ())
    if written.article != listed.article:
        return None
    open_levels, finer = [], []
    for level in LEVELS:
        mine, theirs = getattr(written, level), getattr(listed, level)
        if mine == theirs:
            continue
        if mine is None:
            open_levels.append(level)
        elif theirs is None:
            finer.append(level)
        else:
            return None
    return Fit(tuple(open_levels), tuple(finer))
