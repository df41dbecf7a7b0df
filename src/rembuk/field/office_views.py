"""What people of an office do with kits: make a code for one, revoke one that was lost, take in a file that one could not send.

Everybody looks after his own kits; who administers an office after those of its people. How the pages look is the host's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rembuk.field.carrying import MOST_BYTES, take_in_file
from rembuk.field.enrolling import give_code
from rembuk.field.envelope import NotReadable
from rembuk.field.exchange import role_of
from rembuk.field.host import host
from rembuk.ledger.models import Act, Device, DeviceRevocation
from rembuk.record.act import Author

_MOST_KITS = 100


@require_http_methods(["GET", "HEAD", "POST"])
def own_kits(request: HttpRequest) -> HttpResponse:
    """A person's own kits in the post he acts in: a code with its QR, revoking, a file brought by hand."""
    desk = host()
    author = desk.visitor(request)
    if author is None:
        raise PermissionDenied
    told: dict[str, Any] = {}
    if "carried" in request.FILES:
        told |= _carried(request)
    elif wanted := request.POST.get("revoke"):
        told["revoked"] = _revoke(wanted, _kits_of(user=author.user), by=author.user, reason="dicabut pemiliknya")
    elif request.method == "POST":
        told |= _code_for(request, author)
    return desk.page(request, told | {"kits": _listed(_kits_of(user=author.user)), "own": author})


@require_http_methods(["GET", "HEAD", "POST"])
def kits_of_office(request: HttpRequest, code: str) -> HttpResponse:
    """The kits of an office, also of those who have left it, for whoever administers it."""
    desk = host()
    office, people, listed = desk.governed(request, code, request.GET.get("halaman", ""))
    told: dict[str, Any] = {}
    chosen = next((one for one in people if f"{one.user} {one.role}" == request.POST.get("holder")), None)
    if wanted := request.POST.get("revoke"):
        by, reason = request.user.get_username(), "dicabut administrator kantor"
        if found := _revoke(wanted, _kits_of(office=office.code), by=by, reason=reason):
            desk.log(request, f"perangkat lapangan {found} dicabut, {office.code}")
        told["revoked"] = found
    elif chosen:
        told |= _code_for(request, chosen)
        desk.log(request, f"kode perangkat lapangan untuk {chosen.user} ({chosen.role}), {office.code}")
    return desk.page(request, told | {"kits": _listed(_kits_of(office=office.code)), "office": office, "people": people, "listed": listed})


def _code_for(request: HttpRequest, author: Author) -> dict[str, Any]:
    code = give_code(author)
    address = request.build_absolute_uri(reverse("field_kit"))
    return {"code": code, "qr": _qr(f"rembuk:{code}"), "kit_address": address, "address_qr": _qr(address), "holder": author}


def _kits_of(*, user: str = "", office: str = "") -> QuerySet[Device]:
    """The kits in a person's name, or of an office, the newest first."""
    kits = Device.objects.filter(label__startswith="kit ").order_by("-enrolled_at")
    return kits.filter(enrolled_by=user) if user else kits.filter(office=office)


def _listed(kits: QuerySet[Device]) -> list[Mapping[str, Any]]:
    """Each kit for the page: code, holder, role, office, since when, how many acts came, when it was revoked."""
    shown = list(kits[:_MOST_KITS])
    codes = [one.code for one in shown]
    gone = dict(DeviceRevocation.objects.filter(device__in=codes).values_list("device", "revoked_at"))
    acts = dict(Act.objects.filter(device__in=codes).values("device").annotate(last=Max("number")).values_list("device", "last"))
    return [
        {
            "code": one.code, "user": one.enrolled_by, "role": role_of(one), "office": one.office, "since": one.enrolled_at,
            "acts": acts.get(one.code, 0), "revoked": gone.get(one.code),
        }
        for one in shown
    ]  # fmt: skip


def _revoke(code: str, among: QuerySet[Device], *, by: str, reason: str) -> str:
    """The code of the kit that was revoked; "" for one that is not among them, or was revoked before."""
    if not among.filter(code=code).exists() or DeviceRevocation.objects.filter(device=code).exists():
        return ""
    host().casework().ledger.revoke(code, reason=reason, by=by, now=datetime.now(UTC))
    return code


def _carried(request: HttpRequest) -> dict[str, Any]:
    """What came of a file from a kit: what it `carried`, or the `problem` for which it was refused whole, in both languages."""
    file = request.FILES["carried"]
    content = file.read(MOST_BYTES + 1) if isinstance(file, UploadedFile) else b""
    try:
        return {"carried": take_in_file(content, request.POST.get("password", ""), host(), datetime.now(UTC))}
    except NotReadable as problem:
        return {"problem": problem.said}


def _qr(text: str) -> str:
    """The text as a picture in a data address."""
    import segno

    return str(segno.make(text, error="m").svg_data_uri(scale=6, border=3))
