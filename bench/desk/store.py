"""A store with very many cases, made fast: a few hundred cases told in full, then copied by the database itself.

Nouns. A *template* is a case made by its acts, as an office would. A *copy* is all templates once more, under other ids, numbers, names
and persons. A *district* is some copies with offices and people of their own. The first district has the templates' own offices; its people
sign in, its cases have their acts, and it is larger than the others. Its people work on the first copies; its later ones are the work of
colleagues, for a person's own cases do not grow with the nation's. The other districts are there to be passed over.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from rembuk.casework.models import CaseAssignment, CaseKey, CaseOffice, CaseRow, IdentityUse, WorkItem

EXAMPLES = 240
#: How many copies lie in a district other than the first.
COPIES_A_DISTRICT = 20
#: How many copies of the first district are the work of its own people.
COPIES_A_PERSON = 8
_PARTS = (CaseRow, CaseOffice, CaseAssignment, CaseKey, WorkItem, IdentityUse)
_CODE, _IDENTITY = 8, 64
_ACT = ("case_id", "kind", "device", "number", "clock", "body", "hash", "received_ms")
_ROWS_AT_ONCE = 5000


def make(cases: int) -> None:
    """Fill an empty, migrated database with about so many cases."""
    add_templates()
    templates = CaseRow.objects.count()
    copies = max(2, round(cases / templates) - 1)
    first = min(copies // 2, 15 + copies // 40)
    with connection.cursor() as cursor:
        _hurry(cursor)
        indexes = _without_indexes(cursor)
        _number_copies(cursor, copies, first)
        for model in _PARTS:
            cursor.execute(_copying(model))
        _add_offices(cursor)
        add_acts(cursor, first)
        for statement in indexes:
            cursor.execute(statement)
        cursor.execute("analyze")
        _calm(cursor)


def add_templates() -> None:
    """The worked cases and further small ones, by their acts; their people can sign in."""
    from django.contrib.auth.hashers import make_password

    from rembuk.casework.demo.build import build
    from rembuk.desk.accounts.models import User
    from rembuk.desk.node import casework
    from rembuk.desk.offices.models import Office, Post

    def add_office(place: Any) -> None:
        known = {field.name for field in Office._meta.concrete_fields} - {"parent"}
        Office.objects.create(parent_id=place.parent or None, **{name: value for name, value in place._asdict().items() if name in known})

    def add_person(member: Any) -> None:
        user = User.objects.create(username=member.username, full_name=member.name, password=make_password(None))
        Post.objects.create(user=user, office_id=member.office, role=member.role, title=member.title, since=date(2020, 1, 1))

    build(casework(), add_office=add_office, add_person=add_person, now=datetime.now(UTC), examples=EXAMPLES)


def _number_copies(cursor: Any, copies: int, first: int) -> None:
    cursor.execute("create table bench_copy (n integer primary key, code varchar(8) not null, suffix varchar(8) not null, colleague varchar(8) not null)")
    rows = [
        (n, f"w{n:07d}", "" if n <= first else f"-{n // COPIES_A_DISTRICT + 1}", "" if n <= COPIES_A_PERSON else f"-{n // COPIES_A_PERSON}")
        for n in range(1, copies + 1)
    ]  # fmt: skip
    for start in range(0, len(rows), 300):
        part = rows[start : start + 300]
        cursor.execute(f"insert into bench_copy values {', '.join(['(%s, %s, %s, %s)'] * len(part))}", [value for row in part for value in row])


def _copying(model: Any) -> str:
    """The statement that copies every row of a template once for each copy."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or model is CaseRow]
    names = ", ".join(f'"{field.column}"' for field in fields)
    told = ", ".join(_expression(model, field.column) for field in fields)
    template = "length(t.id) > 0" if model is CaseRow else "length(t.case_id) > 0"
    order = "" if connection.vendor == "postgresql" else " order by c.n"
    return f"insert into {model._meta.db_table} ({names}) select {told} from {model._meta.db_table} t cross join bench_copy c where {template}{order}"


