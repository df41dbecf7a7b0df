"""Where the law's files and the dated tables are read from: the program's own folders, or those of a law pack that an office took in.

The environment names the pack's folder (`REMBUK_LAW`) before the program starts to read; in it stand `law` and `reference` as in the program. Nothing changes
while a program runs.
"""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "REMBUK_LAW"


def folder(name: str, own: Path) -> Path:
    """The folder of that name in the pack in use; `own` where there is none."""
    pack = os.environ.get(VARIABLE)
    return Path(pack) / name if pack else own
