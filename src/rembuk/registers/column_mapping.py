"""The mapping file in which an office says what its own column names and words mean.

    columns:  {"NAMA TSK": suspect, "TGL P-21": abaikan}     heading: field of docket_columns.yaml, or abaikan to leave it out
    defaults: {stage: prosecution}                           field: what holds for every row whose docket does not say it
    values:   {agreement: {"OK": ya}}                        field: what a word in its cells means

YAML or JSON; every part may be left out.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rembuk.registers.cell_reading import read_cell
from rembuk.registers.docket_columns import TEXT_KINDS, ColumnMapping, cell_key, heading_key, load_known_columns
from rembuk.registers.table import TableProblem

_LEFT_OUT = frozenset({"abaikan", "ignore", "null", "~", ""})
_PARTS = ("columns", "defaults", "values")


class _Unusable(Exception):
    """Line, what is wrong and how to mend it, twice; it never leaves this module."""

    def __init__(self, line: int, said: str, said_en: str) -> None:
        self.line, self.said, self.said_en = line, said, said_en
        super().__init__(said)


def read_mapping(path: Path) -> ColumnMapping | TableProblem:
    """Read a mapping file; a mistake in it is a problem naming its line and how to mend it."""
    try:
        return _mapping(_parse(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        return TableProblem(
            f"berkas peta {path} tidak dapat dibuka ({error.strerror}); periksa nama dan izinnya",
            f"the mapping file {path} cannot be opened ({error.strerror}); check its name and permissions",
        )
    except UnicodeDecodeError:
        return TableProblem(
            f"berkas peta {path} bukan teks UTF-8; simpan ulang sebagai UTF-8",
            f"the mapping file {path} is not UTF-8 text; save it as UTF-8",
        )
    except _Unusable as wrong:
        return TableProblem(
            f"berkas peta {path} baris {wrong.line}: {wrong.said}", f"mapping file {path} line {wrong.line}: {wrong.said_en}"
        )


def _parse(text: str) -> Any:
    """The file as YAML nodes, which know their lines; JSON is YAML once its tabs are spaces."""
    import yaml

    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "susunannya tidak terbaca"
        line = mark.line + 1 if mark else 1
        raise _Unusable(
            line, f"bukan YAML atau JSON ({reason}); periksa indentasi, titik dua, dan kutip",
            f"not YAML or JSON ({reason}); check indentation, colons and quotes",
        ) from None  # fmt: skip


def _mapping(root: Any) -> ColumnMapping:
    parts: dict[str, Any] = {}
    for line, key, node in _pairs(root, "isi berkas peta", "the mapping file"):
        if key not in _PARTS:
            raise _Unusable(line, f"bagian '{key}' tidak dikenal; pakai {', '.join(_PARTS)}", f"part '{key}' is unknown; use {', '.join(_PARTS)}")
        parts[key] = node
    columns = {heading: (line, name) for line, heading, name in _words(parts.get("columns"), "columns")}
    fields = {heading: "" if name in _LEFT_OUT else _field(line, name) for heading, (line, name) in columns.items()}
    return ColumnMapping(
        columns={heading_key(heading): name for heading, name in fields.items()},
        written={heading_key(heading): heading for heading in fields},
        defaults=_defaults(parts.get("defaults")),
        words=_values(parts.get("values")),
    )


def _pairs(node: Any, what: str, what_en: str) -> Iterator[tuple[int, str, Any]]:
    """Line, key and node of each entry; an empty part has none."""
    if node is None or (node.id == "scalar" and node.value in _LEFT_OUT):
        return
    if node.id != "mapping":
        raise _Unusable(node.start_mark.line + 1, f"{what} harus pasangan nama: isi", f"{what_en} must be pairs of name: content")
    seen = set()
    for key_node, value_node in node.value:
        line, key = key_node.start_mark.line + 1, str(key_node.value)
        if key in seen:
            raise _Unusable(line, f"'{key}' tertulis dua kali; hapus salah satu", f"'{key}' stands twice; remove one")
        seen.add(key)
        yield line, key, value_node


def _words(node: Any, what: str) -> Iterator[tuple[int, str, str]]:
    for line, key, value in _pairs(node, what, what):
        if value.id != "scalar":
            raise _Unusable(line, f"isi '{key}' harus satu kata", f"'{key}' must have one word")
        yield line, key, value.value.strip()


def _field(line: int, name: str) -> str:
    known = load_known_columns().fields
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    mend = f"mungkin maksudnya {' / '.join(near)}" if near else f"pilihannya: {', '.join(known)}, abaikan"
    mend_en = f"perhaps {' / '.join(near)}" if near else f"one of {', '.join(known)}, abaikan"
    raise _Unusable(line, f"nama isian '{name}' tidak dikenal; {mend}", f"field '{name}' is unknown; {mend_en}")


def _defaults(node: Any) -> dict[str, str]:
    out = {}
    for line, name, text in _words(node, "defaults"):
        _check_readable(line, _field(line, name), text)
        out[name] = text
    return out


def _values(node: Any) -> dict[str, Mapping[str, str]]:
    out: dict[str, Mapping[str, str]] = {}
    for line, name, inner in _pairs(node, "values", "values"):
        words = {}
        for word_line, word, meaning in _words(inner, f"values.{_field(line, name)}"):
            _check_readable(word_line, name, meaning)
            words[cell_key(word)] = meaning
        out[name] = words
    return out


def _check_readable(line: int, name: str, text: str) -> None:
    field = load_known_columns().fields[name]
    if field.kind in TEXT_KINDS:
        return
    if problem := read_cell(field, text, None).problem:
        raise _Unusable(line, f"untuk '{name}': {problem}", f"'{text}' is not a value of '{name}'; {_choices(field.values)}")


def _choices(values: tuple[str, ...]) -> str:
    return f"use one of {', '.join(values)}" if values else "write it as it should stand in a cell"
