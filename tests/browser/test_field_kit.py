"""The field kit beside the worked desk: its lock, its wiping, files by hand, conflicts, new versions, its weight on the line."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import field_phone, steps
from browser.field_phone import KIT, PIN, PhoneAt, is_well
from browser.live_desk import _free_port as free_port
from browser.steps import PersonAt
from browser.test_journey_field import Look, code_from_the_desk
from field.live_kit import environment

person, phone_at = steps.person, field_phone.phone_at
SERVER = Path(__file__).parents[1] / "field/live_kit.py"
#: A first start migrates an empty database; a busy machine takes its time over that.
START_SECONDS = 300


def test_a_wrong_pin_waits_longer_each_time_and_says_how_many_are_left(phone_at: PhoneAt, person: PersonAt) -> None:
    phone = phone_at(360)
    phone.enrol(code_from_the_desk(person))
    phone.press("Kunci")
    phone.sees("Buka Rembuk")
    for left in (9, 8, 7):
        phone.page.get_by_label("PIN").fill("000000")
        phone.press("Buka")
        expect(phone.page.get_by_role("alert")).to_contain_text(f"Sisa {left} kali")
    expect(phone.page.get_by_role("alert")).to_contain_text("Tunggu")


def test_a_phone_nobody_touches_locks_itself_and_keeps_what_was_being_written(phone_at: PhoneAt, person: PersonAt) -> None:
    phone = phone_at(360)
    phone.page.clock.install()
    phone.enrol(code_from_the_desk(person))
    phone.follow("+ Perkara baru")
    phone.fill("title", "Ditinggal di atas meja (contoh)")
    phone.page.clock.fast_forward("05:01")
    phone.sees("Buka Rembuk")
    assert "Ditinggal di atas meja" not in phone.page.content()
    phone.page.get_by_label("PIN").fill(PIN)
    phone.press("Buka")
    assert phone.field("title").locator("input").input_value() == "Ditinggal di atas meja (contoh)"


def test_a_revoked_phone_wipes_itself_when_it_has_a_line(phone_at: PhoneAt, person: PersonAt, look: Look) -> None:
    phone = phone_at(360)
    phone.enrol(code_from_the_desk(person))
    phone.follow("+ Perkara baru")
    phone.fill("title", "Perkara di ponsel yang hilang (contoh)")
    phone.save()
    phone.page.goto(f"{KIT}#/kirim")
    device = phone.page.get_by_text("Perangkat ").last.inner_text().split()[1].rstrip(".")
    olivia = person("admin-wahai")
    olivia.goes("/kantor/cabjari-wahai/")
    olivia.follows("Perangkat lapangan", within="main")
    look(olivia.page, "desk-kits-of-office")
    is_well(olivia.page)
    olivia.page.locator("summary", has_text=device).click()
    olivia.presses(f"Cabut dan hapus isinya {device}")
    olivia.sees(f"Perangkat {device} dicabut")
    phone.watch.expect(r"/tukar/: 410$")
    phone.press("Kirim dan ambil sekarang")
    phone.sees("Siapkan perangkat lapangan")
    left = phone.page.evaluate("""async () => {
        const open = indexedDB.open('rembuk'), done = (r) => new Promise((f) => { r.onsuccess = () => f(r.result) })
        const database = await done(open), counts = []
        for (const name of database.objectStoreNames) counts.push(await done(database.transaction(name).objectStore(name).count()))
        return counts
    }""")
    assert set(left) == {0}


def test_an_officer_is_prepared_a_phone_by_his_office_and_nobody_else_is(person: PersonAt) -> None:
    olivia = person("admin-wahai")
    olivia.goes("/lapangan/kantor/cabjari-wahai/")
    olivia.page.get_by_label("Petugas dan perannya").select_option("budi prosecutor")
    olivia.presses("Buat kode")
    olivia.sees("Kode untuk Budi Latuconsina")
    olivia.goes_in_vain("/lapangan/kantor/polres-kebumen/", 404)
    person("budi").goes_in_vain("/lapangan/kantor/cabjari-wahai/", 403)
    person("pengawas-kebumen").goes_in_vain("/lapangan/perangkat/", 403)


def test_nothing_a_person_wrote_lies_readable_on_the_phone(phone_at: PhoneAt, person: PersonAt) -> None:
    phone = phone_at(360)
    phone.enrol(code_from_the_desk(person))
    phone.follow("+ Perkara baru")
    phone.fill("title", "Kalimat rahasia yang dicari")
    phone.save()
    phone.kill()
    kept = b"".join(path.read_bytes() for path in phone.profile.rglob("*") if path.is_file() and "IndexedDB" in str(path))
    assert len(kept) > 1000
    for secret in ("Kalimat rahasia", PIN, "Budi Latuconsina"):
        assert secret.encode() not in kept and secret.encode("utf-16-le") not in kept
    phone.open()


def test_the_kit_speaks_english_to_whoever_chooses_it_and_stays_usable_with_the_keyboard(
    phone_at: PhoneAt, person: PersonAt, look: Look
) -> None:
    phone = phone_at(390)
    phone.enrol(code_from_the_desk(person))
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


def test_a_second_window_does_not_write_beside_the_first(phone_at: PhoneAt, person: PersonAt) -> None:
    phone = phone_at(360)
    phone.enrol(code_from_the_desk(person))
    first, second = phone.page, phone.context.new_page()
    second.goto(KIT)
    second.get_by_role("button", name="Pakai di sini").click()
    second.get_by_label("PIN").fill(PIN)
    second.get_by_role("button", name="Buka").click()
    expect(second.get_by_role("heading", level=1, name="Perkara saya")).to_be_visible()
    expect(first.get_by_role("heading", level=1, name="Rembuk terbuka di jendela lain")).to_be_visible()


def test_the_first_load_is_under_a_hundred_kilobytes_on_the_line(phone_at: PhoneAt, person: PersonAt) -> None:
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


def test_a_file_carried_by_hand_reaches_the_desk_and_its_receipt_the_phone(phone_at: PhoneAt, person: PersonAt, tmp_path: Path, look: Look) -> None:
    phone = phone_at(360)
    phone.enrol(code_from_the_desk(person))
    phone.context.set_offline(True)
    phone.follow("+ Perkara baru")
    phone.fill("title", "Dibawa dengan perahu (contoh)")
    phone.save()
    phone.page.goto(f"{KIT}#/kirim")
    phone.page.get_by_text("Tanpa sinyal: bawa dengan berkas").click()
    with phone.page.expect_download() as carried:
        phone.press("Simpan ke berkas untuk dibawa")
    file = tmp_path / "bawaan.rbk"
    carried.value.save_as(file)
    password = phone.page.locator("p.code").inner_text()
    look(phone.page, "kit-carry")
    is_well(phone.page)

    budi = person("budi")
    budi.goes("/lapangan/perangkat/")
    budi.page.get_by_label("Berkas", exact=True).set_input_files(file)
    budi.page.get_by_label("Kata sandi berkas").fill("salah")
    budi.presses("Ambil")
    budi.sees("Kata sandi salah")
    budi.page.get_by_label("Berkas", exact=True).set_input_files(file)
    budi.page.get_by_label("Kata sandi berkas").fill(password)
    budi.presses("Ambil")
    budi.sees("1 dari 1 tindakan")
    look(budi.page, "desk-carried")
    is_well(budi.page)
    with budi.page.expect_download() as answered:
        budi.page.get_by_role("link", name="Simpan tanda terima").click()
    receipt = tmp_path / "tanda-terima.rbk"
    answered.value.save_as(receipt)
    budi.finds("Dibawa dengan perahu")

    phone.page.get_by_label("Ambil tanda terima dari kantor").set_input_files(receipt)
    expect(phone.page.get_by_text("Tanda terima diambil.")).to_be_visible()
    expect(phone.page.locator(".bar .count")).to_have_text("✓ terkirim")


def test_what_desk_and_phone_stated_differently_both_show_and_the_phone_settles(phone_at: PhoneAt, person: PersonAt, look: Look) -> None:
    phone = phone_at(390)
    phone.enrol(code_from_the_desk(person))
    phone.follow("+ Perkara baru")
    phone.fill("title", "Dua nama untuk satu korban (contoh)")
    phone.save()
    phone.follow("+ Tambah orang")
    phone.choose("role", "Korban")
    phone.fill("name", "Eka")
    phone.save()
    case_page, case = phone.page.url, phone.page.url.rpartition("/")[2]
    phone.send()
    phone.context.set_offline(True)

    semuel = person("kacabjari-wahai")
    semuel.opens(f"/perkara/{case}/")
    semuel.records("Perbaiki data pihak", {"Pihak": "Eka", "Nama": "Eka Latu"})
    phone.page.goto(case_page)
    phone.follow("Semua tindakan")
    phone.sees("Semua tindakan")
    is_well(phone.page)
    phone.follow("Perbaiki data pihak")
    phone.fill("name", "Eka Wailissa")
    phone.save()
    phone.context.set_offline(False)
    phone.send()

    semuel.looks_at("Ringkasan")
    semuel.sees("keterangan berbeda menunggu diselesaikan")
    look(semuel.page, "desk-conflict-with-kit")
    phone.page.goto(case_page)
    phone.follow("Lihat dan pilih")
    phone.sees("Keterangan yang berbeda")
    for name in ("Eka Latu", "Eka Wailissa"):
        expect(phone.page.locator("main strong", has_text=name)).to_be_visible()
    look(phone.page, "kit-conflict")
    is_well(phone.page)
    phone.page.locator(".sheet", has_text="Eka Latu").get_by_role("button", name="Ini yang benar").click()
    expect(phone.page.get_by_text("Tidak ada yang berbeda")).to_be_visible()
    phone.send()
    semuel.looks_at("Ringkasan")
    semuel.sees_not("keterangan berbeda menunggu diselesaikan")


@pytest.fixture
def changing_desk(tmp_path: Path) -> Iterator[str]:
    """The address of a desk that can be told to have a new version of the kit."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-P", str(SERVER), str(port)], env=environment(tmp_path))
    try:
        _wait_for(f"http://127.0.0.1:{port}{KIT}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=60):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the desk did not start: {process.poll()}")


def test_a_new_version_waits_until_it_is_wanted_and_keeps_what_was_not_sent(phone_at: PhoneAt, changing_desk: str) -> None:
    phone = phone_at(360, changing_desk)
    with urllib.request.urlopen(f"{changing_desk}/uji/kode/", timeout=60) as answer:
        phone.enrol(answer.read().decode())
    phone.follow("+ Perkara baru")
    phone.fill("title", "Ditulis dengan versi lama")
    phone.save()
    with urllib.request.urlopen(f"{changing_desk}/uji/versi-baru/", timeout=60) as answer:
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
