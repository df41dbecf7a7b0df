"""The court under Perma 1/2024: an absent victim, an adjournment, a new agreement before the judge, the judgment; and a refusal."""

from __future__ import annotations

from browser import steps
from browser.steps import Person, PersonAt, days_ago, in_days, term

person = steps.person

KNOWN = {
    "nonperformance_reason_asked": "Ya", "defendant_unable_to_perform": "Ya", "new_agreement_put_to_victim": "Ya", "power_relation": "Tidak",
    "grave_danger_to_society": "Tidak", "complaint_case": "Tidak", "victim_died": "Tidak", "party_with_disability": "Tidak", "free_of_pressure": "Ya",
    "free_of_mistake": "Ya", "agreement_breaks_law": "Tidak", "agreement_breaks_human_rights": "Tidak", "agreement_harms_third_party": "Tidak",
    "agreement_impossible": "Tidak", "first_offence": "Ya", "supervised_sentence_allowed": "Ya", "fit_for_supervised_sentence": "Ya",
}  # fmt: skip


def test_a_peace_before_the_judge_is_cited_in_the_judgment(person: PersonAt) -> None:
    citra = reaches_the_judge(person, "Sepeda motor sewaan digadaikan di Contohloloan (contoh)", "931/Pid.B/PN Nga", victim="Ni Luh Contoh", defendant="Ketut Contoh")
    citra.sees("Ketut Contoh (terdakwa)")
    citra.records("Mulai pemeriksaan sidang", {"Tanggal": days_ago(7), "Disetujui": "Ya"})
    citra.records("Tanyakan kehadiran korban", {"Tanggal": days_ago(7), "Pihak": "Ni Luh", "Hadir": "Tidak"})
    citra.looks_at("Sidang")
    citra.sees("sekarang")
    citra.records("Tunda sidang", {"Tanggal": days_ago(7), "Sampai tanggal": days_ago(0), "Alasan": "Korban tidak hadir."})
    citra.records("Tanyakan kehadiran korban", {"Pihak": "Ni Luh", "Hadir": "Ya"})
    citra.records("Dengar keterangan korban", {
        "Pihak": "Ni Luh", "Kronologi menurut korban": "Motor disewa dua hari lalu tidak kembali.", "Kerugian (rupiah)": "9 juta", "Perdamaian sebelum sidang": "Belum ada",
    })  # fmt: skip
    citra.records("Anjurkan perdamaian")
    citra.records("Temui pihak sendirian", {"Pihak": "Ni Luh"})
    citra.records("Nyatakan kepentingan petugas", {"Petugas punya kepentingan atau hubungan": "Tidak"})
    for name in ("Ni Luh", "Ketut"):
        told = {"Bahasa yang dipakai": "Bahasa Indonesia", "Yang dijelaskan": "Hak dan kewajiban.", "Dapat mengulang dengan kata sendiri": "Ya"}
        citra.records("Jelaskan hak", {"Pihak": name, **told})
        citra.records("Catat persetujuan", {"Pihak": name, "Bukti": "Di hadapan hakim"})
    agrees_before_the_judge(citra)
    citra.answers(KNOWN)
    citra.records("Catat tuntutan dibacakan")
    citra.looks_at("Sidang")
    citra.sees("Kalimat untuk pertimbangan putusan", "931/Pid.B/PN Nga", "Peraturan Mahkamah Agung")
    citra.records("Catat putusan", {
        "Nomor": "931/Pid.B/PN Nga", "Akibat perdamaian": "Pidana pengawasan", "Putusan menyebut Perma 1/2024": "Ya", "Alasan": "Perdamaian dilaksanakan seluruhnya.",
    })  # fmt: skip
    citra.records("Selesaikan perkara", {"Cara selesai": "Diputus pengadilan"})
    citra.sees("Perkara ini sudah selesai")


