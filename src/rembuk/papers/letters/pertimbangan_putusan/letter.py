"""Pertimbangan putusan yang menerapkan keadilan restoratif: the paragraph a judge takes over, naming Perma 1/2024 (its article 21).

What the record knows stands in it; which ground of art 6(1) applies and what sentence follows are the judge's and stay blanks unless typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rembuk.papers.agreements import Term, terms_in
from rembuk.papers.letter import Kind, Letter, Missing, Request, Rupiah, named
from rembuk.papers.letters.laws import court_law
from rembuk.papers.letters.reasons import NO_SUSPECT, absent
from rembuk.papers.letters.settlement import Settlement, settlement_of
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, choice, person_of, text
from rembuk.record.agreement import current, performed
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class PertimbanganPutusan(Letter):
    """The considerations over one defendant. `ground` is the ground of art 6(1) as typed; `effect` of the judgment when it is given.

    `admits` of the examination; `kept` whether the agreement is performed in full (None: cannot be told); `forgiven` by the victim.
    """

    id = "pertimbangan_putusan"
    matter: Matter
    incident: Incident
    defendant: Person
    admits: bool | None
    ground: str | None
    chronology: str | None
    loss: Rupiah | None
    needs: str | None
    earlier_peace: str | None
    settlement: Settlement
    terms: tuple[Term, ...]
    kept: bool | None
    forgiven: bool | None
    effect: str | None
    sentence: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> PertimbanganPutusan | Missing:
    """The considerations for the request's defendant; missing while he cannot be told, or the victim's story was not heard."""
    defendant, heard = suspect_of(case, request), case.last("case_history_heard")
    if defendant is None or heard is None:
        return absent(
            (defendant, NO_SUSPECT),
            (heard, reason("Keterangan korban tentang perkara belum didengar.", "The victim's story was not heard.")),
        )
    begun, judged, agreement = (
        case.last("examination_started"),
        case.last("judgment_given", suspect=defendant.id),
        current(case, defendant.id),
    )
    told: Any = heard.fields
    return PertimbanganPutusan(
        title="Pertimbangan Keadilan Restoratif dalam Putusan", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=(officer_block(request, capacity="Hakim"),), matter=matter_of(case, request), incident=incident_of(case, request),
        defendant=person_of(defendant), admits=begun.fields.get("agrees") if begun else None, ground=request.fields.get("ground"),
        chronology=text(told.get("chronology")), loss=Rupiah(told["loss"]) if told.get("loss") else None, needs=text(told.get("needs")),
        earlier_peace=choice("earlier_peace", told.get("earlier_peace")), settlement=settlement_of(case, defendant.id),
        terms=terms_in(case, agreement) if agreement else (), kept=performed(case, agreement) if agreement else None,
        forgiven=agreement["forgiven"] if agreement else None, effect=choice("judgment_effect", judged.fields.get("effect")) if judged else None,
        sentence=request.fields.get("sentence"), law=court_law(request.regime),
    )  # fmt: skip


KIND = Kind(PertimbanganPutusan, named("Pertimbangan Keadilan Restoratif dalam Putusan", "Considerations that cite Perma 1/2024"), frozenset({"court"}),
    (), compose)  # fmt: skip
