"""The pages for what went wrong, each saying what it is and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from rembuk.desk.rights import NotAllowed


def _page(request: HttpRequest, status: int, title: str, what: str, remedy: str, code: str = "") -> HttpResponse:
    # After a mistake of ours the page must stand alone; otherwise the visitor keeps his navigation.
    about = {"layout": "bare.html" if status == 500 else "base.html", "title": title, "what": what, "remedy": remedy, "code": code, "status": status}
    return render(request, "error.html", about, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(
        request, 400, _("Permintaan tidak dapat dibaca"), _("Peramban mengirim sesuatu yang tidak dimengerti server."),
        _("Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi. Bila mengunggah berkas, pastikan ukurannya paling besar 20 MB."),
    )  # fmt: skip


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the policy's own reason when it gave one."""
    if isinstance(exception, NotAllowed):
        what, remedy = exception.said()
        return _page(request, 403, _("Tidak diizinkan"), what, remedy, exception.no_right.code)
    return _page(
        request, 403, _("Tidak diizinkan"), _("Akun Anda tidak boleh membuka halaman ini."),
        _("Kembali ke pekerjaan Anda, atau masuk dengan akun lain."),
    )  # fmt: skip


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; the same for what does not exist and for what the visitor must not learn of."""
    return _page(
        request, 404, _("Halaman tidak ditemukan"), _("Alamat ini tidak ada, atau bukan untuk jabatan Anda."),
        _("Periksa alamatnya. Bila Anda mencari perkara, cari dengan nomornya di daftar perkara."),
    )  # fmt: skip


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(
        request, 500, _("Terjadi kesalahan pada server"), _("Permintaan Anda tidak selesai. Yang sudah tersimpan tetap tersimpan."),
        _("Coba lagi beberapa saat lagi. Bila berulang, sampaikan jam kejadiannya kepada administrator."),
    )  # fmt: skip


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's own proof was missing or old."""
    return _page(
        request, 403, _("Formulir sudah tidak berlaku"), _("Halaman ini terlalu lama terbuka, atau kuki peramban dimatikan, sehingga kiriman tidak diterima."),
        _("Tekan tombol kembali: isian Anda masih ada di formulir. Muat ulang halaman di tab lain bila perlu, lalu kirim lagi."),
        "csrf",
    )  # fmt: skip
