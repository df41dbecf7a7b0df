"""What the browser tests share: a live desk, Chromium, pages that are watched, signing in, looking.

    def test_a_person_finds_the_way_in(desk_at, look):
        page = desk_at(390)
        page.goto("/")
        look(page, "front")
        assert_accessible(page)

A trouble in a page (see `watch`) fails the test that opened it, unless the test said with `expect_trouble` that it is coming.
REMBUK_SHOTS=FOLDER keeps what `look` saw.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.live_desk import LiveDesk, live_desk, run_in
from browser.watch import Watch

WIDE, NARROW = 1280, 390
HEIGHTS = {WIDE: 900, NARROW: 844}
PASSWORD = "sandi-uji-rembuk-2026"
SIGN_IN = "/masuk/"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class PageAt(Protocol):
    """Opens a page this many pixels wide; further options are those of Playwright's `new_context`."""

    def __call__(self, width: int, **options: Any) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for the whole run of a worker."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing; ./test as root installs it, or: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def expected_troubles() -> list[str]:
    """Patterns of the troubles this test is about."""
    return []


@pytest.fixture
def expect_trouble(expected_troubles: list[str]) -> Callable[[str], None]:
    """`expect_trouble("refused: GET .*: 404")` says that such a trouble is what the test is about."""
    return expected_troubles.append


@pytest.fixture
def page_at(browser: Browser, expected_troubles: list[str]) -> Iterator[PageAt]:
    """Opens watched pages, each in a context of its own, and fails the test for what went wrong in them."""
    watched: list[tuple[BrowserContext, Watch]] = []

    def open_page(width: int, **options: Any) -> Page:
        size = {"width": width, "height": HEIGHTS.get(width, HEIGHTS[WIDE])}
        context = browser.new_context(**{"viewport": size, "locale": "id-ID", "timezone_id": "Asia/Jakarta"} | options)
        watched.append((context, Watch(context)))
        return context.new_page()

    yield open_page
    troubles = []
    for context, watch in watched:
        for pattern in expected_troubles:
            watch.expect(pattern)
        context.close()
        troubles += watch.troubles
    assert not troubles, "\n".join(["the page was in trouble:", *troubles])


@pytest.fixture(scope="session")
def desk_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    """A running desk with the worked cases; parametrised indirectly with "empty", one with a single user and no case.

    The folder is filled before the desk starts, as `./run` does: a desk learns at its start that its cases are for practice.
    """
    filling = getattr(request, "param", "demo")
    home = tmp_path_factory.mktemp(f"desk-{filling}")
    run_in(home, str(Path(__file__).with_name("people_of_the_desk.py")), filling, PASSWORD)
    with live_desk(home) as desk:
        yield desk


@pytest.fixture
def desk_at(page_at: PageAt, desk_server: LiveDesk) -> PageAt:
    """Opens pages whose addresses are the desk's: `desk_at(390).goto("/hukum/")`."""
    return lambda width, **options: page_at(width, base_url=desk_server.url, **options)


@pytest.fixture(scope="session")
def open_sessions(desk_server: LiveDesk) -> dict[str, Any]:
    """The cookies of those who signed in before, by user name: the desk counts how often people sign in."""
    return {}


@pytest.fixture
def sign_in(desk_server: LiveDesk, open_sessions: dict[str, Any]) -> Callable[..., None]:
    """`sign_in(page, "ani")`: as a person would, the first time; later by the session that is still open. `afresh` always signs in."""

    def sign_in(page: Page, username: str, *, afresh: bool = False) -> None:
        if username in open_sessions and not afresh:
            page.context.add_cookies(open_sessions[username])
        page.goto(desk_server.url + SIGN_IN)
        if not page.url.startswith(desk_server.url + SIGN_IN):
            return
        page.locator("[name=login]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda url: SIGN_IN not in url)
        if not afresh:
            open_sessions[username] = page.context.cookies()

    return sign_in


@pytest.fixture
def look() -> Callable[[Page, str], None]:
    """`look(page, "front")`: a screenshot of the whole page as front-1280.png, where REMBUK_SHOTS names a folder."""
    folder = os.environ.get("REMBUK_SHOTS")

    def look(page: Page, name: str) -> None:
        if folder:
            width = page.viewport_size["width"] if page.viewport_size else WIDE
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)

    return look
