"""Law packs at an office: made at the centre, taken in by offices after the law's checker has read them, gone back from.

Whether a pack can be used, and what it changes, is asked of programs of their own that read the pack's files in the place of the law in use, so nothing of the law in use
is touched before all is known.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from rembuk.desk.sync import law_in_use
from rembuk.desk.sync.files import write_whole
from rembuk.desk.sync.findings import Findings
from rembuk.ledger.sync import law_packs
from rembuk.ledger.sync.bundles import BundleProblem
from rembuk.ledger.sync.law_packs import LawPack
from rembuk.reference.placed import VARIABLE

CENTRE = "law-centre-card"
_ABOUT, _CHANGES = "about.json", "changes.json"
_LONGEST_SECONDS = 1800
_MOST_TOLD_LINES = 6


class Change(NamedTuple):
    """What another law finds otherwise: the case, the suspect ("-" for a case without one), the instrument, before and after ("" for none)."""

    case: str
    suspect: str
    instrument: str
    before: str
    after: str


class Taken(NamedTuple):
    """A pack now in use from the next start on, and what it changes in open cases."""

    pack: LawPack
    changes: list[Change]


class Standing(NamedTuple):
    """The law in use from the next start on: its pack's title, signer and when it was made (None for the program's own law), what it changed in
    the cases open when it came, and whether this program still works with another."""

    title: str
    signer: str
    made: datetime | None
    changes: list[Change]
    waits_for_start: bool


def standing() -> Standing:
    """How the law stands here."""
    used = law_in_use.history()[-1]
    about, changes = _kept(used, _ABOUT, {}), _kept(used, _CHANGES, [])
    running = Path(os.environ[VARIABLE]) if VARIABLE in os.environ else None
    waits = running != (None if used == law_in_use.OWN else law_in_use.folder_of(used))
    return Standing(about.get("title", ""), about.get("signer", ""), _made(used), [Change(*one) for one in changes], waits)


def files_of(law: Path, reference: Path) -> dict[str, str]:
    """The files of a pack from these two folders."""
    found = {f"{room}/{path.relative_to(folder)}": path for room, folder in (("law", law), ("reference", reference)) for path in sorted(folder.rglob("*"))}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.is_file() and law_packs.is_name(name)}


def trust(card: str) -> None:
    """Whose packs are law here, by the centre's key card."""
    write_whole(law_in_use.home() / CENTRE, card.strip().encode() + b"\n")


def centre_key(code: str) -> bytes | None:
    """The key of the centre of that code: by its card, or the hub's; None for anybody else."""
    from rembuk.ledger.sync import cards
    from rembuk.ledger.sync.models import Hub

    try:
        card = cards.read((law_in_use.home() / CENTRE).read_text(encoding="utf-8"))
        known = {card.code: card.public_key}
    except (OSError, cards.CardProblem):
        known = {hub.code: bytes(hub.public_key) for hub in Hub.objects.filter(is_revoked=False)}
    return known.get(code)


def take_in(content: bytes) -> Taken:
    """Takes a pack in. Raises BundleProblem: nothing is changed then."""
    pack = law_packs.open_pack(content, centre_key)
    used = law_in_use.history()
    if used[-1] == pack.digest:
        raise BundleProblem("paket hukum ini sudah dipakai di sini", "this law pack is in use here already")
    if (newest := _made(used[-1])) is not None and pack.made <= newest:
        raise BundleProblem(
            f"paket hukum ini dibuat {pack.made:%Y-%m-%d %H:%M} UTC, tidak lebih baru daripada yang dipakai ({newest:%Y-%m-%d %H:%M})",
            f"this law pack was made {pack.made:%Y-%m-%d %H:%M} UTC, not after the one in use ({newest:%Y-%m-%d %H:%M})",
        )  # fmt: skip
    folder = _laid_out(pack)
    try:
        _checked(folder)
        changes = changed(_findings({}), _findings({VARIABLE: str(folder)}))
    except BundleProblem:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    write_whole(folder / _CHANGES, json.dumps(changes, ensure_ascii=False).encode())
    law_in_use.write_history([*used, pack.digest])
    return Taken(pack, changes)


def back() -> str | None:
    """Goes back to the law before the one in use, from the next start on; its digest or "own". None where there is none."""
    used = law_in_use.history()
    if len(used) < 2:
        return None
    law_in_use.write_history(used[:-1])
    return used[-2]


def changed(before: Findings, after: Findings) -> list[Change]:
    """The findings that differ."""
    out = []
    for case in sorted(before.keys() | after.keys()):
        told = before.get(case, {}), after.get(case, {})
        for name in sorted(told[0].keys() | told[1].keys()):
            was, now = told[0].get(name, ""), told[1].get(name, "")
            if was != now:
                suspect, _, instrument = name.partition(" ")
                out.append(Change(case, suspect, instrument, was, now))
    return out


def refresh() -> None:
    """Every list computed anew by the law that is in use from now on."""
    _run(["-m", "rembuk", "rebuild"], {VARIABLE: ""})


def _laid_out(pack: LawPack) -> Path:
    """The pack's files in a folder of their own, there whole or not at all."""
    folder = law_in_use.folder_of(pack.digest)
    beside = folder.with_name(f".{pack.digest}")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in pack.files.items():
        (beside / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).write_text(text, encoding="utf-8")
    (beside / _ABOUT).write_text(json.dumps({"title": pack.title, "signer": pack.signer, "made": pack.made.isoformat()}, ensure_ascii=False), encoding="utf-8")
    beside.rename(folder)
    return folder


def _made(digest: str) -> datetime | None:
    made = _kept(digest, _ABOUT, {}).get("made")
    return datetime.fromisoformat(made) if made else None


def _kept(digest: str, name: str, otherwise: Any) -> Any:
    """What was written down beside a pack's files; `otherwise` where there is nothing that can be read."""
    try:
        return json.loads((law_in_use.folder_of(digest) / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return otherwise


def _checked(folder: Path) -> None:
    run = _run(["-m", "rembuk", "law", "check"], {VARIABLE: str(folder)})
    if run.returncode:
        told = " / ".join([*run.stdout.splitlines(), *run.stderr.splitlines()][-_MOST_TOLD_LINES:])
        raise BundleProblem(
            f"pemeriksa hukum menolak paket ini, hukum yang dipakai tidak berubah: {told}",
            f"the law's checker refuses this pack, the law in use is unchanged: {told}",
        )


def _findings(environment: Mapping[str, str]) -> Findings:
    run = _run(["-m", "rembuk.desk.sync.findings"], environment)
    if run.returncode:
        told = run.stderr.strip().rpartition("\n")[2]
        raise BundleProblem(
            f"perkara yang terbuka tidak dapat dinilai dengan paket ini, hukum yang dipakai tidak berubah: {told}",
            f"open cases cannot be assessed with this pack, the law in use is unchanged: {told}",
        )
    out: Findings = json.loads(run.stdout)
    return out


def _run(arguments: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A program of ours with the law that the environment names; with "" that which is in use now on disk."""
    path = os.pathsep.join(sys.path)
    settings = {**os.environ, "PYTHONPATH": path, **environment}
    if not settings.get(VARIABLE):
        settings.pop(VARIABLE, None)
    return subprocess.run([sys.executable, "-P", *arguments], env=settings, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False)
