"""`rembuk sync`, `rembuk hub ...` and `rembuk bundle ...`: what the command line does with other stores.

Each function prepares Django itself, prints sentences, and returns an exit code as `rembuk.cli` names them. Nothing heavy is imported before a
command runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rembuk.ledger.sync.cards import Card

DONE, BROKEN, BAD_INPUT = 0, 1, 2
_LEAST_PART = 1500

Add = Callable[[Any, str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(commands: Any, add: Add) -> None:
    """Adds these commands to the command line; `add(commands, name, run, help)` gives the parser of one."""
    sync = add(commands, "sync", _sync, "sinkronkan dengan hub: kirim dan ambil, sekarang atau berkala")
    sync.add_argument("--hub", metavar="URL", help="alamat hub; cukup sekali, lalu diingat")
    sync.add_argument("--card", metavar="KARTU", help="kartu kunci hub; tanpa ini diambil dari alamatnya dan sidiknya ditampilkan")
    sync.add_argument("--every", type=int, metavar="MENIT", help="ulangi setiap sekian menit sampai dihentikan")
    hub = commands.add_parser("hub", help="node ini sebagai hub: layani, daftarkan, cabut").add_subparsers(metavar="TINDAKAN", required=True)
    serve = add(hub, "start", _hub_start, "jalankan meja kerja sebagai hub (PostgreSQL lewat REMBUK_DATABASE)")
    serve.add_argument("--host", default="127.0.0.1", metavar="ALAMAT")
    serve.add_argument("--port", type=int, default=8000, metavar="PORTA")
    add(hub, "card", _card, "cetak kartu kunci node ini")
    enrol = add(hub, "enrol", _enrol, "daftarkan node sebuah kantor dengan kartu kuncinya")
    enrol.add_argument("card", metavar="KARTU")
    enrol.add_argument("--office", required=True, metavar="KODE")
    enrol.add_argument("--label", default="node kantor", metavar="NAMA")
    revoke = add(hub, "revoke", _revoke, "cabut hak sebuah perangkat; pada sinkron berikutnya ia diberi tahu dan dihapus")
    revoke.add_argument("device", metavar="KODE")
    revoke.add_argument("--reason", required=True, metavar="ALASAN")
    bundle = commands.add_parser("bundle", help="bawa catatan dengan berkas (USB)").add_subparsers(metavar="TINDAKAN", required=True)
    export = add(bundle, "export", _export, "tulis bundel untuk hub atau node yang memegang kartu itu")
    export.add_argument("--for", dest="receiver", required=True, metavar="KARTU", help="kartu kunci penerima, atau berkas berisi kartu itu")
    export.add_argument("--out", type=Path, required=True, metavar="BERKAS")
    export.add_argument("--part-size", type=int, metavar="BITA", help="bagi menjadi beberapa berkas, masing-masing paling besar sekian")
    taken = add(bundle, "import", _import, "ambil isi bundel; tanda terima ditulis di sampingnya")
    taken.add_argument("files", type=Path, nargs="+", metavar="BERKAS")
    add(bundle, "card", _card, "cetak kartu kunci node ini, untuk yang akan mengirim bundel")


def _sync(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.ledger.errors import StoreError
    from rembuk.ledger.sync.calling import AddressProblem
    from rembuk.ledger.sync.cards import CardProblem

    try:
        if args.hub and (code := _join(args.hub, args.card)) != DONE:
            return code
        while True:
            code = _sync_once()
            if not args.every:
                return code
            time.sleep(max(1, args.every) * 60)
    except (AddressProblem, CardProblem) as problem:
        return _bad(str(problem))
    except StoreError as problem:
        return _bad(problem.says, BROKEN)


def _join(address: str, told: str | None) -> int:
    from rembuk.desk.node import casework
    from rembuk.ledger.sync import cards
    from rembuk.ledger.sync.calling import LINE_FAILED, Caller
    from rembuk.ledger.sync.hubs import join
    from rembuk.ledger.sync.node import Declined

    work, caller = casework(), Caller(address)
    try:
        card = _read_card(told) if told else cards.read(caller.card())
    except (*LINE_FAILED, Declined) as error:
        return _bad(f"hub {address} tidak dapat dihubungi ({error}); periksa alamat dan sambungan", BROKEN)
    finally:
        caller.close()
    join(work.ledger, card, address, datetime.now(UTC))
    print(f"Hub {card.code}; sidik kunci / fingerprint: {card.fingerprint}. Cocokkan dengan yang dibacakan pengelola hub.")
    return DONE


def _sync_once() -> int:
    from rembuk.desk.sync.syncing import sync_now

    synced = sync_now(failed=_say_failure)
    if synced.outcome is None:
        return _bad(synced.says, BROKEN if synced.is_line else BAD_INPUT)
    print(synced.says)
    return BROKEN if synced.outcome.is_revoked else DONE


def _say_failure(error: BaseException, pause: float) -> None:
    print(f"rembuk: sambungan putus ({error or type(error).__name__}); dicoba lagi {pause:.0f} detik lagi", file=sys.stderr, flush=True)


def _hub_start(args: argparse.Namespace) -> int:
    from rembuk.desk.commands import start

    if not os.environ.get("REMBUK_DATABASE"):
        print("rembuk: hub sebaiknya memakai PostgreSQL; atur REMBUK_DATABASE=postgresql://pengguna@mesin/nama. Sekarang dipakai SQLite.", file=sys.stderr)
    return start(args.host, args.port, demo=False)


def _card(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.node import casework
    from rembuk.ledger.sync import cards

    device = casework().device
    print(cards.write(device))
    print(f"Sidik kunci / fingerprint: {cards.card_of(device).fingerprint}", file=sys.stderr)
    return DONE


def _enrol(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.node import casework
    from rembuk.ledger.errors import StoreError
    from rembuk.ledger.sync.cards import CardProblem

    try:
        card = _read_card(args.card)
        casework().ledger.enrol(card.code, card.public_key, office=args.office, label=args.label, by="hub", now=datetime.now(UTC))
    except CardProblem as problem:
        return _bad(str(problem))
    except StoreError as problem:
        return _bad(problem.says)
    print(f"Perangkat {card.code} terdaftar untuk {args.office}; sidik kunci: {card.fingerprint}")
    return DONE


def _revoke(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.node import casework
    from rembuk.ledger.errors import StoreError

    try:
        casework().ledger.revoke(args.device, reason=args.reason, by="hub", now=datetime.now(UTC))
    except StoreError as problem:
        return _bad(problem.says)
    print(f"Hak perangkat {args.device} dicabut.")
    return DONE


def _export(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.node import casework
    from rembuk.desk.sync.files import names, write_whole
    from rembuk.desk.sync.scope import cases_of_device
    from rembuk.ledger.models import Device
    from rembuk.ledger.sync.cards import CardProblem
    from rembuk.ledger.sync.models import Hub
    from rembuk.ledger.sync.sticks import export_answer, export_request

    try:
        receiver = _read_card(args.receiver)
    except CardProblem as problem:
        return _bad(str(problem))
    if args.part_size is not None and args.part_size < _LEAST_PART:
        return _bad(f"--part-size {args.part_size} terlalu kecil; paling kecil {_LEAST_PART}")
    work, now = casework(), datetime.now(UTC)
    if not Device.objects.filter(code=receiver.code, public_key=receiver.public_key).exists():
        return _bad(f"perangkat {receiver.code} belum dikenal di sini; jalankan `rembuk sync --hub` atau `rembuk hub enrol` dengan kartunya dahulu")
    if Hub.objects.filter(code=receiver.code).exists():
        files = export_request(work.ledger, work.device, receiver, now, args.part_size)
    else:
        files = export_answer(work.ledger, work.device, receiver, cases_of_device, now, args.part_size)
    for path, content in zip(names(args.out, len(files)), files, strict=True):
        write_whole(path, content)
        print(f"{path}: {len(content)} bita, untuk {receiver.code}")
    return DONE


def _import(args: argparse.Namespace) -> int:
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.node import casework
    from rembuk.desk.sync.files import write_whole
    from rembuk.desk.sync.refreshing import note, refresh
    from rembuk.desk.sync.views import hub_side
    from rembuk.ledger.errors import StoreError
    from rembuk.ledger.sync.bundles import BundleProblem
    from rembuk.ledger.sync.sticks import import_files

    work, now = casework(), datetime.now(UTC)
    try:
        files = [path.read_bytes() for path in args.files]
        done = import_files(work.ledger, work.device, files, now, hub_side=hub_side(), project=note)
    except OSError as error:
        return _bad(f"berkas {error.filename} tidak dapat dibaca ({error.strerror})")
    except BundleProblem as problem:
        return _bad(f"{problem.says} / {problem.says_en}")
    except StoreError as problem:
        return _bad(problem.says, BROKEN)
    finally:
        refresh(now)
    for place, one in enumerate(done):
        about = one.about
        print(f"Bundel dari {one.sender}, dibuat {about.made:%Y-%m-%d %H:%M} UTC, bagian {about.part} dari {about.parts}: {about.acts} tindakan.")
        if one.answer is not None:
            path = args.files[0].with_name(f"tanda-terima-{one.sender}-{now:%Y%m%d%H%M}-{place + 1}.rbk")
            write_whole(path, one.answer)
            print(f"Tanda terima: {path} ({len(one.answer)} bita); bawa kembali ke {one.sender}.")
    return DONE


def _read_card(told: str) -> Card:
    """The card in these words, or in the file they name."""
    from rembuk.ledger.sync import cards

    path = Path(told)
    return cards.read(path.read_text(encoding="utf-8") if len(told) < 200 and path.is_file() else told)


def _bad(says: str, code: int = BAD_INPUT) -> int:
    print(f"rembuk: {says}", file=sys.stderr)
    return code
