"""An *act*: something a person in a role did to a case at a time. Acts are added, never edited or removed.

Nouns. The *author* is who did it, in the role and office held at that time. The *device* is where it was written; its
*number* counts that device's acts from 1, and device and number together are the act's id. The *clock* is a hybrid
logical clock (Kulkarni et al. 2014): milliseconds since 1970 in the upper bits, a counter in the lower sixteen; it
orders acts of several devices the same way everywhere. *Seen* are the newest acts of the case that the author knew of.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

_COUNTER_BITS = 16


class Author(NamedTuple):
    """Who acted, as the record keeps it: names and offices may change later, this does not."""

    user: str
    name: str
    role: str
    office: str
    institution: str


class Act(NamedTuple):
    """One act. `fields` are JSON values as `acts.yaml` declares them for the kind; `shape` is the version of that declaration.

    The case of an act that opens one is the act's own id.
    """

    id: str
    case: str
    kind: str
    fields: Mapping[str, Any]
    author: Author
    device: str
    number: int
    clock: int
    seen: tuple[str, ...]
    shape: int = 1

    @property
    def at(self) -> datetime:
        """When the device says it was written (aware, UTC, to the millisecond)."""
        return moment_of(self.clock)


def act_id(device: str, number: int) -> str:
    """The id of a device's act number so-and-so."""
    return f"{device}.{number}"


def clock_of(moment: datetime, counter: int = 0) -> int:
    """The logical clock of an aware moment; raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"jam tanpa zona waktu: {moment.isoformat()}")
    return (int(moment.timestamp() * 1000) << _COUNTER_BITS) | counter


def moment_of(clock: int) -> datetime:
    """The moment a logical clock stands for."""
    return datetime.fromtimestamp((clock >> _COUNTER_BITS) / 1000, UTC)


def next_clock(now: datetime, newest: int) -> int:
    """A clock later than `newest` and, where the device's time allows, at `now`: order never runs backwards."""
    return max(clock_of(now), newest + 1)
