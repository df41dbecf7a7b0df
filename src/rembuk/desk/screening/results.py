"""Results of screenings while they wait to be downloaded: a workbook in a folder only this program reads, gone when its time is up.

The uploaded file itself is deleted before the answer is shown. A *token* names one result and can be guessed by nobody; only the
user who uploaded may fetch it.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from rembuk.law.facts import InputProblem
from rembuk.law.library import load_law
from rembuk.law.offences import load_catalogue
from rembuk.registers.docket import read_docket
from rembuk.registers.screening import screen
from rembuk.registers.summary import Summary
from rembuk.registers.table import Sentence, TableProblem
from rembuk.registers.workbook import write_workbook

LIFETIME_SECONDS = 30 * 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")


class Screened(NamedTuple):
    """What the page shows: the counts, remarks about the file, and the token of the workbook."""

    summary: Summary
    remarks: tuple[Sentence, ...]
    token: str


def screen_upload(upload: UploadedFile[bytes], sheet: str, user: str) -> Screened | Sentence:
    """Screen an uploaded file and keep the workbook for its user; a sentence says why it cannot be used."""
    with tempfile.TemporaryDirectory(prefix="rembuk-saring-") as folder:
        path = Path(folder) / _safe_name(str(upload.name))
        with path.open("wb") as out:
            for chunk in upload.chunks():
                out.write(chunk)
        docket = read_docket(path, sheet=sheet or None)
        if isinstance(docket, TableProblem):
            return Sentence(*(text.replace(f"{folder}/", "") for text in (docket.id, docket.en)))
        screening = screen(docket, load_law(), load_catalogue())
        place, token = _new_place(user)
        try:
            write_workbook(screening, place)
        except InputProblem as problem:
            return Sentence(str(problem), str(problem))
        return Screened(screening.summary, tuple(docket.remarks()), token)


def result_of(token: str, user: str) -> Path | None:
    """The user's workbook while it lasts; None for another user's, an expired or an unknown one."""
    place = _folder(user) / f"{token}.xlsx"
    if not _TOKEN.fullmatch(token) or not place.is_file() or place.stat().st_mtime < time.time() - LIFETIME_SECONDS:
        return None
    return place


def forget(token: str, user: str) -> None:
    """Delete one result now."""
    place = result_of(token, user)
    if place:
        place.unlink(missing_ok=True)


def forget_expired() -> None:
    """Delete every result whose time is up, also those of an earlier run of the program."""
    oldest = time.time() - LIFETIME_SECONDS
    for place in _root().glob("*/*.xlsx"):
        if place.stat().st_mtime < oldest:
            place.unlink(missing_ok=True)


def forget_all() -> None:
    """Delete everything: nobody waits for the results of a program that has just started."""
    shutil.rmtree(_root(), ignore_errors=True)


def _new_place(user: str) -> tuple[Path, str]:
    """Where a new workbook goes, and its token. Its deletion is already arranged."""
    forget_expired()
    token = secrets.token_urlsafe(32)
    folder = _folder(user)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / f"{token}.xlsx"
    timer = threading.Timer(LIFETIME_SECONDS + 1, place.unlink, kwargs={"missing_ok": True})
    timer.daemon = True
    timer.start()
    return place, token


def _root() -> Path:
    return Path(settings.HOME) / "screenings"


def _folder(user: str) -> Path:
    return _root() / _safe_name(user)


def _safe_name(name: str) -> str:
    """A name that stays inside its folder, its ending kept."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", Path(name).name).lstrip(".-")[-80:] or "berkas"
