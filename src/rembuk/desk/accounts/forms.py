"""Forms of one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from rembuk.desk.accounts.models import User


class SignInForm(LoginForm):
    """allauth's, with our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Nama pengguna")
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class OwnDetailsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a user may change about himself."""

    class Meta:
        model = User
        fields = ("phone",)
        help_texts = {"phone": _("Hanya untuk dihubungi kantor; tidak dipakai untuk masuk.")}  # noqa: RUF012


class TokenForm(forms.Form):
    """What a personal token is for."""

    name = forms.CharField(label=_("Untuk apa"), max_length=80, help_text=_("Misalnya: menarik nomor perkara ke aplikasi kantor."))
