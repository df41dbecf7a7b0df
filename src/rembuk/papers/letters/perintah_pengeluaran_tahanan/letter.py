"""Surat perintah pengeluaran tahanan with its minutes: the one detained goes free because the case is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Institution, Kind, Letter, Missing, Request, named, steering
from rembuk.papers.letters.laws import police_law, prosecution_law
from rembuk.papers.letters.reasons import NO_SUSPECT, absent
from rembuk.papers.letters.settlement import decree_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PerintahPengeluaranTahanan(Letter):
    """The order for one suspect's newest detention, with the minutes of the release, from `detention_begun` and `detention_ended`."""

    id = "perintah_pengeluaran_tahanan"
    institution: Institution = steering()
    matter: Matter
    incident: Incident
    suspect: Person
    detained_on: date | None
    detention_number: str | None
    detained_in: str | None
    expires_on: date | None
    decree_number: str | None
    decreed_on: date | None
    released_on: date | None
    release_number: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PerintahPengeluaranTahanan | Missing:
    """The order for the request's suspect; missing while no detention of him is recorded."""
    suspect = suspect_of(case, request)
    held = [d for d in case.all("detention") if suspect is not None and d["suspect"] == suspect.id]
    if suspect is None or not held:
        return absent(
            (suspect, NO_SUSPECT),
            (held or None, reason("Tidak ada penahanan yang dicatat.", "No detention is recorded.")),
        )
    detention, decree = held[-1], decree_of(case, request, "sp3", "skp2", "stop_examination")
    ended = detention.last("detention_ended")
    law = police_law(request.regime) if request.office.institution == "police" else prosecution_law(request.regime)
    return PerintahPengeluaranTahanan(
        title="Surat Perintah Pengeluaran Tahanan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(officer_block(request),), copies=("Tersangka atau keluarganya", "Kepala rumah tahanan negara", "Penyidik", "Ketua Pengadilan Negeri"),
        institution=request.office.institution, matter=matter_of(case, request), incident=incident_of(case, request), suspect=person_of(suspect),
        detained_on=day(detention["on"]), detention_number=text(detention["number"]), detained_in=choice("detention_place", detention["detention_place"]),
        expires_on=day(detention["until"]), decree_number=text(decree["number"]) if decree else None, decreed_on=day(decree["on"]) if decree else None,
        released_on=day(ended.fields.get("on")) if ended else None, release_number=text(ended.fields.get("number")) if ended else None, law=law,
    )  # fmt: skip


KIND = Kind(PerintahPengeluaranTahanan, named("Surat Perintah Pengeluaran Tahanan dan Berita Acaranya", "Release order and minutes"),
    frozenset({"police", "prosecution"}), ("surat_pengeluaran_tahanan",), compose)  # fmt: skip
