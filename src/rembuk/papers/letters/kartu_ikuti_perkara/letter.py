"""Kartu ikuti perkara: a card for a party with the code by which he reads where his case stands, without an account."""

from __future__ import annotations

from dataclasses import dataclass

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.reasons import absent
from rembuk.papers.letters.sides import called_party, victim_of
from rembuk.papers.matters import Matter, matter_of, reason
from rembuk.papers.people import text
from rembuk.record.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class KartuIkutiPerkara(Letter):
    """The card of one party. `code` and `site` are typed in the request, for the record keeps no code that opens it.

    `party` is who gets it; `contact` the office's telephone.
    """

    id = "kartu_ikuti_perkara"
    matter: Matter
    party: str | None
    standing: str | None
    code: str
    site: str | None
    contact: str | None


def compose(case: Case, request: Request) -> KartuIkutiPerkara | Missing:
    """The card with the code of the request for the party it names, otherwise for the first victim; missing without a code."""
    party, code = case.thing("party", request.thing) or victim_of(case, request), request.fields.get("code")
    if code is None:
        return absent((code, reason("Kode ikuti perkara belum dibuat.", "No follow code was made.")))
    return KartuIkutiPerkara(
        title="Kartu Ikuti Perkara", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        matter=matter_of(case, request), party=text(party["name"]) if party else None,
        standing=called_party(case, party, request.office.institution), code=code, site=request.fields.get("site"), contact=request.office.phone,
    )  # fmt: skip


KIND = Kind(
    KartuIkutiPerkara,
    named("Kartu Ikuti Perkara", "Card to follow the case"),
    frozenset({"police", "prosecution", "court", "village"}),
    (),
    compose,
)
