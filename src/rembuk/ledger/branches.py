"""When a chain has two continuations: a copied or restored device went on writing, and both have acts with the same numbers.

Both are kept. The one that a hub has first keeps the device's code; the other becomes a *branch*: from the first act that differs, its acts
bear a code of their own, made from the device, that number and the hash of that act, so that every store makes the same one.

What was signed stays signed. A branch's acts are *presented* under the branch's code, also where they point at each other; their *signed* form
has the device's code there, and hashes and seals are those of the signed form.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from rembuk.ledger.chain import canonical_act, hash_of, header_of
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.seal import Seal, message_of
from rembuk.ledger.seal import seal as sealed_by
from rembuk.record.act import Act, act_id

_REFERENCE = re.compile(r"([a-z2-7]{4,8})\.([1-9]\d{0,17})(/.*)?", re.ASCII | re.DOTALL)
_MOST_STEPS = 100


class Step(NamedTuple):
    """The branch `code` continues `device` from its act number `first`."""

    code: str
    device: str
    first: int


class Lineage(NamedTuple):
    """How a branch goes back to the device whose code its acts are signed with; no steps for a device itself."""

    steps: tuple[Step, ...] = ()

    def signed(self, act: Act) -> Act:
        """A presented act as it was signed."""
        for step in self.steps:
            act = _renamed(act, step.code, step.device, step.first)
        return act

    def presented(self, act: Act) -> Act:
        """A signed act under the branch's code."""
        for step in reversed(self.steps):
            act = _renamed(act, step.device, step.code, step.first)
        return act

    def signed_as(self, code: str) -> str:
        """The code that the device of this code signs with."""
        return self.steps[-1].device if self.steps else code

    def place_before(self, code: str, number: int) -> tuple[str, int]:
        """Device and number of the act before the device's act of that number: a branch begins after an act of the other."""
        place = code, number - 1
        for step in self.steps:
            if place[1] < step.first:
                place = step.device, place[1]
        return place

    def hash_after(self, before: bytes, act: Act, body: bytes) -> bytes:
        """The hash of an act that follows the hash `before`; `body` is its presented body."""
        if self.steps:
            act, body = canonical_act(self.signed(act))
        return hash_of(before, header_of(act.case, act.kind, act.device, act.number, act.clock), body)

    def sealed(self, key: DeviceKey, code: str, last: int, head: bytes, sealed_ms: int) -> Seal:
        """The seal of this key over the act number `last` of the device of this code."""
        if self.signed_as(code) == key.code:
            return sealed_by(key, last, head, sealed_ms)._replace(device=code)
        return Seal(code, last, head, sealed_ms, key.sign(message_of(self.signed_as(code), last, head, sealed_ms)))

    def is_sealed(self, seal: Seal, public_key: bytes) -> bool:
        """Whether the holder of the key made the seal."""
        return seal._replace(device=self.signed_as(seal.device)).is_by(public_key)


ITSELF = Lineage()
"""Of a device that is no branch."""


def code_of(device: str, first: int, digest: bytes) -> str:
    """The code of the branch of a device whose first act has this number and hash."""
    made = sha256(f"rembuk-branch-1\n{device}\n{first}\n".encode() + digest).digest()
    return base64.b32encode(made[:5]).decode().lower()


def steps_of(cursor: Any) -> Mapping[str, Step]:
    """Every branch of this store by its code."""
    cursor.execute("select code, device, first from ledger_branch")
    return {code: Step(code, device, first) for code, device, first in cursor.fetchall()}


def lineage_of(cursor: Any, code: str) -> Lineage:
    """How the device of this code goes back."""
    return lineage_in(steps_of(cursor).get, code)


def lineage_in(step_of: Callable[[str], Step | None], code: str) -> Lineage:
    """The same, from known steps."""
    steps: list[Step] = []
    while (step := step_of(code)) is not None and len(steps) < _MOST_STEPS:
        steps.append(step)
        code = step.device
    return Lineage(tuple(steps))


def _renamed(act: Act, old: str, new: str, first: int) -> Act:
    """The act with what belongs to `old` from number `first` on under the code `new`."""

    def name(text: str) -> str:
        found = _REFERENCE.fullmatch(text)
        return f"{new}.{found[2]}{found[3] or ''}" if found and found[1] == old and int(found[2]) >= first else text

    device = new if act.device == old else act.device
    seen = tuple(map(name, act.seen))
    return act._replace(id=act_id(device, act.number), case=name(act.case), device=device, seen=seen, fields=_walk(act.fields, name))


def _walk(value: Any, name: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return name(value)
    if isinstance(value, Mapping):
        return {key: _walk(item, name) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(item, name) for item in value]
    return value

