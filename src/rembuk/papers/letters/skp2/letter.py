"""SKP2: the decree that ends a prosecution, with its reasons and the status of every item of evidence (Perja 15/2020 art 12(6)-(8)).

Its name changed in use: press and Perja say *penghentian penuntutan*; form RJ-35, seen from November 2022, says *penyelesaian perkara*;
UU 20/2025 and SEMA 1/2026 speak of ending the prosecution again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Regime, Request, Title, steering
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.levels import level_title
from rembuk.papers.letters.reasons import NO_CODE, NO_SUSPECT, absent
from rembuk.papers.letters.settlement import EvidenceItem, Settlement, decree_of, evidence_of, settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import Words

_TITLES = (
    Title(None, Words("Surat Ketetapan Penghentian Penuntutan", "Decree ending the prosecution")),
    Title(
        date(2022, 11, 1),
        Words(
            "Surat Ketetapan Penyelesaian Perkara Berdasarkan Keadilan Restoratif",
            "Decree settling the case by restorative justice",
        ),
    ),
    Title(
        date(2026, 1, 2),
        Words(
            "Surat Ketetapan Penghentian Penuntutan Berdasarkan Keadilan Restoratif",
            "Decree ending the prosecution by restorative justice",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skp2(Letter):
    """The decree for one suspect, from `termination_ordered` of the kind *skp2*; before it, a draft from the approval.

    `approved_by`, `approval_number`, `approved_on` of the approval; `detained` whether he sits, with `detained_in`; `evidence` item by item.
    """

    id = "skp2"
    regime: Regime = steering()
    matter: Matter
    incident: Incident
    suspect: Person
    settlement: Settlement
    approved_by: str | None
    approval_number: str | None
    approved_on: date | None
    ground: str | None
    law: tuple[str, ...]
    evidence: tuple[EvidenceItem, ...]
    detained: bool | None
    detained_in: str | None


def compose(case: Case, request: Request) -> Skp2 | Missing:
    """The decree of the request's suspect; missing while he, the code or the approval is open, or an item of evidence has no status."""
    suspect, decree = suspect_of(case, request), decree_of(case, request, "skp2")
    approval = _approval(case, suspect)
    open_items = [one for one in case.all("evidence") if not one["evidence_status"]]
    if suspect is None or request.regime is None or (approval is None and decree is None) or open_items:
        stands = approval is not None or decree is not None
        return absent(
            (suspect, NO_SUSPECT), (request.regime, NO_CODE), (stands, _NOT_APPROVED), (not open_items, _NO_STATUS)
        )
    on = request.on or (day(decree["on"]) if decree else None)
    held = [d for d in case.all("detention") if d["suspect"] == suspect.id]
    given = approval.last("approval_decided") if approval else None
    return Skp2(
        title=KIND.title(on).id, office=request.office, state=request.state or "draft",
        number=request.number or (text(decree["number"]) if decree else None), on=on, signatories=(officer_block(request),), copies=_COPIES,
        regime=request.regime, matter=matter_of(case, request), incident=incident_of(case, request), suspect=person_of(suspect),
        settlement=settlement_of(case, suspect.id), approved_by=level_title(approval["level"]) if approval else None,
        approval_number=text(given.fields.get("number")) if given else None, approved_on=day(given.fields.get("on")) if given else None,
        ground=text(decree.added_by.fields.get("reason")) if decree else None, law=prosecution_law(request.regime, "Pasal 12 ayat (6)"),
        evidence=evidence_of(case), detained=not held[-1]["ended"] if held else None,
        detained_in=choice("detention_place", held[-1]["detention_place"]) if held else None,
    )  # fmt: skip


def _approval(case: Case, suspect: Thing | None) -> Thing | None:
    fitting = [r for r in case.all("request") if r["decision"] == "approved" and r["approval_of"] == "rj_stop"]
    return next((r for r in reversed(fitting) if suspect is None or r["suspect"] in (None, suspect.id)), None)


_COPIES = (
    "Tersangka, keluarga, atau penasihat hukumnya",
    "Kepala rumah tahanan negara",
    "Penyidik",
    "Hakim atau Ketua Pengadilan Negeri",
    "Korban",
)
_NOT_APPROVED = reason("Penghentian penuntutan belum disetujui.", "The stop is not approved.")
_NO_STATUS = reason("Ada barang bukti yang statusnya belum ditentukan.", "An item of evidence has no status yet.")
KIND = Kind(Skp2, _TITLES, frozenset({"prosecution"}), ("skp2",), compose)
