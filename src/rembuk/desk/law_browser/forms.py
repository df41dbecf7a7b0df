"""The question one puts to the law, and the facts one states for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembuk.desk.law_browser.fact_fields import FactField
from rembuk.law.facts import write_value
from rembuk.law.library import Law

STAGES: dict[str, Any] = {"village": _("Desa"), "police": _("Kepolisian"), "prosecution": _("Kejaksaan"), "court": _("Pengadilan")}
#: What the form asks before the law has said what decides.
FIRST_FACTS = ("acted_on", "first_offence", "loss", "victim_consents")
#: The sign that a fact was asked on this page, so that it stays there.
PREFIX = "fakta-"


def _date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LookupForm(forms.Form):
    """A day and a stage: which instruments speak then."""

    pada = forms.DateField(label=_("Pada tanggal"), required=False, widget=_date_input())
    tahap = forms.ChoiceField(label=_("Tahap"), required=False, choices=[("", _("semua tahap")), *STAGES.items()])


class TryForm(forms.Form):
    """A case in a few words: the day, the stage, the charges, and facts as far as they are known."""

    on = forms.DateField(label=_("Dinilai pada tanggal"), widget=_date_input())
    stage = forms.ChoiceField(label=_("Tahap perkara"), choices=list(STAGES.items()))
    charges = forms.CharField(
        label=_("Pasal yang disangkakan"), max_length=500, help_text=_("Seperti tertulis di berkas, misalnya: Pasal 362 KUHP; atau: 351 (1) KUHP jo 55 ayat (1)."),
    )  # fmt: skip

    def __init__(self, law: Law, data: Any = None, more: Iterable[str] = ()) -> None:
        super().__init__(data, initial={"on": timezone.localdate(), "stage": "prosecution"})
        asked = (name.removeprefix(PREFIX) for name in data or () if name.startswith(PREFIX))
        self.fact_names = [name for name in dict.fromkeys((*FIRST_FACTS, *asked, *more)) if name in law.facts and law.facts[name].asked]
        for name in self.fact_names:
            self.fields[PREFIX + name] = FactField(law.facts[name])

    def fact_fields(self) -> list[forms.BoundField]:
        """The facts on the page, in the order in which they came."""
        return [self[PREFIX + name] for name in self.fact_names]

    def inquiry(self) -> dict[str, Any]:
        """The question as the law reads it from a file."""
        clean = self.cleaned_data
        stated = {name: write_value(clean[PREFIX + name]) for name in self.fact_names if clean.get(PREFIX + name) is not None}
        return {"on": clean["on"].isoformat(), "stage": clean["stage"], "charges": clean["charges"], "facts": stated}
