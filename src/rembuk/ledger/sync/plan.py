"""What goes to a node between two points of the hub's log: the same acts in the same order whenever it is asked, so that a cut costs little.

A *plan* is a list of acts' places. First come new acts of cases the node holds, in the order of the log; then the history of cases that are
new to it, open cases before closed ones where that does not break too many chains (each break costs a hash of 32 bytes).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger.sync.grants import Held

_CLOSING = {"case_closed": True, "case_reopened": False}
_CASES_A_QUERY = 400
#: More breaks than one for so many acts, and open cases do not come first.
_ACTS_A_BREAK = 12


class Row(NamedTuple):
    """An act's place: in the log, in its device's chain, in which case; its kind."""

    position: int
    device: str
    number: int
    case: str
    kind: str

    @property
    def place(self) -> tuple[str, int]:
        """Device and number."""
        return self.device, self.number


def plan(using: str, held: Held, since: int, until: int) -> list[Row]:
    """The rows that lead a node from position `since` to `until`."""
    return [*_new_acts(using, held.continuing, since, until), *by_importance(_histories(using, held.fresh, until))]


def by_importance(rows: Sequence[Row]) -> list[Row]:
    """Open cases before closed ones, each in the order of the log; the order of the log alone where that breaks too many runs."""
    state = {row.case: _CLOSING[row.kind] for row in rows if row.kind in _CLOSING}
    closed = {case for case, is_closed in state.items() if is_closed}
    ordered = sorted(rows, key=lambda row: (row.case in closed, row.position))
    return ordered if _breaks(ordered) - _breaks(rows) <= len(rows) / _ACTS_A_BREAK else list(rows)


def _breaks(rows: Iterable[Row]) -> int:
    """How often a device's acts do not go on where they stopped."""
    last: dict[str, int] = {}
    breaks = 0
    for row in rows:
        breaks += last.get(row.device, row.number - 1) != row.number - 1
        last[row.device] = row.number
    return breaks


def _new_acts(using: str, cases: Collection[str], since: int, until: int) -> list[Row]:
    if not cases or since >= until:
        return []
    rows = _rows(using, "position > %s and position <= %s", [since, until])
    return [row for row in rows if row.case in cases]


def _histories(using: str, cases: Collection[str], until: int) -> list[Row]:
    wanted, out = sorted(cases), list[Row]()
    for start in range(0, len(wanted), _CASES_A_QUERY):
        some = wanted[start : start + _CASES_A_QUERY]
        blanks = ", ".join(["%s"] * len(some))
        out += _rows(using, f"case_id in ({blanks}) and position <= %s", [*some, until])
    return sorted(out)


def _rows(using: str, where: str, values: list[Any]) -> list[Row]:
    with connections[using].cursor() as cursor:
        cursor.execute(f"select position, device, number, case_id, kind from ledger_act where {where} order by position", values)
        return [Row(*row) for row in cursor.fetchall()]
