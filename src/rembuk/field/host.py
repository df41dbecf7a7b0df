"""What the kit's addresses ask of the program they are part of: who somebody is, what he may hold, where files are kept.

Nouns. The *host* is the desk of an office node or hub. The setting `FIELD_HOST` names it (a dotted path to a class with these
methods; the desk's own by default), because this room knows casework but no accounts, no offices and no policy.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from rembuk.record.act import Author

if TYPE_CHECKING:
    from rembuk.casework.acting import Casework


DEFAULT = "rembuk.desk.field_host.DeskHost"


class Place(NamedTuple):
    """The office somebody works in: its code and name, what stands at the head of its letters, time zone (WIB, WITA, WIT), stage."""

    code: str
    name: str
    letterhead: str
    zone: str
    stage: str


class Host(Protocol):
    """The desk, as the kit's addresses need it."""

    def casework(self) -> Casework:
        """The record of this node."""
        ...

    def visitor(self, request: HttpRequest) -> Author | None:
        """Who is signed in, in the post he acts in; None without one."""
        ...

    def holder(self, user: str, office: str, role: str) -> Author | None:
        """The person as author while he may still sign in and holds that post; None otherwise."""
        ...

    def place(self, office: str) -> Place:
        """The office of that code."""
        ...

    def cases_of(self, author: Author) -> Collection[str]:
        """The ids of the cases the person may have on a device."""
        ...

    def choices(self, author: Author) -> Mapping[str, Any]:
        """What forms offer: {"offices": [[code, name], ...], "people": [[username, name], ...]}."""
        ...

    def keep_file(self, path: Path, digest: str, kind: str) -> None:
        """Keep a photograph or recording whose bytes have this digest. Raises ValueError for one that is not kept."""
        ...

    def has_file(self, digest: str) -> bool:
        """Whether the bytes of that digest are here."""
        ...

    def confirmed(self, device: str, received: int) -> int:
        """How far the hub has confirmed a device's acts, of which this node has `received`; the hub itself: all of them."""
        ...

    @property
    def name(self) -> str:
        """What this node is called on the device."""
        ...


def host() -> Host:
    """The host that the settings name."""
    found = import_string(getattr(settings, "FIELD_HOST", DEFAULT))
    return cast(Host, found() if isinstance(found, type) else found)
