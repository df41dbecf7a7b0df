"""Numbers of letters for devices away from the office, out of the same series from which the desk gives its own.

A device is handed a run of numbers: each is taken in `GivenNumber` at once, under the device's name, so that neither the desk nor another
device can give it. When the act that issued the letter arrives, the number is written there as the device wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from rembuk.desk.papers.models import GivenNumber, NumberBlock
from rembuk.desk.papers.numbering import block_of
from rembuk.papers.numbers import Block, written
from rembuk.papers.registry import kind_of, kinds
from rembuk.record.act import Act

_MOST_TRIES = 20
#: The letters a facilitator writes away from the office, and what the kit's page of each is made of.
_BODIES = {
    "undangan_musyawarah": "session", "surat_panggilan": "session", "panggilan_korban": "session", "ba_musyawarah": "minutes",
    "berita_acara_mediasi": "minutes", "ba_berhasil": "minutes", "ba_gagal": "minutes", "surat_kesepakatan_perdamaian": "agreement",
    "surat_perjanjian_desa": "agreement", "surat_pernyataan_pemulihan": "agreement",
}  # fmt: skip


class Letter(NamedTuple):
    """A letter a kit offers: its series, its name in both languages, what stands in it (session, minutes or agreement)."""

    series: str
    name: str
    name_en: str
    body: str


class Reserved(NamedTuple):
    """Numbers `first` to `last`, both included, written as `pattern` says with `unit` for the office."""

    first: int
    last: int
    pattern: str
    unit: str


def letters_for(institution: str) -> list[Letter]:
    """The letters of an institution that are written away from the office."""
    found = (kinds()[series] for series in _BODIES)
    return [Letter(kind.id, *kind.title(timezone.localdate()), _BODIES[kind.id]) for kind in found if institution in kind.institutions]


def reserve(device: str, office: str, series: str, year: int, size: int) -> Reserved:
    """The next `size` numbers nobody has, from now on the device's; fewer where the office's own block ends."""
    block = block_of(office, kind_of(series), year)
    named = {"first": block.first, "last": block.last, "pattern": block.pattern, "unit": block.unit}
    NumberBlock.objects.get_or_create(office=office, series=series, year=year, defaults=named)
    for _ in range(_MOST_TRIES):
        newest = GivenNumber.objects.filter(office=office, series=series, year=year).aggregate(newest=Max("n"))["newest"] or 0
        first = max(block.first, newest + 1)
        last = min(block.last, first + size - 1)
        if first > last or _taken(block, device, range(first, last + 1)):
            return Reserved(first, last, block.pattern, block.unit)
    raise RuntimeError(f"nomor {series} {year} untuk {office} tidak dapat dipesan")


def _taken(block: Block, device: str, numbers: Iterable[int]) -> bool:
    """Whether they could be taken for the device: False when somebody was quicker with one of them."""
    now = timezone.now()
    rows = [
        GivenNumber(office=block.office, series=block.series, year=block.year, n=n, text=_held(n, device), case="", by=f"perangkat {device}", given_at=now)
        for n in numbers
    ]  # fmt: skip
    try:
        with transaction.atomic():
            GivenNumber.objects.bulk_create(rows)
    except IntegrityError:
        return False
    return True


def _held(n: int, device: str) -> str:
    """How a number stands in the list while the device has not given it."""
    return f"{n} · perangkat {device}"


def note_given(acts: Iterable[Act]) -> None:
    """Writes down the numbers that devices gave to letters, as they wrote them. What is not of a block handed out is left alone."""
    for act in acts:
        number, day = act.fields.get("number"), _day(act.fields.get("on"))
        if act.kind != "letter_issued" or not isinstance(number, str) or day is None:
            continue
        held = GivenNumber.objects.filter(office=act.author.office, year=day.year, by=f"perangkat {act.device}", case="")
        for row in held:
            if row.n is not None and number == _as_written(row, day):
                GivenNumber.objects.filter(pk=row.pk).update(text=number, case=act.case)
                break


def _as_written(row: GivenNumber, on: date) -> str:
    assert row.n is not None
    return written(block_of(row.office, kind_of(row.series), row.year), row.n, on)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
