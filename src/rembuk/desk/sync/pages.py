"""The page about other stores: how old each side is, what waits, sync now, files for a stick, and which nodes may take part.

Whoever holds a post may sync and carry files: a bundle is sealed for its receiver, its carrier reads nothing in it. Which nodes take part is for
administrators, each for the offices he administers.
"""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, datetime
from typing import Any, NamedTuple

import segno
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.node import casework
from rembuk.desk.policy import may
from rembuk.desk.rights import needs
from rembuk.desk.sync import choices, nodes
from rembuk.desk.sync.choices import said
from rembuk.desk.sync.files import ENDING
from rembuk.desk.sync.refreshing import note, refresh
from rembuk.desk.sync.scope import cases_of_device
from rembuk.desk.sync.syncing import sync_now
from rembuk.desk.sync.views import hub_side
from rembuk.ledger.errors import StoreError
from rembuk.ledger.sync import cards, hubs
from rembuk.ledger.sync.bundles import MOST_BYTES, BundleProblem
from rembuk.ledger.sync.cards import Card
from rembuk.ledger.sync.notices import notices
from rembuk.ledger.sync.sticks import Imported, export_answer, export_request, import_files

_MOST_NOTICES = 20
_FILE_SECONDS = 20.0
_MOST_FILES = 40
#: Sizes that a person may choose for the parts of a bundle, in kB.
PARTS = (0, 10, 100, 1000)


class Arrived(NamedTuple):
    """A file that was taken in, and its receipt: the address of the data, the name to keep it under."""

    told: Imported
    receipt: str
    name: str


@require_http_methods(["GET", "HEAD", "POST"])
def carrying(request: HttpRequest) -> HttpResponse:
    """How this store stands to others; a file that somebody brings is taken in."""
    told = {"arrived": None, "problem": ""} if request.method != "POST" else _taken_in(request)
    actor, device = actor_of(request), casework().device
    mine = nodes.nodes_of(actor) if may(actor, "administer") else None
    text = cards.write(device)
    return render(request, "sync/carrying.html", {
        **told, "standing": hubs.standing(), "hub": hubs.hub_of(), "told": notices()[:_MOST_NOTICES], "nodes": mine, "parts": PARTS, "card": text,
        "fingerprint": cards.card_of(device).fingerprint, "card_qr": segno.make(text, error="l").svg_data_uri(scale=3),
        "offices": nodes.offices_for(actor) if mine is not None else (), "limit": MOST_BYTES, **choices.shown(may_choose=mine is not None),
    }, status=400 if told["problem"] else 200)  # fmt: skip


@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """Syncs with the hub once, now."""
    synced = sync_now(tries=1, file_seconds=_FILE_SECONDS)
    if synced.outcome is not None and synced.outcome.is_revoked:
        return HttpResponse(synced.says, content_type="text/plain; charset=utf-8")
    say = messages.error if synced.outcome is None else messages.success
    say(request, said(synced.says, synced.says_en))
    return redirect("carrying")


@require_POST
def bundle_for_hub(request: HttpRequest) -> HttpResponse:
    """A file for the hub with all that it has not confirmed."""
    hub = hubs.hub_of()
    if hub is None:
        messages.error(request, _("Node ini belum punya hub; gabungkan dahulu dengan kartu kuncinya."))
        return redirect("carrying")
    work, now = casework(), datetime.now(UTC)
    files = export_request(work.ledger, work.device, Card(hub.code, bytes(hub.public_key), bytes(hub.box_key)), now, _part_bytes(request))
    record_look(actor_of(request), "exported", about=f"bundel untuk hub {hub.code}")
    return _download(f"untuk-{hub.code}-{now:%Y%m%d%H%M}", files)


@require_POST
@needs("administer")
def bundle_for_node(request: HttpRequest, code: str) -> HttpResponse:
    """A file for a node with all that it may hold and, as far as is known here, does not have."""
    device, work, now = nodes.node_or_404(actor_of(request), code), casework(), datetime.now(UTC)
    try:
        card = cards.read(request.POST.get("card", ""))
    except cards.CardProblem as problem:
        messages.error(request, str(problem))
        return redirect("carrying")
    if (card.code, card.public_key) != (device.code, bytes(device.public_key)):
        messages.error(request, _("Kartu itu milik perangkat lain; minta kartu perangkat %(code)s.") % {"code": code})
        return redirect("carrying")
    files = export_answer(work.ledger, work.device, card, cases_of_device, now, _part_bytes(request))
    record_look(actor_of(request), "exported", about=f"bundel untuk node {code}")
    return _download(f"untuk-{code}-{now:%Y%m%d%H%M}", files)


