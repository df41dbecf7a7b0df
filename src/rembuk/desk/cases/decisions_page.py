"""Approvals, reviews, decrees, the court's packet, custody, evidence, claims, diversion, letters and follow-up, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.options import told
from rembuk.desk.cases.steps import act_address
from rembuk.desk.jinja import both
from rembuk.desk.offices.models import Office
from rembuk.record.case import Thing
from rembuk.record.kinds import declaration

#: Sections of things: kind of thing, the acts that go on from it.
_THINGS = (
    ("review", ("review_held", "review_reported")), ("decree", ("termination_notified", "decree_revoked")),
    ("penetapan", ("penetapan_request_received", "penetapan_given", "penetapan_returned", "penetapan_sent", "penetapan_received")),
    ("detention", ("detention_extended", "detention_moved", "detention_ended")), ("evidence", ("evidence_disposed",)), ("claim", ("claim_answered",)),
    ("diversion", ("diversion_ended",)), ("letter", ("letter_served",)),
)  # fmt: skip
_AFTER = ("followup_visited", "survey_answered", "performance_reported", "breach_reported", "breach_followed_up", "litmas_requested", "litmas_received")
#: The acts with which each section begins.
_BEGIN = {
    "request": "approval_requested", "review": "review_invited", "decree": "termination_ordered", "penetapan": "penetapan_requested",
    "detention": "detention_begun", "evidence": "evidence_recorded", "claim": "claim_filed", "diversion": "diversion_started",
}  # fmt: skip


def decisions_of(opened: Opened) -> dict[str, Any]:
    """Every section of the page; those without content are left out by the page."""
    words = declaration()
    return {
        "requests": [_request(opened, request) for request in opened.case.all("request")],
        "sections": [_section(opened, kind, acts) for kind, acts in _THINGS if _concerns(opened, kind)],
        "packets": [_packet(opened, track) for track in opened.view["tracks"] if _needs_packet(opened, track)],
        "after": [{"says": opened.names.hide(opened.teller.sentence(act)), "who": act.author.name, "on": act.fields.get("on") or act.at.date().isoformat()}
                  for act in opened.case.acts_of(*_AFTER)],
        "ask": act_address(opened, "approval_requested"), "ask_label": words.kinds["approval_requested"].label.in_language(language()),
    }  # fmt: skip


def _concerns(opened: Opened, kind: str) -> bool:
    if opened.case.all(kind):
        return True
    if kind == "claim":
        return bool(opened.case["practice"] == "traffic")
    if kind == "penetapan" and not any(_under_new_code(track) for track in opened.view["tracks"]):
        return False
    return kind in ("review", "decree", "penetapan", "detention", "evidence") and opened.standing.stage != "village"


def _section(opened: Opened, kind: str, acts: tuple[str, ...]) -> dict[str, Any]:
    words = declaration()
    begin = _BEGIN.get(kind, "") if _may_begin(opened, kind) else ""
    return {
        "kind": kind, "title": words.things[kind].in_language(language()), "listed": [_item(opened, thing, acts) for thing in opened.case.all(kind)],
        "begin": act_address(opened, begin), "begin_label": words.kinds[begin].label.in_language(language()) if begin else "",
    }  # fmt: skip


def _may_begin(opened: Opened, kind: str) -> bool:
    """Whether another of these may be begun: the court is asked again only after it returned the file."""
    return kind != "penetapan" or all(one["result"] == "returned" for one in opened.case.all("penetapan"))


def _item(opened: Opened, thing: Thing, acts: tuple[str, ...]) -> dict[str, Any]:
    words = declaration()
    done = {act.kind for act in thing.acts}
    ways = [(act_address(opened, kind, **{words.kinds[kind].changes_by: thing.id}), words.kinds[kind].label.in_language(language()))
            for kind in acts if kind not in done or kind in ("detention_extended", "detention_moved")]  # fmt: skip
    over = thing["ended"] or thing["revoked"]
    history = [{"says": opened.names.hide(opened.teller.sentence(act)), "on": str(act.fields.get("on") or act.at.date().isoformat()), "who": act.author.name}
               for act in thing.acts]  # fmt: skip
    return {"told": told(opened, thing), "history": history, "ways": [] if over else [(address, label) for address, label in ways if address]}


def _request(opened: Opened, request: Thing) -> dict[str, Any]:
    """One request with the days it waited: until it was received, and until it was decided (or until today)."""
    words = declaration()
    asked = date.fromisoformat(str(request["on"]))
    received, decided = request.last("approval_received"), request.last("approval_decided")
    ended = date.fromisoformat(str(decided.fields["on"])) if decided else opened.on
    office = Office.objects.filter(code=str(request["to_office"])).values_list("name", flat=True).first() or str(request["to_office"])
    return {
        "what": words.choice("approval_of", request["approval_of"], language()), "level": words.choice("approval_level", request["level"], language()),
        "office": office, "on": request["on"], "by": request.added_by.author.name, "text": opened.names.hide(request["text"] or ""),
        "received": str(received.fields["on"]) if received else "", "waited": max(0, (ended - asked).days), "open": decided is None,
        "decision": words.choice("decision", request["decision"], language()) if request["decision"] else "", "code": request["decision"] or "",
        "decider": decided.author.name if decided else "", "decided_on": str(decided.fields["on"]) if decided else "",
        "reason": opened.names.hide(decided.fields.get("reason") or "") if decided else "",
        "receive": act_address(opened, "approval_received", request=request.id) if not received and not decided and _ours(opened, request) else "",
        "decide": act_address(opened, "approval_decided", request=request.id) if not decided and _ours(opened, request) else "",
    }  # fmt: skip


def _ours(opened: Opened, request: Thing) -> bool:
    return bool(request["to_office"] == opened.actor.office and request["level"] in (opened.actor.role, None))


def _needs_packet(opened: Opened, track: Mapping[str, Any]) -> bool:
    """Under the old code nobody asks the court; under the new, or while that is not known, the packet is checked before it is sent."""
    asked = bool(opened.case.all("penetapan"))
    return asked or bool(track["stage"] in ("police", "prosecution") and track["agreement"] and not track["closed"] and _under_new_code(track))


def _under_new_code(track: Mapping[str, Any]) -> bool:
    return track.get("regime") != "kuhap_1981"


def _packet(opened: Opened, track: Mapping[str, Any]) -> dict[str, Any]:
    items = [{"present": item["present"], "says": opened.names.hide(both(item["says"], item["says_en"]))} for item in track["packet"]["items"]]
    return {"suspect": opened.names.by_id(track["suspect"]), "complete": track["packet"]["complete"], "items": items,
            "reasons": [item["says"] for item in items if item["present"] is not True]}  # fmt: skip
