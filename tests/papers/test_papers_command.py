"""`rembuk papers`: the list, an example, the check of an office's template."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from rembuk.papers.commands import add_commands
from rembuk.papers.registry import LETTERS, kinds


def rembuk(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)

    def command(actions, name, run, text):  # type: ignore[no-untyped-def]
        one = actions.add_parser(name, help=text)
        one.set_defaults(run=run)
        return one

    add_commands(commands, command)
    args = parser.parse_args(["papers", *arguments])
    return int(args.run(args))


def test_the_list_names_every_letter(capsys: pytest.CaptureFixture[str]) -> None:
    assert rembuk("list") == 0
    assert all(letter_id in capsys.readouterr().out for letter_id in ["sp3"]) and "sp3" in kinds()


def test_an_example_is_printed_by_the_ending_of_its_name(tmp_path: Path) -> None:
    assert rembuk("example", "sp3", str(tmp_path / "a.pdf")) == 0 and (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert rembuk("example", "sp3", str(tmp_path / "a.docx"), "--variant", "uu-8-1981") == 0 and (tmp_path / "a.docx").read_bytes().startswith(b"PK")


def test_what_does_not_exist_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rembuk("example", "surat_cinta", str(tmp_path / "a.pdf")) == 2
    assert rembuk("example", "sp3", str(tmp_path / "a.pdf"), "--variant", "x") == 2
    assert rembuk("check-template", str(tmp_path)) == 2
    assert "surat_cinta" in capsys.readouterr().err


def test_a_template_is_checked_by_file_or_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rembuk("check-template", str(LETTERS / "sp3" / "letter.docx")) == 0
    (tmp_path / "templat.docx").write_bytes(b"x")
    assert rembuk("check-template", str(tmp_path / "templat.docx"), "--letter", "sp3") == 2
    assert "rusak" in capsys.readouterr().out
