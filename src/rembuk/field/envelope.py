"""What a kit sends, read with limits: who signed it, and the acts in their columns.

    signature over: rembuk-field-1, path, device, milliseconds, SHA-256 of the body in hex; a line feed after each
    acts: {"first", "cases": [...], "kinds": [...], "rows": [[case, kind, clock, fields, seen, shape]]}

A row's clock is its distance from the row before it; `seen` 0 stands for the device's own act before it in the same case.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from rembuk.ledger.keys import is_signed
from rembuk.ledger.models import Device, DeviceRevocation
from rembuk.ledger.seal import Seal
from rembuk.record.act import Act, Author, act_id

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 8 * 1024 * 1024
MOST_ROWS = 2000
_MOST_SEALS = 200


class NotReadable(Exception):
    """Why a message cannot be read, in both languages."""

    def __init__(self, reason: str, reason_en: str) -> None:
        super().__init__(reason)
        self.said = (reason, reason_en)


class Sender(NamedTuple):
    """The device that signed a message, and whether it was revoked."""

    device: Device
    is_revoked: bool


def sender_of(path: str, headers: Mapping[str, str], body: bytes) -> Sender | None:
    """The device that signed this body for this address; None for an unknown device or a signature that does not fit.

    The time it says is not judged: a device may be days wrong, and a message that comes twice changes nothing.
    """
    code, ms = headers.get("Rembuk-Device", ""), headers.get("Rembuk-Time", "")
    device = Device.objects.filter(code=code).first()
    signature = _unhex(headers.get("Rembuk-Signature", ""))
    message = f"rembuk-field-1\n{path}\n{code}\n{ms}\n{hashlib.sha256(body).hexdigest()}\n".encode()
    if device is None or not is_signed(message, signature, bytes(device.public_key)):
        return None
    return Sender(device, DeviceRevocation.objects.filter(device=code).exists())


def unpacked(body: bytes, most: int = MOST_UNPACKED) -> dict[str, Any]:
    """The JSON object in a deflated body that becomes no larger than `most` bytes. Raises NotReadable."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        text = unpacker.decompress(body, most)
        told = msgspec.json.decode(text) if not unpacker.unconsumed_tail else None
    except (zlib.error, msgspec.DecodeError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise NotReadable("Kiriman rusak atau terlalu besar; kirim ulang.", "The message is damaged or too large; send it again.")
    return told


def acts_of(told: Mapping[str, Any], device: str) -> tuple[Author, tuple[Act, ...], tuple[Seal, ...]]:
    """The author, acts and seals in a message. Raises NotReadable."""
    try:
        author = Author(**{name: str(told["author"][name]) for name in Author._fields})
        acts = tuple(_acts(told["acts"], device, author)) if "acts" in told else ()
        seals = tuple(Seal(device, int(last), _unhex(head), int(ms), _unhex(mark)) for last, head, ms, mark in (told.get("seals") or [])[:_MOST_SEALS])
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise NotReadable("Isi kiriman tidak dalam bentuk yang dikenal; perbarui aplikasi.", "The message is not in a known form; update the application.") from error
    return author, acts, seals


def _acts(columns: Mapping[str, Any], device: str, author: Author) -> list[Act]:
    if len(columns["rows"]) > MOST_ROWS:
        raise ValueError("terlalu banyak baris")
    clock, last, out = 0, dict[str, str](), list[Act]()
    for place, (case_at, kind_at, step, fields, seen, shape) in enumerate(columns["rows"]):
        number, case = int(columns["first"]) + place, str(columns["cases"][case_at])
        clock += int(str(step))
        own = act_id(device, number)
        known = (last[case],) if seen == 0 else tuple(str(one) for one in seen)
        out.append(Act(own, case, str(columns["kinds"][kind_at]), dict(fields), author, device, number, clock, known, int(shape)))
        last[case] = own
    return out


def packed(act: Act) -> list[Any]:
    """An act as the kit keeps it; the clock as decimal text, for it has more digits than a number there holds."""
    return [act.case, act.kind, act.device, act.number, str(act.clock), act.author._asdict(), act.fields, list(act.seen), act.shape]


def _unhex(written: Any) -> bytes:
    try:
        return bytes.fromhex(written) if isinstance(written, str) and len(written) <= 256 else b""
    except ValueError:
        return b""
