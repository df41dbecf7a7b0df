"""What waits for whom: the work of a case as rows of `WorkItem`, from its view.

A step of a role goes to each person assigned to the case in that role, or to the office while nobody is. What concerns whoever
works on the case (a clock, a term, a handover, a conflict) stands once for the office and once for each person assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from rembuk.casework.models import APPROVAL, CLOCK, DETENTION, SIGNAL
from rembuk.law.library import load_law
from rembuk.record.act import Act
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import declaration
from rembuk.record.stages import assigned, standing

#: A row of `WorkItem` by its columns; a column that is not there has its default.
Item = dict[str, Any]
_COURT = frozenset({"court_chair", "registrar", "judge"})
_HIGHER = frozenset({"high_prosecutor", "deputy_attorney_general", "attorney_general"})
_PARTY = "party"
#: Roles that work on cases assigned to them; an officer assigned with a duty in free words may be any of these.
_FACILITATORS = ("mediator", "village_head", "investigator", "prosecutor", "judge", "probation_officer")


def work_of(case: Case, view: Mapping[str, Any], case_id: str) -> list[Item]:
    """Every item of work of a case; of a closed one only the questions to its supervisor."""
    items = list(_signals(case, view, case_id))
    if standing(case).closed:
        return items
    people = roles_of(case)
    for track in view["tracks"]:
        if not track["closed"]:
            items += _steps(case, track, people, case_id)
            items += _clocks(track, people, case_id)
            items += _terms(track, people, case_id)
    items += _recommendations(case, people, case_id)
    return [*items, *_requests(case, view, case_id), *_handovers(case, case_id), *_conflicts(view, people, case_id)]


def roles_of(case: Case) -> dict[str, str]:
    """The people assigned and the role each has: the one he acted in, else the one his duty names, else "" (not known)."""
    acted = {act.author.user: act.author.role for act in case.acts}
    return {user: acted.get(user) or (duty if duty in _FACILITATORS else "") for user, duty in assigned(case).items()}


def _item(case_id: str, kind: str, **columns: Any) -> Item:
    columns["says"], columns["says_en"] = columns["says"][:300], columns["says_en"][:300]
    return {"case_id": case_id, "kind": kind, **columns}


def _for_all(people: Mapping[str, str], case_id: str, kind: str, **columns: Any) -> Iterator[Item]:
    """One item for the office and one for each person who works on the case."""
    for user in ["", *people]:
        yield _item(case_id, kind, role="*", user=user, **columns)


def _steps(case: Case, track: Mapping[str, Any], people: Mapping[str, str], case_id: str) -> Iterator[Item]:
    asked = _asked(case)
    for step in track["next"]:
        for user in [] if (step["act"], step["role"]) in asked else _people(people, step["role"]):
            yield _item(
                case_id, "step", office=_office_for(case, step["role"], track["office"]), role="*" if step["role"] == _PARTY else step["role"], user=user,
                suspect=track["suspect"], instrument=step["instrument"], step=step["id"], act=step["act"] or "", says=step["does"], says_en=step["does_en"],
                since=date.fromisoformat(step["since"]), due_on=_day(step["due_on"]), due_at=_moment(step["due_at"]), certain=step["certain"],
            )  # fmt: skip


def _clocks(track: Mapping[str, Any], people: Mapping[str, str], case_id: str) -> Iterator[Item]:
    for clock in track["running"]:
        if clock["certain"] and clock["due_on"]:
            yield from _for_all(
                people, case_id, "clock", lane=DETENTION if clock["kind"] == "period" else CLOCK, office=track["office"], suspect=track["suspect"],
                instrument=clock["instrument"], step=clock["id"], says=clock["says"], says_en=clock["says_en"],
                since=date.fromisoformat(clock["since"]), due_on=_day(clock["due_on"]), due_at=_moment(clock["due_at"]),
            )  # fmt: skip


def _terms(track: Mapping[str, Any], people: Mapping[str, str], case_id: str) -> Iterator[Item]:
    agreement = track["agreement"]
    for term in agreement["terms"] if agreement and not agreement["unsigned"] else ():
        if not term["settled"] and term["due_on"] and not term["defaulted"]:
            yield from _for_all(
                people, case_id, "term", office=track["office"], suspect=track["suspect"], step="term",
                act="payment_made" if term["kind"] == "pay" else "term_performed", about=term["id"],
                says=f"Pelaksanaan: {term['what']}", says_en=f"Performance: {term['what']}", since=date.fromisoformat(str(term["due_on"])),
                due_on=_day(term["due_on"]),
            )  # fmt: skip


def _recommendations(case: Case, people: Mapping[str, str], case_id: str) -> Iterator[Item]:
    """The recommendations of an evaluation that are neither done nor dropped, at the office they are for."""
    for recommendation in case.all("recommendation"):
        if recommendation["follow_status"] not in ("done", "dropped"):
            yield from _for_all(
                people, case_id, "advice", office=str(case["office"] or case.acts[0].author.office), step="recommendation", act="recommendation_followed",
                about=recommendation.id, says=f"Rekomendasi: {recommendation['text']}", says_en=f"Recommendation: {recommendation['text']}",
                since=recommendation.added_by.at.date(), due_on=_day(str(recommendation["due_on"])),
            )  # fmt: skip


def _asked(case: Case) -> set[tuple[str, str]]:
    """The steps that are already on somebody's desk as a request: the act that does them, and the role."""
    return {("approval_decided", str(request["level"])) for request in case.all("request") if not request["decision"]}


