"""Rembuk itself: the real hub (`rembuk hub start`) and the real node (`rembuk sync`), each with a folder of its own."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench" / "sync")]

import acts as conversion  # noqa: E402
import workload  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402

HUB_CODE = "h7bpus3t"


def key_file(folder: Path, code: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "device-key"
    secret = base64.b64encode(private(code).private_bytes_raw()).decode()
    path.write_text(f"rembuk-device-1\n{code}\n{secret}\n", encoding="utf-8")
    path.chmod(0o600)


def private(code: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(code.encode().ljust(32, b"."))


def prepared(folder: Path, code: str) -> Any:
    """This process works in the folder from now on; its casework."""
    key_file(folder, code)
    os.environ["REMBUK_HOME"] = str(folder)
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.node import casework

    return casework()


def write(work: Any, updates: list[dict[str, Any]], *, refreshed: bool = True) -> None:
    """The updates, each appended by its own device in the order in which they came about."""
    from rembuk.ledger.keys import DeviceKey
    from rembuk.ledger.writing import Draft

    known: set[str] = set()
    for update in updates:
        device = update["id"].partition(".")[0]
        key = DeviceKey(device, private(device))
        at = conversion.at_of(update)
        if device not in known:
            known.add(device)
            work.ledger.enrol(device, key.public_key, office=conversion.OFFICE if device == workload.NODE_DEVICE else "", label="meja", by="hub", now=at)
        is_new = update["case"] == update["id"]
        draft = Draft(None if is_new else update["case"], update["kind"], update["set"], conversion.author_of(update["by"]))
        (act,) = work.ledger.append(None if is_new else update["case"], lambda _, draft=draft: [draft], device=key, now=at).acts
        assert act.id == update["id"], (act.id, update["id"])
    if refreshed:
        from rembuk.casework.rebuilding import rebuild_all

        rebuild_all(work, datetime(2026, 11, 25, tzinfo=UTC))


def dump(work: Any) -> dict[str, Any]:
    """Every update, and the things on which people contradict each other."""
    from rembuk.record.case import fold

    stored = work.ledger.load_since(0, 10**9)
    cases = sorted({one.act.case for one in stored})
    torn = sorted({f"{case}" for case in cases if fold(work.ledger.load(case)).conflicts})
    return {"updates": [conversion.update_of(one.act) for one in stored], "conflicts": torn}


def main() -> None:
    command, hub, node, port = sys.argv[1], Path(os.environ["HUB_DIR"]), Path(os.environ["NODE_DIR"]), os.environ.get("PORT", "")
    work = json.loads(Path(os.environ["WORK"]).read_text(encoding="utf-8"))
    if command == "hub-seed":
        write(prepared(hub, HUB_CODE), work["base"])
    elif command == "hub-edit":
        write(prepared(hub, HUB_CODE), work["hub"])
    elif command == "node-edit":
        write(prepared(node, workload.NODE_DEVICE), work["node"])
    elif command == "join":
        join(hub, node, sys.argv[2])
    elif command == "hub-serve":
        os.execve(sys.executable, [sys.executable, "-P", "-m", "rembuk", "hub", "start", "--port", port], environment(hub))
    elif command == "node-sync":
        run = subprocess.run([sys.executable, "-P", "-m", "rembuk", "sync", "--hub", f"http://127.0.0.1:{port}", "--card", card()], env=environment(node), check=False)
        sys.exit(run.returncode)
    elif command == "dump":
        print(json.dumps(dump(prepared(hub if sys.argv[2] == "hub" else node, HUB_CODE if sys.argv[2] == "hub" else workload.NODE_DEVICE)), ensure_ascii=False))
    elif command == "bundles":
        bundles(hub, node)


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "REMBUK_HOME": str(folder), "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


def card() -> str:
    from rembuk.ledger.keys import DeviceKey
    from rembuk.ledger.sync import cards

    return cards.write(DeviceKey(HUB_CODE, private(HUB_CODE)))


def join(hub: Path, node: Path, office: str) -> None:
    """Lets the node's key in at the hub."""
    from rembuk.ledger.keys import DeviceKey

    key_file(node, workload.NODE_DEVICE)
    key = DeviceKey(workload.NODE_DEVICE, private(workload.NODE_DEVICE))
    prepared(hub, HUB_CODE).ledger.enrol(key.code, key.public_key, office=office, label="node kantor", by="hub", now=datetime(2026, 1, 1, tzinfo=UTC))


def bundles(hub: Path, node: Path) -> None:
    """The week by stick: what the node brings and what the hub sends, in bytes."""
    from rembuk.ledger.keys import DeviceKey

    now = datetime(2026, 11, 25, tzinfo=UTC)
    keys = {code: DeviceKey(code, private(code)) for code in (HUB_CODE, workload.NODE_DEVICE)}
    if sys.argv[2] == "node":
        work = prepared(node, workload.NODE_DEVICE)
        from rembuk.ledger.sync import cards
        from rembuk.ledger.sync.sticks import export_request

        files = export_request(work.ledger, keys[workload.NODE_DEVICE], cards.card_of(keys[HUB_CODE]), now)
    else:
        work = prepared(hub, HUB_CODE)
        from rembuk.desk.sync.scope import cases_of_device
        from rembuk.ledger.sync import cards
        from rembuk.ledger.sync.sticks import export_answer

        files = export_answer(work.ledger, keys[HUB_CODE], cards.card_of(keys[workload.NODE_DEVICE]), cases_of_device, now)
    print(json.dumps([len(file) for file in files]))


if __name__ == "__main__":
    main()
