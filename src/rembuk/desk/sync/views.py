"""The addresses that nodes call: one for an exchange, one for the hub's key card."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rembuk.desk.node import casework
from rembuk.desk.sync.lean import LeanResponse, lean
from rembuk.desk.sync.refreshing import note, refresh
from rembuk.desk.sync.scope import cases_of_device, judge, may_introduce
from rembuk.ledger.errors import StoreError
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
