"""Addresses of numbers and register books."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.numbers import (
    book_pages,
    breakdown,
    half_year_page,
    number_list,
    old_book_page,
    old_totals_page,
    open_page,
    overview,
    waiting,
)

urlpatterns = [
    path("angka/", overview.overview, name="numbers"),
    path("angka/rincian/", breakdown.breakdown, name="numbers_breakdown"),
    path("angka/tunggu/", waiting.waiting, name="numbers_waiting"),
    path("angka/laporan/", half_year_page.half_year_report, name="half_year_report"),
    path("angka/laporan.pdf", half_year_page.half_year_pdf, name="half_year_pdf"),
    path("angka/lama/", old_totals_page.old_totals, name="old_totals"),
    path("angka/terbuka/", open_page.open_numbers, name="open_numbers"),
    path("angka/daftar/<slug:name>/", number_list.number_list, name="number_list"),
    path("angka/daftar/<slug:name>.csv", number_list.number_export, name="number_export"),
    path("register/", book_pages.registers, name="registers"),
    path("register/<slug:name>/", book_pages.book_month, name="book"),
    path("register/<slug:name>/lama/", old_book_page.old_book, name="old_book"),
    path("register/<slug:name>/lama.pdf", old_book_page.old_book_pdf, name="old_book_pdf"),
    path("register/<slug:name>/lama/<int:entry>/pindaian/", old_book_page.old_scan, name="old_scan"),
    path("register/<slug:name>/impor/", old_book_page.import_book, name="import_book"),
    path("register/<slug:name>/impor/<int:batch>/", old_book_page.import_report, name="import_report"),
    path("register/<slug:name>/unduh.<slug:form>", book_pages.book_export, name="book_export"),
    path("register/<slug:name>/<str:month>.pdf", book_pages.book_pdf, name="book_pdf"),
    path("register/<slug:name>/<str:month>/", book_pages.book_month, name="book_month"),
]
