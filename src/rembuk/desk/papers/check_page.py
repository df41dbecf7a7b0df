"""Whether a paper is genuine, for anyone who holds it: by the code on it, or by its file. Nothing is said that the paper does not say itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembuk.desk.cases.opened import language
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office
from rembuk.desk.papers.copies import trusted
from rembuk.desk.papers.forms import CheckForm
from rembuk.desk.papers.models import IssuedLetter, PaperCopy
from rembuk.ledger.models import Device, DeviceRevocation
from rembuk.papers.letter import STATES
from rembuk.papers.qr import Checked, verify_qr
from rembuk.papers.registry import kinds
from rembuk.papers.signing import SignatureCheck, SigningProblem, checked_signatures


@dataclass(frozen=True)
class Shown:
    """What the page says of a paper. `genuine` None: cannot be told here. `warnings` stand beside a genuine one."""

    genuine: bool | None
    says: str
    letter: str = ""
    number: str = ""
    on: date | None = None
    office: str = ""
    state: str = ""
    warnings: tuple[str, ...] = ()
    signatures: tuple[SignatureCheck, ...] = ()


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_paper(request: HttpRequest) -> HttpResponse:
    """The page: the code is in the address when it was scanned, else it is pasted, or the file is sent."""
    form, shown = CheckForm(), None
    if request.method == "POST":
        form = CheckForm(request.POST, request.FILES)
        if form.is_valid():
            shown = _of_form(form)
    elif scanned := request.META.get("QUERY_STRING", "").partition("t=")[2]:
        shown = of_code(scanned)
    return render(request, "papers/check.html", {"form": form, "shown": shown}, status=422 if form.errors else 200)


def _of_form(form: CheckForm) -> Shown | None:
    if form.cleaned_data.get("file"):
        return of_file(form.cleaned_data["file"])
    if form.cleaned_data["code"].strip():
        return of_code(form.cleaned_data["code"])
    form.add_error("code", _("Tempel isi kode QR, atau pilih berkas PDF surat itu."))
    return None


def of_code(text: str) -> Shown:
    """What a code says and whether to believe it. Browsers may have encoded the address once more."""
    keys = {code: bytes(key) for code, key in Device.objects.values_list("code", "public_key")}
    readings = [verify_qr(one, keys) for one in dict.fromkeys((text, text.replace("%7E", "~").replace("%7e", "~"), unquote(text)))]
    best = next((one for one in readings if one.genuine), None) or next((one for one in readings if one.letter), readings[0])
    return _shown(best) if best.genuine else Shown(best.genuine, best.says.in_language(language()), *_told(best))


def _told(checked: Checked) -> tuple[Any, ...]:
    """Letter, number and day as the code says them. Of a code that is not genuine nothing is repeated."""
    return (_name_of(checked.letter, _day(checked.on)), checked.number, _day(checked.on)) if checked.genuine is None and checked.letter else ()


def _shown(checked: Checked) -> Shown:
    rows = IssuedLetter.objects.filter(record_digest__startswith=checked.digest, letter=checked.letter, number=checked.number)
    row = next((row for row in rows if _is_recorded(row)), None)
    device = Device.objects.get(pk=checked.device)
    warnings = [_("Surat ini tidak ada dalam catatan server ini; tanyakan kepada kantor yang menerbitkannya.")] if row is None else []
    if DeviceRevocation.objects.filter(pk=checked.device).exists():
        warnings.append(_("Perangkat yang menandatanganinya sudah dicabut; tanyakan kepada kantor yang menerbitkannya."))
    on = _day(checked.on)
    return Shown(
        True, checked.says.in_language(language()), _name_of(checked.letter, on), checked.number, on, _office(row.office if row else device.office),
        _state(row), tuple(warnings),
    )  # fmt: skip


def of_file(file: bytes) -> Shown:
    """Whether a file is exactly one that was issued here or signed after; its signatures are looked at in any case."""
    digest = hashlib.sha256(file).hexdigest()
    copied = PaperCopy.objects.filter(digest=digest).select_related("issued").first()
    row = copied.issued if copied else IssuedLetter.objects.filter(pk=digest).first()
    try:
        signatures = checked_signatures(file, trusted())
    except SigningProblem:
        signatures = ()
    if row is None or not _is_recorded(row):
        says = _("Berkas ini tidak sama dengan surat mana pun yang terbit dari server ini: berkas berubah, dipindai ulang, atau terbit di tempat lain.")
        return Shown(False, says, signatures=signatures)
    says = _("Asli: berkas ini sama persis, huruf demi huruf, dengan yang terbit dari kantor ini.")
    return Shown(True, says, _name_of(row.letter, row.on), row.number, row.on, _office(row.office), _state(row), signatures=signatures)


def _is_recorded(row: IssuedLetter) -> bool:
    case = casework().case(row.case)
    return case is not None and any(act.fields.get("digest") == row.digest for act in case.acts_of("letter_issued"))


def _state(row: IssuedLetter | None) -> str:
    return STATES[row.state].in_language(language()) if row and row.state in STATES else ""  # type: ignore[index]


def _office(code: str) -> str:
    return Office.objects.filter(pk=code).values_list("name", flat=True).first() or code


def _name_of(letter: str, on: date | None) -> str:
    kind = kinds().get(letter)
    return kind.title(on).in_language(language()) if kind else letter


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
