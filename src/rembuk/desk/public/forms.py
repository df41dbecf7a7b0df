"""Forms that anyone may fill in: applying for restorative justice, following one's case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from rembuk.desk.offices.models import Office

_PHONE = RegexValidator(r"^[+0-9][0-9 .\-]{7,18}$", _("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890."))


class ApplyForm(forms.Form):
    """A first application; an office completes it with the person later, so little is required."""

    name = forms.CharField(label=_("Nama Anda"), max_length=120)
    standing = forms.ChoiceField(
        label=_("Anda siapa dalam perkara ini?"), widget=forms.RadioSelect,
        choices=[("victim", _("Korban")), ("suspect", _("Orang yang dilaporkan")), ("family", _("Keluarga salah satu pihak")), ("other", _("Orang lain yang membantu"))],
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Nomor telepon yang dapat dihubungi"), max_length=20, validators=[_PHONE],
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    office = forms.ModelChoiceField(
        label=_("Kantor yang Anda tuju"), to_field_name="code", empty_label=_("Pilih kantor"),
        queryset=Office.objects.filter(closed_on=None, institution__in=("village", "police", "prosecution")).exclude(level__in=("province", "nation")),
    )  # fmt: skip
    place = forms.CharField(label=_("Desa/kelurahan dan kecamatan kejadian"), max_length=160)
    happened_on = forms.DateField(label=_("Tanggal kejadian"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    story = forms.CharField(
        label=_("Apa yang terjadi?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ceritakan dengan kata-kata Anda sendiri. Tidak perlu menyebut pasal."),
    )  # fmt: skip
    wish = forms.CharField(label=_("Apa yang Anda harapkan?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    report_number = forms.CharField(label=_("Nomor laporan polisi, bila ada"), max_length=80, required=False)
    language = forms.CharField(label=_("Bahasa yang paling Anda pahami"), max_length=60, required=False)
    needs = forms.MultipleChoiceField(
        label=_("Bantuan yang Anda perlukan"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[
            ("reader", _("surat dibacakan untuk saya")), ("interpreter", _("penerjemah bahasa atau bahasa isyarat")),
            ("wheelchair", _("tempat yang dapat dimasuki kursi roda")), ("companion", _("pendamping")), ("safety", _("saya takut bertemu pihak lain")),
        ],
    )  # fmt: skip

    def data_for_office(self) -> dict[str, Any]:
        """What the office receives: plain JSON values."""
        kept = dict(self.cleaned_data)
        office = kept["office"]
        kept |= {"office": office.code, "institution": office.institution, "region": office.region}
        kept["happened_on"] = kept["happened_on"].isoformat() if kept["happened_on"] else None
        return kept


class FollowForm(forms.Form):
    """The code on the paper and the phone number given with it."""

    code = forms.CharField(
        label=_("Kode perkara"), max_length=24, help_text=_("Tertulis di surat atau catatan yang Anda terima."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Nomor telepon Anda"), max_length=20, validators=[_PHONE], help_text=_("Nomor yang Anda berikan kepada petugas."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
