"""The pages of numbers over a million cases beside the bare GROUP BY that answers the largest number on each.

    bench/registers/run [CASES] [sqlite|postgresql ...]

*bare* is one GROUP BY in the same database over a table that has nothing but what the query needs, without an index, as somebody would
write it who keeps the numbers in a table of his own. *page* is the whole request of a signed-in visitor: session, rights, every number
on the page, charts, template. They take turns and the median counts. Three visitors ask: one who sees a whole institution, one who sees
the offices of a province, one who sees his own office. Rows are drawn at random with one seed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src"))
SCRIPT = ROOT / "tools" / "postgres.sh"
CASES, ROUNDS, SEED = 1_000_000, 7, 2026
HALVES = [f"{year}-{half}" for year in range(2021, 2027) for half in (1, 2)]
#: Institution: how many offices each province has of it, and the share of all cases.
INSTITUTIONS = {"police": (13, 0.55), "prosecution": (12, 0.3), "court": (9, 0.15)}
OUTCOMES = ["rj", "diversion", "p21", "sp3", "other_agency", "filed", "judgment", "sent_on", "other", "open"]
BARE = {"office": "varchar(60)", "province": "varchar(2)", "stage": "varchar(12)", "half": "varchar(6)", "outcome": "varchar(14)", "days_in_all": "integer"}
#: Page, address, and the bare query ({who}: the visitor's rows).
PAGES = [
    ("angka", "/angka/", "select half, count(*) from bare where {who} group by half"),
    ("angka, satu semester", "/angka/?masa=2026-1", "select half, count(*) from bare where {who} group by half"),
    ("rincian kantor", "/angka/rincian/?menurut=kantor", "select office, count(*) from bare where {who} group by office"),
    ("rincian provinsi", "/angka/rincian/?menurut=provinsi", "select province, count(*) from bare where {who} group by province"),
    ("rincian golongan", "/angka/rincian/?menurut=golongan", "select outcome, count(*) from bare where {who} group by outcome"),
    ("waktu tunggu", "/angka/tunggu/", "select half, days_in_all, count(*) from bare where {who} and days_in_all is not null group by half, days_in_all"),
    ("laporan semester", "/angka/laporan/?masa=2026-1", "select office, count(*) from bare where {who} and half in ('2026-1', '2025-2') group by office"),
    ("laporan semester (PDF)", "/angka/laporan.pdf?masa=2026-1", "select office, count(*) from bare where {who} and half in ('2026-1', '2025-2') group by office"),
    ("daftar perkara masuk", "/angka/daftar/received/", "select half, count(*) from bare where {who} group by half"),
    ("daftar RJ satu semester", "/angka/daftar/ended_rj/?masa=2026-1", "select outcome, count(*) from bare where {who} and half = '2026-1' group by outcome"),
]
#: The page for everybody.
OPEN_PAGE = ("angka terbuka", "/angka/terbuka/", "select province, outcome, count(*) from bare where half = '2026-1' group by province, outcome")


def main() -> None:
    """Run each database in a process of its own, with settings of its own."""
    if "REMBUK_BENCH" in os.environ:
        run(int(os.environ["REMBUK_BENCH"]))
        return
    cases = next((int(one) for one in sys.argv[1:] if one.isdecimal()), CASES)
    chosen = [one for one in sys.argv[1:] if not one.isdecimal()] or ["sqlite", "postgresql"]
    for vendor in chosen:
        with tempfile.TemporaryDirectory(prefix="rembuk-bench-") as home:
            environment = os.environ | {"REMBUK_BENCH": str(cases), "REMBUK_HOME": home, "PYTHONPATH": f"{ROOT / 'src'}:{os.environ.get('PYTHONPATH', '')}"}
            server = postgres(environment) if vendor == "postgresql" else {}
            try:
                subprocess.run([sys.executable, __file__], env=environment, check=True)
            finally:
                if server:
                    subprocess.run([SCRIPT, "stop", server["REMBUK_POSTGRES_FOLDER"]], check=True)


def postgres(environment: dict[str, str]) -> dict[str, str]:
    """A private PostgreSQL, named in the environment."""
    started = subprocess.run([SCRIPT, "start", "--while", str(os.getpid())], capture_output=True, text=True, check=True)
    server = dict(line.split("=", 1) for line in started.stdout.splitlines())
    environment["REMBUK_DATABASE"] = f"postgresql://{server['PGUSER']}@/{server['PGDATABASE']}?host={server['PGHOST']}"
    return server


def run(cases: int) -> None:
    """Fill the database at hand, then measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembuk.desk.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    offices = make_offices()
    begun = time.perf_counter()
    fill(cases, offices)
    filled = time.perf_counter()
    from rembuk.registers.statistics.cells import recount

    recount()
    print(f"\n## {connection.vendor}, {cases:,} rows\n\nwritten in {filled - begun:.0f} s, all sums computed again in {time.perf_counter() - filled:.0f} s\n")
    analyze()
    print("| who | page | page (ms) | bare GROUP BY (ms) | bare / page |\n| --- | --- | ---: | ---: | ---: |")
    for who, client, where in visitors():
        for name, address, query in PAGES:
            report(who, name, partial(get, client, address), partial(ask, query.format(who=where)))
    from django.test import Client

    report("siapa saja", OPEN_PAGE[0], lambda: get(Client(), OPEN_PAGE[1]), lambda: ask(OPEN_PAGE[2]))
    print(f"\none case brought up to date: {refreshing():.2f} ms")


