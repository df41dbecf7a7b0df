"""The field kit as a facilitator uses it: prepared at the office, three days without a line, killed and opened again, then sent."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.axe import assert_accessible
from browser.conftest import FLAGS, SIGN_IN
from browser.live_desk import _free_port as free_port
from browser.watch import Watch
from field.live_kit import PASSWORD, environment

PIN = "482915"
SERVER = Path(__file__).parents[1] / "field/live_kit.py"
KIT = "/lapangan/"
#: A first start migrates an empty database; a busy machine takes its time over that.
START_SECONDS = 300
expect.set_options(timeout=30_000)


class Desk:
    """A running desk with the kit in it."""

    def __init__(self, url: str, home: Path) -> None:
        self.url, self.home = url, home

    def ask(self, script: str) -> object:
        """The JSON that a Python script prints in the desk's surroundings, Django ready."""
        code = f"import django, json; django.setup()\n{script}"
        run = subprocess.run([sys.executable, "-c", code], env=environment(self.home), capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home, port = tmp_path_factory.mktemp("field-desk"), free_port()
    with (home / "desk.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-P", str(SERVER), str(port)], env=environment(home), stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}{KIT}", process, home / "desk.log")
        yield Desk(f"http://127.0.0.1:{port}", home)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=60):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"ended with {process.poll()}:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


class Phone:
    """A phone with one profile on disk; it may be killed and opened again."""

    def __init__(self, browser: Browser, desk: Desk, profile: Path, width: int) -> None:
        self.browser, self.desk, self.profile, self.width = browser, desk, profile, width
        self.troubles: list[str] = []
        self.open()

    def open(self, *, offline: bool = False) -> None:
        self.context: BrowserContext = self.browser.browser_type.launch_persistent_context(
            str(self.profile), executable_path=shutil.which("chromium"), headless=True, args=FLAGS, viewport={"width": self.width, "height": 760},
            base_url=self.desk.url, locale="id-ID", timezone_id="Asia/Jayapura", has_touch=True,
        )  # fmt: skip
        self.watch = Watch(self.context)
        self.watch.expect(r"GET .*/kerja/: 40[34]$")
        self.context.set_offline(offline)
        self.page: Page = self.context.new_page()

    def kill(self) -> None:
        self.context.close()
        self.troubles += [trouble for trouble in self.watch.troubles if "DISCONNECTED" not in trouble]

    def enrol(self) -> None:
        page = self.page
        page.goto(SIGN_IN)
        page.locator("[name=login]").fill("budi")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda url: SIGN_IN not in url)
        page.goto("/lapangan/perangkat/")
        page.get_by_role("button", name="Buat kode").click()
        code = page.locator("#kode").inner_text()
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


@pytest.fixture
def phone_at(browser: Browser, desk: Desk, tmp_path: Path) -> Iterator[Callable[[int], Phone]]:
    phones: list[Phone] = []

    def take(width: int) -> Phone:
        phones.append(Phone(browser, desk, tmp_path / f"phone-{len(phones)}", width))
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


def open_case(phone: Phone, look: Callable[[Page, str], None]) -> None:
    phone.follow("+ Perkara baru")
    phone.sees("Perkara baru")
    phone.fill("title", "Pencurian sepeda motor di Aketernate")
    phone.fill("acted_on", "2026-11-02")
    phone.fill("place", "Aketernate")
    phone.page.get_by_text("Isian lain").click()
    phone.fill("region", "81.01")
    look(phone.page, "kit-new-case")
    is_well(phone.page)
    phone.save()


def add_people(phone: Phone) -> None:
    for role, name, reads in (("Korban", "Eka Latu", "Tidak"), ("Pelaku", "Yusuf Ali", "Ya"), ("Tokoh adat", "Raja Aketernate", "Ya")):
        phone.follow("+ Tambah orang")
        phone.sees("Tambah pihak")
        phone.choose("role", role)
        phone.fill("name", name)
        phone.choose("can_read", reads)
        phone.save()


