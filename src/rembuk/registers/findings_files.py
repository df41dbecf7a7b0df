"""Findings as files: a table for other programs, JSON for each row, and the workbook an office works with.

Each file is written whole under a temporary name beside its place and then moved there, so that an interruption leaves
either the old file or none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from rembuk.law.facts import InputProblem
from rembuk.registers.findings import decides_rj, pattern_json, row_findings

if TYPE_CHECKING:
    import polars as pl

    from rembuk.registers.screening import Screening

#: Rows written at a time, so that a docket of a million rows needs little memory.
CHUNK = 100_000


def refuse_overwriting(paths: list[Path], force: bool) -> None:
    """Raise InputProblem when a result would replace a file, or has no folder to go to."""
    for path in paths:
        if path.is_dir():
            raise InputProblem(f"{path} adalah folder; tulis nama berkas hasilnya")
        if path.exists() and not force:
            raise InputProblem(f"{path} sudah ada; pakai nama lain, atau --force untuk menimpanya")
        if not path.parent.is_dir():
            raise InputProblem(f"folder {path.parent} tidak ada; buat dahulu atau pilih folder lain")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`; moved there when the block ends well, removed when it does not."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise InputProblem(f"{path} tidak dapat ditulis ({error.strerror}); periksa izin dan ruang simpan") from None
    finally:
        beside.unlink(missing_ok=True)


def write_csv(screening: Screening, path: Path) -> None:
    """One line a row for other programs: its number, day, stage, by each rule the finding and the rows of the law that fail or are
    open (`rembuk law show` has their words), the fact to ask next and the problems."""
    with whole(path) as beside, beside.open("wb") as out:
        for start in range(0, max(screening.rows, 1), CHUNK):
            _table(screening, start, min(start + CHUNK, screening.rows)).write_csv(out, include_header=start == 0, separator=",")
            screening.progress(start + CHUNK)


def _table(screening: Screening, start: int, end: int) -> pl.DataFrame:
    import polars as pl

    here = slice(start, end)
    columns: dict[str, Any] = {
        "baris": screening.lines[here],
        "tanggal": screening.day_texts(start, end),
        "tahap": _words(["", *screening.stage_words], screening.stage[here] + 1),
    }
    for one in screening.found:
        columns[f"temuan {one.instrument.id}"] = _words([*(p.finding for p in one.patterns), ""], one.pattern[here])
        columns[f"baris {one.instrument.id}"] = _words([*(" ".join((*p.blocking, *p.open)) for p in one.patterns), ""], one.pattern[here])
    columns["tanyakan"] = _words([fact.name if fact else "" for fact in screening.question_facts], screening.question[here])
    wrong = [row for row in screening.read.rows_to_repair.tolist() if start <= row < end]
    place = np.zeros(end - start, np.int32)
    place[[row - start for row in wrong]] = range(1, len(wrong) + 1)
    columns["masalah"] = _words(["", *("; ".join(screening.read.problems_of(row)) for row in wrong)], place)
    return pl.DataFrame(columns)


def _words(words: list[str], places: np.ndarray[Any, Any]) -> pl.Series:
    """Look each place up in a short list; -1 is the last word."""
    import polars as pl

    return pl.Series(words, dtype=pl.String).gather(np.where(places < 0, len(words) - 1, places).astype(np.uint32))


def write_json(screening: Screening, path: Path) -> None:
    """A JSON list with one object a row, written a row at a time."""
    with whole(path) as beside, beside.open("w", encoding="utf-8") as out:
        out.write("[")
        for row in range(screening.rows):
            out.write(",\n" if row else "\n")
            json.dump(row_json(screening, row), out, ensure_ascii=False)
            if row % 1000 == 0:
                screening.progress(row)
        out.write("\n]\n")


def row_json(screening: Screening, row: int) -> dict[str, Any]:
    """Everything about one row."""
    patterns = list(row_findings(screening.found, row))
    fact = screening.question_facts[int(screening.question[row])]
    return {
        "row": int(screening.lines[row]), "on": screening.day_text(row), "stage": screening.stage_word(row),
        "cells": screening.cells(row), "problems": screening.read.problems_of(row), "notes": screening.read.notes_of(row),
        "charges": screening.charges_of(row), "findings": [pattern_json(p) for p in patterns],
        "qualifies_under": [p.instrument.id for p in patterns if p.finding == "eligible" and decides_rj(p.instrument)],
        "offered": screening.offered_of(row),
        "next_question": None if fact is None else {
            "fact": fact.name, "question": fact.question, "question_en": fact.question_en,
            "stated_by": fact.stated_by, "decided_by": fact.decided_by, "proof": fact.proof,
        },
    }  # fmt: skip


def print_table(screening: Screening, out: IO[str], limit: int) -> None:
    """What a person sees in the terminal: the first rows, shortened, then the summary."""
    for row in range(min(screening.rows, limit)):
        print(f"baris {int(screening.lines[row])}: {screening.title_of(row)}", file=out)
        for pattern in row_findings(screening.found, row):
            if pattern.instrument.purpose == "related" and pattern.finding != "eligible":
                continue  # the files have them all; a terminal shows what is asked for
            print(f"    {pattern.name()}: {pattern.label()} ({_short(pattern.why())})", file=out)
        fact = screening.question_facts[int(screening.question[row])]
        if fact:
            print(f"    tanyakan: {fact.question}", file=out)
        for problem in screening.read.problems_of(row):
            print(f"    perbaiki: {problem}", file=out)
    if 0 < limit < screening.rows:
        print(f"... dan {screening.rows - limit} baris lagi; tulis ke berkas dengan --out, --csv atau --json", file=out)
    if limit:
        print(file=out)
    for label, value in screening.summary.lines():
        print(f"{label}: {value}", file=out)


def _short(text: str, most: int = 150) -> str:
    return text if len(text) <= most else text[: most - 3].rsplit(" ", 1)[0] + " ..."

