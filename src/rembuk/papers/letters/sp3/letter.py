"""Surat ketetapan penghentian penyidikan: the decree that ends an investigation, with the reasons of the procedure code that governs it.

Under UU 8/1981 the stop rests on Perpol 8/2021, whose place among the grounds of that code is disputed, so none is named; under
UU 20/2025 (art 24(2) letter h) the restorative settlement is a ground of its own, and the stop waits for the court's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.agreements import performed_on
from rembuk.papers.letter import Kind, Letter, Missing, Regime, Request, Rupiah, named, steering
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, choice, day, name_of, person_of, text
from rembuk.record.agreement import current, performed, terms_of
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import Words

_LAW: dict[str, tuple[str, ...]] = {
    "kuhap_1981": (
        "Undang-Undang Nomor 8 Tahun 1981 tentang Hukum Acara Pidana",
        "Pasal 16 ayat (1) huruf h Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia",
        "Peraturan Kepolisian Negara Republik Indonesia Nomor 8 Tahun 2021 tentang Penanganan Tindak Pidana Berdasarkan Keadilan Restoratif",
    ),
    "kuhap_2025": (
        "Pasal 24 ayat (2) huruf h dan Pasal 79 sampai dengan Pasal 88 Undang-Undang Nomor 20 Tahun 2025 tentang Kitab Undang-Undang Hukum Acara Pidana",
        "Pasal 16 ayat (1) huruf h Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia",
        "Peraturan Kepolisian Negara Republik Indonesia Nomor 8 Tahun 2021, sepanjang tidak bertentangan dengan Undang-Undang tersebut",
        "Surat Edaran Mahkamah Agung Nomor 1 Tahun 2026",
    ),
}  # fmt: skip
_COPIES = {
    "kuhap_1981": ("Kepala Kejaksaan Negeri", "Pelapor atau korban", "Terlapor atau keluarganya"),
    "kuhap_2025": ("Ketua Pengadilan Negeri", "Kepala Kejaksaan Negeri", "Korban", "Terlapor atau keluarganya"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An item of evidence, what becomes of it, and who gets it."""

    item: str | None
    status: str | None
    receiver: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KetetapanPenghentianPenyidikan(Letter):
    """The decree for one suspect, from `termination_ordered`; before that, a draft from the agreement and the review.

    `investigated_on` and `investigation_number` are of the order to investigate; `agreed_on`, `performed_on`, `restored_on` of the
    agreement, its full performance and the victim's statement; `restored_by` the terms in a line and `amount` the money in them;
    `reviewed_on` and `recommendation` of the special case review; `ground` of the decree; `law` of the procedure code.
    """

    id = "sp3"
    regime: Regime = steering()
    matter: Matter
    incident: Incident
    suspect: Person
    investigated_on: date | None
    investigation_number: str | None
    agreed_on: date | None
    performed_on: date | None
    restored_on: date | None
    restored_by: str | None
    amount: Rupiah | None
    reviewed_on: date | None
    recommendation: str | None
    ground: str | None
    law: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def compose(case: Case, request: Request) -> KetetapanPenghentianPenyidikan | Missing:
    """The decree of the request's suspect; missing while the suspect or the procedure code is open, or what the stop rests on is not there."""
    suspect, decree = suspect_of(case, request), _decree(case, request)
    agreement = current(case, suspect.id if suspect else "")
    reasons = list(_reasons(case, request, suspect, decree, agreement))
    if reasons or suspect is None or request.regime is None:
        return Missing(tuple(reasons))
    started, review = case.last("investigation_started"), _review(case)
    terms = terms_of(case, agreement) if agreement else []
    restored = case.last("restoration_stated")
    return KetetapanPenghentianPenyidikan(
        title="Surat Ketetapan Penghentian Penyidikan", office=request.office, state=request.state or "draft",
        number=request.number or (text(decree["number"]) if decree else None), on=request.on or (day(decree["on"]) if decree else None),
        signatories=(officer_block(request),), copies=_COPIES[request.regime], regime=request.regime, matter=matter_of(case, request),
        incident=incident_of(case, request), suspect=person_of(suspect), investigated_on=day(started.fields.get("on")) if started else None,
        investigation_number=text(started.fields.get("number")) if started else None, agreed_on=day(agreement["on"]) if agreement else None,
        performed_on=performed_on(case, agreement) if agreement else None, restored_on=day(restored.fields.get("on")) if restored else None,
        restored_by="; ".join(str(term["what"]) for term in terms) or None, amount=Rupiah(sum(int(term["amount"] or 0) for term in terms)) if terms else None,
        reviewed_on=day(review["held_on"]) if review else None, recommendation=choice("recommendation", review["recommendation"]) if review else None,
        ground=choice("decree_ground", decree["decree_ground"]) if decree else "Keadilan restoratif", law=_LAW[request.regime],
        evidence=tuple(_evidence(case, one) for one in case.all("evidence")),
    )  # fmt: skip


def _reasons(case: Case, request: Request, suspect: Thing | None, decree: Thing | None, agreement: Thing | None) -> list[Words]:
    out = []
    if suspect is None:
        out.append(reason("Sebutkan untuk terlapor yang mana.", "Say for which person it is."))
    if request.regime is None:
        out.append(reason("Hukum acara yang berlaku belum dapat ditentukan; tetapkan lebih dahulu.", "Which procedure code governs is not settled; decide it first."))
    if decree is not None:
        return out
    if agreement is None or performed(case, agreement) is not True:
        out.append(reason("Kesepakatan belum ada atau belum seluruhnya dilaksanakan.", "There is no agreement, or it is not performed in full."))
    if case.last("restoration_stated") is None:
        out.append(reason("Korban belum menyatakan dipulihkan.", "The victim has not stated to be restored."))
    if _review(case) is None:
        out.append(reason("Gelar perkara khusus belum dicatat.", "The special case review is not recorded."))
    return out


def _decree(case: Case, request: Request) -> Thing | None:
    fitting = [d for d in case.all("decree") if d["decree_kind"] == "sp3" and not d["revoked"]]
    fitting = [d for d in fitting if not request.suspect or d["suspect"] in (None, request.suspect)]
    named_one = case.thing("decree", request.thing)
    return named_one or (fitting[-1] if fitting else None)


def _review(case: Case) -> Thing | None:
    held = [r for r in case.all("review") if r["status"] == "held"]
    return held[-1] if held else None


def _evidence(case: Case, thing: Thing) -> Evidence:
    return Evidence(item=text(thing["item"]), status=choice("evidence_status", thing["evidence_status"]), receiver=name_of(case, thing["party"]))


KIND = Kind(
    KetetapanPenghentianPenyidikan, named("Surat Ketetapan Penghentian Penyidikan", "Decree ending the investigation"), frozenset({"police"}),
    ("ketetapan_henti_sidik",), compose,
)  # fmt: skip
