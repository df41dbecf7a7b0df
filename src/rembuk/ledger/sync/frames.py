"""One stream of frames of acts: each is compressed together with all before it, and can be read as soon as it is whole.

A frame is the text of `outlines.py` in the bytes of `signs.py`, in one zstd stream that is flushed before the form feed and after the frame.
The stream begins with the wordbook's preset dictionary, without its id, content size or checksum. What is read is bounded: a frame may
unpack to `MOST_UNPACKED` bytes and not more.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import zstandard

from rembuk.ledger.sync import columns, signs
from rembuk.ledger.sync.columns import Stream, Unreadable
from rembuk.ledger.sync.outlines import Outlines
from rembuk.ledger.sync.wordbook import Wordbook
from rembuk.record.act import Act

LEVEL = 19
WINDOW_LOG = 20
MOST_UNPACKED = 1 << 20
_SLICE = 64
"""Bytes unpacked at once: a block of four bytes may stand for 128 kB, so no more than 2 MB come of one slice."""

ACTS_A_FRAME = 320
"""Written into one frame, about 6 kB: half a second of the slowest line, and what a cut costs at most."""


class Packer:
    """Turns acts into the frames of one stream."""

    def __init__(self, book: Wordbook) -> None:
        settings = zstandard.ZstdCompressionParameters.from_level(
            LEVEL, window_log=WINDOW_LOG, write_content_size=False, write_checksum=False, write_dict_id=False
        )
        self._zstd = zstandard.ZstdCompressor(compression_params=settings, dict_data=_dictionary(book)).compressobj()
        self._stream, self._outlines = Stream(book), Outlines()

    def frame(self, acts: Sequence[Act]) -> bytes:
        """The next frame."""
        parts = self._outlines.write(columns.write(acts, self._stream))
        return b"".join(map(self._flushed, parts))

    def _flushed(self, part: str) -> bytes:
        return self._zstd.compress(signs.to_bytes(part)) + self._zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


class Unpacker:
    """Turns the frames of one stream back into acts, in the order in which they were written."""

    def __init__(self, book: Wordbook) -> None:
        settings = zstandard.ZstdDecompressor(dict_data=_dictionary(book), max_window_size=1 << WINDOW_LOG)
        self._zstd = settings.decompressobj(write_size=1 << 17)
        self._stream, self._outlines = Stream(book), Outlines()

    def frame(self, packed: bytes) -> list[Act]:
        """The acts of the next frame, by clock and id. Raises Unreadable for one that is damaged or unpacks to too much."""
        try:
            told = self._outlines.read(signs.to_text(self._unpacked(packed)))
        except Unreadable:
            raise
        except (zstandard.ZstdError, msgspec.DecodeError, ValueError, TypeError, IndexError, RecursionError, EOFError) as error:
            raise Unreadable(f"bingkai rusak: {error}") from error
        return columns.read(told, self._stream)

    def _unpacked(self, packed: bytes) -> bytes:
        content = bytearray()
        for start in range(0, len(packed), _SLICE):
            content += self._zstd.decompress(packed[start : start + _SLICE])
            if len(content) > MOST_UNPACKED:
                raise Unreadable("bingkai membesar melampaui batas; kiriman ini tidak dibuat oleh Rembuk")
        return bytes(content)


def _dictionary(book: Wordbook) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(book.dictionary) if book.dictionary else None
