"""`rembuk papers ...`: list the letters, print an example, check an office's own template."""

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
    """The parsers of `rembuk papers`; `command(actions, name, run, help)` makes one, as the other commands are made."""
    parser = commands.add_parser("papers", help="surat: daftar, contoh, pemeriksaan templat")
    actions = parser.add_subparsers(metavar="TINDAKAN", required=True)
    listing = command(actions, "list", list_letters, "surat yang dapat dicetak")
    listing.add_argument("--institution", choices=["village", "police", "prosecution", "court", "corrections"])
    printing = command(actions, "example", print_example, "cetak contoh satu surat (PDF atau DOCX)")
    printing.add_argument("letter", metavar="SURAT")
    printing.add_argument("file", type=Path, metavar="HASIL.pdf|HASIL.docx")
    printing.add_argument("--variant", default="", metavar="RAGAM")
    checking = command(actions, "check-template", check_templates, "periksa templat kantor: isi dengan contoh, sebut tanda yang rusak")
    checking.add_argument("file", type=Path, metavar="BERKAS|FOLDER")
    checking.add_argument("--letter", default="", metavar="SURAT", help="bila nama foldernya bukan nama surat")


def list_letters(args: argparse.Namespace) -> int:
    """Print the id, name and institutions of every letter."""
    from rembuk.papers.registry import kinds

    for kind in kinds().values():
        if args.institution in (None, *kind.institutions):
            print(f"{kind.id:40} {kind.title().id} ({', '.join(sorted(kind.institutions))})")
    return DONE


def print_example(args: argparse.Namespace) -> int:
    """Write a letter's example as PDF or DOCX, by the ending of the file's name."""
    from rembuk.papers.letter import Missing
    from rembuk.papers.printing import print_docx, print_pdf
    from rembuk.papers.registry import kinds
    from rembuk.papers.sample import example, variants_of

    if args.letter not in kinds():
        return _refused(f"surat '{args.letter}' tidak ada; lihat `rembuk papers list`")
    if args.variant and args.variant not in variants_of(args.letter):
        return _refused(f"ragam '{args.variant}' tidak ada; yang ada: {', '.join(variants_of(args.letter)) or '(tidak ada)'}")
    letter = example(args.letter, args.variant)
    if isinstance(letter, Missing):
        return _refused(letter.in_language("id"))
    now = datetime.now(UTC)
    args.file.write_bytes(print_docx(letter, at=now) if args.file.suffix == ".docx" else print_pdf(letter, at=now))
    print(args.file)
    return DONE


def check_templates(args: argparse.Namespace) -> int:
    """Check one template or every template in an office's folder; what is only advice does not fail."""
    from rembuk.papers.template_check import check_overlay, check_template

    found = check_overlay(args.file) if args.file.is_dir() else {args.file: check_template(args.file, args.letter)}
    if not found:
        return _refused(f"di {args.file} tidak ada templat (<surat>/letter.docx atau letter.typ)")
    for path, findings in found.items():
        print(f"{path}: {'baik' if not findings else ''}")
        for finding in findings:
            print(f"  {'saran' if finding.advice else 'rusak'}: {finding.says}")
    return BAD_INPUT if any(not finding.advice for findings in found.values() for finding in findings) else DONE


def _refused(says: str) -> int:
    print(f"rembuk: {says}.", file=sys.stderr)
    return BAD_INPUT
