"""Measure the law engines beside their peers in one run, and write the figures with the machine into RESULTS.md.

    bench/law/run            everything (about two minutes)

Every contestant answers the same docket, and the answers are compared before anything is timed.
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from docket import cases, columns
from peers import OpenFisca, Polars

from rembuk.law.browser import compile_law
from rembuk.law.columnar import HALVES
from rembuk.law.examples import load_examples
from rembuk.law.library import Law, load_law, read_law
from rembuk.law.screen import Screener

HERE = Path(__file__).parent
ROWS = 1_000_000
RULE = "simplified-art-5"
SOURCE = HERE.parents[1] / "src"


def best(run: Callable[[], Any], *, seconds: float = 4.0, least: int = 5) -> float:
    """The shortest of repeated runs, in seconds: what the work takes when nothing else is in the way."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def one_case(law: Law, given: list[dict[str, Any]]) -> dict[str, float]:
    assessor = law.assessor(RULE)
    return {
        "python, every reason, citation and next fact (us)": best(lambda: [assessor.assess(c) for c in given]) / len(given) * 1e6,
        "python, answer only (us)": best(lambda: [assessor.outcome(c) for c in given]) / len(given) * 1e6,
    }


def real_perja() -> float:
    law = load_law()
    assessor = law.assessor("perja-15-2020")
    given = [case.facts for case in load_examples(law, "perja-15-2020").cases]
    return best(lambda: [assessor.assess(c) for c in given]) / len(given) * 1e6


def browser(law: Law, given: list[dict[str, Any]]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        cases_file, pack_file = Path(folder) / "cases.json", Path(folder) / "pack.json"
        cases_file.write_text(json.dumps(given))
        pack_file.write_text(compile_law(law))
        done = subprocess.run(
            ["node", HERE / "browser.mjs", SOURCE / "rembuk/field/law.mjs", pack_file, cases_file, RULE], capture_output=True, text=True, check=True
        )
    return dict(json.loads(done.stdout))


def docket(law: Law) -> dict[str, float]:
    cols = columns(ROWS)
    own = dict(cols)
    own["max_prison_months"] = np.where(cols["max_prison_months"] < 0, -1, cols["max_prison_months"] * HALVES).astype(np.int32)
    screener = Screener.of(law, RULE)
    polars, openfisca = Polars(cols), OpenFisca(cols)
    want = screener.answers(own, ROWS)
    for peer in (polars, openfisca):
        assert (peer.run() == want).all(), f"{peer.name} answers differently"
    assert (screener.screen(own, ROWS).finding == want).all()
    assert [screener_word(law, c) for c in cases(cols, 2000)] == want[:2000].tolist()
    return {
        "docket, answer only (M rows/s)": ROWS / best(lambda: screener.answers(own, ROWS)) / 1e6,
        "docket, failed and open conditions and next fact (M rows/s)": ROWS / best(lambda: screener.screen(own, ROWS)) / 1e6,
        "polars, bare expressions, answer only (M rows/s)": ROWS / best(polars.run) / 1e6,
        "OpenFisca-core, answer only (M rows/s)": ROWS / best(openfisca.run) / 1e6,
    }


def screener_word(law: Law, case: dict[str, Any]) -> int:
    return {"eligible": 1, "not_eligible": -1, "unknown": 0}[law.assessor(RULE).outcome(case)]


START = """
import time
start = time.perf_counter()
from datetime import date
from rembuk.law.library import load_law
law = load_law()
law.assessor("perja-15-2020").assess({"decided_on": date(2023, 5, 1), "first_offence": True})
took = (time.perf_counter() - start) * 1e3
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, int(peak.split()[1]) / 1024)
"""


def start_up() -> dict[str, float]:
    """Import, rule load and the first answer in a fresh process: the median of nine."""
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # as an installed program starts: with its compiled files
    runs = [subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True, env=env).stdout.split() for _ in range(10)][1:]
    return {
        "import, rule load and first answer (ms)": statistics.median(float(ms) for ms, _ in runs),
        "memory after the first answer (MB)": statistics.median(float(mb) for _, mb in runs),
    }


def pack_size() -> dict[str, float]:
    text = compile_law(load_law()).encode() + (SOURCE / "rembuk/field/law.mjs").read_bytes()
    return {"browser evaluator with all instruments, gzip (KB)": len(gzip.compress(text, 9)) / 1000}


def main() -> None:
    law = read_law(HERE / "rule")
    given = cases(columns(1000), 1000)
    figures = one_case(law, given)
    figures["python, real Perja 15/2020, all reasons (us)"] = real_perja()
    figures |= browser(law, given) | docket(law) | start_up() | pack_size()
    figures |= file_to_file()
    figures["peak memory of this whole run (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    write(figures)


def file_to_file() -> dict[str, float]:
    """From a CSV of a million rows to a written CSV of findings, in a process of its own, beside polars reading and writing the same cells."""
    done = subprocess.run([sys.executable, HERE / "files.py"], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(SOURCE)})
    return dict(json.loads(done.stdout.splitlines()[-1]))


def write(figures: dict[str, float]) -> None:
    lines = ["# Figures of the last run", "", f"{machine()}; Python {platform.python_version()}.", "", "| figure | value |", "| --- | ---: |"]
    lines += [f"| {name} | {value:,.3g} |" if value < 1000 else f"| {name} | {value:,.0f} |" for name, value in figures.items()]
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def machine() -> str:
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), platform.machine())
    return f"{model}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
