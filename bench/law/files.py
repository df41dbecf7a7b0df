"""From a CSV of a million rows to a written CSV of findings, beside polars reading and writing the same cells.

Prints one JSON line. Runs in a process of its own, so that the memory it reports is its own.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from rembuk.registers.screening import screen_file

ROWS = 1_000_000
CHARGES = (
    "Pasal 362 KUHP", "Psl. 351 ayat (1) KUHPidana", "Pasal 363 ayat (1) ke-3 KUHP", "Pasal 378 KUHP", "Pasal 372 KUHP atau Pasal 378 KUHP",
    "Pasal 310 ayat (3) UU No. 22 Tahun 2009", "Pasal 480 KUHP", "Pasal 476 UU 1/2023",
)  # fmt: skip
OFFICES = ("Kejari Tapin", "Kejari Brebes", "Polres Kebumen", "PN Negara", "Polsek Tambora")


def write_docket(path: Path) -> None:
    """A docket as an office would keep it: every row with its own amount and day."""
    rng = np.random.default_rng(3)
    day = np.datetime64("2021-01-01") + rng.integers(0, 2100, ROWS)
    columns: dict[str, Any] = {
        "No": np.arange(1, ROWS + 1), "Satker": rng.choice(OFFICES, ROWS), "Tgl Tahap II": day, "Tersangka": [f"T{i}" for i in range(ROWS)],
        "Umur": rng.choice(["", "31", "14", "21", "18", "45"], ROWS), "Pasal yang disangkakan": rng.choice(CHARGES, ROWS),
        "Kerugian": np.round(np.exp(rng.normal(14.5, 1.2, ROWS)), -3).astype(int), "Residivis": rng.choice(["tidak", "ya", "", "pertama kali"], ROWS),
        "Damai": rng.choice(["ya", "tidak", "", "sudah"], ROWS), "Respons Masyarakat": rng.choice(["positif", "menolak", ""], ROWS),
        "Ditawarkan RJ": rng.choice(["ya", "belum", ""], ROWS),
    }  # fmt: skip
    pl.DataFrame(columns).write_csv(path, separator=";", quote_style="never")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        docket, findings, copy = (Path(folder) / name for name in ("docket.csv", "findings.csv", "copy.csv"))
        if os.fork() == 0:  # made elsewhere, so that making it does not count as memory of the screening
            write_docket(docket)
            os._exit(0)
        os.wait()
        own = []
        for _ in range(3):
            findings.unlink(missing_ok=True)
            start = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()):
                screen_file(docket, xlsx=None, csv=findings, json=None, mapping=None, sheet=None, force=False, show=False)
            own.append(time.perf_counter() - start)
        memory = peak_mb()
        floor = []
        cells = pl.read_csv(findings, infer_schema=False)
        for _ in range(3):
            start = time.perf_counter()
            pl.read_csv(docket, separator=";", infer_schema=False)
            cells.write_csv(copy)
            floor.append(time.perf_counter() - start)
    print(json.dumps({
        "1,000,000-row CSV to a CSV of findings (s)": min(own), "polars reading and writing the same cells (s)": min(floor),
        "ratio": min(own) / min(floor), "peak memory of the screening (MB)": memory,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
