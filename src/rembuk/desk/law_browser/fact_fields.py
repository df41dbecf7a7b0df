"""A fact of the law as a form field: its question, its help, a control that fits its type, and its value as the law reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rembuk.desk.jinja import both
from rembuk.law.facts import NEVER, NUMBER_TYPES, Fact, FactProblem, read_value, write_value

_UNKNOWN = ("", _("belum diketahui"))
_UNITS = {"rupiah": _("dalam rupiah"), "months": _("dalam bulan"), "days": _("dalam hari"), "age": _("dalam tahun penuh")}


class FactField(forms.Field):
    """A field whose cleaned value is the fact's own, None while unknown."""

    def __init__(self, fact: Fact, **options: Any) -> None:
        super().__init__(required=False, label=both(fact.question, fact.question_en), help_text=help_of(fact), widget=_widget(fact), **options)
        self.fact = fact

    def clean(self, value: Any) -> Any:
        """The value as the law reads it. ValidationError with the law's own sentence for what does not fit."""
        if value in (None, "", []):
            return None
        try:
            return read_value(self.fact, _plain(self.fact, value))
        except FactProblem:
            raise forms.ValidationError(_mend(self.fact)) from None


def _mend(fact: Fact) -> Any:
    """What to write instead."""
    if fact.type in NUMBER_TYPES:
        return _("Tulis bilangan bulat nol atau lebih, misalnya 2.500.000, atau kosongkan bila belum diketahui.")
    if fact.type == "date" and fact.may_be_never:
        return _("Tulis tanggal yang ada di kalender seperti 2026-03-01, atau kata belum bila belum terjadi.")
    if fact.type == "date":
        return _("Tulis tanggal yang ada di kalender, atau kosongkan bila belum diketahui.")
    return _("Pilih dari daftar, atau kosongkan bila belum diketahui.")


def help_of(fact: Fact) -> str:
    """What helps to answer: the law's help, the unit, who states or decides it, what proves it."""
    unit = str(_UNITS.get(fact.type, ""))
    who = _("diputus %(who)s") % {"who": fact.decided_by} if fact.decided_by else ""
    proof = _("bukti: %(proof)s") % {"proof": fact.proof} if fact.proof else ""
    said = "; ".join(part for part in (unit, fact.help, who, proof) if part)
    return said[:1].upper() + said[1:] + "." * bool(said)


def initial_of(value: Any) -> Any:
    """A fact's value as its control shows it."""
    written = write_value(value)
    return {True: "ya", False: "tidak"}.get(written, written) if isinstance(written, bool) else written


def _widget(fact: Fact) -> forms.Widget:
    labels: Mapping[str, str] = fact.labels or {}
    choices = [(value, labels.get(value, value)) for value in fact.values]
    if fact.type == "bool":
        return forms.Select(choices=[_UNKNOWN, ("ya", _("ya")), ("tidak", _("tidak"))])
    if fact.type == "enum":
        return forms.Select(choices=[_UNKNOWN, *choices])
    if fact.type == "set":
        return forms.CheckboxSelectMultiple(choices=choices)
    if fact.type == "date":
        return forms.TextInput(attrs={"placeholder": "TTTT-BB-HH", "size": 14}) if fact.may_be_never else forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if fact.type in NUMBER_TYPES:
        return forms.TextInput(attrs={"inputmode": "numeric", "size": 16, "autocomplete": "off"})
    return forms.TextInput()


def _plain(fact: Fact, value: Any) -> Any:
    """What the control sent, as the JSON value the law reads; what makes no sense goes on unchanged to be refused."""
    if fact.type == "bool":
        return {"ya": True, "tidak": False}.get(value, value)
    if fact.type in NUMBER_TYPES:
        return _number(str(value))
    if fact.type == "date" and fact.may_be_never and str(value).strip().lower() == "belum":
        return NEVER
    return value.strip() if isinstance(value, str) else value


def _number(written: str) -> Any:
    """`Rp2.500.000`, `2500000` or `4,5`; the text itself when it is no number."""
    bare = written.strip().lower().removeprefix("rp").replace(" ", "")
    if bare.replace(".", "").isdigit():
        groups = bare.split(".")
        grouped = len(groups) == 1 or all(len(group) == 3 for group in groups[1:])
        return int("".join(groups)) if grouped else written
    whole, comma, half = bare.partition(",")
    return float(f"{whole}.{half}") if comma and whole.isdigit() and half.isdigit() else written
