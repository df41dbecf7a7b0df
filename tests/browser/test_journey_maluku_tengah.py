"""Maluku Tengah: a prosecution ended on a remote island for a victim who cannot read; and time that runs out after a default."""

from __future__ import annotations

from datetime import date

from browser import steps
from browser.steps import Person, PersonAt, at_hour, days_ago, in_days, term

person = steps.person

#: Facts of the file, for whichever question the desk asks Budi.
OF_THE_FILE = {
    "evidence_value": "2.400.000", "loss": "2.400.000", "first_offence": "Ya", "case_by_case_barred": "Tidak", "community_response": "merespons positif",
    "free_of_pressure": "Ya", "prior_conviction": "Tidak", "earlier_rj": "Tidak", "grave_danger_to_society": "Tidak", "community_unrest": "Tidak",
    "social_conflict": "Tidak", "divides_nation": "Tidak", "radical_or_separatist": "Tidak",
}  # fmt: skip
VICTIM, SUSPECT = "Mama Welma (contoh)", "Yopi Contoh"
NUMBER, TITLE = "LP/B/911/SPKT/WAHAI", "Mesin ketinting diambil di Contohnegeri (contoh)"


def test_a_prosecution_ends_for_a_victim_who_cannot_read(person: PersonAt) -> None:
    rusdi, chief, budi = person("rusdi"), person("kacabjari-wahai"), person("budi")
    the_police_hand_over(rusdi, TITLE, NUMBER)
    chief.finds(NUMBER)
    chief.records("Terima perkara")
    chief.records("Tugaskan petugas", {"Petugas": "Budi Latuconsina"})
    budi.finds(NUMBER)
    budi.sees("Jangka waktu berjalan")
    offers(budi)
    chief.records("Perintahkan tempat di luar kantor", {"Tempat": "Balai Desa Contohnegeri", "Alasan tempat": "Keadaan geografis", "Nomor": "PRINT-911"})
    consents_by_thumbprint(budi)
    agrees(budi)
    budi.answers(OF_THE_FILE)
    budi.looks_at("Hukum")
    budi.sees("memenuhi syarat")
    climbs_the_levels(budi, chief, person("kajati-maluku"), person("jampidum"))
    chief.records("Terbitkan surat ketetapan penghentian", {"Surat": "Surat ketetapan penghentian penuntutan", "Nomor": "SKP2-911", "Alasan": "Keadilan restoratif."})
    budi.records("Beritahukan penghentian")
    budi.records("Masukkan ke register RJ", {"Buku/register": "Register keadilan restoratif", "Nomor": "RJ-911"})
    budi.records("Selesaikan perkara", {"Cara selesai": "Selesai dengan keadilan restoratif"})
    budi.sees("Perkara ini sudah selesai")
    rusdi.finds(NUMBER)
    rusdi.only_reads("fact_stated")


def test_a_default_and_fourteen_days_send_the_case_its_ordinary_way(person: PersonAt) -> None:
    budi = person("budi")
    begun = {
        "Judul singkat perkara": "Uang arisan dipakai di Contohpulau (contoh)", "Jenis perkara": "Perkara umum", "Tanggal kejadian": days_ago(60),
        "Korban": [{"Nama": "Ibu Nona Contoh"}], "Pelaku atau yang dilaporkan": [{"Nama": "Stevie Contoh"}], "Pasal yang disangkakan": "Pasal 486 KUHP",
    }  # fmt: skip
    budi.begins(begun)
    budi.states("Kapan tersangka dan barang bukti diserahkan (tahap II)?", days_ago(20))
    for name in ("Ibu Nona", "Stevie"):
        budi.records("Jelaskan hak", {"Pihak": name, "Bahasa yang dipakai": "Melayu Ambon", "Yang dijelaskan": "Hak menolak tanpa akibat."})
        budi.records("Catat persetujuan", {"Pihak": name, "Bukti": "Rekaman"})
    promised = term("Membayar", "Mengembalikan uang arisan", "Stevie", "Ibu Nona", amount="2 juta", due=days_ago(10))
    budi.states("Berapa kerugian korban", "2 juta")
    budi.records("Susun kesepakatan", {"Tanggal": days_ago(17), "Memuat akibat bila dilanggar": "Ya", "Butir kesepakatan": [promised]})
    for name in ("Ibu Nona", "Stevie"):
        budi.records("Tanda tangani kesepakatan", {"Pihak": name, "Tanggal dan jam": at_hour(10, ago=17), "Bukti": "Tanda tangan"})
    budi.records("Ingatkan", {"Cara memanggil": "Telepon"})
    budi.records("Catat butir tidak dilaksanakan", {"Alasan": "Tidak dapat membayar."})
    budi.looks_at("Kesepakatan")
    budi.sees("Mengembalikan uang arisan")
    budi.looks_at("Ringkasan")
    budi.sees("terlambat")
    budi.records("Limpahkan ke pengadilan", {"Kepada kantor": "Pengadilan Negeri Masohi", "Alasan": "Kesepakatan tidak dilaksanakan dalam 14 hari."})
    budi.sees("Pengadilan Negeri Masohi", "dikirim, belum diterima")


