"""Meetings in letters: which one, who is expected, who came, what each said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rembuk.papers.letter import Institution, Request
from rembuk.papers.people import called, name_of, text
from rembuk.record.act import Act
from rembuk.record.case import Case, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One of those expected or present: number, name, what he is called, of whose side ("-" for nobody's)."""

    number: int
    name: str | None
    standing: str | None
    side: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one party said, as written down."""

    name: str | None
    said: str | None


def session_of(case: Case, request: Request, *statuses: str) -> Thing | None:
    """The session the request names, otherwise the newest; with statuses only one that is `held` or `failed` as asked."""
    named = case.thing("session", request.thing)
    fitting = [s for s in ([named] if named else case.all("session")) if not statuses or s["status"] in statuses]
    return fitting[-1] if fitting else None


def told_by(session: Thing) -> Act:
    """The act that tells how a session went; the one that scheduled it before that."""
    return session.last("session_held") or session.last("session_failed") or session.added_by


def attendees_of(case: Case, party_ids: Any, institution: Institution) -> tuple[Attendee, ...]:
    """The parties of a list of ids, numbered in its order."""
    found = [party for party_id in party_ids or () if (party := case.thing("party", party_id))]
    return tuple(_attendee(case, party, number, institution) for number, party in enumerate(found, 1))


def expected_of(case: Case, session: Thing, institution: Institution) -> tuple[Attendee, ...]:
    """Those invited to a session."""
    return attendees_of(case, session["invited"], institution)


def accounts_of(case: Case, act: Act) -> tuple[Account, ...]:
    """What each side said at a session."""
    rows: list[dict[str, Any]] = act.fields.get("accounts") or []
    return tuple(Account(name=name_of(case, row.get("party")), said=text(row.get("said"))) for row in rows)


def _attendee(case: Case, party: Thing, number: int, institution: Institution) -> Attendee:
    side = case.thing("party", party["of_side"])
    return Attendee(
        number=number, name=text(party["name"]), standing=called(case, party, institution), side=called(case, side, institution) if side else "-"
    )
