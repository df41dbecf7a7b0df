"""The hub of a node: joined once by its key card; how both stand, for people to read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connections

from rembuk.ledger.attempts import in_one_transaction
from rembuk.ledger.store import Ledger
from rembuk.ledger.sync import unsent
from rembuk.ledger.sync.cards import Card
from rembuk.ledger.sync.models import Hub


class Standing(NamedTuple):
    """How a node stands to its hub: acts that wait for its word, since when the oldest does, when the hub last answered, what is wrong."""

    address: str
    waiting: int
    waiting_since: datetime | None
    answered_at: datetime | None
    tried_at: datetime | None
    minutes_off: int
    is_revoked: bool
    trouble: str
    trouble_en: str

    def says(self, when: str) -> str:
        """One line in Indonesian; `when` is the time of the hub's last word as people read it."""
        word = f"terakhir dikonfirmasi hub pukul {when}" if self.answered_at else "belum pernah tersambung ke hub"
        return f"{self.waiting} menunggu dikirim, {word}"

    def says_en(self, when: str) -> str:
        """The same in English."""
        word = f"last confirmed by the hub at {when}" if self.answered_at else "never connected to the hub yet"
        return f"{self.waiting} to send, {word}"


def join(ledger: Ledger, card: Card, address: str, now: datetime) -> Hub:
    """Makes this store a node of the hub of that card. The same again renews the address.

    Raises DeviceMismatch when a hub of that code is known with another key.
    """
    using = ledger.using
    ledger.enrol(card.code, card.public_key, office="", label="hub", by="hub", now=now)

    def write() -> Hub:
        hub, _ = Hub.objects.using(using).update_or_create(
            code=card.code, defaults={"address": address, "public_key": card.public_key, "box_key": card.box_key}
        )  # fmt: skip
        return hub

    return in_one_transaction(connections[using], write)


def hub_of(using: str = "default") -> Hub | None:
    """The hub that this node spoke to last, None where it has none."""
    return Hub.objects.using(using).order_by("-tried_ms", "code").first()


def standing(using: str = "default") -> Standing | None:
    """How this node stands to its hub; None where it has none."""
    hub = hub_of(using)
    if hub is None:
        return None
    rows = unsent.waiting(using, hub.code)
    return Standing(
        hub.address, sum(row.how_many for row in rows), _moment(min((row.since_ms for row in rows), default=0)), _moment(hub.answered_ms),
        _moment(hub.tried_ms), hub.minutes_off, hub.is_revoked, hub.trouble, hub.trouble_en,
    )  # fmt: skip


def note_trouble(using: str, code: str, says: str, says_en: str) -> None:
    """Keeps the sentence of a failure until the next success."""
    in_one_transaction(connections[using], lambda: Hub.objects.using(using).filter(code=code).update(trouble=says, trouble_en=says_en))


def confirmed_by_hub(device: str, using: str = "default") -> int:
    """Up to which number the hub has confirmed a device's acts; 0 where there is no hub or it has said nothing."""
    hub = hub_of(using)
    return unsent.confirmed(using, hub.code).get(device, 0) if hub else 0


def _moment(ms: int) -> datetime | None:
    return datetime.fromtimestamp(ms / 1000, UTC) if ms else None