def the_police_hand_over(rusdi: Person, title: str, number: str) -> None:
    """A theft by the interview, investigated under the code of 1981, handed over with suspect and evidence this week."""
    rusdi.begins({
        "Judul singkat perkara": title, "Jenis perkara": "Perkara umum", "Tanggal kejadian": date(2025, 11, 20), "Tempat": "Contohnegeri",
        "Korban": [{"Nama": VICTIM, "Jenis kelamin": "Perempuan", "Tanggal lahir": "1968-06-01", "Dapat membaca": "Tidak"}],
        "Pelaku atau yang dilaporkan": [{"Nama": SUSPECT, "Jenis kelamin": "Laki-laki", "Tanggal lahir": "2001-01-15"}],
        "Pasal yang disangkakan": "Pasal 362 KUHP",
    })  # fmt: skip
    rusdi.records("Beri nomor", {"Buku/register": "Laporan polisi", "Nomor": number})
    rusdi.records("Mulai penyidikan", {"Tanggal": date(2025, 11, 24), "Nomor": "SP.SIDIK/911"})
    rusdi.records("Kirim SPDP", {"Tanggal": date(2025, 11, 25), "Nomor": "SPDP/911"})
    rusdi.is_not_offered("Limpahkan ke pengadilan", "Tulis nota pendapat")
    rusdi.records("Serahkan perkara", {"Kepada kantor": "Cabang Kejaksaan Negeri Maluku Tengah di Wahai", "Sebab penyerahan": "Tahap II", "Tanggal": days_ago(3)})


def offers(budi: Person) -> None:
    """The offer, the answers of both, the report that peace is tried."""
    budi.records("Nyatakan kepentingan petugas", {"Petugas punya kepentingan atau hubungan": "Tidak"})
    budi.records("Catat kebutuhan khusus", {"Pihak": VICTIM, "Kebutuhan": ["Dibacakan", "Penerjemah bahasa"]})
    budi.records("Panggil atau undang", {"Pihak": VICTIM, "Cara memanggil": "Didatangi", "Nomor": "PGL-911", "Alasan": "Upaya perdamaian"})
    budi.records("Tawarkan perdamaian", {"Tanggal": days_ago(2)})
    for name in (VICTIM, SUSPECT):
        budi.records("Catat jawaban atas tawaran", {"Pihak": name, "Jawaban": "Bersedia", "Tanggal": days_ago(1)})
    budi.records("Laporkan upaya perdamaian diterima", {"Kepada": "Kajati"})
    budi.is_not_offered("Perintahkan tempat di luar kantor")


def consents_by_thumbprint(budi: Person) -> None:
    """Read aloud by the teacher; a thumbprint stands on two witnesses."""
    budi.records("Tambah pihak", {"Sebagai": "Penerjemah", "Nama": "Guru Welem (contoh)"})
    told = {"Bahasa yang dipakai": "Melayu Ambon", "Yang dijelaskan": "Tujuan, hak, kewajiban, hak menolak.", "Dapat mengulang dengan kata sendiri": "Ya"}
    budi.is_refused("Jelaskan hak", {"Pihak": VICTIM, "Penerjemah": "Guru Welem", **told}, because="tidak dapat membaca")
    aloud = {"Dibacakan oleh": "Guru Welem (contoh)", "Penerjemah": "Guru Welem"}
    budi.records("Jelaskan hak", {"Pihak": VICTIM, **aloud, **told})
    budi.records("Jelaskan hak", {"Pihak": SUSPECT, **told})
    thumb = {"Pihak": VICTIM, "Bukti": "Cap jempol", **aloud}
    budi.is_refused("Catat persetujuan", {**thumb, "Saksi (satu baris satu nama)": ["Yuliana Contoh"]}, because="dua saksi")
    budi.records("Catat persetujuan", {**thumb, "Saksi (satu baris satu nama)": ["Yuliana Contoh", "Dominggus Contoh"]})
    budi.records("Catat persetujuan", {"Pihak": SUSPECT, "Bukti": "Tanda tangan"})
    budi.records("Temui pihak sendirian", {"Pihak": VICTIM})


