"""How an office's papers look and are numbered: its own templates, tried before they count, its emblem, its numbers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.administration.scope import office_or_404
from rembuk.desk.cases.opened import language
from rembuk.desk.jinja import both
from rembuk.desk.offices.models import Office
from rembuk.desk.papers.doors import answer
from rembuk.desk.papers.forms import NumberBlockForm, TemplateForm
from rembuk.desk.papers.models import NumberBlock
from rembuk.desk.papers.numbering import block_of, offered
from rembuk.desk.papers.requests import office_of
from rembuk.desk.papers.templates import DOCX, EMBLEM, TYPST, emblem_of, line_of, put_to_use, templates_for, tried
from rembuk.desk.rights import needs
from rembuk.papers.letter import Kind
from rembuk.papers.numbers import Given
from rembuk.papers.registry import kinds_for
from rembuk.papers.template_check import TemplateFinding

_MEDIA = {TYPST: "text/plain; charset=utf-8", DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
_EMBLEM_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def office_papers(request: HttpRequest, code: str) -> HttpResponse:
    """The letters of an office with their numbers and templates; its letterhead and emblem."""
    actor = actor_of(request)
    office = office_or_404(actor, code)
    form = TemplateForm(_("Lambang kantor (PNG, JPEG, atau SVG)"), ".png,.jpg,.jpeg,.svg", request.POST or None, request.FILES or None)
    if request.method == "POST" and request.POST.get("do") == "shipped":
        put_to_use(office.code, "", EMBLEM, None, by=actor.user, at=timezone.now())
        return redirect("office_papers", office.code)
    if request.method == "POST" and form.is_valid():
        if _is_drawing(form.cleaned_data["file"]):
            put_to_use(office.code, "", EMBLEM, form.cleaned_data["file"], by=actor.user, at=timezone.now())
            record_look(actor, "administered", about=f"lambang {office.code}")
            messages.success(request, _("Lambang dipakai mulai surat berikutnya."))
            return redirect("office_papers", office.code)
        form.add_error("file", _("Berkas ini bukan PNG, JPEG, atau SVG."))
    listed = [_listed(office, kind) for kind in kinds_for(office.institution)]  # type: ignore[arg-type]
    head = office_of(office)
    about = {"office": office, "listed": listed, "head": head, "form": form, "has_emblem": emblem_of(line_of(office.code)) is not None}
    return render(request, "papers/office.html", about, status=422 if form.errors else 200)


def _is_drawing(file: bytes) -> bool:
    return file.startswith(_EMBLEM_STARTS) or b"<svg" in file[:2000]


def _listed(office: Office, kind: Kind) -> dict[str, Any]:
    today = timezone.localdate()
    block, own = block_of(office.code, kind, today.year), templates_for(kind.id, line_of(office.code))
    following = offered(block, today)
    return {"id": kind.id, "title": kind.title(today).in_language(language()), "pattern": block.pattern, "own": bool(own.typst_digest or own.docx_digest),
            "next": following.text if isinstance(following, Given) else ""}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def office_letter(request: HttpRequest, code: str, kind_id: str) -> HttpResponse:
    """One letter of an office: how it is numbered, and its templates."""
    actor = actor_of(request)
    office = office_or_404(actor, code)
    kind = _kind_or_404(office, kind_id)
    year = timezone.localdate().year
    block = block_of(office.code, kind, year)
    row = NumberBlock.objects.filter(office=office.code, series=kind.id, year=year).first()
    row = row or NumberBlock(office=office.code, series=kind.id, year=year, pattern=block.pattern, unit=block.unit)
    numbers = NumberBlockForm(request.POST if request.POST.get("do") == "numbers" else None, instance=row)
    templates = {name: TemplateForm(label, f".{name.rpartition('.')[2]}", *_sent(request, name)) for name, label in _labels().items()}
    found: dict[str, list[TemplateFinding]] = {}
    if request.method == "POST":
        done = _shipped(request, office, kind) or _numbers(request, office, kind, numbers) or _template(request, office, kind, templates, found)
        if done:
            return redirect("office_letter", office.code, kind.id)
    own = templates_for(kind.id, line_of(office.code))
    wrong = numbers.errors or any(form.errors for form in templates.values()) or found
    return render(request, "papers/office_letter.html", {
        "office": office, "kind": kind, "title": kind.title().in_language(language()), "numbers": numbers, "year": year,
        "templates": [(name, form, bool(own.typst_digest if name == TYPST else own.docx_digest), _said(found.get(name, ()))) for name, form in templates.items()],
    }, status=422 if wrong else 200)  # fmt: skip


def _labels() -> dict[str, str]:
    return {TYPST: _("Templat PDF (letter.typ)"), DOCX: _("Templat DOCX (letter.docx)")}


def _sent(request: HttpRequest, name: str) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.POST.get("do") == name else (None, None)


def _said(found: Any) -> list[tuple[str, bool]]:
    return [(both(one.says, one.says_en), one.advice) for one in found]


def _kind_or_404(office: Office, kind_id: str) -> Kind:
    found = next((kind for kind in kinds_for(office.institution) if kind.id == kind_id), None)  # type: ignore[arg-type]
    if found is None:
        raise Http404(kind_id)
    return found


def _numbers(request: HttpRequest, office: Office, kind: Kind, form: NumberBlockForm) -> bool:
    if request.POST.get("do") != "numbers" or not form.is_valid():
        return False
    form.save()
    record_look(actor_of(request), "administered", about=f"nomor {kind.id} {office.code}: {form.cleaned_data['pattern']}")
    messages.success(request, _("Penomoran disimpan."))
    return True


def _shipped(request: HttpRequest, office: Office, kind: Kind) -> bool:
    """Back to the template that came with the program."""
    name = request.POST.get("do", "").removeprefix("shipped:")
    if name not in _labels() or not request.POST["do"].startswith("shipped:"):
        return False
    put_to_use(office.code, kind.id, name, None, by=actor_of(request).user, at=timezone.now())
    record_look(actor_of(request), "administered", about=f"templat bawaan {kind.id} {office.code}")
    messages.success(request, _("Kembali ke templat bawaan."))
    return True


def _template(request: HttpRequest, office: Office, kind: Kind, forms: dict[str, TemplateForm], found: dict[str, list[TemplateFinding]]) -> bool:
    """Use an uploaded template if nothing in it breaks; the findings go to the page."""
    name = request.POST.get("do", "")
    form = forms.get(name)
    if form is None or not form.is_valid():
        return False
    findings = tried(form.cleaned_data["file"], kind.id, name)
    if any(not one.advice for one in findings):
        found[name] = findings
        return False
    actor = actor_of(request)
    put_to_use(office.code, kind.id, name, form.cleaned_data["file"], by=actor.user, at=timezone.now())
    record_look(actor, "administered", about=f"templat {kind.id} {office.code}")
    messages.success(request, _("Templat sudah diperiksa dengan contoh surat dan dipakai mulai surat berikutnya."))
    for one in findings:
        messages.info(request, both(one.says, one.says_en))
    return True


@require_GET
@needs("administer")
def template_file(request: HttpRequest, code: str, kind_id: str, name: str) -> HttpResponse:
    """The template in use, to be changed and sent back."""
    office = office_or_404(actor_of(request), code)
    kind = _kind_or_404(office, kind_id)
    if name not in _MEDIA:
        raise Http404(name)
    own = templates_for(kind.id, line_of(office.code))
    return answer(own.bytes_of(kind.id, name), _MEDIA[name], f"{kind.id}-{name}", download=True)
