"""The offence catalogue: what each article threatens, under the old codes and the new.

An *offence* is one row: one article or paragraph of one law, in force from a day to a day, with the maximum it
threatens. A row marked `memory` was never looked up: it lets a charge be read, but its penalty is unknown until a person
states it. Times are in months (half months occur), fines in rupiah. Sources stand in each row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from rembuk.law.designation import Designation, label_of, parse_article
from rembuk.law.facts import InputProblem
from rembuk.law.source import LAW_DIR

CATALOGUE_FILE = LAW_DIR / "offences.csv"

KUHP_1946, KUHP_2023 = "KUHP-1946", "KUHP-2023"
#: First day of UU 1/2023 and UU 1/2026 (UU 1/2023 art 624; UU 1/2026).
NEW_CODE_FROM = date(2026, 1, 2)

GROUPS = frozenset({
    "property", "person", "life", "negligence", "honour", "public-order", "traffic", "domestic", "sexual", "narcotics",
    "corruption", "terrorism", "state-security", "other",
})  # fmt: skip
#: How sure a row is; `stated` is a `memory` row whose penalty a person confirmed for the case at hand.
CONFIDENCES = frozenset({"confirmed", "secondary", "memory", "stated"})


class LawInputError(InputProblem):
    """Something a person gave about the law that cannot be used: one Indonesian sentence with what to do instead."""


@dataclass(frozen=True, slots=True)
class Offence:
    """One row of the catalogue.

    `max_prison_months` is the base maximum: 0 where there is no prison (or only kurungan), 240 for life and death,
    which `ceiling` tells apart. `max_fine_rupiah` is None where the row has no fine and where the fine is not known;
    `fine_known` tells which. `complaint`: "relative" means only among family. `life_chapter`: the chapter on life, not
    every death. `successor` is the row that takes over (the new code's article, or this article after 2 January 2026).
    """

    id: str
    name: str
    law: str
    article: str
    max_prison_months: float
    min_prison_months: float
    max_fine_rupiah: int | None
    fine_known: bool
    fine_only: bool
    complaint: str
    group: str
    life_chapter: bool
    ceiling: str
    successor: str | None
    in_force_from: date
    in_force_to: date | None
    source: str
    confidence: str

    @property
    def penalty_known(self) -> bool:
        """Whether the penalty may be used; False for a row nobody has looked up or stated."""
        return self.confidence != "memory"

    def in_force(self, on: date) -> bool:
        """Whether the row governs acts of that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    @property
    def label(self) -> str:
        """Article and law as people write them, e.g. "Pasal 351 ayat (1) KUHP (UU 1/1946)"."""
        return f"Pasal {label_of(self.article)} {law_label(self.law)}"


#: A row and the places it is written at.
Listed = tuple[Offence, tuple[Designation, ...]]


def law_label(law: str) -> str:
    """The name of a law of the catalogue as people write it."""
    return {KUHP_1946: "KUHP (UU 1/1946)", KUHP_2023: "KUHP (UU 1/2023)"}.get(law, law)


class Catalogue:
    """All offences, by id. Immutable; `with_confirmed` gives a new one."""

    def __init__(self, offences: Iterable[Offence], digest_of: bytes = b"") -> None:
        self.offences: tuple[Offence, ...] = tuple(offences)
        self._by_id = {offence.id: offence for offence in self.offences}
        self._bytes = digest_of

    def __getitem__(self, offence_id: str) -> Offence:
        return self._by_id[offence_id]

    def __contains__(self, offence_id: object) -> bool:
        return offence_id in self._by_id

    def __iter__(self) -> Iterator[Offence]:
        return iter(self.offences)

    def __len__(self) -> int:
        return len(self.offences)

    @cached_property
    def places(self) -> dict[tuple[str, str], list[Listed]]:
        """The rows by (law, article number) of the place that threatens the penalty; that place is their last."""
        found: dict[tuple[str, str], list[Listed]] = {}
        for offence in self.offences:
            written = parse_article(offence.article)
            found.setdefault((offence.law, written[-1].article), []).append((offence, written))
        return found

    @cached_property
    def norms(self) -> dict[tuple[str, str], list[Listed]]:
        """The rows by (law, article number) of the norms they punish ("76C" of "76C jo 80(1)")."""
        found: dict[tuple[str, str], list[Listed]] = {}
        for offence, written in (listed for rows in self.places.values() for listed in rows):
            for norm in written[:-1]:
                found.setdefault((offence.law, norm.article), []).append((offence, written))
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the catalogue's file; a replay of an old assessment needs it."""
        import hashlib

        return hashlib.sha256(self._bytes).hexdigest()

    def find(self, law: str, article: str) -> tuple[Offence, ...]:
        """Every row of this article as the catalogue writes it, all versions; empty when there is none."""
        return tuple(o for o in self.offences if o.law == law and o.article == article)

    def successor(self, offence_id: str) -> Offence | None:
        """The row that takes over from this one, or None when the catalogue names none."""
        name = self._by_id[offence_id].successor
        return self._by_id.get(name) if name else None

    def predecessors(self, offence_id: str) -> tuple[Offence, ...]:
        """The rows that this one took over from."""
        return tuple(o for o in self.offences if o.successor == offence_id)

    def problems(self) -> list[str]:
        """What is inconsistent in the catalogue, one Indonesian sentence each; empty when nothing is."""
        from rembuk.law.catalogue_check import problems_of

        return problems_of(self)

    def with_confirmed(self, confirmed: Mapping[str, Mapping[str, Any]]) -> Catalogue:
        """The catalogue in which the penalty of some `memory` rows is stated by a named person, for one case.

        Per offence id: `by` (who states it) and `ground` (what it was read in), `max_prison_months`, and optionally
        `min_prison_months`, `max_fine_rupiah` (None: no fine), `fine_only`, `ceiling`. Raises LawInputError with a
        sentence when an id is unknown, a row is not a `memory` row, or something needed is missing.
        """
        from rembuk.law.confirmation import confirm

        changed = {name: confirm(self._by_id.get(name), name, stated) for name, stated in confirmed.items()}
        return Catalogue((changed.get(o.id, o) for o in self.offences), self._bytes)


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The catalogue the program ships."""
    return read_catalogue(CATALOGUE_FILE.read_bytes())


def read_catalogue(data: bytes) -> Catalogue:
    """A catalogue from the bytes of a CSV file in the shape of `offences.csv`.

    Raises LawInputError naming the line when a cell cannot be read.
    """
    rows = csv.DictReader(data.decode("utf-8").splitlines())
    offences = []
    for line, row in enumerate(rows, start=2):
        try:
            offences.append(_offence(row))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"offences.csv baris {line} tidak dapat dibaca ({error})"
            raise LawInputError(f"{what}; periksa jumlah dan isi kolomnya.") from None
    return Catalogue(offences, data)


def _offence(row: Mapping[str, str]) -> Offence:
    fine, until = row["max_fine_rupiah"], row["in_force_to"]
    return Offence(
        id=row["id"],
        name=row["name"],
        law=row["law"],
        article=row["article"],
        max_prison_months=float(row["max_prison_months"]),
        min_prison_months=float(row["min_prison_months"]),
        max_fine_rupiah=None if fine in ("", "?") else int(fine),
        fine_known=fine != "?",
        fine_only=_yes(row["fine_only"]),
        complaint=row["complaint"],
        group=row["group"],
        life_chapter=_yes(row["life_chapter"]),
        ceiling=row["ceiling"],
        successor=row["successor"] or None,
        in_force_from=date.fromisoformat(row["in_force_from"]),
        in_force_to=date.fromisoformat(until) if until else None,
        source=row["source"],
        confidence=row["confidence"],
    )


def _yes(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"'{text}' bukan true atau false")
    return text == "true"

