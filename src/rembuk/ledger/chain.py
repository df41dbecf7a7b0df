"""How an act becomes bytes and a hash. The same act gives the same bytes on every machine and in every language.

The *body* is one JSON object without spaces, keys in order of their Unicode code points, UTF-8, texts in Unicode NFC,
no fractions, whole numbers within +-(2**53 - 1):

    {"author":{"institution":"..","name":"..","office":"..","role":"..","user":".."},"fields":{..},"seen":[".."],"shape":1}

The *header* is one JSON array written the same way; the clock in it is a whole number of up to 63 bits:

    ["rembuk-act-1",case,kind,device,number,clock]

The *hash* of an act is SHA-256 over: the hash of the same device's act before it (32 bytes; 32 zero bytes for number 1),
the header, one line feed (0x0A), the body. Only `"`, `\\` and characters below U+0020 are escaped: \\b \\f \\n \\r \\t where
JSON has such a short form, else \\u00xx in lower case. The act's id is not hashed: it is the device, a full stop, the number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

from rembuk.record.act import Act, Author, act_id

BEGINNING = bytes(32)
"""Stands where the hash of the act before would stand, for a device's first act."""

_VERSION = "rembuk-act-1"
_LARGEST = 2**53 - 1
_DEEPEST = 32
_write = msgspec.json.Encoder(order="deterministic").encode
_read = msgspec.json.Decoder().decode


class NotCanonical(ValueError):
    """A value that cannot be written the same way everywhere; the message names it and where it stands."""


def canonical(value: Any, where: str = "fields", depth: int = 0) -> Any:
    """A copy of a JSON value as the ledger keeps it: texts in NFC, mappings as dict, sequences as list.

    Raises NotCanonical for a fraction, a number beyond 2**53 - 1, a key that is not text, half a surrogate pair,
    nesting deeper than 32, or anything JSON does not know.
    """
    if isinstance(value, str):
        return _text(value, where)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise NotCanonical(f"{where}: bilangan {value} melampaui 2^53 - 1; tulis sebagai teks")
        return int(value)
    if depth >= _DEEPEST:
        raise NotCanonical(f"{where}: susunan lebih dalam daripada {_DEEPEST} tingkat")
    if isinstance(value, Mapping):
        return _mapping(value, where, depth)
    if isinstance(value, list | tuple):
        return [canonical(item, f"{where}[{index}]", depth + 1) for index, item in enumerate(value)]
    raise NotCanonical(f"{where}: nilai {value!r} ({type(value).__name__}) tidak dapat disimpan; pakai teks, bilangan bulat, ya/tidak, daftar")


def body_of(fields: Mapping[str, Any], author: Author, seen: tuple[str, ...], shape: int) -> bytes:
    """The body's bytes; every value must already be canonical."""
    return _write({"author": author._asdict(), "fields": fields, "seen": seen, "shape": shape})


def header_of(case: str, kind: str, device: str, number: int, clock: int) -> bytes:
    """The header's bytes."""
    return _write([_VERSION, case, kind, device, number, clock])


def hash_of(before: bytes, header: bytes, body: bytes) -> bytes:
    """The hash (32 bytes) of an act whose device's previous act has the hash `before`."""
    return sha256(b"".join((before, header, b"\n", body))).digest()


def canonical_act(act: Act) -> tuple[Act, bytes]:
    """The act as the ledger keeps it, and its body; raises NotCanonical."""
    author = Author(*(_text(part, f"author.{name}") for name, part in act.author._asdict().items()))
    case, kind, device = _text(act.case, "case"), _text(act.kind, "kind"), _text(act.device, "device")
    seen = tuple(_text(one, "seen") for one in act.seen)
    fields = canonical(act.fields)
    if not isinstance(fields, dict):
        raise NotCanonical(f"fields: harus pemetaan nama ke nilai, bukan {type(act.fields).__name__}")
    kept = Act(act_id(device, act.number), case, kind, fields, author, device, act.number, act.clock, seen, act.shape)
    return kept, body_of(fields, author, seen, act.shape)


def act_from(case: str, kind: str, device: str, number: int, clock: int, body: bytes) -> Act:
    """The act that a row holds; raises ValueError where the body is not one."""
    try:
        parts = _read(body)
        author, fields, seen = Author(**parts["author"]), parts["fields"], tuple(parts["seen"])
        return Act(act_id(device, number), case, kind, fields, author, device, number, clock, seen, parts["shape"])
    except (KeyError, TypeError, ValueError) as error:  # msgspec's errors are ValueErrors
        raise ValueError(f"isi tindakan {act_id(device, number)} tidak terbaca: {error}") from error


def _mapping(value: Mapping[Any, Any], where: str, depth: int) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"{where}: nama {key!r} bukan teks")
        name = _text(key, where)
        if name in kept:
            raise NotCanonical(f"{where}: nama {name!r} muncul dua kali")
        kept[name] = canonical(item, f"{where}.{name}", depth + 1)
    return kept


def _text(value: str, where: str) -> str:
    if not isinstance(value, str):
        raise NotCanonical(f"{where}: {value!r} bukan teks")
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical(f"{where}: teks memuat separuh pasangan surrogate") from error
    return unicodedata.normalize("NFC", value)
