"""What a printed letter carries: the archive level, its record, its state, and nothing from outside."""

from __future__ import annotations

import dataclasses
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from papers.specimens import AT, docx_text, pdf_text
from rembuk.papers.letter import STATES, Letter, Missing, Request
from rembuk.papers.letters.sp3 import letter as sp3
from rembuk.papers.letters.surat_kesepakatan_perdamaian import letter as agreement
from rembuk.papers.letters.surat_panggilan import letter as summons
from rembuk.papers.printed import kept, record_digest
from rembuk.papers.printing import ATTACHMENT, digest, issued, print_docx, print_pdf
from rembuk.papers.registry import kinds_for, kinds_serving, read_kinds
from rembuk.papers.sample import example, sample_case
from rembuk.papers.typesetting import ROOM, TypesettingError, fonts, typeset
from rembuk.record.case import fold
from rembuk.record.kinds import declaration


def letter(letter_id: str = "surat_panggilan") -> Letter:
    made = example(letter_id)
    assert not isinstance(made, Missing)
    return made


def test_a_pdf_declares_its_archive_level_and_is_tagged() -> None:
    pdf = print_pdf(letter(), at=AT)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    told = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in told and "<pdfaid:conformance>A</pdfaid:conformance>" in told and "pdfuaid:part" in told


def test_a_pdf_carries_the_record_of_its_letter() -> None:
    made = letter()
    reader = pypdf.PdfReader(io.BytesIO(print_pdf(made, at=AT)))
    (attached,) = reader.attachments[ATTACHMENT]
    assert attached == kept(made)
    assert json.loads(attached)["addressee"] == "Eka Lestari"


@pytest.mark.parametrize("state", STATES)
def test_what_a_paper_is_worth_is_printed(state: str) -> None:
    made = dataclasses.replace(letter(), state=state)  # type: ignore[arg-type]
    assert STATES[state].id in pdf_text(print_pdf(made, at=AT)) and STATES[state].id in docx_text(print_docx(made, at=AT))  # type: ignore[index]


def test_a_draft_says_so_across_the_page() -> None:
    assert "KONSEP" in pdf_text(print_pdf(letter(), at=AT)).replace("KONSEP, belum", "")


def test_another_moment_or_record_gives_other_bytes() -> None:
    made = letter()
    first = digest(print_pdf(made, at=AT))
    assert first != digest(print_pdf(made, at=AT + timedelta(minutes=1)))
    assert first != digest(print_pdf(dataclasses.replace(made, number="lain"), at=AT))


def test_letters_are_printed_by_several_threads_at_once() -> None:
    made = letter()
    alone = print_pdf(made, at=AT)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: print_pdf(made, at=AT), range(12))) == {alone}


def test_a_printed_letter_fills_the_act_that_issues_it() -> None:
    made = letter()
    pdf = print_pdf(made, at=AT)
    wanted = {field.name for field in declaration().kinds["letter_issued"].fields}
    assert issued(made, pdf) == {"paper": "Surat Panggilan", "number": "S.Pgl/14/II/2026/Lantas", "on": "2026-02-10", "digest": digest(pdf)}
    assert set(issued(made, pdf)) <= wanted and "number" not in issued(dataclasses.replace(made, number=None), pdf)


def test_the_digest_of_a_record_does_not_depend_on_its_emblem() -> None:
    made = letter()
    dressed = dataclasses.replace(made, office=dataclasses.replace(made.office, logo="<svg xmlns='http://www.w3.org/2000/svg'/>"))
    assert record_digest(made) == record_digest(dressed)


def test_a_moment_without_a_zone_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="zona"):
        print_pdf(letter(), at=datetime(2026, 3, 2))


def test_a_letter_shape_no_font_has_is_an_error() -> None:
    with pytest.raises(TypesettingError):
        typeset('#set document(title: "x")\n#set text(font: "Huruf Lain")\n= Judul\nisi', {}, at=AT)


def test_only_the_shipped_fonts_are_used() -> None:
    assert fonts().families() == ["Liberation Sans", "Liberation Serif"]
    assert (ROOM / "fonts" / "OFL.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE") == 1


def test_no_template_fetches_a_package() -> None:
    with pytest.raises(TypesettingError):
        typeset('#import "@preview/cetz:0.3.0"', {}, at=AT)
    assert not [path for path in ROOM.rglob("*.typ") if "@preview" in path.read_text(encoding="utf-8")]


def test_golden_text_of_a_summons() -> None:
    text = pdf_text(print_pdf(letter(), at=AT))
    assert "SURAT PANGGILAN NOMOR: S.Pgl/14/II/2026/Lantas" in text
    assert "Senin, 16 Februari 2026 pukul 09.30 WIB" in text and "boleh menolak berdamai" in text


def test_golden_text_of_an_agreement() -> None:
    text = pdf_text(print_pdf(letter("surat_kesepakatan_perdamaian"), at=AT))
    assert "Senin tanggal enam belas bulan Februari tahun dua ribu dua puluh enam" in text
    assert "Rp3.000.000 (tiga juta rupiah)" in text and "2 (dua) rangkap asli" in text and "Rp20.000 (dua puluh ribu rupiah)" in text
    assert "cap jempol pada 16 Februari 2026" in text and "saksi: Sarno, Tono Lestari" in text


def test_the_reasons_of_a_decree_are_those_of_its_procedure_code() -> None:
    new, old = (example("sp3", variant) for variant in ("", "uu-8-1981"))
    assert not isinstance(new, Missing) and not isinstance(old, Missing)
    assert "Pasal 24 ayat (2) huruf h" in pdf_text(print_pdf(new, at=AT)) and "sah setelah ada penetapan" in pdf_text(print_pdf(new, at=AT))
    text = pdf_text(print_pdf(old, at=AT))
    assert "Nomor 8 Tahun 1981" in text and "Nomor 20 Tahun 2025" not in text


def test_a_letter_whose_case_has_not_come_so_far_says_what_is_missing() -> None:
    sample = sample_case("kebumen")
    begun = fold(sample.case.acts[:8])
    request: Request = dataclasses.replace(sample.request, regime="kuhap_2025")
    made = sp3.compose(begun, request)
    assert isinstance(made, Missing) and len(made.reasons) == 3
    assert "belum seluruhnya dilaksanakan" in made.in_language("id") and "not performed in full" in made.in_language("en")
    assert isinstance(agreement.compose(begun, request), Missing) and isinstance(summons.compose(begun, request), Missing)


def test_a_decree_waits_for_a_decided_procedure_code() -> None:
    sample = sample_case("kebumen")
    made = sp3.compose(sample.case, dataclasses.replace(sample.request, regime=None))
    assert isinstance(made, Missing) and "Hukum acara" in made.in_language("id")


def test_letters_are_found_by_institution_and_by_the_paper_a_step_makes() -> None:
    assert "sp3" in [kind.id for kind in kinds_for("police")] and "sp3" not in [kind.id for kind in kinds_for("village")]
    assert [kind.id for kind in kinds_serving("permohonan_penetapan")] == ["permohonan_penetapan"]


def test_a_folder_that_is_not_whole_stops_the_program(tmp_path: Path) -> None:
    (tmp_path / "surat_baru").mkdir()
    with pytest.raises(Exception, match=r"surat_baru: berkas letter.py"):
        read_kinds(tmp_path)
