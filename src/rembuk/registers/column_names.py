"""Which column of a docket tells what: the usual Indonesian names, and an office's own mapping file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rembuk.law.facts import InputProblem
from rembuk.reference.written_text import normalise

NAMES_FILE = Path(__file__).with_name("column_names.yaml")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fields a docket may have, and the words for stages, days, companies and offers."""

    fields: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, str]
    stages: Mapping[str, Sequence[str]]
    stage_words: Mapping[str, Sequence[str]]
    days: Mapping[str, Sequence[str]]
    companies: Sequence[str]
    several: Sequence[str]
    offer_in_notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class OfficeMapping:
    """An office's own names: header to field, and what holds for every row that does not say."""

    columns: Mapping[str, str]
    defaults: Mapping[str, str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The names the project ships."""
    import yaml

    data = yaml.safe_load(NAMES_FILE.read_text(encoding="utf-8"))
    names = {key(name): field for field, entry in data["fields"].items() for name in entry["names"]}
    return Vocabulary(
        data["fields"], names, data["stages"], data["stage_words"], data["days"], data["companies"], data["several"], data["offer_in_notes"]
    )


def key(header: str) -> str:
    """A header without case, punctuation and spaces."""
    return re.sub(r"[\W_]+", "", normalise(header).lower())


def recognise(headers: Sequence[str], mapping: OfficeMapping | None = None) -> dict[str, str]:
    """Field to header. Raises InputProblem when two headers tell the same, naming both."""
    own = {key(header): field for header, field in (mapping.columns if mapping else {}).items()}
    known = vocabulary().names
    out: dict[str, str] = {}
    for header in headers:
        field = own.get(key(header)) or known.get(key(header))
        if field is None:
            continue
        if field in out:
            raise InputProblem(f"kolom '{out[field]}' dan '{header}' sama-sama dibaca sebagai {field}; ganti nama salah satunya, atau pakai --mapping")
        out[field] = header
    return out


def recognised_count(cells: Sequence[str | None], mapping: OfficeMapping | None = None) -> int:
    """How many cells of a row are column names."""
    own = {key(header) for header in (mapping.columns if mapping else {})}
    return sum(1 for cell in cells if cell and (key(cell) in own or key(cell) in vocabulary().names))


def read_mapping(path: Path) -> OfficeMapping:
    """An office's mapping file (YAML or JSON). Raises InputProblem with what, where and what to write instead."""
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputProblem(f"berkas peta {path} tidak dapat dibuka ({error.strerror}); periksa nama dan izinnya") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise InputProblem(f"berkas peta {path} baris {line} bukan YAML; perbaiki titik dua dan indentasinya") from None
    if not isinstance(data, dict) or set(data) - {"columns", "defaults"}:
        raise InputProblem(f"berkas peta {path} harus berisi columns: dan, bila perlu, defaults:")
    columns, defaults = data.get("columns") or {}, data.get("defaults") or {}
    for header, field in columns.items() if isinstance(columns, dict) else ():
        if field not in vocabulary().fields:
            raise InputProblem(f"berkas peta {path}: kolom '{header}' dipetakan ke '{field}' yang tidak dikenal; pilihannya: {', '.join(vocabulary().fields)}")
    if not isinstance(columns, dict) or not isinstance(defaults, dict) or set(defaults) - {"stage"}:
        raise InputProblem(f"berkas peta {path}: columns dan defaults harus pasangan nama: nilai; defaults hanya mengenal stage")
    return OfficeMapping({str(h): f for h, f in columns.items()}, {str(k): str(v) for k, v in defaults.items()})
