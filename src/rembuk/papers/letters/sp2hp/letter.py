"""SP2HP, surat pemberitahuan perkembangan hasil penyidikan: the progress letter to the reporter; it exists only once an investigation runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.reasons import NO_VICTIM, absent
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, officer_of, rank_line, reason
from rembuk.papers.people import day, text
from rembuk.record.case import Case

#: What is told of the acts of a case, in the words of this letter.
_STEPS = {
    "investigation_started": "penyidikan dimulai", "spdp_sent": "SPDP dikirim kepada penuntut umum", "application_made": "permohonan kedua pihak diterima",
    "session_held": "pertemuan para pihak dilaksanakan", "session_failed": "pertemuan para pihak tidak berhasil", "agreement_drafted": "kesepakatan disusun",
    "restoration_stated": "korban menyatakan dipulihkan", "review_held": "gelar perkara khusus dilaksanakan",
    "termination_ordered": "surat ketetapan penghentian dikeluarkan", "penetapan_requested": "penetapan dimohonkan kepada Ketua Pengadilan Negeri",
    "penetapan_given": "penetapan diberikan", "diversion_offered": "diversi ditawarkan", "diversion_ended": "musyawarah diversi selesai",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done: on which day and what."""

    on: date | None
    done: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sp2hp(Letter):
    """The letter to the reporter, or to the victim when no reporter is recorded, with what was done since the report.

    `obstacles` are those noted; `next` is typed in the request; `contact` the investigator, with telephone and e-mail as typed.
    """

    id = "sp2hp"
    addressee: str | None
    address: str | None
    matter: Matter
    incident: Incident
    steps: tuple[Step, ...]
    obstacles: str | None
    next: str | None
    contact: str | None
    contact_rank: str | None
    contact_phone: str | None
    contact_mail: str | None


def compose(case: Case, request: Request) -> Sp2hp | Missing:
    """The letter as the case stands; missing before an investigation has begun or while there is nobody to write to."""
    started = case.last("investigation_started")
    reporter = next(iter((*case.parties("reporter"), *case.victims)), None)
    if started is None or reporter is None:
        return absent((started, _NOT_BEGUN), (reporter, NO_VICTIM))
    contact = officer_of(request, started.author.user)
    noted = "; ".join(str(act.fields.get("text")) for act in case.acts_of("obstacle_noted"))
    return Sp2hp(
        title="Surat Pemberitahuan Perkembangan Hasil Penyidikan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        subject="Pemberitahuan perkembangan hasil penyidikan", classification=request.classification or "Biasa", attachments="-",
        signatories=(officer_block(request),), copies=("Pengawas penyidik",), addressee=text(reporter["name"]), address=text(reporter["address"]),
        matter=matter_of(case, request), incident=incident_of(case, request), steps=_steps(case), obstacles=noted or "tidak ada",
        next=request.fields.get("next"), contact=started.author.name, contact_rank=rank_line(contact), contact_phone=request.office.phone,
        contact_mail=request.fields.get("mail"),
    )  # fmt: skip


def _steps(case: Case) -> tuple[Step, ...]:
    acts = [act for act in case.acts if act.kind in _STEPS]
    return tuple(Step(on=day(act.fields.get("on") or act.fields.get("at")), done=_STEPS[act.kind]) for act in acts)


_NOT_BEGUN = reason(
    "Penyidikan belum dimulai; SP2HP hanya ada dalam penyidikan.",
    "No investigation has begun; this letter exists only in one.",
)
KIND = Kind(Sp2hp, named("SP2HP", "Progress letter to the reporter (SP2HP)"), frozenset({"police"}), (), compose)
