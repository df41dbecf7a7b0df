"""Kebumen: a road accident mediated to the decree, the court's order and the register; and a victim who refuses."""

from __future__ import annotations

from browser import steps
from browser.steps import Person, PersonAt, at_hour, days_ago, term

person = steps.person

#: What Ani learns while she investigates, for whichever question the desk asks.
LEARNT = {
    "free_of_pressure": "Ya", "earlier_rj": "Tidak", "grave_danger_to_society": "Tidak", "first_offence": "Ya", "social_conflict": "Tidak",
    "divides_nation": "Tidak", "radical_or_separatist": "Tidak", "prior_conviction": "Tidak", "community_unrest": "Tidak",
    "community_response": "merespons positif", "victim_died": "Tidak", "agreement_final": "Ya", "victim_joined_meeting": "Tidak",
    "heir_with_power_of_attorney": "Ya", "detained": "Tidak", "single_vehicle_accident": "Tidak",
}  # fmt: skip
ACCIDENT = {
    "Jenis perkara": "Kecelakaan lalu lintas",
    "Tanggal kejadian": days_ago(30),
    "Uraian singkat kejadian": "Mobil bak terbuka berbelok tanpa melihat sepeda motor dari belakang.",
    "Tempat": "Simpang Contohpasar",
    "Diketahui dari": "Rumah sakit",
    "Pasal yang disangkakan": "Pasal 310 ayat (2) UU 22/2009",
}


def test_an_accident_is_mediated_to_the_decree_the_courts_order_and_the_register(person: PersonAt) -> None:
    ani = person("ani")
    opens_the_accident(ani, "Tabrakan di simpang Contohpasar (contoh)", victim="Eko Wibowo (contoh)", driver="Sarwono Contoh", number="LAKA/901/PSR")
    ani.sees("Sarwono Contoh (pihak terlibat)")
    an_heir_speaks_for_the_victim(ani)
    mediates(ani)
    signs_and_applies(ani)
    ani.answers(LEARNT)
    ani.looks_at("Hukum")
    ani.sees("memenuhi syarat")
    heru = person("heru")
    reviewed_and_approved(ani, heru, person("kapolres-kebumen"))
    performed_and_ended(ani, heru)
    the_court_confirms(ani, person("panitera-kebumen"), person("kpn-kebumen"))
    ani.records("Terima penetapan")
    ani.records("Masukkan ke register RJ", {"Buku/register": "Register keadilan restoratif", "Nomor": "RJ/901/PSR"})
    ani.records("Selesaikan perkara", {"Cara selesai": "Selesai dengan keadilan restoratif"})
    ani.sees("Perkara ini sudah selesai")
    ani.is_not_offered("Susun kesepakatan", "Jadwalkan pertemuan")
    for number in ("LAKA/901/PSR", "RJ/901/PSR"):
        ani.finds(number)


def test_a_victim_who_refuses_sends_the_case_to_the_prosecutor(person: PersonAt) -> None:
    ani = person("ani")
    opens_the_accident(ani, "Mobil menabrak pagar di Contohlor (contoh)", victim="Bu Kasmi Contoh", driver="Tarno Contoh", number="LAKA/902/LOR")
    ani.records("Jadwalkan pertemuan", {"Tanggal dan jam": at_hour(9), "Tempat": "Satlantas Polres Kebumen", "Yang diundang": ["Bu Kasmi", "Tarno"]})
    for name in ("Bu Kasmi", "Tarno"):
        ani.records("Jelaskan hak", {"Pihak": name, "Bahasa yang dipakai": "Bahasa Jawa", "Yang dijelaskan": "Hak menolak tanpa akibat."})
    ani.records("Catat persetujuan", {"Pihak": "Tarno", "Bukti": "Tanda tangan"})
    ani.records("Catat penolakan", {"Pihak": "Bu Kasmi", "Isi": "Memilih proses hukum."})
    ani.is_refused("Susun kesepakatan", terms("Tarno", "Bu Kasmi"), because="belum menyatakan bersedia")
    ani.records("Catat musyawarah gagal", {"Sebab gagal": "Korban menolak"})
    ani.looks_at("Hukum")
    ani.sees("tidak memenuhi syarat")
    ani.records("Serahkan perkara", {"Kepada kantor": "Kejaksaan Negeri Kebumen", "Sebab penyerahan": "Tahap II", "Alasan": "Korban menolak berdamai."})
    ani.sees("dikirim, belum diterima")

    chief, yuni = person("kajari-kebumen"), person("yuni")
    yuni.does_not_find("LAKA/902/LOR")
    chief.finds("LAKA/902/LOR")
    chief.sees("menunggu diterima")
    chief.records("Terima perkara")
    chief.records("Tugaskan petugas", {"Petugas": "Yuni Rahma"})
    yuni.finds("LAKA/902/LOR")
    yuni.sees("Tarno Contoh (tersangka)")
    yuni.records("Limpahkan ke pengadilan", {"Kepada kantor": "Pengadilan Negeri Kebumen", "Alasan": "Korban tetap menolak."})
    yuni.sees("Pengadilan Negeri Kebumen", "dikirim, belum diterima")


