"""What comes of asking whether an act may be added: accepted, or refused with a reason and a way out. Both are values."""

from __future__ import annotations

from typing import NamedTuple


class Accepted(NamedTuple):
    """The act may be added; `despite` names the soft rules it passes on a written ground."""

    despite: tuple[str, ...] = ()


class Refused(NamedTuple):
    """Why not, in both languages, and what to do instead. A *soft* refusal may be passed with a ground in `despite`."""

    code: str
    reason: str
    reason_en: str
    remedy: str
    remedy_en: str
    soft: bool = False
