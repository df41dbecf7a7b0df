"""The real programs over a bad line: a desk as hub, `rembuk sync` at the node, 600 ms, 60 and 120 kbit/s, one packet of a hundred lost, cut again and again."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "sync"
CASES, CUT_EVERY, CUT_FOR = 21, 4.0, 1.0
#: What may be on its way when the line goes: the queues of both ends.
IN_FLIGHT_BYTES = 40_000


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The benchmark's own programs, working in a folder of this test."""
    monkeypatch.setenv("SYNC_BENCH_HOME", str(tmp_path))
    # The programs are started as anybody starts them; these tests' own settings are not theirs.
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = importlib.util.spec_from_file_location("bench_sync_run", BENCH / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_everything_arrives_once_over_a_line_that_is_cut(bench: ModuleType, tmp_path: Path) -> None:
    work: dict[str, Any] = bench.workload.make(cases=CASES)
    (tmp_path / "work.json").write_text(json.dumps(work, ensure_ascii=False), encoding="utf-8")
    bench.seed("rembuk")
    peer = bench.Peer("rembuk")
    peer.back_to("seeded")
    bad = bench.PROFILES["edge"]._replace(cut_every=CUT_EVERY, cut_for=CUT_FOR)
    with peer.hub() as port, bench.Line(bad, port, seed=1) as line:
        first = bench.sync(peer, line)
    peer.must("hub-edit")
    peer.must("node-edit")
    with peer.hub() as port, bench.Line(bad, port, seed=2) as line:
        both, idle = bench.sync(peer, line), bench.sync(peer, line)
    wrong, (at_hub, at_node) = bench.check(peer, work["base"] + work["hub"] + work["node"])
    assert wrong == []
    assert at_hub == at_node and len(at_hub) == 5
    assert not any("failed" in one for one in (first, both, idle))
    assert first["up"] + first["down"] < 30_000 + first["cuts"] * IN_FLIGHT_BYTES
    assert both["up"] + both["down"] < 15_000 + both["cuts"] * IN_FLIGHT_BYTES
    assert idle["up"] + idle["down"] < 200 * (1 + idle["cuts"])
