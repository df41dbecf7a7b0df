"""Stores that come and go in these tests: a hub and nodes on SQLite, their backups, and what people wrote into them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from ledger.carrying import HubOffice, Office
from ledger.cast import ANI, Store, device
from ledger.databases import Databases, close_alias, open_alias, sqlite_settings
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.writing import Draft
from rembuk.record.act import Act
from rembuk.record.case import fold

HUB = device("hubhub")
NODES = tuple(device(code) for code in ("laptop", "tablet", "phonea"))


class Files:
    """The databases of one run, all forgotten at its end."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._kept: list[tuple[str, dict[str, Any]]] = []
        self._numbers = itertools.count()

    def empty(self) -> Store:
        """A new ledger."""
        made = self._databases.fresh("sqlite")
        return self._opened(made)

    def copy(self, store: Store) -> Store:
        """A store that holds what this one holds now."""
        store.sql("pragma wal_checkpoint(truncate)")
        source = Path(store.connection.settings_dict["NAME"])
        target = source.with_name(f"{source.stem}-copy{next(self._numbers)}.sqlite3")
        target.write_bytes(source.read_bytes())
        return self._opened(sqlite_settings(target))

    def _opened(self, settings: dict[str, Any]) -> Store:
        alias = open_alias(settings)
        self._kept.append((alias, settings))
        return Store(alias, enrolled=())

    def close(self) -> None:
        for alias, settings in self._kept:
            close_alias(alias)
            self._databases.give_back(settings)


class Person:
    """Somebody at one store: opens cases, writes notes that are unlike all others, states facts."""

    _tokens = itertools.count(1)

    def __init__(self, office: Office) -> None:
        self.office = office

    def cases(self) -> list[str]:
        return sorted({stored.act.case for stored in self.office.store.everything()})

    def open_case(self, now: datetime) -> str:
        return self._add(None, "case_opened", {"title": self._token()}, now)

    def note(self, case: str, now: datetime, size: int) -> str:
        """A note; a long one where so many letters are wanted."""
        token = self._token()
        words = random.Random(token).choices(["korban", "pelaku", "sepakat", "hadir", "balai", "desa", "ganti", "rugi"], k=size)
        return self._add(case, "note_added", {"text": " ".join([token, *words])}, now)

    def state(self, case: str, fact: str, value: int, now: datetime) -> str:
        return self._add(case, "fact_stated", {"fact": fact, "value": value, "basis": self._token()}, now)

    def _token(self) -> str:
        return f"w{next(self._tokens)}"

    def _add(self, case: str | None, kind: str, fields: dict[str, Any], now: datetime) -> str:
        self.office.store.append(case, Draft(case, kind, fields, ANI), by=self.office.key, now=now)
        return token_of(fields)


def token_of(fields: dict[str, Any]) -> str:
    """What tells one act of these tests from all others, whatever it is called."""
    return str(fields.get("basis") or fields.get("text") or fields["title"]).split()[0]


def tokens(store: Store) -> list[str]:
    return sorted(token_of(stored.act.fields) for stored in store.everything())


def true_conflicts(acts: Iterable[Act]) -> set[tuple[str, str]]:
    """(case, fact) where two people stated different values and neither statement's author had seen the other, nor anybody after them both."""
    those = {act.id: act for act in acts}
    known: dict[str, set[str]] = {}

    def knows(act: Act) -> set[str]:
        if act.id not in known:
            known[act.id] = set().union(*({one} | knows(those[one]) for one in act.seen if one in those))
        return known[act.id]

    out = set()
    facts = {(act.case, act.fields["fact"]) for act in those.values() if act.kind == "fact_stated"}
    for case, fact in facts:
        told = [act for act in those.values() if act.case == case and act.fields.get("fact") == fact]
        standing = [act for act in told if not any(act.id in knows(other) for other in told)]
        if len({act.fields["value"] for act in standing}) > 1:
            out.add((case, fact))
    return out


def shown_conflicts(store: Store) -> set[tuple[str, str]]:
    cases = {stored.act.case for stored in store.everything()}
    return {(case, one.field) for case in cases for one in fold(store.ledger.load(case)).conflicts}


def new_node(files: Files, key: DeviceKey, hub: HubOffice) -> Office:
    office = Office(files.empty(), key)
    office.join(hub)
    return office
