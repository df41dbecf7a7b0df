"""What is inconsistent in the offence catalogue: dates, successors, fines, words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rembuk.law.designation import parse_article
from rembuk.law.offences import CONFIDENCES, GROUPS, KUHP_2023, NEW_CODE_FROM, Catalogue, Offence

_COMPLAINTS = frozenset({"none", "relative", "absolute"})
_CEILINGS = frozenset({"term", "life", "death"})


def problems_of(catalogue: Catalogue) -> list[str]:
    """One Indonesian sentence for each thing that does not fit; empty when all does."""
    found = [f"{offence_id} tertulis dua kali; hapus salah satu." for offence_id in _repeated(catalogue)]
    for offence in catalogue:
        found += [f"{offence.id}: {what}." for what in _words(offence)]
        found += [f"{offence.id}: {what}." for what in _penalty(offence)]
        found += [f"{offence.id}: {what}." for what in _succession(offence, catalogue)]
    return found + list(_overlaps(catalogue))


def _repeated(catalogue: Catalogue) -> list[str]:
    ids = [offence.id for offence in catalogue]
    return sorted({offence_id for offence_id in ids if ids.count(offence_id) > 1}) if len(set(ids)) < len(ids) else []


def _words(offence: Offence) -> Iterator[str]:
    if offence.group not in GROUPS:
        yield f"kelompok '{offence.group}' tidak dikenal; pakai {', '.join(sorted(GROUPS))}"
    if offence.confidence not in CONFIDENCES:
        yield f"keyakinan '{offence.confidence}' tidak dikenal; pakai {', '.join(sorted(CONFIDENCES))}"
    if offence.complaint not in _COMPLAINTS:
        yield f"delik aduan '{offence.complaint}' tidak dikenal; pakai {', '.join(sorted(_COMPLAINTS))}"
    if offence.ceiling not in _CEILINGS:
        yield f"pidana tertinggi '{offence.ceiling}' tidak dikenal; pakai {', '.join(sorted(_CEILINGS))}"
    if not offence.source:
        yield "tanpa sumber; tulis di mana bunyi pasalnya dibaca"
    try:
        parse_article(offence.article)
    except ValueError as error:
        yield f"pasal tidak terbaca: {error}; tulis seperti 365(2) ke-1"


def _penalty(offence: Offence) -> Iterator[str]:
    if offence.min_prison_months > offence.max_prison_months:
        yield "pidana minimum melebihi maksimum"
    if offence.fine_only and offence.max_prison_months:
        yield "ditandai denda saja tetapi berpidana penjara"
    if offence.ceiling != "term" and offence.max_prison_months != 240:
        yield "pidana seumur hidup atau mati harus ditulis 240 bulan"
    if offence.law == KUHP_2023 and offence.max_fine_rupiah not in _lawful_fines(offence):
        yield f"denda {offence.max_fine_rupiah} bukan kategori Pasal 79 UU 1/2023"


def _lawful_fines(offence: Offence) -> set[int | None]:
    """The categories of UU 1/2023 art 79(1); insults by electronic means carry a third more (art 441(1))."""
    from rembuk.reference.tables import fine_category

    categories = {fine_category(number, NEW_CODE_FROM) for number in range(1, 9)}
    third_more = {round(fine * 4 / 3) for fine in categories if fine} if "jo 441" in offence.article else set()
    return {None, *categories, *third_more}


def _succession(offence: Offence, catalogue: Catalogue) -> Iterator[str]:
    if offence.in_force_to and offence.in_force_to < offence.in_force_from:
        yield f"berakhir {offence.in_force_to} sebelum mulai {offence.in_force_from}"
    if not offence.successor:
        return
    if offence.successor not in catalogue:
        yield f"pengganti '{offence.successor}' tidak ada dalam katalog"
        return
    follows = catalogue[offence.successor].in_force_from
    if follows <= offence.in_force_from:
        yield f"pengganti '{offence.successor}' berlaku {follows}, tidak lebih kemudian"
    elif offence.in_force_to and offence.in_force_to + timedelta(days=1) != follows:
        yield f"antara akhir {offence.in_force_to} dan pengganti {follows} ada celah atau tumpang tindih"


def _overlaps(catalogue: Catalogue) -> Iterator[str]:
    places: dict[tuple[str, str], list[Offence]] = {}
    for offence in catalogue:
        places.setdefault((offence.law, offence.article), []).append(offence)
    for versions in places.values():
        for earlier, later in pairwise(sorted(versions, key=lambda o: o.in_force_from)):
            if (earlier.in_force_to or date.max) >= later.in_force_from:
                yield f"{earlier.id} dan {later.id} mengatur pasal yang sama pada hari yang sama; perbaiki tanggalnya."
