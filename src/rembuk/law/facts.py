"""The facts the law asks about.

A *fact* has a name, a type, a question in plain words, who may state it or by whose decision it is true, what proves it
and how confidential it is. A fact is *asked* (a person states it), *computed* (arithmetic over other facts: an age, the
longest sentence over the charges) or *defined* (a provision of an instrument says when it is true).
A missing fact is None everywhere and means unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rembuk.law.source import Row, two_languages
from rembuk.reference.bound import Bound

#: Types a fact may have. Numbers are whole units of the type's name; `age` is completed years, `months` may be halves.
NUMBER_TYPES = frozenset({"integer", "rupiah", "months", "days", "age"})
TYPES = NUMBER_TYPES | {"bool", "enum", "set", "date", "text"}

#: A date fact that is known not to have happened (yet); later than every date a rule can name.
NEVER = date.max

Value = bool | int | float | str | date | frozenset[str] | Bound | None


class Fact(NamedTuple):
    """One declared fact; `values` only for enum and set; `inputs` are the facts a computed fact is made from."""

    name: str
    type: str
    question: str
    question_en: str
    values: tuple[str, ...] = ()
    labels: Mapping[str, str] | None = None
    help: str = ""
    stated_by: str = ""
    decided_by: str = ""
    proof: str = ""
    confidential: str = "biasa"
    inputs: tuple[str, ...] = ()
    defined_in: str = ""
    may_be_never: bool = False

    @property
    def asked(self) -> bool:
        """Whether a person may be asked for it directly."""
        return not self.inputs and not self.defined_in


def facts_of(rows: Iterable[tuple[str, Row]]) -> dict[str, Fact]:
    """Build the declared facts, checking each row; raises LawError naming file and line."""
    facts = {name: _fact(name, row) for name, row in rows}
    for name, row in rows:
        for wanted in facts[name].inputs:
            if wanted not in facts:
                raise row.error(f"fakta '{name}' dihitung dari '{wanted}' yang tidak ada", _nearest(wanted, facts))
    return facts


def facts_of_kept(kept: Iterable[Sequence[Any]]) -> dict[str, Fact]:
    """Facts that were checked before, from the columns they were kept as."""
    facts = (Fact._make(tuple(item) if isinstance(item, list) else item for item in columns) for columns in kept)
    return {fact.name: fact for fact in facts}


def _fact(name: str, row: Row) -> Fact:
    kind = row.get("type")
    if kind not in TYPES:
        raise row.error(f"fakta '{name}' bertipe '{kind}'", f"pakai salah satu dari {', '.join(sorted(TYPES))}")
    values = row.get("values") or ()
    labels = dict(values) if isinstance(values, Mapping) else None
    if (kind in {"enum", "set"}) != bool(values):
        raise row.error(
            f"fakta '{name}' bertipe {kind}", "nilai (`values`) wajib untuk enum dan set, dan hanya untuk itu"
        )
    question, question_en = two_languages(row, "question")
    unknown = set(row) - {
        "type", "values", "question", "help", "stated_by", "decided_by", "proof", "confidential", "computed_from", "defined_in", "may_be_never",
    }  # fmt: skip
    if unknown:
        raise row.error(
            f"fakta '{name}' punya kolom asing: {', '.join(sorted(unknown))}", "hapus atau perbaiki ejaannya"
        )
    return Fact(
        name=name, type=kind, question=question, question_en=question_en, values=tuple(str(v) for v in values),
        labels=labels, help=row.get("help") or "", stated_by=row.get("stated_by") or "", decided_by=row.get("decided_by") or "",
        proof=row.get("proof") or "", confidential=row.get("confidential") or "biasa", inputs=tuple(row.get("computed_from") or ()),
        defined_in=row.get("defined_in") or "", may_be_never=bool(row.get("may_be_never")),
    )  # fmt: skip


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"mungkin maksudnya {' / '.join(close)}" if close else "periksa nama fakta di facts.yaml"


class InputProblem(Exception):
    """Something a person gave cannot be used: what, where, and what to do, as one sentence."""


class FactProblem(InputProblem):
    """A stated value that does not fit its fact: which fact, what was stated, what to state instead."""


def read_value(fact: Fact, value: Any) -> Value:
    """Turn a JSON value into the fact's own type; None stays unknown.

    Numbers may be given as limits: {"at_least": n, "at_most": n}. Dates are ISO text, or "belum" when the event is known
    not to have happened. Raises FactProblem with a sentence for the person who stated it.
    """
    if value is None:
        return None
    if fact.type == "bool":
        if isinstance(value, bool):
            return value
        raise FactProblem(f"'{fact.name}' berisi {value!r}; tulis true atau false, atau null bila belum diketahui")
    if fact.type in NUMBER_TYPES:
        return _read_number(fact, value)
    if fact.type == "date":
        return _read_date(fact, value)
    if fact.type == "enum":
        if value in fact.values:
            return str(value)
        raise FactProblem(f"'{fact.name}' berisi {value!r}; pilihannya: {', '.join(fact.values)}")
    if fact.type == "set":
        return _read_set(fact, value)
    return str(value)


def _read_number(fact: Fact, value: Any) -> Value:
    if isinstance(value, Bound):
        return value
    if isinstance(value, Mapping) and value and set(value) <= {"at_least", "at_most"}:
        low, high = (_read_number(fact, value[side]) if side in value else None for side in ("at_least", "at_most"))
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            raise FactProblem(f"'{fact.name}' berisi batas terbalik; at_least tidak boleh melebihi at_most")
        return Bound(low, high)  # type: ignore[arg-type]
    whole = isinstance(value, int) and not isinstance(value, bool)
    halves = fact.type == "months" and isinstance(value, float) and (value * 2).is_integer()
    if (whole or halves) and 0 <= value < 2**53:
        return value  # type: ignore[no-any-return]
    raise FactProblem(f"'{fact.name}' berisi {value!r}; tulis bilangan bulat nol atau lebih ({fact.type})")


def _read_date(fact: Fact, value: Any) -> Value:
    if isinstance(value, date):
        return value
    if value in ("belum", "never") and fact.may_be_never:
        return NEVER
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        more = ', atau "belum" bila belum terjadi' if fact.may_be_never else ""
        raise FactProblem(
            f"'{fact.name}' berisi {value!r}; tulis tanggal TTTT-BB-HH yang ada di kalender{more}"
        ) from None


def _read_set(fact: Fact, value: Any) -> Value:
    items = [value] if isinstance(value, str) else value
    if isinstance(items, list | tuple | set | frozenset) and all(item in fact.values for item in items):
        return frozenset(items)
    raise FactProblem(f"'{fact.name}' berisi {value!r}; tulis daftar dari: {', '.join(fact.values)}")


def read_facts(stated: Mapping[str, Any], facts: Mapping[str, Fact]) -> dict[str, Value]:
    """Read every stated fact; raises FactProblem for a name that is not declared or a value that does not fit."""
    out: dict[str, Value] = {}
    for name, value in stated.items():
        if name not in facts:
            raise FactProblem(f"fakta '{name}' tidak dikenal; {_nearest(name, facts)}")
        out[name] = read_value(facts[name], value)
    return out


def write_value(value: Value) -> Any:
    """The JSON form of a value, the inverse of `read_value`."""
    if isinstance(value, Bound):
        sides = {"at_least": value.low, "at_most": value.high}
        return {side: n for side, n in sides.items() if n is not None}
    if isinstance(value, date):
        return "belum" if value == NEVER else value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return value
