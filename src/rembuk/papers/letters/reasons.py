"""Why a letter cannot be written yet, in the sentences letters share."""

from __future__ import annotations

from typing import Any

from rembuk.papers.letter import Missing
from rembuk.papers.matters import reason
from rembuk.record.agreement import check
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import Words

NO_SUSPECT = reason("Sebutkan untuk pelaku yang mana.", "Say for which person it is.")
NO_VICTIM = reason("Korban belum dicatat.", "No victim is recorded yet.")
NO_CODE = reason("Hukum acara yang berlaku belum ditetapkan.", "Which procedure code governs is not settled.")
NO_SESSION = reason("Pertemuan belum dijadwalkan.", "No meeting is scheduled yet.")
NO_AGREEMENT = reason("Kesepakatan belum disusun.", "No agreement is drafted yet.")
NOT_PERFORMED = reason("Kesepakatan belum seluruhnya dilaksanakan.", "The agreement is not performed in full.")
NOT_RESTORED = reason("Korban belum menyatakan dipulihkan.", "The victim has not stated to be restored.")
NO_REVIEW = reason("Gelar perkara khusus belum dicatat.", "The special case review is not recorded.")
NO_DECREE = reason("Surat ketetapan penghentian belum ada.", "There is no decree of termination yet.")
NO_DIVERSION = reason("Diversi belum dimulai.", "The diversion has not begun.")
NO_PENETAPAN = reason("Permohonan penetapan belum dicatat.", "No request for the court's order is recorded.")


def absent(*wanted: tuple[Any, Words]) -> Missing:
    """The reasons of those that are not there: each wanted thing with what to say when it is None or False."""
    return Missing(tuple(words for thing, words in wanted if thing is None or thing is False))


def not_signable(case: Case, agreement: Thing) -> Missing | None:
    """The terms that may not be signed, each with its mend; None where there are none."""
    found = [one for one in check(case, agreement, loss=None, packet_due=None) if one.forbidden]
    words = (reason(f"Belum dapat ditandatangani: {f.says}; {f.mend}.", f"It cannot be signed yet: {f.says_en}; {f.mend_en}.") for f in found)
    return Missing(tuple(words)) if found else None
