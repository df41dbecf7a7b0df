"""What a form already knows, so that nobody types it: today, the one thing it can be about, the next office and level, the stamps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from rembuk.desk.cases.opened import Opened
from rembuk.desk.cases.options import Option
from rembuk.desk.offices.models import Office
from rembuk.record.agreement import current, owed, stamps_needed, unsigned
from rembuk.record.case import Thing
from rembuk.record.kinds import Field, Kind

_STAGE_OF = {"village": "village", "police": "police", "prosecution": "prosecution", "court": "court"}
#: Whom a role asks for approval first.
_NEXT_LEVEL = {
    "investigator": "investigator_superior", "investigator_superior": "police_chief", "mediator": "investigator_superior", "village_head": "police_chief",
    "prosecutor": "chief_prosecutor", "chief_prosecutor": "high_prosecutor", "high_prosecutor": "deputy_attorney_general",
}  # fmt: skip
#: The first thing each role asks to be approved.
_FIRST_APPROVAL = {"mediator": "village_gate", "village_head": "village_gate"}
_DECREE_AT = {"police": "sp3", "prosecution": "skp2", "court": "stop_examination"}
#: Days the act itself is about the future or somebody else's papers: never today by default.
_NOT_TODAY = frozenset({"birth_date", "died_on", "due_on", "until", "held_on", "received_on", "acted_on", "period_from", "period_to"})


def default_of(kind: Kind, field: Field, options: Sequence[Option], opened: Opened | None) -> Any:
    """What the blank holds before anybody wrote in it; None for nothing."""
    if field.type == "date" and field.name not in _NOT_TODAY:
        return (opened.on if opened else timezone.localdate()).isoformat()
    if field.type == "moment" and kind.name not in ("session_scheduled", "session_moved"):
        return _moment(kind, opened)
    if opened is None:
        return None
    if field.type == "ref" and field.required and len(options) == 1:
        return options[0].value
    if field.type == "ref" and field.name in _NEWEST and options:
        return options[-1].value
    found = _BY_NAME.get(field.name)
    return found(kind, opened) if found else None


#: Things of which the newest is meant.
_NEWEST = frozenset({"session", "agreement", "request", "penetapan", "handover", "offer", "application", "review", "decree", "diversion", "detention"})


def _moment(kind: Kind, opened: Opened | None) -> str:
    """Now; for a meeting the time for which it was planned."""
    planned = [s for s in opened.case.all("session") if s["status"] is None] if opened and kind.changes == "session" else []
    at = datetime.fromisoformat(str(planned[-1]["at"])) if planned else timezone.now()
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def _facilitator(kind: Kind, opened: Opened) -> str:
    return opened.actor.user


def _both_sides(kind: Kind, opened: Opened) -> list[str] | None:
    """Both sides, for what concerns them all; who came or applied is seen, never assumed."""
    if kind.name not in ("session_scheduled", "offer_made", "diversion_offered", "agreement_drafted", "termination_notified"):
        return None
    return [party.id for party in [*opened.case.victims, *opened.case.suspects]]


def _originals(kind: Kind, opened: Opened) -> str:
    agreement = current(opened.case)
    return str(stamps_needed(agreement)) if agreement and kind.name == "agreement_sealed" else "2"


def _level(kind: Kind, opened: Opened) -> str | None:
    return _NEXT_LEVEL.get(opened.actor.role)


def _office(kind: Kind, opened: Opened) -> str | None:
    """The office a request or handover goes to, where only one comes into question."""
    post = opened.actor.post
    if post is None:
        return None
    if kind.name == "approval_requested":
        above = _NEXT_LEVEL.get(opened.actor.role) in ("high_prosecutor", "deputy_attorney_general")
        return post.office.parent_id if above else post.office_id if post.office.institution != "village" else None
    if kind.name == "file_returned":
        handovers = [h for h in opened.case.all("handover") if h["to_office"] == opened.actor.office]
        return handovers[-1].added_by.author.office if handovers else None
    wanted = {"filed_in_court": "court", "penetapan_requested": "court", "litmas_requested": "corrections"}.get(kind.name)
    if not wanted or not post.office.region:
        return None
    near = list(Office.objects.filter(institution=wanted, region=post.office.region).values_list("code", flat=True)[:2])
    return near[0] if len(near) == 1 else None


def _recipient(kind: Kind, opened: Opened) -> str | None:
    """Who still has to sign, for the form of a signature."""
    agreement = current(opened.case)
    if kind.name != "agreement_signed" or agreement is None:
        return None
    left = unsigned(opened.case, agreement)
    return left[0].id if left else None


def _decree(kind: Kind, opened: Opened) -> str | None:
    return _DECREE_AT.get(opened.standing.stage)


def _approval(kind: Kind, opened: Opened) -> str:
    return _FIRST_APPROVAL.get(opened.actor.role, "rj_stop")


_BY_NAME: Mapping[str, Any] = {
    "facilitator": _facilitator, "invited": _both_sides, "parties": _both_sides, "originals": _originals, "stamped": _originals,
    "level": _level, "to_office": _office, "party": _recipient, "decree_kind": _decree,
    "approval_of": _approval, "decree_ground": lambda kind, opened: "restorative", "review_kind": lambda kind, opened: _review(opened),
    "venue_reason": lambda kind, opened: "usual", "regime": lambda kind, opened: _regime(opened),
}  # fmt: skip


def _review(opened: Opened) -> str:
    return "ekspos" if opened.actor.institution == "prosecution" else "gelar_perkara_khusus"


def _regime(opened: Opened) -> str | None:
    found = opened.view["tracks"][0].get("regime")
    return str(found) if found else None


def completed(kind: Kind, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The raw fields with what follows from them: the stage that goes with the office a case is sent to."""
    out = dict(raw)
    if kind.field("to_stage") and not out.get("to_stage") and out.get("to_office"):
        institution = Office.objects.filter(code=str(out["to_office"])).values_list("institution", flat=True).first()
        if stage := _STAGE_OF.get(institution or ""):
            out["to_stage"] = stage
    return out


def money_left(opened: Opened, term: Thing) -> int:
    """What is still owed on a term, in rupiah."""
    return owed(opened.case, term, opened.on).left
