"""Rules of approvals, decrees and the penetapan."""

from __future__ import annotations

from rembuk.record.outcome import Refused
from rembuk.record.packet import packet_of
from rembuk.record.rules.asked import Asked

#: Who issues which decree, and what he is called.
_ISSUERS = {
    "sp2_lidik": ({"investigator", "investigator_superior", "police_chief"}, "penyidik atau atasannya", "the investigator or a superior"),
    "sp3": ({"investigator", "investigator_superior", "police_chief"}, "penyidik atau atasannya", "the investigator or a superior"),
    "skp2": ({"prosecutor", "chief_prosecutor"}, "penuntut umum atau Kajari/Kacabjari", "the prosecutor or chief prosecutor"),
    "stop_examination": ({"judge"}, "hakim", "the judge"),
}  # fmt: skip

#: The levels of which one must have approved a decree; for the others any that was asked.
_DECIDING = {"skp2": {"high_prosecutor", "deputy_attorney_general", "attorney_general"}}


def request_to_us(asked: Asked) -> Refused | None:
    """The addressee decides, in the office and at the level a request names."""
    request = asked.thing("request")
    if request is None or (request["to_office"] == asked.author.office and request["level"] in (asked.author.role, None)):
        return None
    return Refused(
        "not-your-request", "Permintaan ini ditujukan kepada pejabat lain.", "This request is addressed to another official.",
        "Yang memutus adalah pejabat yang dituju atau penggantinya.", "The addressee or a named stand-in decides.",
    )  # fmt: skip


def request_open(asked: Asked) -> Refused | None:
    """A request is decided once; two decisions made unseen stand side by side as a conflict, and may be settled by another."""
    request = asked.thing("request")
    if request is None or not request["decision"] or (asked.kind == "approval_decided" and request.cells["decision"].in_conflict):
        return None
    return Refused(
        "request-decided", "Permintaan ini sudah diputus.", "This request was already decided.", "Ajukan permintaan baru bila perlu.", "Make a new request if needed.",
    )  # fmt: skip


def not_own_request(asked: Asked) -> Refused | None:
    """Nobody approves what he asked for."""
    request = asked.thing("request")
    if request is None or request.added_by.author.user != asked.author.user:
        return None
    return Refused(
        "own-request", "Anda sendiri yang mengajukan permintaan ini.", "You made this request yourself.",
        "Minta pejabat lain atau penggantinya memutus.", "Ask another official or a stand-in to decide.",
    )  # fmt: skip


def decree_of_own_stage(asked: Asked) -> Refused | None:
    """Each decree has its issuer: an investigator does not end a prosecution."""
    roles, who, who_en = _ISSUERS.get(str(asked.fields.get("decree_kind")), (set(), "", ""))
    if not roles or asked.author.role in roles:
        return None
    return Refused(
        "not-the-issuer", f"Surat itu diterbitkan oleh {who}.", f"That decree is issued by {who_en}.",
        "Pilih surat yang sesuai dengan kewenangan Anda, atau serahkan kepada yang berwenang.", "Choose a decree within your power, or leave it to whoever has it.",
    )  # fmt: skip


def stop_was_approved(asked: Asked) -> Refused | None:
    """A stop on restorative justice follows the approval of the competent official: every level that was asked has approved, and the one that decides was."""
    if asked.fields.get("decree_ground") != "restorative":
        return None
    requests = [r for r in asked.case.all("request") if r["approval_of"] == "rj_stop" and (not asked.suspect or r["suspect"] in (None, asked.suspect))]
    newest = {str(request["level"]): request["decision"] for request in requests}
    deciding = _DECIDING.get(str(asked.fields.get("decree_kind")), set(newest))
    if newest.keys() & deciding and set(newest.values()) == {"approved"}:
        return None
    return Refused(
        "not-approved", "Penghentian ini belum disetujui pejabat yang berwenang.", "The stop was not approved by the competent official.",
        "Mintakan persetujuan dahulu, atau tulis dasar menerbitkannya tanpa persetujuan.", "Request approval first, or state the ground for issuing without it.", True,
    )  # fmt: skip


def packet_complete(asked: Asked) -> Refused | None:
    """What the court would send back is not sent without a reason."""
    missing = [item for item in packet_of(asked.case, asked.suspect).items if item.present is not True]
    if not missing:
        return None
    return Refused(
        "packet-incomplete", "Berkas belum lengkap: " + "; ".join(item.says for item in missing) + ".",
        "The packet is not complete: " + "; ".join(item.says_en for item in missing) + ".",
        "Lengkapi dahulu; pengadilan akan mengembalikannya. Bila tetap dikirim, tulis alasan.",
        "Complete it first; the court would return it. To send it all the same, give a reason.", True,
    )  # fmt: skip


def penetapan_to_us(asked: Asked) -> Refused | None:
    """The court addressed decides."""
    penetapan = asked.thing("penetapan")
    if penetapan is None or penetapan["to_office"] == asked.author.office:
        return None
    return Refused(
        "not-this-court", "Permohonan ini ditujukan kepada pengadilan lain.", "This request is addressed to another court.",
        "Yang memutus adalah pengadilan yang dituju.", "The court addressed decides.",
    )  # fmt: skip


def penetapan_open(asked: Asked) -> Refused | None:
    """A request for penetapan is decided once; a conflict between two decisions may be settled."""
    penetapan = asked.thing("penetapan")
    if penetapan is None or not penetapan["result"] or penetapan.cells["result"].in_conflict:
        return None
    return Refused("penetapan-decided", "Permohonan ini sudah diputus.", "This request was already decided.", "Tidak perlu dicatat lagi.", "Nothing more to record.")


