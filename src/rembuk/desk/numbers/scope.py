"""Whose numbers a visitor sees: those of his office and the offices below it, as the policy table says."""

from __future__ import annotations

import time

from rembuk.desk.actor import Actor
from rembuk.desk.offices.models import Office
from rembuk.record.stages import STAGES
from rembuk.registers.statistics.models import Place
from rembuk.registers.statistics.places import keep_places
from rembuk.registers.statistics.questions import Narrow

#: With fewer offices the sums of each are read; with more, those of the institution in the province or country where these are all of it.
_FEW = 8
_LOOK_AGAIN_SECONDS = 60.0
_looked_at = [float("-inf")]


def scope_of(actor: Actor) -> Narrow:
    """What the visitor's numbers are narrowed by before he narrows them himself."""
    offices = actor.subtree
    if len(offices) > _FEW and actor.institution in STAGES:
        regions = dict(Office.objects.filter(institution=actor.institution).values_list("pk", "region"))
        if regions.keys() == offices:
            return Narrow(stage=actor.institution)
        provinces = {regions.get(office, "")[:2] for office in offices}
        province = provinces.pop() if len(provinces) == 1 else ""
        if province and {office for office, region in regions.items() if region[:2] == province} == offices:
            return Narrow(stage=actor.institution, province=province)
    return Narrow(offices=offices)


def office_names(actor: Actor) -> dict[str, str]:
    """The visitor's offices by code, the names in order; his own first."""
    names = dict(Office.objects.filter(pk__in=actor.subtree).order_by("name").values_list("code", "name"))
    return {actor.office: names.pop(actor.office)} | names if actor.office in names else names


def take_over_offices() -> None:
    """Tell statistics of offices that are new or changed; asked at most once a minute."""
    if time.monotonic() - _looked_at[0] > _LOOK_AGAIN_SECONDS:
        offices = Office.objects.values_list("code", "name", "region", "is_3t")
        keep_places(Place(code=code, name=name, province=region[:2], is_3t=is_3t) for code, name, region, is_3t in offices)
        _looked_at[0] = time.monotonic()
