"""Which columns a docket has: headings recognised as the fields of `docket_columns.yaml`.

A *field* is what a column says (the suspect, the loss, the day of tahap II); its *kind* says how its cells are read, its
*fact* which fact of the law it fills.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rembuk.reference.written_text import normalise
from rembuk.registers.table import Sentence

KINDS = frozenset({
    "text", "number", "suspect", "charges", "date", "rupiah", "age", "days", "answer", "recidivist", "enum", "stage",
})  # fmt: skip
#: Kinds whose cells are kept as text.
TEXT_KINDS = frozenset({"text", "number", "suspect", "charges"})


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a docket may say. `words` gives for a cell's words (lower case) the value they mean; `opposite`: the fact is
    true when the cell says no; `may_be_never`: "belum" in a cell means that the event has not happened."""

    name: str
    kind: str
    fact: str = ""
    opposite: bool = False
    may_be_never: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownColumns:
    """The fields with their spellings, and what an office's name, a date and a suspect's cell tell about a row."""

    fields: Mapping[str, Field]
    spellings: Mapping[str, str]
    offices: Mapping[str, str]
    row_day: Mapping[str, tuple[str, ...]]
    not_yet: frozenset[str]
    suspects: Mapping[str, Any]
    mentions_rj: str

    def field_of(self, heading: str) -> Field | None:
        """The field a heading names, None when it is not known. "Tersangka/Terdakwa" is known when both halves are the same."""
        for key in (heading_key(heading), heading_key(re.sub(r"[(\[].*?[)\]]", " ", heading))):
            if key in self.spellings:
                return self.fields[self.spellings[key]]
        halves = {self.spellings.get(heading_key(half)) for half in heading.split("/")}
        name = halves.pop() if len(halves) == 1 else None
        return self.fields[name] if name else None


@dataclass(frozen=True)
class ColumnMapping:
    """What a mapping file adds: `columns` heading key -> field ("" to leave the column out), `written` the heading as the file
    writes it, `defaults` field -> text for every row, `words` field -> cell words -> value."""

    columns: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Recognised:
    """What the headings mean: `fields` field -> heading; `unknown` headings; `problems` of headings that cannot be used."""

    fields: Mapping[str, str]
    unknown: tuple[str, ...]
    problems: tuple[Sentence, ...]


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: Mapping[str, Any] = yaml.load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"), Loader=loader)
    return data


@cache
def load_known_columns() -> KnownColumns:
    """The fields of `docket_columns.yaml`. Raises ValueError for a mistake in our own file."""
    data = _data()
    spellings: dict[str, str] = {}
    for name, row in data["fields"].items():
        for spelling in (name, *row["headers"]):
            if (other := spellings.setdefault(heading_key(spelling), name)) != name:
                raise ValueError(f"docket_columns.yaml: '{spelling}' dipakai {other} dan {name}")
    return KnownColumns(
        fields={name: _field(name, row) for name, row in data["fields"].items()},
        spellings=spellings,
        offices={cell_key(word): stage for stage, words in data["offices"].items() for word in words},
        row_day={stage: tuple(names) for stage, names in data["row_day"].items()},
        not_yet=frozenset(map(cell_key, data["not_yet"])),
        suspects=data["suspects"],
        mentions_rj=data["mentions_rj"],
    )


def _field(name: str, row: Mapping[str, Any]) -> Field:
    if row["kind"] not in KINDS:
        raise ValueError(f"docket_columns.yaml: kind '{row['kind']}' pada {name} tidak dikenal")
    values = row.get("values") or {}
    words = {cell_key(word): value for value, spelled in values.items() for word in (value, *spelled)}
    fact = row.get("fact", "")
    return Field(name, row["kind"], fact.removeprefix("not "), fact.startswith("not "), "never" in row, words, tuple(values))


@lru_cache(maxsize=4096)
def heading_key(heading: str) -> str:
    """A heading as it is compared: lower case, only letters and figures, short words written out."""
    words = re.findall(r"[^\W_]+", normalise(heading).lower()) or [normalise(heading)]
    return " ".join(_data()["words"].get(word, word) for word in words)


def cell_key(text: str) -> str:
    """A cell's words as they are compared: lower case, one space, no mark at the end."""
    return normalise(text).lower().strip(" .,!-")


def field_named(known: KnownColumns, heading: str, mapping: ColumnMapping | None) -> Field | None:
    """The field of a heading, the mapping file first."""
    if mapping and (name := mapping.columns.get(heading_key(heading))) is not None:
        return known.fields.get(name)
    return known.field_of(heading)


def recognise(headers: Sequence[str], mapping: ColumnMapping | None = None) -> Recognised:
    """Recognise the headings of a docket; a heading in the mapping file is what that file says.

    Two headings for one field or fact are a problem naming both, and neither is used, unless the mapping file names one.
    """
    known = load_known_columns()
    chosen = mapping.columns if mapping else {}
    found: dict[str, list[tuple[str, Field]]] = {}
    unknown = []
    for heading in headers:
        if named := field_named(known, heading, mapping):
            found.setdefault(named.fact or named.name, []).append((heading, named))
        elif heading_key(heading) not in chosen:
            unknown.append(heading)
    fields, problems = {}, []
    for claims in found.values():
        claims = [claim for claim in claims if heading_key(claim[0]) in chosen] or claims
        if len(claims) == 1:
            fields[claims[0][1].name] = claims[0][0]
        else:
            problems.append(_twice([heading for heading, _ in claims]))
    return Recognised(fields, tuple(unknown), (*problems, *_absent(headers, mapping)))


def _twice(headings: Sequence[str]) -> Sentence:
    named = [f"'{heading}'" for heading in headings]
    return Sentence(
        f"Kolom {' dan '.join(named)} menyatakan hal yang sama, jadi tidak satu pun dipakai; sebut satu di berkas peta (columns)",
        f"Columns {' and '.join(named)} say the same thing, so neither is used; name one in a mapping file (columns)",
    )


def _absent(headers: Sequence[str], mapping: ColumnMapping | None) -> list[Sentence]:
    keys = {heading_key(heading) for heading in headers}
    missing = [heading for key, heading in (mapping.written if mapping else {}).items() if key not in keys]
    if not missing:
        return []
    named, there = ", ".join(f"'{heading}'" for heading in missing), ", ".join(f"'{heading}'" for heading in headers)
    return [
        Sentence(
            f"Berkas peta menyebut kolom {named} yang tidak ada; judul kolom di docket: {there}; samakan ejaannya",
            f"The mapping file names columns that are not there: {named}; the docket has {there}; spell them alike",
        )
    ]
