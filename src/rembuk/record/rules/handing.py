"""Rules of handing a case over, closing it and taking it up again."""

from __future__ import annotations

from rembuk.record.agreement import current, performed, unsigned
from rembuk.record.outcome import Refused
from rembuk.record.rules.asked import Asked
from rembuk.record.stages import standings, village_door_is_closed


def handover_to_us(asked: Asked) -> Refused | None:
    """Only the office a case was sent to receives it."""
    handover = asked.thing("handover")
    if handover is None or handover["to_office"] == asked.author.office:
        return None
    return Refused(
        "handover-to-another", f"Perkara ini diserahkan kepada {handover['to_office']}.", f"The case was handed to {handover['to_office']}.",
        "Yang menerima adalah petugas kantor itu.", "An officer of that office receives it.",
    )  # fmt: skip


def handover_open(asked: Asked) -> Refused | None:
    """A handover is received once."""
    handover = asked.thing("handover")
    if handover is None or not handover["received"]:
        return None
    return Refused(
        "handover-received", "Penyerahan ini sudah diterima.", "This handover has been received.", "Tidak perlu dicatat lagi.", "Nothing more to record.",
    )  # fmt: skip


def not_back_to_closed_village(asked: Asked) -> Refused | None:
    """A breach closes the village house to the matter for good."""
    if asked.fields.get("to_stage") != "village" or not village_door_is_closed(asked.case):
        return None
    return Refused(
        "village-door-closed", "Rumah RJ sudah tertutup bagi perkara ini karena kesepakatan dilanggar.", "The village house is closed to this matter after a breach.",
        "Teruskan perkara di kepolisian atau kejaksaan.", "Go on with the case at the police or the prosecution.",
    )  # fmt: skip


def is_closed(asked: Asked) -> Refused | None:
    """Only what is closed can be reopened."""
    if any(now.closed for now in standings(asked.case, asked.suspect)):
        return None
    return Refused("not-closed", "Perkara ini tidak sedang ditutup.", "The case is not closed.", "Lanjutkan tanpa membuka kembali.", "Go on without reopening.")


#: Milestones whose step, while it is open, says that the stop is not yet the court's.
_COURT_STEPS = frozenset({"termination_ordered", "penetapan_requested"})


def stop_is_valid(asked: Asked) -> Refused | None:
    """Closing on RJ wants an agreement signed and performed, and the penetapan where the law asks for one or one was asked for."""
    if asked.fields.get("close_reason") not in ("rj", "diversion"):
        return None
    for suspect in [asked.suspect] if asked.suspect else [s.id for s in asked.case.suspects] or [""]:
        if refused := _stop_of(asked, suspect):
            return refused
    return None


def _stop_of(asked: Asked, suspect: str) -> Refused | None:
    agreement = current(asked.case, suspect)
    if agreement is None or unsigned(asked.case, agreement) or not performed(asked.case, agreement):
        return Refused(
            "not-performed", "Kesepakatan belum ditandatangani semua pihak dan dilaksanakan seluruhnya.", "The agreement is not signed by all and performed in full.",
            "Catat tanda tangan dan pelaksanaannya dahulu, atau tulis alasan.", "Record signatures and performance first, or give a reason.", True,
        )  # fmt: skip
    wanted = [p for p in asked.case.all("penetapan") if p["suspect"] in (None, suspect) or not suspect]
    if (wanted and wanted[-1]["result"] != "valid") or (not wanted and _COURT_STEPS & asked.awaited):
        return Refused(
            "no-penetapan", "Surat ketetapan penghentian atau penetapan Ketua PN belum ada.", "There is no decree of termination or no penetapan yet.",
            "Terbitkan ketetapan dan mohonkan penetapan dahulu, atau tulis alasan.", "Issue the decree and ask for the penetapan first, or give a reason.", True,
        )  # fmt: skip
    return None
