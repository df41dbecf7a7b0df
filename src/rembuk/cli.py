"""`rembuk ...`: every command, its help, and the one place where a problem becomes a sentence and an exit code.

Exit codes: 0 done, 2 what was given cannot be used (the sentence says what, where and what to do), 1 our own fault.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

DONE, OUR_FAULT, BAD_INPUT = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """argparse in the words of this program, with our exit code for bad input."""

    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        self.exit(BAD_INPUT, f"rembuk: perintah tidak dapat dipakai: {message}. Lihat `rembuk --help`.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no problem of the person's making ends in a traceback."""
    from rembuk.desk.sync.law_in_use import choose

    choose()
    from rembuk.law.facts import InputProblem
    from rembuk.law.source import LawError

    args = _parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except (InputProblem, LawError) as problem:
        print(f"rembuk: {problem}", file=sys.stderr)
        return BAD_INPUT if isinstance(problem, InputProblem) else OUR_FAULT
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
        return DONE
    except KeyboardInterrupt:
        print("\nrembuk: dihentikan; tidak ada berkas yang setengah jadi.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    from rembuk.desk.sync.commands import add_commands as add_sync
    from rembuk.field.commands import add_commands as add_field
    from rembuk.papers.commands import add_commands as add_papers

    parser = _Parser(prog="rembuk", description="Keadilan restoratif: hukum sebagai data, perkara dihitung.")
    commands = parser.add_subparsers(metavar="PERINTAH", required=True)
    _assess_parser(commands)
    _screen_parser(commands)
    _law_parser(commands)
    one = _command(commands, "charges", _charges, "baca uraian pasal menjadi tindak pidana")
    one.add_argument("text", metavar="PASAL", help="misalnya 'Pasal 362 KUHP atau 480 ke-1'")
    one.add_argument(
        "--acted-on", type=_day, metavar="TTTT-BB-HH", help="tanggal perbuatan; menentukan kitab undang-undang"
    )
    one.add_argument("--compare", action="store_true", help="bandingkan kitab lama dan baru")
    due = _command(commands, "due", _due, "hitung jatuh tempo dalam hari kalender atau hari kerja")
    due.add_argument("start", type=_day, metavar="MULAI", help="tanggal peristiwa; hari berikutnya hari ke-1")
    due.add_argument("days", type=_count, metavar="HARI")
    due.add_argument("--working", action="store_true", help="hari kerja, bukan hari kalender")
    _desk_parser(commands)
    add_papers(commands, _command)
    add_field(commands, _command)
    add_sync(commands, _command)
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _assess_parser(commands: Any) -> None:
    parser = _command(commands, "assess", _assess, "nilai satu perkara dengan seluruh alasannya")
    parser.add_argument("file", type=Path, metavar="PERKARA.json")
    parser.add_argument("--json", action="store_true", help="cetak JSON")
    parser.add_argument("--instrument", metavar="ID", help="tanya satu aturan saja, apa pun tanggal dan tahapnya")
    parser.add_argument(
        "--replay", action="store_true", help="berkasnya hasil --json terdahulu: hitung ulang dan bandingkan"
    )


def _screen_parser(commands: Any) -> None:
    parser = _command(commands, "screen", _screen, "saring seluruh docket (CSV atau XLSX)")
    parser.add_argument("file", type=Path, metavar="DOCKET")
    parser.add_argument(
        "--out", type=Path, metavar="HASIL.xlsx", help="buku kerja: temuan, perbaikan, ringkasan; tanpa nama berkas apa pun ditulis DOCKET-temuan.xlsx"
    )
    parser.add_argument("--csv", type=Path, metavar="HASIL.csv")
    parser.add_argument("--json", type=Path, metavar="HASIL.json")
    parser.add_argument("--mapping", type=Path, metavar="PETA.yaml", help="nama kolom kantor Anda")
    parser.add_argument("--sheet", metavar="LEMBAR")
    parser.add_argument("--force", action="store_true", help="timpa berkas hasil yang sudah ada")


def _law_parser(commands: Any) -> None:
    from rembuk.desk.sync.law_commands import add_law_commands

    parser = commands.add_parser("law", help="baca, daftar, periksa hukum yang dimuat")
    actions = parser.add_subparsers(metavar="TINDAKAN", required=True)
    listing = _command(actions, "list", _law_list, "aturan yang berlaku")
    listing.add_argument("--on", type=_day, metavar="TTTT-BB-HH")
    listing.add_argument("--stage", metavar="TAHAP")
    show = _command(actions, "show", _law_show, "satu aturan baris demi baris")
    show.add_argument("id", metavar="ID")
    show.add_argument("--on", type=_day, metavar="TTTT-BB-HH")
    _command(actions, "check", _law_check, "periksa celah, tumpang tindih, baris mati, angka tanpa sumber, contoh")
    docs = _command(actions, "docs", _law_docs, "tulis halaman docs/law dari berkas hukum")
    docs.add_argument("folder", type=Path, metavar="FOLDER")
    pack = _command(actions, "pack", _law_pack, "tulis hukum dan pertanyaannya untuk mesin peramban (JSON)")
    pack.add_argument("folder", type=Path, metavar="FOLDER")
    pack.add_argument("--language", choices=["id", "en"], default="id")
    pack.add_argument("--force", action="store_true", help="timpa berkas yang sudah ada")
    add_law_commands(actions, _command)


def _desk_parser(commands: Any) -> None:
    start = _command(commands, "start", _start, "jalankan meja kerja; folder yang kosong diisi contoh lima praktik")
    start.add_argument("--host", default="127.0.0.1", metavar="ALAMAT")
    start.add_argument("--port", type=_count, default=8000, metavar="PORTA")
    start.add_argument("--empty", action="store_true", help="tanpa contoh: untuk kantor yang mulai bekerja")
    _command(commands, "demo", _demo, "isi folder yang kosong dengan contoh lima praktik")
    admin = _command(commands, "admin", _admin, "buat kantor dan administrator pertamanya")
    admin.add_argument("username", metavar="PENGGUNA")
    admin.add_argument("name", metavar="NAMA")
    admin.add_argument("--office", required=True, metavar="KODE", help="misalnya polres-kebumen")
    admin.add_argument("--office-name", default="", metavar="NAMA")
    admin.add_argument("--institution", required=True, choices=["village", "police", "prosecution", "court", "corrections", "centre"])
    _command(commands, "verify", _verify, "periksa seluruh rantai tindakan dan segelnya")
    _command(commands, "rebuild", _rebuild, "hitung ulang semua daftar dari tindakannya")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' bukan tanggal TTTT-BB-HH") from None


def _count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan bulat")
    return int(text)


def _assess(args: argparse.Namespace) -> int:
    from rembuk.law.inquiry import answers
    from rembuk.law.library import load_law

    data, law = _read_json(args.file), load_law()
    if args.replay:
        return _replay(data, args)
    each = answers(data, law, args.instrument)
    if args.json:
        sys.stdout.write(_answers_json(each))
    else:
        print("\n".join(answer.text() for answer in each), end="")
    return DONE


def _answers_json(answers: Sequence[Any]) -> str:
    """One suspect: the answer itself. Several: the findings of all, and each answer under `suspects`."""
    if len(answers) == 1:
        whole = answers[0].json()
    else:
        each = [answer.json() for answer in answers]
        whole = {"suspects": each, "findings": [finding for one in each for finding in one["findings"]]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _replay(data: Any, args: argparse.Namespace) -> int:
    from rembuk.law.inquiry import replay
    from rembuk.law.library import load_law

    differences = replay(data, load_law(), args.instrument)
    print("\n".join(differences) or "Sama persis: aturan, fakta, dan temuan yang sama.")
    return DONE if not differences else BAD_INPUT


def _read_json(path: Path) -> Any:
    from rembuk.law.facts import InputProblem

    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputProblem(f"berkas {path} tidak dapat dibuka ({error.strerror}); periksa nama dan izinnya") from None
    except UnicodeDecodeError:
        raise InputProblem(f"berkas {path} bukan teks UTF-8; simpan ulang sebagai UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputProblem(
            f"{path} baris {error.lineno} kolom {error.colno} bukan JSON: {error.msg}; perbaiki di situ"
        ) from None
    except RecursionError:
        raise InputProblem(f"{path} bersarang terlalu dalam; tulis objek perkara yang biasa") from None


def _screen(args: argparse.Namespace) -> int:
    from rembuk.registers.screening import free_name, screen_file

    named = args.out or args.csv or args.json
    return screen_file(
        args.file, xlsx=args.out if named else free_name(args.file), csv=args.csv, json=args.json, mapping=args.mapping,
        sheet=args.sheet, force=args.force, show=not named,
    )  # fmt: skip


def _start(args: argparse.Namespace) -> int:
    from rembuk.desk.commands import start

    return start(args.host, args.port, demo=not args.empty)


def _demo(args: argparse.Namespace) -> int:
    from rembuk.desk.commands import demo

    return demo()


def _admin(args: argparse.Namespace) -> int:
    from rembuk.desk.commands import add_administrator

    return add_administrator(args.username, args.name, args.office, args.office_name, args.institution)


def _verify(args: argparse.Namespace) -> int:
    from rembuk.desk.commands import verify

    return verify()


def _rebuild(args: argparse.Namespace) -> int:
    from rembuk.desk.commands import rebuild

    return rebuild()


def _law_list(args: argparse.Namespace) -> int:
    from rembuk.law.inquiry import read_stage
    from rembuk.law.library import load_law

    stage = read_stage(args.stage)
    for instrument in load_law().governing(args.on, stage):
        held = instrument.in_force
        until = held.last.isoformat() if held.last else "sekarang"
        practice = "  [praktik, bukan hukum]" if instrument.kind == "practice" else ""
        print(
            f"{instrument.id:<18} {held.first} s.d. {until:<10}  {'/'.join(instrument.stages):<24} {instrument.short}{practice}"
        )
    return DONE


def _law_show(args: argparse.Namespace) -> int:
    from rembuk.law.facts import InputProblem
    from rembuk.law.handbook import instrument_text
    from rembuk.law.library import load_law

    law = load_law()
    if args.id not in law.ids:
        raise InputProblem(f"aturan '{args.id}' tidak ada; pilihannya: {', '.join(law.ids)}")
    instrument = law.instrument(args.id)
    if args.on and not instrument.in_force.covers(args.on):
        last = instrument.in_force.last or "sekarang"
        raise InputProblem(
            f"{args.id} tidak berlaku pada {args.on}; berlakunya {instrument.in_force.first} s.d. {last}"
        )
    print(instrument_text(law, instrument), end="")
    return DONE


def _law_check(args: argparse.Namespace) -> int:
    from rembuk.law.check import check_law
    from rembuk.law.library import load_law
    from rembuk.law.offences import load_catalogue

    remarks = check_law(load_law())
    problems = load_catalogue().problems()
    for line in (*problems, *remarks):
        print(line)
    errors = len(problems) + sum(remark.error for remark in remarks)
    print(f"{errors} kesalahan, {len(remarks) - errors + len(problems)} catatan")
    return OUR_FAULT if errors else DONE


def _law_docs(args: argparse.Namespace) -> int:
    from rembuk.law.handbook import pages
    from rembuk.law.library import load_law

    for name, text in pages(load_law()).items():
        args.folder.mkdir(parents=True, exist_ok=True)
        (args.folder / name).write_text(text, encoding="utf-8")
    return DONE


def _law_pack(args: argparse.Namespace) -> int:
    from rembuk.law.browser import compile_law, compile_questions
    from rembuk.law.library import load_law
    from rembuk.registers.findings_files import refuse_overwriting, whole

    law, language = load_law(), args.language
    files = {args.folder / f"law.{language}.json": compile_law, args.folder / f"questions.{language}.json": compile_questions}
    refuse_overwriting(list(files), args.force)
    for path, made in files.items():
        with whole(path) as beside:
            beside.write_text(made(law, language), encoding="utf-8")
    return DONE


def _charges(args: argparse.Namespace) -> int:
    from rembuk.law.charge_report import charges_lines, comparison_lines
    from rembuk.law.charges import read_charges
    from rembuk.law.comparison import compare
    from rembuk.law.offences import load_catalogue

    catalogue = load_catalogue()
    reading = read_charges(args.text, acted_on=args.acted_on, seen_on=args.acted_on, catalogue=catalogue)
    print("\n".join(charges_lines(reading, catalogue)))
    for offence in dict.fromkeys(i for charge in reading.charges for i in charge.candidates) if args.compare else ():
        print("\n".join(comparison_lines(compare(offence, catalogue, args.acted_on))))
    return BAD_INPUT if reading.problems else DONE


def _due(args: argparse.Namespace) -> int:
    from rembuk.law.calendar import due_on, load_calendar

    calendar = load_calendar()
    due = due_on(args.start, days=args.days, kind="working" if args.working else "calendar", calendar=calendar)
    print(due.day.isoformat() if due.day else "tidak dapat dihitung: di luar kalender yang dimuat")
    for skipped in due.skipped:
        print(f"  dilewati {skipped.day.isoformat()}: {skipped.reason_id}")
    print(f"  kalender {due.calendar_version}" + ("; memuat hari libur perkiraan" if due.estimated else ""))
    return DONE if due.day else BAD_INPUT
