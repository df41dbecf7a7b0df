"""An office's own, stricter clocks as its administrator sees them: all within which it acts, and one with its rule, effect and history."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from rembuk.desk.access.log import record_look
from rembuk.desk.actor import actor_of
from rembuk.desk.administration.scope import office_or_404
from rembuk.desk.cases.due_words import unit_words
from rembuk.desk.local_clocks import OwnClock, clocks_of, example, problem_with, running, set_rule
from rembuk.desk.node import casework
from rembuk.desk.offices.models import ClockRule
from rembuk.desk.rights import needs

#: No office gives more than ten years.
_LONGEST = 3660


class ClockForm(forms.Form):
    """The office's own length of one clock, and why; no length: the law's own."""

    length = forms.IntegerField(label=gettext_lazy("Panjang di kantor ini"), required=False, min_value=1, max_value=_LONGEST)
    ground = forms.CharField(label=gettext_lazy("Dasar aturan kantor"), max_length=300, help_text=gettext_lazy("Misalnya nomor surat edaran kepala kantor."))

    def __init__(self, own: OwnClock, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.fields["length"].help_text = _("Dalam %(unit)s. Kosong: tenggang menurut hukum berlaku lagi.") % {"unit": unit_words(own.clock.unit)}

    def clean_length(self) -> int | None:
        """Only what is stricter than the law."""
        length: int | None = self.cleaned_data["length"]
        if length is not None and (problem := problem_with(self.own.clock, length)):
            raise forms.ValidationError(problem)
        return length


@require_GET
@needs("administer")
def clocks(request: HttpRequest, code: str) -> HttpResponse:
    """Every clock within which the office acts; those with a rule of its own first."""
    office = office_or_404(actor_of(request), code)
    listed = [_shown(one) for one in sorted(clocks_of(office, casework().law), key=lambda one: one.own is None)]
    return render(request, "administration/clocks.html", {"office": office, "listed": listed, "own": sum(one["own"].own is not None for one in listed)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def clock(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One clock: what the law says, the office's rule, what it changes, who set it when."""
    actor = actor_of(request)
    office = office_or_404(actor, code)
    own = next((one for one in clocks_of(office, casework().law) if one.name == name), None)
    if own is None:
        raise Http404(name)
    form = ClockForm(own, request.POST or None, initial={"length": own.own})
    if request.method == "POST" and form.is_valid():
        length = form.cleaned_data["length"]
        count = set_rule(office, name, length, form.cleaned_data["ground"], actor.person, timezone.now())
        record_look(actor, "administered", about=f"tenggang {own.short} {own.cite or own.says}: {length or 'menurut hukum'}")
        messages.success(request, _("Aturan disimpan; tenggang %(count)s perkara berjalan dihitung lagi.") % {"count": count})
        return redirect("office_clock", office.pk, name)
    today = timezone.localdate()
    about = {
        "office": office, "one": _shown(own), "form": form, "history": ClockRule.objects.filter(office=office, clock=name).select_related("by"),
        "running": running(office, name), "by_law": example(own.clock, own.clock.length, today), "by_rule": example(own.clock, own.own, today), "today": today,
        "unit": unit_words(own.clock.unit),
    }  # fmt: skip
    return render(request, "administration/clock.html", about, status=422 if form.errors else 200)


def _shown(one: OwnClock) -> dict[str, Any]:
    unit = unit_words(one.clock.unit)
    return {
        "own": one, "by_law": f"{one.clock.length} {unit}" if one.clock.length is not None else "", "by_rule": f"{one.own} {unit}" if one.own is not None else "",
    }  # fmt: skip
