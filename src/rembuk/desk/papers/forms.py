"""Forms of papers: what is chosen for a letter, a key file for one signature, a scan, an office's numbers and templates, a code to check."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rembuk.desk.cases.opened import Opened
from rembuk.desk.papers.drafting import Draft, things_to_choose
from rembuk.desk.papers.models import NumberBlock
from rembuk.desk.papers.requests import signers
from rembuk.papers.numbers import pattern_problem
from rembuk.papers.scans import LARGEST

#: Words that letters ask for, as a person reads them.
_ASKED: dict[str, Any] = {
    "court": _("Pengadilan yang dituju"), "code": _("Kode ikuti perkara"), "site": _("Alamat laman untuk mengikuti perkara"), "addressee": _("Ditujukan kepada"),
    "applicant": _("Pemohon"), "asked_by": _("Kantor yang meminta"), "to_office": _("Kantor yang dituju"), "hospital": _("Rumah sakit"),
    "card": _("Nomor kartu peserta BPJS"), "single": _("Kecelakaan tunggal (ya atau tidak)"), "reason": _("Alasan"), "ground": _("Alasan atau dasar"),
    "grounds": _("Uraian alasan"), "sentence": _("Pidana yang dijatuhkan"), "recommends": _("Rekomendasi"),
}  # fmt: skip
#: A blank named after a point of an article ("4-2-a").
_POINT = re.compile(r"(\d+)-(\d+)-([a-z])")
_KEY_BYTES = 200_000
_TEMPLATE_BYTES = 2_000_000
_EMBLEM_BYTES = 300_000


def day_input() -> forms.DateInput:
    """A day, chosen in the browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LetterForm(forms.Form):
    """What is chosen for a letter before it is looked at or issued. Blanks that have nothing to choose are left out."""

    def __init__(self, opened: Opened, draft: Draft, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        self._add_choices(opened, draft)
        for name in draft.asks:
            self.fields[f"isi-{name}"] = _asked(name, opened)
        people = [("", _("(dikosongkan)")), *((post.user.username, f"{post.user.full_name} ({post.label})") for post in signers(opened))]
        self.fields["officer"] = forms.ChoiceField(label=_("Ditandatangani oleh"), required=False, choices=people)
        self.fields["on"] = forms.DateField(label=_("Tanggal surat"), widget=day_input())
        self.fields["number"] = forms.CharField(
            label=_("Nomor surat"), max_length=120, required=False, help_text=_("Nomor berikut ditawarkan. Ganti bila buku agenda Anda sudah sampai nomor lain."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip

    def _add_choices(self, opened: Opened, draft: Draft) -> None:
        suspects = opened.case.suspects
        if len(suspects) > 1:
            named = [("", _("(semua)")), *((one.id, opened.names.of(one)) for one in suspects)]
            self.fields["suspect"] = forms.ChoiceField(label=_("Untuk siapa"), required=False, choices=named)
        if things := things_to_choose(opened, draft):
            options = [("", _("(yang terbaru)")), *((one.value, one.label) for one in things)]
            self.fields["thing"] = forms.ChoiceField(label=_("Tentang"), required=False, choices=options)

    def clean_on(self) -> Any:
        """No day to come."""
        on = self.cleaned_data["on"]
        if on > self.opened.on:
            raise forms.ValidationError(_("Tanggal surat tidak boleh sesudah hari ini."))
        return on


class KeyFileForm(forms.Form):
    """A key file for one signature; neither file nor password is kept."""

    key = forms.FileField(label=_("Berkas kunci (.p12 atau .pfx)"), widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}))
    password = forms.CharField(
        label=_("Sandi berkas kunci"), required=False, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Dipakai sekali untuk tanda tangan ini; berkas dan sandinya tidak disimpan."),
    )  # fmt: skip

    def clean_key(self) -> bytes:
        """The bytes of the file."""
        return _read(self.cleaned_data["key"], _KEY_BYTES)


class ScanForm(forms.Form):
    """The scan of a paper that was signed by hand."""

    scan = forms.FileField(label=_("Hasil pindai (PDF, PNG, JPEG, TIFF)"), widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.tif,.tiff"}))
    signed_by = forms.CharField(label=_("Ditandatangani atau dicap jempol oleh"), max_length=150, help_text=_("Nama mereka yang menandatangani kertasnya."))

    def clean_scan(self) -> bytes:
        """The bytes of the file."""
        return _read(self.cleaned_data["scan"], LARGEST)


class NumberBlockForm(forms.ModelForm):  # type: ignore[type-arg]
    """How an office numbers one kind of letter this year."""

    class Meta:
        model = NumberBlock
        fields = ("pattern", "unit", "first", "last")
        labels = {"pattern": _("Pola nomor"), "unit": _("Kode unit"), "first": _("Mulai dari"), "last": _("Sampai")}  # noqa: RUF012
        help_texts = {  # noqa: RUF012
            "pattern": _("Isian: {n}, {n:03}, {day}, {month}, {roman_month}, {year}, {short_year}, {unit}."),
            "last": _("Bila kantor memakai lebih dari satu server, bagi nomornya: tiap server satu rentang."),
        }

    def clean_pattern(self) -> str:
        """A pattern that writes every number differently."""
        pattern = str(self.cleaned_data["pattern"]).strip()
        if problem := pattern_problem(pattern):
            raise forms.ValidationError(problem[:1].upper() + problem[1:] + ".")
        return pattern

    def clean(self) -> dict[str, Any]:
        """An end after the beginning."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = clean.get("first"), clean.get("last")
        if first is not None and first < 1:
            self.add_error("first", _("Nomor pertama sekurangnya 1."))
        if first and last and last < first:
            self.add_error("last", _("Nomor terakhir tidak boleh sebelum nomor pertama."))
        return clean


class TemplateForm(forms.Form):
    """An office's own file: a template of a letter, or its emblem."""

    file = forms.FileField(label=_("Berkas"))

    def __init__(self, label: Any, accept: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = label
        self.fields["file"].widget.attrs["accept"] = accept
        self.most = _EMBLEM_BYTES if "png" in accept else _TEMPLATE_BYTES

    def clean_file(self) -> bytes:
        """The bytes of the file."""
        return _read(self.cleaned_data["file"], self.most)


class CheckForm(forms.Form):
    """A code to check, or a file."""

    code = forms.CharField(
        label=_("Isi kode QR"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("Tempel alamat atau teks yang terbaca dari kode QR di surat."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Atau berkas PDF surat itu"), required=False, help_text=_("Berkas hanya dibandingkan, tidak disimpan."), widget=forms.FileInput(attrs={"accept": ".pdf"})
    )

    def clean_file(self) -> bytes | None:
        """The bytes of the file, None for none."""
        return _read(self.cleaned_data["file"], LARGEST) if self.cleaned_data.get("file") else None


def _asked(name: str, opened: Opened) -> forms.Field:
    """The blank for words that a letter asks for."""
    if name == "facilitator":
        people = [("", _("(menurut catatan)")), *((post.user.username, f"{post.user.full_name} ({post.label})") for post in signers(opened))]
        return forms.ChoiceField(label=_("Fasilitator"), required=False, choices=people)
    if point := _POINT.fullmatch(name):
        label = _("Pertimbangan pasal %(article)s ayat (%(paragraph)s) huruf %(letter)s") % {"article": point[1], "paragraph": point[2], "letter": point[3]}
        return forms.CharField(label=label, required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=_ASKED.get(name, name.replace("_", " ").capitalize()), required=False, max_length=600)


def _read(upload: Any, most: int) -> bytes:
    if upload.size > most:
        raise forms.ValidationError(_("Berkas ini terlalu besar; paling besar %(most)s kB.") % {"most": most // 1000})
    return bytes(upload.read())
