"""Surat panggilan: a party is called to a meeting by letter, with the reason, and with the right to refuse a settlement said plainly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, named, steering
from rembuk.papers.matters import Matter, matter_of, moment, officer_block, officer_of, reason, thing_of
from rembuk.papers.people import called, text
from rembuk.record.case import Case, Thing

_BASIS = {
    "police": ("Peraturan Kepolisian Negara Republik Indonesia Nomor 8 Tahun 2021 tentang Penanganan Tindak Pidana Berdasarkan Keadilan Restoratif",),
    "prosecution": ("Peraturan Kejaksaan Republik Indonesia Nomor 15 Tahun 2020 tentang Penghentian Penuntutan Berdasarkan Keadilan Restoratif, Pasal 8",),
    "court": ("Peraturan Mahkamah Agung Nomor 1 Tahun 2024 tentang Pedoman Mengadili Perkara Pidana Berdasarkan Keadilan Restoratif",),
    "village": ("Kesepakatan warga untuk menyelesaikan perkara secara musyawarah di Rumah Restorative Justice",),
}  # fmt: skip
_NEW_CODE = "Undang-Undang Nomor 20 Tahun 2025 tentang Kitab Undang-Undang Hukum Acara Pidana, Pasal 79 sampai dengan Pasal 88"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratPanggilan(Letter):
    """A summons, from the act `summons_sent` and the session it calls to.

    `addressee`, `address` and `standing` are the party's; `guardian` is who receives it for a child or another who does not act alone.
    `reason`, `sent_at` and `call` (the how-many-eth to this person for this meeting) come from the summons; `meets_at` and `meets_in`
    from the session; `contact` is the officer who leads it, with the office's telephone; `basis` is the law of the office's stage.
    """

    id = "surat_panggilan"
    matter: Matter
    addressee: str | None
    address: str | None
    standing: str | None
    guardian: str | None = steering()
    call: int | None
    reason: str | None
    meets_at: datetime | None
    meets_in: str | None
    contact: str | None
    contact_title: str | None
    contact_phone: str | None
    basis: tuple[str, ...]


def compose(case: Case, request: Request) -> SuratPanggilan | Missing:
    """The newest summons, or the one the request names; missing while no letter of summons was recorded or its party is gone."""
    summons = _summons(case, request)
    party = case.thing("party", summons["party"]) if summons else None
    if summons is None or party is None:
        return Missing((reason("Belum ada panggilan yang dicatat untuk siapa pun.", "No summons of anybody has been recorded yet."),))
    session = case.thing("session", summons["session"])
    contact = officer_of(request, session["facilitator"]) if session else Officer()
    return SuratPanggilan(
        title="Surat Panggilan", office=request.office, state=request.state or "draft", number=request.number or text(summons["number"]),
        on=request.on, subject="Panggilan menghadiri pertemuan", classification=request.classification or "Biasa", attachments="-",
        signatories=(officer_block(request),), matter=matter_of(case, request), addressee=text(party["name"]), address=text(party["address"]),
        standing=called(case, party, request.office.institution), guardian=_guardian(case, party), call=_call(case, summons),
        reason=text(summons["reason"]), meets_at=moment(session["at"], request.office) if session else None,
        meets_in=text(session["place"]) if session else None, contact=contact.name, contact_title=contact.title,
        contact_phone=request.office.phone, basis=_basis(request),
    )  # fmt: skip


def _summons(case: Case, request: Request) -> Thing | None:
    found = thing_of(case, "summons", request)
    return found if found is None or found["summons_by"] in ("letter", "visit", None) or request.thing else None


def _call(case: Case, summons: Thing) -> int:
    """Which call to this party for this meeting it is, counted in the order they were made."""
    same = [s.id for s in case.all("summons") if s["party"] == summons["party"] and s["session"] == summons["session"]]
    return same.index(summons.id) + 1


def _guardian(case: Case, party: Thing) -> str | None:
    names = [case.thing("party", r["party"]) for r in case.all("representation") if r["represented"] == party.id and not r["ended"]]
    return next((text(one["name"]) for one in names if one), None)


def _basis(request: Request) -> tuple[str, ...]:
    own = _BASIS.get(request.office.institution, ())
    return (_NEW_CODE, *own) if request.regime == "kuhap_2025" and request.office.institution != "village" else own


KIND = Kind(
    SuratPanggilan, named("Surat Panggilan", "Letter of summons"), frozenset({"police", "prosecution", "court", "village"}), ("surat_panggilan",),
    compose,
)  # fmt: skip
