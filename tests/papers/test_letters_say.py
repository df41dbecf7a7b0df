"""What the letters say that the law or the practice wants said, read in their printings."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from papers.specimens import AT, pdf_text
from rembuk.papers.letter import Letter, Missing, Rupiah
from rembuk.papers.printing import print_pdf
from rembuk.papers.registry import kind_of, kinds_serving
from rembuk.papers.sample import example, example_of, sample_case
from rembuk.record.case import fold


def letter(letter_id: str, variant: str = "", **given: Any) -> Any:
    """A letter's example, with other words in its request."""
    sample, request = example_of(letter_id, variant)
    found = kind_of(letter_id).compose(sample.case, dataclasses.replace(request, **given))
    assert not isinstance(found, Missing), found.in_language("id")
    return found


def said(made: Letter) -> str:
    return pdf_text(print_pdf(made, at=AT))


@pytest.mark.parametrize(
    ("paper", "letter_id"),
    [
        ("surat_permohonan_rj", "permohonan_rj"), ("surat_pernyataan_pemulihan", "surat_pernyataan_pemulihan"), ("log_klarifikasi", "catatan_telepon"),
        ("undangan_gelar", "undangan_gelar"), ("daftar_hadir", "daftar_hadir_gelar"), ("laporan_gelar", "laporan_gelar"), ("sp2_lidik", "sp2_lidik"),
        ("ketetapan_henti_lidik", "ketetapan_penghentian"), ("sp3", "perintah_sp3"), ("surat_pengembalian_barang", "pengembalian_barang"),
        ("surat_pengeluaran_tahanan", "perintah_pengeluaran_tahanan"), ("tuntutan_santunan", "klaim_jasa_raharja"), ("surat_kuasa", "surat_kuasa"),
        ("pencabutan_laporan", "pencabutan_pengaduan"), ("pemberitahuan_hak", "pemberitahuan_hak"), ("laporan_upaya_diterima", "laporan_upaya_diterima"),
        ("surat_perintah_tempat", "perintah_tempat"), ("ba_kesepakatan", "ba_berhasil"), ("ba_gagal", "ba_gagal"), ("nota_pendapat", "nota_pendapat"),
        ("permintaan_persetujuan", "permintaan_persetujuan"), ("persetujuan", "putusan_persetujuan"), ("skp2", "skp2"), ("penetapan", "penetapan"),
        ("penetapan_pengembalian", "pengembalian_berkas"), ("berita_acara_sidang", "ba_pemeriksaan_rj"), ("ba_diversi", "ba_diversi"),
        ("kesepakatan_diversi", "kesepakatan_diversi"), ("penetapan_diversi", "penetapan_diversi"), ("permintaan_litmas", "permintaan_litmas"),
        ("laporan_pelaksanaan", "laporan_pelaksanaan_diversi"), ("catatan_musyawarah", "ba_musyawarah"), ("surat_penyerahan", "penyerahan_pelanggaran"),
    ],
)  # fmt: skip
def test_a_step_of_the_law_finds_the_letter_of_its_paper(paper: str, letter_id: str) -> None:
    assert letter_id in {kind.id for kind in kinds_serving(paper)}


def test_skp2_is_called_as_it_was_called_on_its_day() -> None:
    kind = kind_of("skp2")
    assert kind.title(date(2021, 5, 1)).id == "Surat Ketetapan Penghentian Penuntutan"
    assert kind.title(date(2023, 5, 1)).id == "Surat Ketetapan Penyelesaian Perkara Berdasarkan Keadilan Restoratif"
    assert kind.title(date(2026, 5, 1)).id == "Surat Ketetapan Penghentian Penuntutan Berdasarkan Keadilan Restoratif"


def test_a_stop_under_the_new_code_waits_for_the_court_and_one_under_the_old_does_not() -> None:
    for letter_id, old in (("skp2", "uu-8-1981"), ("perintah_sp3", "uu-8-1981")):
        assert "tiga hari kerja" in said(letter(letter_id))
        assert "tiga hari kerja" not in said(letter(letter_id, old))


def test_skp2_gives_every_item_of_evidence_a_status_and_a_receiver() -> None:
    made = letter("skp2")
    assert [(item.status, item.receiver) for item in made.evidence] == [("Dikembalikan kepada yang berhak", "Mama Orpa Lilihata")]


