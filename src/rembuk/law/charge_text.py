"""From the letters of a charge to its words: articles, paragraphs, laws, links.

Reads the way offices write: "Psl. 351 ayat (1) KUHPidana", "ps 363 (1) ke 3 dan ke 4", "UULLAJ", "Pasa1 362".
A *token* is one such word with its place in the text. Punctuation that says nothing is dropped; nothing else is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rembuk.law import charge_vocabulary as known
from rembuk.law.law_names import LawMention, LawNames, load_law_names

_RAW = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


class Token(NamedTuple):
    """One word of a charge. `kind`: law, pasal, num, ayat, ke, huruf, bagian, link, head, suspect, title, word, noise.

    A law with the value "title" is followed by words of its title.
    """

    kind: str
    value: str
    start: int
    end: int
    law: LawMention | None = None


class _Raw(NamedTuple):
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a normalised text, in order."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.raws = [_Raw(found[0].lower(), *found.span()) for found in _RAW.finditer(text)]
        self.names: LawNames = load_law_names()

    def scan(self) -> list[Token]:
        out: list[Token] = []
        i = 0
        while i < len(self.raws):
            token, i = self._word(i) if self._is_word(i) else self._number(i) if self._digits(i) else self._mark(i)
            if token:
                out.append(token)
        return out

    def at(self, i: int) -> str:
        """The raw word at a place, "" beyond the end."""
        return self.raws[i].text if i < len(self.raws) else ""

    def _is_word(self, i: int) -> bool:
        return self.at(i)[:1].isalpha()

    def _digits(self, i: int, most: int = 99) -> bool:
        text = self.at(i)
        return text.isdecimal() and text.isascii() and len(text) <= most

    def _joined(self, i: int) -> bool:
        """Whether nothing stands between this raw word and the one before it."""
        return 0 < i < len(self.raws) and self.raws[i].start == self.raws[i - 1].end

    def _past(self, i: int, marks: str) -> int:
        """The next place that is not one of these punctuation marks."""
        while self.at(i) and self.at(i) in marks:
            i += 1
        return i

    def _between(self, i: int, end: int) -> str:
        return self.text[self.raws[i].start : self.raws[end - 1].end]

    def token(self, kind: str, value: str, i: int, end: int, law: LawMention | None = None) -> tuple[Token, int]:
        """A token over the raw words from i up to end, and where to go on."""
        return Token(kind, value, self.raws[i].start, self.raws[end - 1].end, law), end

    def _word(self, i: int) -> tuple[Token, int]:
        word = self.at(i)
        special = self._suspect(i) or self._law(i) or self._pasal(i) or self._level(i) or self._range(i)
        if special:
            return special
        if word == "lebih" and known.HEADS.get(self.at(i + 1)) == "subsidiary":
            return self.token("head", "subsidiary", i, i + 2)
        if word == "dan" and known.LINKS.get(self.at(self._past(i + 1, "/"))) == "atau":
            return self.token("link", "dan/atau", i, self._past(i + 1, "/") + 1)
        if word == "rp":
            return self._amount(i, self._past(i + 1, "."))
        kinds = (("title", {t: t for t in (word,) if t in known.TITLES}), ("head", known.HEADS), ("link", known.LINKS))
        for kind, words in kinds:
            if word in words:
                return self.token(kind, words[word], i, i + 1)
        return self.token("word", word, i, i + 1)

    def _pasal(self, i: int) -> tuple[Token, int] | None:
        word, following = self.at(i), self.at(i + 1)
        if word in known.PASAL or (word == "pasa" and following in ("1", "|", "!")):
            end = i + 1 if word in known.PASAL else i + 2
            while self.at(end) == "-" and self.at(end + 1) in known.PASAL:
                end += 2
            return self.token("pasal", word, i, end)
        if word != "pasa" or not re.fullmatch(r"1\d{2,3}", following):
            return None
        number = self.raws[i + 1]
        self.raws[i + 1] = _Raw(following[1:], number.start + 1, number.end)
        return Token("pasal", word, self.raws[i].start, number.start + 1), i + 1

    def _level(self, i: int) -> tuple[Token, int] | None:
        """A place inside an article: "ayat (1)", "ke-3", "angka 1", "huruf a"."""
        word, j = self.at(i), self._past(i + 1, ".(-:")
        if word in known.AYAT:
            j = self._past(j + 1, "-(") if self.at(j) == "ke" else j
            kind, value = "ayat", self._small(j)
        elif word in known.KE:
            kind, value = "ke", self._small(j) if word == "ke" or self._digits(j) else None
        elif word == "bagian":
            kind, value = "bagian", known.BAGIAN.get(self.at(j))
        elif word in known.HURUF:
            kind, value = "huruf", self.at(j) if len(self.at(j)) == 1 and self._is_word(j) else None
        else:
            return None
        if value is None:
            return None
        end = j + 2 if kind == "ke" and self.at(j + 1) == "e" and self._joined(j + 1) else j + 1
        return self.token(kind, value, i, end + (self.at(end) == ")"))

    def _small(self, i: int) -> str | None:
        """A paragraph number: digits, a number word, or a Roman figure."""
        if self._digits(i, 2):
            return str(int(self.at(i)))
        return known.NUMBER_WORDS.get(self.at(i)) or known.ROMANS.get(self.at(i))

    def _range(self, i: int) -> tuple[Token, int] | None:
        if self.at(i) == "sampai" and self.at(i + 1) == "dengan":
            return self.token("link", "range", i, i + 2)
        j = self._past(i + 1, "./")
        if self.at(i) == "s" and j > i + 1 and self.at(j) == "d":
            return self.token("link", "range", i, j + 1)
        return None

    def _suspect(self, i: int) -> tuple[Token, int] | None:
        """A name before its charges: "Tsk II:", "Terdakwa I AB :", "Tsk I Pasal ..."."""
        after_word = i > 0 and self._is_word(i - 1) and self.at(i - 1) not in known.BEFORE_SUSPECT
        if self.at(i) not in known.SUSPECTS or after_word:
            return None
        for j in range(i + 1, min(i + 9, len(self.raws))):
            if self.at(j) == ":":
                return self.token("suspect", self._between(i, j), i, j + 1)
            ordinal = self.at(i + 1) in known.ROMANS or self._digits(i + 1) or self.at(i + 2) in known.ROMANS
            if self.at(j) in known.PASAL and ordinal:
                return self.token("suspect", self._between(i, j).rstrip(" ,-"), i, j)
            if self.at(j) in ",;" or self.at(j) in known.LAW_WORDS:
                return None
        return None

    def _law(self, i: int) -> tuple[Token, int] | None:
        word = self.at(i)
        numbered = self._numbered(i) if word in known.LAW_WORDS or word in ("no", "nomor", "nomer") else None
        if numbered:
            return self.token("law", "", i, numbered[1], numbered[0])
        for words, family in self.names.phrases.get(word, ()):
            end = self._phrase(i, words)
            if end:
                value = "title" if family == "Perda" else ""
                return self.token("law", value, i, end, LawMention(family, self._between(i, end)))
        if word not in known.LAW_WORDS:
            return None
        again = self._past(i + 1, "-")
        end = again + 1 if word == "undang" and self.at(again) == "undang" else i + 1
        return self.token("law", "title", i, end, LawMention(None, self._between(i, end)))

    def _phrase(self, i: int, words: tuple[str, ...]) -> int | None:
        for n, word in enumerate(words):
            i = self._past(i, ".-(") if n else i
            if self.at(i) != word:
                return None
            i += 1
        return i

    def _before_number(self, i: int) -> bool:
        word = self.at(i)
        return word in known.LAW_WORDS or word in known.BEFORE_NUMBER or word in (".", "-", ":")

    def _numbered(self, i: int) -> tuple[LawMention, int] | None:
        """A law by number and year from here on: "UU RI No. 35 Tahun 2009", "UU 35/2009", "No. 12/DRT/1951"."""
        j = i
        while j < i + 12 and self._before_number(j):
            j += 1
        if not self._digits(j, 3):
            return None
        k = j + 1
        while self.at(k) in known.BEFORE_YEAR:
            k += 1
        year = self.at(k)
        full = re.fullmatch(r"(?:19|20)\d\d", year)
        short = k > j + 1 and self._digits(k) and len(year) == 2
        return (self.names.by_number(int(self.at(j)), year), k + 1) if full or short else None

    def _number(self, i: int) -> tuple[Token, int]:
        dated = self.at(i + 1) in ("/", "tahun", "thn", "th") and re.fullmatch(r"(?:19|20)\d\d", self.at(i + 2))
        numbered = self._numbered(i) if dated else None
        if numbered:
            return self.token("law", "", i, numbered[1], numbered[0])
        marks = ("/", ".", "-")
        if self.at(i + 1) in marks and self.at(i + 3) in marks and self._digits(i + 2, 2) and self._digits(i + 4, 4):
            return self.token("noise", "", i, i + 5)
        unit = self._aside(i + 1) or i + 1
        if self.at(unit) in known.UNITS or self.at(unit) == "%":
            return self.token("noise", "", i, unit + 1)
        grouped = self.at(i + 1) in (".", ",") and len(self.at(i + 2)) == 3 and self._digits(i + 2) and self._joined(i + 2)
        return self._amount(i, i) if grouped and self._digits(i, 2) else self._article(i)

    def _amount(self, i: int, j: int) -> tuple[Token, int]:
        while self._digits(j) or (self.at(j) in (".", ",") and self._digits(j + 1)):
            j += 1
        return self.token("noise", "", i, max(j, i + 1))

    def _article(self, i: int) -> tuple[Token, int]:
        number, suffix = self.at(i), self.at(i + 1)
        letter = len(suffix) == 1 and self._is_word(i + 1) and suffix.isascii() and self._joined(i + 1)
        if suffix in ("bis", "ter") or letter:
            return self.token("num", number + suffix, i, i + 2)
        return self.token("num", number, i, i + 1)

    def _aside(self, i: int) -> int | None:
        """The place after words in brackets that name no number, place or law ("(lima)", "(pencurian)"), else None."""
        if self.at(i) != "(":
            return None
        for j in range(i + 1, min(i + 16, len(self.raws))):
            if self.at(j) == ")":
                return j + 1 if j > i + 2 or len(self.at(i + 1)) > 1 else None
            law = self.at(j) in self.names.phrases or self.at(j) in known.LAW_WORDS
            if law or self.at(j) in known.PASAL or self.at(j) in known.LINKS or not self._is_word(j):
                return None
        return None

    def _mark(self, i: int) -> tuple[Token | None, int]:
        mark, inside = self.at(i), self.at(i + 1)
        if mark == "(" and self.at(i + 2) == ")":
            if self._digits(i + 1, 2):
                return self.token("ayat", str(int(inside)), i, i + 3)
            if len(inside) == 1 and inside.isascii() and inside.isalpha():
                return self.token("huruf", inside, i, i + 3)
        if mark in known.LINKS:
            return self.token("link", known.LINKS[mark], i, i + 1)
        aside = self._aside(i)
        if aside:
            return self.token("noise", "", i, aside)
        return self.token("word", mark, i, i + 1) if mark.isalnum() else (None, i + 1)
