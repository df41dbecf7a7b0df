"""What can be wrong with a ledger, and how it is said: one sentence in Indonesian and one in English for each."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is not as the ledger left it. `act` and `case` are None where no single act can be named.

    `number` is the act's, or the first of those concerned; None where the device as a whole is.
    """

    code: str
    says: str
    says_en: str
    device: str | None = None
    number: int | None = None
    act: str | None = None
    case: str | None = None


_SENTENCES = {
    "content-changed": (
        "isi atau kolom tindakan {act} (perkara {case}) diubah: sidik jarinya tidak cocok lagi dengan isinya",
        "act {act} (case {case}) was changed: its hash no longer fits its contents",
    ),
    "acts-missing": (
        "tindakan {device}.{number} sampai {device}.{last} hilang dari rantai perangkat {device}",
        "acts {device}.{number} to {device}.{last} are missing from the chain of device {device}",
    ),
    "tail-missing": (
        "tindakan {device}.{number} sampai {device}.{last} pernah disegel tetapi hilang dari akhir rantai perangkat {device}",
        "acts {device}.{number} to {device}.{last} were sealed but are missing from the end of the chain of device {device}",
    ),
    "out-of-order": (
        "urutan tindakan {act} (perkara {case}) diubah: letaknya atau jamnya mendahului tindakan sebelumnya dari perangkat {device}",
        "act {act} (case {case}) was moved: its place or its clock comes before the earlier act of device {device}",
    ),
    "unsealed": (
        "tindakan {act} (perkara {case}) tidak tercakup segel perangkat {device}: disisipkan, atau segelnya dihapus",
        "act {act} (case {case}) is under no seal of device {device}: it was inserted, or its seal removed",
    ),
    "unknown-device": (
        "perangkat {device} tidak terdaftar, padahal ada tindakan atau segelnya (mulai nomor {number})",
        "device {device} is not enrolled, yet it has acts or seals here (from number {number} on)",
    ),
    "bad-signature": (
        "tanda tangan segel perangkat {device} atas tindakan nomor {number} tidak sah: segel atau kunci publiknya diubah",
        "the signature of device {device} over act number {number} is not valid: the seal or the public key was changed",
    ),
    "wrong-head": (
        "segel perangkat {device} tidak cocok dengan tindakan {act} (perkara {case}): tindakan itu atau yang sebelumnya diubah",
        "the seal of device {device} does not fit act {act} (case {case}): that act or an earlier one was changed",
    ),
    "seals-broken": (
        "segel perangkat {device} tidak bersambung mulai nomor {number}: segel diubah atau dihapus",
        "the seals of device {device} do not join at number {number}: a seal was changed or removed",
    ),
    "bad-witness": (
        "pernyataan saksi nomor {number} dari perangkat {device} tidak sah: isinya, tanda tangannya, atau kuncinya diubah",
        "the witness's statement {number} of device {device} is not valid: its words, its signature or its key was changed",
    ),
    "unguarded": (
        "pengaman basis data tabel {table} tidak terpasang: barisnya dapat diubah atau dihapus tanpa ditolak",
        "the guard of table {table} is not in place: its rows can be changed or removed without being refused",
    ),
}


def fault(
    code: str,
    device: str | None = None,
    number: int | None = None,
    act: str | None = None,
    case: str | None = None,
    **more: object,
) -> Fault:
    """The fault of this code with its sentences filled in; `more` are parts that only the sentences need."""
    said = {"device": device, "number": number, "act": act, "case": case, **more}
    says, says_en = _SENTENCES[code]
    return Fault(code, says.format(**said), says_en.format(**said), device, number, act, case)
