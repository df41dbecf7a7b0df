"""Which law each written article belongs to, and how the articles of a list are joined.

A law written last applies to the articles before it; an article with none after it takes the one named before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rembuk.law.charge_grammar import Item, Loose, Place, sentence_of
from rembuk.law.law_names import LawMention


def parse_charge(text: str) -> tuple[list[Item], list[Loose]]:
    """The items of a normalised text, each with its law when any is named, and what could not be read as an article."""
    items, loose = sentence_of(text)
    _settle_commas(items)
    for item in items:
        _settle_commas(item.places)
    _give_laws(items)
    return items, loose


def _settle_commas(joined: Sequence[Item | Place]) -> None:
    """In a list ("362, 363 atau 480") the commas mean what its last word means."""
    after = ""
    for part in reversed(joined):
        after = after if part.link == "comma" else part.link
        if part.link == "comma" and after in ("atau", "dan/atau"):
            part.link = "atau"


def _give_laws(items: list[Item]) -> None:
    for i, item in enumerate(items):
        if item.law is not None:
            continue
        before = next((other.law for other in reversed(items[:i]) if other.law), None)
        item.law = _law_after(items, i, across=False)
        item.law_how = "own" if item.law else ""
        if item.law is None and before:
            item.law, item.law_how = before, "before"
        elif item.law is None:
            item.law = _law_after(items, i, across=True)
            item.law_how = "after" if item.law else ""


def _law_after(items: list[Item], i: int, *, across: bool) -> LawMention | None:
    """The next law written after an article; `across` also past a semicolon, a heading or another suspect."""
    for other in items[i + 1 :]:
        if not across and (other.link == "semicolon" or other.heads or other.suspect != items[i].suspect):
            return None
        if other.law and other.law_how == "own":
            return other.law
    return None
