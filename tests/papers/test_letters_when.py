"""When a letter may be written: at every point of every invented case it is composed or says what is missing, and never fails."""

from __future__ import annotations

import dataclasses

import pytest

from rembuk.papers.letter import Letter, Missing, Regime, Request
from rembuk.papers.registry import kind_of, kinds
from rembuk.papers.sample import CASES, sample_case
from rembuk.record.case import Case, fold

SAMPLES = sorted(path.stem for path in CASES.glob("*.yaml"))


def upto(sample: str, kind: str) -> Case:
    """The case as it was before the first act of a kind."""
    acts = sample_case(sample).case.acts
    first = next(i for i, act in enumerate(acts) if act.kind == kind)
    return fold(acts[:first])


def asked(sample: str, **given: object) -> Request:
    return dataclasses.replace(sample_case(sample).request, **given)  # type: ignore[arg-type]


def reasons(letter_id: str, case: Case, request: Request) -> str:
    found = kind_of(letter_id).compose(case, request)
    assert isinstance(found, Missing), f"{letter_id} ditulis padahal belum waktunya"
    return found.in_language("id")


def written(letter_id: str, case: Case, request: Request) -> Letter:
    found = kind_of(letter_id).compose(case, request)
    assert not isinstance(found, Missing), found.in_language("id")
    return found


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("regime", [None, "kuhap_1981", "kuhap_2025"])
def test_every_letter_is_written_or_says_what_is_missing_at_every_quarter_of_a_case(sample: str, regime: Regime | None) -> None:
    acts = sample_case(sample).case.acts
    for count in {1, 2, len(acts) // 4, len(acts) // 2, 3 * len(acts) // 4, len(acts)}:
        case = fold(acts[:count])
        for kind in kinds().values():
            found = kind.compose(case, asked(sample, regime=regime))
            if isinstance(found, Missing):
                assert found.reasons and all(reason.id and reason.en for reason in found.reasons), kind.id


@pytest.mark.parametrize(
    ("letter_id", "sample", "before", "says"),
    [
        ("sp2_lidik", "muaro-jambi", "review_held", "Gelar perkara khusus belum dicatat."),
        ("sp2_lidik", "muaro-jambi", "payment_made", "Kesepakatan belum seluruhnya dilaksanakan."),
        ("ketetapan_penghentian", "muaro-jambi", "restoration_stated", "Korban belum menyatakan dipulihkan."),
        ("surat_pernyataan_pemulihan", "muaro-jambi", "agreement_drafted", "Kesepakatan belum disusun."),
        ("catatan_telepon", "muaro-jambi", "summons_sent", "Belum ada panggilan lewat telepon yang dicatat."),
        ("undangan_gelar", "kebumen", "review_invited", "Gelar perkara khusus belum dicatat."),
        ("sp2hp", "kebumen", "investigation_started", "Penyidikan belum dimulai"),
        ("perintah_sp3", "kebumen", "review_held", "Gelar perkara khusus belum dicatat."),
        ("pengembalian_barang", "kebumen", "evidence_disposed", "Belum ada barang bukti yang berstatus dikembalikan."),
        ("laporan_upaya_diterima", "wahai", "offer_made", "Upaya perdamaian belum ditawarkan."),
        ("laporan_upaya_diterima", "wahai", "offer_answered", "Belum kedua pihak menyatakan bersedia."),
        ("perintah_tempat", "wahai", "venue_ordered", "Belum ada perintah tempat"),
        ("ba_berhasil", "wahai", "agreement_signed", "Kesepakatan belum ditandatangani semua pihak."),
        ("permintaan_persetujuan", "wahai", "opinion_written", "Nota pendapat belum ditulis."),
        ("putusan_persetujuan", "wahai", "approval_decided", "Permintaan persetujuan belum diputus."),
        ("skp2", "wahai", "approval_decided", "Penghentian penuntutan belum disetujui."),
        ("ba_gagal", "wahai-gagal", "session_failed", "Belum ada catatan bahwa perdamaian tidak berhasil."),
        ("ba_pemeriksaan_rj", "negara", "examination_started", "Pemeriksaan di sidang belum dimulai."),
        ("pertimbangan_putusan", "negara", "case_history_heard", "Keterangan korban tentang perkara belum didengar."),
        ("penetapan", "pn-kebumen", "penetapan_requested", "Permohonan penetapan belum dicatat."),
        ("pengembalian_berkas", "pn-kebumen", "penetapan_returned", "Berkas belum dikembalikan"),
        ("ba_diversi", "kebumen-anak", "diversion_started", "Diversi belum dimulai."),
        ("permohonan_penetapan_diversi", "kebumen-anak", "diversion_ended", "Diversi belum dicatat berhasil."),
        ("laporan_pelaksanaan_diversi", "bapas-purwokerto", "performance_reported", "Pelaksanaan kesepakatan belum dilaporkan."),
        ("penyerahan_pelanggaran", "contohsari-langgar", "term_defaulted", "Belum ada pelanggaran atau kegagalan yang dicatat."),
        ("ba_musyawarah", "contohsari", "session_held", "Musyawarah belum dicatat sebagai selesai atau gagal."),
    ],
)  # fmt: skip
def test_a_letter_asked_for_too_early_says_what_is_missing(letter_id: str, sample: str, before: str, says: str) -> None:
    assert says in reasons(letter_id, upto(sample, before), asked(sample, regime="kuhap_2025"))


def test_a_decree_waits_until_every_item_of_evidence_has_a_status() -> None:
    says = reasons("skp2", upto("wahai", "evidence_disposed"), asked("wahai", regime="kuhap_2025"))
    assert says == "Ada barang bukti yang statusnya belum ditentukan."


def test_the_order_of_an_inquiry_is_not_written_once_an_investigation_runs() -> None:
    sample = sample_case("kebumen")
    assert "Penyidikan sudah dimulai" in reasons("sp2_lidik", sample.case, asked("kebumen", regime="kuhap_2025"))


def test_no_decree_is_written_while_the_procedure_code_is_open() -> None:
    for letter_id, sample in (("skp2", "wahai"), ("ketetapan_penghentian", "muaro-jambi"), ("perintah_sp3", "kebumen")):
        assert "Hukum acara yang berlaku belum ditetapkan." in reasons(letter_id, sample_case(sample).case, asked(sample))


def test_the_old_code_knows_no_penetapan() -> None:
    sample = sample_case("pn-kebumen")
    assert "UU 8/1981" in reasons("penetapan", sample.case, asked("pn-kebumen", regime="kuhap_1981"))


def test_a_returned_request_leads_to_the_return_and_the_next_one_to_the_order() -> None:
    sample = sample_case("pn-kebumen")
    first, second = (asked("pn-kebumen", regime="kuhap_2025", thing=sample.names[name]) for name in ("mohon", "mohon_lagi"))
    assert "dikembalikan" in reasons("penetapan", sample.case, first)
    assert written("pengembalian_berkas", sample.case, first).number == "7/Pen.RJ/2026/PN Kbm"
    assert written("penetapan", sample.case, second).state == "confirmed"


def test_the_village_invites_no_more_and_makes_no_agreement_once_its_door_is_closed() -> None:
    sample = sample_case("contohsari-langgar")
    for letter_id in ("undangan_musyawarah", "surat_perjanjian_desa"):
        assert "Pintu Rumah RJ sudah ditutup" in reasons(letter_id, sample.case, sample.request)


def test_a_card_needs_a_code_because_the_record_keeps_none() -> None:
    sample = sample_case("kebumen")
    assert reasons("kartu_ikuti_perkara", sample.case, sample.request) == "Kode ikuti perkara belum dibuat."
