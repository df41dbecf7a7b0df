"""The law as a whole: every instrument, fact and definition, which of them govern a day and a stage, and their digests.

Law files are checked when they change and kept in parsed form beside Python's own compiled files, so that a single case
need not read YAML. The kept form is named by the digest of the sources and is never trusted without it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from rembuk.law.assess import Assessor
from rembuk.law.facts import Fact, facts_of
from rembuk.law.instrument import Definition, Instrument, read_instrument
from rembuk.law.source import LAW_DIR, LawError, Row, from_plain, load_rows, to_plain

FACTS_FILE = LAW_DIR / "facts.yaml"
INSTRUMENTS_DIR = LAW_DIR / "instruments"


class Law:
    """Instruments by id, declared facts, and the definitions of defined facts.

    `digest` is the SHA-256 over all law files; with an instrument's own digest it is what a replay needs.
    """

    def __init__(self, trees: Mapping[str, Any], digests: Mapping[str, str]) -> None:
        self._trees, self.digests = trees, digests
        self.digest = _sha256("".join(f"{name} {digests[name]}\n" for name in sorted(digests)).encode())
        fact_rows = from_plain(trees[FACTS_FILE.name], FACTS_FILE.name)
        self.facts: dict[str, Fact] = facts_of([(name, row) for name, row in fact_rows.items()])
        self.files = {tree["id"]: name for name, tree in trees.items() if name != FACTS_FILE.name}
        self._instruments: dict[str, Instrument] = {}
        self._assessors: dict[tuple[str, tuple[tuple[str, object], ...]], Assessor] = {}
        self._definitions: dict[str, Definition] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Every instrument id, in the order of their first day in force."""
        return tuple(sorted(self.files, key=lambda i: (self._trees[self.files[i]]["in_force"]["from"], i)))

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument; KeyError when there is none of that id."""
        if instrument_id not in self._instruments:
            file = self.files[instrument_id]
            row = from_plain(self._trees[file], file)
            self._instruments[instrument_id] = read_instrument(row, self.facts, self.digests[file])
        return self._instruments[instrument_id]

    @property
    def definitions(self) -> Mapping[str, Definition]:
        """The definition of each defined fact; LawError when two instruments define one fact, or a declared home is wrong."""
        if self._definitions is None:
            found: dict[str, Definition] = {}
            for fact in self.facts.values():
                if fact.defined_in:
                    found[fact.name] = self._definition(fact)
            self._definitions = found
        return self._definitions

    def _definition(self, fact: Fact) -> Definition:
        if fact.defined_in not in self.files:
            raise LawError(
                FACTS_FILE.name,
                1,
                f"'{fact.name}' didefinisikan di '{fact.defined_in}' yang tidak ada",
                "perbaiki defined_in",
            )
        home = self.instrument(fact.defined_in)
        rows = [d for d in home.definitions if d.fact == fact.name]
        if len(rows) != 1:
            raise LawError(
                home.file, 1, f"'{fact.name}' didefinisikan {len(rows)} kali", "tulis tepat satu baris definitions"
            )
        return rows[0]

    def assessor(self, instrument_id: str, settled: Mapping[str, object] | None = None) -> Assessor:
        """The instrument made ready; `settled` fixes defined facts that a named person decided."""
        key = (instrument_id, tuple(sorted((settled or {}).items(), key=lambda item: item[0])))
        if key not in self._assessors:
            instrument = self.instrument(instrument_id)
            self._assessors[key] = Assessor(instrument, self.definitions, self.facts, dict(key[1]))
        return self._assessors[key]

    def governing(self, on: date | None, stage: str | None) -> list[Instrument]:
        """Instruments in force on the day (None: any day) that speak at the stage (None: any stage)."""
        out = []
        for instrument_id in self.ids:
            instrument = self.instrument(instrument_id)
            if (on is None or instrument.in_force.covers(on)) and (stage is None or stage in instrument.stages):
                out.append(instrument)
        return out


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=1)
def load_law() -> Law:
    """The law the program ships. Raises LawError for a file that cannot be used as written."""
    return read_law(LAW_DIR)


def read_law(folder: Path) -> Law:
    """The law in a folder with `facts.yaml` and `instruments/*.yaml`."""
    paths = [folder / FACTS_FILE.name, *sorted((folder / INSTRUMENTS_DIR.name).glob("*.yaml"))]
    sources = {path.name: path.read_bytes() for path in paths}
    digests = {name: _sha256(data) for name, data in sources.items()}
    kept = folder / "__pycache__" / f"law-{_sha256(repr(sorted(digests.items())).encode())[:24]}.json"
    trees = _read_kept(kept)
    if trees is None:
        trees = {path.name: to_plain(_top(path)) for path in paths}
        _keep(kept, trees)
    return Law(trees, digests)


def _top(path: Path) -> Row:
    tree = load_rows(path)
    if not isinstance(tree, Row) or (path.name != FACTS_FILE.name and "id" not in tree):
        raise LawError(path.name, 1, "berkas hukum tanpa isi yang dikenal", "mulai dengan id: dan title:")
    return tree


def _read_kept(path: Path) -> dict[str, Any] | None:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _keep(path: Path, trees: Mapping[str, Any]) -> None:
    """Best effort: a read-only installation simply parses again."""
    try:
        path.parent.mkdir(exist_ok=True)
        for old in path.parent.glob("law-*.json"):
            old.unlink(missing_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(trees, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return
