"""Meetings in their four steps, summonses and hearings, as a page shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from rembuk.desk.cases.due_words import relative
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.steps import act_address
from rembuk.record.case import Thing
from rembuk.record.kinds import declaration


def sessions_of(opened: Opened) -> dict[str, Any]:
    """The meetings, newest first, with their summonses; other summonses; orders of another venue; adjournments."""
    summonses = [_summons(opened, s) for s in opened.case.all("summons")]
    sessions = [_session(opened, s, summonses) for s in reversed(opened.case.all("session"))]
    orders = [_told(opened, act) for act in opened.case.acts_of("venue_ordered")]
    hearings = [_told(opened, act) for act in opened.case.acts_of("hearing_adjourned", "victim_presence_asked", "case_history_heard", "peace_suggested")]
    return {"sessions": sessions, "summonses": [s for s in summonses if not s["session"]], "orders": orders, "hearings": hearings}


def _told(opened: Opened, act: Any) -> dict[str, str]:
    return {"says": opened.names.hide(opened.teller.sentence(act)), "on": str(act.fields.get("on") or act.at.date().isoformat()), "who": act.author.name}


def _session(opened: Opened, session: Thing, summonses: list[dict[str, Any]]) -> dict[str, Any]:
    words, held = declaration(), session.last("session_held")
    failed = session.last("session_failed")
    on = date.fromisoformat(str(session["at"])[:10])
    return {
        "id": session.id, "status": session["status"] or "planned", "at": opened.teller.day(str(session["at"])), "relative": relative(on, opened.on),
        "past": on < opened.on, "place": session["place"], "facilitator": session["facilitator"],
        "venue_reason": words.choice("venue_reason", session["venue_reason"], language()) if session["venue_reason"] else "",
        "invited": opened.names.several(session["invited"]), "summonses": [s for s in summonses if s["session"] == session.id],
        "why_failed": words.choice("fail_reason", failed.fields.get("fail_reason"), language()) if failed else "",
        "steps": _steps(opened, session, held), "acts": _acts(opened, session) if session["status"] is None else [],
    }  # fmt: skip


def _steps(opened: Opened, session: Thing, held: Any) -> list[dict[str, Any]]:
    """The four steps of a meeting: gathered, heard and advised, agreed what is done, put into a stamped and signed letter."""
    agreements = [a for a in opened.case.all("agreement") if a["session"] == session.id] or (opened.case.all("agreement") if held else [])
    accounts = [(opened.names.by_id(row.get("party")), opened.names.hide(row.get("said", ""))) for row in session["accounts"] or []]
    sealed = bool(agreements and agreements[-1]["stamped"])
    return [
        {"code": "gathered", "done": bool(session["attended"]), "says": opened.names.several(session["attended"]), "more": []},
        {"code": "heard", "done": bool(accounts), "says": opened.names.hide(session["advice"] or ""), "more": accounts},
        {"code": "agreed", "done": bool(session["outcome"]), "says": opened.names.hide(session["outcome"] or ""), "more": []},
        {"code": "letter", "done": sealed, "says": "", "more": []},
    ]  # fmt: skip


def _acts(opened: Opened, session: Thing) -> list[tuple[str, str]]:
    words = declaration()
    found = [(act_address(opened, kind, session=session.id), words.kinds[kind].label.in_language(language()))
             for kind in ("session_held", "summons_sent", "session_moved", "session_failed")]  # fmt: skip
    return [(address, label) for address, label in found if address]


def _summons(opened: Opened, summons: Thing) -> dict[str, Any]:
    words = declaration()
    answered = summons["summons_answer"]
    return {
        "session": summons["session"], "party": opened.names.by_id(summons["party"]), "by": words.choice("summons_by", summons["summons_by"], language()),
        "at": opened.teller.day(str(summons["at"])), "number": summons["number"], "reason": opened.names.hide(summons["reason"] or ""),
        "answer": words.choice("summons_answer", answered, language()) if answered else "", "code": answered or "",
        "address": "" if answered else act_address(opened, "summons_answered", summons=summons.id),
    }  # fmt: skip
