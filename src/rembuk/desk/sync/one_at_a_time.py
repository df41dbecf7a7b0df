"""One sync of an installation at a time, whoever asks for it: the desk, its timer, or a command in a process of its own.

The system gives the lock back when its holder ends, also when it is killed.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_FILE = "sync-lock"


@contextmanager
def one_at_a_time() -> Iterator[bool]:
    """Whether nobody else syncs; True holds the lock until the end."""
    with Path(settings.HOME, _FILE).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
