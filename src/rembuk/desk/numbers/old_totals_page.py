"""Figures of half-years before the record: entered with their source, corrected by a new entry, reconciled line by line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.numbers.scope import office_names
from rembuk.desk.numbers.words import half_words, old_number_words
from rembuk.desk.rights import require
from rembuk.registers.statistics.half_years import read_half
from rembuk.registers.statistics.models import OldTotal
from rembuk.registers.statistics.old_totals import enter, enter_published, reconciled, to_be_entered


class OldTotalForm(forms.Form):
    """One figure from an old report."""

    office = forms.ChoiceField(label=gettext_lazy("Kantor"))
    half = forms.CharField(
        label=gettext_lazy("Semester"), max_length=6,
        help_text=gettext_lazy("Tahun, tanda hubung, lalu 1 atau 2; misalnya 2021-1 untuk Januari sampai Juni 2021."),
    )  # fmt: skip
    number = forms.ChoiceField(label=gettext_lazy("Angka"))
    value = forms.IntegerField(label=gettext_lazy("Banyaknya"), min_value=0, max_value=10_000_000)
    source = forms.CharField(label=gettext_lazy("Sumber angka"), max_length=300, help_text=gettext_lazy("Laporan, halaman, atau buku tempat angka ini dibaca."))
    corrects = forms.ChoiceField(label=gettext_lazy("Memperbaiki catatan"), required=False)

    def __init__(self, data: Any, actor: Actor) -> None:
        super().__init__(data)
        offices = office_names(actor)
        standing = OldTotal.objects.filter(office__in=list(offices), corrected_by=None).order_by("-id")[:200]
        numbers = old_number_words()
        self.fields["office"].choices = list(offices.items())  # type: ignore[attr-defined]
        self.fields["number"].choices = list(numbers.items())  # type: ignore[attr-defined]
        told = [(str(one.pk), f"{one.half}, {numbers.get(one.number, one.number)}: {one.value} ({one.source[:60]})") for one in standing]
        self.fields["corrects"].choices = [("", _("tidak, ini angka baru")), *told]  # type: ignore[attr-defined]

    def clean_half(self) -> str:
        """The half-year, where it can be read."""
        half = str(self.cleaned_data["half"]).strip()
        if read_half(half) is None:
            raise forms.ValidationError(_("Tulis semester seperti 2021-1 atau 2021-2."))
        return half


@require_http_methods(["GET", "HEAD", "POST"])
def old_totals(request: HttpRequest) -> HttpResponse:
    """The reconciliation, and the form for one more figure."""
    require(request, "see_numbers")
    actor = actor_of(request)
    if request.method == "POST" and "published" in request.POST:
        return _take_published(request, actor)
    form = OldTotalForm(request.POST or None, actor)
    if request.method == "POST" and form.is_valid():
        _keep(form, actor)
        messages.success(request, _("Angka dicatat beserta sumbernya."))
        return redirect("old_totals")
    found = reconciled(actor.subtree)
    halves = {one.half: half_words(half) for one in found if (half := read_half(one.half))}
    about = {"form": form, "found": found, "numbers": old_number_words(), "halves": halves, "offices": office_names(actor), "published": to_be_entered(actor.subtree)}
    return render(request, "numbers/old_totals.html", about, status=422 if form.errors else 200)


def _take_published(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter the figures of a published source about one of the visitor's offices. Http404 for any other."""
    name = str(request.POST["published"])
    if name not in to_be_entered(actor.subtree):
        raise Http404(name)
    entered = enter_published(name, by=actor.user, in_office=actor.office, at=timezone.now())
    messages.success(request, _("%(count)s angka dicatat beserta sumbernya.") % {"count": len(entered)})
    return redirect("old_totals")


def _keep(form: OldTotalForm, actor: Actor) -> None:
    told = form.cleaned_data
    corrects = OldTotal.objects.filter(pk=told["corrects"], office__in=actor.subtree).first() if told["corrects"] else None
    enter(
        told["office"], told["half"], told["number"], told["value"], told["source"], by=actor.user, in_office=actor.office, at=timezone.now(), corrects=corrects
    )
