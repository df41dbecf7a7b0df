"""Acts that stand in their device's chain but count for nothing: the hub did not accept them, and says why.

An act cannot be left out of a chain without leaving out all that come after it. So it is kept, marked, and shown to its author; reading a
case passes over it, and the acts after it go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from rembuk.record.act import Act, act_id


class Refused(NamedTuple):
    """An act refused: its device and number, a code, the reason in two languages, and whose word it is (a device's code)."""

    device: str
    number: int
    code: str
    says: str
    says_en: str
    by: str
    at_ms: int = 0

    @property
    def act(self) -> str:
        """The act's id."""
        return act_id(self.device, self.number)


Judge = Callable[[Sequence[Act]], Iterable[Refused]]
"""Names those of the acts that are not accepted. It is asked within the transaction that takes them in."""


def refuse(connection: Any, refused: Iterable[Refused], now: datetime) -> frozenset[str]:
    """Marks the acts, each once, and gives the ids of all of them; inside the caller's transaction."""
    moment, ids = round(now.timestamp() * 1000), set()
    with connection.cursor() as cursor:
        for one in refused:
            ids.add(one.act)
            cursor.execute(
                'insert into ledger_refusal (device, number, code, says, says_en, "by", at_ms) values (%s, %s, %s, %s, %s, %s, %s)'
                " on conflict (device, number) do nothing",
                [one.device, one.number, one.code, one.says, one.says_en, one.by, one.at_ms or moment],
            )
    return frozenset(ids)


def refusals_of(connection: Any, acts: Iterable[tuple[str, int]]) -> list[Refused]:
    """What is refused of these acts (device, number)."""
    by_device: dict[str, list[int]] = {}
    for device, number in acts:
        by_device.setdefault(device, []).append(number)
    found: list[Refused] = []
    with connection.cursor() as cursor:
        for device, numbers in by_device.items():
            cursor.execute(
                'select device, number, code, says, says_en, "by", at_ms from ledger_refusal where device = %s and number between %s and %s order by number',
                [device, min(numbers), max(numbers)],
            )
            wanted = set(numbers)
            found += [one for row in cursor.fetchall() if (one := Refused(*row)).number in wanted]
    return found
