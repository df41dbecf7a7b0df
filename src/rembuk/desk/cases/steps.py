"""What comes next and which clocks run, as a page shows them, from the kept view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from rembuk.desk.cases.doing import may_be_done
from rembuk.desk.cases.due_words import counted, due_of
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.jinja import both
from rembuk.law.procedure import ROLES
from rembuk.record.kinds import declaration

_NAMES = re.compile(r"[a-z_][a-z_0-9.]*")


def next_steps(opened: Opened, track: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The open steps of a suspect: certain ones first, then those that hang on a missing fact."""
    shown = [_step(opened, track, step) for step in track["next"]]
    return sorted(shown, key=lambda step: not step["certain"])


def _step(opened: Opened, track: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    mine, about = step["role"] == opened.actor.role, _about(opened, step)
    return {
        "does": both(step["does"], step["does_en"]), "role": role_words(step["role"]), "mine": mine, "due": due_of(step, opened.on), "clocked": step["clocked"],
        "cite": step["cite"], "short": step["short"], "instrument": step["instrument"], "confidence": step["confidence"], "certain": step["certain"],
        "missing": [question_of(opened, track, name) for name in step["missing"][:3]], "note": both(step["note"], step["note_en"]), "since": step["since"],
        "address": act_address(opened, step["act"], track["suspect"], **about), "act": _act_label(opened, step["act"], about.get("fact", "")),
        "papers": _papers(opened, step), "required": _attendees(opened, step["required"]),
        "counted": [] if step["due_on"] else _remarks(step),
    }  # fmt: skip


def role_words(role: str) -> str:
    """Who acts, as the law's steps name him."""
    return both(*ROLES.get(role, (role, role)))


def _act_label(opened: Opened, kind: str, fact: str) -> str:
    """What the button of a step says: the act, or for a fact what is asked of it."""
    if fact:
        return _("Catat tanggalnya") if opened.law.facts[fact].type == "date" else _("Jawab pertanyaannya")
    found = declaration().kinds.get(kind)
    return found.label.in_language(language()) if found else ""


def _about(opened: Opened, step: Mapping[str, Any]) -> dict[str, str]:
    """The fact whose statement completes a step that is done by stating one."""
    if step["act"] != "fact_stated":
        return {}
    written = next((s.done_written for s in opened.law.instrument(step["instrument"]).steps if s.id == step["id"]), "")
    facts = [name for name in _NAMES.findall(written) if name in opened.law.facts and opened.law.facts[name].asked]
    return {"fact": facts[0]} if facts else {}


def _remarks(step: Mapping[str, Any]) -> list[str]:
    return counted(step) if step["clocked"] else []


def act_address(opened: Opened, kind: str, suspect: str = "", **given: str) -> str:
    """The form that does a step, "" when the visitor may not do it or no act does it."""
    if not kind or not may_be_done(opened, kind):
        return ""
    query = {name: value for name, value in {"suspect": suspect if len(opened.case.suspects) > 1 else "", **given}.items() if value}
    return reverse("case_act", args=(opened.id, kind)) + (f"?{urlencode(query)}" if query else "")


def question_of(opened: Opened, track: Mapping[str, Any], name: str) -> dict[str, str]:
    """A missing fact with its question and the form that states it."""
    fact = opened.law.facts.get(name)
    asked = both(fact.question, fact.question_en) if fact else name
    address = act_address(opened, "fact_stated", str(track["suspect"]), fact=name) if fact and fact.asked else ""
    return {"fact": name, "question": asked, "address": address}


def _papers(opened: Opened, step: Mapping[str, Any]) -> dict[str, list[str]]:
    papers = opened.law.words.papers
    return {side: [_paper(papers.get(paper), paper) for paper in step[side]] for side in ("needs", "makes")}


def _paper(paper: Any, code: str) -> str:
    return both(paper.name, paper.name_en) if paper is not None else code


def _attendees(opened: Opened, codes: list[str]) -> list[str]:
    known = opened.law.words.attendees
    return [_paper(known.get(code), code) for code in codes]


def clocks(opened: Opened, track: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The running clocks, detention first, then by due day."""
    found = [_clock(opened, clock) for clock in track["running"] if clock["due_on"] or _is_detention(clock)]
    return sorted(found, key=lambda clock: (not clock["detention"], clock["due"]["days_left"] if clock["due"] else 10**6))


def _is_detention(clock: Mapping[str, Any]) -> bool:
    return "tahan" in f"{clock['id']} {clock['says']}".lower()


def _clock(opened: Opened, clock: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "says": both(clock["says"], clock["says_en"]), "due": due_of(clock, opened.on), "cite": clock["cite"], "short": clock["short"],
        "instrument": clock["instrument"], "confidence": clock["confidence"], "certain": clock["certain"], "detention": _is_detention(clock),
        "alarm": clock["alarm"], "extension": clock.get("extension"), "counted": _remarks(clock), "note": both(clock["note"], clock["note_en"]),
    }  # fmt: skip


def done_steps(track: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The steps that were done, and whether in time."""
    for step in track["done"]:
        yield {"does": both(step["does"], step["does_en"]), "on": step["on"], "late": step["late"], "cite": step["cite"]}
