"""The condition language: what a lawyer writes in a law file, read safely into a `condition` tree.

    first_offence                                  a yes/no fact
    charges.max_prison <= years(5)                 a number against a number with its unit
    max(loss, evidence_value) <= rupiah(2_500_000) the larger (or `min`, the smaller) of several
    community_response == positive                 one of an enum's values; also  !=  in {a, b}  not in {a, b}
    charges.groups overlaps {narcotics}            a set has one of these; `within {..}`: has no others
    agreement_signed_on <= tahap_ii_on + days(14)  dates, moved by days(..), months(..) or years(..)
    5-1-b or 5-1-c                                 other rows of the same file
    not x,  x and y,  any(x, y),  all(x, y),  none(x, y),  ( .. )

Every name is checked against the declared facts and rows, every number against the unit of its fact, when the file is loaded.
Comparisons with `max` and `min` are split, so that one part known to be too large already decides though the other is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from rembuk.law.condition import (
    Compare,
    Const,
    DateOperand,
    FactOperand,
    Holds,
    Member,
    Node,
    NumberOperand,
    Operand,
    Overlaps,
    Ref,
    Within,
    all_of,
    any_of,
    negation,
)
from rembuk.law.facts import NUMBER_TYPES, Fact

_TOKEN = re.compile(r"\s*(?:(<=|>=|==|!=|[<>(){},+])|([A-Za-z0-9_][A-Za-z0-9_.]*(?:-[A-Za-z0-9_.]+)*)|(-(?=\s)))")
T = TypeVar("T")
_NUMBER = re.compile(r"[0-9][0-9_]*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_KEYWORDS = frozenset(
    {"and", "or", "not", "in", "overlaps", "within", "any", "all", "none", "max", "min", "true", "false"}
)
_UNITS = frozenset({"years", "months", "days", "rupiah", "date"})
_MIRROR = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "==": "==", "!=": "!="}
#: Which literal a number fact may be compared with, and its factor to the fact's own unit.
_FACTOR = {
    ("months", "years"): 12, ("months", "months"): 1, ("days", "days"): 1, ("age", "years"): 1,
    ("rupiah", "rupiah"): 1, ("integer", ""): 1,
}  # fmt: skip


class ExpressionError(Exception):
    """A condition that cannot be read: what is wrong and how to mend it; the caller knows file and line."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what}; {mend}")


class _Literal(NamedTuple):
    unit: str
    value: int | date


class _Choice(NamedTuple):
    """max(..) or min(..) of operands."""

    largest: bool
    of: tuple[_Literal | FactOperand, ...]


_Side = _Literal | FactOperand | _Choice


def parse(text: str, facts: Mapping[str, Fact], rows: Collection[str] = ()) -> Node:
    """Read one condition; `rows` are the ids of other rows it may name. Raises ExpressionError."""
    return _Parser(text, facts, rows).whole()


