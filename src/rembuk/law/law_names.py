"""How offices name a law in a charge: by number and year, by short name, or by title.

A *family* is one law with its amendments ("UU 23/2002", "UU 35/2014" and "UU 17/2016" are one).
Names are data: `law_names.csv`.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import NamedTuple

from rembuk.law.source import LAW_DIR

NAMES_FILE = LAW_DIR / "law_names.csv"
#: The old and the new criminal code, and the name both go by.
KUHP_FAMILIES = ("KUHP", "KUHP-1946", "KUHP-2023")


class LawMention(NamedTuple):
    """A law as a charge names it. `family` None: a law this program does not know."""

    family: str | None
    label: str

    def merged(self, other: LawMention) -> tuple[LawMention, list[LawMention]]:
        """This law with one named right after it: its amendment or fuller name, or another law beside it (in the list)."""
        if self.family == other.family or other.family is None:
            return self, []
        if self.family is None:
            return other, []
        if self.family in KUHP_FAMILIES and other.family in KUHP_FAMILIES:
            return (other if self.family == "KUHP" else self), []
        return self, [other]


class LawNames(NamedTuple):
    """Every known spelling.

    `phrases`: first word -> (words, family), longest first; `numbers`: "35/2014" -> family; `laws`: family -> laws of
    the catalogue.
    """

    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    numbers: dict[str, str]
    laws: dict[str, tuple[str, ...]]

    def by_number(self, number: int, year: str) -> LawMention:
        """The law of that number and year; a year of two digits is completed only when a known law has it."""
        key = f"{number}/{year}"
        if len(year) == 2:
            full = [known for known in self.numbers if known.startswith(f"{number}/") and known.endswith(year)]
            key = full[0] if len(full) == 1 else key
        return LawMention(self.numbers.get(key), f"UU {key}")


@lru_cache(maxsize=1)
def load_law_names() -> LawNames:
    """The spellings the program ships."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    numbers: dict[str, str] = {}
    laws: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(NAMES_FILE.read_text(encoding="utf-8").splitlines()):
        family = row["family"]
        laws[family] = _split(row["laws"])
        numbers.update(dict.fromkeys(_split(row["numbers"]), family))
        for name in _split(row["names"]):
            _add(phrases, tuple(name.replace(".", " ").replace("-", " ").split()), family)
        for name in _split(row["names_after_uu"]):
            words = tuple(name.split())
            for start in ("uu", "uu ri", "uuri", "undang undang", "undang undang ri"):
                _add(phrases, (*start.split(), *words), family)
            _add(phrases, ("uu" + words[0], *words[1:]), family)
    for known in phrases.values():
        known.sort(key=lambda phrase: -len(phrase[0]))
    return LawNames(phrases, numbers, laws)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _add(phrases: dict[str, list[tuple[tuple[str, ...], str]]], words: tuple[str, ...], family: str) -> None:
    phrases.setdefault(words[0], []).append((words, family))


@lru_cache(maxsize=1)
def _articles_without_penalty() -> dict[tuple[str, str], tuple[str, str]]:
    path = LAW_DIR / "articles_without_penalty.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {(row["family"], row["article"]): (row["kind"], row["says"]) for row in rows}


def without_penalty(family: str, article: str) -> tuple[str, str] | None:
    """What an article that threatens nothing itself is for (kind, Indonesian words), or None when it is not known as one.

    Kinds: norm, participation, attempt, aiding, continued, concursus, recidivism, aggravation, complaint,
    conspiracy, preparation, transition.
    """
    known = _articles_without_penalty()
    return known.get((family, article)) or known.get((family, "*"))
