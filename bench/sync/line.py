"""A bad line between two programs of this machine: a relay that carries bytes as a slow, distant, lossy, often-cut link would, and counts them.

    with Line(PROFILES["edge"], hub_port=8700, seed=1) as line:
        ... a node calls 127.0.0.1:line.port instead of the hub ...
        print(line.take())

Each connection costs a round trip before its first byte. Bytes go in packets of 1,400 with 40 more for headers, one after the other at the line's rate, and
arrive half a round trip later. A packet is lost with the line's probability, which shows as a round trip more before it and all behind it arrive (what a fast
retransmission costs). A cut ends every connection with a reset; what was on its way is gone, and nobody gets through until the line is back.

Counted are payload bytes each way (what a program sends again counts again), connections, turns (how often the node speaks after it has listened) and the
seconds from the first connection to the last byte that arrived.
"""

from __future__ import annotations

import collections
import random
import socket
import struct
import threading
import time
from typing import Any, NamedTuple

_PACKET, _HEADER = 1400, 40


class Profile(NamedTuple):
    """Bits a second up and down (0: no limit), seconds one way, share of packets lost, seconds between cuts and of a cut (0: none)."""

    up: int = 0
    down: int = 0
    delay: float = 0.0
    loss: float = 0.0
    cut_every: float = 0.0
    cut_for: float = 0.0


PROFILES = {
    "lan": Profile(),
    "edge": Profile(60_000, 120_000, 0.3, 0.01),
    "edge-cut": Profile(60_000, 120_000, 0.3, 0.01, 20.0, 5.0),
}


class Line:
    """The relay; every connection to `port` goes on to the hub's port."""

    def __init__(self, profile: Profile, hub_port: int, seed: int = 0) -> None:
        self._profile, self._hub_port, self._chance = profile, hub_port, random.Random(seed)
        self._lock = threading.Lock()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._free = {"up": 0.0, "down": 0.0}
        self._live: list[socket.socket] = []
        self._is_over = False
        self._cuts_from: float | None = None
        self.zero()

    def zero(self) -> None:
        self._count: collections.Counter[str] = collections.Counter()
        self._first = self._last = 0.0
        self._spoke = "down"

    def take(self) -> dict[str, Any]:
        """The counts since the last take; the clock of the cuts begins anew with the next connection."""
        with self._lock:
            told = {name: self._count[name] for name in ("up", "down", "turns", "connections", "cuts")}
            told["seconds"] = round(max(0.0, self._last - self._first), 2)
            self._cuts_from = None
            self.zero()
            return told

    def __enter__(self) -> Line:
        threading.Thread(target=self._accept, daemon=True).start()
        if self._profile.cut_every:
            threading.Thread(target=self._cut, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        self._server.close()
        self._reset_all()

    def _accept(self) -> None:
        while not self._is_over:
            try:
                node, _ = self._server.accept()
            except OSError:
                return
            if self._is_down():
                _reset(node)
                continue
            with self._lock:
                now = time.monotonic()
                self._first = self._first or now
                self._count["connections"] += 1
                if self._cuts_from is None:
                    self._cuts_from = now - self._chance.uniform(0, self._profile.cut_every)
            threading.Thread(target=self._join, args=(node,), daemon=True).start()

    def _join(self, node: socket.socket) -> None:
        try:
            hub = socket.create_connection(("127.0.0.1", self._hub_port))
        except OSError:
            _reset(node)
            return
        for one in (node, hub):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._live += [node, hub]
        opened = time.monotonic() + 2 * self._profile.delay
        for way, source, target in (("up", node, hub), ("down", hub, node)):
            packets: collections.deque[tuple[float, bytes]] = collections.deque()
            ready = threading.Condition()
            threading.Thread(target=self._read, args=(way, source, packets, ready, opened), daemon=True).start()
            threading.Thread(target=self._write, args=(target, packets, ready), daemon=True).start()

    def _read(self, way: str, source: socket.socket, packets: Any, ready: threading.Condition, opened: float) -> None:
        behind = 0.0
        while True:
            try:
                content = source.recv(_PACKET)
            except OSError:
                return
            if self._is_down():
                return
            behind = max(behind, self._arrival(way, len(content), opened))
            with ready:
                packets.append((behind, content))
                ready.notify()
            if not content:
                return

    def _arrival(self, way: str, size: int, opened: float) -> float:
        """When a packet that is sent now arrives, and its bytes counted."""
        rate = getattr(self._profile, way)
        with self._lock:
            start = max(time.monotonic(), opened, self._free[way])
            if size and rate:
                self._free[way] = start = start + (size + _HEADER) * 8 / rate
            arrival = start + self._profile.delay
            if size and self._chance.random() < self._profile.loss:
                arrival += 2 * self._profile.delay
            if size:
                self._count[way] += size
                self._count["turns"] += way == "up" and self._spoke == "down"
                self._spoke = way
                self._last = max(self._last, arrival)
        # A sender is held back by the queue: it does not run more than 32 kB ahead of the line.
        if rate and (ahead := start - time.monotonic() - 32_000 * 8 / rate) > 0:
            time.sleep(ahead)
        return arrival

    def _write(self, target: socket.socket, packets: Any, ready: threading.Condition) -> None:
        while True:
            with ready:
                while not packets:
                    ready.wait()
                at, content = packets.popleft()
            time.sleep(max(0.0, at - time.monotonic()))
            try:
                if self._is_down():
                    return
                if not content:
                    target.shutdown(socket.SHUT_WR)
                    return
                target.sendall(content)
            except OSError:
                return

    def _is_down(self) -> bool:
        if not self._profile.cut_every or self._cuts_from is None:
            return False
        return (time.monotonic() - self._cuts_from) % (self._profile.cut_every + self._profile.cut_for) >= self._profile.cut_every

    def _cut(self) -> None:
        was_down = False
        while not self._is_over:
            if self._is_down() and not was_down:
                with self._lock:
                    self._count["cuts"] += 1
                    self._free = {"up": 0.0, "down": 0.0}
                self._reset_all()
            was_down = self._is_down()
            time.sleep(0.02)

    def _reset_all(self) -> None:
        with self._lock:
            live, self._live = self._live, []
        for one in live:
            _reset(one)


def _reset(one: socket.socket) -> None:
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    one.close()