def opens_the_accident(ani: Person, title: str, *, victim: str, driver: str, number: str) -> None:
    """A case by the interview, with what she saw and whom she heard."""
    people = {"Korban": [{"Nama": victim, "Tanggal lahir": "1988-04-12"}], "Pelaku atau yang dilaporkan": [{"Nama": driver, "Tanggal lahir": "1979-09-03"}]}
    ani.begins({"Judul singkat perkara": title, **ACCIDENT, **people})
    ani.records("Catat akibat kecelakaan", {
        "Tanggal dan jam": at_hour(6, ago=30), "Ada yang luka": "Ya", "Ada kerusakan barang/kendaraan": "Ya", "Hari rawat inap": 6, "Melibatkan anggota TNI": "Tidak",
    })  # fmt: skip
    ani.records("Beri nomor", {"Buku/register": "Nomor laka", "Nomor": number})
    ani.records("Klarifikasi para pihak", {"Para pihak": [victim, driver], "Isi": "Keduanya membenarkan kejadian."})
    ani.records("Temui pihak sendirian", {"Pihak": victim})
    ani.records("Nyatakan kepentingan petugas", {"Petugas punya kepentingan atau hubungan": "Tidak"})
    ani.records("Mulai penyidikan", {"Tanggal": days_ago(27), "Nomor": "SPRIN.SIDIK/901"})
    ani.records("Kirim SPDP", {"Tanggal": days_ago(27), "Nomor": "SPDP/901"})


def an_heir_speaks_for_the_victim(ani: Person) -> None:
    """The victim is in hospital; his wife has a power of attorney."""
    ani.records("Tambah pihak", {"Sebagai": "Ahli waris korban", "Nama": "Wahyuni Contoh", "Jenis kelamin": "Perempuan", "Dari pihak": "Eko Wibowo"})
    ani.records("Catat wakil", {
        "Yang diwakili": "Eko Wibowo", "Pihak": "Wahyuni", "Dasar mewakili": "Ahli waris dengan surat kuasa", "Bukti atau sumbernya": "Surat kuasa bermeterai",
    })  # fmt: skip
    ani.records("Panggil atau undang", {"Pihak": "Eko Wibowo", "Cara memanggil": "Surat", "Nomor": "S.PGL/901", "Alasan": "Undangan mediasi"})


def mediates(ani: Person) -> None:
    """The session is held only when rights were explained and everybody consented."""
    ani.records("Jadwalkan pertemuan", {
        "Tanggal dan jam": at_hour(9), "Tempat": "Ruang mediasi Satlantas Polres Kebumen", "Yang diundang": ["Eko Wibowo", "Sarwono", "Wahyuni"],
    })  # fmt: skip
    held = {
        "Yang hadir": ["Wahyuni", "Sarwono"], "Hasil musyawarah": "Pengemudi mengganti biaya bengkel.",
        "Yang disampaikan tiap pihak": [
            {"Pihak": "Wahyuni", "Perkataan": "Motor rusak dan suami saya belum bekerja."}, {"Pihak": "Sarwono", "Perkataan": "Saya lalai dan bertanggung jawab."},
        ],
    }  # fmt: skip
    ani.is_refused("Catat musyawarah", held, because="belum menyatakan bersedia")
    ani.is_refused("Catat persetujuan", {"Pihak": "Wahyuni", "Bukti": "Tanda tangan"}, because="Hak belum dijelaskan")
    for name in ("Wahyuni", "Sarwono"):
        told = {"Bahasa yang dipakai": "Bahasa Jawa", "Yang dijelaskan": "Tujuan, hak, kewajiban, hak menolak.", "Dapat mengulang dengan kata sendiri": "Ya"}
        ani.records("Jelaskan hak", {"Pihak": name, **told})
        ani.records("Catat persetujuan", {"Pihak": name, "Bukti": "Tanda tangan"})
    ani.looks_at("Orang")
    ani.sees("melalui Wahyuni Contoh")
    ani.records("Catat musyawarah", held)


def terms(driver: str, victim: str) -> dict[str, object]:
    """An agreement of two terms; who is party to it and which session it comes from the form fills in itself."""
    return {
        "Korban memaafkan": "Ya", "Memuat akibat bila dilanggar": "Ya",
        "Butir kesepakatan": [
            term("Membayar", "Biaya bengkel", driver, victim, amount="7.500.000", due=days_ago(0)),
            term("Meminta maaf", "Meminta maaf kepada keluarga", driver, victim),
        ],
    }  # fmt: skip


