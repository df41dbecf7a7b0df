"""An agreement for people who read little: in plain words and large type, and read aloud."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rembuk.desk.cases.frame import context
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.papers.doors import open_papers, sent
from rembuk.desk.papers.drafting import Chosen, drafted
from rembuk.papers.letters.surat_kesepakatan_perdamaian.letter import KIND, SuratKesepakatanPerdamaian
from rembuk.papers.plain import plain_agreement, print_plain
from rembuk.papers.voice import Audio, NoVoice, read_aloud

#: Those at whose table agreements are made, whatever their own form of the letter is.
_INSTITUTIONS = frozenset({"village", "police", "prosecution", "court"})


def agreements_to_read(opened: Opened) -> list[dict[str, str]]:
    """The agreements that count now, each with the suspect it is about; none for an institution that writes none."""
    if opened.actor.institution not in _INSTITUTIONS:
        return []
    out: dict[str, dict[str, str]] = {}
    for track in opened.view["tracks"]:
        if track["agreement"]:
            party = opened.case.thing("party", track["suspect"])
            out.setdefault(track["agreement"]["id"], {"suspect": track["suspect"], "name": opened.names.of(party) if party else ""})
    return list(out.values())


def _agreement_or_404(opened: Opened, suspect: str) -> SuratKesepakatanPerdamaian:
    if not agreements_to_read(opened):
        raise Http404
    made = drafted(opened, KIND, Chosen.from_form({"suspect": suspect}, opened)).letter
    if not isinstance(made, SuratKesepakatanPerdamaian):
        raise Http404(suspect)
    return made


@require_GET
def plain(request: HttpRequest, case_id: str) -> HttpResponse:
    """The agreement in plain words, to be read together, with the way to its PDF and its sound."""
    opened, suspect = open_papers(request, case_id), request.GET.get("suspect", "")
    told = plain_agreement(_agreement_or_404(opened, suspect))
    voice = _voice(told.text)
    silent = voice.says.in_language(language()) if isinstance(voice, NoVoice) else ""
    return render(request, "papers/plain.html", context(opened, "papers", told=told, suspect=suspect, silent=silent))


@require_GET
def plain_pdf(request: HttpRequest, case_id: str) -> HttpResponse:
    """The same on paper, in type of 18 points."""
    opened = open_papers(request, case_id)
    file = print_plain(_agreement_or_404(opened, request.GET.get("suspect", "")), at=opened.now)
    return sent(opened, file, "application/pdf", "kesepakatan-kata-sederhana.pdf", about="kesepakatan, kata sederhana")


@require_GET
def plain_sound(request: HttpRequest, case_id: str) -> HttpResponse:
    """The same as sound. Http404 where the voice is not installed: the page says so."""
    opened = open_papers(request, case_id)
    voice = _voice(plain_agreement(_agreement_or_404(opened, request.GET.get("suspect", ""))).text)
    if not isinstance(voice, Audio):
        raise Http404
    ending = "ogg" if voice.media_type == "audio/ogg" else "wav"
    return sent(opened, voice.data, voice.media_type, f"kesepakatan.{ending}", about="kesepakatan, suara")


@lru_cache(maxsize=8)
def _voice(text: str) -> Any:
    """The sound of a text; the page asks whether there is one, and then for it."""
    return read_aloud(text)
