"""What an office is called, for lists that name offices by their code."""

from __future__ import annotations

import time

from rembuk.desk.offices.models import Office

#: A name changes rarely; so long a page may still show the old one.
_KEPT_SECONDS = 60
_kept: dict[str, tuple[float, str]] = {}


def office_name(code: str) -> str:
    """The name of the office; the code itself for an office this node does not know, "" for none."""
    if not code:
        return ""
    now = time.monotonic()
    until, name = _kept.get(code, (0.0, ""))
    if now >= until:
        name = Office.objects.filter(code=code).values_list("name", flat=True).first() or code
        _kept[code] = (now + _KEPT_SECONDS, name)
    return name