def make_offices() -> list[tuple[str, str, str, bool]]:
    """Offices of every institution in every province under one head; gives code, institution, province and 3T of those that hold cases."""
    from rembuk.desk.offices.models import Office
    from rembuk.registers.statistics.models import Place
    from rembuk.registers.statistics.places import keep_places
    from rembuk.registers.statistics.provinces import tile_map

    made, out = [], []
    for institution, (many, _share) in INSTITUTIONS.items():
        made.append(Office(code=f"pusat-{institution}", name=f"Pusat {institution}", institution=institution, level="nation"))
        for province in tile_map().provinces:
            above = f"{institution}-{province}"
            made.append(Office(code=above, name=above, institution=institution, level="province", parent_id=f"pusat-{institution}", region=province))
            for n in range(many):
                code = f"{above}-{n}"
                made.append(Office(code=code, name=code, institution=institution, level="district", parent_id=above, region=province, is_3t=n == 0))
                out.append((code, institution, province, n == 0))
    Office.objects.bulk_create(made)
    keep_places(Place(code=one.code, name=one.name, province=one.region[:2], is_3t=one.is_3t) for one in made)
    return out


def fill(cases: int, offices: list[tuple[str, str, str, bool]]) -> None:
    """The counted rows and the bare table."""
    from rembuk.registers.statistics.models import CaseNumbers

    names = [field.column for field in CaseNumbers._meta.concrete_fields if not field.primary_key]
    ddl = ", ".join(f"{name} {kind}" for name, kind in BARE.items())
    ask(f"create table bare ({ddl})")
    place = {name: at for at, name in enumerate(names)}
    kept = [place[name] for name in BARE]
    rows = drawn(cases, offices, names)
    while chunk := [row for _, row in zip(range(50_000), rows, strict=False)]:
        insert(CaseNumbers._meta.db_table, names, chunk)
        insert("bare", list(BARE), [tuple(row[at] for at in kept) for row in chunk])


