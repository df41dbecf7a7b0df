"""Traits of offences that rules ask about: negligence, death as result, petty, public order and the like.

Traits are data (`offence_traits.yaml`): each names its source, how sure it is, and the offences whose wording always
has it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from rembuk.law.offences import Catalogue, load_catalogue
from rembuk.law.source import LAW_DIR, Row, from_plain, load_rows, to_plain

TRAITS_FILE = LAW_DIR / "offence_traits.yaml"
_COLUMNS = frozenset({"says", "cite", "confidence", "offences", "secondary"})


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait. `offences` has every row with it; those in `secondary` rest on a summary or an interpretation."""

    name: str
    says: str
    says_en: str
    cite: str
    confidence: str
    offences: frozenset[str]
    secondary: frozenset[str]

    def confidence_of(self, offence_id: str) -> str:
        """How sure we are that this offence has the trait; for an offence that has it."""
        return "secondary" if offence_id in self.secondary else self.confidence


class Traits:
    """All traits by name, and the traits of each offence."""

    def __init__(self, traits: Mapping[str, Trait]) -> None:
        self.by_name = dict(traits)
        found: dict[str, set[str]] = {}
        for trait in traits.values():
            for offence_id in trait.offences:
                found.setdefault(offence_id, set()).add(trait.name)
        self._of = {offence_id: frozenset(names) for offence_id, names in found.items()}

    def of(self, offence_id: str) -> frozenset[str]:
        """The names of the traits an offence has; empty when it has none."""
        return self._of.get(offence_id, frozenset())


@lru_cache(maxsize=1)
def load_traits() -> Traits:
    """The traits the program ships. Raises LawError for a row that cannot be used."""
    return read_traits(TRAITS_FILE, load_catalogue())


def read_traits(path: Path, catalogue: Catalogue) -> Traits:
    """Traits from a YAML file; its parsed form is kept beside Python's compiled files, named by the file's digest."""
    import hashlib

    kept = path.parent / "__pycache__" / f"traits-{hashlib.sha256(path.read_bytes()).hexdigest()[:24]}.json"
    try:
        tree = json.loads(kept.read_bytes())
    except (OSError, ValueError):
        tree = to_plain(load_rows(path))
        _keep(kept, tree)
    rows = from_plain(tree, path.name)
    return Traits({name: _trait(name, row, catalogue) for name, row in rows.items()})


def _keep(path: Path, tree: Any) -> None:
    """Best effort: a read-only installation simply parses again."""
    try:
        path.parent.mkdir(exist_ok=True)
        for old in path.parent.glob("traits-*.json"):
            old.unlink(missing_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return


def _trait(name: str, row: Row, catalogue: Catalogue) -> Trait:
    strange = set(row) - _COLUMNS
    if strange:
        named = ", ".join(sorted(strange))
        raise row.error(f"sifat '{name}' punya kolom asing: {named}", f"pakai {', '.join(sorted(_COLUMNS))}")
    says = row.get("says") or {}
    if not says.get("id") or not says.get("en") or not row.get("cite"):
        raise row.error(f"sifat '{name}' tanpa bunyi atau rujukan", "isi says.id, says.en, dan cite")
    if row.get("confidence") not in ("confirmed", "secondary"):
        raise row.error(f"sifat '{name}' berkeyakinan '{row.get('confidence')}'", "pakai confirmed atau secondary")
    secondary = _matching(row.get("secondary") or [], name, row, catalogue)
    offences = _matching(row.get("offences") or [], name, row, catalogue) | secondary
    return Trait(name, says["id"], says["en"], row["cite"], row["confidence"], offences, secondary)


def _matching(patterns: list[str], name: str, row: Row, catalogue: Catalogue) -> frozenset[str]:
    found: set[str] = set()
    for pattern in patterns:
        matching = {offence.id for offence in catalogue if fnmatchcase(offence.id, pattern)}
        if not matching:
            wrong = f"sifat '{name}': '{pattern}' tidak cocok dengan tindak pidana mana pun"
            raise row.error(wrong, "periksa kode di offences.csv")
        found |= matching
    return frozenset(found)

