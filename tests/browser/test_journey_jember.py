"""Jember: a matter settled at the village house in four steps; and a breach that closes its door."""

from __future__ import annotations

from browser import steps
from browser.steps import Person, PersonAt, at_hour, in_days, term

person = steps.person

KNOWN = {
    "charges": "Pasal 521 ayat (2) KUHP", "loss": "450.000", "physical_effect_light": "Ya", "first_offence": "Ya", "prior_conviction": "Tidak",
    "community_unrest": "Tidak", "community_response": "merespons positif", "social_conflict": "Tidak", "divides_nation": "Tidak",
    "radical_or_separatist": "Tidak", "power_relation": "Tidak", "victim_is_child": "Tidak", "free_of_pressure": "Ya",
}  # fmt: skip


def test_a_matter_is_settled_at_the_village_house(person: PersonAt) -> None:
    siti = person("siti")
    opens_at_the_village(siti, "Pagar kebun dirusak di Contohkrajan (contoh)", victim="Bu Sumarni Contoh", offender="Pak Misdar Contoh", number="RJ-DS/921")
    siti.answers(KNOWN)
    meeting = {"Tanggal dan jam": at_hour(7), "Tempat": "Balai Desa Contohsari", "Yang diundang": ["Bu Sumarni", "Pak Misdar", "Ketua RT"]}
    siti.records("Tambah pihak", {"Sebagai": "Ketua RT/RW", "Nama": "Ketua RT 03 (contoh)"})
    siti.is_refused("Jadwalkan pertemuan", meeting, because="belum menyetujui penyelesaian di desa")
    the_gate_opens(siti, person("kapolsek-jember"), "RJ-DS/921")
    siti.records("Jadwalkan pertemuan", meeting)
    everybody_consents(siti, "Bu Sumarni", "Pak Misdar")
    siti.records("Catat musyawarah", {
        "Yang hadir": ["Bu Sumarni", "Pak Misdar", "Ketua RT"], "Saran tokoh dan keluarga": "Diperbaiki bersama.", "Hasil musyawarah": "Pagar diperbaiki.",
        "Yang disampaikan tiap pihak": [{"Pihak": "Bu Sumarni", "Perkataan": "Saya ingin rukun lagi."}, {"Pihak": "Pak Misdar", "Perkataan": "Saya khilaf."}],
    })  # fmt: skip
    an_unlawful_term_cannot_be_signed(siti)
    promised = term("Memperbaiki", "Memperbaiki pagar", "Pak Misdar", "Bu Sumarni", due=in_days(7))
    replaced = {"Menggantikan kesepakatan": "Kesepakatan", "Korban memaafkan": "Ya", "Memuat akibat bila dilanggar": "Ya"}
    siti.records("Susun kesepakatan", {**replaced, "Butir kesepakatan": [promised]})
    signed_and_stamped(siti, "Bu Sumarni", "Pak Misdar")
    siti.looks_at("Pertemuan")
    siti.sees("Dituangkan dalam surat bermeterai")
    siti.records("Catat butir dilaksanakan", {"Bukti atau sumbernya": "Foto pagar"})
    siti.records("Catat pernyataan pemulihan", {"Pihak": "Bu Sumarni", "Bukti": "Tanda tangan"})
    siti.records("Masukkan ke register RJ", {"Buku/register": "Buku Rumah RJ", "Nomor": "RJ-DS/921"})
    siti.records("Selesaikan perkara", {"Cara selesai": "Selesai dengan keadilan restoratif"})
    siti.sees("Perkara ini sudah selesai")