def ask_the_law(phone: Phone, look: Callable[[Page, str], None]) -> None:
    phone.follow("Tanya hukum")
    phone.follow("Tetapkan pasal")
    phone.fill("charges", "Pasal 476 KUHP (UU 1/2023)")
    search = phone.field("charges").locator("input")
    search.fill("Pasal 476 KUHP (UU 1/2023) – Pencurian")
    search.dispatch_event("change")
    assert "Pasal 476 KUHP (UU 1/2023)" in phone.field("charges").locator("textarea").input_value()
    phone.save()
    phone.follow("Tanya hukum")
    phone.sees("Tanya hukum")
    expect(phone.page.get_by_text("Pertanyaan yang paling menentukan")).to_be_visible()
    before = phone.page.locator("form legend").first.inner_text()
    look(phone.page, "kit-law")
    is_well(phone.page)
    answer(phone)
    expect(phone.page.locator("form legend").first).not_to_have_text(before)
    phone.page.locator(".kicker a").click()


def answer(phone: Phone) -> None:
    """Answers the question on screen, whatever it asks."""
    form = phone.page.locator("main form")
    if form.locator("input[type=radio]").count():
        form.locator(".choice").first.click()
    elif form.locator("input[type=date]").count():
        form.locator("input[type=date]").fill("2026-11-20")
    else:
        form.locator("fieldset input").first.fill("2000000")
    phone.press("Nyatakan")


def record_consent(phone: Phone, picture: Path, look: Callable[[Page, str], None]) -> None:
    for place in (0, 1):
        phone.follow("Jelaskan hak", place)
        expect(phone.page.get_by_role("button", name="▶ Bacakan")).to_be_visible()
        phone.choose("understood", "Ya")
        phone.save()
    # The victim cannot read: a thumbprint, photographed, with two witnesses.
    phone.follow("Catat persetujuan")
    phone.choose("proof", "Cap jempol dengan dua saksi")
    phone.fill("read_by", "Guru Welem")
    phone.page.locator("input[type=file]").set_input_files(picture)
    expect(phone.page.locator(".proofs img")).to_have_count(1)
    phone.fill("witnesses", "Guru Welem")
    phone.press("Simpan dan tandatangani")
    expect(phone.page.get_by_role("alert")).to_contain_text("dua saksi")
    phone.fill("witnesses", "Guru Welem\nIbu Sarah")
    look(phone.page, "kit-thumbprint")
    is_well(phone.page)
    phone.save()
    phone.follow("Catat persetujuan")
    phone.choose("proof", "Tanda tangan")
    phone.draw()
    look(phone.page, "kit-signature")
    phone.save()


def hold_the_session(phone: Phone, look: Callable[[Page, str], None]) -> None:
    phone.follow("jadwalkan musyawarah")
    phone.fill("place", "Balai negeri Aketernate")
    phone.save()
    phone.follow("musyawarah")
    phone.press("Lanjut")
    rows = phone.field("accounts")
    for number, (who, said) in enumerate((("Eka Latu (korban)", "Motor dipakai mencari nafkah."), ("Yusuf Ali (pelaku)", "Mengaku salah dan minta maaf."))):
        if number:
            phone.press("+ Tambah baris")
        row = rows.locator(".row").nth(number)
        row.locator("select").select_option(label=who)
        row.locator("textarea").fill(said)
    look(phone.page, "kit-session")
    is_well(phone.page)
    phone.press("Lanjut")
    phone.fill("advice", "Raja menyarankan motor dikembalikan dan diperbaiki.")
    phone.press("Lanjut")
    phone.fill("outcome", "Sepakat berdamai.")
    phone.save("Simpan musyawarah")


def write_and_sign(phone: Phone, picture: Path, look: Callable[[Page, str], None]) -> None:
    phone.follow("susun kesepakatan")
    row = phone.field("terms").locator(".row").first
    row.locator("[data-field=what] textarea").fill("membayar perbaikan motor; uang untuk jaksa")
    expect(phone.page.get_by_text("memberi uang kepada petugas")).to_be_visible()
    row.locator("[data-field=what] textarea").fill("membayar perbaikan motor")
    expect(phone.page.get_by_text("memberi uang kepada petugas")).to_have_count(0)
    row.locator("[data-field=amount] input").fill("1.500.000")
    row.locator("[data-field=due_on] input").fill("2026-12-20")
    look(phone.page, "kit-terms")
    is_well(phone.page)
    phone.press("Lanjut")
    phone.choose("forgiven", "Ya")
    phone.save()
    for _ in range(2):
        phone.page.get_by_role("link", name="Tanda tangani", exact=True).first.click()
        victim = "Eka Latu" in phone.page.get_by_role("heading", level=1).inner_text()
        phone.choose("proof", "Cap jempol dengan dua saksi" if victim else "Tanda tangan")
        if victim:
            phone.page.locator("input[type=file]").set_input_files(picture)
            expect(phone.page.locator(".proofs img")).to_have_count(1)
            phone.fill("witnesses", "Guru Welem\nIbu Sarah")
            phone.fill("read_by", "Guru Welem")
        else:
            phone.draw()
        despite(phone)
    expect(phone.page.get_by_text("Pelaksanaan", exact=True)).to_be_visible()


