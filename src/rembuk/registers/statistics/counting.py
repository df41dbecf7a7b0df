"""What is counted about one leg: what happened in it, who refused, the money, and the days between its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from rembuk.law.offences import load_catalogue
from rembuk.record.act import Act
from rembuk.record.agreement import current, owed, terms_of
from rembuk.record.case import Case, Thing
from rembuk.record.days import day_in, when
from rembuk.record.milestones import milestones
from rembuk.record.timing import Reached
from rembuk.registers.statistics.legs import OPEN, Leg

_OFFERS = ("offer_made", "diversion_offered", "application_made", "peace_suggested", "session_scheduled")
_ANSWERS = ("offer_accepted", "offer_refused")
_SESSIONS = ("session_held", "diversion_started")
_AGREEMENTS = ("agreement_signed", "diversion_agreed")
_DEFAULTS = ("defaulted", "breached", "breach_reported")
_COURT_ENDS = ("penetapan_given", "penetapan_returned")
_REFUSALS = ("consent_refused", "consent_withdrawn", "agreement_refused")
_FAILED_BY = {"victim_refused": "victim", "suspect_refused": "suspect"}
_RESTORATIVE = ("restorative", "diversion")
_LEVEL_COLUMNS = {
    "investigator_superior": "days_at_superior", "police_chief": "days_at_police_chief", "chief_prosecutor": "days_at_chief_prosecutor",
    "high_prosecutor": "days_at_high_prosecutor", "deputy_attorney_general": "days_at_deputy",
}  # fmt: skip
_ADULT_YEARS = 18

Happened = Mapping[str, tuple[Reached, ...]]


class InLeg(NamedTuple):
    """A leg with the acts about its suspect and the milestones reached in it."""

    case: Case
    suspect: str
    leg: Leg
    acts: tuple[Act, ...]
    happened: Happened

    def first(self, *names: str) -> date | None:
        """The day the first of these milestones was reached in the leg; None when none was."""
        return min((one.on for name in names for one in self.happened.get(name, ())), default=None)

    def last(self, *names: str) -> date | None:
        """The day the last of them was reached."""
        return max((one.on for name in names for one in self.happened.get(name, ())), default=None)

    def did(self, *names: str) -> bool:
        """Whether one of them was reached."""
        return any(name in self.happened for name in names)


def in_legs(case: Case, suspect: str, legs: Iterable[Leg]) -> list[InLeg]:
    """Each leg with what happened in it."""
    reached = milestones(case, suspect)
    out = []
    for leg in legs:
        acts = tuple(act for act in case.acts[leg.start : leg.stop] if not suspect or case.about.get(act.id, "") in ("", suspect))
        happened = {name: here for name, all_of in reached.items() if (here := tuple(one for one in all_of if leg.start <= one.order < leg.stop))}
        out.append(InLeg(case, suspect, leg, acts, happened))
    return out


def counted(told: InLeg) -> dict[str, Any]:
    """The columns of a counted row that follow from the leg."""
    refusing = set(_refusing(told))
    return {
        "outcome": told.leg.outcome, "since": told.leg.since, "until": told.leg.until,
        "is_offered": told.did(*_OFFERS), "has_met": told.did(*_SESSIONS), "has_agreed": told.did(*_AGREEMENTS), "is_stopped": _is_stopped(told),
        "victim_refused": "victim" in refusing, "suspect_refused": "suspect" in refusing, "authority_refused": told.did("approval_rejected"),
        "is_performed": told.did("performed"), "has_defaulted": told.did(*_DEFAULTS), "court_asked": told.did("penetapan_requested"),
        "court_confirmed": told.did("penetapan_given"), "court_returned": told.did("penetapan_returned"),
        **_money(told), **_days(told),
    }  # fmt: skip


def offence_group(charges: Iterable[Mapping[str, Any]]) -> str:
    """The one group of all offences charged, `mixed` for several, `unknown` where none is read."""
    catalogue = load_catalogue()
    groups = {catalogue[offence].group for charge in charges for offence in charge.get("offences", ()) if offence in catalogue}
    return groups.pop() if len(groups) == 1 else "mixed" if groups else "unknown"


def age_of(case: Case, suspect: Thing | None) -> str:
    """Whether the offender was a child when he acted: child, adult or unknown."""
    born, acted = day_in(suspect["birth_date"]) if suspect else None, day_in(case["acted_on"]) or case.acts[0].at.date()
    if born is None:
        return "unknown"
    return "child" if acted.year - born.year - ((acted.month, acted.day) < (born.month, born.day)) < _ADULT_YEARS else "adult"


def _is_stopped(told: InLeg) -> bool:
    return any(act.kind == "termination_ordered" and act.fields.get("decree_ground") in _RESTORATIVE for act in told.acts)


def _refusing(told: InLeg) -> Iterator[str]:
    """Which side said no in the leg: by an answer, a consent, a signature refused, or a session that failed for it."""
    for act in told.acts:
        if act.kind == "session_failed":
            yield _FAILED_BY.get(str(act.fields.get("fail_reason")), "")
        elif act.kind in _REFUSALS or (act.kind == "offer_answered" and act.fields.get("answer") == "refused"):
            yield _side(told.case, act.fields.get("party"))


def _side(case: Case, party_id: Any) -> str:
    """The side a party is on: victim or suspect, by his own role, his side, or whom he represents; "" for neither."""
    party = case.thing("party", party_id)
    if party is None:
        return ""
    role = str(party["role"] or "")
    if role in ("victim", "suspect"):
        return role
    if role == "heir" or role.endswith(("_of_victim", "_of_suspect")):
        return "suspect" if role.endswith("suspect") else "victim"
    represented = next((r["represented"] for r in case.all("representation") if r["party"] == party_id), None) or party["of_side"]
    return _side(case, represented) if represented and represented != party_id else ""


def _money(told: InLeg) -> dict[str, int]:
    agreement = current(told.case, told.suspect)
    made_here = agreement is not None and told.leg.start <= told.case.place[agreement.id] < told.leg.stop
    terms = terms_of(told.case, agreement) if agreement and made_here else []
    owing = [(term, owed(told.case, term, date.max)) for term in terms]
    obstacles = [act for act in told.acts if act.kind in ("obstacle_noted", "followup_visited")]
    return {
        "agreed_rupiah": sum(one.agreed for term, one in owing if term["term_kind"] == "pay"),
        "restored_rupiah": sum(max(one.paid, one.agreed if term["status"] == "performed" else 0) for term, one in owing),
        "cost_rupiah": sum(_whole(act.fields.get("cost")) for act in obstacles), "lost_hours": sum(_whole(act.fields.get("hours")) for act in obstacles),
    }  # fmt: skip


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _days(told: InLeg) -> dict[str, int | None]:
    leg, offered, met, agreed = told.leg, told.first(*_OFFERS), told.first(*_SESSIONS), told.first(*_AGREEMENTS)
    made = told.first("offer_made", "diversion_offered")
    return {
        "days_to_offer": _between(leg.since, offered), "days_to_answer": _between(made, told.first(*_ANSWERS)), "days_to_session": _between(offered, met),
        "days_to_agreement": _between(met, agreed), "days_to_performance": _between(agreed, told.last("performed")), **_at_levels(told),
        "days_to_decree": _between(told.last("approval_given"), told.last("termination_ordered")),
        "days_at_court": _between(told.first("penetapan_requested"), told.first(*_COURT_ENDS)),
        "days_in_all": _between(leg.since, leg.until) if leg.outcome != OPEN else None,
    }  # fmt: skip


def _at_levels(told: InLeg) -> dict[str, int | None]:
    """The days the requests of the leg waited at each level, all of them added up; None for a level that decided none."""
    days: dict[str, int | None] = dict.fromkeys(_LEVEL_COLUMNS.values())
    for request in told.case.all("request"):
        column, decided = _LEVEL_COLUMNS.get(str(request["level"])), request.last("approval_decided")
        mine = told.leg.start <= told.case.place[request.id] < told.leg.stop and (request["suspect"] or "") in ("", told.suspect)
        waited = _between(day_in(request["on"]), when(decided)[0]) if decided and mine else None
        if column and waited is not None:
            days[column] = (days[column] or 0) + waited
    return days


def _between(first: date | None, last: date | None) -> int | None:
    """Days from one day to a later one; None where one is missing or they stand the other way round."""
    return (last - first).days if first and last and last >= first else None
