"""Files after acts: what acts name goes piece by piece when all acts have gone, and never keeps an act from going.

A node asks and offers at `/s/berkas`; its device signs each request:

    rembuk-media-1, the hub's code, GET or POST, the file's digest, where the piece starts, SHA-256 of the body in hexadecimal; a line feed after each

GET gives the piece from there on, POST brings one; both as a line of JSON, {"size", "name"}, and the bytes. POST answers with the number of bytes that are now at the hub.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec
from django.core.cache import cache
from django.db import connection
from django.db.models import Max

from rembuk.desk.cases.attachments import attachment
from rembuk.desk.sync import pieces
from rembuk.desk.sync.models import CarriedFile
from rembuk.desk.sync.pieces import read_piece
from rembuk.desk.sync.scope import cases_of_device
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.sync.calling import LINE_FAILED, Caller
from rembuk.ledger.sync.node import Declined

PATH = "/s/berkas"
FROM_HUB = "hub"
_MARK = b'"media":['
_REMEMBERED_SECONDS = 600


class Carried(NamedTuple):
    """How many files went and came whole, and how many are still to be carried."""

    sent: int
    taken: int
    left: int


def message(hub: str, method: str, digest: str, start: int, body: bytes) -> bytes:
    """What a device signs."""
    return "".join(f"{line}\n" for line in ("rembuk-media-1", hub, method, digest, start, sha256(body).hexdigest())).encode()


def note_named() -> None:
    """Writes down the files that acts name which have come since the last one found."""
    since = CarriedFile.objects.aggregate(newest=Max("position"))["newest"] or 0
    found = [
        CarriedFile(digest=digest, case_id=case, position=position)
        for position, case, body in _acts_with(_MARK, since) for digest in named_in(bytes(body))
    ]  # fmt: skip
    CarriedFile.objects.bulk_create(found, ignore_conflicts=True)


def _acts_with(words: bytes, since: int = 0) -> list[tuple[int, str, bytes]]:
    """Position, case and body of the acts after a position whose bodies hold these bytes."""
    where = {"sqlite": "instr(body, %s) > 0", "postgresql": "position(%s in body) > 0"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"select position, case_id, body from ledger_act where position > %s and {where} order by position", [since, words])
        return list(cursor.fetchall())


def named_in(body: bytes) -> Iterator[str]:
    """The digests that an act's body names."""
    if _MARK in body:
        media = msgspec.json.decode(body).get("fields", {}).get("media")
        yield from (one for one in media if isinstance(one, str) and pieces.is_digest(one)) if isinstance(media, list) else ()


def may_have(device: str, digest: str) -> bool:
    """Whether the device may hold a case with an act that names the file."""
    naming = cache.get_or_set(f"carried-file:{digest}", lambda: _cases_naming(digest), _REMEMBERED_SECONDS) or ()
    return not set(naming).isdisjoint(cases_of_device(device))


def _cases_naming(digest: str) -> list[str]:
    return sorted({case for _, case, body in _acts_with(digest.encode()) if digest in named_in(bytes(body))})


def carry(address: str, hub: str, key: DeviceKey, own: str, seconds: float | None = None) -> Carried:
    """Carries files both ways, as long as there is a line and time; what has gone is not sent again. Raises nothing for a line that fails."""
    note_named()
    caller, until, counts = Caller(address), time.monotonic() + seconds if seconds else None, {"sent": 0, "taken": 0}
    try:
        for one in CarriedFile.objects.filter(is_done=False).order_by("position"):
            if until and time.monotonic() > until:
                break
            way = "sent" if attachment(one.digest) else "taken"
            if (_send if way == "sent" else _fetch)(_Asking(caller, hub, key, own), one.digest):
                CarriedFile.objects.filter(pk=one.digest).update(is_done=True)
                counts[way] += 1
    except LINE_FAILED:
        pass
    finally:
        caller.close()
    return Carried(**counts, left=CarriedFile.objects.filter(is_done=False).count())


class _Asking(NamedTuple):
    caller: Caller
    hub: str
    key: DeviceKey
    own: str

    def ask(self, method: str, digest: str, start: int, body: bytes = b"") -> bytes | None:
        """The hub's answer; None where it has nothing to give or may not."""
        signature = base64.urlsafe_b64encode(self.key.sign(message(self.hub, method, digest, start, body))).decode()
        query = urlencode({"d": self.own, "h": digest, "f": start, "s": signature})
        try:
            return self.caller.fetch(method, f"{PATH}?{query}", body, pieces.MOST_PIECE + 2000)
        except Declined:
            return None


def _send(asking: _Asking, digest: str) -> bool:
    """Brings the hub what it lacks of the file; whether it has the whole now. The first piece is empty: it asks how much is there."""
    piece, there = pieces.piece_of(digest, 0), -1
    body = piece._replace(content=b"").written() if piece else b""
    while piece is not None and there < piece.size:
        answer = asking.ask("POST", digest, max(there, 0), body)
        now = int(answer) if answer is not None and answer.isdigit() else -1
        if now <= there:
            return False
        there, piece = now, pieces.piece_of(digest, now)
        body = piece.written() if piece else b""
    return piece is not None


def _fetch(asking: _Asking, digest: str) -> bool:
    """Gets what is missing of the file; whether it is whole now."""
    while True:
        start = pieces.here(digest, FROM_HUB)
        answer = asking.ask("GET", digest, start)
        if answer is None:
            return False
        try:
            piece = read_piece(answer)
            now = pieces.add(digest, FROM_HUB, start, piece)
        except ValueError:
            return False
        if now == piece.size:
            return True
        if now <= start:
            return False