def pay_and_visit(phone: Phone) -> None:
    phone.follow("Catat pembayaran")
    phone.fill("amount", "500.000")
    phone.fill("basis", "kuitansi")
    phone.save()
    expect(phone.page.get_by_text("Rp500.000 dari Rp1.500.000")).to_be_visible()
    phone.follow("Catat kunjungan")
    phone.choose("party", "Eka Latu (korban)")
    phone.choose("finding", "Sebagian")
    phone.save()


def despite(phone: Phone) -> None:
    """Saves; where something is doubtful, says why it goes on."""
    phone.press("Simpan dan tandatangani")
    ground = phone.field("despite")
    expect(ground.or_(phone.page.get_by_text("Langkah berikutnya")).filter(visible=True).first).to_be_visible()
    if ground.is_visible():
        ground.locator("textarea").fill("Kerugian dihitung bersama di depan kedua pihak.")
        phone.press("Simpan dan tandatangani")
    expect(phone.page.get_by_text("Langkah berikutnya")).to_be_visible()


def give_a_number(phone: Phone, look: Callable[[Page, str], None]) -> str:
    phone.follow("Surat bernomor")
    phone.page.get_by_label("Surat", exact=True).select_option(label="Berita acara kesepakatan perdamaian")
    phone.press("Beri nomor dan buat surat")
    expect(phone.page.locator(".paper")).to_contain_text("belum diterima kantor")
    look(phone.page, "kit-letter")
    is_well(phone.page)
    return phone.page.locator(".paper").inner_text().split("Nomor: ")[1].split("\n")[0]


@pytest.mark.parametrize("width", [390])
def test_three_days_without_a_line_then_everything_reaches_the_hub(
    phone_at: Callable[[int], Phone], desk: Desk, tmp_path: Path, look: Callable[[Page, str], None], width: int
) -> None:
    phone = phone_at(width)
    phone.enrol()
    look(phone.page, "kit-cases")
    is_well(phone.page)
    phone.context.set_offline(True)
    open_case(phone, look)
    add_people(phone)
    ask_the_law(phone, look)
    picture = photograph(tmp_path)
    record_consent(phone, picture, look)

    # In the middle of writing, the battery is pulled; the phone starts again with no line at all.
    phone.follow("jadwalkan musyawarah")
    phone.fill("place", "Balai yang belum selesai ditulis")
    phone.page.wait_for_timeout(600)
    phone.kill()
    phone.open(offline=True)
    phone.unlock()
    phone.sees("Perkara saya")
    expect(phone.page.locator(".bar .count")).to_contain_text("belum dikirim")
    phone.page.get_by_role("link", name="Jadwalkan pertemuan").click()
    assert phone.field("place").locator("input").input_value() == "Balai yang belum selesai ditulis"
    phone.page.go_back()
    phone.page.locator("a.tile").click()

    hold_the_session(phone, look)
    write_and_sign(phone, picture, look)
    pay_and_visit(phone)
    look(phone.page, "kit-case")
    is_well(phone.page)
    number = give_a_number(phone, look)
    assert number.startswith("BA-")

    phone.page.get_by_role("link", name="belum dikirim").click()
    look(phone.page, "kit-outbox")
    is_well(phone.page)
    phone.press("Kirim dan ambil sekarang")
    expect(phone.page.get_by_text("Tidak tersambung")).to_be_visible()
    phone.context.set_offline(False)
    phone.press("Kirim dan ambil sekarang")
    expect(phone.page.get_by_text("dikonfirmasi hub,")).to_be_visible()
    expect(phone.page.locator(".bar .count")).to_have_text("✓ terkirim")
    look(phone.page, "kit-sent")
    _the_hub_has_it(desk, number)


