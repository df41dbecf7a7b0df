"""Figures from before the record: entered with their source, never changed, and reconciled.

Nouns. The *whole* of a half-year is how many cases its source says came in; the *parts* are how they ended. What the parts leave of the
whole is *unexplained* and is shown, never spread over the parts. Several sources may give several wholes: each is reconciled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rembuk.registers.statistics.models import OldTotal
from rembuk.registers.statistics.numbers import Number, definitions

WHOLE = "received"
_PUBLISHED = Path(__file__).with_name("published")


class Part(NamedTuple):
    """One way cases ended, and how many did (None where no source tells)."""

    number: Number
    value: int | None


class Whole(NamedTuple):
    """How many cases a source says there were, what the parts leave unexplained of it (None where no part is known), and the share that
    ended by RJ (percent)."""

    value: int
    source: str
    unexplained: int | None
    rj_percent: float | None


class Reconciled(NamedTuple):
    """One half-year of one office: parts, their sum, every whole, and every entry with those that were corrected."""

    office: str
    half: str
    parts: tuple[Part, ...]
    sum_of_parts: int
    rj_percent_of_parts: float | None
    wholes: tuple[Whole, ...]
    entries: tuple[OldTotal, ...]


def enter(office: str, half: str, number: str, value: int, source: str, *, by: str, in_office: str, at: datetime, corrects: OldTotal | None = None) -> OldTotal:
    """Keep one figure. KeyError for a number that is not defined, ValueError for one that cannot stand in an old total."""
    if number not in enterable() or value < 0 or not source.strip():
        raise ValueError(f"{number}: {value}")
    return OldTotal.objects.create(
        office=office, half=half, number=number, value=value, source=source.strip()[:300], corrects=corrects, entered_by=by, entered_in=in_office, entered_at=at
    )


def enterable() -> dict[str, Number]:
    """The numbers an old total may be of: the whole and the ways cases ended."""
    numbers = definitions().numbers
    return {WHOLE: numbers[WHOLE]} | {one.id: one for one in definitions().parts_of(WHOLE)}


def enter_published(name: str, *, by: str, in_office: str, at: datetime) -> list[OldTotal]:
    """Enter the figures of a published source that comes with the program, once. KeyError for a name there is none of."""
    if name not in published():
        raise KeyError(name)
    data = _published(name)
    out = []
    for row in data["totals"]:
        source = _source(data, row)
        if not OldTotal.objects.filter(office=data["office"], half=row["half"], number=row["number"], source=source).exists():
            out.append(enter(data["office"], row["half"], row["number"], row["value"], source, by=by, in_office=in_office, at=at))
    return out


def published() -> list[str]:
    """The names of the published sources that come with the program."""
    return sorted(path.stem for path in _PUBLISHED.glob("*.yaml"))


def to_be_entered(offices: Iterable[str]) -> dict[str, str]:
    """The published sources about these offices of which something is not entered yet: name, and how the source calls itself."""
    mine, out = set(offices), {}
    for name in published():
        data = _published(name)
        wanted = {(row["half"], row["number"], _source(data, row)) for row in data["totals"]}
        if data["office"] in mine and wanted - set(OldTotal.objects.filter(office=data["office"]).values_list("half", "number", "source")):
            out[name] = str(data["source"])
    return out


def _published(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((_PUBLISHED / f"{name}.yaml").read_text(encoding="utf-8")))


def _source(data: dict[str, Any], row: dict[str, Any]) -> str:
    return f"{data['source']}, {row['where']}"


def reconciled(offices: Iterable[str], half: str = "") -> list[Reconciled]:
    """Every half-year (or only this one) of these offices for which figures were entered, the newest first."""
    entries: dict[tuple[str, str], list[OldTotal]] = {}
    found = OldTotal.objects.filter(office__in=list(offices)).order_by("id")
    for one in found.filter(half=half) if half else found:
        entries.setdefault((one.half, one.office), []).append(one)
    return [_reconcile(office, half, entries[half, office]) for half, office in sorted(entries, reverse=True)]


def old_halves(offices: Iterable[str]) -> list[str]:
    """The half-years for which figures of these offices were entered, the newest first."""
    return sorted(set(OldTotal.objects.filter(office__in=list(offices)).values_list("half", flat=True)), reverse=True)


def _reconcile(office: str, half: str, entries: list[OldTotal]) -> Reconciled:
    corrected = {one.corrects_id for one in entries}
    standing = [one for one in entries if one.pk not in corrected]
    values = {one.number: one.value for one in standing if one.number != WHOLE}
    parts = tuple(Part(number, values.get(number.id)) for number in definitions().parts_of(WHOLE))
    explained, rj = sum(values.values()), values.get("ended_rj")
    wholes = tuple(
        Whole(one.value, one.source, one.value - explained if values else None, _percent(rj, one.value)) for one in standing if one.number == WHOLE
    )
    return Reconciled(office, half, parts, explained, _percent(rj, explained), wholes, tuple(entries))


def _percent(part: int | None, whole: int) -> float | None:
    return round(100 * part / whole, 1) if part is not None and whole else None
