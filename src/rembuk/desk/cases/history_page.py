"""What happened in a case, newest first."""

from __future__ import annotations

from typing import Any

from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.options import told
from rembuk.desk.roles import role_name
from rembuk.record.act import Act
from rembuk.record.kinds import declaration
from rembuk.record.milestones import when

#: Fields whose text stands in the sentence already, or is no text.
_NOT_MORE = frozenset({"media", "digest", "identity", "on", "at"})


def chosen(opened: Opened, *, group: str = "", who: str = "") -> list[Act]:
    """The acts of a group and a person (empty: all), newest first."""
    kinds = declaration().kinds
    return [
        act for act in reversed(opened.case.acts)
        if (not group or ((kind := kinds.get(act.kind)) and kind.group == group)) and (not who or act.author.user == who)
    ]  # fmt: skip


def event(opened: Opened, act: Act) -> dict[str, Any]:
    """An act as a sentence, with what it says beyond it."""
    on, _at = when(act)
    return {
        "id": act.id, "on": on.isoformat(), "written": act.at, "who": act.author.name, "role": role_name(act.author.role),
        "says": "" if is_confidential(opened, act) else opened.names.hide(opened.teller.sentence(act)), "more": details(opened, act),
        "media": list(act.fields.get("media") or ()), "despite": opened.names.hide(act.fields.get("despite") or ""),
    }  # fmt: skip


def is_confidential(opened: Opened, act: Act) -> bool:
    """Whether an act states a fact that is not for those from whom the names are hidden."""
    fact = opened.law.facts.get(str(act.fields.get("fact"))) if act.kind == "fact_stated" else None
    return bool(opened.names.hidden and fact and fact.confidential != "biasa")


def details(opened: Opened, act: Act) -> list[tuple[str, str]]:
    """What an act says beyond its sentence: each long text under its label."""
    kind = declaration().kinds.get(act.kind)
    if kind is None or is_confidential(opened, act):
        return []
    in_sentence = {field.name for field in kind.fields if f"{{{field.name}}}" in kind.sentence.id}
    out = []
    for field in kind.fields:
        value = act.fields.get(field.name)
        if value is None or field.name in in_sentence | _NOT_MORE or field.type in ("media", "digest"):
            continue
        if field.shielded and opened.names.hidden:
            continue
        out.append((field.label.in_language(language()), in_words(opened, act, field, value)))
    return out


def in_words(opened: Opened, act: Act, field: Any, value: Any) -> str:
    """A field's value as this visitor may read it."""
    if field.type == "rows":
        return "\n".join(_row(opened, field, row) for row in value)
    if field.type == "ref" and (thing := opened.case.thing(field.of, value)):
        return told(opened, thing)
    if field.type in ("texts",) and isinstance(value, list):
        return opened.names.hide(", ".join(map(str, value)))
    return opened.names.hide(opened.teller.value(field, value, act))


def _row(opened: Opened, field: Any, row: Any) -> str:
    said = [opened.teller.value(column, row[column.name]) for column in field.columns if row.get(column.name) is not None]
    return opened.names.hide("; ".join(said))


def groups_in(opened: Opened) -> list[tuple[str, str]]:
    """The groups of acts that occur in the case."""
    words = declaration()
    found = {kind.group for act in opened.case.acts if (kind := words.kinds.get(act.kind))}
    return [(group, name.in_language(language())) for group, name in words.groups.items() if group in found]
