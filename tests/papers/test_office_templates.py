"""What an office changes by data: its letterhead, its templates, and how it learns what is wrong in them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from docx import Document

from papers.specimens import AT, docx_text, pdf_text
from rembuk.papers.commands import DONE
from rembuk.papers.docx_build import DescriptionProblem, build
from rembuk.papers.letter import Letter, Missing
from rembuk.papers.offices import head_lines, office
from rembuk.papers.overlay import OverlayProblem, read_overlay
from rembuk.papers.printing import print_docx, print_pdf
from rembuk.papers.registry import LETTERS
from rembuk.papers.sample import example
from rembuk.papers.template_check import check_overlay, check_template

DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def letter() -> Letter:
    made = example("surat_panggilan")
    assert not isinstance(made, Missing)
    return made


def a_template(path: Path, old: str, new: str) -> Path:
    """The shipped DOCX template with one text changed, as a person would in a word processor."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = Document(str(LETTERS / "surat_panggilan" / "letter.docx"))
    nodes = [node for node in document.element.body.iter() if node.tag.endswith("}t") and node.text and old in node.text]
    assert nodes
    nodes[0].text = nodes[0].text.replace(old, new)
    document.save(str(path))
    return path


@pytest.mark.parametrize("logo", ["lambang.svg", "lambang.png"])
def test_an_office_sets_its_letterhead(tmp_path: Path, logo: str) -> None:
    (tmp_path / "lambang.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>', encoding="utf-8")
    (tmp_path / "lambang.png").write_bytes(DOT)
    (tmp_path / "letterhead.yaml").write_text(f"satlantas-kebumen: {{lines: [POLRES CONTOH], place: Gombong, logo: {logo}}}\n", encoding="utf-8")
    overlay = read_overlay(tmp_path)
    for text in (pdf_text(print_pdf(letter(), at=AT, overlay=overlay)), docx_text(print_docx(letter(), at=AT, overlay=overlay))):
        assert "POLRES CONTOH" in text and "Gombong, 10 Februari 2026" in text and "RESOR KEBUMEN" not in text


@pytest.mark.parametrize(
    ("written", "says"),
    [("a: {warna: merah}", "hanya"), ("a: [1]", "hanya"), ("a: {logo: tidak-ada.svg}", "tidak ada"), ("- x", "kode kantor"), ("a: {", "YAML")],
)
def test_a_letterhead_that_cannot_be_used_says_why(tmp_path: Path, written: str, says: str) -> None:
    (tmp_path / "letterhead.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(OverlayProblem, match=says):
        read_overlay(tmp_path)


def test_an_office_uses_its_own_templates(tmp_path: Path) -> None:
    a_template(tmp_path / "surat_panggilan" / "letter.docx", "agar hadir pada:", "mohon datang pada:")
    (tmp_path / "surat_panggilan" / "letter.typ").write_text(
        '#import "/typst/surat.typ": *\n#let letter(d) = surat(d)[#judul(d) Mohon datang, #d.addressee.]', encoding="utf-8"
    )
    overlay = read_overlay(tmp_path)
    assert "mohon datang pada:" in docx_text(print_docx(letter(), at=AT, overlay=overlay))
    assert "Mohon datang, Eka Lestari." in pdf_text(print_pdf(letter(), at=AT, overlay=overlay))
    assert not [finding for found in check_overlay(tmp_path).values() for finding in found if not finding.advice]


def test_the_shipped_templates_pass_their_own_check() -> None:
    assert not {path: found for path, found in check_overlay(LETTERS).items() if found}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{{ address }}", "{{ alamat }}", "Isian 'alamat' tidak ada"),
        ("{{ address }}", "{{ address }", "tidak berpasangan dalam '{{ address }'"),
        ("{{ contact }}", "{{ matter.nomor }}", "Isian 'nomor' tidak ada"),
        ("{%p endif %}", "", "{% endif %} belum ada"),
        ("{{ reason }}", "{{ reason | }}", "Tanda isian rusak"),
    ],
)
def test_a_broken_tag_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = a_template(tmp_path / "surat_panggilan" / "letter.docx", old, new)
    assert any(says in finding.says for finding in check_template(path))


def test_a_blank_that_is_not_used_is_only_advice(tmp_path: Path) -> None:
    path = a_template(tmp_path / "surat_panggilan" / "letter.docx", "{{ meets_in }}", "di kantor kami")
    (finding,) = check_template(path)
    assert finding.advice and "meets_in" in finding.says


def test_files_that_are_no_templates_are_answered(tmp_path: Path) -> None:
    strange = tmp_path / "surat_panggilan" / "letter.docx"
    strange.parent.mkdir()
    strange.write_bytes(b"bukan dokumen")
    assert "bukan berkas DOCX" in check_template(strange)[0].says
    assert "tidak ada" in check_template(tmp_path / "x" / "letter.docx")[0].says
    (tmp_path / "surat_panggilan" / "letter.typ").write_text('#import "@preview/a:0.1.0"', encoding="utf-8")
    assert "paket" in check_template(tmp_path / "surat_panggilan" / "letter.typ")[0].says
    (tmp_path / "surat_panggilan" / "letter.typ").write_text("#let letter(d) = [#d.alamat]", encoding="utf-8")
    assert "Typst menolak" in check_template(tmp_path / "surat_panggilan" / "letter.typ")[0].says


def test_a_template_cannot_reach_into_the_program(tmp_path: Path) -> None:
    path = a_template(tmp_path / "surat_panggilan" / "letter.docx", "{{ address }}", "{{ address.__class__.__mro__ }}")
    assert [finding for finding in check_template(path) if not finding.advice]


def test_a_description_line_that_means_nothing_is_refused() -> None:
    with pytest.raises(DescriptionProblem, match="baris 2"):
        build("satu\n@gambar x", "coba")


def test_letterheads_of_each_institution() -> None:
    assert head_lines("police", "Satlantas Polres Kebumen", ["Polres Kebumen", "Polda Jawa Tengah", "Mabes Polri"]) == (
        "KEPOLISIAN NEGARA REPUBLIK INDONESIA", "DAERAH JAWA TENGAH", "RESOR KEBUMEN", "SATUAN LALU LINTAS",
    )  # fmt: skip
    assert head_lines("prosecution", "Kejaksaan Negeri Jember")[0] == "KEJAKSAAN REPUBLIK INDONESIA"
    assert office("x", "village", "Desa A", letterhead="KABUPATEN X\n\nDESA A").lines == ("KABUPATEN X", "DESA A")
    assert DONE == 0