@require_POST
@needs("administer")
def join(request: HttpRequest) -> HttpResponse:
    """Makes this store a node of the hub whose card was entered."""
    try:
        hub = nodes.join_hub(request.POST.get("address", ""), request.POST.get("card", ""))
        record_look(actor_of(request), "administered", about=f"hub {hub.code}")
        messages.success(request, _("Hub %(code)s; sidik kuncinya %(sign)s. Cocokkan lewat telepon dengan pengelola hub.") % {"code": hub.code, "sign": hub.fingerprint})
    except (ValidationError, StoreError) as problem:
        messages.error(request, _sentence(problem))
    return redirect("carrying")


@require_POST
@needs("administer")
def enrol(request: HttpRequest) -> HttpResponse:
    """Lets the node of an office take part."""
    actor = actor_of(request)
    try:
        card = nodes.enrol_node(actor, request.POST.get("card", ""), request.POST.get("office", ""), request.POST.get("label", ""))
        record_look(actor, "administered", about=f"node {card.code} untuk {request.POST.get('office')}")
        messages.success(request, _("Node %(code)s terdaftar; sidik kuncinya %(sign)s. Cocokkan lewat telepon.") % {"code": card.code, "sign": card.fingerprint})
    except (ValidationError, StoreError) as problem:
        messages.error(request, _sentence(problem))
    return redirect("carrying")


@require_POST
@needs("administer")
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Takes a node's right away; it is told when it next asks, and empties itself."""
    device, reason = nodes.node_or_404(actor_of(request), code), " ".join(request.POST.get("reason", "").split())
    if not reason:
        messages.error(request, _("Tulis alasannya dahulu; alasan itu disampaikan kepada perangkat."))
        return redirect("carrying")
    casework().ledger.revoke(device.code, reason=reason[:200], by=actor_of(request).user, now=datetime.now(UTC))
    record_look(actor_of(request), "administered", about=f"node {code} dicabut")
    messages.success(request, _("Hak node %(code)s dicabut. Isinya dihapus begitu node itu tersambung lagi.") % {"code": code})
    return redirect("carrying")


def _taken_in(request: HttpRequest) -> dict[str, Any]:
    """The files that were brought, whole or not at all."""
    files, work, now = request.FILES.getlist("files"), casework(), datetime.now(UTC)
    if not files or len(files) > _MOST_FILES or sum(one.size or 0 for one in files) > MOST_BYTES:
        return {"arrived": None, "problem": _("Pilih satu sampai %(most)s berkas .rbk, bersama paling besar 32 MB.") % {"most": _MOST_FILES}}
    try:
        done = import_files(work.ledger, work.device, [_content(one) for one in files], now, hub_side=hub_side(), project=note)
    except BundleProblem as problem:
        return {"arrived": None, "problem": said(problem.says, problem.says_en)}
    finally:
        refresh(now)
    record_look(actor_of(request), "administered", about=f"bundel dari {', '.join(sorted({one.sender for one in done}))}")
    return {"arrived": [_arrived(one, now, place) for place, one in enumerate(done, 1)], "problem": ""}


def _content(file: UploadedFile[bytes]) -> bytes:
    return b"".join(file.chunks())


def _arrived(one: Imported, now: datetime, place: int) -> Arrived:
    name = f"tanda-terima-{one.sender}-{now:%Y%m%d%H%M}-{place}{ENDING}"
    return Arrived(one, f"data:application/octet-stream;base64,{base64.b64encode(one.answer).decode()}" if one.answer else "", name)


def _part_bytes(request: HttpRequest) -> int | None:
    told = request.POST.get("part", "0")
    return int(told) * 1000 if told.isdigit() and int(told) in PARTS[1:] else None


def _download(name: str, files: list[bytes]) -> HttpResponse:
    """One file, or several in a ZIP, which is how a browser can give more than one."""
    content, ending = files[0], ENDING
    if len(files) > 1:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as whole:
            for place, one in enumerate(files, 1):
                whole.writestr(f"{name}-{place}-dari-{len(files)}{ENDING}", one)
        content, ending = packed.getvalue(), ".zip"
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}{ending}"'
    return answer


def _sentence(problem: ValidationError | StoreError) -> str:
    return str(problem.message) if isinstance(problem, ValidationError) else said(problem.says, problem.says_en)
