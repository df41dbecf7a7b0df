"""An issued letter: its file, its signatures and scans, what they are worth, serving it; and the papers of a case as one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from rembuk.desk.access.log import record_look
from rembuk.desk.cases.frame import context
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.jinja import both
from rembuk.desk.papers.copies import NotKept, add_scan, add_signature, checks_of, copy_file, newest_file
from rembuk.desk.papers.doors import answer, issued_or_404, open_papers, sent
from rembuk.desk.papers.forms import KeyFileForm, ScanForm
from rembuk.desk.papers.issuing import file_of, is_altered, letter_of
from rembuk.desk.papers.listing import made_letters
from rembuk.desk.papers.models import IssuedLetter
from rembuk.desk.papers.templates import KeptTemplates
from rembuk.papers.case_file import Filed, print_case_file
from rembuk.papers.letter import STATES, Letter
from rembuk.papers.overlay import Overlay
from rembuk.papers.scans import scan_of
from rembuk.papers.signature_page import print_checks
from rembuk.papers.signing import Occasion, SigningProblem, key_file_signer
from rembuk.record.outcome import Refused

_PDF = "application/pdf"


@require_GET
def issued(request: HttpRequest, case_id: str, digest: str) -> HttpResponse:
    """One issued letter."""
    opened = open_papers(request, case_id)
    return _page(request, opened, issued_or_404(opened, digest))


def _page(
    request: HttpRequest, opened: Opened, row: IssuedLetter, *, signing: KeyFileForm | None = None, scanning: ScanForm | None = None, status: int = 200
) -> HttpResponse:
    made = next(one for one in made_letters(opened) if one.row and one.row.pk == row.pk)
    altered = is_altered(row)
    return render(request, "papers/issued.html", context(
        opened, "papers", made=made, row=row, state=STATES[row.state].in_language(language()), altered=altered, there=file_of(row) is not None,  # type: ignore[index]
        copies=[{"row": copy, "there": copy_file(copy) is not None} for copy in row.copies.all()], checks=[_check(check) for check in checks_of(row)],
        may_act=opened.may("act") or opened.may("approve"), signing=signing or KeyFileForm(), scanning=scanning or ScanForm(),
    ), status=status)  # fmt: skip


def _check(check: Any) -> dict[str, Any]:
    good = check.intact and check.added_after != "changes"
    return {"name": check.name, "at": check.signed_at, "certificate": check.certificate, "good": good, "trusted": good and check.trusted,
            "says": both(check.says.id, check.says.en)}  # fmt: skip


@require_GET
def file(request: HttpRequest, case_id: str, digest: str) -> HttpResponse:
    """The issued file, the same bytes as ever; 409 with what to do when neither the kept file nor the record gives them."""
    opened = open_papers(request, case_id)
    row = issued_or_404(opened, digest)
    found = file_of(row)
    if found is None:
        return _page(request, opened, row, status=409)
    return sent(opened, found, _PDF, f"{row.letter}-{row.number}.pdf", about=f"{row.letter} {row.number}", download="unduh" in request.GET)


@require_GET
def copy(request: HttpRequest, case_id: str, digest: str, place: int) -> HttpResponse:
    """A signed copy or a scan."""
    opened = open_papers(request, case_id)
    row = issued_or_404(opened, digest)
    one = row.copies.filter(place=place).first()
    found = copy_file(one) if one else None
    if one is None or found is None:
        raise Http404(digest)
    ending = one.media_type.rpartition("/")[2]
    return sent(opened, found, one.media_type, f"{row.letter}-{row.number}-{place}.{ending}", about=f"{row.letter} {row.number}, salinan {place}")


@sensitive_post_parameters("password")
@require_POST
def sign_letter(request: HttpRequest, case_id: str, digest: str) -> HttpResponse:
    """One signature with a key file; the file and its password are forgotten when this returns."""
    opened = _to_act_in(request, case_id)
    row = issued_or_404(opened, digest)
    form = KeyFileForm(request.POST, request.FILES)
    if form.is_valid():
        post = opened.actor.post
        occasion = Occasion(opened.actor.person.full_name, post.label if post else "", (post.office.place or post.office.name) if post else "")
        try:
            add_signature(opened, row, key_file_signer(form.cleaned_data["key"], form.cleaned_data["password"]), occasion)
        except SigningProblem as problem:
            form.add_error(None, both(problem.says, problem.says_en))
        except NotKept as problem:
            form.add_error(None, problem.says.in_language(language()))
        else:
            messages.success(request, _("Tanda tangan elektronik Anda sudah dibubuhkan dan dicatat."))
            return redirect("case_paper_issued", opened.id, digest)
    return _page(request, opened, row, signing=form, status=422)


@require_POST
def scan_letter(request: HttpRequest, case_id: str, digest: str) -> HttpResponse:
    """The scan of the paper that was signed by hand."""
    opened = _to_act_in(request, case_id)
    row = issued_or_404(opened, digest)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        scan = scan_of(form.cleaned_data["scan"])
        if isinstance(scan, Refused):
            form.add_error("scan", f"{both(scan.reason, scan.reason_en)} {_begun(both(scan.remedy, scan.remedy_en))}.")
        else:
            try:
                add_scan(opened, row, form.cleaned_data["scan"], scan, form.cleaned_data["signed_by"])
            except NotKept as problem:
                form.add_error(None, problem.says.in_language(language()))
            else:
                messages.success(request, _("Hasil pindai disimpan; sidik berkasnya dicatat dalam perkara."))
                return redirect("case_paper_issued", opened.id, digest)
    return _page(request, opened, row, scanning=form, status=422)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _to_act_in(request: HttpRequest, case_id: str) -> Opened:
    """The case for somebody who may act in it or approve."""
    opened = open_papers(request, case_id)
    return opened if opened.may("approve") else open_papers(request, case_id, "act")


@require_GET
def checks(request: HttpRequest, case_id: str, digest: str) -> HttpResponse:
    """What the signatures of a letter are worth, as a page to keep with it."""
    opened = open_papers(request, case_id)
    row = issued_or_404(opened, digest)
    newest = newest_file(row)
    if newest is None:
        raise Http404(digest)
    page = print_checks(checks_of(row), newest, f"{row.letter}-{row.number}.pdf", at=timezone.localtime(opened.now))
    return answer(page, _PDF, f"pemeriksaan-{row.number}.pdf")


@dataclass(frozen=True)
class _EachItsOwn(Overlay):
    """For each letter the template it was issued with: digests by the letter's id, "" for the shipped one."""

    digests: Mapping[str, str] = field(default_factory=dict)

    def typst(self, letter: Letter) -> str:
        """Typst source that defines `letter`."""
        return KeptTemplates(typst_digest=self.digests.get(letter.id, "")).typst(letter)


@require_POST
def case_file(request: HttpRequest, case_id: str) -> HttpResponse:
    """Every issued letter of the case as one PDF; a right of its own, logged."""
    opened = open_papers(request, case_id, "export")
    rows = sorted((one.row for one in made_letters(opened) if one.row), key=lambda row: row.printed_at)
    filed = [Filed(made, row.digest) for row in rows if (made := letter_of(row))]
    if not filed:
        messages.warning(request, _("Belum ada surat yang terbit dari sini; berkas perkara disusun dari surat yang terbit."))
        return redirect("case_papers", opened.id)
    record_look(opened.actor, "exported", case=opened.id, about=f"berkas perkara, {len(filed)} surat", reason=request.POST.get("reason", "").strip())
    title = str(opened.case["title"] or _("Perkara"))
    bound = print_case_file(f"Berkas perkara: {title}", filed, at=opened.now, overlay=_EachItsOwn(digests={row.letter: row.template for row in rows}))
    return answer(bound, _PDF, f"berkas-perkara-{opened.id}.pdf", download=True)

