"""A node's half of an exchange: what it asks, and how it keeps the answer, piece by piece, as it arrives.

Whatever has arrived whole is on disk before the next piece is read. Acts wait *aside* until their group is vouched for; then they are taken in,
in one transaction with the note of how far this node has come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.forks import own_code
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.store import Ledger, Project
from rembuk.ledger.sync import bits, devices, exchange, records, seals, unsent
from rembuk.ledger.sync.exchange import Cursor, Request, UnderWay
from rembuk.ledger.sync.frames import ACTS_A_FRAME, Packer
from rembuk.ledger.sync.groups import newest_of
from rembuk.ledger.sync.models import Hub
from rembuk.ledger.sync.said import Outcome
from rembuk.ledger.sync.taking import Taking
from rembuk.ledger.sync.wordbook import wordbook
from rembuk.record.act import Act

MOST_ACTS = 800
"""Carried up by one request, where the line is good."""

_MOST_ROUNDS = 200


class Reply(NamedTuple):
    """A hub's reply: the status, `read(n)` for at most n bytes of it (fewer only at the end), and its sentence where it refuses."""

    status: int
    read: Callable[[int], bytes]
    says: str = ""
    says_en: str = ""


Post = Callable[[bytes], Reply]
"""Sends a request and gives the reply; raises OSError or EOFError when the line fails."""


class Declined(Exception):
    """The hub answered, and does not do what was asked: its sentence in two languages."""

    def __init__(self, says: str, says_en: str) -> None:
        super().__init__(says)
        self.says, self.says_en = says, says_en


class NodeSide:
    """A store as a node of the hub of that code. `project` is told of acts taken in."""

    def __init__(self, ledger: Ledger, key: DeviceKey, hub: str, *, project: Project | None = None) -> None:
        self.ledger, self.key, self.hub = ledger, key, hub
        self._project = project

    @property
    def state(self) -> Hub:
        """What this node knows of its hub."""
        return Hub.objects.using(self.ledger.using).get(code=self.hub)

    def sync(self, post: Post, clock: Callable[[], datetime], most_acts: int = MOST_ACTS) -> Outcome:
        """Exchanges until nothing is left either way.

        Raises OSError or EOFError when the line fails: what had arrived stays, and the next call goes on from there. Raises Declined when the
        hub does not do what was asked, Unreadable when its answer is none, StoreError when the store fails.
        """
        whole = Outcome()
        for _ in range(_MOST_ROUNDS):
            before = self._waiting()
            outcome = self.exchange(post, clock(), most_acts)
            whole = whole.plus(outcome)
            left = self._waiting()
            if outcome.is_revoked or (not outcome.is_more and (not left or left >= before)):
                return whole._replace(waiting=left)
        return whole._replace(waiting=self._waiting(), is_more=True)

    def exchange(self, post: Post, now: datetime, most_acts: int = MOST_ACTS) -> Outcome:
        """One request and its answer; raises as `sync` does."""
        while True:
            content, acts = self.request(now, most_acts)
            reply = post(content)
            if reply.status == 409:
                self._skip_turns(bits.Reader(reply.read(16)).number())
                continue
            if reply.status != 200:
                raise Declined(reply.says or f"Hub menjawab {reply.status}.", reply.says_en or f"The hub answered {reply.status}.")
            taking = Taking(self.ledger, self.key, self.state, project=self._project, now=now)
            for record in records.read_from(reply.read):
                taking.take(record)
            return taking.finished(sent=len(acts))

    def request(self, now: datetime, most_acts: int = MOST_ACTS, after: Mapping[str, int] | None = None) -> tuple[bytes, list[Act]]:
        """The next request, its turn counted, and the acts in it; `after` as `unsent.portion` takes it."""
        using = self.ledger.using
        own = own_code(using, self.key.code)
        state, portion = self._next_turn(now), unsent.portion(using, self.hub, self.key, most_acts, now, after)
        cursor = Cursor(state.position, state.grant, bytes(state.check_bytes))
        way = UnderWay(state.to_position, state.to_grant, state.verified, state.kept) if state.to_position else None
        head = unsent.newest_number(using, own)
        request = Request(own, state.turn, now, head, cursor, way, self._records(portion, own), unsent.wants_receipt(using, self.hub))
        return exchange.write(request, self.hub, self.key), portion.acts

    def _records(self, portion: unsent.Portion, own: str) -> bytes:
        if not portion.acts:
            return b""
        using, packer, newest, out = self.ledger.using, Packer(wordbook()), dict[str, Act](), list[bytes]()
        known = unsent.confirmed(using, self.hub)
        if strange := unsent.strangers((act.device for act in portion.acts), known, own):
            out.append(records.written("I", devices.write(devices.known_here(using, strange))))
        for start in range(0, len(portion.acts), ACTS_A_FRAME):
            some = portion.acts[start : start + ACTS_A_FRAME]
            newest_of(newest, some)
            out.append(records.written("F", packer.frame(some)))
        out.append(records.written("S", seals.write(portion.seals, newest)))
        return b"".join(out)

    def _next_turn(self, now: datetime) -> Hub:
        """The hub's row with a turn not used before, on disk."""
        using = self.ledger.using

        def count() -> Hub:
            state = Hub.objects.using(using).get(code=self.hub)
            state.turn, state.tried_ms = state.turn + 1, round(now.timestamp() * 1000)
            state.save(using=using, update_fields=["turn", "tried_ms"])
            return state

        return in_one_transaction(connections[using], count)

    def _skip_turns(self, used: int) -> None:
        in_one_transaction(connections[self.ledger.using], lambda: Hub.objects.using(self.ledger.using).filter(code=self.hub, turn__lt=used).update(turn=used))

    def _waiting(self) -> int:
        return sum(one.how_many for one in unsent.waiting(self.ledger.using, self.hub))
