"""The two sides in signature blocks, and who acts for a victim."""

from __future__ import annotations

from typing import Any

from rembuk.papers.letter import Institution, Request, Signatory
from rembuk.papers.people import called, text
from rembuk.record.case import Case, Thing
from rembuk.record.consent import representations


def victim_of(case: Case, request: Request) -> Thing | None:
    """The victim the request names as its thing, otherwise the first."""
    named = case.thing("party", request.thing) if request.thing else None
    return named if named and named["role"] == "victim" else next(iter(case.victims), None)


def called_party(case: Case, party: Thing | None, institution: Institution) -> str | None:
    """What a party is called, None for none."""
    return called(case, party, institution) if party else None


def speaker_of(case: Case, party: Thing) -> Thing | None:
    """Who speaks for a party now, None when the party speaks alone."""
    return next((speaker for r in representations(case, party) if (speaker := case.thing("party", r["party"]))), None)


def party_block(
    case: Case, party: Thing | None, request: Request, *, capacity: str | None = None, proof: Any = None, witnesses: tuple[str, ...] = (), stamped: bool = False
) -> Signatory:
    """The signature block of a party, or of who speaks for the party, which is said under the capacity."""
    speaker = speaker_of(case, party) if party else None
    above = capacity or (called(case, party, request.office.institution).capitalize() if party else None)
    if speaker and party:
        above = f"{above}\ndiwakili {called(case, speaker, request.office.institution)}"
    name = text((speaker or party)["name"]) if party else None
    return Signatory(capacity=above, name=name, proof=proof, witnesses=witnesses, stamped=stamped and proof is None)
