"""Text as bytes in which the 96 characters from U+0080 on need one byte: they are the codes of frequent words.

    U+0000 to U+00DF   one byte, the code point
    U+00E0 to U+105F   two bytes: 0xE0 + n div 128, 0x80 + n mod 128, where n is the code point less 0xE0
    all others         0xFF and the code point in three bytes, the highest first
"""

from __future__ import annotations

import re

_ONE_END, _TWO_END = 0xE0, 0xE0 + 31 * 128
_LONGER = re.compile(r"[^\x00-\xdf]")
_LONG = re.compile(rb"\xff[\x00-\xff]{3}|[\xe0-\xfe][\x80-\xff]|[\xe0-\xff]")


def to_bytes(text: str) -> bytes:
    """The bytes of a text."""
    return _LONGER.sub(_spread, text).encode("latin-1")


def to_text(content: bytes) -> str:
    """The text of these bytes. Raises ValueError for what no text gives."""
    out: list[str] = []
    place = 0
    for found in _LONG.finditer(content):
        out += (content[place : found.start()].decode("latin-1"), _joined(found[0]))
        place = found.end()
    return "".join((*out, content[place:].decode("latin-1")))


def _spread(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < _TWO_END:
        above, below = divmod(point - _ONE_END, 128)
        return chr(0xE0 + above) + chr(0x80 + below)
    return "\xff" + point.to_bytes(3, "big").decode("latin-1")


def _joined(sign: bytes) -> str:
    if len(sign) == 2:
        return chr(_ONE_END + (sign[0] - 0xE0) * 128 + sign[1] - 0x80)
    point = int.from_bytes(sign[1:], "big")
    if len(sign) != 4 or not _TWO_END <= point <= 0x10FFFF or 0xD800 <= point < 0xE000:
        raise ValueError("rangkaian bita ini bukan teks")
    return chr(point)