def _expression(model: Any, column: str) -> str:
    own = f't."{column}"'
    if column in ("case_id", "suspect", "about") or (model is CaseRow and column == "id"):
        return f"case when {own} = '' then '' else c.code || substr({own}, {_CODE + 1}) end"
    if column == "office":
        return f"{own} || c.suffix"
    if column == "user":
        return f"case when {own} = '' then '' else {own} || c.colleague end"
    if column == "key":
        varied = f"substr({own}, 1, 2) || substr('aeioubcdfghklmnprst', c.n % 19 + 1, 1) || substr('aeiou', c.n % 5 + 1, 1) || substr({own}, 3)"
        return f"case when t.kind = 'name' then {varied} when t.kind = 'number' then {own} || ' ' || c.n else {own} end"
    if column == "identity":
        return f"substr({own}, 1, {_IDENTITY - _CODE}) || c.code"
    if column in ("title", "veiled_title", "number"):
        return f"case when {own} = '' then '' else {own} || ' ' || c.n end"
    if column == "changed_at":
        return f"{own} - c.n * interval '1 minute'" if connection.vendor == "postgresql" else f"datetime({own}, '-' || c.n || ' minutes')"
    return own


def _add_offices(cursor: Any) -> None:
    from rembuk.desk.offices.models import Office

    columns = [field.column for field in Office._meta.concrete_fields]
    told = ", ".join({"code": "o.code || d.suffix", "name": "o.name || d.suffix", "parent_id": "o.parent_id || d.suffix"}.get(c, f'o."{c}"') for c in columns)
    table = Office._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f"insert into {table} ({names}) select {told} from {table} o cross join (select distinct suffix from bench_copy where suffix <> '') d"
    )


def add_acts(cursor: Any, copies: int) -> None:
    """The acts of the first district's cases, and their kept pages, under the ids of each copy."""
    from rembuk.desk.node import casework

    old = casework().device.code
    assert len(old) == _CODE
    cursor.execute(f"select {', '.join(_ACT)} from ledger_act order by position")
    acts = [(case, kind, number, clock, bytes(body), bytes(digest), ms) for case, kind, _, number, clock, body, digest, ms in cursor.fetchall()]
    views = [(case, zlib.decompress(bytes(view))) for case, view in CaseRow.objects.filter(id__startswith=f"{old}.").values_list("id", "view")]
    _insert_in_parts(cursor, f"ledger_act ({', '.join(_ACT)})", len(_ACT), _copied_acts(acts, old, copies))
    for n in range(1, copies + 1):
        code = f"w{n:07d}"
        rows = [(zlib.compress(view.replace(f"{old}.".encode(), f"{code}.".encode()), 1), code + case[_CODE:]) for case, view in views]
        cursor.executemany("update casework_caserow set view = %s where id = %s", rows)


def _copied_acts(acts: list[Any], old: str, copies: int) -> Iterator[tuple[Any, ...]]:
    before = f"{old}.".encode()
    for n in range(1, copies + 1):
        code = f"w{n:07d}"
        after = f"{code}.".encode()
        for case, kind, number, clock, body, digest, ms in acts:
            yield code + case[_CODE:], kind, code, number, clock, body.replace(before, after), digest, ms


def _insert_in_parts(cursor: Any, into: str, width: int, rows: Iterator[tuple[Any, ...]]) -> None:
    part: list[tuple[Any, ...]] = []
    marks = ", ".join(["%s"] * width)
    for row in rows:
        part.append(row)
        if len(part) == _ROWS_AT_ONCE:
            cursor.executemany(f"insert into {into} values ({marks})", part)
            part.clear()
    cursor.executemany(f"insert into {into} values ({marks})", part)


def _without_indexes(cursor: Any) -> list[str]:
    """Drop the indexes that are not part of a table, and give the statements that make them again."""
    tables = [model._meta.db_table for model in _PARTS]
    marks = ", ".join(["%s"] * len(tables))
    if connection.vendor == "postgresql":
        cursor.execute(
            "select i.indexname, i.indexdef from pg_indexes i where i.tablename in (" + marks + ")"
            " and not exists (select 1 from pg_constraint c where c.conname = i.indexname)", tables,
        )  # fmt: skip
    else:
        cursor.execute(f"select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ({marks})", tables)
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'drop index "{name}"')
    return [statement for _, statement in found]


def _hurry(cursor: Any) -> None:
    """While the store is being made nothing in it matters yet."""
    if connection.vendor == "sqlite":
        cursor.execute("pragma synchronous = off")
        cursor.execute("pragma journal_mode = off")
        cursor.execute("pragma cache_size = -1000000")
        cursor.execute("pragma foreign_keys = off")
        cursor.execute("begin")
    else:
        cursor.execute("set maintenance_work_mem = '1GB'")
        cursor.execute("set synchronous_commit = off")
        transaction.set_autocommit(True)


def _calm(cursor: Any) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("commit")
    else:
        cursor.execute("vacuum analyze")
        cursor.execute("checkpoint")
    connection.close()