def _the_hub_has_it(desk: Desk, number: str) -> None:
    told = desk.ask(f"""
from rembuk.ledger.verify import verify
from rembuk.ledger.store import Ledger
from rembuk.ledger.models import Act
from rembuk.record.case import fold
from rembuk.record.consent import consent_of
from rembuk.record.agreement import current, unsigned
from rembuk.casework.models import CaseRow
from rembuk.desk.cases.attachments import attachment
found = [fold(Ledger().load(row.id)) for row in CaseRow.objects.all()]
case = next(c for c in found if any(a.fields.get("number") == {number!r} for a in c.acts))
media = [d for a in case.acts for d in a.fields.get("media", ())]
print(json.dumps({{
    "faults": [f.code for f in verify("default")], "unread": len(case.unread),
    "consents": [consent_of(case, p).state for p in case.victims + case.suspects],
    "signed": not unsigned(case, current(case)), "letter": [t["number"] for t in case.all("letter")],
    "held": [s["status"] for s in case.all("session")], "media": [attachment(d).size for d in media],
}}))
""")
    assert isinstance(told, dict)
    assert told["faults"] == [] and told["unread"] == 0
    assert told["consents"] == ["given", "given"] and told["signed"] is True
    assert told["letter"] == [number] and told["held"] == ["held"]
    assert len(told["media"]) == 4 and all(0 < size <= 200 * 1024 for size in told["media"])


def test_a_wrong_pin_waits_longer_each_time_and_says_how_many_are_left(phone_at: Callable[[int], Phone]) -> None:
    phone = phone_at(360)
    phone.enrol()
    phone.press("Kunci")
    phone.sees("Buka Rembuk")
    for left in (9, 8, 7):
        phone.page.get_by_label("PIN").fill("000000")
        phone.press("Buka")
        expect(phone.page.get_by_role("alert")).to_contain_text(f"Sisa {left} kali")
    expect(phone.page.get_by_role("alert")).to_contain_text("Tunggu")


def test_a_revoked_phone_wipes_itself_when_it_has_a_line(phone_at: Callable[[int], Phone], desk: Desk) -> None:
    phone = phone_at(360)
    phone.enrol()
    phone.follow("+ Perkara baru")
    phone.fill("title", "Perkara di ponsel yang hilang")
    phone.save()
    phone.page.goto("/lapangan/perangkat/")
    phone.page.get_by_role("button", name="Cabut dan hapus isinya").first.click()
    phone.watch.expect(r"/tukar/: 410$")
    phone.unlock()
    phone.sees("Perkara saya")
    phone.page.goto(f"{KIT}#/kirim")
    phone.press("Kirim dan ambil sekarang")
    phone.sees("Siapkan perangkat lapangan")
    left = phone.page.evaluate("""async () => {
        const open = indexedDB.open('rembuk'), done = (r) => new Promise((f) => { r.onsuccess = () => f(r.result) })
        const database = await done(open), counts = []
        for (const name of database.objectStoreNames) counts.push(await done(database.transaction(name).objectStore(name).count()))
        return counts
    }""")
    assert set(left) == {0}


def test_nothing_a_person_wrote_lies_readable_on_the_phone(phone_at: Callable[[int], Phone]) -> None:
    phone = phone_at(360)
    phone.enrol()
    phone.follow("+ Perkara baru")
    phone.fill("title", "Kalimat rahasia yang dicari")
    phone.save()
    phone.kill()
    kept = b"".join(path.read_bytes() for path in phone.profile.rglob("*") if path.is_file() and "IndexedDB" in str(path))
    assert len(kept) > 1000
    for secret in ("Kalimat rahasia", PIN, "Budi Latuconsina"):
        assert secret.encode() not in kept and secret.encode("utf-16-le") not in kept
    phone.open()


