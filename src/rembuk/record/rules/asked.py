"""What a rule is given: the act somebody wants to add, and the case it would be added to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from rembuk.record.act import Author
from rembuk.record.case import Case, Thing


class Asked(NamedTuple):
    """The act somebody wants to add, the case as it is, and the legal day.

    `suspect` is the one it would be about ("" all); `packet_due` the last day by which an agreement must be performed, if known;
    `awaited` are the milestones that surely open steps of the law wait for.
    """

    case: Case
    kind: str
    fields: Mapping[str, Any]
    author: Author
    on: date
    suspect: str = ""
    packet_due: date | None = None
    awaited: frozenset[str] = frozenset()

    def thing(self, kind: str) -> Thing | None:
        """The thing of that kind the act points at."""
        return self.case.thing(kind, self.fields.get(kind))
