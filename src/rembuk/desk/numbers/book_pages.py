"""Register books as pages: the books of the office, a month of one as it is printed, and its lines as a file."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.jinja import both
from rembuk.desk.numbers.book_access import addresses, book_or_404, books_of, may_read_old, may_reveal, shield_for
from rembuk.desk.numbers.words import month_words
from rembuk.desk.policy import why_not
from rembuk.desk.rights import NotAllowed, require
from rembuk.registers.books.declarations import Book
from rembuk.registers.books.exporting import FORMATS
from rembuk.registers.books.models import BookRow, OldEntry
from rembuk.registers.books.old_entries import entries_of
from rembuk.registers.books.printing import month_of, months_of, pages_of

_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_SHORTEST_REASON = 5
#: At most so many lines of a month stand on one page of the desk; all of them are in the file.
MOST_LINES = 120


@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    """The books of the visitor's office with their newest month and how many lines they have."""
    require(request, "see")
    actor = actor_of(request)
    kept = []
    for book in books_of(actor).values():
        lines, old = BookRow.objects.filter(office=actor.office, book=book.id).count(), OldEntry.objects.filter(office=actor.office, book=book.id).count()
        kept.append((book, lines, old, next(iter(months_of(actor.office, book)), "")))
    return render(request, "numbers/registers.html", {"kept": kept, "month_words": month_words, "actor": actor})


@require_http_methods(["GET", "HEAD", "POST"])
def book_month(request: HttpRequest, name: str, month: str = "") -> HttpResponse:
    """One month of a book, page by page. Posted with a reason, names of shielded cases stand in it and the log says so."""
    book, actor = book_or_404(request, name), actor_of(request)
    months = months_of(actor.office, book)
    month = month or next(iter(months), f"{timezone.localdate():%Y-%m}")
    if not _MONTH.fullmatch(month):
        raise Http404(month)
    rows = list(month_of(actor.office, book, month))
    reason = request.POST.get("reason", "").strip()
    revealed = len(reason) >= _SHORTEST_REASON and may_reveal(actor)
    if revealed:
        record_look(actor, "identity_revealed", about=f"register {book.id} {month}", reason=reason)
    printing = request.GET.get("cetak") == "ya"
    if printing:
        record_look(actor, "paper_printed", about=f"register {book.id} {month}, {len(rows)} baris")
    shown = rows if printing else rows[:MOST_LINES]
    about = {
        "book": book, "month": month, "month_words": month_words, "months": months, "rows": len(rows), "left_out": len(rows) - len(shown),
        "pages": pages_of(book, shown, shield_for(actor, shown, revealed=revealed)), "cases": addresses(actor, shown), "printing": printing, "revealed": revealed,
        "may_reveal": may_reveal(actor), "may_export": why_not(actor, "export") is None, "title": both(book.title.id, book.title.en),
        "basis": both(book.basis.id, book.basis.en), "problem": request.method == "POST" and not revealed, "actor": actor,
    }  # fmt: skip
    return render(request, "numbers/book.html", about)


@require_GET
def book_pdf(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """A month of a book as a PDF; logged as printing is."""
    from rembuk.registers.books.printed_file import as_pdf

    book, actor = book_or_404(request, name), actor_of(request)
    rows = _lines(actor.office, book, month)
    record_look(actor, "paper_printed", about=f"register {book.id} {month} (pdf), {len(rows)} baris")
    office = actor.post.office.name if actor.post else actor.office
    made = as_pdf(book, rows, shield_for(actor, rows), office=office, month=month_words(month), at=timezone.now())
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{book.id}-{month}.pdf"'})


@require_GET
def book_export(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The lines of a book, or of a month of it, as a file; a right of its own, logged."""
    book, actor = book_or_404(request, name), actor_of(request)
    no_right = why_not(actor, "export")
    if no_right is not None:
        raise NotAllowed(no_right)
    if form not in FORMATS:
        raise Http404(form)
    month = request.GET.get("bulan", "")
    rows = list(_lines(actor.office, book, month))
    old = [] if month or not may_read_old(actor) else list(entries_of(actor.office, book))
    make, kind = FORMATS[form]
    record_look(actor, "exported", about=f"register {book.id} {month or 'semua'} ({form}), {len(rows) + len(old)} baris")
    out = HttpResponse(make(book, [*old, *rows], shield_for(actor, rows)), content_type=kind)
    out["Content-Disposition"] = f'attachment; filename="{book.id}-{month or timezone.localdate().isoformat()}.{form}"'
    return out


def _lines(office: str, book: Book, month: str) -> list[BookRow]:
    if month and not _MONTH.fullmatch(month):
        raise Http404(month)
    found = month_of(office, book, month) if month else BookRow.objects.filter(office=office, book=book.id).order_by("volume", "line")
    return list(found)
