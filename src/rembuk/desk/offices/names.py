"""What an office is called, for lists that name offices by their code."""

from __future__ import annotations

import time
from collections.abc import Iterable

from rembuk.desk.offices.models import Office

#: A name changes rarely; so long a page may still show the old one.
_KEPT_SECONDS = 60
_kept: dict[str, tuple[float, str]] = {}


def office_name(code: str) -> str:
    """The name of the office; the code itself for an office this node does not know, "" for none."""
    return names_of([code])[code]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of offices by their codes; the code itself for an office this node does not know, "" for none."""
    wanted, now = set(codes), time.monotonic()
    asked = {code for code in wanted if code and now >= _kept.get(code, (0.0, ""))[0]}
    if asked:
        _kept.update({code: (now + _KEPT_SECONDS, name) for code, name in Office.objects.filter(code__in=asked).values_list("code", "name").order_by()})
    return {code: _kept[code][1] if code in _kept else code for code in wanted}