def test_a_breach_closes_the_door_and_the_police_receive_the_case(person: PersonAt) -> None:
    # A browser that runs no scripts does everything the others do.
    siti, dewa = person("siti", java_script_enabled=False), person("dewa")
    opens_at_the_village(siti, "Ponsel dipinjam tidak kembali di Contohgumuk (contoh)", victim="Mas Yanto Contoh", offender="Anwar Contoh", number="RJ-DS/922")
    the_gate_opens(siti, person("kapolsek-jember"), "RJ-DS/922")
    everybody_consents(siti, "Mas Yanto", "Anwar")
    siti.states("Berapa kerugian korban", "950 ribu")
    promised = term("Membayar", "Mengganti ponsel", "Anwar", "Mas Yanto", amount="950 ribu", due=in_days(3))
    siti.records("Susun kesepakatan", {"Memuat akibat bila dilanggar": "Ya", "Butir kesepakatan": [promised]})
    signed_and_stamped(siti, "Mas Yanto", "Anwar")
    siti.records("Beri kelonggaran waktu", {"Paling lambat": in_days(5), "Dasar": "Menunggu upah panen."})
    siti.records("Catat butir tidak dilaksanakan", {"Alasan": "Tidak dibayar juga."})
    siti.records("Nyatakan kesepakatan dilanggar", {"Pihak": "Anwar", "Alasan": "Mengingkari kesepakatan."})
    siti.looks_at("Kesepakatan")
    siti.sees("dilanggar")
    dewa.finds("RJ-DS/922")
    dewa.records("Tutup pintu Rumah RJ", {"Alasan": "Kesepakatan dilanggar."})
    siti.is_refused("Jadwalkan pertemuan", {"Tanggal dan jam": at_hour(20), "Tempat": "Balai Desa", "Yang diundang": ["Anwar"]}, because="tertutup")
    dewa.records("Serahkan perkara", {"Kepada kantor": "Polsek Contohsari", "Sebab penyerahan": "Kesepakatan desa dilanggar"})

    kanit, nurul = person("kanit-jember"), person("nurul")
    kanit.finds("RJ-DS/922")
    kanit.records("Terima perkara")
    kanit.records("Tugaskan petugas", {"Petugas": "Nurul Fadilah"})
    nurul.finds("RJ-DS/922")
    nurul.records("Beri nomor", {"Buku/register": "Laporan polisi", "Nomor": "LP/B/922"})
    nurul.finds("LP/B/922")
    nurul.is_refused("Serahkan perkara", {"Kepada kantor": "Rumah RJ Desa Contohsari", "Sebab penyerahan": "Diselesaikan di Rumah RJ"}, because="tertutup")
    siti.only_reads("session_scheduled")


def opens_at_the_village(siti: Person, title: str, *, victim: str, offender: str, number: str) -> None:
    """A matter reported to the village; the kind of case follows from the office."""
    siti.begins({
        "Judul singkat perkara": title, "Tanggal kejadian": in_days(-2), "Korban": [{"Nama": victim, "Tanggal lahir": "1971-02-08"}],
        "Pelaku atau yang dilaporkan": [{"Nama": offender, "Tanggal lahir": "1969-10-30"}],
    })  # fmt: skip
    siti.records("Beri nomor", {"Buku/register": "Buku Rumah RJ", "Nomor": number})
    siti.records("Nyatakan kepentingan petugas", {"Petugas punya kepentingan atau hubungan": "Tidak"})


def the_gate_opens(siti: Person, chief: Person, number: str) -> None:
    """The village asks, the chief of the sub-district police allows it in the form of the request."""
    siti.records("Minta persetujuan", {"Kepada": "Kapolres", "Kepada kantor": "Polsek Contohsari", "Isi": "Mohon dapat dimusyawarahkan di Rumah RJ."})
    chief.goes("/persetujuan/")
    chief.case = siti.case
    request = chief.page.locator("article.request").filter(has_text=number)
    with chief.page.expect_navigation():
        request.get_by_role("link", name="Putuskan satu ini").click()
    chief.fills({"Keputusan": "Disetujui", "Nomor": "B/921", "Alasan": "Kerugian kecil, tidak meresahkan."})
    chief.saves()


def everybody_consents(siti: Person, *names: str) -> None:
    """Rights in Madurese, then the signature; the victim is met alone before."""
    siti.records("Temui pihak sendirian", {"Pihak": names[0]})
    for name in names:
        told = {"Bahasa yang dipakai": "Bahasa Madura", "Yang dijelaskan": "Boleh menolak.", "Dapat mengulang dengan kata sendiri": "Ya"}
        siti.records("Jelaskan hak", {"Pihak": name, **told})
        siti.records("Catat persetujuan", {"Pihak": name, "Bukti": "Tanda tangan"})


def an_unlawful_term_cannot_be_signed(siti: Person) -> None:
    """Driving somebody out of the village is no lawful term, whatever both agree."""
    siti.records("Susun kesepakatan", {"Butir kesepakatan": [term("Tidak melakukan", "Pelaku diusir dari desa satu tahun", "Pak Misdar")]})
    siti.looks_at("Kesepakatan")
    siti.sees("mengusir orang dari tempat tinggalnya")
    siti.is_refused("Tanda tangani kesepakatan", {"Pihak": "Bu Sumarni", "Bukti": "Tanda tangan"}, because="mengusir orang dari tempat tinggalnya")


def signed_and_stamped(siti: Person, *names: str) -> None:
    """Both sign before two witnesses; the stamps follow from the originals."""
    for name in names:
        siti.records("Tanda tangani kesepakatan", {"Pihak": name, "Bukti": "Tanda tangan", "Saksi (satu baris satu nama)": ["Ketua RT 03 (contoh)", "Kiai Contoh"]})
    siti.records("Bubuhkan meterai")
