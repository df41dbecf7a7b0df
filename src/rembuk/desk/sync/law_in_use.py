"""Which law this installation works with: the program's own, or a pack that it took in. Read before anything else, so it imports nothing of ours but names.

In the installation's folder stand `law/<digest>/law`, `law/<digest>/reference`, and `law/in-use`, a list of digests, the one in use last; those before it
can be gone back to. Without any, the program reads its own.
"""

from __future__ import annotations

import os
from pathlib import Path

OWN = "own"
_DIGEST_LETTERS = 64


def home() -> Path:
    """The installation's folder."""
    return Path(os.environ.get("REMBUK_HOME") or "var").resolve()


def choose() -> None:
    """Sets the environment so that the law in use is read; a law already named there stays."""
    from rembuk.reference.placed import VARIABLE

    if VARIABLE not in os.environ and (used := history()[-1]) != OWN and folder_of(used).is_dir():
        os.environ[VARIABLE] = str(folder_of(used))


def history() -> list[str]:
    """The laws that were in use, the one in use last."""
    try:
        told = (home() / "law" / "in-use").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        told = []
    return [OWN, *(one for one in told if len(one) == _DIGEST_LETTERS and one.isalnum())]


def folder_of(digest: str) -> Path:
    """Where a pack's files stand."""
    return home() / "law" / digest


def write_history(used: list[str]) -> None:
    """Changes which law is in use, from the next start on; whole or not at all."""
    place = home() / "law" / "in-use"
    beside = place.with_name(".in-use.baru")
    with beside.open("w", encoding="ascii") as file:
        file.write("\n".join(one for one in used if one != OWN) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