def _requests(case: Case, view: Mapping[str, Any], case_id: str) -> Iterator[Item]:
    words = declaration()
    for request in case.all("request"):
        if not request["decision"]:
            what, what_en = (words.choice("approval_of", request["approval_of"], language) for language in ("id", "en"))
            step = _step_of(view, request)
            yield _item(
                case_id, "approval", lane=APPROVAL, office=str(request["to_office"]), role=str(request["level"]), suspect=str(request["suspect"] or ""),
                step="approval", act="approval_decided", about=request.id, says=f"Permintaan persetujuan: {what}", says_en=f"Approval requested: {what_en}",
                since=date.fromisoformat(str(request["on"])), due_on=_day(step.get("due_on")), due_at=_moment(step.get("due_at")),
            )  # fmt: skip


def _step_of(view: Mapping[str, Any], request: Thing) -> Mapping[str, Any]:
    """The step of the law that deciding the request does; empty where the law names none."""
    tracks = [track for track in view["tracks"] if request["suspect"] in (None, track["suspect"])]
    steps = (step for track in tracks for step in track["next"])
    return next((step for step in steps if (step["act"], step["role"]) == ("approval_decided", request["level"])), {})


def _handovers(case: Case, case_id: str) -> Iterator[Item]:
    for handover in case.all("handover"):
        if not handover["received"] and handover is case.all("handover")[-1]:
            yield _item(
                case_id, "handover", office=str(handover["to_office"]), role="*", step="handover", act="handover_received", about=handover.id,
                says="Perkara diserahkan kepada kantor ini; catat penerimaannya", says_en="Handed to this office; record its receipt",
                since=date.fromisoformat(str(handover["on"])), due_on=None,
            )  # fmt: skip


def _conflicts(view: Mapping[str, Any], people: Mapping[str, str], case_id: str) -> Iterator[Item]:
    office = view["tracks"][0]["office"]
    for conflict in view["conflicts"]:
        said = conflict["said"][-1]
        yield from _for_all(
            people, case_id, "conflict", office=office, step=conflict["field"][:60], about=conflict["where"],
            says=f"Dua keterangan berbeda tentang {_named(conflict['field'], 'id')}; pilih yang benar",
            says_en=f"Two different statements on {_named(conflict['field'], 'en')}; choose the right one",
            since=datetime.fromisoformat(said["at"]).date(), due_on=None,
        )  # fmt: skip


#: Cells of a suspect's track, in words.
_TRACK = {"standing": ("ke mana perkara diserahkan", "where the case was handed"), "agreement": ("kesepakatan mana yang berlaku", "which agreement stands")}


def _named(field: str, language: str) -> str:
    """What people call a cell: the label of its blank, the question of its fact, or its own name."""
    if field in _TRACK:
        return _TRACK[field][language == "en"]
    declared = declaration().fields.get(field)
    fact = load_law().facts.get(field)
    if declared:
        return declared.label.in_language(language).lower()
    return (fact.question_en if language == "en" else fact.question).rstrip("?").lower() if fact else field


def _signals(case: Case, view: Mapping[str, Any], case_id: str) -> Iterator[Item]:
    for signal in view["signals"]:
        if not answers_to(case, signal["asks"]):
            newest = max((case.place[act] for act in signal["acts"] if act in case.place), default=0)
            yield _item(
                case_id, "signal", lane=SIGNAL, office=view["tracks"][0]["office"], role="supervisor", step=signal["code"], act="note_added",
                says=signal["asks"], says_en=signal["asks_en"], since=case.acts[newest].at.date(), due_on=None,
            )  # fmt: skip


def answers_to(case: Case, question: str) -> list[Act]:
    """The notes that answer a signal: those that begin with its question. A question that has changed since is open again."""
    return [act for act in case.acts_of("note_added") if str(act.fields.get("text", "")).startswith(question)]


def _office_for(case: Case, role: str, holder: str) -> str:
    """The office whose work a step is: the court asked for the penetapan, the office asked to approve or to report, else the holder."""
    if role in _COURT and case.all("penetapan"):
        return str(case.all("penetapan")[-1]["to_office"])
    if role == "probation_officer" and (report := case.last("litmas_requested")):
        return str(report.fields["to_office"])
    if role in _HIGHER:
        asked = [r for r in case.all("request") if r["level"] == role]
        return str(asked[-1]["to_office"]) if asked else holder
    return holder


def _people(people: Mapping[str, str], role: str) -> list[str]:
    """The persons assigned whose work a step of the role is; the office ("") where there is none. Parties have no desk: all see theirs."""
    if role == _PARTY:
        return ["", *people]
    mine = [user for user, acting in people.items() if acting == role or (not acting and role in _FACILITATORS)]
    return mine or [""]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