def test_the_considerations_of_a_judgment_name_perma_1_2024_and_leave_the_findings_to_the_judge() -> None:
    text = said(letter("pertimbangan_putusan"))
    assert "Peraturan Mahkamah Agung Nomor 1 Tahun 2024" in text
    assert "hakim berpendapat: ........." in text


def test_the_opinion_lists_every_consideration_of_article_4_and_leaves_open_what_nobody_wrote() -> None:
    made = letter("nota_pendapat")
    assert (len(made.regarded), len(made.weighed)) == (5, 7)
    assert made.regarded[1].says is None
    assert made.regarded[0].says == "Korban menghendaki alat kerjanya kembali dan tidak keberatan."


def test_the_facilitator_has_fourteen_days_from_tahap_ii() -> None:
    made = letter("perintah_memfasilitasi")
    assert (made.ends_on - made.tahap_ii_on).days == 14


def test_a_statement_of_restoration_with_a_duty_open_says_so() -> None:
    sample, request = example_of("surat_pernyataan_pemulihan")
    acts = [act for act in sample.case.acts if act.kind not in ("payment_made", "restoration_stated")]
    made = kind_of("surat_pernyataan_pemulihan").compose(fold(acts), request)
    assert not isinstance(made, Missing)
    assert "Masih ada 1 butir kesepakatan yang belum dilaksanakan" in said(made)


def test_who_pressed_a_thumb_stands_with_two_witnesses() -> None:
    block = letter("surat_pernyataan_pemulihan").signatories[0]
    assert (block.name, block.proof, block.witnesses) == ("Eka Lestari", "thumbprint", ("Sarno", "Tono Lestari"))


def test_the_village_letter_counts_originals_stamps_and_duty() -> None:
    made = letter("surat_perjanjian_desa")
    assert (made.count, made.duty, len(made.originals)) == (3, Rupiah(30_000), 3)
    assert made.originals[2].keeper == "Rumah Restorative Justice Desa Contohsari"


def test_minutes_of_a_diversion_call_the_child_a_child() -> None:
    made = letter("ba_diversi")
    assert "anak" in {a.standing for a in made.attendees}
    assert not {"terlapor", "tersangka", "pihak terlibat"} & {a.standing for a in made.attendees}


def test_nobody_is_called_tersangka_by_police_or_village() -> None:
    for letter_id in ("permohonan_rj", "laporan_gelar", "undangan_gelar", "pemberitahuan_hak", "catatan_telepon"):
        variant = "desa" if letter_id == "pemberitahuan_hak" else ""
        assert "tersangka" not in said(letter(letter_id, variant)).lower()


def test_the_reviews_invitation_says_what_is_expected_of_each_of_the_seven() -> None:
    made = letter("undangan_gelar")
    assert len(made.invitees) == 7 and all(one.expected for one in made.invitees)


def test_rights_are_read_with_the_right_to_refuse_in_the_language_used() -> None:
    text = said(letter("pemberitahuan_hak"))
    assert "menolak berdamai tanpa harus menyebut alasan" in text
    assert "Melayu Ambon" in text


def test_a_claim_says_that_it_lapses_and_that_it_lessens_no_liability() -> None:
    text = said(letter("klaim_jasa_raharja"))
    assert "enam bulan sejak kecelakaan" in text
    assert "haknya tidak dapat dialihkan" in text


def test_a_withdrawn_complaint_counts_its_days() -> None:
    assert letter("pencabutan_pengaduan").days == 7


def test_a_failed_effort_is_told_with_its_reason_and_blames_nobody() -> None:
    made = letter("ba_gagal")
    assert (made.cause, made.reason) == ("kesepakatan tidak tercapai", "Pelaku tidak mampu")
    assert "tidak dijadikan alasan memberatkan" in said(made)


def test_the_return_of_a_file_names_what_the_packet_lacks() -> None:
    sample = sample_case("pn-kebumen")
    acts = sample.case.acts
    returned = next(i for i, act in enumerate(acts) if act.kind == "penetapan_returned")
    _, request = example_of("pengembalian_berkas")
    made: Any = kind_of("pengembalian_berkas").compose(fold(acts[: returned + 1]), request)
    assert any("dilaksanakan" in lack.what for lack in made.lacks)


def test_what_is_not_recorded_is_not_claimed() -> None:
    made = example("pertimbangan_putusan")
    assert not isinstance(made, Missing)
    for absent in ("effect", "sentence"):
        assert getattr(made, absent) is None
