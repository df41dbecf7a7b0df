"""Devices as one store tells another of them: code, public key, office, and which device a branch continues."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections

from rembuk.ledger import enrolment
from rembuk.ledger.branches import Step
from rembuk.ledger.forks import adopt
from rembuk.ledger.sync import records
from rembuk.ledger.sync.columns import Unreadable
from rembuk.ledger.witness import key_line

_KEY_BYTES = 32
_MOST = 5000


class Introduced(NamedTuple):
    """A device: its code, public key (32 bytes), office, label, who enrolled it; the device and first number where it is a branch."""

    code: str
    public_key: bytes
    office: str
    label: str
    by: str
    branch_of: str = ""
    first: int = 0

    @property
    def line(self) -> str:
        """What a witness signs of it."""
        return key_line(self.code, self.public_key, self.branch_of, self.first)


def write(devices: Iterable[Introduced]) -> bytes:
    """The contents of a record of introductions."""
    return records.told([[one.code, base64.b64encode(one.public_key).decode(), *one[2:]] for one in devices])


def read(content: bytes) -> list[Introduced]:
    """The devices in a record of introductions. Raises Unreadable."""
    rows = records.untold(content)
    try:
        out = [
            Introduced(_text(code), base64.b64decode(key, validate=True), _text(office), _text(label), _text(by), _text(branch_of), int(first))
            for code, key, office, label, by, branch_of, first in rows[:_MOST]
        ]
    except (TypeError, ValueError) as error:
        raise Unreadable(f"daftar perangkat tidak terbaca: {error}") from error
    if any(len(one.public_key) != _KEY_BYTES or one.first < 0 for one in out):
        raise Unreadable("kunci perangkat tidak 32 bita")
    return out


def known_here(using: str, codes: Collection[str]) -> list[Introduced]:
    """What this store knows of these devices; devices that their branches continue come before them."""
    if not codes:
        return []
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select d.code, d.public_key, d.office, d.label, d.enrolled_by, b.device, b.first"
            " from ledger_device d left join ledger_branch b on b.code = d.code"
        )
        rows = {row[0]: Introduced(row[0], bytes(row[1]), row[2], row[3], row[4], row[5] or "", row[6] or 0) for row in cursor.fetchall()}
    out: dict[str, Introduced] = {}
    for code in sorted(codes):
        line: list[Introduced] = []
        while code in rows and code not in out:
            line.append(rows[code])
            code = rows[code].branch_of
        out |= {one.code: one for one in reversed(line)}
    return list(out.values())


def enrol_all(using: str, devices: Iterable[Introduced], by: str, now: datetime, own: str = "") -> None:
    """Enrols the devices, and gives branches' acts that stand here their code; inside the caller's transaction.

    `own` is the code in this node's key file: a branch of what it writes becomes its own.
    """
    for one in devices:
        if one.branch_of:
            adopt(using, Step(one.code, one.branch_of, one.first), own, now)
        else:
            enrolment.enrol(using, one.code, one.public_key, one.office, one.label, by, now)


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 400:
        raise ValueError(f"{value!r} bukan teks")
    return value
