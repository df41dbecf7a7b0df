"""Reading the articles a person is charged with, as offices write them, into offences of the catalogue.

A *charge* is one written article; its *candidates* are the rows it may mean: one when it is certain, several when the
paragraph is not written, none when it could not be read. What could not be read is a *problem* with a sentence; what was
read but is worth a look is a *note*. Nothing is swapped or guessed in silence, and no word of the text is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rembuk.law.offences import Catalogue, LawInputError, load_catalogue

LINKS = frozenset({"first", "alternative", "cumulative", "subsidiary"})


@dataclass(frozen=True, slots=True)
class Charge:
    """One written article of the indictment or the docket.

    `link` joins it to the charge before it: first, alternative, cumulative or subsidiary. `joined`: articles beside it
    that threaten nothing themselves. `adjusts`: attempt, aiding, continued, recidivism among them; the change of the
    maximum is not computed. `suspect`: the label before it ("Tsk I"), None when there is none.
    """

    written: str
    candidates: tuple[str, ...]
    link: str = "first"
    joined: tuple[str, ...] = ()
    adjusts: tuple[str, ...] = ()
    suspect: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChargeProblem:
    """What could not be read: the piece of text, and what to do, in Indonesian and English."""

    fragment: str
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class ChargeReading:
    """What one text of charges says. A piece that could not be read is both a problem and a charge without candidates."""

    written: str
    charges: tuple[Charge, ...]
    problems: tuple[ChargeProblem, ...]

    @property
    def complete(self) -> bool:
        """Whether there is a charge, nothing is in doubt, and every charge is exactly one offence."""
        return bool(self.charges) and not self.problems and all(len(charge.candidates) == 1 for charge in self.charges)

    @property
    def suspects(self) -> tuple[str, ...]:
        """The labels of the suspects the text names, in order; empty when it names none."""
        return tuple(dict.fromkeys(charge.suspect for charge in self.charges if charge.suspect))

    def of_suspect(self, suspect: str | None) -> tuple[Charge, ...]:
        """The charges of one suspect; a charge without a label counts for everyone."""
        return tuple(charge for charge in self.charges if charge.suspect in (suspect, None))


def read_charges(text: str, *, acted_on: date | None, seen_on: date | None, catalogue: Catalogue) -> ChargeReading:
    """Read the charges in a text. Never raises on text; a text that says nothing has no charges and no problems.

    `acted_on`: day of the act, None when unknown. `seen_on`: day of the docket row or decision; it only shows that the
    act came before it. When neither decides, plain "KUHP" is either code: taken with a note when one code explains what
    is written, else a problem that asks for the day.
    """
    from rembuk.law.charge_reader import read

    return read(text, acted_on, seen_on, catalogue)


def charges_of_ids(
    ids: Sequence[str], links: Sequence[str] | None = None, *, catalogue: Catalogue | None = None
) -> tuple[Charge, ...]:
    """Charges from offence ids (["kuhp1946-362"]); `links` gives one word of LINKS for each (cumulative when None).

    Raises LawInputError with a sentence for an unknown id or link, or when the two lists differ in length.
    """
    known = catalogue or load_catalogue()
    if links is None:
        links = ["first", *["cumulative"] * (len(ids) - 1)][: len(ids)]
    if len(links) != len(ids):
        count = f"Ada {len(ids)} pasal tetapi {len(links)} penghubung"
        raise LawInputError(f"{count}; tulis satu penghubung untuk tiap pasal.")
    for offence_id in ids:
        if offence_id not in known:
            raise LawInputError(f"'{offence_id}' tidak ada dalam katalog tindak pidana; periksa kodenya.")
    for link in links:
        if link not in LINKS:
            raise LawInputError(f"Penghubung '{link}' tidak dikenal; pakai {', '.join(sorted(LINKS))}.")
    return tuple(Charge(offence_id, (offence_id,), link) for offence_id, link in zip(ids, links, strict=True))
