"""Photographs and recordings follow the acts that name them, piece by piece, both ways, for those who may hold the case."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.cases.story import NOW, Story
from desk.cast import actor
from rembuk.desk.cases.attachments import attachment, keep, path_of
from rembuk.desk.node import casework
from rembuk.desk.sync import media
from rembuk.desk.sync.models import CarriedFile
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.sync.node import Declined
from rembuk.ledger.writing import Draft

NODE = DeviceKey("nodea2", Ed25519PrivateKey.from_private_bytes(b"nodea2".ljust(32, b".")))
PHOTO = b"\xff\xd8\xff" + random.Random(1).randbytes(150_000)
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@contextmanager
def at(folder: Path) -> Iterator[None]:
    """The files of another computer."""
    before, settings.HOME = settings.HOME, folder
    try:
        yield
    finally:
        settings.HOME = before


class Hub:
    """In the place of the node's line: brings requests to the desk of this process; may fail after so many."""

    failing_after = 10**6
    asked: ClassVar[list[tuple[str, int]]] = []
    home = Path()

    def __init__(self, address: str) -> None:
        pass

    def fetch(self, method: str, path: str, content: bytes, most_bytes: int) -> bytes:
        if len(self.asked) >= self.failing_after:
            raise ConnectionResetError("putus")
        self.asked.append((method, len(content)))
        with at(self.home):
            answer = Client().generic(method, path, content, content_type="application/octet-stream")
        if answer.status_code != 200:
            told = json.loads(answer.content)
            raise Declined(told["says"], told["says_en"])
        return bytes(answer.content)

    def close(self) -> None:
        pass


@pytest.fixture
def node(tmp_path: Path, story: Story, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a node of Kebumen's police; the hub has a case of theirs with an act that names the photograph."""
    work, case = casework(), story.opened("ani")
    work.ledger.enrol(NODE.code, NODE.public_key, office="polres-kebumen", label="laptop", by="lia", now=NOW)
    ani = actor(story.cast["ani"]).author
    work.ledger.append(case, lambda _: [Draft(case, "note_added", {"text": "foto", "media": [DIGEST]}, ani)], device=work.device, now=NOW)
    monkeypatch.setattr(media, "Caller", Hub)
    monkeypatch.setattr(Hub, "asked", [])
    monkeypatch.setattr(Hub, "home", settings.HOME)
    yield tmp_path
    forget_at(settings.HOME)


def carry(folder: Path, key: DeviceKey = NODE) -> media.Carried:
    with at(folder):
        return media.carry("http://hub", casework().device.code, key, key.code)


def has(folder: Any) -> bool:
    with at(Path(folder)):
        return attachment(DIGEST) is not None and path_of(DIGEST).read_bytes() == PHOTO


def keep_at(folder: Any) -> None:
    with at(Path(folder)):
        keep(SimpleUploadedFile("foto.jpg", PHOTO))


def forget_at(folder: Any) -> None:
    with at(Path(folder)):
        path_of(DIGEST).unlink(missing_ok=True)
        path_of(DIGEST).with_suffix(".json").unlink(missing_ok=True)


@pytest.mark.parametrize("brings", [True, False])
def test_a_file_goes_in_pieces_and_goes_on_after_a_cut(node: Path, brings: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_at(node if brings else settings.HOME)
    monkeypatch.setattr(Hub, "failing_after", 3)
    assert carry(node) == (0, 0, 1) and not has(settings.HOME if brings else node)
    monkeypatch.setattr(Hub, "failing_after", 10**6)
    assert carry(node) == ((1, 0, 0) if brings else (0, 1, 0))
    assert has(settings.HOME) and has(node)
    assert sum(size for _, size in Hub.asked) < 1.1 * len(PHOTO) + 2000
    asked = len(Hub.asked)
    assert carry(node) == (0, 0, 0) and len(Hub.asked) == asked


def test_whoever_may_not_hold_the_case_gets_and_brings_nothing(node: Path) -> None:
    stranger = DeviceKey("lainka", Ed25519PrivateKey.generate())
    casework().ledger.enrol(stranger.code, stranger.public_key, office="polres-cilacap", label="laptop", by="x", now=NOW)
    keep_at(settings.HOME)
    forged = DeviceKey(NODE.code, Ed25519PrivateKey.generate())
    for key in (stranger, forged):
        assert carry(node, key) == (0, 0, 1) and not has(node)
    casework().ledger.revoke(NODE.code, reason="hilang", by="lia", now=NOW)
    assert carry(node) == (0, 0, 1) and not has(node)


def test_bytes_that_are_not_the_file_are_forgotten(node: Path) -> None:
    keep_at(node)
    with at(node):
        path_of(DIGEST).write_bytes(PHOTO[:-1] + b"x")
    assert carry(node) == (0, 0, 1) and not has(settings.HOME)
    assert not list(Path(settings.HOME, "arriving").glob("*"))
    assert CarriedFile.objects.get(pk=DIGEST).is_done is False


def test_bad_requests_are_refused_with_a_sentence(node: Path) -> None:
    for query in ("", "?d=nodea2&h=zz&f=0&s=x", f"?d=nodea2&h={DIGEST}&f=-1&s=x", f"?d=nodea2&h={DIGEST}&f=0&s=%ff"):
        answer = Client().get(f"/s/berkas{query}")
        assert answer.status_code in (400, 403) and json.loads(answer.content)["says"]
