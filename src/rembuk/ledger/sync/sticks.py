"""Acts on a stick: an exchange whose line is a person with a file in the pocket.

A node exports a request for its hub, the hub imports it and writes an answer, which is the receipt and brings what is new, and the node imports
that. A hub may also write an answer that nobody asked for. Importing a file twice changes nothing.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connections

from rembuk.ledger.forks import own_code
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.store import Ledger, Project
from rembuk.ledger.sync import bundles, records
from rembuk.ledger.sync.answer import Sending, check_at
from rembuk.ledger.sync.bundles import ANSWER, REQUEST, About, Bundle, BundleProblem
from rembuk.ledger.sync.cards import Card
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.sync.exchange import Cursor, Request, UnderWay
from rembuk.ledger.sync.hub import HubSide, Scope
from rembuk.ledger.sync.models import Contact, Hub
from rembuk.ledger.sync.node import MOST_ACTS, NodeSide
from rembuk.ledger.sync.pushed import heads_of
from rembuk.ledger.sync.said import Outcome
from rembuk.ledger.sync.taking import Taking

_LEAST_ACTS = 10
_ROOM_BYTES = 400
"""What a bundle costs beside its contents, and then some."""


class Imported(NamedTuple):
    """What came of a file: the bundle's own words, what it came to, and the answer that goes back to its sender, if there is one."""

    about: About
    sender: str
    outcome: Outcome
    answer: bytes | None


def export_request(ledger: Ledger, key: DeviceKey, hub: Card, now: datetime, part_bytes: int | None = None) -> list[bytes]:
    """Files for this node's hub, each at most so large, with all that the hub has not confirmed."""
    node, sender = NodeSide(ledger, key, hub.code), own_code(ledger.using, key.code)
    parts, after = list[tuple[bytes, int]](), dict[str, int]()
    while True:
        contents, count = _request(node, now, part_bytes, after)
        if parts and not count:
            break
        parts.append((contents, count))
        if not count:
            break
    turn = node.state.turn
    return _sealed(REQUEST, [(contents, count, turn) for contents, count in parts], (0, 0), key, sender, hub, now)


def _request(node: NodeSide, now: datetime, part_bytes: int | None, after: dict[str, int]) -> tuple[bytes, int]:
    """The next request that fits, and how many acts are in it; `after` goes on with them."""
    most = MOST_ACTS
    while True:
        contents, acts = node.request(now, most, after)
        if part_bytes is None or len(contents) + _ROOM_BYTES <= part_bytes or most <= _LEAST_ACTS:
            break
        most = max(_LEAST_ACTS, int(min(most, len(acts)) * 0.9 * part_bytes / (len(contents) + _ROOM_BYTES)))
    for act in acts:
        after[act.device] = max(after.get(act.device, 0), act.number)
    return contents, len(acts)


def export_answer(ledger: Ledger, key: DeviceKey, node: Card, scope: Scope, now: datetime, part_bytes: int | None = None) -> list[bytes]:
    """Files for a node of this hub with what it may hold and, as far as is known here, does not have."""
    contact = Contact.objects.using(ledger.using).filter(device=node.code).first()
    position, grant = (contact.position, contact.grant) if contact else (0, 0)
    cursor = Cursor(position, grant, check_at(ledger.using, position))
    parts: list[tuple[bytes, int, int]] = []
    way: UnderWay | None = None
    while True:
        request = Request(node.code, 0, now, heads_of(ledger.using, [node.code])[node.code], cursor, way, b"")
        sending = Sending(ledger, key, request, scope(node.code))
        contents = b"".join(sending.records([], None if part_bytes is None else max(1, part_bytes - 4 * _ROOM_BYTES)))
        if contents or not parts:
            parts.append((contents, _count(contents), 0))
        way = sending.under_way
        if way is None:
            return _sealed(ANSWER, parts, (position, grant), key, key.code, node, now)


def _count(contents: bytes) -> int:
    """How many acts the frames of an answer bring."""
    from rembuk.ledger.sync.frames import Unpacker
    from rembuk.ledger.sync.wordbook import wordbook

    unpacker, count = Unpacker(wordbook()), 0
    for record in records.read_all(contents):
        if record.kind == "F":
            from rembuk.ledger.sync import bits

            reader = bits.Reader(record.content)
            reader.number()
            count += len(unpacker.frame(record.content[reader.place :]))
    return count


