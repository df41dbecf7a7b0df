"""Lines kept in step with the record, each at the place it was once given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from rembuk.casework.acting import Casework
from rembuk.casework.models import CaseRow
from rembuk.casework.projection import Follower, day_of, only_remarks
from rembuk.casework.tables import added, kept_rows, removed
from rembuk.casework.view import view_of
from rembuk.law.library import Law
from rembuk.ledger.connection import run_together
from rembuk.record.case import Case
from rembuk.registers.books.declarations import books
from rembuk.registers.books.lines import Line, author_of, lines_of, reason_of
from rembuk.registers.books.models import BookCount, BookPlace, BookRow

_KEY = ("suspect", "book", "office", "act")


def refresh(case: Case, view: Mapping[str, Any], _law: Law, said: list[Line] | None = None) -> None:
    """Bring the lines of one case up to date. Call it inside the transaction that changed the case. `said` are its lines, if they are known."""
    lines = said if said is not None else says(case, view, _law)
    rows = kept_rows(BookRow, '"case" = %s', [case.id])
    wanted = _rows(case.id, lines, _places(case.id, lines, rows))
    kept = {_told(row): row for row in rows}
    told = {_told(row): row for row in wanted}
    gone, new = [row.pk for key, row in kept.items() if key not in told], [vars(row) for key, row in told.items() if key not in kept]
    with connection.cursor() as cursor:
        run_together(cursor, [*removed(BookRow, "id", gone), *added(BookRow, new)])


def says(case: Case, view: Mapping[str, Any], _law: Law) -> list[Line]:
    """The lines of a case: all that its rows follow from."""
    return list(lines_of(case, books().values(), {track["suspect"]: track for track in view["tracks"]}))


def reset() -> None:
    """Throw the lines away, to compute them again. Their places stay: a line is never given another."""
    BookRow.objects.all().delete()


def rebuild(casework: Casework, now: datetime) -> int:
    """Compute every line again, in the order the cases were opened; gives how many there are. Raises StoreError."""
    with transaction.atomic():
        reset()
        for case_id in CaseRow.objects.filter(sort="case").order_by("opened_on", "id").values_list("id", flat=True):
            case = casework.case(case_id)
            if case is not None:
                refresh(case, view_of(case, casework.law, on=day_of(case, now), now=now), casework.law)
        return BookRow.objects.count()


def _rows(case_id: str, lines: Iterable[Line], places: Mapping[tuple[str, ...], tuple[str, int]]) -> list[BookRow]:
    """The lines as rows: a correction names the line before it, and that one is struck."""
    out: list[BookRow] = []
    for line in lines:
        volume, number = places[_key(line)]
        row = BookRow(
            case=case_id, suspect=line.suspect, office=line.office, book=line.book, month=line.on.isoformat()[:7], volume=volume, line=number,
            on=line.on, act=line.act.id, number=line.number[:80], values=line.values, corrected=list(line.corrected),
        )  # fmt: skip
        if line.corrected:
            row.corrects, out[-1].struck_by = out[-1].place, row.place
            row.because, row.by = reason_of(line.act), author_of(line.act)
        out.append(row)
    return out


def _places(case_id: str, lines: list[Line], rows: Iterable[BookRow]) -> dict[tuple[str, ...], tuple[str, int]]:
    """Volume and line of each: where it stands, where it once stood, or the next place of its volume."""
    known = {tuple(str(getattr(row, name)) for name in _KEY): (row.volume, row.line) for row in rows}
    if all(_key(line) in known for line in lines):
        return known
    known |= {tuple(str(getattr(place, name)) for name in _KEY): (place.volume, place.line) for place in kept_rows(BookPlace, '"case" = %s', [case_id])}
    new = []
    for line in sorted((line for line in lines if _key(line) not in known), key=lambda line: (line.office, line.book, line.on, line.act.clock)):
        volume = str(line.on.year)
        known[_key(line)] = volume, _next_line(line.office, line.book, volume)
        new.append(dict(zip((*_KEY, "case", "volume", "line"), (*_key(line), case_id, *known[_key(line)]), strict=True)))
    with connection.cursor() as cursor:
        run_together(cursor, [*added(BookPlace, new)])
    return known


def _next_line(office: str, book: str, volume: str) -> int:
    """The next free line; whoever else enters the same book waits for this transaction."""
    table = BookCount._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} (office, book, volume, lines) values (%s, %s, %s, 1)"
            f" on conflict (office, book, volume) do update set lines = {table}.lines + 1 returning lines", [office, book, volume],
        )  # fmt: skip
        (line,) = cursor.fetchone()
    return int(line)


def _key(line: Line) -> tuple[str, ...]:
    return line.suspect, line.book, line.office, line.act.id


def _told(row: BookRow) -> tuple[Any, ...]:
    fields = (row.suspect, row.office, row.book, row.month, row.place, row.act, row.number, row.corrects, row.because, row.by, row.struck_by)
    return (*fields, row.on, tuple(row.corrected), tuple((name, repr(value)) for name, value in sorted(row.values.items())))


FOLLOWER = Follower(says, refresh, only_remarks)
