"""Texts as short codes: a word of the wordbook becomes one character, and a single space between words is not written at all.

    words      the 66 most frequent: one ASCII character each (`ONE`); the next 1,920: U+0080 to U+07FF (two bytes in UTF-8)
    ^          the next word begins with a capital; ^^ all of it is in capitals
    ~abc~      the letters between stand for themselves (after ^ with capitals); a word to all that follows
    0-9        a number; a word to all that follows
    . , ; : ? ! )   stand at the end of what is before them
    (          stands before what follows
    - /        stand between what is before and after them
    _          no space here
    space, line feed   stand for themselves, and no other space is added
    =          at the very beginning: what follows is the text as it is

Reading gives back exactly the text that was written. `|` never occurs in a code (but after `=`), so it may stand between codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

ONE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%&'*+<>@[]{}"
"""The characters of the most frequent words, in the order of the wordbook."""

TWO_FIRST, TWO_LAST = 0x80, 0x7FF
MOST_WORDS = len(ONE) + TWO_LAST - TWO_FIRST + 1
_CLOSING, _JOINING = ".,;:?!)", "-/"
_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+|.", re.DOTALL)


class Words:
    """The code of one list of words (small ASCII letters, the most frequent first)."""

    def __init__(self, words: Sequence[str]) -> None:
        codes = [*ONE, *map(chr, range(TWO_FIRST, TWO_LAST + 1))]
        self._code: Mapping[str, str] = dict(zip(words, codes, strict=False))
        self._word: Mapping[str, str] = dict(zip(codes, words, strict=False))

    def write(self, text: str) -> str:
        """The code of a text."""
        code = "".join(self._pieces(text))
        return code if "|" not in code and self._read(code) == text else "=" + text

    def read(self, code: str) -> str:
        """The text of a code. Raises ValueError for one that nothing was written as."""
        return code[1:] if code.startswith("=") else self._read(code)

    def _pieces(self, text: str) -> list[str]:
        """The code token by token; where a token is no plain word, the reading shows whether the whole comes out right."""
        out: list[str] = []
        wants_space = False
        tokens = _TOKEN.findall(text)
        for place, token in enumerate(tokens):
            if token == " ":
                follows_plainly = wants_space and place + 1 < len(tokens) and _is_wordlike(tokens[place + 1])
                out.append("" if follows_plainly else " ")
                wants_space = False
                continue
            if wants_space and _is_wordlike(token):
                out.append("_")
            out.append(self._token(token))
            wants_space = token not in (*_JOINING, "(", "\n")
        return out

    def _token(self, token: str) -> str:
        if token[0].isascii() and token.isalpha():
            return self._spelled(token)
        return token if token.isascii() and (token.isdigit() or token in "(\n" or token in _CLOSING + _JOINING) else f"~{token}~"

    def _spelled(self, word: str) -> str:
        small = word.lower()
        code = self._code.get(small, f"~{small}~")
        for sign, form in (("", small), ("^", small.capitalize()), ("^^", word.upper())):
            if word == form:
                return sign + code
        return f"~{word}~"

    def _read(self, code: str) -> str:
        out: list[str] = []
        wants_space = False
        place = 0
        while place < len(code):
            place, piece, is_word, wants_after = self._next(code, place)
            out.append(f" {piece}" if is_word and wants_space else piece)
            wants_space = wants_after
        return "".join(out)

    def _next(self, code: str, place: int) -> tuple[int, str, bool, bool]:
        """After the token here: the place, the text, whether a space may come before it, whether one may come after it."""
        sign = code[place]
        if "0" <= sign <= "9":
            end = place + 1
            while end < len(code) and "0" <= code[end] <= "9":
                end += 1
            return end, code[place:end], True, True
        if sign in _CLOSING:
            return place + 1, sign, False, True
        if sign in "_- /\n(":
            return place + 1, "" if sign == "_" else sign, sign == "(", False
        return self._next_word(code, place)

    def _next_word(self, code: str, place: int) -> tuple[int, str, bool, bool]:
        capitals = 2 if code.startswith("^^", place) else 1 if code.startswith("^", place) else 0
        at = place + capitals
        if code.startswith("~", at):
            end = code.index("~", at + 1)
            word: str | None = code[at + 1 : end]
        else:
            end = at
            word = self._word.get(code[at : at + 1])
        if word is None:
            raise ValueError(f"kode kata tidak dikenal pada tempat {place}")
        return end + 1, (word, word.capitalize(), word.upper())[capitals], True, True


def _is_wordlike(token: str) -> bool:
    """Whether reading would put a space before it."""
    return token == "(" or token not in _CLOSING + _JOINING + " \n"
