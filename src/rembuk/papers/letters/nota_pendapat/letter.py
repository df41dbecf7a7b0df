"""Nota pendapat: the prosecutor's opinion with the conditions of Perja 15/2020 art 5 and the considerations of its art 4, head by head.

What the record knows is written in; the rest stays a blank for the prosecutor, for a consideration is his and is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Request, named
from rembuk.papers.letters.laws import prosecution_law
from rembuk.papers.letters.reasons import NO_SUSPECT, NO_VICTIM, absent
from rembuk.papers.letters.settlement import Settlement, settlement_of
from rembuk.papers.matters import Incident, Matter, charges, incident_of, matter_of, officer_block, suspect_of
from rembuk.papers.people import Person, choice, day, person_of, text
from rembuk.papers.words import listed, rupiah
from rembuk.record.case import Case, Thing
from rembuk.reference.written_dates import write_date

#: Art 4(1), to be regarded; art 4(2), to be weighed. The key is that of the typed field.
_REGARDED = {
    "4-1-a": "kepentingan korban dan kepentingan hukum lain yang dilindungi", "4-1-b": "penghindaran stigma negatif", "4-1-c": "penghindaran pembalasan",
    "4-1-d": "respon dan keharmonisan masyarakat", "4-1-e": "kepatutan, kesusilaan, dan ketertiban umum",
}  # fmt: skip
_WEIGHED = {
    "4-2-a": "subjek, objek, kategori, dan ancaman tindak pidana", "4-2-b": "latar belakang terjadinya tindak pidana", "4-2-c": "tingkat ketercelaan",
    "4-2-d": "kerugian atau akibat yang ditimbulkan", "4-2-e": "cost and benefit penanganan perkara", "4-2-f": "pemulihan kembali pada keadaan semula",
    "4-2-g": "adanya perdamaian antara korban dan tersangka",
}  # fmt: skip
_YES_NO = {True: "ya", False: "tidak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One condition or consideration: its number, what it is, and what the record or the prosecutor says of it (None: not said)."""

    number: int
    what: str
    says: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotaPendapat(Letter):
    """The opinion over one suspect, from `opinion_written`, the facts of the case and the agreement; before the act, a form."""

    id = "nota_pendapat"
    matter: Matter
    incident: Incident
    suspect: Person
    victims: str | None
    conditions: tuple[Point, ...]
    regarded: tuple[Point, ...]
    weighed: tuple[Point, ...]
    settlement: Settlement
    opinion: str | None
    recommendation: str | None
    law: tuple[str, ...]


def compose(case: Case, request: Request) -> NotaPendapat | Missing:
    """The opinion for the request's suspect; missing while he or a victim is not recorded."""
    suspect = suspect_of(case, request)
    if suspect is None or not case.victims:
        return absent((suspect, NO_SUSPECT), (case.victims or None, NO_VICTIM))
    written = case.last("opinion_written", suspect=suspect.id)
    said: Any = written.fields if written else {}
    settlement = settlement_of(case, suspect.id)
    return NotaPendapat(
        title="Nota Pendapat", office=request.office, state=request.state or "draft", number=request.number, on=request.on or day(said.get("on")),
        signatories=(officer_block(request, capacity="Penuntut Umum"),), matter=matter_of(case, request), incident=incident_of(case, request),
        suspect=person_of(suspect), victims=listed([str(v["name"]) for v in case.victims]), conditions=_conditions(case, suspect, settlement),
        regarded=_points(_REGARDED, request, {}), weighed=_points(_WEIGHED, request, _known(case, request, settlement)), settlement=settlement,
        opinion=text(said.get("text")), recommendation=choice("recommendation", said.get("recommendation")),
        law=prosecution_law(request.regime, "Pasal 4, Pasal 5, dan Pasal 12"),
    )  # fmt: skip


def _conditions(case: Case, suspect: Thing, settlement: Settlement) -> tuple[Point, ...]:
    """The conditions as far as the record states their facts."""
    loss, first, response = (_fact(case, suspect, name) for name in ("loss", "first_offence", "community_response"))
    rows = (
        ("tersangka baru pertama kali melakukan tindak pidana", _YES_NO.get(first)),
        ("sangkaan dan ancaman pidananya", charges(case, suspect.id)),
        (
            "nilai barang bukti atau kerugian",
            rupiah(int(loss)) if isinstance(loss, int) and not isinstance(loss, bool) else None,
        ),
        ("telah ada pemulihan pada keadaan semula", settlement.restored_by if settlement.performed_on else None),
        ("telah ada kesepakatan perdamaian", write_date(settlement.agreed_on) if settlement.agreed_on else None),
        ("respon masyarakat", text(response)),
    )
    return tuple(Point(number=n, what=what, says=says) for n, (what, says) in enumerate(rows, 1))


def _known(case: Case, request: Request, settlement: Settlement) -> dict[str, str | None]:
    return {
        "4-2-a": charges(case, request.suspect), "4-2-f": settlement.restored_by if settlement.performed_on else None,
        "4-2-g": f"kesepakatan tanggal {write_date(settlement.agreed_on)}" if settlement.agreed_on else None,
    }  # fmt: skip


def _points(heads: dict[str, str], request: Request, known: dict[str, str | None]) -> tuple[Point, ...]:
    return tuple(
        Point(number=n, what=what, says=request.fields.get(key) or known.get(key))
        for n, (key, what) in enumerate(heads.items(), 1)
    )


def _fact(case: Case, suspect: Thing, name: str) -> Any:
    cell = case.facts.get((suspect.id, name)) or case.facts.get(("", name))
    return cell.value if cell else None


KIND = Kind(
    NotaPendapat, named("Nota Pendapat", "Opinion memo"), frozenset({"prosecution"}), ("nota_pendapat",), compose
)