class _Parser:
    def __init__(self, text: str, facts: Mapping[str, Fact], rows: Collection[str]) -> None:
        self.text, self.facts, self.rows = text, facts, rows
        self.tokens = _tokens(text)
        self.at = 0

    def whole(self) -> Node:
        node = self.disjunction()
        if self.at < len(self.tokens):
            raise ExpressionError(
                f"ada '{self.peek()}' setelah syarat selesai dalam «{self.text}»", "sambung dengan and/or, atau hapus"
            )
        return node

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            found = f"'{token}'" if token else "akhir syarat"
            raise ExpressionError(
                f"{found} ditemukan dalam «{self.text}»", f"tulis '{wanted}'" if wanted else "lengkapi syaratnya"
            )
        self.at += 1
        return token

    def disjunction(self) -> Node:
        parts = [self.conjunction()]
        while self.peek() == "or":
            self.take()
            parts.append(self.conjunction())
        return any_of(*parts)

    def conjunction(self) -> Node:
        parts = [self.negated()]
        while self.peek() == "and":
            self.take()
            parts.append(self.negated())
        return all_of(*parts)

    def negated(self) -> Node:
        if self.peek() == "not":
            self.take()
            return negation(self.negated())
        return self.primary()

    def primary(self) -> Node:
        token = self.peek()
        if token == "(":
            self.take()
            node = self.disjunction()
            self.take(")")
            return node
        if token in {"any", "all", "none"}:
            self.take()
            parts = self.listed(self.disjunction, "(", ")")
            return all_of(*parts) if token == "all" else any_of(*parts) if token == "any" else negation(any_of(*parts))
        if token in {"true", "false"}:
            self.take()
            return Const(token == "true")
        if token in self.rows and token not in self.facts:
            return Ref(self.take())
        return self.test()

    def test(self) -> Node:
        left = self.side()
        token = self.peek()
        if token in {"in", "not", "overlaps", "within"}:
            return self.membership(left)
        if token in _MIRROR:
            self.take()
            return self.comparison(left, token)
        if isinstance(left, FactOperand) and self.fact(left).type == "bool":
            return Holds(left.fact)
        raise ExpressionError(
            f"nilai tanpa perbandingan dalam «{self.text}»", "bandingkan dengan <=, <, ==, in, atau overlaps"
        )

    def comparison(self, left: _Side, op: str) -> Node:
        fact = self.fact(left) if isinstance(left, FactOperand) else None
        if fact is not None and fact.type in {"enum", "set", "bool", "text"}:
            if fact.type != "enum" or op not in {"==", "!="}:
                raise ExpressionError(
                    f"'{fact.name}' ({fact.type}) tidak dapat diuji dengan {op}",
                    "enum: == atau in; set: overlaps atau within; bool: tulis namanya saja",
                )
            member = Member(fact.name, frozenset({self.value_of(fact)}))
            return member if op == "==" else negation(member)
        return self.compare(left, op, self.side())

    def membership(self, left: _Side) -> Node:
        if not isinstance(left, FactOperand):
            raise ExpressionError(
                f"keanggotaan diuji pada bukan fakta dalam «{self.text}»", "tulis nama fakta di kirinya"
            )
        fact, word = self.fact(left), self.take()
        refused = word == "not"
        if refused:
            self.take("in")
            word = "in"
        wanted = "enum" if word == "in" else "set"
        if fact.type != wanted:
            raise ExpressionError(
                f"'{fact.name}' bertipe {fact.type}, tidak dapat diuji dengan {word}",
                "enum: in; set: overlaps atau within",
            )
        values = frozenset(self.listed(lambda: self.value_of(fact), "{", "}"))
        node: Node = (
            Member(fact.name, values)
            if word == "in"
            else (Overlaps if word == "overlaps" else Within)(fact.name, values)
        )
        return negation(node) if refused else node

    def value_of(self, fact: Fact) -> str:
        value = self.take()
        if value not in fact.values:
            raise ExpressionError(f"'{value}' bukan nilai '{fact.name}'", f"pilihannya: {', '.join(fact.values)}")
        return value

    def listed(self, one: Callable[[], T], opening: str, closing: str) -> list[T]:
        self.take(opening)
        out = [one()]
        while self.peek() == ",":
            self.take()
            out.append(one())
        self.take(closing)
        return out

    def side(self) -> _Side:
        if self.peek() in {"max", "min"}:
            largest = self.take() == "max"
            return _Choice(largest, tuple(self.listed(self.operand, "(", ")")))
        return self.operand()

    def operand(self) -> _Literal | FactOperand:
        word = self.take()
        if word in _UNITS:
            return self.moved(self.literal(word))
        if _NUMBER.match(word):
            return _Literal("", int(word.replace("_", "")))
        if word not in self.facts:
            raise ExpressionError(f"'{word}' bukan fakta atau baris yang dikenal", self.suggestion(word))
        return self.moved(FactOperand(word))

    def literal(self, unit: str) -> _Literal:
        self.take("(")
        word = self.take()
        self.take(")")
        if unit == "date":
            try:
                return _Literal(unit, date.fromisoformat(word if _DAY.match(word) else "?"))
            except ValueError:
                raise ExpressionError(f"'{word}' bukan tanggal", "tulis date(TTTT-BB-HH)") from None
        if not _NUMBER.match(word):
            raise ExpressionError(f"'{word}' bukan bilangan", f"tulis {unit}(bilangan bulat)")
        return _Literal(unit, int(word.replace("_", "")))

    def moved(self, side: _Literal | FactOperand) -> _Literal | FactOperand:
        """`+ days(3)` or `- months(1)` after a date fact, any number of times."""
        while self.peek() in {"+", "-"}:
            sign = 1 if self.take() == "+" else -1
            step = self.literal(self.take())
            if (
                not isinstance(side, FactOperand)
                or self.fact(side).type != "date"
                or step.unit not in {"days", "months", "years"}
            ):
                raise ExpressionError(
                    f"hanya tanggal yang dapat digeser, dalam «{self.text}»",
                    "tulis fakta_tanggal + days(..), months(..) atau years(..)",
                )
            size = sign * int(step.value) * (12 if step.unit == "years" else 1)  # type: ignore[arg-type]
            days = step.unit == "days"
            side = FactOperand(side.fact, side.months + (0 if days else size), side.days + (size if days else 0))
        return side

    def compare(self, left: _Side, op: str, right: _Side) -> Node:
        if isinstance(left, _Choice):
            return self.split(left, op, right)
        if isinstance(right, _Choice):
            return self.split(right, _MIRROR[op], left)
        if op in {"==", "!="}:
            same = all_of(self.compare(left, "<=", right), self.compare(left, ">=", right))
            return same if op == "==" else negation(same)
        if op in {">=", ">"}:
            left, right, op = right, left, _MIRROR[op]
        a, b = self.typed(left, right), self.typed(right, left)
        return Compare(a, b, strict=op == "<")

    def split(self, choice: _Choice, op: str, other: _Side) -> Node:
        if op in {"==", "!="}:
            raise ExpressionError(f"max/min diuji dengan {op} dalam «{self.text}»", "pakai <=, <, >= atau >")
        parts = [self.compare(side, op, other) for side in choice.of]
        return all_of(*parts) if choice.largest == (op in {"<=", "<"}) else any_of(*parts)

    def typed(self, side: _Literal | FactOperand, other: _Literal | FactOperand) -> Operand:
        if isinstance(side, FactOperand):
            kind = self.fact(side).type
            if kind != "date" and kind not in NUMBER_TYPES:
                raise ExpressionError(
                    f"'{side.fact}' bertipe {kind}, tidak dapat diukur", "bandingkan bilangan atau tanggal"
                )
            if isinstance(other, FactOperand) and self.fact(other).type != kind:
                raise ExpressionError(
                    f"'{side.fact}' ({kind}) dibandingkan dengan '{other.fact}' ({self.fact(other).type})",
                    "samakan tipenya",
                )
            return side
        if not isinstance(other, FactOperand):
            raise ExpressionError(f"dua angka dibandingkan dalam «{self.text}»", "salah satunya harus fakta")
        kind = self.fact(other).type
        if isinstance(side.value, date):
            if kind == "date":
                return DateOperand(side.value)
        elif (kind, side.unit) in _FACTOR:
            return NumberOperand(side.value * _FACTOR[kind, side.unit])
        wanted = (
            " atau ".join(f"{unit}(..)" if unit else "bilangan tanpa satuan" for k, unit in _FACTOR if k == kind)
            or "date(..)"
        )
        raise ExpressionError(
            f"'{other.fact}' ({kind}) dibandingkan dengan {side.unit or 'bilangan tanpa satuan'}", f"tulis {wanted}"
        )

    def fact(self, side: FactOperand) -> Fact:
        return self.facts[side.fact]

    def suggestion(self, word: str) -> str:
        import difflib

        close = difflib.get_close_matches(word, [*self.facts, *self.rows], n=3, cutoff=0.6)
        return f"mungkin maksudnya {' / '.join(close)}" if close else "nyatakan dahulu di facts.yaml"


def _tokens(text: str) -> list[str]:
    out, at = [], 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            raise ExpressionError(f"tanda '{text[at:].strip()[0]}' tidak dikenal dalam «{text}»", "hapus atau ganti")
        out.append(match.group(1) or match.group(2) or match.group(3))
        at = match.end()
    if not out:
        raise ExpressionError("syarat kosong", "tulis syaratnya, atau hapus barisnya")
    return out
