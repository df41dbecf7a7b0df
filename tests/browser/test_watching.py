"""The browser tests can be believed: what is planted in a page is found, and a good page passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.axe import assert_accessible, violations
from browser.conftest import NARROW, WIDE, PageAt
from browser.watch import Watch

pytest_plugins = ["pytester"]

TESTS = Path(__file__).parents[1]
PAGE = """<!doctype html><html lang="id"><head><title>Musyawarah</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"></head><body><main><h1>Musyawarah</h1>{}</main></body></html>"""
PAGES = {
    "/good": PAGE.format('<label>Nama <input name="nama"></label>'),
    "/unlabelled": PAGE.format('<input id="nama" name="nama"><img id="peta" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    "/pale": PAGE.format('<p id="samar" style="color: #ddd; background: #fff">hampir tidak terbaca</p>'),
    "/shouting": PAGE.format('<script>console.error("jatuh tempo tidak dapat dihitung")</script>'),
    "/throwing": PAGE.format("<script>hitungJatuhTempo()</script>"),
    "/lacking": PAGE.format('<img alt="denah" src="/denah.png">'),
    "/cut-off": PAGE.format('<script>fetch("http://127.0.0.1:1/").catch(() => {})</script>'),
}
#: The policy of the desk is at least as strict: axe has to work under it.
STRICT = "default-src 'none'; img-src 'self' data:"


class Handler(BaseHTTPRequestHandler):
    """Gives the pages above and refuses everything else."""

    def do_GET(self) -> None:
        body = PAGES.get(self.path, PAGE.format("<p>Tidak ditemukan</p>")).encode()
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path == "/good":
            self.send_header("Content-Security-Policy", STRICT)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the test reports what matters."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def troubles_of(browser: Browser, address: str) -> list[str]:
    """What a watch sees at an address, once the page is at rest."""
    context = browser.new_context()
    watch = Watch(context)
    context.new_page().goto(address, wait_until="networkidle")
    context.close()
    return watch.troubles


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_good_page_is_accessible_and_without_trouble(page_at: PageAt, site: str, width: int) -> None:
    page = page_at(width)
    page.goto(f"{site}/good")
    assert page.evaluate("innerWidth") == width
    assert_accessible(page)


@pytest.mark.parametrize(
    ("path", "rule", "selector"),
    [("/unlabelled", "label", "#nama"), ("/unlabelled", "image-alt", "#peta"), ("/pale", "color-contrast", "#samar")],
)
def test_a_barrier_is_reported_with_its_rule_and_its_place(page_at: PageAt, site: str, path: str, rule: str, selector: str) -> None:
    page = page_at(WIDE)
    page.goto(site + path)
    (found,) = [violation for violation in violations(page) if violation.rule == rule]
    assert found.selectors == (selector,)
    with pytest.raises(AssertionError) as refusal:
        assert_accessible(page)
    assert str(found) in str(refusal.value) and found.help in str(found)


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/shouting", "console: jatuh tempo tidak dapat dihitung"),
        ("/throwing", "exception: hitungJatuhTempo is not defined"),
        ("/lacking", "refused: GET {site}/denah.png: 404"),
        ("/cut-off", "no answer: GET http://127.0.0.1:1/: net::ERR_"),
        ("/nowhere", "refused: GET {site}/nowhere: 404"),
    ],
)
def test_what_goes_wrong_in_a_page_is_seen(browser: Browser, site: str, path: str, trouble: str) -> None:
    assert any(seen.startswith(trouble.format(site=site)) for seen in troubles_of(browser, site + path))


def test_a_trouble_that_a_test_is_about_does_not_fail_it(page_at: PageAt, site: str, expect_trouble: Callable[[str], None]) -> None:
    expect_trouble(r"refused: GET .*/nowhere: 404")
    page_at(WIDE).goto(f"{site}/nowhere")


def test_an_unexpected_trouble_fails_the_test_that_opened_the_page(
    monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester, site: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{TESTS}:{TESTS.parent / 'src'}")
    pytester.makeconftest("from browser.conftest import *")
    pytester.makepyfile(f"def test_shouting(page_at):\n    page_at(390).goto({site + '/shouting'!r})\n")
    run = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    run.assert_outcomes(passed=1, errors=1)
    run.stdout.fnmatch_lines(["*the page was in trouble:*", "*console: jatuh tempo tidak dapat dihitung*"])


def test_a_look_is_kept_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest, page_at: PageAt, site: str
) -> None:
    monkeypatch.setenv("REMBUK_SHOTS", str(tmp_path))
    look: Callable[[Page, str], None] = request.getfixturevalue("look")
    page = page_at(NARROW)
    page.goto(f"{site}/good")
    look(page, "good")
    assert (tmp_path / "good-390.png").stat().st_size > 1000
