"""Muaro Jambi: an evaluation from interviews to recommendations, training and resources; and who may not read it."""

from __future__ import annotations

from browser import steps
from browser.steps import PersonAt, days_ago, in_days

person = steps.person


def test_an_evaluation_leads_to_training_and_resources(person: PersonAt) -> None:
    nova = person("evaluator-jambi")
    nova.goes("/evaluasi/")
    nova.follows("Buka evaluasi")
    nova.fills({"Judul": "Evaluasi semester Contohsengeti (contoh)", "Kantor yang dievaluasi": "Polres Muaro Jambi", "Masa dari": days_ago(180), "Masa sampai": days_ago(1)})
    nova.presses("Buka evaluasi")
    nova.sees("Evaluasi semester Contohsengeti", "Belum ada sumber")
    nova.case = nova.page.url.replace("/evaluasi/", "/perkara/").removeprefix("http://" + nova.page.url.split("/")[2])
    interview = "Catat wawancara, pengamatan, atau dokumen"
    nova.records(interview, {"Jenis sumber": "Wawancara", "Narasumber": "Penyidik A (contoh)", "Isi": "Belum pernah dilatih memimpin mediasi."})
    nova.records(interview, {"Jenis sumber": "Pengamatan", "Isi": "Mediasi di ruang kerja yang ramai."})
    for source, theme, quote in (("Sumber: Wawancara", "Pelatihan", "Belum dilatih."), ("Sumber: Pengamatan", "Sarana", "Tidak ada ruang mediasi.")):
        nova.records("Golongkan temuan", {"Sumber": source, "Golongan": "Hambatan", "Tema": theme, "Kutipan atau catatan": quote})
    nova.records("Beri rekomendasi", {"Isi": "Latih semua penyidik.", "Dari temuan": ["Temuan"], "Penanggung jawab": "Kasat Reskrim", "Paling lambat": in_days(30)})
    nova.records("Catat tindak lanjut", {"Rekomendasi": "Rekomendasi", "Keadaan": "Berjalan", "Bukti atau sumbernya": "Surat perintah pelatihan"})
    nova.records("Catat pelatihan", {"Nama pelatihan": "Memimpin mediasi", "Peserta (satu baris satu nama)": ["Fajar Ramadhan (contoh)"]})
    nova.records("Catat bukti kecakapan", {"Petugas": "Fajar Ramadhan", "Nomor": "SERT/941"})
    nova.records("Rencanakan sarana", {"Sarana atau tenaga": "Ruang mediasi", "Dibutuhkan": 2, "Tersedia": 0})
    nova.goes("/evaluasi/")
    nova.follows("Evaluasi semester Contohsengeti")
    nova.sees("Latih semua penyidik.", "Berjalan", "Memimpin mediasi", "SERT/941", "Ruang mediasi", "Fajar Ramadhan")


def test_an_investigator_neither_evaluates_nor_reads_evaluations(person: PersonAt) -> None:
    fajar = person("fajar")
    fajar.goes_in_vain("/evaluasi/", 403)
    fajar.sees("Tidak diizinkan")
    fajar.does_not_find("Evaluasi keadilan restoratif")
