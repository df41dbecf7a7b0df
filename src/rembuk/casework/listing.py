"""The lists of cases: what a person may see, narrowed and sorted, a page at a time, and found by number or name.

Nouns. A *reach* is how far a person sees: who he is, his office, and the relations to a case that let him see it, or see its names.
What is *wanted* narrows the list. A *place* is where a page ends, and where the next begins; nothing is counted or skipped over,
so the last page costs what the first does. A *line* is one case in a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection

from rembuk.casework.projection import normal

_BASIS = {"held": "held", "handed": "handed", "approves": "approves"}
#: The tables that tell of a relation, by the letter they have in a statement.
_TABLES = {"o": "casework_caseoffice", "a": "casework_caseassignment"}
_COLUMNS = (
    "id", "title", "veiled_title", "number", "practice", "stage", "office", "status", "shielded", "opened_on", "changed_at", "due_on",
    "next_step", "next_step_en", "finding", "conflicts", "signals",
)  # fmt: skip
#: What a list is sorted by: the column, and whether the largest comes first.
SORTS = {"changed": ("changed_at", True), "opened": ("opened_on", True), "due": ("due_on", False)}
_SELECTED = ", ".join(f"r.{column}" for column in _COLUMNS)
#: Keys looked through for one search; more than this and the search asks for another word.
_MOST_KEYS = 400
#: Comparing byte by byte, whatever the language of the database: keys are small letters, digits and spaces, all before "~".
_BY_BYTES = {"sqlite": (">=", "<"), "postgresql": ("~>=~", "~<~")}


#: What a relation is listed from: the row of an office has what narrows and sorts a list, that of a person only when the case changed.
_READ = {"": "casework_caserow r", "o": "casework_caseoffice o", "a": "casework_caseassignment a join casework_caserow r on r.id = a.case_id"}


class Reach(NamedTuple):
    """Who looks, and by which relations (`assigned`, `own`, `held`, `handed`, `approves`) he sees a case and its names.

    `office` is the office whose cases are listed: his own, or one below it that he may see without names.
    """

    user: str
    office: str
    sees: frozenset[str]
    names: frozenset[str] = frozenset()


class Wanted(NamedTuple):
    """What narrows a list; empty means all. `late_on` is today when only late cases are wanted."""

    sort: str = "changed"
    stage: str = ""
    practice: str = ""
    finding: str = ""
    status: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    late_on: date | None = None


class Line(NamedTuple):
    """One case as a list shows it; see `CaseRow` for what the columns mean."""

    id: str
    title: str
    veiled_title: str
    number: str
    practice: str
    stage: str
    office: str
    status: str
    shielded: bool
    opened_on: date
    changed_at: datetime
    due_on: date | None
    next_step: str
    next_step_en: str
    finding: str
    conflicts: int
    signals: int


class Place(NamedTuple):
    """Where a page ends: the day or moment sorted by, in ISO 8601, and the case."""

    value: str
    case: str


class Listed(NamedTuple):
    """A page of lines and the place where it ends; None when nothing comes after it."""

    lines: tuple[Line, ...]
    next: Place | None


def cases(reach: Reach, wanted: Wanted, *, size: int, after: Place | None = None) -> Listed:
    """One page of the cases within reach, every case once however many relations lead to it.

    Sorted by `due`, only cases with a due day are listed. A place that does not belong to the sort stands for the beginning.
    KeyError for a sort or relation that is not known.
    """
    column, largest_first = SORTS[wanted.sort]
    order = f"order by k {'desc' if largest_first else 'asc'}, id {'desc' if largest_first else 'asc'}"
    asked = _Asked(wanted, column, largest_first, after)
    branches = [asked.branch(reach, relation, order, size + 1) for relation in sorted(reach.sees)]
    if not branches:
        return Listed((), None)
    told = " union ".join(f"select * from ({sql}) b{place}" for place, (sql, _) in enumerate(branches))
    page = f"select * from ({told}) u {order} limit {size + 1:d}"
    query = f"select {_SELECTED} from ({page}) x join casework_caserow r on r.id = x.id {order.replace(' id', ' x.id')}"
    rows = _rows(query, [value for _, values in branches for value in values])
    lines = tuple(_line(row) for row in rows[:size])
    end = rows[size - 1] if len(rows) > size else None
    return Listed(lines, Place(_told(_sorted_by(end, column)), end[0]) if end else None)


def _sorted_by(row: Any, column: str) -> Any:
    value = row[_COLUMNS.index(column)]
    return as_moment(value) if column == "changed_at" else as_day(value)


def search(reach: Reach, text: str, wanted: Wanted, *, size: int) -> Listed:
    """The cases within reach with a number, a party's name or a title of which a part begins so, in the order of what was found.

    Names of shielded cases find nothing for those who may not see them. `next` is set when there is more than can be shown.
    """
    key = normal(text)
    if not key:
        return Listed((), None)
    asked = _Asked(wanted, "", False, None)
    branches = [asked.search(reach, relation, key) for relation in sorted(reach.sees)]
    found: dict[str, Any] = {}
    for query, values in branches:
        for row in _rows(query, values):
            found.setdefault(row[0], row)
    rows = sorted(found.values(), key=lambda row: (row[-1], row[0]))
    lines = tuple(_line(row) for row in rows[:size])
    return Listed(lines, Place("", lines[-1].id) if len(rows) > size else None)


def within(reach: Reach, holders: Mapping[str, str]) -> frozenset[str]:
    """Those of the cases that are within reach; each with the office that holds it."""
    own = {case for case, office in holders.items() if "own" in reach.sees and office == reach.office}
    others = [case for case in holders if case not in own]
    # Each table is asked for these cases only, so that it does not matter how many others the office or the person has.
    asked: dict[str, list[tuple[str, list[Any]]]] = {}
    for relation in sorted(reach.sees - {"own"}) if others else ():
        table, where, given = _relation(reach, relation)
        asked.setdefault(table, []).append((" and ".join(where), given))
    parts, values = [], []
    for table, conditions in asked.items():
        told = " or ".join(f"({where})" for where, _ in conditions)
        parts.append(f"select {table}.case_id from {_TABLES[table]} {table} where {table}.case_id in ({', '.join(['%s'] * len(others))}) and ({told})")
        values += [*others, *(value for _, given in conditions for value in given)]
    return frozenset(own | {row[0] for row in _rows(" union all ".join(parts), values)} if parts else own)


_TIES = (
    "select 'assigned' from casework_caseassignment where case_id = %s and \"user\" = %s and until is null"
    " union all select basis from casework_caseoffice where case_id = %s and office = %s"
)


def ties(case_id: str, user: str, office: str) -> frozenset[str]:
    """What ties a person and an office to a case: `assigned` while he works on it, and the office's basis (see `CaseOffice`)."""
    return frozenset(row[0] for row in _rows(_TIES, [case_id, user, case_id, office]))