def _sealed(
    kind: str, parts: Sequence[tuple[bytes, int, int]], base: tuple[int, int], key: DeviceKey, sender: str, receiver: Card, now: datetime
) -> list[bytes]:
    together = secrets.token_bytes(8)
    return [
        bundles.seal(kind, contents, About(turn, base, together, place, len(parts), now, count), key, sender, receiver)
        for place, (contents, count, turn) in enumerate(parts, 1)
    ]


def import_files(
    ledger: Ledger, key: DeviceKey, files: Sequence[bytes], now: datetime, *, hub_side: HubSide | None = None, project: Project | None = None
) -> list[Imported]:
    """Takes in the files, parts in their order. Raises BundleProblem for the first that is refused: nothing of that file is taken in."""
    code = own_code(ledger.using, key.code)
    opened = [bundles.open_file(content, key, code, lambda sender: _public_key(ledger.using, sender)) for content in files]
    whole = {one.about.set: {other.about.part for other in opened if other.about.set == one.about.set} for one in opened}
    out = []
    for bundle in sorted(opened, key=lambda one: (one.about.made, one.about.set, one.about.part)):
        is_whole = whole[bundle.about.set] == set(range(1, bundle.about.parts + 1))
        out.append(_answered(ledger, key, bundle, now, hub_side) if bundle.kind == REQUEST else _taken(ledger, key, bundle, now, project, is_whole))
    return out


def _answered(ledger: Ledger, key: DeviceKey, bundle: Bundle, now: datetime, side: HubSide | None) -> Imported:
    """A node's request: taken in, and answered for the way back."""
    if side is None:
        raise BundleProblem("bundel ini permintaan sebuah node; impor di hub", "this bundle is a node's request; import it at the hub")
    answer = side.answer(bundle.contents, now, by_file=True)
    if answer.status != 200:
        says = answer.says or ("permintaan ditolak", "the request was refused")
        raise BundleProblem(*says)
    contents = b"".join(answer.records)
    card = Card(bundle.sender, b"", bundle.box_key)
    turn, base = _asked(bundle)
    about = About(turn, base, secrets.token_bytes(8), 1, 1, now, _count(contents))
    sealed = bundles.seal(ANSWER, contents, about, key, key.code, card)
    return Imported(bundle.about, bundle.sender, Outcome(taken=bundle.about.acts), sealed)


def _asked(bundle: Bundle) -> tuple[int, tuple[int, int]]:
    from rembuk.ledger.sync import exchange

    request = exchange.read(bundle.contents)
    return request.turn, (request.cursor.position, request.cursor.grant)


def _taken(ledger: Ledger, key: DeviceKey, bundle: Bundle, now: datetime, project: Project | None, is_whole: bool) -> Imported:
    """A hub's answer: taken in group by group; the cursor moves when it leads on from where this node stands and no part is missing."""
    state = Hub.objects.using(ledger.using).filter(code=bundle.sender).first()
    if state is None:
        raise BundleProblem(f"perangkat {bundle.sender} bukan hub node ini", f"device {bundle.sender} is not this node's hub")
    is_here = (state.position, state.grant) == bundle.about.base
    is_last = bundle.about.part == bundle.about.parts
    taking = Taking(ledger, key, state, project=project, now=now, turn=bundle.about.turn, in_file=True, moves=is_here and is_whole and is_last)
    try:
        for record in records.read_from(io.BytesIO(bundle.contents).read):
            taking.take(record)
    except (Unreadable, EOFError) as error:
        raise BundleProblem(
            f"bundel ini tidak dapat diambil ({error}). Impor dahulu bagian atau bundel sebelumnya, lalu ulangi",
            f"this bundle cannot be taken in ({error}). Import the earlier part or bundle first, then repeat",
        ) from error
    return Imported(bundle.about, bundle.sender, taking.finished(sent=0), None)


def _public_key(using: str, code: str) -> bytes | None:
    with connections[using].cursor() as cursor:
        cursor.execute("select public_key from ledger_device where code = %s", [code])
        row = cursor.fetchone()
    return bytes(row[0]) if row else None
