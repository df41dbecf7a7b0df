"""What each role may not do: what others hold is not found, in the same words as what does not exist; a clear no for the rest."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser import steps
from browser.conftest import NARROW
from browser.steps import Person, PersonAt

person = steps.person

OF_ANI, OF_AGUS, OF_SITI, OF_CITRA = "LAKA/012/II/2026", "LAKA/044/V/2026", "RJ-DS/02/IV/2026", "41/Pid.B/2026/PN Nga"
NOWHERE = "/perkara/tidakada.1/"


def refused(one: Person, *addresses: str) -> None:
    """A clear no, with what to do."""
    for address in addresses:
        one.goes_in_vain(address, 403)
        one.sees("Tidak diizinkan")


def not_there(one: Person, *addresses: str) -> None:
    """Not found, in the words for an address that never was."""
    said = []
    for address in (NOWHERE, *addresses):
        one.goes_in_vain(address, 404)
        said.append(one.page.locator("main").inner_text())
    assert set(said) == {said[0]} and "Halaman tidak ditemukan" in said[0]


def has_no_entry(one: Person, *entries: str) -> None:
    """The navigation does not lead there."""
    one.goes("/kerja/")
    for entry in entries:
        expect(one.page.locator("nav.main").get_by_role("link", name=entry, exact=True), entry).to_have_count(0)


def test_an_investigator_works_on_her_own_cases_and_decides_nothing(person: PersonAt) -> None:
    ani, agus = person("ani"), person("agus")
    has_no_entry(ani, "Persetujuan", "Pengawasan", "Evaluasi", "Kantor & pengguna", "Catatan akses")
    refused(ani, "/pengawasan/", "/evaluasi/", "/kantor/", "/kantor/pengguna/", "/catatan-akses/")
    ani.finds(OF_ANI)
    ani.is_not_offered("Putuskan permintaan", "Tugaskan petugas", "Tetapkan sah", "Catat putusan", "Susun kesepakatan", "Lewati syarat persetujuan")
    ani.does_not_find(OF_AGUS)
    agus.finds(OF_AGUS)
    not_there(ani, agus.case)


def test_another_office_cannot_learn_that_a_case_exists(person: PersonAt) -> None:
    ani, fajar = person("ani"), person("fajar")
    ani.finds(OF_ANI)
    fajar.does_not_find(OF_ANI)
    fajar.does_not_find("Eka Prasetya")
    fajar.does_not_find("Tabrakan sepeda motor dan mobil bak")
    pages = ("", "orang/", "pertemuan/", "kesepakatan/", "keputusan/", "hukum/", "riwayat/", "lakukan/", "lakukan/note_added/", "tanya/", "nama/", "selisih/1/")
    not_there(fajar, *(ani.case + page for page in pages))
    fajar.goes_in_vain(f"/api{ani.case}", 404)
    assert "Eka" not in fajar.page.content()
    fajar.goes(f"/ikuti/?kode={ani.case}")
    fajar.sees_not("Eka Prasetya", "Kutowinangun")


def test_a_prosecutor_neither_approves_nor_judges(person: PersonAt) -> None:
    budi = person("budi")
    has_no_entry(budi, "Persetujuan", "Pengawasan", "Kantor & pengguna")
    refused(budi, "/pengawasan/", "/kantor/", "/catatan-akses/")
    budi.opens_the_first("keadaan=open")
    budi.is_not_offered("Putuskan permintaan", "Tetapkan sah", "Catat putusan", "Mulai penyidikan", "Tunjuk hakim", "Perintahkan tempat di luar kantor")
    budi.does_not_find("RT-9/05/2025")


def test_a_judge_opens_no_case_and_gives_no_order_of_the_chair(person: PersonAt) -> None:
    citra = person("citra")
    refused(citra, "/perkara/baru/", "/kantor/", "/pengawasan/")
    citra.finds(OF_CITRA)
    citra.is_not_offered("Tunjuk hakim", "Tetapkan sah", "Terima permohonan penetapan", "Limpahkan ke pengadilan", "Selesaikan perkara")
    citra.does_not_find(OF_ANI)


def test_a_village_head_sees_the_village_and_opens_no_gate_himself(person: PersonAt) -> None:
    dewa = person("dewa")
    has_no_entry(dewa, "Persetujuan", "Saring berkas", "Kantor & pengguna")
    refused(dewa, "/saring/", "/kantor/", "/pengawasan/")
    dewa.finds(OF_SITI)
    dewa.is_not_offered("Putuskan permintaan", "Terbitkan surat ketetapan penghentian", "Limpahkan ke pengadilan")
    dewa.does_not_find(OF_ANI)


def test_a_supervisor_reads_questions_and_no_names(person: PersonAt) -> None:
    sri, ani = person("pengawas-kebumen"), person("ani")
    ani.finds(OF_ANI)
    has_no_entry(sri, "Persetujuan", "Kantor & pengguna")
    sri.goes("/perkara/")
    sri.sees_not("Eka Prasetya", "Slamet Riyadi", "Wahyuni")
    not_there(sri, ani.case, f"{ani.case}orang/", f"{ani.case}lakukan/note_added/")
    sri.goes("/pengawasan/")
    sri.follows("Penyidik perkara ini sendiri", within="main")
    sri.sees("Nama para pihak tidak ditampilkan")
    sri.goes(ani.case.replace("/perkara/", "/pengawasan/"))
    sri.sees_not("Eka Prasetya", "Slamet Riyadi", "Wahyuni")
    sri.fills({"Jawaban atau tindak lanjut": "Sudah ditanyakan kepada Kanit."})
    sri.presses("Catat jawaban")
    sri.sees("Sudah ditanyakan kepada Kanit.")


def test_an_administrator_manages_people_and_sees_no_case(person: PersonAt) -> None:
    tri, ani = person("admin-kebumen"), person("ani")
    ani.finds(OF_ANI)
    has_no_entry(tri, "Perkara", "Persetujuan", "Pengawasan", "Saring berkas")
    refused(tri, "/perkara/", "/perkara/baru/", "/saring/", "/evaluasi/", "/pengawasan/")
    not_there(tri, ani.case, "/kantor/kejari-kebumen/", "/kantor/polres-muaro-jambi/")
    tri.goes("/kantor/satlantas-kebumen/")
    tri.sees("Satlantas Polres Kebumen")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_victim_without_an_account_applies_and_follows_by_code_and_phone(person: PersonAt, scripts: bool) -> None:
    victim = person("", width=NARROW, java_script_enabled=scripts)
    victim.goes("/")
    victim.follows("Ajukan keadilan restoratif")
    victim.fills({
        "Nama Anda": "Sumiyati Contoh", "Anda siapa dalam perkara ini?": "Korban", "Nomor telepon yang dapat dihubungi": "0813 0000 0951",
        "Kantor yang Anda tuju": "Rumah RJ Desa Contohsari", "Desa/kelurahan dan kecamatan kejadian": "Contohsari",
        "Apa yang terjadi?": "Ayam saya diambil tetangga.", "Bantuan yang Anda perlukan": ["surat dibacakan"],
    })  # fmt: skip
    victim.page.locator("main form button").last.click()
    code = victim.page.locator(".code").inner_text().strip()
    victim.goes("/ikuti/")
    victim.fills({"Kode perkara": code, "Nomor telepon Anda": "0813 9999 9999"})
    victim.presses("Lihat")
    victim.sees("tidak cocok dengan perkara mana pun")
    victim.fills({"Kode perkara": code, "Nomor telepon Anda": "0813 0000 0951"})
    victim.presses("Lihat")
    victim.sees("Rumah RJ Desa Contohsari")
    victim.sees_not("Belum tersimpan")
    for address in ("/kerja/", "/perkara/", "/persetujuan/", "/hukum/coba/"):
        victim.goes(address)
        assert "/masuk/" in victim.page.url, address
