"""Rules of sessions, and of the village house."""

from __future__ import annotations

from rembuk.record.consent import deciders, must_consent
from rembuk.record.milestones import milestones
from rembuk.record.outcome import Refused
from rembuk.record.rules.asked import Asked
from rembuk.record.stages import standing, village_door_is_closed


def session_open(asked: Asked) -> Refused | None:
    """A session ends once; two ends written unseen stand side by side, and another settles which holds."""
    session = asked.thing("session")
    if session is None or session["status"] is None or session.cells["status"].in_conflict:
        return None
    return Refused(
        "session-over", "Pertemuan ini sudah dicatat selesai.", "This session is already recorded as over.", "Jadwalkan pertemuan baru.", "Schedule a new session.",
    )  # fmt: skip


def no_interest(asked: Asked) -> Refused | None:
    """Who declared an interest in the case does not lead."""
    mine = [act for act in asked.case.acts_of("interest_declared") if act.author.user == asked.author.user]
    if not mine or not mine[-1].fields.get("interest"):
        return None
    return Refused(
        "has-interest", "Anda menyatakan punya kepentingan atau hubungan dengan perkara ini.", "You declared an interest in or tie to this case.",
        "Serahkan kepada fasilitator lain.", "Leave it to another facilitator.",
    )  # fmt: skip


def both_sides_attended(asked: Asked) -> Refused | None:
    """Each side is there himself or by somebody who may decide for him."""
    attended = set(asked.fields.get("attended") or ())
    absent = [p for p in must_consent(asked.case, asked.suspect) if not attended & {p.id, *(r["party"] for r in deciders(asked.case, p))}]
    if not absent:
        return None
    names = ", ".join(str(party["name"]) for party in absent)
    return Refused(
        "side-absent", f"{names} tidak tercatat hadir dan tidak diwakili.", f"{names} did not attend and was not represented.",
        "Catat wakilnya, atau tulis alasan tetap dilanjutkan.", "Record a representative, or say why it went on.", True,
    )  # fmt: skip


def _in_village(asked: Asked) -> bool:
    return standing(asked.case, asked.suspect).stage == "village"


def village_door_open(asked: Asked) -> Refused | None:
    """After a breach the village house does not take up the matter again."""
    if not _in_village(asked) or not village_door_is_closed(asked.case):
        return None
    return Refused(
        "village-door-closed", "Rumah RJ sudah tertutup bagi perkara ini karena kesepakatan dilanggar.", "The village house is closed to this matter after a breach.",
        "Serahkan perkara kepada kepolisian.", "Hand the case to the police.",
    )  # fmt: skip


def village_gate_not_refused(asked: Asked) -> Refused | None:
    """What police or prosecutor did not allow, the village does not settle."""
    reached = milestones(asked.case, asked.suspect) if _in_village(asked) else {}
    gates = [(r[-1].order, name) for name in ("village_gate_approved", "village_gate_refused") if (r := reached.get(name))]
    if not gates or max(gates)[1] == "village_gate_approved":
        return None
    return Refused(
        "village-gate-refused", "Polisi atau jaksa tidak mengizinkan perkara ini diselesaikan di desa.",
        "Police or prosecutor did not allow this matter to be settled in the village.",
        "Serahkan perkara kepada kepolisian.", "Hand the case to the police.",
    )  # fmt: skip


def village_gate_open(asked: Asked) -> Refused | None:
    """The village house works with the consent of police or prosecutor."""
    if not _in_village(asked) or asked.case.last("village_gate_decided") or "village_gate_approved" in milestones(asked.case, asked.suspect):
        return None
    return Refused(
        "village-gate-unasked", "Polisi atau jaksa belum menyetujui penyelesaian di desa.",
        "Police or prosecutor have not agreed to a settlement in the village.",
        "Mintakan persetujuannya; bila sudah diberikan lisan, tulis oleh siapa dan kapan.",
        "Ask for their consent; if it was given by word of mouth, write by whom and when.", True,
    )  # fmt: skip


def gate_answer_is_shown(asked: Asked) -> Refused | None:
    """A village that writes down the answer of police or prosecutor itself says whose it is."""
    if asked.author.role != "village_head" or asked.fields.get("basis"):
        return None
    return Refused(
        "gate-answer-unshown", "Belum ditulis siapa di kepolisian atau kejaksaan yang menjawab.", "It is not written who at the police or the prosecution answered.",
        "Tulis nama, jabatan, dan surat atau cara jawabannya pada kolom bukti.", "Write name, post and the letter or way of the answer under proof.",
    )  # fmt: skip


def before_demand(asked: Asked) -> Refused | None:
    """In court an agreement comes before the sentencing demand (Perma 1/2024, as its court notice reports it)."""
    if not asked.case.last("sentencing_demanded", suspect=asked.suspect):
        return None
    return Refused(
        "after-demand", "Tuntutan sudah dibacakan; kesepakatan semestinya sebelum tuntutan.", "The sentencing demand was read; an agreement should come before it.",
        "Sampaikan kepada hakim sebagai keadaan yang meringankan, atau tulis alasan tetap dicatat.",
        "Put it to the judge as a mitigating circumstance, or say why it is recorded all the same.", True,
    )  # fmt: skip
