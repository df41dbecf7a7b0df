"""Calling a hub over HTTP: one connection kept open, patience that grows with each failure, and a pause before each new try that is never the same.

A request is one POST of bytes; the answer is read as it arrives. Whatever arrived before a line failed is kept (`node.py`), so trying again goes
on from there.
"""

from __future__ import annotations

import http.client
import json
import random
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.node import MOST_ACTS, Declined, NodeSide, Reply
from rembuk.ledger.sync.said import Outcome

PATH = "/s"
CARD_PATH = "/s/kartu"
FIRST_PATIENCE_SECONDS = 20.0
LONGEST_PATIENCE_SECONDS = 120.0
LONGEST_PAUSE_SECONDS = 60.0
TRIES = 8
_LEAST_ACTS = 100
_MOST_SAID = 10_000

#: What a bad line looks like from here.
LINE_FAILED = (OSError, EOFError, http.client.HTTPException)


class AddressProblem(ValueError):
    """The hub's address cannot be used: why, as a sentence."""


class Caller:
    """A connection to a hub at an address such as `https://hub.example.id`; `post` is what `NodeSide` asks for."""

    def __init__(self, address: str, patience_seconds: float = FIRST_PATIENCE_SECONDS) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise AddressProblem(f"alamat hub '{address}' tidak dapat dipakai; tulis misalnya https://hub.contoh.id")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._base = parts.path.rstrip("/")
        self._host = parts.netloc.rpartition("@")[2]
        self.connection = kind(parts.hostname, parts.port, timeout=patience_seconds)

    def post(self, content: bytes) -> Reply:
        """Sends a request; the reply can be read while it arrives."""
        response = self._ask("POST", PATH, content)
        if response.status in (200, 204, 409):
            return Reply(409 if response.status == 409 else 200, response.read)
        says, says_en = _said(response.read(_MOST_SAID))
        return Reply(response.status, lambda size: b"", says, says_en)

    def card(self) -> str:
        """The hub's key card, as text."""
        response = self._ask("GET", CARD_PATH, b"")
        text = response.read(_MOST_SAID).decode("utf-8", "replace").strip()
        if response.status != 200:
            raise Declined(f"Di alamat ini tidak ada hub Rembuk (jawaban {response.status}).", f"There is no Rembuk hub at this address (answer {response.status}).")
        return text

    def fetch(self, method: str, path: str, content: bytes, most_bytes: int) -> bytes:
        """The answer's bytes, at most so many. Raises Declined for any status but 200."""
        response = self._ask(method, path, content)
        body = response.read(most_bytes + 1)
        if response.status != 200 or len(body) > most_bytes:
            raise Declined(*_said(body[:_MOST_SAID]))
        return body

    def close(self) -> None:
        """Ends the connection."""
        self.connection.close()

    def _ask(self, method: str, path: str, content: bytes) -> http.client.HTTPResponse:
        connection = self.connection
        if connection.sock is None:
            connection.connect()
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # type: ignore[attr-defined]
        connection.putrequest(method, self._base + path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", self._host)
        if method == "POST":
            connection.putheader("Content-Length", str(len(content)))
        connection.endheaders(content or None)
        return connection.getresponse()


def reach(
    node: NodeSide, address: str, *, tries: int = TRIES, clock: Callable[[], datetime] = lambda: datetime.now(UTC), sleep: Callable[[float], None] = time.sleep,
    failed: Callable[[BaseException, float], None] = lambda error, pause: None,
) -> Outcome:  # fmt: skip
    """Syncs with the hub at this address, trying again when the line fails; `failed` is told of each failure and the pause after it.

    Raises the last failure when none of the tries came through, Declined when the hub refuses, StoreError when the store fails.
    """
    whole, most_acts = Outcome(), MOST_ACTS
    for attempt in range(tries):
        caller = Caller(address, min(LONGEST_PATIENCE_SECONDS, FIRST_PATIENCE_SECONDS * 1.5**attempt))
        try:
            return whole.plus(node.sync(caller.post, clock, most_acts))
        except (*LINE_FAILED, Unreadable) as error:
            if attempt + 1 == tries:
                raise
            pause = pause_seconds(attempt)
            failed(error, pause)
            sleep(pause)
            most_acts = max(_LEAST_ACTS, most_acts // 2)
        finally:
            caller.close()
    raise AssertionError(tries)


def pause_seconds(attempt: int) -> float:
    """How long to wait after the failure number `attempt` (from 0): at once at first, then longer, never the same for two devices."""
    return random.uniform(0.5, 1.5) * min(LONGEST_PAUSE_SECONDS, 0.5 * 2.0**attempt)


def _said(content: bytes) -> tuple[str, str]:
    try:
        told: Any = json.loads(content)
        return str(told["says"]), str(told["says_en"])
    except (ValueError, TypeError, KeyError):
        return "", ""
