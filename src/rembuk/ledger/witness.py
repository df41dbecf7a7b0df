"""Another store's word: for hashes that this store cannot compute, because it holds only some acts of a device, and for an answer as a whole.

An *anchor* is the hash of an act that is not here, before the first of a run of acts that is; an *end* is the last of a run that no seal
covers. The witness signs both, the keys of devices that the receiver meets for the first time, and what else the message says:

    rembuk-witness-1 / its code / the receiver's code / then, in order, a line for each:
    act <device> <number> <hash in hex>
    key <device> <public key in hex> <device it is a branch of, or -> <first number, or 0>
    other lines, which belong to the message (`sync/closing.py`)

A line feed stands after each line. A forged anchor would have to lead, act by act, to the hash of a sealed end: the witness cannot change an
act that its device's seal covers in the same run, but its word is all there is for runs that end unsealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rembuk.ledger.keys import DeviceKey, is_signed

Place = tuple[str, int]
"""A device and the number of one of its acts."""


class Witnessed(NamedTuple):
    """Hashes by a witness's word: `anchors` to begin from, `ends` where runs end; who signed (`by`), for whom, and the signature.

    `lines` are those about devices and the message.
    """

    by: str
    receiver: str
    anchors: Mapping[Place, bytes]
    ends: frozenset[Place]
    lines: tuple[str, ...]
    signature: bytes

    def statement(self, hashes: Mapping[Place, bytes]) -> bytes:
        """The bytes that were signed, with the hashes of the ends as the receiver computed them."""
        return statement(self.by, self.receiver, {**{end: hashes.get(end, b"") for end in self.ends}, **self.anchors}, self.lines)

    def is_by(self, public_key: bytes, hashes: Mapping[Place, bytes]) -> bool:
        """Whether the holder of this key said so."""
        return is_signed(self.statement(hashes), self.signature, public_key)


def statement(by: str, receiver: str, hashes: Mapping[Place, bytes], lines: Iterable[str]) -> bytes:
    """The bytes that a witness signs."""
    acts = (f"act {device} {number} {digest.hex()}" for (device, number), digest in sorted(hashes.items()))
    return "".join(f"{line}\n" for line in ("rembuk-witness-1", by, receiver, *acts, *sorted(lines))).encode()


def testify(key: DeviceKey, by: str, receiver: str, hashes: Mapping[Place, bytes], lines: Iterable[str]) -> bytes:
    """The signature of the witness whose code is `by`."""
    return key.sign(statement(by, receiver, hashes, lines))


def key_line(code: str, public_key: bytes, branch_of: str, first: int) -> str:
    """The line about a device."""
    return f"key {code} {public_key.hex()} {branch_of or '-'} {first}"


def hashes_in(told: bytes) -> Iterator[tuple[Place, bytes]]:
    """The hashes that a kept statement tells."""
    for line in told.decode("utf-8", "replace").splitlines():
        kind, *parts = line.split(" ")
        if kind == "act" and len(parts) == 3:
            yield (parts[0], int(parts[1])), bytes.fromhex(parts[2])


def keep(cursor: Any, by: str, told: bytes, signature: bytes) -> int:
    """Writes a statement down; its number."""
    cursor.execute('insert into ledger_witness ("by", statement, signature) values (%s, %s, %s) returning id', [by, told, signature])
    (number,) = cursor.fetchone()
    return int(number)


def anchors_of(cursor: Any, device: str, numbers: Iterable[int]) -> dict[int, bytes]:
    """The hashes kept for these acts of a device."""
    wanted = list(numbers)
    if not wanted:
        return {}
    blanks = ", ".join(["%s"] * len(wanted))
    cursor.execute(f"select number, hash from ledger_anchor where device = %s and number in ({blanks})", [device, *wanted])
    return {number: bytes(digest) for number, digest in cursor.fetchall()}


def keep_anchors(cursor: Any, hashes: Mapping[Place, bytes], witness: int) -> None:
    """Writes hashes down, each once."""
    for (device, number), digest in sorted(hashes.items()):
        cursor.execute(
            "insert into ledger_anchor (device, number, hash, witness) values (%s, %s, %s, %s) on conflict (device, number) do nothing",
            [device, number, digest, witness],
        )  # fmt: skip
