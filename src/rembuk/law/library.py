"""The law as a whole: every instrument, fact and definition, which of them govern a day and a stage, and their digests.

Law files are checked when they change and kept in parsed form beside Python's own compiled files, so that a single case
need not read YAML. The kept form is named by the digest of the sources and is never trusted without it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rembuk.law.assess import Assessor
from rembuk.law.facts import Fact, facts_of, facts_of_kept
from rembuk.law.instrument import Definition, Instrument, read_definition, read_instrument
from rembuk.law.source import LAW_DIR, LawError, Row, from_plain, load_rows, to_plain

if TYPE_CHECKING:
    from rembuk.law.procedure import Procedure, Words

FACTS_FILE = LAW_DIR / "facts.yaml"
INSTRUMENTS_DIR = LAW_DIR / "instruments"
#: The kept form's own version: a program that keeps another form reads the sources again.
FORM = 3
#: The vocabularies of steps and clocks, each a file beside `facts.yaml`.
WORD_FILES = ("milestones", "papers", "attendees")
_PROCEDURE_KEYS = ("steps", "clocks")


class Law:
    """Instruments by id, declared facts, and the definitions of defined facts.

    `digest` is the SHA-256 over all law files; with an instrument's own digest it is what a replay needs.
    """

    def __init__(
        self, facts: Mapping[str, Fact], trees: Mapping[str, Any], digests: Mapping[str, str], procedures: Callable[[], Mapping[str, Any]]
    ) -> None:
        self.facts, self._trees, self.digests, self._load_procedures = facts, trees, digests, procedures
        self.digest = _sha256("".join(f"{name} {digests[name]}\n" for name in sorted(digests)).encode())
        #: The offices' own, stricter lengths of clocks: office, "instrument/step or clock", length; the law's stands where they are longer.
        self.local: Mapping[str, Mapping[str, int]] = {}
        self.files = {tree["id"]: name for name, tree in trees.items()}
        self._instruments: dict[str, Instrument] = {}
        self._procedures: dict[str, Procedure] = {}
        self._procedure_rows: Mapping[str, Any] | None = None
        self._words: Words | None = None
        self._assessors: dict[tuple[str, tuple[tuple[str, object], ...]], Assessor] = {}
        self._definitions: dict[str, Definition] = {}
        self.definitions: Mapping[str, Definition] = _Definitions(self)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every instrument id, in the order of their first day in force."""
        return tuple(sorted(self.files, key=lambda i: (self._trees[self.files[i]]["in_force"]["from"], i)))

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument; KeyError when there is none of that id."""
        if instrument_id not in self._instruments:
            file = self.files[instrument_id]
            row = from_plain(self._trees[file], file)
            self._instruments[instrument_id] = read_instrument(row, self.facts, self.digests[file], partial(self.procedure, instrument_id))
        return self._instruments[instrument_id]

    def procedure(self, instrument_id: str) -> Procedure:
        """The steps and clocks of an instrument, read and checked when first asked for; KeyError when there is none of that id."""
        if instrument_id not in self._procedures:
            from rembuk.law.procedure_file import read_procedure

            file = self.files[instrument_id]
            tree = from_plain(self._rows_of_procedures()["trees"][file], file)
            self._procedures[instrument_id] = read_procedure(tree, self.instrument(instrument_id), self.facts, self.words)
        return self._procedures[instrument_id]

    @property
    def words(self) -> Words:
        """The milestones, papers and attendees that steps and clocks speak of."""
        if self._words is None:
            from rembuk.law.procedure_file import read_words

            rows = self._rows_of_procedures()["words"]
            self._words = read_words({name: from_plain(rows[name], f"{name}.yaml") for name in WORD_FILES}, self.facts)
        return self._words

    def _rows_of_procedures(self) -> Mapping[str, Any]:
        if self._procedure_rows is None:
            self._procedure_rows = self._load_procedures()
        return self._procedure_rows

    def definition(self, name: str) -> Definition:
        """How a defined fact is defined; KeyError when it is not. LawError when its home does not define it exactly once."""
        if name not in self._definitions:
            fact = self.facts[name]
            if not fact.defined_in:
                raise KeyError(name)
            self._definitions[name] = self._read_definition(fact)
        return self._definitions[name]

    def _read_definition(self, fact: Fact) -> Definition:
        """Only the definition's own row is read, so that one defined fact does not load its whole instrument."""
        if fact.defined_in not in self.files:
            what = f"'{fact.name}' didefinisikan di '{fact.defined_in}' yang tidak ada"
            raise LawError(FACTS_FILE.name, 1, what, "perbaiki defined_in")
        home = self.files[fact.defined_in]
        rows = [row for row in self._trees[home].get("definitions") or [] if row.get("fact") == fact.name]
        if len(rows) != 1:
            raise LawError(home, 1, f"'{fact.name}' didefinisikan {len(rows)} kali", "tulis tepat satu baris definitions")
        return read_definition(from_plain(rows[0], home), self.facts)

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


