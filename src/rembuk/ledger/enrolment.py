"""Which devices may write in this store: enrolled once with their public key, revoked once, never edited."""

from __future__ import annotations

from datetime import datetime

from rembuk.ledger.errors import DeviceMismatch, DeviceRevoked, DeviceUnknown
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.models import Device, DeviceRevocation
from rembuk.ledger.rows import Head


def checked(head: Head | None, device: DeviceKey) -> Head:
    """The head of a device that may write; raises DeviceUnknown, DeviceMismatch or DeviceRevoked for another."""
    if head is None:
        raise unknown(device.code)
    if head.public_key != device.public_key:
        raise mismatch(device.code)
    if head.is_revoked:
        raise DeviceRevoked(
            f"perangkat {device.code} sudah dicabut haknya; catatan tidak disimpan, hubungi pengelola kantor",
            f"device {device.code} has been revoked; nothing was saved, ask the administrator of the office",
        )
    return head


def enrol(using: str, code: str, public_key: bytes, office: str, label: str, by: str, now: datetime) -> None:
    """Adds the device; nothing happens where it already stands with this key."""
    if len(public_key) != 32:
        raise ValueError(f"kunci publik perangkat {code}: {len(public_key)} bita, seharusnya 32")
    known = Device.objects.using(using).filter(code=code).first()
    if known is None:
        Device.objects.using(using).create(
            code=code, public_key=public_key, office=office, label=label, enrolled_at=now, enrolled_by=by
        )
    elif bytes(known.public_key) != public_key:
        raise mismatch(code)


def revoke(using: str, code: str, reason: str, by: str, now: datetime) -> None:
    """Adds the revocation; the first one stands."""
    if not Device.objects.using(using).filter(code=code).exists():
        raise unknown(code)
    DeviceRevocation.objects.using(using).get_or_create(
        device=code, defaults={"revoked_at": now, "revoked_by": by, "reason": reason}
    )


def unknown(code: str) -> DeviceUnknown:
    """The error for a device that this store has not enrolled."""
    return DeviceUnknown(
        f"perangkat {code} belum terdaftar di penyimpanan ini; daftarkan dahulu kunci publiknya",
        f"device {code} is not enrolled in this store; enrol its public key first",
    )


def mismatch(code: str) -> DeviceMismatch:
    """The error for a device that came with another key than the enrolled one."""
    return DeviceMismatch(
        f"perangkat {code} terdaftar dengan kunci lain; pakai berkas kunci aslinya atau daftarkan perangkat baru",
        f"device {code} is enrolled with another key; use its original key file or enrol a new device",
    )
