"""The PIN: what is kept is encrypted, tries are counted before they are made, and the last one wipes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from field import office
from field.office import Kits
from rembuk.field.declaration import record_english, record_pack


@pytest.fixture
def kits() -> Iterator[Kits]:
    office.prepare()
    running = Kits((record_pack(), record_english()))
    running("a", "make", pin="482915")
    yield running
    running.close()


def test_the_right_pin_opens_and_forgives_earlier_tries(kits: Kits) -> None:
    assert kits("a", "unlock", pin="111111") == {"left": 9, "wait": 0}
    assert kits("a", "unlock", pin="482915") == {"open": True}
    assert kits("a", "unlock", pin="111111") == {"left": 9, "wait": 0}


def test_each_wrong_try_after_the_second_doubles_the_wait_and_a_try_before_its_end_is_not_made(kits: Kits) -> None:
    for _ in range(2):
        kits("a", "unlock", pin="111111")
    assert kits("a", "unlock", pin="111111") == {"left": 7, "wait": 30_000}
    assert kits("a", "unlock", pin="482915") == {"left": 7, "wait": 30_000}
    kits("a", "later", ms=30_000)
    assert kits("a", "unlock", pin="111111") == {"left": 6, "wait": 60_000}
    kits("a", "later", ms=60_000)
    assert kits("a", "unlock", pin="482915") == {"open": True}


def test_the_tenth_wrong_try_wipes_everything(kits: Kits) -> None:
    for _ in range(10):
        last = kits("a", "unlock", pin="111111")
        kits("a", "later", ms=86_400_000)
    assert last == {"open": False} and kits("a", "wiped")


def test_what_is_kept_does_not_show_what_was_written(kits: Kits) -> None:
    kits.enrolled("b")
    kits("b", "perform", wishes=[["case_opened", {"title": "Kalimat rahasia", "practice": "general", "begins_at": "prosecution", "on": "2026-11-26"}]])
    kept = "".join(kits("b", "stored"))
    assert kept and b"Kalimat rahasia".hex() not in kept and b"Budi".hex() not in kept