def test_a_victim_who_refuses_is_heard_and_the_trial_goes_on(person: PersonAt) -> None:
    citra = reaches_the_judge(person, "Pemukulan di warung Contohpengambengan (contoh)", "932/Pid.B/PN Nga", victim="Gede Contoh", defendant="Wayan Contoh")
    citra.records("Mulai pemeriksaan sidang", {"Disetujui": "Ya"})
    citra.records("Tanyakan kehadiran korban", {"Pihak": "Gede", "Hadir": "Ya"})
    citra.records("Dengar keterangan korban", {"Pihak": "Gede", "Kronologi menurut korban": "Saya dipukul.", "Perdamaian sebelum sidang": "Belum ada"})
    citra.records("Anjurkan perdamaian")
    citra.records("Jelaskan hak", {"Pihak": "Gede", "Bahasa yang dipakai": "Bahasa Indonesia", "Yang dijelaskan": "Boleh menolak, tanpa akibat."})
    citra.records("Catat penolakan", {"Pihak": "Gede", "Isi": "Memilih putusan hakim."})
    citra.looks_at("Hukum")
    citra.sees("tidak memenuhi syarat")
    terms = [term("Meminta maaf", "Meminta maaf", "Wayan")]
    citra.is_refused("Susun kesepakatan", {"Butir kesepakatan": terms}, because="belum menyatakan bersedia")
    citra.records("Catat tuntutan dibacakan")
    citra.records("Catat putusan", {
        "Nomor": "932/Pid.B/PN Nga", "Akibat perdamaian": "Tidak dipertimbangkan", "Putusan menyebut Perma 1/2024": "Tidak", "Alasan": "Korban menolak.",
    })  # fmt: skip
    citra.records("Selesaikan perkara", {"Cara selesai": "Diputus pengadilan"})


def reaches_the_judge(person: PersonAt, title: str, number: str, *, victim: str, defendant: str) -> Person:
    """The prosecutor opens and files, the registrar receives and numbers, the chair appoints; then the judge finds it by its number."""
    putu, registrar, chair, citra = (person(name) for name in ("putu", "panitera-negara", "kpn-negara", "citra"))
    putu.begins({
        "Judul singkat perkara": title, "Jenis perkara": "Perkara umum", "Tanggal kejadian": days_ago(80), "Korban": [{"Nama": victim}],
        "Pelaku atau yang dilaporkan": [{"Nama": defendant, "Tanggal lahir": "1994-03-05"}], "Pasal yang disangkakan": "Pasal 486 KUHP",
    })  # fmt: skip
    putu.records("Limpahkan ke pengadilan", {"Tanggal": days_ago(9)})
    registrar.takes_up("Perkara diserahkan kepada kantor ini", title)
    registrar.fills({"Tanggal": days_ago(9)})
    registrar.saves()
    registrar.records("Beri nomor", {"Buku/register": "Nomor perkara pengadilan", "Nomor": number})
    registrar.is_not_offered("Catat musyawarah", "Anjurkan perdamaian")
    citra.does_not_find(number)
    chair.finds(number)
    chair.records("Tunjuk hakim", {"Hakim": "Citra Dewi", "Tanggal": days_ago(8)})
    putu.only_reads("judgment_given")
    citra.finds(number)
    return citra


def agrees_before_the_judge(citra: Person) -> None:
    """Instalments before the demand, signed before the judge, paid."""
    promised = term("Membayar", "Mengganti sepeda motor", "Ketut", "Ni Luh", amount="9 juta", due=in_days(3))
    citra.records("Susun kesepakatan", {"Korban memaafkan": "Ya", "Butir kesepakatan": [promised]})
    for name in ("Ni Luh", "Ketut"):
        citra.records("Tanda tangani kesepakatan", {"Pihak": name, "Bukti": "Di hadapan hakim"})
    citra.records("Catat pembayaran", {"Jumlah (rupiah)": "9 juta", "Bukti atau sumbernya": "dibayar di ruang sidang"})
