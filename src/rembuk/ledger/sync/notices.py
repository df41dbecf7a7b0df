"""What people should know about carrying: said once, in a sentence in Indonesian and one in English, and kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rembuk.ledger.sync.models import Notice

_SENTENCES = {
    "fork": (
        "perangkat {device} menulis dari dua salinan (cadangan dipulihkan atau disk digandakan): catatan mulai nomor {first} dari salinan kedua disimpan sebagai "
        "perangkat {branch}; keduanya tetap ada, hentikan salah satu salinan dan daftarkan perangkat baru",
        "device {device} writes from two copies (a backup restored, or a disk cloned): the acts from number {first} on of the second copy are kept as device {branch}; "
        "both remain, stop one of the copies and enrol a new device",
    ),
    "clock": (
        "jam perangkat {device} berbeda {hours} jam dari hub; urutan catatan tetap benar, betulkan tanggal dan jam perangkat",
        "the clock of device {device} is {hours} hours off the hub's; the order of acts is kept, set the device's date and time right",
    ),
    "hub-restored": (
        "hub {hub} dipulihkan dari cadangan dan kehilangan sebagian catatan; node ini mengirim ulang semua yang dimilikinya",
        "hub {hub} was restored from a backup and lost acts; this node sends again all that it has",
    ),
    "tampered": (
        "kiriman hub {hub} tidak cocok dengan segel atau tanda tangannya, tidak dipakai ({count} tindakan); sinkronkan lagi, bila berulang periksa jaringan dan hub",
        "what hub {hub} sent does not fit its seals or signature and is not used ({count} acts); sync again, if it happens again check network and hub",
    ),
    "refused": (
        "tindakan {act} ditolak hub: {says}",
        "act {act} was refused by the hub: {says_en}",
    ),
    "revoked": (
        "hub {hub} menyatakan hak perangkat {device} sudah dicabut: {reason}; catatan yang belum terkirim tetap ada di perangkat ini",
        "hub {hub} says that device {device} was revoked: {reason}; what has not been sent remains on this device",
    ),
    "withheld": (
        "perangkat {device} membawa {count} tindakan yang belum dapat diterima ({reason}); disimpan terpisah",
        "device {device} brought {count} acts that cannot be taken in ({reason}); they are kept apart",
    ),
}  # fmt: skip


def notice(using: str, code: str, about: str, now: datetime, **parts: Any) -> None:
    """Keeps a notice; one about the same thing is kept once."""
    says, says_en = _SENTENCES[code]
    told = {"says": says.format(**parts), "says_en": says_en.format(**parts), "at_ms": round(now.timestamp() * 1000)}
    Notice.objects.using(using).get_or_create(code=code, about=about, defaults=told)


def notices(using: str = "default") -> list[Notice]:
    """All notices, the newest first."""
    return list(Notice.objects.using(using).order_by("-id"))
