"""Carries the one workload with each peer over each line, and writes what it cost into RESULTS.md.

    bench/sync/run                     all peers, lines lan, edge and edge-cut (about twenty minutes)
    bench/sync/run --lines lan rembuk  one peer's bytes, in a minute
    bench/sync/run --repeat 5 --cuts 10

Phases: *first* (an empty node gets the base), *settled* (again, so that peers write their checkpoints; not in the tables), *both* (after both sides wrote
without a line), *idle* (nothing new). After each phase both sides must hold what they should.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE)]

import workload  # noqa: E402
from line import PROFILES, Line  # noqa: E402
from results import written  # noqa: E402

HOME = Path(os.environ.get("SYNC_BENCH_HOME", "/tmp/rembuk-bench-sync"))
#: How each peer is started; `{home}` is the benchmark's own folder, into which peers are installed.
PEERS = {
    "rembuk": [sys.executable, str(HERE / "peers" / "rembuk.py")],
    "pycrdt": [str(HOME / "venv" / "bin" / "python"), str(HERE / "peers" / "pycrdt_peer.py")],
    "pouchdb": ["node", str(HOME / "npm" / "pouchdb_peer.js")],
}
LIMIT_SECONDS = 600
TRIES = 60


class Peer:
    """One way of syncing, with a folder for each side."""

    def __init__(self, name: str) -> None:
        self.name, self.folder = name, HOME / "data" / name
        self.environment = {
            **os.environ, "WORK": str(HOME / "work.json"), "HUB_DIR": str(self.folder / "hub"), "NODE_DIR": str(self.folder / "node"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def run(self, *arguments: str, port: int = 0, seconds: float = LIMIT_SECONDS) -> subprocess.CompletedProcess[str]:
        environment = {**self.environment, "PORT": str(port)}
        return subprocess.run([*PEERS[self.name], *arguments], env=environment, capture_output=True, text=True, timeout=seconds, check=False)

    def must(self, *arguments: str) -> str:
        run = self.run(*arguments)
        if run.returncode:
            raise RuntimeError(f"{self.name} {arguments}: {(run.stderr or run.stdout)[-2000:]}")
        return run.stdout

    def fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        for side in ("hub", "node"):
            (self.folder / side).mkdir(parents=True)

    def keep(self, name: str) -> None:
        shutil.rmtree(f"{self.folder}.{name}", ignore_errors=True)
        shutil.copytree(self.folder, f"{self.folder}.{name}", symlinks=True)

    def back_to(self, name: str) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(f"{self.folder}.{name}", self.folder, symlinks=True)

    @contextmanager
    def hub(self) -> Iterator[int]:
        """The peer's hub serving; its port."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with (self.folder / "hub.log").open("ab") as log:
            hub = subprocess.Popen([*PEERS[self.name], "hub-serve"], env={**self.environment, "PORT": str(port)}, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait_for(port, hub)
            yield port
        finally:
            os.killpg(hub.pid, signal.SIGKILL)
            hub.wait()


def _wait_for(port: int, hub: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if hub.poll() is not None:
                raise RuntimeError("the hub ended; see hub.log") from None
            time.sleep(0.1)
    raise RuntimeError("the hub does not answer")


def sync(peer: Peer, line: Line) -> dict[str, Any]:
    """Syncs until it is done, beginning again after each failure; what it cost."""
    line.take()
    begun, tries = time.monotonic(), 0
    while True:
        tries += 1
        run = peer.run("node-sync", port=line.port, seconds=LIMIT_SECONDS)
        if run.returncode == 0:
            break
        if tries >= TRIES or time.monotonic() - begun > LIMIT_SECONDS:
            return {**line.take(), "tries": tries, "failed": (run.stderr or run.stdout)[-300:]}
        time.sleep(1)
    time.sleep(1)
    return {**line.take(), "tries": tries}


def check(peer: Peer, wanted: list[dict[str, Any]]) -> tuple[list[str], Any]:
    """What is wrong (nothing is as it should be), and the conflicts that each side shows."""
    dumps = {side: json.loads(peer.must("dump", side)) for side in ("hub", "node")}
    conflicts = [dumps[side].get("conflicts") for side in ("hub", "node")]
    if "state" in dumps["hub"]:
        return ([] if dumps["hub"]["state"] == dumps["node"]["state"] else ["the two sides differ"]), conflicts
    return [
        f"{side} holds {len(told['updates'])} of {len(wanted)}, or changed ones"
        for side, told in dumps.items() if workload.digest(told["updates"]) != workload.digest(wanted)
    ], conflicts  # fmt: skip


def measure(name: str, profile: str, repeat: int, work: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The costs of each phase, `repeat` times from the same beginning; the first sync at most three times."""
    peer, out = Peer(name), dict[str, list[Any]]()

    def done(phase: str, cost: dict[str, Any]) -> None:
        out.setdefault(phase, []).append(cost)
        print(time.strftime("%H:%M:%S"), name, profile, phase, cost, flush=True)

    for turn in range(repeat):
        if turn < 3:
            peer.back_to("seeded")
            with peer.hub() as port, Line(PROFILES[profile], port, seed=turn) as line:
                cost = sync(peer, line)
            cost["wrong"], _ = check(peer, work["base"])
            done("first", cost)
            if not Path(f"{peer.folder}.edited").exists():
                with peer.hub() as port, Line(PROFILES[profile], port, seed=turn) as line:
                    done("settled", sync(peer, line))
                peer.must("hub-edit")
                peer.must("node-edit")
                peer.keep("edited")
        peer.back_to("edited")
        with peer.hub() as port, Line(PROFILES[profile], port, seed=100 + turn) as line:
            cost = sync(peer, line)
            idle = sync(peer, line) if profile != "edge-cut" else None
        cost["wrong"], cost["conflicts"] = check(peer, work["base"] + work["hub"] + work["node"])
        done("both", cost)
        if idle:
            done("idle", idle)
    return out


def seed(name: str) -> None:
    peer = Peer(name)
    if Path(f"{peer.folder}.seeded").exists():
        return
    peer.fresh()
    peer.must("hub-seed")
    if name == "rembuk":
        peer.must("join", "cabjari-wahai")
    peer.keep("seeded")


def sticks(peer: Peer) -> list[int]:
    """The week by stick: the sizes of the node's and the hub's files."""
    peer.back_to("edited")
    return [size for side in ("node", "hub") for size in json.loads(peer.must("bundles", side).splitlines()[-1])]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("peers", nargs="*")
    asked.add_argument("--lines", default="lan,edge,edge-cut")
    asked.add_argument("--repeat", type=int, default=3)
    asked.add_argument("--cuts", type=int, default=5)
    asked.add_argument("--fresh", action="store_true")
    asked.add_argument("--report", action="store_true", help="measure nothing; write the page from what was measured last")
    options = asked.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    work = workload.make()
    (HOME / "work.json").write_text(json.dumps(work, ensure_ascii=False), encoding="utf-8")
    kept = HOME / "results.json"
    found = json.loads(kept.read_text()) if kept.exists() and not options.fresh else {}
    for name in () if options.report else options.peers or PEERS:
        if options.fresh:
            for old in (HOME / "data").glob(f"{name}*"):
                shutil.rmtree(old)
        seed(name)
        for profile in options.lines.split(","):
            repeat = {"lan": 1, "edge-cut": options.cuts}.get(profile, options.repeat)
            found.setdefault(name, {})[profile] = measure(name, profile, repeat, work)
        if name == "rembuk":
            found[name]["sticks"] = sticks(Peer(name))
        kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
    machine = f"{os.cpu_count()} shared cores, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    coder = subprocess.run([sys.executable, str(HERE / "word_coder.py")], capture_output=True, text=True, check=True).stdout
    (HERE / "RESULTS.md").write_text(written(found, work, machine, coder), encoding="utf-8")
    print(HERE / "RESULTS.md")


if __name__ == "__main__":
    main()
