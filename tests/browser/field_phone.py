"""A phone with the field kit on it, for tests: it may be killed and opened again, with a line or without one.

    def test_a_facilitator_travels(phone_at):
        phone = phone_at(390)
        phone.enrol(code)
        phone.context.set_offline(True)
"""

from __future__ import annotations

import random
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.axe import assert_accessible
from browser.conftest import FLAGS
from browser.live_desk import LiveDesk
from browser.watch import Watch

PIN = "482915"
KIT = "/lapangan/"
HEIGHT = 760
#: A phone stays usable on a machine that does other work beside it.
expect.set_options(timeout=60_000)
#: A microphone that hums, and nobody to ask whether it may be used.
_HEARING = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
#: What is read aloud is remembered: a machine without a voice says nothing.
_LISTENING = "globalThis.read = []; speechSynthesis.speak = (spoken) => globalThis.read.push(spoken.text)"


class PhoneAt(Protocol):
    """Gives a phone this many pixels wide; `url` names another desk than the worked one."""

    def __call__(self, width: int, url: str = "") -> Phone: ...


class Phone:
    """A phone with one profile on disk; it may be killed and opened again."""

    def __init__(self, browser: Browser, url: str, profile: Path, width: int) -> None:
        self.browser, self.url, self.profile, self.width = browser, url, profile, width
        self.troubles: list[str] = []
        self.open()

    def open(self, *, offline: bool = False) -> None:
        self.context: BrowserContext = self.browser.browser_type.launch_persistent_context(
            str(self.profile), executable_path=shutil.which("chromium"), headless=True, args=[*FLAGS, *_HEARING],
            viewport={"width": self.width, "height": HEIGHT}, base_url=self.url, accept_downloads=True, locale="id-ID", timezone_id="Asia/Jayapura", has_touch=True,
        )  # fmt: skip
        self.watch = Watch(self.context)
        self.context.add_init_script(_LISTENING)
        self.context.set_offline(offline)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)

    def kill(self) -> None:
        self.context.close()
        self.troubles += [trouble for trouble in self.watch.troubles if "DISCONNECTED" not in trouble]

    def enrol(self, code: str) -> None:
        """Puts the kit into service with a code that the desk gave."""
        page = self.page
        page.goto(KIT)
        page.get_by_label("Kode sekali pakai").fill(code)
        page.get_by_label("PIN baru").fill(PIN)
        page.get_by_label("PIN sekali lagi").fill(PIN)
        page.get_by_role("button", name="Daftarkan perangkat").click()
        self.sees("Perkara saya")
        page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")

    def unlock(self) -> None:
        self.page.goto(KIT)
        self.page.get_by_label("PIN").fill(PIN)
        self.page.get_by_role("button", name="Buka").click()

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[data-field={name}]")

    def fill(self, name: str, text: str) -> None:
        self.field(name).locator("input, textarea").first.fill(text)

    def choose(self, name: str, words: str) -> None:
        place = self.field(name)
        if place.locator("select").count():
            place.locator("select").first.select_option(label=words)
        else:
            place.locator(".choice", has_text=words).first.click()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str, at: int = 0) -> None:
        self.page.get_by_role("link", name=words, exact=True).nth(at).click()

    def save(self, words: str = "Simpan dan tandatangani") -> None:
        self.press(words)
        expect(self.page.get_by_text("Langkah berikutnya")).to_be_visible()

    def draw(self) -> None:
        """A signature with a finger on the pad."""
        pad = self.page.locator("canvas.pad")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        x, y = box["x"] + 30, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for step in range(12):
            self.page.mouse.move(x + 15 * step, y + (20 if step % 2 else -20))
        self.page.mouse.up()
        self.press("Pakai tanda tangan ini")
        expect(self.page.locator(".proofs img")).to_have_count(1)

    def send(self) -> None:
        """Sends and fetches, and is told what was confirmed."""
        self.page.goto(f"{KIT}#/kirim")
        self.press("Kirim dan ambil sekarang")
        expect(self.page.get_by_text("dikonfirmasi hub,")).to_be_visible()


@pytest.fixture
def phone_at(browser: Browser, desk_server: LiveDesk, tmp_path: Path) -> Iterator[PhoneAt]:
    """Phones beside the worked desk; a trouble in one fails the test."""
    phones: list[Phone] = []

    def take(width: int, url: str = "") -> Phone:
        phones.append(Phone(browser, url or desk_server.url, tmp_path / f"phone-{len(phones)}", width))
        return phones[-1]

    yield take
    for phone in phones:
        phone.kill()
    troubles = [trouble for phone in phones for trouble in phone.troubles]
    assert not troubles, "\n".join(troubles)


def is_well(page: Page) -> None:
    """Nothing keeps a person from the page, and nothing of it lies beyond the edge of the screen."""
    assert_accessible(page)
    beyond = page.evaluate("[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.outerHTML.slice(0, 120))")
    assert not beyond, beyond


def photograph(folder: Path, width: int = 1600, height: int = 1200) -> Path:
    """A photograph of nothing, far larger than the kit keeps."""
    noise = random.Random(7)
    rows = b"".join(b"\0" + noise.randbytes(width * 3) for _ in range(height))

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    path = folder / "jempol.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))
    return path
