"""The file to screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")


class UploadForm(forms.Form):
    """A docket as a table file."""

    docket = forms.FileField(
        label=_("Berkas daftar perkara"),
        help_text=_("CSV, Excel, atau ODS, paling besar 20 MB. Judul kolom seperti biasa dipakai kantor Anda: Satker, Tersangka, Pasal, Tgl Tahap II."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )  # fmt: skip
    sheet = forms.CharField(label=_("Nama lembar"), max_length=60, required=False, help_text=_("Hanya bila buku kerja berisi beberapa lembar; kosong berarti lembar pertama."))

    def clean_docket(self) -> Any:
        """The upload, if its kind and size can be read."""
        docket: UploadedFile[Any] = self.cleaned_data["docket"]
        if not str(docket.name).lower().endswith(ENDINGS):
            raise forms.ValidationError(_("Jenis berkas ini tidak dapat dibaca. Simpan dahulu sebagai CSV atau Excel (.xlsx), lalu unggah lagi."))
        if (docket.size or 0) > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(_("Berkas lebih besar dari 20 MB. Bagi menjadi beberapa berkas, atau pakai perintah rembuk screen di komputer kantor."))
        return docket
