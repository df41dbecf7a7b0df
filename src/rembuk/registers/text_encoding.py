"""The letters of a text file, in whatever encoding an office's program saved them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rembuk.registers.table import Sentence, TableProblem

_HEAD = 1 << 16
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_WHOLE_LETTERS = re.compile("[^\x00-\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text as UTF-8 bytes, the encoding it was in, and what to know about that."""

    data: bytes
    encoding: str
    notes: tuple[Sentence, ...] = ()


def decode(data: bytes) -> Decoded | TableProblem:
    """The text of a file; a problem when it is not text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _recoded(data[len(bom) :], encoding)
    if unmarked := _without_bom(data):
        return _recoded(data, unmarked)
    if _looks_binary(data[:_HEAD].decode("latin-1")):
        return _not_text()
    if data.isascii():
        return Decoded(data, "utf-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    return Decoded(data, "utf-8")


def _recoded(data: bytes, encoding: str) -> Decoded | TableProblem:
    text = data.decode(encoding, errors="replace")
    if _looks_binary(text[:_HEAD]):
        return _not_text()
    return Decoded(text.encode("utf-8", errors="replace"), encoding, _damaged(text.count("\ufffd")))


def _without_bom(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of plain letters is zero."""
    head = data[: _HEAD // 2 * 2]
    zeros = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or max(zeros) * 5 < len(head) or min(zeros) * 20 > len(head):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _looks_binary(head: str) -> bool:
    return len(_NOT_TEXT.findall(head)) * 100 > len(head) or "\x00" in head


def _not_text() -> TableProblem:
    return TableProblem(
        "bukan teks dan bukan buku kerja; buka dengan program asalnya lalu simpan sebagai CSV atau XLSX",
        "is neither text nor a workbook; open it in its own program and save it as CSV or XLSX",
    )


def _not_utf8(data: bytes) -> Decoded:
    """UTF-8 with a few broken letters, else the encoding of older spreadsheets, else the likeliest one."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if len(_WHOLE_LETTERS.findall(text)) > 2 * broken:
        return Decoded(text.encode(), "utf-8", _damaged(broken))
    for encoding in ("cp1252", _likeliest(data), "latin-1"):
        try:
            return Decoded(data.decode(encoding).encode(), encoding, (_guessed(encoding),))
        except (UnicodeDecodeError, LookupError):
            continue
    raise AssertionError("latin-1 membaca semua byte")


def _likeliest(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_HEAD], cp_isolation=["cp850", "cp437", "mac_roman", "latin_1"]).best()
    return best.encoding if best else "latin-1"


def _damaged(letters: int) -> tuple[Sentence, ...]:
    if not letters:
        return ()
    return (
        Sentence(
            f"{letters} huruf rusak dalam berkas tampak sebagai \ufffd; periksa sel yang memuatnya",
            f"{letters} broken letters in the file show as \ufffd; check their cells",
        ),
    )


def _guessed(encoding: str) -> Sentence:
    return Sentence(
        f"Berkas bukan UTF-8, dibaca sebagai {encoding}; periksa huruf beraksen dan tanda baca, atau simpan ulang sebagai UTF-8",
        f"The file is not UTF-8 and was read as {encoding}; check accented letters, or save it again as UTF-8",
    )
