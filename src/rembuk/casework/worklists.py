"""What waits for a person, read in one statement: late, due, waiting, and the clocks that run out; and what a supervisor is asked.

Nouns. A *desk* is whose work it is: the person, and what he takes up for his office. A *piece* is one item of work with its case.
A *heap* is the pieces of one urgency, the most urgent first, and whether there are more than are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from rembuk.casework.listing import as_day, as_moment, day_value
from rembuk.casework.models import APPROVAL, CLOCK, DETENTION, SIGNAL, WORK

#: A clock shows once it is this near.
NEAR_DAYS = 14
HEAPS = ("approvals", "late", "due", "clocks", "waiting")
_COLUMNS = (
    "w.id", "w.case_id", "w.kind", "w.lane", "w.office", "w.role", 'w."user"', "w.suspect", "w.instrument", "w.step", "w.act", "w.about", "w.says",
    "w.says_en", "w.since", "w.due_on", "w.due_at", "w.certain", "r.title", "r.veiled_title", "r.number", "r.shielded", "r.practice", "r.stage", "r.office as holder",
)  # fmt: skip


class Desk(NamedTuple):
    """Whose work is wanted: what is his by name, everywhere or (`only_here`) in cases of his office; and by role for his office.

    `roles` are the roles whose work in the office he takes up, "*" with them for what concerns anybody there; empty for none.
    """

    user: str
    office: str
    roles: tuple[str, ...]
    only_here: bool = False


class Piece(NamedTuple):
    """One thing to do; see `WorkItem` and `CaseRow` for the columns."""

    id: int
    case: str
    kind: str
    lane: int
    office: str
    role: str
    user: str
    suspect: str
    instrument: str
    step: str
    act: str
    about: str
    says: str
    says_en: str
    since: date
    due_on: date | None
    due_at: datetime | None
    certain: bool
    title: str
    veiled_title: str
    number: str
    shielded: bool
    practice: str
    stage: str
    holder: str


class Heap(NamedTuple):
    """The pieces of one urgency, and whether more are waiting than these."""

    pieces: tuple[Piece, ...]
    more: bool


def work_for(desk: Desk, today: date, *, size: int) -> Mapping[str, Heap]:
    """The heaps of a desk by name, in the order of `HEAPS`, each with at most `size` pieces. One statement, however many cases."""
    owners = _owners(desk)
    # Requests for approval wait in offices, for nobody by name.
    branches = [
        _branch(heap, place, desk, today, size, owner)
        for place, heap in enumerate(HEAPS) for owner in owners[heap == "approvals" :]
    ]  # fmt: skip
    told = " union all ".join(f"select * from ({sql}) b{number}" for number, (sql, _) in enumerate(branches))
    query = f"select x.heap, {', '.join(_COLUMNS)} from ({told}) x join casework_workitem w on w.id = x.id join casework_caserow r on r.id = w.case_id"
    rows = _rows(query, [value for _, values in branches for value in values])
    found: dict[str, dict[int, Piece]] = {heap: {} for heap in HEAPS}
    for place, piece in rows:
        found[HEAPS[place]][piece.id] = piece
    return {heap: _heap(pieces, size) for heap, pieces in found.items()}


def _heap(pieces: Mapping[int, Piece], size: int) -> Heap:
    ordered = sorted(pieces.values(), key=_urgency)
    return Heap(tuple(ordered[:size]), len(ordered) > size)


def _urgency(piece: Piece) -> tuple[Any, ...]:
    """Requests for approval by how long they wait; detention before other clocks; then what is due first, then handovers and conflicts."""
    due = piece.due_on if piece.due_on and piece.lane != APPROVAL else date.max
    return piece.lane, due, not piece.certain, piece.kind not in ("handover", "conflict"), piece.since, piece.id


#: Who takes a piece up: a person by name, or somebody of an office.
_BY_NAME, _BY_OFFICE = "w.\"user\" = %s and not (w.\"user\" = '')", "w.office = %s and w.\"user\" = ''"
_PICKED = "select {place:d} as heap, w.id as id from casework_workitem w where {where} and w.lane = {lane:d}{when} order by {order} limit {most:d}"
_WHEN = {
    "approvals": ("", "w.since"), "late": (" and w.due_on < %s", "w.due_on, w.since"), "due": (" and w.due_on >= %s", "w.due_on, w.since"),
    # No day is known of any of these: naming it all the same lets an index that has it before `since` give them in order.
    "waiting": (" and w.due_on is null", "w.due_on, w.since"),
}  # fmt: skip


def _owners(desk: Desk) -> list[tuple[str, list[Any]]]:
    """The conditions of a desk with their values: by name, and for the office."""
    by_name = (f"{_BY_NAME} and w.office = %s", [desk.user, desk.office]) if desk.only_here else (_BY_NAME, [desk.user])
    if not desk.roles:
        return [by_name]
    return [by_name, (f"{_BY_OFFICE} and w.role in ({_marks(desk.roles)})", [desk.office, *desk.roles])]


def _branch(heap: str, place: int, desk: Desk, today: date, size: int, owner: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    where, values = owner
    about: dict[str, Any] = {"place": place, "where": where, "most": size + 1}
    if heap == "clocks":
        near = day_value(today + timedelta(days=NEAR_DAYS))
        picked = [_PICKED.format(**about, lane=lane, when=" and w.due_on <= %s", order="w.due_on, w.since") for lane in (DETENTION, CLOCK)]
        return " union all ".join(f"select * from ({sql}) c{number}" for number, sql in enumerate(picked)), [*values, near] * 2
    when, order = _WHEN[heap]
    return _PICKED.format(**about, lane=APPROVAL if heap == "approvals" else WORK, when=when, order=order), [*values, *[day_value(today)] * when.count("%s")]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def requests_at(office: str, role: str, *, size: int) -> Heap:
    """The requests for approval that wait at an office for a role, the oldest first."""
    return _listed(f"{_BY_OFFICE} and w.lane = {APPROVAL:d} and w.role = %s", [office, role], size)


def questions_in(offices: Sequence[str], *, size: int, before: int = 0) -> Heap:
    """The open questions to supervisors of the offices, the newest first; `before` is the id of the last one shown."""
    where = f"w.office in ({_marks(offices)}) and w.\"user\" = '' and w.lane = {SIGNAL:d}" + (" and w.id < %s" if before else "")
    return _listed(where, [*offices, *[before] * bool(before)], size, "w.id desc")


def _listed(where: str, values: Sequence[Any], size: int, order: str = "w.since, w.id") -> Heap:
    tables = "casework_workitem w join casework_caserow r on r.id = w.case_id"
    query = f"select 0, {', '.join(_COLUMNS)} from {tables} where {where} order by {order} limit {size + 1:d}"
    pieces = tuple(piece for _, piece in _rows(query, list(values)))
    return Heap(pieces[:size], len(pieces) > size)


def _rows(query: str, values: list[Any]) -> list[tuple[int, Piece]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [(row[0], _piece(row[1:])) for row in cursor.fetchall()]


def _piece(row: Sequence[Any]) -> Piece:
    piece = Piece(*row)
    return piece._replace(
        since=as_day(piece.since), due_on=as_day(piece.due_on), due_at=as_moment(piece.due_at), certain=bool(piece.certain), shielded=bool(piece.shielded)
    )
