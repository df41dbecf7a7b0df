"""Surat kesepakatan perdamaian: what victim and offender promise each other, before police, prosecutor, judge or village.

The four institutions write one letter; what differs is what its law wants in it: who knows of it, whether it is stamped, what a breach
leads to, what effect it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.agreements import Side, Term, sides_of, signatories_of, terms_in
from rembuk.papers.letter import Institution, Kind, Letter, Missing, Regime, Request, Rupiah, named, steering
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_of, reason
from rembuk.papers.people import day, text
from rembuk.record.agreement import check, current, stamps_needed, unsigned
from rembuk.record.case import Case, Thing
from rembuk.reference.tables import stamp_duty

_TITLES: dict[str, str] = {
    "village": "Surat Perjanjian Perdamaian", "police": "Surat Kesepakatan Perdamaian", "prosecution": "Kesepakatan Perdamaian",
    "court": "Kesepakatan Perdamaian",
}  # fmt: skip
_BASIS = {
    ("police", "kuhap_1981"): "Peraturan Kepolisian Negara Republik Indonesia Nomor 8 Tahun 2021",
    ("police", "kuhap_2025"): "Pasal 79 sampai dengan Pasal 88 Undang-Undang Nomor 20 Tahun 2025 dan Peraturan Kepolisian Negara Republik Indonesia Nomor 8 Tahun 2021",
    ("prosecution", "kuhap_1981"): "Pasal 10 Peraturan Kejaksaan Nomor 15 Tahun 2020",
    ("prosecution", "kuhap_2025"): "Pasal 79 sampai dengan Pasal 88 Undang-Undang Nomor 20 Tahun 2025 dan Pasal 10 Peraturan Kejaksaan Nomor 15 Tahun 2020",
    ("court", "kuhap_1981"): "Peraturan Mahkamah Agung Nomor 1 Tahun 2024",
    ("court", "kuhap_2025"): "Pasal 204 Undang-Undang Nomor 20 Tahun 2025 dan Peraturan Mahkamah Agung Nomor 1 Tahun 2024",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratKesepakatanPerdamaian(Letter):
    """The agreement that counts for a suspect, from `agreement_drafted` and what was signed, stamped and stated since.

    `made_on` and `made_in` are its day and the place of its session; `leader` who led it; `sides` the victims and suspects with those
    who speak for them; `terms` in order; `forgiven`, `waived`, `breach_clause` as drafted (None: not said). `kind` is *a* (with
    duties) or *b* (peace without duties, Perja 15/2020 art 10). `originals` counts the signed copies and `duty` the stamp duty on them on that
    day, None before the table of duties begins. `basis` is the law of the stage, None while the procedure code is undecided.
    """

    id = "surat_kesepakatan_perdamaian"
    institution: Institution = steering()
    regime: Regime | None = steering()
    kind: str = steering()
    matter: Matter
    incident: Incident
    made_on: date | None
    made_in: str | None
    leader: str | None
    basis: str | None = steering()
    sides: tuple[Side, ...]
    terms: tuple[Term, ...]
    forgiven: bool | None
    waived: bool | None
    breach_clause: bool | None
    further: str | None = steering()
    originals: int
    duty: Rupiah | None


def compose(case: Case, request: Request) -> SuratKesepakatanPerdamaian | Missing:
    """The current agreement, or the one the request names; missing while none is drafted or one of its terms may not be signed."""
    agreement = case.thing("agreement", request.thing) if request.thing else current(case, request.suspect)
    if agreement is None:
        return Missing((reason("Belum ada kesepakatan yang disusun.", "No agreement has been drafted yet."),))
    forbidden = [found for found in check(case, agreement, loss=None, packet_due=None) if found.forbidden]
    if forbidden:
        return Missing(tuple(reason(f"Kesepakatan belum dapat ditandatangani: {f.says}; {f.mend}.", f"It cannot be signed yet: {f.says_en}; {f.mend_en}.") for f in forbidden))
    return _letter(case, request, agreement)


def _letter(case: Case, request: Request, agreement: Thing) -> SuratKesepakatanPerdamaian:
    institution = request.office.institution
    session = case.thing("session", agreement["session"])
    made_on, stamps = day(agreement["on"]), stamps_needed(agreement)
    duty = stamp_duty(stamps, made_on) if made_on else None
    return SuratKesepakatanPerdamaian(
        title=_TITLES.get(institution, "Surat Kesepakatan Perdamaian"), office=request.office,
        state=request.state or ("draft" if unsigned(case, agreement) else "signed_here"), number=request.number, on=request.on or made_on,
        signatories=signatories_of(case, agreement, request, stamped=True), institution=institution, regime=request.regime,
        kind="b" if agreement["waived"] else "a", matter=matter_of(case, request), incident=incident_of(case, request), made_on=made_on,
        made_in=text(session["place"]) if session else None, leader=officer_of(request, session["facilitator"]).name if session else None,
        basis=_BASIS.get((institution, request.regime or "")), sides=sides_of(case, agreement["suspect"] or "", institution),
        terms=terms_in(case, agreement), forgiven=agreement["forgiven"], waived=agreement["waived"], breach_clause=agreement["breach_clause"],
        further=text(agreement["text"]), originals=stamps, duty=Rupiah(duty) if duty is not None else None,
    )  # fmt: skip


KIND = Kind(
    SuratKesepakatanPerdamaian, named("Surat Kesepakatan Perdamaian", "Peace agreement"), frozenset({"police", "prosecution"}), ("kesepakatan",), compose,
)  # fmt: skip
