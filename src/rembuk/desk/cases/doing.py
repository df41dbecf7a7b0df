"""Which acts a visitor may do to a case, and doing them: the desk's policy on top of what the record allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404
from django.utils import timezone

from rembuk.casework.acting import Done, Invalid, Outcome, Wish
from rembuk.desk.actor import Actor
from rembuk.desk.cases.attachments import unknown_attachments
from rembuk.desk.cases.called import is_child
from rembuk.desk.cases.defaults import completed
from rembuk.desk.cases.once import SentBefore, once
from rembuk.desk.cases.opened import Opened
from rembuk.desk.cases.options import things
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office, Post
from rembuk.desk.policy import NoRight
from rembuk.desk.rights import NotAllowed
from rembuk.record.decide import may_do
from rembuk.record.kinds import Kind, declaration

#: Acts that need another right than `act`.
_RIGHTS = {
    **dict.fromkeys(("approval_received", "approval_decided", "consent_gate_overridden", "penetapan_given", "penetapan_returned"), "approve"),
    **dict.fromkeys(("officer_assigned", "officer_released", "judge_appointed"), "assign"),
}
#: Acts the program itself adds, or that have a door of their own.
_NOT_OFFERED = frozenset({"identity_recorded", "public_application_received", "letter_issued"})
_TRAFFIC = frozenset({"accident_recorded", "claim_filed"})


def kind_or_404(name: str) -> Kind:
    """The kind of that name. Http404 for one that is not declared or not done through forms."""
    kind = declaration().kinds.get(name)
    if kind is None or name in _NOT_OFFERED:
        raise Http404(name)
    return kind


def right_for(kind: Kind) -> str:
    """The right over the case that doing this needs."""
    return _RIGHTS.get(kind.name, "act")


def lack(opened: Opened, kind: Kind) -> NoRight | None:
    """Why the visitor may not do acts of this kind to the case; None when he may, as far as rights go."""
    return opened.lack(right_for(kind))


def offered(opened: Opened) -> dict[str, list[Kind]]:
    """The acts the visitor may do now and that have something to be about, by group in the order of the declaration."""
    out: dict[str, list[Kind]] = {group: [] for group in declaration().groups}
    for kind in may_do(opened.actor.role, opened.standing.stage, bool(opened.standing.closed)):
        if kind.name not in _NOT_OFFERED and lack(opened, kind) is None and makes_sense(opened, kind):
            out[kind.group].append(kind)
    return {group: kinds for group, kinds in out.items() if kinds}


def makes_sense(opened: Opened, kind: Kind) -> bool:
    """Whether the case holds what such an act is about: the thing it changes, a child, an accident. The act itself may be done all the same."""
    if (kind.group == "evaluation") != (opened.case.sort == "evaluation"):
        return False
    if kind.group == "child" and opened.case.suspects and all(is_child(opened.case, suspect) is False for suspect in opened.case.suspects):
        return False
    if kind.name in _TRAFFIC and opened.case["practice"] != "traffic":
        return False
    if kind.name == "case_reopened" and not any(track["closed"] for track in opened.view["tracks"]):
        return False
    if kind.name == "village_gate_decided" and opened.standing.stage != "village":
        return False
    return all(things(field, kind.name, opened) for field in kind.fields if field.type == "ref" and field.required)


def may_be_done(opened: Opened, kind_name: str) -> bool:
    """Whether the visitor is offered this kind of act."""
    kind = declaration().kinds.get(kind_name)
    role_and_stage = kind is not None and kind in may_do(opened.actor.role, opened.standing.stage, bool(opened.standing.closed))
    return kind is not None and role_and_stage and kind_name not in _NOT_OFFERED and lack(opened, kind) is None


def require_right(opened: Opened, kind: Kind) -> None:
    """Pass when the visitor may. Raises NotAllowed otherwise."""
    missing = lack(opened, kind)
    if missing is not None:
        raise NotAllowed(missing)


def do(opened: Opened | None, wishes: Sequence[Wish], actor: Actor, *, seen: str | None = None, token: str = "") -> Outcome | SentBefore:
    """Add acts to a case (None: the first opens it) for an actor whose right was checked.

    `seen` are the heads he had on screen, space-separated; ids that are not in the case count for nothing. None stands for all there is.
    """
    wishes = [wish._replace(raw=_completed(wish)) for wish in wishes]
    if problems := {name: says for wish in wishes for name, says in strangers(wish).items()}:
        return Invalid(problems)
    known = None if seen is None or opened is None else _in_case(opened, seen)
    case_id = opened.id if opened else None
    return once(token, actor.user, lambda: casework().perform(case_id, wishes, by=actor.author, now=timezone.now(), seen=known))


def _in_case(opened: Opened, seen: str) -> list[str]:
    there = {act.id for act in opened.case.acts}
    return [one for one in dict.fromkeys(seen.split()) if one in there]


def _completed(wish: Wish) -> Mapping[str, Any]:
    kind = declaration().kinds.get(wish.kind)
    return completed(kind, wish.raw) if kind else wish.raw


def strangers(wish: Wish) -> dict[str, str]:
    """Blanks that name an officer, office or attachment this node does not know, each with what to do."""
    kind = declaration().kinds.get(wish.kind)
    out: dict[str, str] = {}
    for field in kind.fields if kind else ():
        value = wish.raw.get(field.name)
        if not value:
            continue
        if field.type == "user" and not Post.objects.filter(user__username=str(value)).exists():
            out[field.name] = f"{field.label.id}: '{value}' bukan pengguna di sini; pilih dari daftar."
        elif field.type == "office" and not Office.objects.filter(code=str(value)).exists():
            out[field.name] = f"{field.label.id}: kantor '{value}' tidak dikenal; pilih dari daftar."
        elif field.type == "media" and (lost := unknown_attachments(value)):
            out[field.name] = f"{field.label.id}: {len(lost)} lampiran tidak ada di sini; unggah lagi."
    return out


__all__ = ["Done", "Invalid", "SentBefore", "do", "kind_or_404", "lack", "may_be_done", "offered", "require_right", "right_for", "strangers"]
