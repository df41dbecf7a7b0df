"""Which cases each device may hold, as a log: what changed since the last exchange is told once, and an answer that was cut can be planned again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.sync.models import Grant


class Held(NamedTuple):
    """The cases that a device holds when it has come from one grant to another.

    `continuing` it held before and still may; `fresh` are new to it, or new again; `ended` it held and no longer may.
    """

    continuing: frozenset[str]
    fresh: frozenset[str]
    ended: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """What it may hold now."""
        return self.continuing | self.fresh


def renew(using: str, device: str, scope: Collection[str]) -> int:
    """Writes down what changed in a device's scope; the number of the newest grant."""
    given = _given(using, device, None)
    ended, begun = sorted(given - set(scope)), sorted(set(scope) - given)
    Grant.objects.using(using).bulk_create([Grant(device=device, case_id=case, is_given=False) for case in ended], batch_size=500)
    Grant.objects.using(using).bulk_create([Grant(device=device, case_id=case, is_given=True) for case in begun], batch_size=500)
    return newest(using, device)


def newest(using: str, device: str) -> int:
    """The number of the device's newest grant, 0 before the first."""
    with connections[using].cursor() as cursor:
        cursor.execute("select max(id) from ledger_grant where device = %s", [device])
        (found,) = cursor.fetchone()
    return int(found or 0)


def held(using: str, device: str, since: int, until: int) -> Held:
    """What the device holds on its way from grant `since` to grant `until`."""
    before, now = _given(using, device, since), _given(using, device, until)
    touched = _touched(using, device, since, until)
    fresh = now - before | now & touched
    return Held(now - fresh, frozenset(fresh), before - now)


def _given(using: str, device: str, until: int | None) -> frozenset[str]:
    where, values = ("", [device]) if until is None else (" and id <= %s", [device, until])
    state: dict[str, bool] = {}
    for case, is_given in _rows(using, f"select case_id, is_given from ledger_grant where device = %s{where} order by id", values):
        state[case] = bool(is_given)
    return frozenset(case for case, is_given in state.items() if is_given)


def _touched(using: str, device: str, since: int, until: int) -> frozenset[str]:
    """Cases given in between: also one that was taken away and given again."""
    rows = _rows(using, "select case_id, is_given from ledger_grant where device = %s and id > %s and id <= %s", [device, since, until])
    return frozenset(case for case, is_given in rows if is_given)


def _rows(using: str, query: str, values: list[Any]) -> list[Any]:
    with connections[using].cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
