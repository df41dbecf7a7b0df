"""The declaration of every kind of act, read from `acts.yaml` and checked when the program starts.

Nouns. A *kind* is what can happen. A *field* is one blank of a kind's form. A *thing* is what acts add to a case and later
acts change (a party, an agreement, a term). A *milestone* is an event the law's steps and clocks speak of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FILE = Path(__file__).parent / "acts.yaml"
FIELD_TYPES = frozenset({
    "text", "lines", "texts", "choice", "choices", "yesno", "date", "moment", "rupiah", "integer", "ref", "refs", "user", "office",
    "fact", "value", "charges", "rows", "media", "digest", "phone", "nik", "number", "region",
})  # fmt: skip
_KIND_KEYS = frozenset({
    "label", "group", "by", "stages", "fields", "opens", "adds", "changes", "changes_by", "sets", "case", "states", "reaches",
    "requires", "consent", "sentence", "otherwise", "track", "shape", "called",
})  # fmt: skip


class DeclarationError(Exception):
    """A mistake in `acts.yaml` itself: which entry, what is wrong. Raised when the program starts."""


class Words(NamedTuple):
    """A text in both languages."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """The English text for "en", the Indonesian for anything else."""
        return self.en if language == "en" else self.id


class Field(NamedTuple):
    """One blank. `of` names a vocabulary or a kind of thing; `columns` are the fields of each row of a `rows` field."""

    name: str
    type: str
    label: Words
    help: Words
    of: str
    required: bool
    shielded: bool
    columns: tuple[Field, ...]
    adds: str
    where: Mapping[str, Any]
    least: int | None
    most: int | None


class Rule(NamedTuple):
    """A rule an act must keep; a *soft* one may be passed with a written ground, which stays visible."""

    name: str
    soft: bool


class Kind(NamedTuple):
    """One kind of act, as declared in `acts.yaml`, whose head says what each part does; `shape` grows when fields change meaning."""

    name: str
    label: Words
    group: str
    by: frozenset[str]
    stages: tuple[str, ...]
    fields: tuple[Field, ...]
    opens: str
    adds: str
    changes: str
    changes_by: str
    sets: Mapping[str, Any]
    case: Mapping[str, Any]
    track: Mapping[str, str]
    states: Mapping[str, str]
    reaches: Mapping[str, Mapping[str, Any]]
    requires: tuple[Rule, ...]
    needs_consent: bool
    sentence: Words
    otherwise: Words | None
    shape: int

    def field(self, name: str) -> Field | None:
        """The field of that name, None when the kind has none."""
        return next((field for field in self.fields if field.name == name), None)


class Declaration(NamedTuple):
    """Everything `acts.yaml` says."""

    kinds: Mapping[str, Kind]
    choices: Mapping[str, Mapping[str, Words]]
    things: Mapping[str, Words]
    groups: Mapping[str, Words]
    fields: Mapping[str, Field]

    def choice(self, vocabulary: str, value: Any, language: str = "id") -> str:
        """The word of a choice; the value itself when it is not in the vocabulary (an act of a newer program)."""
        words = self.choices.get(vocabulary, {}).get(str(value))
        return words.in_language(language) if words else str(value)


@lru_cache(maxsize=1)
def declaration() -> Declaration:
    """The shipped declaration. Raises DeclarationError for a mistake in it."""
    return read_declaration(_FILE.read_text(encoding="utf-8"))


def read_declaration(text: str) -> Declaration:
    """The declaration in a YAML text."""
    tree = yaml.load(text, Loader=_Loader)
    choices = {name: {str(v): _words(w, f"choices.{name}") for v, w in values.items()} for name, values in tree["choices"].items()}
    fields = dict(_fields(tree["fields"], choices, tree["things"]))
    things = {name: _words(words, f"things.{name}") for name, words in tree["things"].items()}
    groups = {name: _words(words, f"groups.{name}") for name, words in tree["groups"].items()}
    kinds = {name: _kind(name, entry, fields, tree["roles"], things, groups) for name, entry in tree["acts"].items()}
    return Declaration(kinds, choices, things, groups, fields)


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are truth values, so that a field may be called `on`."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _words(entry: Any, where: str) -> Words:
    if not isinstance(entry, Mapping) or set(entry) != {"id", "en"}:
        raise DeclarationError(f"{where}: isi id dan en, tanpa kunci lain (beri kutip pada bunyi berkoma)")
    return Words(str(entry["id"]), str(entry["en"]))


def _fields(entries: Mapping[str, Any], choices: Mapping[str, Any], things: Mapping[str, Any]) -> Iterator[tuple[str, Field]]:
    plain = {name: entry for name, entry in entries.items() if entry.get("type") != "rows"}
    read = {name: _field(name, entry, (), choices, things) for name, entry in plain.items()}
    yield from read.items()
    for name, entry in entries.items():
        if entry.get("type") == "rows":
            columns = tuple(_marked(column, read, name) for column in entry["columns"])
            yield name, _field(name, entry, columns, choices, things)


def _field(name: str, entry: Mapping[str, Any], columns: tuple[Field, ...], choices: Mapping[str, Any], things: Mapping[str, Any]) -> Field:
    kind, of = entry.get("type"), entry.get("of", "")
    if kind not in FIELD_TYPES:
        raise DeclarationError(f"fields.{name}: jenis '{kind}' tidak dikenal")
    known = choices if kind in ("choice", "choices") else things if kind in ("ref", "refs") else {"": None}
    if of not in known or entry.get("adds", "") not in {"", *things}:
        raise DeclarationError(f"fields.{name}: '{of or entry.get('adds')}' tidak dikenal")
    help_text = _words(entry["help"], f"fields.{name}.help") if "help" in entry else Words("", "")
    return Field(
        name, kind, _words(entry.get("label"), f"fields.{name}"), help_text, of, False, entry.get("shield") == "identity", columns,
        entry.get("adds", ""), entry.get("where", {}), entry.get("min"), entry.get("max"),
    )  # fmt: skip


def _marked(written: str, fields: Mapping[str, Field], where: str) -> Field:
    """The field a kind names; `!` at the end says that it must be filled."""
    name = written.rstrip("!")
    if name not in fields:
        raise DeclarationError(f"{where}: kolom '{name}' tidak dinyatakan dalam fields")
    return fields[name]._replace(required=written.endswith("!"))


def _called(field: Field, called: Mapping[str, Any], where: str) -> Field:
    """The field under the name it has in this kind of act."""
    own = called.get(field.name)
    if own is None:
        return field
    return field._replace(label=_words(own.get("label"), f"{where}.called"), help=_words(own["help"], f"{where}.called") if "help" in own else Words("", ""))


def _kind(
    name: str, entry: Mapping[str, Any], fields: Mapping[str, Field], roles: Mapping[str, Any], things: Mapping[str, Words], groups: Mapping[str, Words]
) -> Kind:
    strange = set(entry) - _KIND_KEYS
    if strange:
        raise DeclarationError(f"acts.{name}: kunci tidak dikenal: {', '.join(sorted(strange))}")
    called = entry.get("called", {})
    own = tuple(_called(_marked(written, fields, f"acts.{name}"), called, f"acts.{name}") for written in entry["fields"])
    thing = entry.get("adds", "") or entry.get("changes", "")
    by_field = entry.get("changes_by", entry.get("changes", ""))
    names = {field.name for field in own}
    if set(called) - names:
        raise DeclarationError(f"acts.{name}: called menyebut kolom yang tidak ada")
    if (thing and thing not in things) or (by_field and by_field not in names) or entry["group"] not in groups:
        raise DeclarationError(f"acts.{name}: adds/changes/group menunjuk yang tidak ada")
    reaches = entry.get("reaches", ())
    return Kind(
        name, _words(entry["label"], f"acts.{name}"), entry["group"], _roles(entry["by"], roles), tuple(entry.get("stages", ())), own,
        entry.get("opens", ""), entry.get("adds", ""), entry.get("changes", ""), by_field, entry.get("sets", {}), entry.get("case", {}),
        entry.get("track", {}), entry.get("states", {}), reaches if isinstance(reaches, Mapping) else {milestone: {} for milestone in reaches},
        tuple(Rule(rule.rstrip("~"), rule.endswith("~")) for rule in entry.get("requires", ())), bool(entry.get("consent")),
        _words(entry["sentence"], f"acts.{name}.sentence"),
        _words(entry["otherwise"], f"acts.{name}.otherwise") if "otherwise" in entry else None, int(entry.get("shape", 1)),
    )  # fmt: skip


def _roles(written: list[str], groups: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(role for name in written for role in groups.get(name, [name]))
