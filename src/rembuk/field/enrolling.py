"""Putting a kit into service: a code that is good once and for a quarter of an hour, and the device that comes with it.

The desk shows the code to the person it is for; whoever types it into a kit first gets a device for that person in that post. The
code is kept as a hash. The device brings its public key and gets its code, and its person's name, post and office.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.core.cache import cache

from rembuk.field.exchange import kit_of
from rembuk.field.host import Host
from rembuk.record.act import Author

LIVES_SECONDS = 15 * 60
MOST_TRIES = 10
_TRIES_SECONDS = 10 * 60
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 12
_KEY_BYTES = 32


def give_code(author: Author) -> str:
    """A new code for this person in this post, in groups of four."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    cache.set(_place(code), tuple(author), LIVES_SECONDS)
    return "-".join(code[at : at + 4] for at in range(0, _LENGTH, 4))


def may_try(address: str) -> bool:
    """Whether somebody at this address may try a code: not after ten that failed within ten minutes."""
    return int(cache.get(_tries(address), 0)) < MOST_TRIES


def note_failure(address: str) -> None:
    """Somebody at this address came with a code that opened nothing."""
    place = _tries(address)
    cache.add(place, 0, _TRIES_SECONDS)
    cache.incr(place)


def _tries(address: str) -> str:
    return f"field-tries:{hashlib.sha256(address.encode()).hexdigest()}"


def enrol(code: str, public_key: str, label: str, host: Host, now: datetime) -> dict[str, Any] | None:
    """The device's papers, {"device", "author", "kit"}; None for a code that is wrong, used or too old, or no key."""
    place, key = _place(code), _key(public_key)
    kept = cache.get(place)
    # Who deletes it has it: of two who come with one code, one gets the device.
    if kept is None or key is None or not cache.delete(place):
        return None
    author = host.holder(kept[0], kept[3], kept[2])
    if author is None:
        return None
    device = base64.b32encode(secrets.token_bytes(5)).decode().lower()
    name = " ".join(label.split())[:40]
    host.casework().ledger.enrol(device, key, office=author.office, label=f"kit {author.role}", by=author.user, now=now)
    return {
        "device": device, "label": name, "author": author._asdict(), "kit": kit_of(device, author, host, now), "hub": host.name,
        "hub_key": host.casework().device.public_key.hex(),
    }  # fmt: skip


def _key(written: str) -> bytes | None:
    try:
        key = bytes.fromhex(written)
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def _place(code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter in _LETTERS)
    return f"field-code:{hashlib.sha256(plain.encode()).hexdigest()}"
