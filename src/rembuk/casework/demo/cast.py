"""The offices and people of the demonstration, read from `offices.yaml` and `people.yaml`. Every person is invented.

Nouns. A *place* is an office with where it is and whose it is. A *member* is a person with one post. The acts of the stories are
theirs; a party writes under the user `publik`, who has no account.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rembuk.record.act import Author

DEMO = Path(__file__).parent


class Place(NamedTuple):
    """An office. `parent` is the office above it in its own institution ("" for none); `region` a Kemendagri code; `zone` WIB, WITA or WIT."""

    code: str
    name: str
    institution: str
    level: str
    parent: str
    region: str
    province: str
    zone: str
    address: str
    phone: str
    is_3t: bool


class Member(NamedTuple):
    """A person with a post: `title` as it stands under letters; `nip` the service number."""

    username: str
    name: str
    role: str
    office: str
    title: str
    nip: str


class Cast(NamedTuple):
    """Everybody, by code and by username."""

    places: Mapping[str, Place]
    members: Mapping[str, Member]

    def author(self, username: str) -> Author:
        """Who acts in a story. Raises KeyError for a username that is not in the cast."""
        if username == "publik":
            return Author("", "Pemohon", "party", "", "")
        member = self.members[username]
        return Author(member.username, member.name, member.role, member.office, self.places[member.office].institution)

    def zone(self, username: str) -> str:
        """The time zone a person's clock shows, WIB for the public."""
        return self.places[self.members[username].office].zone if username in self.members else "WIB"


@lru_cache(maxsize=1)
def load_cast() -> Cast:
    """The cast, offices above before those below. Raises ValueError for a parent or office that is not there."""
    places = {row["code"]: _place(row) for row in _rows("offices.yaml")}
    members = {row["username"]: Member(nip=str(row.pop("nip", "")), **row) for row in _rows("people.yaml")}
    strange = [f"{p.code}: {p.parent}" for p in places.values() if p.parent and p.parent not in places]
    strange += [f"{m.username}: {m.office}" for m in members.values() if m.office not in places]
    if strange:
        raise ValueError(f"kantor tidak dikenal dalam daftar peraga: {', '.join(strange)}")
    return Cast({p.code: p for p in _above_first(places)}, members)


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((DEMO / name).read_text(encoding="utf-8"))
    return rows


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        row["code"], row["name"], row["institution"], row["level"], row.get("parent", ""), str(row.get("region", "")),
        row.get("province", ""), row.get("zone", "WIB"), row.get("address", ""), row.get("phone", ""), bool(row.get("is_3t", False)),
    )  # fmt: skip


def _above_first(places: Mapping[str, Place]) -> list[Place]:
    def depth(place: Place) -> int:
        return 1 + depth(places[place.parent]) if place.parent else 0

    return sorted(places.values(), key=depth)
