"""What a device may hold and write, from the policy table.

A *kit* is the device of one person in one post; a *node* is a computer of an office that serves everybody there. A kit holds what its person
may see; a node what anybody of its office may see by the office's own relations to a case, or by assignment to one of its people. Nobody holds the
cases of offices below his own: those are seen at the hub, without names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone

from rembuk.casework.models import CaseAssignment, CaseOffice, CaseRow
from rembuk.desk.offices.models import Post
from rembuk.desk.policy import TABLE
from rembuk.ledger.models import Device
from rembuk.ledger.refusals import Refused
from rembuk.ledger.sync.devices import Introduced
from rembuk.ledger.sync.models import Branch, Grant
from rembuk.record.act import Act

#: Relations by which an office, and not one of its people, sees a case.
_OF_OFFICE = {"held": "held", "handed": "handed", "approves": "approves"}
_FOREIGN_OFFICE = (
    "foreign-office", "ditulis atas nama kantor lain ({other}); perangkat ini terdaftar untuk {own}. Catat ulang dari perangkat kantor itu",
    "written in the name of another office ({other}); this device is enrolled for {own}. Enter it again on a device of that office",
)  # fmt: skip
_FOREIGN_CASE = (
    "foreign-case", "kantor {own} tidak pernah memegang perkara ini. Minta kantor yang memegangnya mencatat",
    "the office {own} never had to do with this case. Ask the office that holds it to enter this",
)  # fmt: skip


def cases_of_device(code: str) -> Collection[str]:
    """The cases that a device may hold now."""
    device = Device.objects.get(code=code)
    wanted = Q(pk__in=CaseAssignment.objects.filter(user__in=_people_of(device), until=None).values("case_id"))
    relations = set().union(*TABLE["see"].values())
    if device.office and not is_kit(device):
        wanted |= Q(office=device.office) if "own" in relations else Q()
        bases = [basis for relation, basis in _OF_OFFICE.items() if relation in relations]
        wanted |= Q(pk__in=CaseOffice.objects.filter(office=device.office, basis__in=bases).values("case_id"))
    return set(CaseRow.objects.filter(wanted).values_list("pk", flat=True))


def is_kit(device: Device) -> bool:
    """Whether it is the device of one person."""
    return bool(device.label.startswith("kit "))


def _people_of(device: Device) -> Iterable[str]:
    if is_kit(device):
        return [device.enrolled_by]
    return Post.objects.held_on(timezone.localdate()).filter(office_id=device.office).values_list("user__username", flat=True).distinct()


def judge(acts: Sequence[Act]) -> list[Refused]:
    """Acts that the device they were written on had no business to write. What the record's rules say is not asked: what was done was done."""
    offices = {device: _office_of(device) for device in {act.device for act in acts}}
    may_write = lru_cache(maxsize=None)(_may_write)
    return [refused for act in acts if (refused := _judged(act, offices[act.device], may_write)) is not None]


def _judged(act: Act, office: str, may_write: Callable[[str, str, str], bool]) -> Refused | None:
    if not office:
        return None
    if act.author.office != office:
        return _refused(act, _FOREIGN_OFFICE, office)
    if act.case != act.id and not may_write(act.case, office, act.author.user):
        return _refused(act, _FOREIGN_CASE, office)
    return None


def _may_write(case: str, office: str, user: str) -> bool:
    """Whether the case was opened on a device of the office, or any of its devices was ever given it, or office or user have to do with it."""
    if _office_of(case.partition(".")[0]) == office:
        return True
    given = Grant.objects.filter(case_id=case, is_given=True, device__in=Device.objects.filter(office=office).values("code"))
    related = CaseRow.objects.filter(pk=case).filter(Q(office=office) | Q(offices__office=office) | Q(assignments__user=user))
    return given.exists() or related.exists()


def _office_of(code: str) -> str:
    """The office a device is enrolled for; empty for the hub's own."""
    branch = Branch.objects.filter(code=code).values_list("device", flat=True).first()
    return str(Device.objects.filter(code=branch or code).values_list("office", flat=True).first() or "")


def _refused(act: Act, why: tuple[str, str, str], office: str) -> Refused:
    code, says, says_en = why
    told = {"own": office, "other": act.author.office}
    return Refused(act.device, act.number, code, says.format(**told), says_en.format(**told), "hub")


def may_introduce(sender: str, device: Introduced) -> bool:
    """A node may bring the acts of devices of its own office."""
    office = _office_of(sender)
    return bool(office) and device.office == office
