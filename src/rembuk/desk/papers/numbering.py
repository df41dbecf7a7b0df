"""Numbers of letters: one is offered, it may be replaced by hand where an old numbering goes on, and none is given twice.

Two unique constraints settle every race: of two who ask for one number at once, the second gets the next one, or is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from rembuk.desk.papers.models import GivenNumber, NumberBlock
from rembuk.papers.letter import Kind
from rembuk.papers.numbers import Block, Given, next_number, written
from rembuk.papers.registry import kinds
from rembuk.record.outcome import Refused

_MOST_TRIES = 50


def block_of(office: str, kind: Kind, year: int, device: str = "") -> Block:
    """How the office numbers this kind of letter in a year: as recorded, as in the year before, or as we propose it."""
    rows = NumberBlock.objects.filter(office=office, series=kind.id, year__lte=year).order_by("-year")[:1]
    for row in rows:
        first, last = (row.first, row.last) if row.year == year else (1, 99_999)
        return Block(office, device, kind.id, year, first, last, row.pattern, row.unit)
    return Block(office, device, kind.id, year, 1, 99_999, proposed_pattern(kind), office.upper())


def proposed_pattern(kind: Kind) -> str:
    """A pattern that begins with the letter's own short name, so that two kinds never share a number."""
    shared = [one.id for one in kinds().values() if _short(one.id) == _short(kind.id)]
    name = _short(kind.id) if len(shared) == 1 else kind.id.replace("_", "-").upper()
    return f"{name}/{{n}}/{{roman_month}}/{{year}}/{{unit}}"


def _short(letter: str) -> str:
    """surat_kesepakatan_perdamaian: SK-PERDAMAIAN"""
    *before, last = letter.split("_")
    return "-".join(part for part in ("".join(word[0] for word in before), last) if part).upper()


def is_given(block: Block, text: str) -> bool:
    """Whether a number is taken, as it is written."""
    return GivenNumber.objects.filter(office=block.office, series=block.series, year=block.year, text=text).exists()


def offered(block: Block, on: date) -> Given | Refused:
    """The number after the one given last; the lowest free one where those after it are used up."""
    series = GivenNumber.objects.filter(office=block.office, series=block.series, year=block.year).exclude(n=None)
    newest = series.order_by("-id").values_list("n", flat=True).first() or 0
    taken = {n for n in series.filter(n__gte=block.first, n__lte=block.last).values_list("n", flat=True) if n is not None}
    if block.first <= newest < block.last:
        after = next_number(_as_far_as_needed(replace(block, first=newest + 1), len(taken)), taken, on)
        if isinstance(after, Given):
            return after
    return next_number(_as_far_as_needed(block, len(taken)), taken, on)


def _as_far_as_needed(block: Block, taken: int) -> Block:
    """The beginning of a block, in which a free number must lie if so many are taken."""
    return replace(block, last=min(block.last, block.first + taken))


def claim(block: Block, on: date, typed: str, *, case: str, by: str) -> GivenNumber | Refused:
    """A number that from now on nobody else gets: the one typed, or the next ("" typed). The first one settles the pattern of the year."""
    named = {"first": block.first, "last": block.last, "pattern": block.pattern, "unit": block.unit}
    NumberBlock.objects.get_or_create(office=block.office, series=block.series, year=block.year, defaults=named)
    if typed:
        return _taken(block, _place_of(block, typed, on), typed, case, by) or _given_before(block, typed)
    for _ in range(_MOST_TRIES):
        free = offered(block, on)
        if isinstance(free, Refused):
            return free
        if row := _taken(block, free.n, free.text, case, by):
            return row
    return Refused(
        "numbers-busy", "Banyak surat diberi nomor pada saat yang sama.", "Many letters are being numbered at this moment.", "coba lagi sebentar lagi", "try again in a moment"
    )


def release(row: GivenNumber) -> None:
    """Give a number back that no letter got."""
    row.delete()


def _taken(block: Block, n: int | None, text: str, case: str, by: str) -> GivenNumber | None:
    try:
        with transaction.atomic():
            return GivenNumber.objects.create(
                office=block.office, series=block.series, year=block.year, n=n, text=text, case=case, by=by, given_at=timezone.now()
            )
    except IntegrityError:
        return None


def _given_before(block: Block, typed: str) -> Refused:
    return Refused(
        "number-given", f"Nomor {typed} sudah dipakai untuk surat lain sejenis tahun {block.year}.",
        f"Number {typed} was already given to another such letter of {block.year}.",
        "pakai nomor yang ditawarkan, atau periksa buku agenda", "use the number offered, or look in the letter book",
    )  # fmt: skip


def _place_of(block: Block, typed: str, on: date) -> int | None:
    """The place in the series of a number that was typed, if the pattern writes it so."""
    found = (int(digits) for digits in re.findall(r"\d{1,6}", typed))
    return next((n for n in found if written(block, n, on) == typed), None)
