"""Surat penyerahan perkara karena pelanggaran: the village closes its door and hands the matter to the police (practice of Jember)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.duties import Done, duties_of
from rembuk.papers.letters.reasons import NO_SUSPECT, absent
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, day, name_of, person_of, text
from rembuk.papers.words import listed
from rembuk.record.agreement import current
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PenyerahanPelanggaran(Letter):
    """The hand-over after a breach or a failed meeting, from `handed_over`, `breach_declared` and `village_door_closed`.

    `to_office` is the office it goes to, by name; `breached_by` who broke it; `terms` what was promised, `state` of each as it stands.
    """

    id = "penyerahan_pelanggaran"
    to_office: str | None
    matter: Matter
    incident: Incident
    victims: str | None
    suspect: Person
    agreed_on: date | None
    breached_by: str | None
    breached_on: date | None
    reason: str | None
    closed_on: date | None
    duties: tuple[Done, ...]
    enclosed: tuple[str, ...]


def compose(case: Case, request: Request) -> PenyerahanPelanggaran | Missing:
    """The hand-over; missing while no breach, default or failed meeting is recorded, or it cannot be told for whom."""
    suspect, breach = (
        suspect_of(case, request),
        case.last("breach_declared") or case.last("term_defaulted") or case.last("session_failed"),
    )
    if suspect is None or breach is None:
        why = reason("Belum ada pelanggaran atau kegagalan yang dicatat.", "No breach or failure is recorded.")
        return absent((suspect, NO_SUSPECT), (breach, why))
    handed, closed, agreement = case.last("handed_over"), case.last("village_door_closed"), current(case, suspect.id)
    said: Any = breach.fields
    return PenyerahanPelanggaran(
        title="Surat Penyerahan Perkara", office=request.office, state=request.state or "draft", number=request.number,
        on=request.on or (day(handed.fields.get("on")) if handed else None), subject="Penyerahan perkara yang tidak dapat lagi diselesaikan di Rumah RJ",
        classification=request.classification or "Biasa", attachments=f"{len(_ENCLOSED)} berkas", signatories=(officer_block(request),),
        copies=("Camat", "Kejaksaan Negeri", "Kedua pihak"), to_office=request.offices.get(str(handed.fields.get("to_office"))) if handed else None,
        matter=matter_of(case, request), incident=incident_of(case, request), victims=listed([str(v["name"]) for v in case.victims]) or None,
        suspect=person_of(suspect), agreed_on=day(agreement["on"]) if agreement else None, breached_by=name_of(case, said.get("party")),
        breached_on=day(said.get("on") or said.get("at")), reason=text(said.get("reason") or said.get("text")),
        closed_on=day(closed.fields.get("on")) if closed else None, duties=duties_of(case, agreement) if agreement else (), enclosed=_ENCLOSED,
    )  # fmt: skip


_ENCLOSED = ("Berita acara musyawarah", "Daftar hadir", "Surat perjanjian bermeterai", "Bukti pelaksanaan dan teguran")
KIND = Kind(PenyerahanPelanggaran, named("Surat Penyerahan Perkara", "Letter handing the matter over"), frozenset({"village"}), ("surat_penyerahan",),
    compose)  # fmt: skip
