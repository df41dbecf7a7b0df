"""The workload's updates as acts of the record, and acts as updates again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from rembuk.ledger.writing import heads_after
from rembuk.record.act import Act, Author, clock_of, moment_of

OFFICE = "cabjari-wahai"


def author_of(user: str) -> Author:
    """Everybody of the workload is a prosecutor of one office."""
    return Author(user, user.replace(".", " ").title(), "prosecutor", OFFICE, "prosecution")


def acts_of(updates: Iterable[dict[str, Any]], heads: dict[str, tuple[str, ...]], newest: int = 0) -> list[Act]:
    """The updates as a store would keep them that they are written into one after the other; `heads` goes on with them."""
    out = []
    for update in updates:
        device, _, number = update["id"].rpartition(".")
        clock = newest = max(clock_of(at_of(update)), newest + 1)
        seen = heads.get(update["case"], ())
        act = Act(update["id"], update["case"], update["kind"], update["set"], author_of(update["by"]), device, int(number), clock, seen)
        heads[act.case] = heads_after(seen, act)
        out.append(act)
    return out


def at_of(update: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(update["at"]).replace(tzinfo=UTC)


def update_of(act: Act) -> dict[str, Any]:
    """The update that an act was made of."""
    at = moment_of(act.clock).replace(tzinfo=None).isoformat(timespec="minutes")
    return {"id": act.id, "case": act.case, "at": at, "by": act.author.user, "kind": act.kind, "set": dict(act.fields)}
