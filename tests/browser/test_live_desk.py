"""The desk that the journeys walk through is a real one: its own process, a fresh folder, a person who signs in as people do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.conftest import NARROW, WIDE, PageAt
from browser.live_desk import LiveDesk

pytestmark = pytest.mark.parametrize("desk_server", ["empty"], indirect=True)


def test_a_fresh_desk_keeps_everything_in_its_own_folder(desk_server: LiveDesk) -> None:
    assert {"rembuk.sqlite3", "secret-key"} <= {path.name for path in desk_server.home.iterdir()}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_person_signs_in_once_and_comes_back_without_a_password(
    desk_at: PageAt, sign_in: Callable[..., None], expect_trouble: Callable[[str], None], width: int
) -> None:
    # Whether somebody without a post finds anything behind the door is another question.
    expect_trouble(r"GET .*/kerja/: 40[34]$")
    first = desk_at(width)
    sign_in(first, "penguji")
    again = desk_at(width)
    sign_in(again, "penguji")
    assert "/masuk/" not in again.url
    session = {cookie["name"]: cookie["value"] for cookie in first.context.cookies()}
    assert session["rembuk_sesi"] in [cookie["value"] for cookie in again.context.cookies()]