def drawn(cases: int, offices: list[tuple[str, str, str, bool]], names: list[str]) -> Iterator[tuple[Any, ...]]:
    """Random rows in the order of the columns."""
    random = np.random.default_rng(SEED)
    weights = np.array([INSTITUTIONS[one[1]][1] / sum(o[1] == one[1] for o in offices) for one in offices])
    which = random.choice(len(offices), cases, p=weights / weights.sum())
    halves, outcomes = random.integers(0, len(HALVES), cases), random.choice(len(OUTCOMES), cases, p=[0.2, 0.02, 0.25, 0.06, 0.01, 0.14, 0.1, 0.04, 0.03, 0.15])
    groups = random.choice(["property", "person", "traffic", "narcotics", "other", "unknown"], cases, p=[0.35, 0.25, 0.2, 0.05, 0.1, 0.05])
    ages, practices = random.choice(["adult", "child", "unknown"], cases, p=[0.85, 0.08, 0.07]), random.choice(["general", "traffic", "village"], cases, p=[0.75, 0.2, 0.05])
    findings = random.choice(["eligible", "not_eligible", "unknown", "conflict"], cases, p=[0.3, 0.3, 0.37, 0.03])
    flags, days, money = random.random((cases, 13)), random.integers(0, 60, (cases, 13)), random.integers(1, 50, cases) * 100_000
    flag_names = [name for name in names if name.startswith(("is_", "has_", "court_")) or name.endswith("_refused")]
    flag_names = [name for name in flag_names if name != "is_3t"]
    day_names = [name for name in names if name.startswith("days_")]
    for i in range(cases):
        code, institution, province, is_3t = offices[which[i]]
        half = HALVES[halves[i]]
        since = date(int(half[:4]), (1 if half[5] == "1" else 7) + i % 6, 1 + i % 28)
        row: dict[str, Any] = {
            "half": half, "office": code, "province": province, "stage": institution, "is_3t": is_3t, "offence_group": str(groups[i]), "age": str(ages[i]),
            "practice": str(practices[i]), "case": f"b.{i}", "suspect": "", "leg": 1, "since": since, "until": None, "finding": str(findings[i]), "finding_for": "",
            "outcome": OUTCOMES[outcomes[i]], "agreed_rupiah": int(money[i]), "restored_rupiah": int(money[i]) // 2, "cost_rupiah": 0, "lost_hours": 0,
        }  # fmt: skip
        row |= {name: bool(flags[i, n] < 0.3) for n, name in enumerate(flag_names)}
        row |= {name: int(days[i, n]) if flags[i, n] < 0.35 else None for n, name in enumerate(day_names)}
        yield tuple(row[name] for name in names)


def insert(table: str, names: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Many rows at once, by the quickest way of the database."""
    from django.db import connection, transaction

    columns = ", ".join(f'"{name}"' for name in names)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"insert into {table} ({columns}) values ({', '.join(['%s'] * len(names))})", rows)


def analyze() -> None:
    """What a database does by itself in an hour of quiet."""
    ask("analyze")


def ask(sql: str) -> list[tuple[Any, ...]]:
    """One query, all its rows fetched."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall()) if cursor.description else []


def visitors() -> Iterator[tuple[str, Any, str]]:
    """The three visitors, signed in, and which rows of the bare table are theirs."""
    from django.test import Client

    from rembuk.desk.accounts.models import User
    from rembuk.desk.offices.models import Office, Post

    for who, office in (("seluruh lembaga", "pusat-police"), ("satu provinsi", "police-33"), ("satu kantor", "police-33-4")):
        user = User.objects.create_user(office, full_name=office)
        Post.objects.create(user=user, office_id=office, role="supervisor", since=date(2020, 1, 1))
        client = Client()
        client.force_login(user)
        below = [one for one in Office.objects.values_list("code", flat=True) if one == office or one.startswith(f"{office}-")]
        told = "stage = 'police'" if office.startswith("pusat") else f"office in ({', '.join(repr(one) for one in below)})"
        yield who, client, told


def get(client: Any, address: str) -> None:
    """The page, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def report(who: str, name: str, page: Callable[[], object], bare: Callable[[], object]) -> None:
    """The medians of both, taking turns."""
    times: dict[str, list[float]] = {"page": [], "bare": []}
    page()
    for _ in range(ROUNDS):
        for key, once in (("page", page), ("bare", bare)):
            begun = time.perf_counter()
            once()
            times[key].append((time.perf_counter() - begun) * 1000)
    ours, theirs = statistics.median(times["page"]), statistics.median(times["bare"])
    print(f"| {who} | {name} | {ours:.0f} | {theirs:.0f} | {theirs / ours:.1f} |", flush=True)


def refreshing() -> float:
    """Milliseconds it takes to take one counted row out and put another in, with the fold that comes every so often."""
    from django.db import transaction

    from rembuk.registers.statistics import keeping
    from rembuk.registers.statistics.cells import FOLD_EVERY, fold_changes
    from rembuk.registers.statistics.models import CaseNumbers, NumberChange

    rows = list(CaseNumbers.objects.filter(office="police-33-4")[:FOLD_EVERY])
    begun = time.perf_counter()
    for row in rows:
        with transaction.atomic():
            gone = keeping._change(row, -1)
            row.has_agreed = not row.has_agreed
            row.save()
            NumberChange.objects.bulk_create([gone, keeping._change(row, 1)])
    fold_changes()
    return (time.perf_counter() - begun) * 1000 / len(rows)


if __name__ == "__main__":
    main()
