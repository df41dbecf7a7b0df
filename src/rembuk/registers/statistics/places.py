"""What statistics know of offices, kept in step with the offices themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from rembuk.registers.statistics.cells import recount
from rembuk.registers.statistics.models import CaseNumbers, Place


def keep_places(wanted: Iterable[Place]) -> int:
    """Take over offices; rows of those that changed are written anew and, where there were any, all sums. Gives how many changed."""
    kept: Mapping[str, Place] = Place.objects.in_bulk()
    changed = [place for place in wanted if place.code not in kept or _told(kept[place.code]) != _told(place)]
    if changed:
        with transaction.atomic():
            Place.objects.bulk_create(changed, update_conflicts=True, unique_fields=["code"], update_fields=["name", "province", "is_3t"])
            if sum(_rewrite(place) for place in changed):
                recount()
    return len(changed)


def _told(place: Place) -> tuple[str, str, bool]:
    return place.name, place.province, place.is_3t


def _rewrite(place: Place) -> int:
    rows = CaseNumbers.objects.filter(office=place.code).exclude(province=place.province, is_3t=place.is_3t)
    return rows.update(is_3t=place.is_3t, **({"province": place.province} if place.province else {}))
