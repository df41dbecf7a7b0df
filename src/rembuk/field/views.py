"""The addresses a kit calls: its own files, putting it into service, exchanging acts, sending photographs.

The files hold no case and are for everybody. Exchanges carry no cookie: the device's own signature says who sends.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rembuk.field.arriving import taken_in
from rembuk.field.enrolling import enrol, may_try, note_failure
from rembuk.field.envelope import MOST_BYTES, NotReadable, Sender, sender_of, unpacked
from rembuk.field.exchange import exchange
from rembuk.field.host import host
from rembuk.field.pack import KitFile, kit_files

_FOREVER = "public, max-age=31536000, immutable"
_CHECKED = "no-cache"


@login_not_required
@require_GET
def kit_file(request: HttpRequest, name: str = "") -> HttpResponse:
    """One of the kit's own files, compressed as the browser likes it."""
    file = kit_files().get(name)
    if file is None:
        raise Http404(name)
    if request.headers.get("If-None-Match") == f'"{file.digest}"':
        return HttpResponseNotModified()
    response = _compressed(file, request.headers.get("Accept-Encoding", ""))
    response["ETag"] = f'"{file.digest}"'
    response["Cache-Control"] = _FOREVER if name.count(".") == 2 else _CHECKED
    response["Vary"] = "Accept-Encoding"
    if name == "":
        response["Permissions-Policy"] = "camera=(self), microphone=(self)"
    return response


def _compressed(file: KitFile, taken: str) -> HttpResponse:
    for coding, content in (("zstd", file.zstd), ("gzip", file.gzip)):
        if coding in taken:
            return HttpResponse(content, content_type=file.type, headers={"Content-Encoding": coding})
    return HttpResponse(file.content, content_type=file.type)


@login_not_required
@csrf_exempt
@require_POST
def enrolment(request: HttpRequest) -> HttpResponse:
    """A kit comes with its code and public key, and gets its papers."""
    address = request.META.get("REMOTE_ADDR", "")
    if not may_try(address):
        return _refused(429, "Terlalu banyak percobaan. Tunggu sepuluh menit, lalu coba lagi.", "Too many tries. Wait ten minutes, then try again.")
    told = _json(request)
    papers = enrol(str(told.get("code", "")), str(told.get("public_key", "")), str(told.get("label", "")), host(), datetime.now(UTC))
    if papers is None:
        note_failure(address)
        return _refused(
            400, "Kode salah, sudah dipakai, atau sudah lewat 15 menit. Minta kode baru di meja kantor.",
            "The code is wrong, used or older than 15 minutes. Ask the desk for a new one.",
        )  # fmt: skip
    return JsonResponse(papers)


@login_not_required
@csrf_exempt
@require_POST
def exchanging(request: HttpRequest) -> HttpResponse:
    """One exchange of acts with a kit; a revoked one is told to wipe itself, once it has handed over nothing more."""
    sender = _sender(request)
    if sender is None:
        return _unknown()
    if sender.is_revoked:
        return JsonResponse({"wipe": True}, status=410)
    try:
        return JsonResponse(exchange(unpacked(request.body), sender.device, host(), datetime.now(UTC)))
    except NotReadable as problem:
        return _refused(400, *problem.said)


@login_not_required
@csrf_exempt
@require_POST
def media(request: HttpRequest, digest: str) -> HttpResponse:
    """A piece of a photograph or recording; the answer says how much of it is here, so that a cut costs one piece."""
    sender = _sender(request)
    if sender is None or sender.is_revoked:
        return _unknown()
    headers = request.headers
    try:
        size = taken_in(digest, int(headers["Rembuk-From"]), int(headers["Rembuk-Size"]), headers["Rembuk-Type"], request.body, sender.device.code, host())
    except (KeyError, ValueError):
        return _refused(400, "Potongan berkas tidak dapat diterima; kirim dari awal.", "The piece of the file cannot be taken; send it from the start.")
    return JsonResponse({"size": size})


def _sender(request: HttpRequest) -> Sender | None:
    return sender_of(request.path, request.headers, request.body) if len(request.body) <= MOST_BYTES else None


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        told = json.loads(request.body[:10_000])
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _unknown() -> HttpResponse:
    return _refused(401, "Perangkat ini tidak dikenal kantor. Daftarkan lagi dengan kode baru.", "The office does not know this device. Enrol it again with a new code.")


def _refused(status: int, reason: str, reason_en: str) -> HttpResponse:
    return JsonResponse({"reason": [reason, reason_en]}, status=status)
