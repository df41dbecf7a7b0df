"""From the words of a charge to its sentence: which articles, joined how, for whom.

An *item* is one article with the places in it that are written ("44 ayat (1) atau ayat (4)").
A *loose* fragment is a stretch of the text in which no article was found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from rembuk.law.charge_text import Token, tokens_of
from rembuk.law.charge_vocabulary import SILENT
from rembuk.law.law_names import LawMention

_LISTING = frozenset({"comma", "dan", "atau", "dan/atau", "range", "slash"})
_AHEAD = 60  # words to look ahead for what follows a link: longer than any title of a law
_DEPTH = {"ayat": 0, "ke": 1, "huruf": 1, "bagian": 1}


@dataclass(slots=True, eq=False)
class Place:
    """Paragraph, number, letter and part written in an item, and how it is joined to the place before it."""

    link: str
    ayat: str | None = None
    ke: str | None = None
    huruf: str | None = None
    bagian: str | None = None


@dataclass(slots=True, eq=False)
class Item:
    """One article of a charge.

    `link` joins it to the item before it ("first" when there is none); `heads` are words like primair or kedua before
    it. `law_how` tells where its law stands: own (after it), prefix, before, after, or "" for none.
    """

    number: str
    link: str
    start: int
    end: int
    heads: tuple[str, ...] = ()
    suspect: str | None = None
    places: list[Place] = field(default_factory=list)
    loose_letter: str | None = None
    law: LawMention | None = None
    law_how: str = ""
    other_laws: list[LawMention] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


class Loose(NamedTuple):
    """A stretch of the text without a readable article."""

    start: int
    end: int
    suspect: str | None = None


def sentence_of(text: str) -> tuple[list[Item], list[Loose]]:
    """The items of a normalised text in order, each with the law written after or before it, and what is loose."""
    parser = _Parser(tokens_of(text))
    parser.run()
    return parser.items, parser.loose


def _silent(token: Token) -> bool:
    return token.kind == "noise" or (token.kind == "word" and token.value in SILENT)


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.items: list[Item] = []
        self.loose: list[Loose] = []
        self.pending: list[Token] = []  # words after a link, before the article they belong to
        self.link: str | None = None
        self.heads: list[str] = []
        self.suspect: str | None = None
        self.named: Token | None = None  # a suspect for whom nothing has been read yet
        self.prefix: LawMention | None = None
        self.title = False
        self.level = ""  # the last level written in the current item

    @property
    def item(self) -> Item | None:
        """The last article, None before the first."""
        return self.items[-1] if self.items else None

    @property
    def attached(self) -> bool:
        """Whether words still belong to the last article."""
        return self.item is not None and self.link is None and not self.pending

    def run(self) -> None:
        """Read every token."""
        for i, token in enumerate(self.tokens):
            getattr(self, f"_{token.kind}")(token, i)
        self._close_suspect()

    def _own(self, token: Token) -> None:
        """Give a word to the article it follows, or keep it for the one it precedes."""
        if self.attached and self.item:
            self.item.end = token.end
        else:
            self.pending.append(token)

    def _flush(self) -> None:
        """Words between two links that hold no article: loose, unless they say nothing."""
        pending, self.pending = self.pending, []
        if not pending:
            return
        if self.item and self.link is None and all(_silent(t) or t.kind == "pasal" for t in pending):
            self.item.end = pending[-1].end
        else:
            self._lose(pending[0].start, pending[-1].end)

    def _lose(self, start: int, end: int) -> None:
        self.loose.append(Loose(start, end, self.suspect))
        self.named = None

    def _close_suspect(self) -> None:
        self._flush()
        if self.named:
            self._lose(self.named.start, self.named.end)

    def _begin(self, number: str, token: Token) -> Item:
        start = self.pending[0].start if self.pending else token.start
        link = (self.link or "unwritten") if self.items else "first"
        item = Item(number, link, start, token.end, tuple(self.heads), self.suspect, law=self.prefix)
        item.law_how = "prefix" if self.prefix else ""
        self.items.append(item)
        self.named = None
        self.pending, self.prefix, self.link, self.heads, self.title, self.level = [], None, None, [], False, ""
        return item

    def _next(self, i: int, skip: tuple[str, ...] = ()) -> int | None:
        """The place of the next token that is not a silent word, nor of the kinds to skip."""
        for j in range(i + 1, min(i + _AHEAD, len(self.tokens))):
            if not _silent(self.tokens[j]) and self.tokens[j].kind not in skip:
                return j
        return None

    def _law_leads(self, i: int) -> bool:
        """Whether the law at this token stands before its article ("KUHP Pasal 362")."""
        j = self._next(i, ("word", "title", "law"))
        return j is not None and self.tokens[j].kind in ("pasal", "num")

    def _really_links(self, i: int) -> bool:
        """Whether a link in a title joins charges: an article, a place, a heading or a name follows."""
        j = self._next(i)
        if j is None:
            return True
        if self.tokens[j].kind == "law":
            return self.tokens[i].value == "jo" or self._law_leads(j)
        return self.tokens[j].kind not in ("word", "title")

    def _suspect(self, token: Token, _: int) -> None:
        self._close_suspect()
        self.suspect, self.named = token.value, token
        self.link, self.title = "semicolon" if self.items else None, False

    def _head(self, token: Token, i: int) -> None:
        if self.title and not self._really_links(i):
            self._own(token)
            return
        self._flush()
        self.title = False
        self.heads.append(token.value)
        self.link = self.link or ("semicolon" if self.items else None)

    def _link(self, token: Token, i: int) -> None:
        if self.title and token.value != "semicolon" and not self._really_links(i):
            self._own(token)
            return
        if not all(_silent(waiting) for waiting in self.pending):
            self._flush()
        self.title = False
        stronger = self.link in (None, "comma", "semicolon") or token.value == "jo"
        if stronger and (self.items or self.pending):
            self.link = token.value

    def _title(self, token: Token, _: int) -> None:
        self._own(token)
        self.title = True

    def _noise(self, token: Token, _: int) -> None:
        self._own(token)

    def _word(self, token: Token, _: int) -> None:
        item = self.item
        letter = len(token.value) == 1 and token.value.isascii() and token.value.isalpha()
        if item and letter and self.level == "huruf" and self.link in _LISTING and not self.pending:
            self._place("huruf", token)
        elif item and letter and self.attached and not item.places and item.law_how != "own" and token.start <= item.end + 1:
            item.loose_letter, item.end = token.value, token.end
        else:
            if item and self.attached and not self.title and token.value not in SILENT:
                item.unread.append(token.value)
            self._own(token)

    def _law(self, token: Token, i: int) -> None:
        mention, item = token.law, self.item
        assert mention is not None
        if item is None or not self.attached:
            self._law_between(token, mention, i)
        elif item.law is None:
            item.law, item.law_how, item.end = mention, "own", token.end
        else:
            item.law, beside = item.law.merged(mention)
            item.other_laws += beside
            item.end = token.end
        self.title = self.title or token.value == "title"

    def _law_between(self, token: Token, mention: LawMention, i: int) -> None:
        if self._law_leads(i):
            self.prefix = self.prefix.merged(mention)[0] if self.prefix else mention
            self.pending.append(token)
        elif self.item and self.link in ("jo", "comma", "dan") and not self.pending:
            self.item.other_laws.append(mention)
            self.item.end, self.link = token.end, None
        else:
            self.pending.append(token)

    def _pasal(self, token: Token, _: int) -> None:
        self.title = False
        self.link = "unwritten" if self.attached else self.link
        self.pending.append(token)

    def _num(self, token: Token, i: int) -> None:
        item = self.item
        before = self.tokens[i - 1].kind if i else ""
        following = self.tokens[i + 1].kind if i + 1 < len(self.tokens) else ""
        small = token.value.isdecimal() and len(token.value) == 1 and following not in ("ayat", "ke", "huruf")
        listing = self.link in _LISTING and self.level in ("ke", "ayat") and not self.pending
        if item and small and listing and item.law_how != "own":
            self._place(self.level, token)
        elif item is None or self.link is not None or before in ("pasal", "law"):
            self._begin(token.value, token)
        else:
            self._lose(token.start, token.end)
            item.end = max(item.end, token.end)

    def _ayat(self, token: Token, _: int) -> None:
        self._place("ayat", token)

    def _ke(self, token: Token, _: int) -> None:
        self._place("ke", token)

    def _huruf(self, token: Token, _: int) -> None:
        self._place("huruf", token)

    def _bagian(self, token: Token, _: int) -> None:
        self._place("bagian", token)

    def _place(self, level: str, token: Token) -> None:
        item = self.item
        if item is None or self.link == "semicolon" or not all(_silent(waiting) for waiting in self.pending):
            self.pending.append(token)
            return
        if self.link == "jo" or (item.law_how == "own" and self.link is not None):
            item = self._begin(item.number, token)
        self.pending = []
        if not item.places:
            item.places.append(Place("first"))
        last = item.places[-1]
        if self.link is None and getattr(last, level) is None:
            setattr(last, level, token.value)
        else:
            self._list(item, last, level, token.value)
        item.end, self.link, self.level, self.title = token.end, None, level, False

    def _list(self, item: Item, last: Place, level: str, value: str) -> None:
        """One more place at a level; "ayat (1) s/d (3)" is every place between."""
        link, values, before = self.link or "dan", [value], getattr(last, level)
        if link == "range" and before and before.isdecimal() and value.isdecimal() and 0 < int(value) - int(before) < 20:
            values = [str(n) for n in range(int(before) + 1, int(value) + 1)]
        for each in values:
            item.places.append(Place("dan" if link == "range" else link, ayat=last.ayat if _DEPTH[level] else None))
            setattr(item.places[-1], level, each)
