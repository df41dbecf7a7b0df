"""Surat kuasa: a victim who cannot come gives power to an heir or relative to act in the settlement (the practice of Kebumen)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rembuk.papers.letter import Kind, Letter, Missing, Request, Signatory, named
from rembuk.papers.letters.reasons import absent
from rembuk.papers.matters import Incident, Matter, incident_of, matter_of, reason, thing_of
from rembuk.papers.people import Person, called, choice, day, person_of, text
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratKuasa(Letter):
    """The power of attorney between a party and who speaks for him, from `representation_added`; it is stamped.

    `acts` are what the holder may do; nothing in it lets him give up the rights against the accident fund.
    """

    id = "surat_kuasa"
    matter: Matter
    incident: Incident
    giver: Person
    giver_standing: str | None
    holder: Person
    holder_standing: str | None
    capacity: str | None
    given_on: date | None
    reason: str | None


def compose(case: Case, request: Request) -> SuratKuasa | Missing:
    """The newest representation or the one the request names; missing while nobody is recorded to speak for a party."""
    representation = thing_of(case, "representation", request)
    giver = case.thing("party", representation["represented"]) if representation else None
    holder = case.thing("party", representation["party"]) if representation else None
    if representation is None or giver is None or holder is None:
        return absent(
            (
                None,
                reason("Belum ada yang dicatat mewakili salah satu pihak.", "Nobody is recorded to speak for a party."),
            )
        )
    institution = request.office.institution
    return SuratKuasa(
        title="Surat Kuasa", office=request.office, state=request.state or "draft", number=request.number or text(representation["number"]),
        on=request.on or day(representation["on"]), matter=matter_of(case, request), incident=incident_of(case, request), giver=person_of(giver),
        signatories=(_block("Penerima kuasa", holder), _block("Pemberi kuasa", giver, stamped=True)), giver_standing=called(case, giver, institution),
        holder=person_of(holder), holder_standing=called(case, holder, institution), capacity=choice("capacity", representation["capacity"]),
        given_on=day(representation["on"]), reason=request.fields.get("reason"),
    )  # fmt: skip


def _block(capacity: str, party: Thing, *, stamped: bool = False) -> Signatory:
    return Signatory(capacity=capacity, name=text(party["name"]), stamped=stamped)


KIND = Kind(
    SuratKuasa,
    named("Surat Kuasa", "Power of attorney"),
    frozenset({"police", "prosecution", "court", "village"}),
    ("surat_kuasa",),
    compose,
)
