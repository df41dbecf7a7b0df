"""A desk as an office runs it: its own process, its own folder, on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVE = "import sys; from rembuk.desk.serve import serve; serve('127.0.0.1', int(sys.argv[1]))"
#: A first start migrates an empty database; a busy machine takes its time over that.
START_SECONDS = 120


class LiveDesk:
    """A running desk: `url` without a slash at its end, and the folder with everything it keeps."""

    def __init__(self, url: str, home: Path) -> None:
        self.url = url
        self.home = home

    def run(self, *arguments: str) -> str:
        """What a Python command prints beside the running desk, in its folder. A command that fails fails the test."""
        return run_in(self.home, *arguments)


def run_in(home: Path, *arguments: str) -> str:
    """What a Python command prints in the environment of a desk over this folder. A command that fails fails the test."""
    done = subprocess.run([sys.executable, "-P", *arguments], env=_environment(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def live_desk(home: Path) -> Iterator[LiveDesk]:
    """A desk over this folder, until the block ends."""
    port, log = _free_port(), home / "desk.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", SERVE, str(port)], env=_environment(home), cwd=home, stdout=out, stderr=out
        )  # fmt: skip
    try:
        desk = LiveDesk(f"http://127.0.0.1:{port}", home)
        _wait_for(desk, process, log)
        yield desk
    finally:
        process.terminate()
        process.wait(timeout=30)


def _environment(home: Path) -> dict[str, str]:
    ours = {key: value for key, value in os.environ.items() if not key.startswith("REMBUK_")}
    return ours | {"REMBUK_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "rembuk.desk.settings"}


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(desk: LiveDesk, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if _is_well(desk):
            return
        time.sleep(0.1)
    raise AssertionError(f"the desk did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def _is_well(desk: LiveDesk) -> bool:
    try:
        with urllib.request.urlopen(f"{desk.url}/sehat/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