def signs_and_applies(ani: Person) -> None:
    """Everybody signs, the letter is stamped, both sides apply."""
    ani.states("Berapa kerugian korban", "7.500.000")
    ani.records("Susun kesepakatan", terms("Sarwono", "Eko Wibowo"))
    for name in ("Wahyuni", "Sarwono"):
        ani.records("Tanda tangani kesepakatan", {"Pihak": name, "Bukti": "Tanda tangan", "Saksi (satu baris satu nama)": ["Sukardi Contoh", "Mujiyono Contoh"]})
    ani.records("Tanda tangani kesepakatan", {"Bukti": "Tanda tangan"})
    ani.records("Bubuhkan meterai")
    ani.records("Terima permohonan RJ", {"Para pihak": ["Wahyuni", "Sarwono"], "Nomor": "01/PSR"})
    ani.records("Periksa kelengkapan permohonan", {"Lengkap": "Ya"})


def reviewed_and_approved(ani: Person, heru: Person, kapolres: Person) -> None:
    """The special case review three days after its notice, then the police chief in his queue."""
    ani.records("Undang gelar perkara khusus atau ekspos", {
        "Hari pelaksanaan": days_ago(1), "Tanggal": days_ago(8), "Undangan diterima tanggal": days_ago(7), "Tempat": "Aula Polres Kebumen",
    })  # fmt: skip
    heru.finds("LAKA/901/PSR")
    heru.records("Catat gelar atau ekspos", {
        "Tanggal": days_ago(1), "Dipimpin oleh": "Kasat Lantas", "Notulen": "Agus Pranoto (contoh)", "Isi": "Semua unsur setuju.", "Rekomendasi": "Layak dihentikan",
        "Unsur yang hadir": ["Penyidik", "Pengawas", "Fungsi pengawas", "Fungsi hukum", "Pelapor", "Terlapor", "Tokoh"],
    })  # fmt: skip
    ani.records("Laporkan hasil gelar", {"Nomor": "LHG/901"})
    ani.records("Minta persetujuan", {"Kepada": "Kapolres", "Kepada kantor": "Polres Kebumen", "Isi": "Mohon persetujuan penghentian."})
    ani.is_not_offered("Putuskan permintaan")
    decides_in_the_queue(kapolres, "Tabrakan di simpang Contohpasar", "Disetujui")


def decides_in_the_queue(chief: Person, title: str, decision: str) -> None:
    """One request of the queue, with a reason for all that are approved."""
    chief.goes("/persetujuan/")
    request = chief.page.locator("article.request").filter(has_text=title)
    request.get_by_label(decision, exact=True).check()
    chief.fills({"Pertimbangan bersama bagi yang disetujui": "Syarat terpenuhi, korban memaafkan.", "Nomor surat": "PERS/901"})
    chief.presses("Catat keputusan")
    chief.sees("Dicatat, masing-masing dalam perkaranya")


def performed_and_ended(ani: Person, heru: Person) -> None:
    """Everything promised is done, then the decree, then the court is asked; too early the packet is refused."""
    ani.is_refused("Mohon penetapan Ketua PN", {}, because="Berkas belum lengkap")
    ani.records("Catat pembayaran", {"Butir": "Biaya bengkel", "Jumlah (rupiah)": "7.500.000", "Bukti atau sumbernya": "bukti transfer"})
    ani.records("Catat butir dilaksanakan", {"Butir": "Meminta maaf", "Bukti atau sumbernya": "Di hadapan semua yang hadir"})
    ani.records("Catat pernyataan pemulihan", {"Pihak": "Wahyuni", "Bukti": "Tanda tangan"})
    ani.looks_at("Kesepakatan")
    ani.sees("dilaksanakan seluruhnya")
    heru.records("Terbitkan surat ketetapan penghentian", {"Nomor": "SP3/901", "Alasan": "Diselesaikan berdasarkan keadilan restoratif."})
    ani.records("Beritahukan penghentian")
    ani.looks_at("Keputusan")
    ani.sees("lengkap menurut pemeriksaan sendiri")
    ani.records("Mohon penetapan Ketua PN", {"Nomor": "B/901"})


def the_court_confirms(ani: Person, registrar: Person, chair: Person) -> None:
    """The registrar receives, the chair of the court confirms, the registrar sends."""
    registrar.finds("LAKA/901/PSR")
    registrar.records("Terima permohonan penetapan", {"Nomor": "901/Pen.RJ/PN Kbm"})
    registrar.is_not_offered("Tetapkan sah")
    chair.finds("901/Pen.RJ/PN Kbm")
    chair.records("Tetapkan sah", {"Nomor": "901/Pen.RJ/PN Kbm", "Alasan": "Syarat terpenuhi, seluruh butir dilaksanakan."})
    registrar.records("Kirim penetapan")
