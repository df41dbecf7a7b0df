"""The people and devices of these tests, and short ways to write what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections

from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.rows import Stored
from rembuk.ledger.scroll import seal_lines
from rembuk.ledger.seal import Seal
from rembuk.ledger.store import Ledger
from rembuk.ledger.writing import Appended, Draft, Writing
from rembuk.record.act import Act, Author

ANI = Author("ani", "Ani Lestari", "investigator", "polres-kebumen", "police")
DEWA = Author("dewa", "Dewa", "village_head", "desa-karangsari", "village")
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


def device(code: str) -> DeviceKey:
    """A key that is the same in every run: its private part is the code, filled up."""
    return DeviceKey(code, Ed25519PrivateKey.from_private_bytes(code.encode().ljust(32, b".")))


DESK, LAPTOP = device("desk"), device("laptop")


class Store:
    """A ledger under test, the desk and the laptop enrolled in it."""

    def __init__(self, alias: str, enrolled: Sequence[DeviceKey] = (DESK, LAPTOP)) -> None:
        self.ledger = Ledger(alias)
        self.connection = connections[alias]
        for key in enrolled:
            self.enrol(key)

    def enrol(self, key: DeviceKey) -> None:
        self.ledger.enrol(key.code, key.public_key, office="polres-kebumen", label=key.code, by="ani", now=NOON)

    def append(self, case: str | None, *drafts: Draft, by: DeviceKey = DESK, now: datetime = NOON) -> Appended:
        return self.ledger.append(case, lambda writing: list(drafts), device=by, now=now)

    def open_case(self, by: DeviceKey = DESK) -> str:
        """A case with one act; its id."""
        return self.append(None, Draft(None, "case_opened", {}, ANI), by=by).acts[0].id

    def note(self, case: str, text: str = "catatan", by: DeviceKey = DESK, now: datetime = NOON) -> Act:
        return self.append(case, Draft(case, "note_added", {"text": text}, ANI), by=by, now=now).acts[0]

    def everything(self) -> tuple[Stored, ...]:
        return self.ledger.load_since(0, 1_000_000)

    def acts_of(self, key: DeviceKey) -> list[Act]:
        return [stored.act for stored in self.everything() if stored.act.device == key.code]

    def seals_of(self, key: DeviceKey) -> list[Seal]:
        return [line.seal for line in seal_lines(self.connection, key.code)]

    def sql(self, statement: str, *parameters: Any) -> list[Any]:
        """Past the ledger, straight to the database."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return list(cursor.fetchall()) if cursor.description else []


def opening(writing: Writing) -> list[Draft]:
    return [Draft(None, "case_opened", {}, ANI)]


def adding(case: str, **fields: Any) -> Callable[[Writing], list[Draft]]:
    return lambda writing: [Draft(case, "note_added", fields, ANI)]
