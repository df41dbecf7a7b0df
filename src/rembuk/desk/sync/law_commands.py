"""`rembuk law bundle ...`: law packs on the command line."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rembuk.desk.sync.commands import BAD_INPUT, DONE, Add

_FINDINGS = {
    "eligible": "memenuhi syarat", "not_eligible": "tidak memenuhi syarat", "unknown": "belum dapat diputus", "conflict": "berselisih", "": "tidak berlaku",
}  # fmt: skip


def add_law_commands(actions: Any, add: Add) -> None:
    """Adds them to those of `rembuk law`."""
    bundle = actions.add_parser("bundle", help="paket hukum: hukum yang berubah dibawa dengan berkas").add_subparsers(metavar="TINDAKAN", required=True)
    export = add(bundle, "export", _export, "tulis paket hukum yang ditandatangani node ini (pusat)")
    export.add_argument("--out", type=Path, required=True, metavar="BERKAS")
    export.add_argument("--title", required=True, metavar="JUDUL", help="apa yang berubah, misalnya 'Perma 2/2027'")
    export.add_argument("--folder", type=Path, metavar="FOLDER", help="folder berisi law dan reference; tanpa ini hukum yang sedang dipakai")
    taken = add(bundle, "import", _import, "periksa dan pakai paket hukum; perkara yang temuannya berubah disebut")
    taken.add_argument("file", type=Path, metavar="BERKAS")
    add(bundle, "back", _back, "kembali ke hukum sebelumnya")
    trust = add(bundle, "trust", _trust, "tetapkan pusat yang paket hukumnya dipercaya, dengan kartu kuncinya")
    trust.add_argument("card", metavar="KARTU")


def _export(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.node import casework
    from rembuk.desk.sync.files import write_whole
    from rembuk.desk.sync.laws import files_of
    from rembuk.law.source import LAW_DIR
    from rembuk.ledger.sync import law_packs
    from rembuk.reference.tables import DATA_DIR

    law, reference = (args.folder / "law", args.folder / "reference") if args.folder else (LAW_DIR, DATA_DIR)
    files = files_of(law, reference)
    if "law/facts.yaml" not in files or not any(name.startswith("reference/") for name in files):
        return _bad(f"folder {args.folder} tidak berisi law/facts.yaml dan reference; salin dahulu dari hukum yang dipakai, lalu ubah")
    content = law_packs.seal(files, args.title, casework().device, datetime.now(UTC))
    write_whole(args.out, content)
    print(f"{args.out}: {len(files)} berkas hukum, {len(content)} bita, ditandatangani {casework().device.code}")
    return DONE


def _import(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.sync import laws
    from rembuk.ledger.sync.bundles import BundleProblem

    try:
        taken = laws.take_in(args.file.read_bytes())
    except OSError as error:
        return _bad(f"berkas {args.file} tidak dapat dibaca ({error.strerror})")
    except BundleProblem as problem:
        return _bad(f"{problem.says} / {problem.says_en}")
    laws.refresh()
    print(f"Paket hukum '{taken.pack.title}' dari {taken.pack.signer} dipakai mulai sekarang; jalankan ulang meja kerja yang sedang berjalan.")
    print(f"{len({one.case for one in taken.changes})} perkara terbuka temuannya berubah / open cases whose findings change:")
    for one in taken.changes:
        print(f"  {one.case} tersangka {one.suspect}, {one.instrument}: {_FINDINGS[one.before]} -> {_FINDINGS[one.after]}")
    return DONE


def _back(args: argparse.Namespace) -> int:
    from rembuk.desk.sync import law_in_use, laws

    used = laws.back()
    if used is None:
        return _bad("belum ada paket hukum yang dipakai; hukum program sendiri yang berlaku")
    laws.refresh()
    print(f"Kembali ke {'hukum program sendiri' if used == law_in_use.OWN else 'paket ' + used[:12]}; jalankan ulang meja kerja yang sedang berjalan.")
    return DONE


def _trust(args: argparse.Namespace) -> int:
    from rembuk.desk.sync import laws
    from rembuk.ledger.sync import cards

    told = Path(args.card).read_text(encoding="utf-8") if len(args.card) < 200 and Path(args.card).is_file() else args.card
    try:
        card = cards.read(told)
    except cards.CardProblem as problem:
        return _bad(str(problem))
    laws.trust(told)
    print(f"Pusat: {card.code}; sidik kunci / fingerprint: {card.fingerprint}. Cocokkan lewat telepon.")
    return DONE


def _bad(says: str, code: int = BAD_INPUT) -> int:
    print(f"rembuk: {says}", file=sys.stderr)
    return code
