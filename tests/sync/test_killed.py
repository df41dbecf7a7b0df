"""Hub and node killed at any moment of an exchange, over and over: nothing confirmed is gone, nothing comes twice, and they agree in the end."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing.connection import Connection
from typing import Any

import pytest

from ledger.carrying import HubOffice, Line, Office, synced
from ledger.cast import NOON, Store
from ledger.databases import Databases, close_alias, open_alias
from ledger.writers import processes
from rembuk.ledger.sync.calling import LINE_FAILED, Caller
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.verify import verify
from sync.offices import HUB, NODES, Person, tokens

pytestmark = pytest.mark.usefixtures("writer_processes")
KILLS = 100 if os.environ.get("REMBUK_TEST_PROFILE") == "long" else 25
PATIENCE_SECONDS = 120.0
LAPTOP = NODES[0]


def serve_hub(database: dict[str, Any], ready: Connection) -> None:
    """A hub that answers over HTTP and writes an act of its own before each answer; says for each request which act, None while it has no case."""
    hub = HubOffice(Store(open_alias(database), enrolled=()), HUB)
    person = Person(hub)
    chance = random.Random()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            cases = person.cases()
            ready.send(_add(hub, chance.choice(cases)) if cases else None)
            answer = hub.side.answer(content, NOON)
            self.send_response_only(answer.status)
            self.end_headers()
            for piece in answer.records:
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    ready.send(server.server_port)
    server.serve_forever()


def work_at_node(database: dict[str, Any], port: int, confirmed: Connection) -> None:
    """Writes and syncs for ever; says which acts there are after each append has returned."""
    office = Office(Store(open_alias(database), enrolled=()), LAPTOP)
    from rembuk.ledger.sync.node import NodeSide

    node = NodeSide(office.store.ledger, LAPTOP, HUB.code)
    while True:
        confirmed.send(_add(office, random.choice(Person(office).cases())))
        try:
            node.sync(Caller(f"http://127.0.0.1:{port}", 2).post, lambda: NOON)
        except (*LINE_FAILED, Unreadable):
            time.sleep(0.002)


def _add(office: Office, case: str) -> str:
    token = f"{os.getpid()}-{time.monotonic_ns()}"
    office.note(case, token)
    return token


@contextmanager
def running(work: Any, *arguments: Any) -> Iterator[tuple[Any, Connection]]:
    ours, theirs = processes.Pipe(duplex=False)
    one = processes.Process(target=work, args=(*arguments, theirs))
    one.start()
    theirs.close()
    yield one, ours
    one.kill()
    one.join()


def all_of(pipe: Connection) -> Iterator[Any]:
    """What was said before the other end was killed."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return


def next_of(pipe: Connection) -> Any:
    """The next word of the other end, which lives and must say it."""
    assert pipe.poll(PATIENCE_SECONDS), "nothing was said"
    return pipe.recv()


def test_hub_and_node_killed_during_sync_lose_nothing(databases: Databases) -> None:
    made = [databases.fresh("sqlite") for _ in range(2)]
    chance, first, further = random.Random(20260102), list[str](), list[str | None]()
    store = Store(open_alias(made[0]), enrolled=())
    hub, laptop = HubOffice(store, HUB), Office(Store(open_alias(made[1]), enrolled=()), LAPTOP)
    laptop.join(hub)
    laptop.open_case()
    for _ in range(KILLS):
        with running(serve_hub, made[0]) as (one, from_hub):
            port = next_of(from_hub)
            with running(work_at_node, made[1], port) as (_, from_node):
                first.append(next_of(from_node))
                # Only now is an exchange under way for certain, however slow the machine is: the kill falls into it or into one after it.
                further.append(next_of(from_hub))
                time.sleep(chance.uniform(0, 0.12))
                if chance.random() < 0.5:
                    one.kill()
            further += all_of(from_node)
        further += all_of(from_hub)
    # Each was said once, by whom had it on disk. What the last append of a killed process wrote may be there without having been said.
    confirmed = [*first, *(one for one in further if one is not None)]
    assert len(first) == KILLS and len(set(confirmed)) == len(confirmed)
    try:
        assert synced(laptop, Line(hub)).waiting == 0
        synced(laptop, Line(hub))
        assert hub.acts() == laptop.acts()
        held = tokens(hub.store)
        assert sorted(set(held)) == held, "something is there twice"
        assert sorted(set(confirmed) - set(held)) == [], "something confirmed is gone"
        assert verify(hub.store.ledger.using) == verify(laptop.store.ledger.using) == []
    finally:
        for office, one in ((hub, made[0]), (laptop, made[1])):
            close_alias(office.store.ledger.using)
            databases.give_back(one)
