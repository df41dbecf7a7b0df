"""Three days without a line: a facilitator prepares a phone, works with it in the village, is cut off, and everything reaches the hub."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import field_phone, steps
from browser.field_phone import Phone, PhoneAt, is_well, photograph
from browser.live_desk import LiveDesk
from browser.steps import PersonAt

person, phone_at = steps.person, field_phone.phone_at
Look = Callable[[Page, str], None]
TITLE = "Pencurian sepeda motor di Aketernate (contoh)"


def code_from_the_desk(person: PersonAt, look: Look | None = None) -> str:
    """A one-time code for a kit of Budi's, as the desk shows it."""
    budi = person("budi")
    budi.goes("/akun/")
    budi.follows("Perangkat lapangan")
    budi.presses("Buat kode")
    if look:
        look(budi.page, "desk-kit-code")
        is_well(budi.page)
    return budi.page.locator("#kode").inner_text()


def open_case(phone: Phone, look: Look) -> None:
    phone.follow("+ Perkara baru")
    phone.sees("Perkara baru")
    phone.fill("title", TITLE)
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


def ask_the_law(phone: Phone, look: Look) -> None:
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


def record_consent(phone: Phone, picture: Path, look: Look) -> None:
    for place in (0, 1):
        phone.follow("Jelaskan hak", place)
        phone.press("▶ Bacakan")
        assert "boleh menolak" in phone.page.evaluate("globalThis.read.at(-1)")
        phone.choose("understood", "Ya")
        phone.save()
    # The victim cannot read: a thumbprint, photographed, with two witnesses.
    phone.follow("Catat persetujuan")
    phone.choose("proof", "Cap jempol dengan dua saksi")
    phone.fill("read_by", "Guru Welem")
    phone.page.locator("input[type=file]").set_input_files(picture)
    expect(phone.page.locator(".proofs img")).to_have_count(1)
    record_sound(phone)
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


def record_sound(phone: Phone) -> None:
    """What the victim says is recorded for a moment."""
    phone.press("Rekam suara")
    phone.page.wait_for_timeout(1500)
    phone.press("■ Berhenti merekam")
    expect(phone.page.locator(".proofs")).to_contain_text("rekaman,")


def hold_the_session(phone: Phone, look: Look) -> None:
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


def write_and_sign(phone: Phone, picture: Path, look: Look) -> None:
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
    phone.press("▶ Bacakan")
    assert "membayar perbaikan motor" in phone.page.evaluate("globalThis.read.at(-1)")


def despite(phone: Phone) -> None:
    """Saves; where something is doubtful, says why it goes on."""
    phone.press("Simpan dan tandatangani")
    ground = phone.field("despite")
    expect(ground.or_(phone.page.get_by_text("Langkah berikutnya")).filter(visible=True).first).to_be_visible()
    if ground.is_visible():
        ground.locator("textarea").fill("Kerugian dihitung bersama di depan kedua pihak.")
        phone.press("Simpan dan tandatangani")
    expect(phone.page.get_by_text("Langkah berikutnya")).to_be_visible()


def give_a_number(phone: Phone, look: Look) -> str:
    phone.follow("Surat bernomor")
    phone.page.get_by_label("Surat", exact=True).select_option(label="Surat Kesepakatan Perdamaian")
    phone.press("Beri nomor dan buat surat")
    expect(phone.page.locator(".paper")).to_contain_text("belum diterima kantor")
    look(phone.page, "kit-letter")
    is_well(phone.page)
    return phone.page.locator(".paper").inner_text().split("Nomor: ")[1].split("\n")[0]


@pytest.mark.parametrize("width", [360, 390])
def test_three_days_without_a_line_then_everything_reaches_the_hub(
    phone_at: PhoneAt, person: PersonAt, desk_server: LiveDesk, tmp_path: Path, look: Look, width: int
) -> None:
    phone = phone_at(width)
    phone.enrol(code_from_the_desk(person, look))
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
    phone.page.locator("a.tile", has_text=TITLE).first.click()

    hold_the_session(phone, look)
    write_and_sign(phone, picture, look)
    pay_and_visit(phone)
    look(phone.page, "kit-case")
    is_well(phone.page)
    case = phone.page.url.rpartition("/")[2]
    number = give_a_number(phone, look)

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
    _the_hub_has_it(desk_server, case, number)
    _the_desk_shows_it(person, case, number, look)


def _the_hub_has_it(desk: LiveDesk, case: str, number: str) -> None:
    told = json.loads(desk.run("-c", f"""
import django, json; django.setup()
from rembuk.ledger.verify import verify
from rembuk.ledger.store import Ledger
from rembuk.record.case import fold
from rembuk.record.consent import consent_of
from rembuk.record.agreement import current, unsigned
from rembuk.desk.cases.attachments import attachment
case = fold(Ledger().load({case!r}))
media = [d for a in case.acts for d in a.fields.get("media", ())]
print(json.dumps({{
    "faults": [f.code for f in verify("default")], "unread": len(case.unread),
    "consents": [consent_of(case, p).state for p in case.victims + case.suspects],
    "signed": not unsigned(case, current(case)), "letter": [t["number"] for t in case.all("letter")],
    "held": [s["status"] for s in case.all("session")], "media": sorted(attachment(d).type for d in media),
    "sizes": [attachment(d).size for d in media],
}}))
"""))
    assert told["faults"] == [] and told["unread"] == 0
    assert told["consents"] == ["given", "given"] and told["signed"] is True
    assert told["letter"] == [number] and told["held"] == ["held"]
    assert told["media"] == ["image/jpeg", "image/jpeg", "image/png", "image/png", "video/webm"]
    assert all(0 < size <= 200 * 1024 for size in told["sizes"])


def _the_desk_shows_it(person: PersonAt, case: str, number: str, look: Look) -> None:
    budi = person("budi")
    budi.opens(f"/perkara/{case}/")
    budi.sees(TITLE)
    budi.looks_at("Orang")
    budi.sees("Eka Latu", "Yusuf Ali")
    look(budi.page, "desk-case-from-kit")
    budi.looks_at("Surat")
    budi.sees(number)
    budi.looks_at("Kesepakatan")
    budi.sees("membayar perbaikan motor", "Rp500.000")