def agrees(budi: Person) -> None:
    """The meeting, the agreement, three signatures, everything done at once."""
    budi.records("Jadwalkan pertemuan", {"Tanggal dan jam": at_hour(8), "Tempat": "Balai Desa Contohnegeri", "Yang diundang": [VICTIM, SUSPECT, "Guru Welem"]})
    budi.records("Catat musyawarah", {
        "Yang hadir": [VICTIM, SUSPECT, "Guru Welem"], "Hasil musyawarah": "Mesin dikembalikan.",
        "Yang disampaikan tiap pihak": [{"Pihak": VICTIM, "Perkataan": "Tanpa mesin itu beta tidak bisa melaut."}, {"Pihak": SUSPECT, "Perkataan": "Saya menyesal."}],
    })  # fmt: skip
    budi.records("Susun kesepakatan", {
        "Korban memaafkan": "Ya", "Memuat akibat bila dilanggar": "Ya",
        "Butir kesepakatan": [term("Mengembalikan barang", "Mengembalikan mesin", SUSPECT, VICTIM, due=in_days(1))],
    })  # fmt: skip
    witnesses = {"Saksi (satu baris satu nama)": ["Yuliana Contoh", "Dominggus Contoh"]}
    budi.records("Tanda tangani kesepakatan", {"Pihak": VICTIM, "Bukti": "Cap jempol", "Dibacakan oleh": "Guru Welem (contoh)", "Penerjemah": "Guru Welem", **witnesses})
    budi.records("Tanda tangani kesepakatan", {"Pihak": SUSPECT, "Bukti": "Tanda tangan", **witnesses})
    budi.records("Tanda tangani kesepakatan", {"Bukti": "Tanda tangan"})
    budi.records("Catat butir dilaksanakan", {"Bukti atau sumbernya": "Berita acara penyerahan"})


def climbs_the_levels(budi: Person, chief: Person, kajati: Person, deputy: Person) -> None:
    """Opinion, request, once returned to be completed; the Kajati passes it on, and only his own answer lets the decree be issued."""
    budi.records("Tulis nota pendapat", {"Rekomendasi": "Layak dihentikan", "Isi": "Syarat terpenuhi."})
    chief.records("Minta persetujuan", {"Kepada": "Kajati", "Kepada kantor": "Kejaksaan Tinggi Maluku", "Isi": "Mohon persetujuan."})
    kajati.finds(NUMBER)
    kajati.records("Catat permintaan diterima")
    kajati.records("Putuskan permintaan", {"Keputusan": "Dikembalikan", "Alasan": "Lampirkan keterangan tokoh masyarakat."})
    chief.is_not_offered("Putuskan permintaan")
    chief.records("Minta persetujuan", {"Kepada": "Kajati", "Kepada kantor": "Kejaksaan Tinggi Maluku", "Isi": "Sudah dilengkapi."})
    kajati.records("Catat permintaan diterima")
    kajati.records("Minta persetujuan", {"Kepada": "JAM-Pidum", "Isi": "Diteruskan untuk ekspos."})
    approves_in_the_queue(deputy, "B-911")
    decree = {"Surat": "Surat ketetapan penghentian penuntutan", "Nomor": "SKP2-911", "Alasan": "Keadilan restoratif."}
    chief.is_refused("Terbitkan surat ketetapan penghentian", decree, because="belum disetujui")
    approves_in_the_queue(kajati, "R-911")


def approves_in_the_queue(superior: Person, letter: str) -> None:
    """The request of this case in the superior's queue, approved with the reason for all that are."""
    superior.goes("/persetujuan/")
    request = superior.page.locator("article.request").filter(has_text=NUMBER)
    request.get_by_label("Disetujui", exact=True).check()
    superior.fills({"Pertimbangan bersama bagi yang disetujui": "Sesuai hasil ekspos.", "Nomor surat": letter})
    superior.presses("Catat keputusan")
    superior.sees("Dicatat, masing-masing dalam perkaranya")
