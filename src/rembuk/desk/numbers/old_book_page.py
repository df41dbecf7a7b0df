"""Pages of old books: a line copied by hand with its scan, a correction of one, a whole register from a workbook, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.jinja import both
from rembuk.desk.numbers.book_access import book_or_404, may_read_old, shield_for
from rembuk.desk.papers.keeping import Altered, keep, kept
from rembuk.desk.policy import NoRight
from rembuk.desk.rights import NotAllowed
from rembuk.registers.books.declarations import Book
from rembuk.registers.books.importing import Taken, take_over
from rembuk.registers.books.models import Import, OldEntry
from rembuk.registers.books.old_entries import Entered, enter, entries_of, read_cells

ENTRIES_A_PAGE = 50
_SIGNS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"%PDF-": "application/pdf"}
_NOT_THE_WHOLE_OFFICE = NoRight(
    "not-the-whole-office", "Buku lama memuat nama semua pihak di kantor ini, sedangkan peran Anda hanya melihat perkara yang ditugaskan kepada Anda.",
    "Old books name all parties of this office; your role sees only the cases assigned to you.",
    "Minta kepala kantor atau panitera yang memasukkannya.", "Ask the head of the office or the registrar to enter it.",
)  # fmt: skip


class OldEntryForm(forms.Form):
    """One line of an old book: where it stands, then a blank for each column of the book."""

    volume = forms.CharField(label=gettext_lazy("Jilid atau nama buku"), max_length=60)
    page = forms.CharField(label=gettext_lazy("Halaman"), max_length=20, required=False)
    line = forms.CharField(label=gettext_lazy("Nomor baris"), max_length=20, required=False)
    on = forms.CharField(
        label=gettext_lazy("Tanggal dicatat"), max_length=40, required=False, help_text=gettext_lazy("Seperti tertulis, misalnya 3 Maret 2021 atau 3/3/2021.")
    )
    scan = forms.FileField(
        label=gettext_lazy("Pindaian halaman"), required=False,
        help_text=gettext_lazy("Foto atau PDF, paling besar 20 MB. Disimpan di kantor ini dan dapat dibuka lagi dari barisnya."),
    )  # fmt: skip

    def __init__(self, data: Any, files: Any, book: Book, corrects: OldEntry | None) -> None:
        super().__init__(data, files, initial=_initial(corrects))
        self.book = book
        for column in book.columns:
            self.fields[f"c-{column.id}"] = forms.CharField(label=both(column.label.id, column.label.en), max_length=1000, required=False)
        if corrects:
            self.fields["reason"] = forms.CharField(label=_("Sebab perbaikan"), max_length=300)

    @property
    def cells(self) -> dict[str, str]:
        """What was written in each column."""
        return {column.id: self.cleaned_data.get(f"c-{column.id}", "") for column in self.book.columns}

    def clean_scan(self) -> str:
        """The digest of the scan, which is kept; "" where there is none."""
        scan: UploadedFile[Any] | None = self.cleaned_data["scan"]
        if scan is None:
            return ""
        head = scan.read(8)
        scan.seek(0)
        if (scan.size or 0) > settings.MAX_UPLOAD_BYTES or not head.startswith(tuple(_SIGNS)):
            raise forms.ValidationError(_("Pindaian harus berupa foto JPEG, PNG, atau PDF, paling besar 20 MB."))
        return keep(scan.read())

    def clean(self) -> dict[str, Any]:
        """Dates and amounts that can be read; at least one column filled."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cell.strip() for cell in self.cells.values()):
            self.add_error(None, _("Isi sekurangnya satu kolom."))
        for column, problem in read_cells(self.book, self.cells, timezone.localdate()).problems.items():
            self.add_error(f"c-{column}", problem)
        return told


class ImportForm(forms.Form):
    """A workbook of an old register."""

    workbook = forms.FileField(
        label=gettext_lazy("Buku kerja"), help_text=gettext_lazy("XLSX, XLS, atau ODS, paling besar 20 MB. Semua baris disimpan, juga yang tidak terbaca.")
    )
    volume = forms.CharField(
        label=gettext_lazy("Jilid atau nama buku"), max_length=60, help_text=gettext_lazy("Dipakai untuk baris yang tidak menyebut jilidnya sendiri.")
    )
    sheet = forms.CharField(
        label=gettext_lazy("Nama lembar"), max_length=100, required=False, help_text=gettext_lazy("Kosong berarti lembar pertama yang berisi.")
    )

    def clean_workbook(self) -> Any:
        """The upload, if it is not too large."""
        workbook: UploadedFile[Any] = self.cleaned_data["workbook"]
        if (workbook.size or 0) > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(_("Berkas lebih besar dari 20 MB. Bagi menjadi beberapa berkas."))
        return workbook


