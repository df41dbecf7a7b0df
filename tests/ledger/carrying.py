"""Stores that exchange acts in these tests: a hub and nodes, joined by a line that can be cut at any byte."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from ledger.cast import ANI, NOON, Store
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.refusals import Judge
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.devices import Introduced
from rembuk.ledger.sync.hub import HubSide
from rembuk.ledger.sync.models import Hub
from rembuk.ledger.sync.node import NodeSide, Outcome, Reply
from rembuk.ledger.writing import Draft
from rembuk.record.act import Act


class Everything:
    """A scope of all cases of a store, less those taken away."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.without: dict[str, set[str]] = {}

    def __call__(self, device: str) -> Collection[str]:
        cases = {case for (case,) in self.store.sql("select distinct case_id from ledger_act")}
        return cases - self.without.get(device, set())


class Office:
    """A store with its own device and, for all but the hub, the hub it belongs to."""

    def __init__(self, store: Store, key: DeviceKey) -> None:
        self.store, self.key = store, key
        store.enrol(key)

    def join(self, hub: HubOffice) -> NodeSide:
        """Makes this store a node of the hub, each knowing the other's key."""
        hub.store.enrol(self.key)
        self.store.enrol(hub.key)
        Hub.objects.using(self.store.ledger.using).get_or_create(code=hub.key.code, defaults={"address": "uji", "public_key": hub.key.public_key})
        self.node = NodeSide(self.store.ledger, self.key, hub.key.code)
        return self.node

    def open_case(self, now: datetime = NOON) -> str:
        return self.store.append(None, Draft(None, "case_opened", {"title": "Perkara"}, ANI), by=self.key, now=now).acts[0].id

    def note(self, case: str, text: str = "catatan", now: datetime = NOON) -> Act:
        return self.store.append(case, Draft(case, "note_added", {"text": text}, ANI), by=self.key, now=now).acts[0]

    def notes(self, case: str, texts: Collection[str], now: datetime = NOON) -> None:
        """So many notes, under one seal."""
        self.store.append(case, *[Draft(case, "note_added", {"text": text}, ANI) for text in texts], by=self.key, now=now)

    def acts(self) -> set[tuple[object, ...]]:
        """Everything this store holds, as a set that can be compared."""
        return {(stored.act.id, stored.act.case, repr(stored.act)) for stored in self.store.everything()}


class HubOffice(Office):
    """The store that the others join."""

    def __init__(self, store: Store, key: DeviceKey, judge: Judge | None = None, may_introduce: Callable[[str, Introduced], bool] | None = None) -> None:
        super().__init__(store, key)
        self.scope = Everything(store)
        self.side = HubSide(store.ledger, key, scope=self.scope, judge=judge, may_introduce=may_introduce)


class Line:
    """Carries requests to a hub; counts bytes; may be cut after so many bytes of the request or answer, or lose an answer whole."""

    def __init__(self, hub: HubOffice, now: datetime = NOON) -> None:
        self.hub, self.now = hub, now
        self.up: list[int] = []
        self.down: list[int] = []
        self.cut_up: int | None = None
        self.cut_down: int | None = None
        self.change: Callable[[bytes], bytes] = lambda content: content
        self.requests: list[bytes] = []

    def clock(self) -> datetime:
        return self.now

    def post(self, content: bytes) -> Reply:
        self.up.append(len(content))
        self.requests.append(content)
        if self.cut_up is not None and self.cut_up < len(content):
            self.cut_up = None
            raise ConnectionResetError("putus")
        answer = self.hub.side.answer(content, self.now)
        body = self.change(b"".join(answer.records))
        self.down.append(len(body))
        says = answer.says or ("", "")
        if self.cut_down is not None and self.cut_down < len(body):
            cut, self.cut_down = self.cut_down, None
            return Reply(answer.status, _Cut(body[:cut]).read, *says)
        return Reply(answer.status, io.BytesIO(body).read, *says)


class _Cut(io.BytesIO):
    """What arrived before the line was cut."""

    def read(self, size: int | None = -1) -> bytes:  # type: ignore[override]
        part = super().read(size)
        if not part:
            raise ConnectionResetError("putus")
        return part


def synced(office: Office, line: Line, tries: int = 50) -> Outcome:
    """Syncs until it is done, however often the line is cut."""
    whole = Outcome()
    for _ in range(tries):
        try:
            return whole.plus(office.node.sync(line.post, line.clock))
        except (OSError, EOFError, Unreadable):
            line.now += timedelta(seconds=30)
    raise AssertionError("tidak selesai")
