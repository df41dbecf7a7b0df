"""What `rembuk field` does: writing the kit's files into a folder, to look at them or to serve them from elsewhere."""

from __future__ import annotations

from pathlib import Path

from rembuk.field.pack import first_load, write
from rembuk.record.stages import STAGES


def pack(folder: Path) -> int:
    """Write the kit's files and say how large they are; 0 when that was done, raises OSError where it cannot be written."""
    for name, size, packed in write(folder):
        print(f"{packed:>8} bita ({size} sebelum dimampatkan)  {name}")
    for stage in STAGES:
        print(f"Muatan pertama / first load, {stage}: {first_load(stage)} bita")
    return 0
