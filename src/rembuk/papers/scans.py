"""The paper way: a letter signed by hand, scanned, and kept with the digest of its scan."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rembuk.record.outcome import Refused

LARGEST = 25 * 1024 * 1024
_SORTS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff"}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned paper: SHA-256 in hexadecimal (the `media` of an act), its media type and size in bytes."""

    digest: str
    media_type: str
    size: int


def scan_of(file: bytes) -> Scan | Refused:
    """What a scan is; refused when it is empty, too large, or no PDF or picture by its first bytes."""
    if not file or len(file) > LARGEST:
        return Refused(
            "scan-size", f"Hasil pindai kosong atau lebih dari {LARGEST // 1024 // 1024} MB.", f"The scan is empty or larger than {LARGEST // 1024 // 1024} MB.",
            "pindai ulang dengan 200 dpi", "scan again at 200 dpi",
        )  # fmt: skip
    for start, sort in _SORTS.items():
        if file.startswith(start):
            return Scan(hashlib.sha256(file).hexdigest(), sort, len(file))
    return Refused(
        "scan-sort", "Hasil pindai bukan PDF, PNG, JPEG, atau TIFF.", "The scan is no PDF, PNG, JPEG or TIFF.", "simpan hasil pindai sebagai PDF", "save the scan as PDF"
    )
