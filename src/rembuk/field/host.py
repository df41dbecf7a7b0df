"""What the kit's addresses ask of the program they are part of: who somebody is, what he may hold, where files are kept.

Nouns. The *host* is the desk of an office node or hub. The setting `FIELD_HOST` names it (a dotted path to a class with these
methods; the desk's own by default), because this room knows casework but no accounts, no offices and no policy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from rembuk.record.act import Act, Author

if TYPE_CHECKING:
    from rembuk.casework.acting import Casework


DEFAULT = "rembuk.desk.field_kit.host.DeskHost"


class Place(NamedTuple):
    """The office somebody works in: code, name, head of its letters, time zone (WIB, WITA, WIT), stage, region ("" where none is known)."""

    code: str
    name: str
    letterhead: str
    zone: str
    stage: str
    region: str


class Letter(NamedTuple):
    """A letter a kit offers: its series, its name in both languages, what stands in it (session, minutes or agreement)."""

    series: str
    name: str
    name_en: str
    body: str


class Reserved(NamedTuple):
    """Numbers `first` to `last`, both included (none where `last` is smaller), written as `pattern` says with `unit` for the office.

    The blanks of a pattern are n, n:03, day, month, roman_month, year, short_year, unit, series.
    """

    first: int
    last: int
    pattern: str
    unit: str


class Host(Protocol):
    """The desk, as the kit's addresses need it."""

    def casework(self) -> Casework:
        """The record of this node."""
        ...

    def visitor(self, request: HttpRequest) -> Author | None:
        """Who is signed in, in the post he acts in; None where that post brings no cases with it."""
        ...

    def governed(self, request: HttpRequest, office: str, page: str) -> tuple[Place, Sequence[Author], Any]:
        """The office, the people of it for whom the visitor may prepare and revoke kits, and the page of the list they stand on.

        Raises PermissionDenied or Http404 where the office is not his to administer.
        """
        ...

    def log(self, request: HttpRequest, about: str) -> None:
        """Say in the access log what was done with a kit."""
        ...

    def page(self, request: HttpRequest, told: Mapping[str, Any]) -> HttpResponse:
        """The page about kits, in the host's own look."""
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

    def may_write(self, author: Author, kind: str) -> bool:
        """Whether somebody in that role may do acts of this kind on a device at all."""
        ...

    def letters(self, author: Author) -> Sequence[Letter]:
        """The letters somebody of that office writes away from it."""
        ...

    def reserve(self, device: str, office: str, series: str, year: int, size: int) -> Reserved:
        """Numbers of a letter that from now on only this device gives."""
        ...

    def took_in(self, acts: Iterable[Act], now: datetime) -> None:
        """Bring lists, registers and numbers up to date; in the transaction that takes the acts in."""
        ...

    def complete(self, acts: Iterable[Act], now: datetime) -> None:
        """Add what only this node can tell of acts that are taken in; the same acts again add nothing."""
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
