"""Who gets at papers: the names on a paper are whole, so where a case is shielded only those who may act in it print; and every print is logged."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse

from rembuk.desk.access.log import record_look
from rembuk.desk.cases.opened import Opened, open_case
from rembuk.desk.papers.issuing import act_of
from rembuk.desk.papers.models import IssuedLetter
from rembuk.desk.policy import NoRight
from rembuk.desk.rights import NotAllowed

_SHIELDED = NoRight(
    "shielded-papers", "Surat memuat nama lengkap, dan identitas dalam perkara ini dilindungi.", "A paper carries full names, and identities in this case are protected.",
    "Minta petugas yang menangani perkara ini mencetaknya.", "Ask an officer who handles the case to print it.",
)  # fmt: skip
#: A viewer of PDF files is a plug-in of the browser: it needs itself and its style, and nothing else.
_ONLY_SHOWN = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def may_print(opened: Opened) -> bool:
    """Whether the visitor may have papers of the case, with the names on them."""
    return not opened.row.shielded or opened.may("act") or opened.may("approve")


def open_papers(request: HttpRequest, case_id: str, action: str = "see") -> Opened:
    """The case for somebody who may print. Http404 where he may not see it, NotAllowed where he may not print."""
    opened = open_case(request, case_id, action)
    if opened.case.sort != "case":
        raise Http404(case_id)
    if not may_print(opened):
        raise NotAllowed(_SHIELDED)
    return opened


def issued_or_404(opened: Opened, digest: str) -> IssuedLetter:
    """An issued letter of this case that was printed here."""
    row = IssuedLetter.objects.filter(pk=digest, case=opened.id).first()
    if row is None or act_of(opened.case, row) is None:
        raise Http404(digest)
    return row


def sent(opened: Opened, file: bytes, media_type: str, name: str, *, about: str, download: bool = False) -> HttpResponse:
    """A file for the visitor, with a line in the access log."""
    record_look(opened.actor, "paper_printed", case=opened.id, about=about)
    return answer(file, media_type, name, download=download)


def answer(file: bytes, media_type: str, name: str, *, download: bool = False) -> HttpResponse:
    """A file as an answer, shown in the browser or saved."""
    way = "attachment" if download else "inline"
    headers = {
        "Content-Disposition": f'{way}; filename="{re.sub(r"[^A-Za-z0-9._-]+", "-", name)}"', "X-Content-Type-Options": "nosniff", "Content-Security-Policy": _ONLY_SHOWN,
    }  # fmt: skip
    return HttpResponse(file, content_type=media_type, headers=headers)
