"""Processes of their own that write into a ledger, for tests of several at once and of being killed.

They are forked from one server process that has everything imported, so that starting one costs milliseconds.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import sys
import time
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any
from unittest import mock

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from ledger.cast import ANI, NOON, Store, device
from ledger.databases import open_alias
from rembuk.ledger.connection import Statement
from rembuk.ledger.writing import Draft, Writing
from rembuk.record.act import Act

processes = multiprocessing.get_context("forkserver")

LISTING = "create table listing (act text primary key, case_id text)"
"""The projection that every writer keeps beside its acts."""


def start_server() -> None:
    """Starts the process that the writers are forked from, once; it looks for what to import where this process does."""
    processes.set_forkserver_preload(["ledger.writers"])
    with mock.patch.dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)):
        forkserver.ensure_running()


def counting(case: str) -> Any:
    """Adds one note that says how many acts the case had when it was decided."""

    def write(writing: Writing) -> list[Draft]:
        return [Draft(case, "note_added", {"before": len(writing.acts)}, ANI)]

    return write


def listing_in(store: Store, pause: float = 0.0) -> Any:
    """Half of the rows are written at once, half together with the acts."""

    def prepare(acts: tuple[Act, ...]) -> list[Statement]:
        for act in acts[::2]:
            store.sql("insert into listing values (%s, %s)", act.id, act.case)
        time.sleep(random.uniform(0, pause))
        return [("insert into listing values (%s, %s)", [act.id, act.case]) for act in acts[1::2]]

    return prepare


def write_some(database: dict[str, Any], code: str, case: str, appends: int, pause: float) -> None:
    """So many appends to one case, each deciding on the case as it is."""
    store = Store(open_alias(database), enrolled=())
    for _ in range(appends):
        store.ledger.append(case, counting(case), device=device(code), now=NOON, prepare=listing_in(store, pause))


def write_until_killed(database: dict[str, Any], code: str, case: str, confirmed: Connection) -> None:
    """One to three notes an append, for ever; says which acts there are after each append has returned."""
    store = Store(open_alias(database), enrolled=())
    for size in itertools.cycle((1, 3, 2)):
        drafts = [Draft(case, "note_added", {"part": part, "of": size}, ANI) for part in range(size)]
        added = store.ledger.append(case, lambda _, drafts=drafts: drafts, device=device(code), now=NOON, prepare=listing_in(store))
        confirmed.send([act.id for act in added.acts])
