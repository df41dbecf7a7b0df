"""What the kit's tests share: the kit's record under Node, asked by JSON lines."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rembuk.field.declaration import record_english, record_pack
from rembuk.field.law_pack import law_pack
from rembuk.record.stages import STAGES

Kit = Callable[..., Any]


@pytest.fixture(scope="session")
def kit() -> Iterator[Kit]:
    """`kit("fold", acts=[...])`: what the kit's record answers."""
    script = Path(__file__).with_name("node_record.mjs")
    with subprocess.Popen(["node", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as node:

        def ask(ask: str, **told: Any) -> Any:
            assert node.stdin and node.stdout
            node.stdin.write(json.dumps({"ask": ask, **told}) + "\n")
            node.stdin.flush()
            answer = json.loads(node.stdout.readline())
            assert not (isinstance(answer, dict) and "error" in answer), answer["error"]
            return answer

        ask("declare", pack=record_pack(), english=record_english())
        ask("offences", pack=law_pack("police"))
        for stage in STAGES:
            ask("law", stage=stage, pack=law_pack(stage))
        yield ask
        assert node.stdin
        node.stdin.close()
