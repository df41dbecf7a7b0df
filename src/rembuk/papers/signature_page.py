"""The result of checking a file's signatures, as a page that can be kept with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from rembuk.papers.signing import SignatureCheck
from rembuk.papers.typesetting import typeset
from rembuk.papers.words import BLANK, moment_named

_MAIN = '#import "/typst/periksa.typ": periksa\n#let d = json(bytes(sys.inputs.periksa))\n#set document(title: d.title)\n#periksa(d)'


def print_checks(checks: Sequence[SignatureCheck], file: bytes, name: str, *, at: datetime) -> bytes:
    """The validation page of a signed file; moments stand on the clock of `at` (aware)."""
    page = {
        "title": "Hasil pemeriksaan tanda tangan elektronik", "name": name, "digest": hashlib.sha256(file).hexdigest(), "checked_at": moment_named(at),
        "signatures": [_row(check, at.tzinfo) for check in checks],
    }  # fmt: skip
    return typeset(_MAIN, {"periksa": json.dumps(page, ensure_ascii=False)}, at=at)


def _row(check: SignatureCheck, zone: tzinfo | None) -> dict[str, Any]:
    return {
        "name": check.name or BLANK, "says": check.says.id, "intact": "utuh" if check.intact else "berubah", "trusted": "ya" if check.trusted else "tidak",
        "certificate": check.certificate or BLANK, "signed_at": moment_named(check.signed_at.astimezone(zone)) if check.signed_at else BLANK,
        "reason": check.reason or BLANK, "place": check.place or BLANK,
    }  # fmt: skip