class _Asked:
    """The conditions of a list, put into SQL once for each relation."""

    def __init__(self, wanted: Wanted, column: str, largest_first: bool, after: Place | None) -> None:
        self.column, self.after, self.sign = column, _for_database(after, column), "<" if largest_first else ">"
        self.conditions = list(_narrowing(wanted, column))

    def branch(self, reach: Reach, relation: str, order: str, limit: int) -> tuple[str, list[Any]]:
        """The first cases of one relation: what they are sorted by and which they are."""
        table, where, values = _relation(reach, relation)
        narrowed = "o" if table == "o" else "r"
        ordered = table if table and self.column == "changed_at" else narrowed
        key, case = f"{ordered}.{self.column}", "r.id" if ordered == "r" else f"{ordered}.case_id"
        conditions = [*where, *(f"{narrowed}.{sql}" for sql, _ in self.conditions)]
        values = [*values, *(value for _, value in self.conditions)]
        if self.after:
            conditions.append(f"({key}, {case}) {self.sign} (%s, %s)")
            values += self.after
        return f"select {key} as k, {case} as id from {_READ[table]} where {' and '.join(conditions)} {order} limit {limit:d}", values

    def search(self, reach: Reach, relation: str, key: str) -> tuple[str, list[Any]]:
        """The cases of one relation that the key finds, with what was found."""
        table, where, values = _relation(reach, relation)
        veil = [] if relation in reach.names else ["not w.shielded"]
        at_least, before = _BY_BYTES[connection.vendor]
        ranged = [f"w.key {at_least} %s", f"w.key {before} %s", *veil, *(f"r.{sql}" for sql, _ in self.conditions)]
        if relation == "assigned":
            tables = f"{_READ[table]} join casework_casekey w on w.case_id = r.id"
            scope, scoped = where, values
        else:
            joined = "" if not table else f" join casework_caseoffice {table} on {table}.case_id = w.case_id"
            tables = f"casework_casekey w join casework_caserow r on r.id = w.case_id{joined}"
            scope, scoped = ["w.office = %s", *where], [reach.office, *values]
        values = [*scoped, key, key + "~", *(value for _, value in self.conditions)]
        order = f"w.key using {before}" if connection.vendor == "postgresql" else "w.key"
        return f"select {_SELECTED}, w.key from {tables} where {' and '.join([*scope, *ranged])} order by {order}, w.case_id limit {_MOST_KEYS:d}", values


def _relation(reach: Reach, relation: str) -> tuple[str, list[str], list[Any]]:
    """The table that tells the relation ("" for the case's own), the conditions on it, and their values."""
    if relation == "own":
        return "", ["r.office = %s"], [reach.office]
    if relation == "assigned":
        return "a", ['a."user" = %s', "a.until is null"], [reach.user]
    return "o", ["o.office = %s", "o.basis = %s"], [reach.office, _BASIS[relation]]


def _narrowing(wanted: Wanted, column: str) -> Iterator[tuple[str, Any]]:
    """Each condition on a column of the case with its one value."""
    yield "sort = %s", "case"
    for name in ("stage", "practice", "finding"):
        if value := getattr(wanted, name):
            yield f"{name} = %s", value
    if wanted.status:
        yield ("status <> %s", "open") if wanted.status == "closed" else ("status = %s", wanted.status)
    for sign, day, name in ((">=", wanted.opened_from, "opened_on"), ("<=", wanted.opened_to, "opened_on"), ("<", wanted.late_on, "due_on")):
        if day:
            yield f"{name} {sign} %s", day_value(day)
    if column == "due_on":
        yield "due_on > %s", day_value(date.min)


def day_value(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _rows(query: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _line(row: Any) -> Line:
    values = list(row[: len(_COLUMNS)])
    values[8] = bool(values[8])
    values[9], values[11] = as_day(values[9]), as_day(values[11])
    values[10] = as_moment(values[10])
    return Line(*values)


def as_day(value: Any) -> Any:
    """A day as the database gave it, as a date; None stays None."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_moment(value: Any) -> Any:
    """A moment as the database gave it, as an aware one; None stays None."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _told(value: Any) -> str:
    """A sorted value as addresses keep it."""
    return str((as_moment(value) if isinstance(value, datetime) else value).isoformat())


def _for_database(place: Place | None, column: str) -> list[Any] | None:
    """A place as the database compares it; None for none, or for one that cannot be read."""
    try:
        if place is None:
            return None
        if column == "changed_at":
            return [connection.ops.adapt_datetimefield_value(as_moment(place.value)), place.case]
        return [day_value(date.fromisoformat(place.value)), place.case]
    except ValueError:
        return None
