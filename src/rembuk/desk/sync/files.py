"""Bundles as files: their names, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

ENDING = ".rbk"


def names(out: Path, count: int) -> list[Path]:
    """A name for each of so many parts."""
    return [out] if count == 1 else [out.with_name(f"{out.stem}-{place}-dari-{count}{out.suffix or ENDING}") for place in range(1, count + 1)]


def write_whole(path: Path, content: bytes) -> None:
    """Never half: beside the place first, then into it. Raises OSError."""
    beside = path.with_name(f".{path.name}.baru")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
