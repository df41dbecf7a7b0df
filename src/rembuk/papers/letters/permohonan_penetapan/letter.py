"""Permohonan penetapan: the request to the chair of the district court to declare a stop valid, with the list of its packet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.agreements import performed_on
from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, officer_block, reason, suspect_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.papers.words import count_words
from rembuk.record.agreement import current
from rembuk.record.case import Case, Thing
from rembuk.record.packet import Item, packet_of

_PRESENT = {True: "ada", False: "belum ada", None: "belum dapat dipastikan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketItem:
    """One thing the court looks for and whether the record has it."""

    number: int
    says: str
    present: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermohonanPenetapan(Letter):
    """The request for one suspect's stop (SEMA 1/2026), from the decree and the packet of the record.

    `court` is the office asked, by name; `decree`, `decree_number`, `decreed_on` of the newest decree that stands; `agreed_on` and
    `performed_on` of the agreement; `items` the packet in the order the court checks it.
    """

    id = "permohonan_penetapan"
    matter: Matter
    incident: Incident
    court: str | None
    suspect: Person
    decree: str | None
    decree_number: str | None
    decreed_on: date | None
    agreed_on: date | None
    performed_on: date | None
    items: tuple[PacketItem, ...]


def compose(case: Case, request: Request) -> PermohonanPenetapan | Missing:
    """The request of the suspect the desk names; missing without a decree, or where the procedure code knows no such order."""
    suspect = suspect_of(case, request)
    decrees = [d for d in case.all("decree") if not d["revoked"] and (suspect is None or d["suspect"] in (None, suspect.id))]
    if request.regime == "kuhap_1981":
        return Missing((reason("Perkara ini mengikuti UU 8/1981, yang tidak mengenal penetapan ini.", "This case follows UU 8/1981, which knows no such order."),))
    if suspect is None or not decrees:
        what = reason("Surat ketetapan penghentian belum ada.", "There is no decree of termination yet.")
        return Missing((what,) if suspect else (reason("Sebutkan untuk pelaku yang mana.", "Say for which person it is."),))
    decree, agreement = decrees[-1], current(case, suspect.id)
    items = packet_of(case, suspect.id).items
    return PermohonanPenetapan(
        title="Permohonan Penetapan", office=request.office, state=request.state or "draft", number=request.number or _number(case, suspect),
        on=request.on, subject="Permohonan penetapan penghentian perkara berdasarkan keadilan restoratif",
        classification=request.classification or "Biasa", attachments=f"{count_words(len(items))} berkas", signatories=(officer_block(request),),
        copies=_copies(request), matter=matter_of(case, request), incident=incident_of(case, request), court=_court(case, request, suspect),
        suspect=person_of(suspect), decree=choice("decree_kind", decree["decree_kind"]), decree_number=text(decree["number"]),
        decreed_on=day(decree["on"]), agreed_on=day(agreement["on"]) if agreement else None,
        performed_on=performed_on(case, agreement) if agreement else None, items=tuple(_item(n, item) for n, item in enumerate(items, 1)),
    )  # fmt: skip


def _item(number: int, item: Item) -> PacketItem:
    return PacketItem(number=number, says=item.says[:1].upper() + item.says[1:], present=_PRESENT[item.present])


def _asked(case: Case, suspect: Thing) -> Thing | None:
    asked = [one for one in case.all("penetapan") if one["suspect"] in (None, suspect.id)]
    return asked[-1] if asked else None


def _number(case: Case, suspect: Thing) -> str | None:
    asked = _asked(case, suspect)
    return text(asked["number"]) if asked else None


def _court(case: Case, request: Request, suspect: Thing) -> str | None:
    asked = _asked(case, suspect)
    return request.fields.get("court") or (request.offices.get(str(asked["to_office"])) if asked else None)


def _copies(request: Request) -> tuple[str, ...]:
    above = {"police": "Kepala Kepolisian Resor", "prosecution": "Kepala Kejaksaan Tinggi"}.get(request.office.institution)
    return (above,) if above else ()


KIND = Kind(
    PermohonanPenetapan, named("Permohonan Penetapan kepada Ketua Pengadilan Negeri", "Request for the court's order"),
    frozenset({"police", "prosecution"}), ("permohonan_penetapan",), compose,
)  # fmt: skip
