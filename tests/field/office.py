"""Django ready over an office of its own, and kits under Node that talk to it."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rembuk.field.declaration import record_english, record_pack

#: What a facilitator writes first.
NEW_CASE = ["case_opened", {"title": "Pencurian di Wahai", "practice": "general", "begins_at": "prosecution", "on": "2026-11-26", "region": "81.01"}]
VICTIM = ["party_added", {"role": "victim", "name": "Eka"}]
HOME = Path(tempfile.mkdtemp(prefix="rembuk-field-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)


def prepare() -> None:
    """One office for the run, made by the migrations."""
    sys.path[:0] = [str(Path(__file__).parents[1])]
    os.environ |= {"REMBUK_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "field.kit_settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from field.live_kit import fill

    fill()


class Kits:
    """Kits by name: `kits("a", "perform", wishes=[...])`. `on_post` may see, change or cut what goes to the office."""

    def __init__(self, packs: tuple[str, str]) -> None:
        from django.test import Client

        script = Path(__file__).with_name("node_kit.mjs")
        self.node = subprocess.Popen(["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.client, self.posts = Client(SERVER_NAME="localhost"), 0
        self.on_post: Callable[[dict[str, Any]], str] = lambda post: ""
        self._tell({"declare": packs})
        self._hear()

    def __call__(self, kit: str, action: str, **told: Any) -> Any:
        self._tell({"kit": kit, "do": action, **told})
        return self._hear()

    def close(self) -> None:
        assert self.node.stdin
        self.node.stdin.close()
        self.node.wait(timeout=10)

    def enrolled(self, name: str, **made: Any) -> str:
        """A new kit of Budi's; its device code."""
        from rembuk.field.enrolling import give_code
        from rembuk.record.act import Author

        self(name, "make", **made)
        budi = Author("budi", "Budi Latuconsina", "prosecutor", "cabjari-wahai", "prosecution")
        return str(self(name, "enrol", code=give_code(budi))["device"])

    def _tell(self, told: Any) -> None:
        assert self.node.stdin
        self.node.stdin.write(json.dumps(told) + "\n")
        self.node.stdin.flush()

    def _hear(self) -> Any:
        assert self.node.stdout
        while True:
            told = json.loads(self.node.stdout.readline())
            if "post" not in told:
                assert "error" not in told, told.get("error")
                return told["answer"]
            self._tell(self._posted(told["post"]))

    def _posted(self, post: dict[str, Any]) -> dict[str, Any]:
        self.posts += 1
        fate = self.on_post(post)
        if fate == "cut before":
            return {"cut": True}
        answer = self.client.post(post["path"], bytes.fromhex(post["body"]), "application/octet-stream", headers=post["headers"])
        return {"cut": True} if fate == "cut after" else {"status": answer.status_code, "body": json.loads(answer.content)}


@pytest.fixture(scope="session")
def ready() -> None:
    """The office, once for the run of a worker."""
    prepare()


@pytest.fixture
def kits(ready: None) -> Iterator[Kits]:
    """Kits without a line but the one to that office."""
    running = Kits((record_pack(), record_english()))
    yield running
    running.close()


def hub_case(case_id: str) -> Any:
    """A case as the office has it."""
    from rembuk.ledger.store import Ledger
    from rembuk.record.case import fold

    return fold(Ledger().load(case_id))


def faults() -> list[str]:
    """What is wrong with the office's record: nothing, if all is well."""
    from rembuk.ledger.verify import verify

    return [fault.says for fault in verify("default")]