class _Definitions(Mapping[str, Definition]):
    """The definitions by fact, each read when it is first needed."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._names = [fact.name for fact in law.facts.values() if fact.defined_in]

    def __getitem__(self, name: str) -> Definition:
        return self._law.definition(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=1)
def load_law() -> Law:
    """The law the program ships. Raises LawError for a file that cannot be used as written."""
    return read_law(LAW_DIR)


def read_law(folder: Path) -> Law:
    """The law in a folder with `facts.yaml`, the vocabularies of procedure and `instruments/*.yaml`.

    Steps and clocks are kept apart from the rest, so that an assessment need not load them.
    """
    paths = sorted((folder / INSTRUMENTS_DIR.name).glob("*.yaml"))
    sources = {path.name: path.read_bytes() for path in [folder / FACTS_FILE.name, *paths]}
    digests = {name: _sha256(data) for name, data in sources.items()}
    kept = _kept_path(folder, "law", digests)
    found = _read_kept(kept)
    if found is None:
        rows = load_rows(folder / FACTS_FILE.name)
        facts = facts_of(list(rows.items()) if isinstance(rows, Row) else [])
        found = {"facts": [list(fact) for fact in facts.values()], "trees": {path.name: _without_procedure(_top(path)) for path in paths}}
        _keep(kept, found)
    return Law(facts_of_kept(found["facts"]), found["trees"], digests, partial(_read_procedures, folder, paths, digests))


def _read_procedures(folder: Path, paths: list[Path], digests: Mapping[str, str]) -> Mapping[str, Any]:
    """The rows of all steps and clocks by file, and of the vocabularies, from their kept form where it is there."""
    words = {name: folder / f"{name}.yaml" for name in WORD_FILES}
    kept = _kept_path(folder, "procedure", {**digests, **{path.name: _sha256(path.read_bytes()) for path in words.values()}})
    found = _read_kept(kept)
    if found is None:
        trees = {path.name: _only_procedure(_top(path)) for path in paths}
        found = {"trees": trees, "words": {name: to_plain(load_rows(path)) for name, path in words.items()}}
        _keep(kept, found)
    return found


def _without_procedure(top: Row) -> Any:
    return {key: to_plain(value) for key, value in top.items() if key not in _PROCEDURE_KEYS} | {"@line": top.line}


def _only_procedure(top: Row) -> Any:
    return {key: to_plain(top[key]) for key in _PROCEDURE_KEYS if key in top} | {"@line": top.line}


def _kept_path(folder: Path, what: str, digests: Mapping[str, str]) -> Path:
    return folder / "__pycache__" / f"{what}-{FORM}-{_sha256(repr(sorted(digests.items())).encode())[:24]}.json"


def _top(path: Path) -> Row:
    tree = load_rows(path)
    if not isinstance(tree, Row) or "id" not in tree:
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
        for old in path.parent.glob(f"{path.name.split('-')[0]}-*.json"):
            old.unlink(missing_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(trees, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return
