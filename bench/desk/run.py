"""Pages and acts of the desk in a small and a very large store, each beside the least the same program can do. See ./run.

A *round* is every page once, in a random order, in the small store and then in the large one; ratios are taken within a round's run, so
that what else the machine does falls on both sides. Written: RESULTS.md (not with --quick).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SIZES, QUICK = (10_000, 1_000_000), (10_000, 50_000)
ROUNDS, QUICK_ROUNDS, WARM_UP, ACT_ROUNDS = 300, 60, 10, 30
BARE_PAGE, BARE_ACT = "bare", "bare insert"
#: Each kind of act, and what it stands beside.
ACTS = {BARE_ACT: BARE_ACT, "note": BARE_ACT, "officer assigned": BARE_ACT, "fact": BARE_ACT, "note, the first in a case": BARE_ACT, "worked cases": "bare insert beside them"}
PAGE_LIMIT, GROWTH_LIMIT, ACT_LIMIT, BYTES_LIMIT = 3.0, 1.5, 1 / 3, 50_000

Times = Mapping[str, list[float]]


class Store:
    """A worker over one store."""

    def __init__(self, folder: Path, database: str) -> None:
        ours = {key: value for key, value in os.environ.items() if not key.startswith("REMBUK_")}
        given = {"REMBUK_HOME": str(folder)} | ({"REMBUK_DATABASE": database} if database else {})
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(HERE / "worker.py")], env=ours | given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.times: dict[str, list[float]] = defaultdict(list)

    def ask(self, words: str) -> Any:
        """What the worker answers."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the worker stopped at: {words}")
        return json.loads(line)

    def measure(self, what: str) -> None:
        """One round more."""
        for name, seconds in self.ask(what):
            self.times[name].append(seconds * 1000)

    def close(self) -> None:
        """End the worker."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


@contextmanager
def databases(vendor: str, folder: Path, count: int) -> Iterator[list[str]]:
    """The addresses of so many empty databases; "" is a SQLite file in the store's own folder."""
    if vendor == "sqlite":
        yield [""] * count
        return
    script = ROOT / "tools" / "postgres.sh"
    run = subprocess.run([script, "start", "--while", str(os.getpid())], capture_output=True, text=True, check=True)
    server = dict(line.split("=", 1) for line in run.stdout.splitlines())
    try:
        names = [f"desk{place}" for place in range(count)]
        for name in names:
            subprocess.run(["createdb", name], env=os.environ | server, check=True)
        yield [f"postgresql://{server['PGUSER']}@/{name}?host={server['PGHOST']}&port={server['PGPORT']}" for name in names]
    finally:
        subprocess.run([script, "stop", server["REMBUK_POSTGRES_FOLDER"]], check=False)


def measure(vendor: str, sizes: tuple[int, ...], rounds: int, home: Path) -> list[str]:
    """Make both stores, measure them in turn, and give the lines of the report."""
    folder = Path(tempfile.mkdtemp(dir=home, prefix=".bench-desk-"))
    try:
        with databases(vendor, folder, len(sizes)) as addresses:
            stores = [Store(_made(folder / str(size)), address) for size, address in zip(sizes, addresses, strict=True)]
            made = [store.ask(f"make {size}") for store, size in zip(stores, sizes, strict=True)]
            for store in stores:
                for _ in range(WARM_UP):
                    store.ask("pages")
            for what, count in (("pages", rounds), ("first", 1), ("acts", ACT_ROUNDS if rounds == ROUNDS else 5)):
                for _ in range(count):
                    for store in stores:
                        store.measure(what)
            for store in stores:
                store.ask("stories")  # what the law says on those days has been asked once before
                store.measure("stories")
            weights = stores[-1].ask("sizes")
            for store in stores:
                store.close()
        return report(vendor, made, [store.times for store in stores], weights)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def report(vendor: str, made: list[dict[str, Any]], times: list[Times], weights: Mapping[str, int]) -> list[str]:
    """The tables of one kind of store."""
    small, large = times
    lines = [f"## {vendor}", ""]
    for one in made:
        lines.append(
            f"- {one['cases']:,} cases, {one['bytes'] / 1e9:.1f} GB, made in {one['seconds']:.0f} s; the office has {one['office']:,} cases and "
            f"{one['waiting_office']:,} pieces of work, the investigator {one['mine']:,} cases and {one['waiting']:,} pieces."
        )
    lines += ["", "| page | median ms, small | large | p95 ms, small | large | median: bare | p95: bare | large: small | KB |", "| --- |" + " ---: |" * 8]
    for name in [BARE_PAGE, *(name for name in large if name not in {BARE_PAGE, *ACTS, *ACTS.values()})]:
        lines.append(_page_line(name, small, large, weights.get(name, 0)))
    lines += ["", "| act | median ms, small | large | rate of medians: bare, small | large | of means, large |", "| --- |" + " ---: |" * 5]
    for name, bare in ACTS.items():
        rates = (_rate(small, name, bare, statistics.median), _rate(large, name, bare, statistics.median), _rate(large, name, bare, statistics.mean))
        lines.append(f"| {name} | {_median(small, name):.2f} | {_median(large, name):.2f} | {' | '.join(rates)} |")
    return [*lines, ""]


def _page_line(name: str, small: Times, large: Times, weight: int) -> str:
    beside = (_median(large, name) / _median(large, BARE_PAGE), _p95(large, name) / _p95(large, BARE_PAGE), _median(large, name) / _median(small, name))
    marks = [f"{ratio:.2f}{' !' * (ratio > limit)}" for ratio, limit in zip(beside, (PAGE_LIMIT, PAGE_LIMIT, GROWTH_LIMIT), strict=True)]
    cells = (name, *(f"{value:.1f}" for value in (_median(small, name), _median(large, name), _p95(small, name), _p95(large, name))), *marks)
    return f"| {' | '.join(cells)} | {weight / 1000:.1f}{' !' * (weight > BYTES_LIMIT)} |"


def _median(times: Times, name: str) -> float:
    return statistics.median(times[name])


def _p95(times: Times, name: str) -> float:
    return sorted(times[name])[int(len(times[name]) * 0.95)]


def _rate(times: Times, name: str, bare: str, of: Callable[[list[float]], float]) -> str:
    rate = of(times[bare]) / of(times[name])
    return f"{rate:.2f}{' !' * (rate < ACT_LIMIT)}"


def main() -> None:
    """Measure and report."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="10,000 and 50,000 cases")
    asked.add_argument("--only", choices=("sqlite", "postgresql"))
    given = asked.parse_args()
    sizes, rounds = (QUICK, QUICK_ROUNDS) if given.quick else (SIZES, ROUNDS)
    home = Path(os.environ.get("REMBUK_BENCH_HOME") or ROOT)
    said = [f"{date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}. {rounds} rounds.", ""]
    for vendor in (given.only,) if given.only else ("sqlite", "postgresql"):
        lines = measure(vendor, sizes, rounds, home)
        print("\n".join(lines), flush=True)
        said += lines
    if not given.quick and not given.only:
        head = (HERE / "RESULTS.md").read_text(encoding="utf-8").split("<!-- measured -->")[0]
        (HERE / "RESULTS.md").write_text(f"{head}<!-- measured -->\n\n" + "\n".join(said), encoding="utf-8")


if __name__ == "__main__":
    main()
