"""The tree of offices: what lies below an office."""

from __future__ import annotations

from rembuk.desk.offices.models import Office


def subtree_of(code: str) -> frozenset[str]:
    """The office itself and every office below it; one query a level."""
    found, frontier = {code}, {code}
    while frontier:
        below = set(Office.objects.filter(parent__in=frontier).values_list("code", flat=True))
        frontier = below - found
        found |= frontier
    return frozenset(found)