@require_http_methods(["GET", "HEAD", "POST"])
def old_book(request: HttpRequest, name: str) -> HttpResponse:
    """The old entries of a book, and the form for one more; `memperbaiki` in the address names the entry it corrects."""
    book, actor = _open(request, name)
    asked = request.GET.get("memperbaiki", "")
    corrects = get_object_or_404(OldEntry, pk=int(asked), office=actor.office, book=book.id) if asked.isdecimal() else None
    form = OldEntryForm(request.POST or None, request.FILES or None, book, corrects)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        entered = Entered(told["volume"], told["page"], told["line"], told["on"], form.cells, told["scan"], corrects, told.get("reason", ""))
        enter(book, entered, office=actor.office, by=actor.user, in_office=actor.office, at=timezone.now())
        messages.success(request, _("Baris lama dicatat."))
        return redirect("old_book", name)
    listed = Paginator(entries_of(actor.office, book), ENTRIES_A_PAGE).get_page(request.GET.get("halaman"))
    batches = Import.objects.filter(office=actor.office, book=book.id).order_by("-id")
    about = {"book": book, "title": both(book.title.id, book.title.en), "form": form, "corrects": corrects, "listed": listed, "batches": batches}
    return render(request, "numbers/old_book.html", about, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_book(request: HttpRequest, name: str) -> HttpResponse:
    """Take a workbook over and show what became of each row."""
    book, actor = _open(request, name)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["workbook"]
        taken = take_over(
            book, upload.read(), str(upload.name), volume=form.cleaned_data["volume"], office=actor.office, by=actor.user, in_office=actor.office,
            at=timezone.now(), sheet=form.cleaned_data["sheet"].strip() or None,
        )  # fmt: skip
        if isinstance(taken, Taken):
            record_look(actor, "administered", about=f"impor register {book.id}: {sum(taken.states.values())} baris")
            return redirect("import_report", name, taken.batch.pk)
        form.add_error("workbook", both(taken.id, taken.en))
    about = {"book": book, "title": both(book.title.id, book.title.en), "form": form, "columns": [both(one.label.id, one.label.en) for one in book.columns]}
    return render(request, "numbers/import_book.html", about, status=422 if form.errors else 200)


@require_GET
def import_report(request: HttpRequest, name: str, batch: int) -> HttpResponse:
    """Every row of an import with what became of it."""
    book, actor = _open(request, name)
    taken = get_object_or_404(Import, pk=batch, office=actor.office, book=book.id)
    rows = taken.lines.order_by("row")
    state = request.GET.get("keadaan", "")
    states = {"read": _("terbaca"), "partly": _("terbaca sebagian"), "unread": _("tidak terbaca, disimpan apa adanya"), "heading": _("judul kolom")}
    listed = Paginator(rows.filter(state=state) if state in states else rows, ENTRIES_A_PAGE).get_page(request.GET.get("halaman"))
    labels = {column.id: both(column.label.id, column.label.en) for column in book.columns}
    about = {
        "book": book, "title": both(book.title.id, book.title.en), "batch": taken, "listed": listed, "states": states, "state": state,
        "counts": {one: rows.filter(state=one).count() for one in states}, "labels": labels,
    }  # fmt: skip
    return render(request, "numbers/import_report.html", about)


@require_GET
def old_scan(request: HttpRequest, name: str, entry: int) -> HttpResponse:
    """The scan of the page a line was copied from; logged. Http404 where it is not in this office's keeping or not what it was."""
    book, actor = _open(request, name)
    line = get_object_or_404(OldEntry, pk=entry, office=actor.office, book=book.id)
    try:
        file = kept(line.scan) if line.scan else None
    except Altered:
        file = None
    if file is None:
        raise Http404(line.scan)
    record_look(actor, "paper_printed", about=f"pindaian buku lama {book.id} {line.volume} {line.page}".strip())
    kind = next(kind for sign, kind in _SIGNS.items() if file.startswith(sign))
    return HttpResponse(file, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{book.id}-{line.pk}"'})


@require_GET
def old_book_pdf(request: HttpRequest, name: str) -> HttpResponse:
    """What was taken over from the old book as a PDF; logged as printing is."""
    from rembuk.registers.books.printed_file import old_as_pdf

    book, actor = _open(request, name)
    entries = list(entries_of(actor.office, book))
    record_look(actor, "paper_printed", about=f"buku lama {book.id} (pdf), {len(entries)} baris")
    office = actor.post.office.name if actor.post else actor.office
    made = old_as_pdf(book, entries, shield_for(actor, []), office=office, at=timezone.now())
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{book.id}-lama.pdf"'})


def _open(request: HttpRequest, name: str) -> tuple[Book, Actor]:
    book, actor = book_or_404(request, name), actor_of(request)
    if not may_read_old(actor):
        raise NotAllowed(_NOT_THE_WHOLE_OFFICE)
    return book, actor


def _initial(corrects: OldEntry | None) -> dict[str, str]:
    if corrects is None:
        return {}
    where = {"volume": corrects.volume, "page": corrects.page, "line": corrects.line, "on": corrects.on.isoformat() if corrects.on else ""}
    return where | {f"c-{column}": str(cell) for column, cell in corrects.as_written.items()}

