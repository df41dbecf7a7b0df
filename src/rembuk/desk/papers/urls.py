"""Addresses of papers: in a case, of an office, and the check that anyone may make."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.papers import agreement_pages, check_page, issued_pages, office_pages, pages

_CASE = "perkara/<str:case_id>/surat/"
_ISSUED = f"{_CASE}terbit/<slug:digest>/"
_OFFICE = "kantor/<slug:code>/surat/"

urlpatterns = [
    path("periksa/", check_page.check_paper, name="check_paper"),
    path(_CASE, pages.papers, name="case_papers"),
    path(f"{_CASE}berkas/", issued_pages.case_file, name="case_file"),
    path(f"{_CASE}sederhana/", agreement_pages.plain, name="case_plain"),
    path(f"{_CASE}sederhana/kesepakatan.pdf", agreement_pages.plain_pdf, name="case_plain_pdf"),
    path(f"{_CASE}sederhana/suara/", agreement_pages.plain_sound, name="case_plain_sound"),
    path(_ISSUED, issued_pages.issued, name="case_paper_issued"),
    path(f"{_ISSUED}surat.pdf", issued_pages.file, name="case_paper_file"),
    path(f"{_ISSUED}salinan/<int:place>/", issued_pages.copy, name="case_paper_copy"),
    path(f"{_ISSUED}tanda-tangan/", issued_pages.sign_letter, name="case_paper_sign"),
    path(f"{_ISSUED}pindai/", issued_pages.scan_letter, name="case_paper_scan"),
    path(f"{_ISSUED}pemeriksaan.pdf", issued_pages.checks, name="case_paper_checks"),
    path(f"{_CASE}<slug:kind_id>/", pages.letter, name="case_paper"),
    path(f"{_CASE}<slug:kind_id>/konsep.pdf", pages.preview, name="case_paper_preview"),
    path(f"{_CASE}<slug:kind_id>/konsep.docx", pages.editable, name="case_paper_editable"),
    path(_OFFICE, office_pages.office_papers, name="office_papers"),
    path(f"{_OFFICE}<slug:kind_id>/", office_pages.office_letter, name="office_letter"),
    path(f"{_OFFICE}<slug:kind_id>/<str:name>", office_pages.template_file, name="office_template"),
]
