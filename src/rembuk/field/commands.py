"""`rembuk field ...`: the kit's files in a folder, the kits in service, a file brought by hand. Prints sentences, gives an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DONE, BAD_INPUT = 0, 2
Command = Callable[[Any, str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(commands: Any, command: Command) -> None:
    """The parsers of `rembuk field`; `command(actions, name, run, help)` makes one, as the other commands are made."""
    actions = commands.add_parser("field", help="perangkat lapangan: berkasnya, daftarnya, berkas bawaan").add_subparsers(metavar="TINDAKAN", required=True)
    pack = command(actions, "pack", _pack, "tulis berkas-berkas perangkat lapangan ke sebuah folder, dengan ukurannya")
    pack.add_argument("folder", type=Path, metavar="FOLDER")
    command(actions, "list", _list, "perangkat lapangan yang terdaftar di sini")
    revoke = command(actions, "revoke", _revoke, "cabut sebuah perangkat; isinya dihapus saat berikutnya tersambung")
    revoke.add_argument("device", metavar="KODE")
    revoke.add_argument("--reason", required=True, metavar="ALASAN")
    taken = command(actions, "import", _import, "ambil berkas bawaan dari perangkat; tanda terima ditulis di sampingnya")
    taken.add_argument("file", type=Path, metavar="BERKAS.rbk")
    taken.add_argument("--password", metavar="SANDI", help="kata sandi berkas; tanpa ini ditanyakan")


def _pack(args: argparse.Namespace) -> int:
    from rembuk.field.pack import first_load, write
    from rembuk.record.stages import STAGES

    try:
        written = write(args.folder)
    except OSError as error:
        return _bad(f"{args.folder} tidak dapat ditulisi ({error.strerror}); pilih folder lain")
    for name, size, packed in written:
        print(f"{packed:>8} bita ({size} sebelum dimampatkan)  {name}")
    for stage in STAGES:
        print(f"Muatan pertama / first load, {stage}: {first_load(stage)} bita")
    return DONE


def _list(args: argparse.Namespace) -> int:
    _ready()
    from rembuk.field.exchange import role_of
    from rembuk.ledger.models import Device, DeviceRevocation

    gone = set(DeviceRevocation.objects.values_list("device", flat=True))
    for kit in Device.objects.filter(label__startswith="kit ").order_by("enrolled_at"):
        print(f"{kit.code}  {kit.enrolled_by} ({role_of(kit)}), {kit.office}, {kit.enrolled_at:%Y-%m-%d}{', dicabut' if kit.code in gone else ''}")
    return DONE


def _revoke(args: argparse.Namespace) -> int:
    _ready()
    from rembuk.field.host import host
    from rembuk.ledger.models import Device

    if not Device.objects.filter(code=args.device, label__startswith="kit ").exists():
        return _bad(f"tidak ada perangkat lapangan {args.device}; lihat `rembuk field list`")
    host().casework().ledger.revoke(args.device, reason=args.reason, by="hub", now=datetime.now(UTC))
    print(f"Perangkat {args.device} dicabut.")
    return DONE


def _import(args: argparse.Namespace) -> int:
    _ready()
    from getpass import getpass

    from rembuk.field.carrying import take_in_file
    from rembuk.field.envelope import NotReadable
    from rembuk.field.host import host

    try:
        content = args.file.read_bytes()
        taken = take_in_file(content, args.password or getpass("Kata sandi berkas: "), host(), datetime.now(UTC))
        receipt = args.file.with_name(f"tanda-terima-{args.file.name}")
        receipt.write_bytes(taken.answer)
    except OSError as error:
        return _bad(f"{error.filename}: {error.strerror}")
    except NotReadable as problem:
        return _bad(problem.said[0])
    print(f"Perangkat {taken.device}: {taken.acts - len(taken.left)} dari {taken.acts} tindakan kini ada di sini, dengan {taken.files} foto atau rekaman.")
    for act, reason, _ in taken.left:
        print(f"Belum diterima: {act}: {reason}.")
    print(f"Tanda terima untuk dibawa kembali: {receipt}")
    return DONE


def _ready() -> None:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembuk.desk.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _bad(says: str) -> int:
    print(f"rembuk: {says}", file=sys.stderr)
    return BAD_INPUT