def test_what_two_people_stated_differently_is_put_side_by_side_and_a_choice_settles_it(
    phone_at: Callable[[int], Phone], desk: Desk, look: Callable[[Page, str], None]
) -> None:
    phone = phone_at(390)
    phone.enrol()
    phone.follow("+ Perkara baru")
    phone.fill("title", "Dua nama untuk satu korban")
    phone.save()
    phone.follow("+ Tambah orang")
    phone.choose("role", "Korban")
    phone.fill("name", "Eka")
    phone.save()
    case_page = phone.page.url
    send(phone)
    desk.ask("""
from datetime import UTC, datetime
from rembuk.casework.acting import Wish, Done
from rembuk.casework.models import CaseRow
from rembuk.desk.node import casework
from rembuk.record.act import Author
row = CaseRow.objects.get(title="Dua nama untuk satu korban")
case = casework().case(row.id)
budi = Author("budi", "Budi Latuconsina", "prosecutor", "cabjari-wahai", "prosecution")
wish = Wish("party_corrected", {"party": case.victims[0].id, "name": "Eka Latu"})
assert isinstance(casework().perform(row.id, [wish], by=budi, now=datetime.now(UTC)), Done)
print("true")
""")
    phone.page.goto(case_page)
    phone.follow("Semua tindakan")
    phone.sees("Semua tindakan")
    is_well(phone.page)
    phone.follow("Perbaiki data pihak")
    phone.fill("name", "Eka Wailissa")
    phone.save()
    send(phone)
    phone.page.goto(case_page)
    phone.follow("Lihat dan pilih")
    phone.sees("Keterangan yang berbeda")
    for name in ("Eka Latu", "Eka Wailissa"):
        expect(phone.page.locator("main strong", has_text=name)).to_be_visible()
    look(phone.page, "kit-conflict")
    is_well(phone.page)
    phone.page.locator(".sheet", has_text="Eka Latu").get_by_role("button", name="Ini yang benar").click()
    expect(phone.page.get_by_text("Tidak ada yang berbeda")).to_be_visible()
    send(phone)


def send(phone: Phone) -> None:
    phone.page.goto(f"{KIT}#/kirim")
    phone.press("Kirim dan ambil sekarang")
    expect(phone.page.get_by_text("dikonfirmasi hub,")).to_be_visible()


def test_the_kit_speaks_english_to_whoever_chooses_it_and_stays_usable_with_the_keyboard(
    phone_at: Callable[[int], Phone], look: Callable[[Page, str], None]
) -> None:
    phone = phone_at(390)
    phone.enrol()
    phone.press("EN, English")
    phone.sees("My cases")
    phone.follow("+ New case")
    expect(phone.page.get_by_text("Short title of the case")).to_be_visible()
    phone.page.get_by_role("link", name="Device").click()
    phone.sees("This device")
    look(phone.page, "kit-device")
    is_well(phone.page)
    phone.page.keyboard.press("Tab")
    assert phone.page.evaluate("document.activeElement !== document.body")


def test_a_second_window_does_not_write_beside_the_first(phone_at: Callable[[int], Phone]) -> None:
    phone = phone_at(360)
    phone.enrol()
    first, second = phone.page, phone.context.new_page()
    second.goto(KIT)
    second.get_by_role("button", name="Pakai di sini").click()
    second.get_by_label("PIN").fill(PIN)
    second.get_by_role("button", name="Buka").click()
    expect(second.get_by_role("heading", level=1, name="Perkara saya")).to_be_visible()
    expect(first.get_by_role("heading", level=1, name="Rembuk terbuka di jendela lain")).to_be_visible()


def test_the_first_load_is_under_a_hundred_kilobytes_on_the_line(phone_at: Callable[[int], Phone]) -> None:
    phone = phone_at(360)
    session = phone.context.new_cdp_session(phone.page)
    session.send("Network.enable")
    got: list[float] = []
    session.on("Network.loadingFinished", lambda told: got.append(told["encodedDataLength"]))
    phone.page.goto(KIT)
    phone.sees("Siapkan perangkat lapangan")
    phone.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    sent = sum(got)
    assert 30_000 < sent < 100_000, sent


def test_a_new_version_waits_until_it_is_wanted_and_keeps_what_was_not_sent(phone_at: Callable[[int], Phone], desk: Desk) -> None:
    phone = phone_at(360)
    phone.enrol()
    phone.follow("+ Perkara baru")
    phone.fill("title", "Ditulis dengan versi lama")
    phone.save()
    with urllib.request.urlopen(f"{desk.url}/uji/versi-baru/", timeout=60) as answer:
        fresh = answer.read().decode()
    phone.unlock()
    expect(phone.page.get_by_text("Versi baru aplikasi")).to_be_visible()
    assert fresh not in phone.page.content()
    phone.press("Pakai versi baru")
    phone.page.wait_for_function(f"document.documentElement.outerHTML.includes('{fresh}')")
    phone.page.get_by_label("PIN").fill(PIN)
    phone.press("Buka")
    expect(phone.page.get_by_text("Ditulis dengan versi lama")).to_be_visible()
    expect(phone.page.locator(".bar .count")).to_have_text("1 belum dikirim")
