"""A node for tests, and the cast who act on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rembuk.casework.acting import Casework, Done, Wish
from rembuk.ledger.keys import load_or_create
from rembuk.record.act import Author

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ANI = Author("ani", "Ani", "investigator", "polres-kebumen", "police")
BUDI = Author("budi", "Budi", "prosecutor", "kejari-maluku-tengah", "prosecution")
INDRA = Author("indra", "Indra", "police_chief", "polres-kebumen", "police")


def node_at(key_path: Path) -> Casework:
    """The casework of the device whose key lies there."""
    key = load_or_create(key_path)
    casework = Casework(key, secret=b"tests")
    casework.ledger.enrol(key.code, key.public_key, office="polres-kebumen", label="uji", by="uji", now=NOW)
    return casework


def opened(casework: Casework, title: str = "Pencurian sepeda", **fields: Any) -> str:
    """A new case of Ani's with a victim and an offender."""
    wishes = [
        Wish("case_opened", {"title": title, "practice": "general", "begins_at": "police", "on": "2026-03-02", "acted_on": "2026-02-20"} | fields),
        Wish("party_added", {"role": "victim", "name": "Eka Lestari"}),
        Wish("party_added", {"role": "suspect", "name": "Yusuf Ali", "nik": "3305010101900001"}),
    ]
    outcome = casework.perform(None, wishes, by=ANI, now=NOW)
    assert isinstance(outcome, Done), outcome
    return outcome.case_id
