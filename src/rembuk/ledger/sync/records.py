"""What a message is made of: records, each a letter, a length and its contents; and what each kind of record says.

    N  notice          what became of acts brought (refused, left, a branch), hours that differ, a log that was lost, a revocation
    K  confirmed       heads of devices at the sender
    G  gone            cases that the receiver may no longer hold
    P  plan            position and grant the answer leads to
    F  frame           how far in the plan it leads (none in a request), and the frame
    I  introductions   devices, with their keys
    R  refusals        acts of the group that count for nothing, with the reason
    S  seals           of devices over the acts told since the last group
    A  anchors         hashes of acts that are not sent, before or after which acts are
    W  witness         closes a group: the sender's signature over all that belongs to it (`closing.py`)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import zstandard

from rembuk.ledger.sync import bits
from rembuk.ledger.sync.columns import Unreadable

MOST_IN_RECORD = 256 * 1024
MOST_TOLD = 1 << 20
"""Bytes of JSON that a record of introductions, refusals or cases may unpack to."""

KINDS = "NKGPFIRSAW"
_SIGNATURE, _HASH = 64, 32


class Record(NamedTuple):
    """One record: its letter and its contents."""

    kind: str
    content: bytes


def written(kind: str, content: bytes = b"") -> bytes:
    """A record as bytes."""
    return kind.encode("ascii") + bits.run(content)


def read_all(content: bytes) -> Iterator[Record]:
    """The records of a whole message. Raises Unreadable."""
    reader = bits.Reader(content)
    while not reader.is_done:
        yield Record(_kind(reader.take(1)), reader.run(MOST_IN_RECORD))


def read_from(read: Callable[[int], bytes]) -> Iterator[Record]:
    """The records of a message as they arrive; `read(n)` gives n bytes, fewer only at the end.

    Raises Unreadable for what is no record, EOFError where the message ends within one.
    """
    while first := read(1):
        kind, size, shift = _kind(first), 0, 0
        while True:
            (byte,) = _exactly(read, 1)
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
            if shift > 28:
                raise Unreadable("bagian kiriman terlalu besar")
        if size > MOST_IN_RECORD:
            raise Unreadable("bagian kiriman terlalu besar")
        yield Record(kind, _exactly(read, size))


def told(value: Any) -> bytes:
    """A JSON value, compressed by itself."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return zstandard.ZstdCompressor(level=19).compress(text)


def untold(content: bytes) -> Any:
    """The value that `told` wrote. Raises Unreadable."""
    try:
        unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 21)
        return json.loads(unpacker.decompress(content, max_output_size=MOST_TOLD) if _fits(content) else b"")
    except (zstandard.ZstdError, ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(f"keterangan rusak: {error}") from error


def _fits(content: bytes) -> bool:
    """Whether the frame says how large it is and that is not too much: what says nothing is not unpacked."""
    return 0 <= zstandard.frame_content_size(content) <= MOST_TOLD


def _kind(letter: bytes) -> str:
    kind = letter.decode("latin-1")
    if kind not in KINDS:
        raise Unreadable(f"bagian {kind!r} tidak dikenal; perbarui program")
    return kind


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    content = b""
    while len(content) < size:
        part = read(size - len(content))
        if not part:
            raise EOFError("sambungan putus di tengah kiriman")
        content += part
    return content
