"""The addresses that nodes call: one for an exchange, one for the hub's key card."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rembuk.desk.node import casework
from rembuk.desk.sync import pieces
from rembuk.desk.sync.lean import LeanResponse, lean
from rembuk.desk.sync.media import may_have, message
from rembuk.desk.sync.refreshing import note, refresh
from rembuk.desk.sync.scope import cases_of_device, judge, may_introduce
from rembuk.ledger.errors import StoreError
from rembuk.ledger.keys import is_signed
from rembuk.ledger.models import Device, DeviceRevocation
from rembuk.ledger.sync import cards
from rembuk.ledger.sync.exchange import MOST_BYTES
from rembuk.ledger.sync.hub import HubSide

_LOG = logging.getLogger(__name__)


def hub_side() -> HubSide:
    """This desk as the hub of others."""
    work = casework()
    return HubSide(work.ledger, work.device, scope=cases_of_device, judge=judge, project=note, may_introduce=may_introduce)


@csrf_exempt
@login_not_required
@require_POST
def exchange(request: HttpRequest) -> HttpResponseBase:
    """One exchange with a node; the request is signed by its device, and no session is asked for."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refusal(413, "Kiriman terlalu besar; kirim dalam beberapa bagian.", "The request is too large; send it in parts.")
    now = datetime.now(UTC)
    try:
        answer = hub_side().answer(request.body, now)
        if answer.says is not None:
            return _refusal(answer.status, *answer.says)
        return lean(_guarded(answer.records), answer.status, _refresh)
    except StoreError as error:
        return _refusal(503, error.says, error.says_en)


@login_not_required
@require_GET
def card(request: HttpRequest) -> HttpResponse:
    """The hub's key card, for a node that joins."""
    return HttpResponse(cards.write(casework().device) + "\n", content_type="text/plain; charset=utf-8")


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def media(request: HttpRequest) -> HttpResponseBase:
    """A piece of a file that acts name: given, or taken in; the request is signed by the device."""
    device, digest, start = (request.GET.get(name, "") for name in ("d", "h", "f"))
    if not pieces.is_digest(digest) or not start.isdigit() or len(start) > 12 or int(request.headers.get("Content-Length") or 0) > pieces.MOST_PIECE + 2000:
        return _refusal(400, "Permintaan berkas tidak terbaca.", "The request for a file cannot be read.")
    if not _is_by(request, device, digest, int(start)) or not may_have(device, digest):
        return _refusal(403, "Perangkat ini tidak berhak atas berkas itu.", "This device has no right to that file.")
    if request.method == "GET":
        piece = pieces.piece_of(digest, int(start))
        if piece is None:
            return _refusal(404, "Berkas itu belum sampai di hub.", "That file has not reached the hub yet.")
        return LeanResponse(piece.written(), status=200)
    try:
        return LeanResponse(str(pieces.add(digest, device, int(start), pieces.read_piece(request.body))).encode(), status=200)
    except ValueError as problem:
        return _refusal(400, f"Berkas tidak diterima: {problem}.", f"The file was not taken in: {problem}.")


def _is_by(request: HttpRequest, code: str, digest: str, start: int) -> bool:
    """Whether an enrolled device that was not revoked signed this."""
    device = Device.objects.filter(code=code).exclude(code__in=DeviceRevocation.objects.values("device")).first()
    try:
        signature = base64.urlsafe_b64decode(request.GET.get("s", ""))
    except ValueError:
        return False
    said = message(casework().device.code, request.method or "", digest, start, request.body)
    return device is not None and is_signed(said, signature, bytes(device.public_key))


def _guarded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces; a store that fails midway ends the answer there, and the node asks again."""
    try:
        yield from pieces
    except StoreError as error:
        _LOG.error("jawaban kepada node terputus: %s", error)


def _refresh() -> None:
    try:
        refresh(datetime.now(UTC))
    except StoreError as error:
        _LOG.error("daftar perkara belum dihitung ulang: %s", error)


def _refusal(status: int, says: str, says_en: str) -> HttpResponseBase:
    return LeanResponse(json.dumps({"says": says, "says_en": says_en}, ensure_ascii=False).encode(), status=status)
