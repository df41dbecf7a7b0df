"""Forms of administration. Each knows whose they are: an administrator chooses only among what he administers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor
from rembuk.desk.administration.scope import offices_of
from rembuk.desk.offices.models import Office, Post
from rembuk.desk.roles import ROLES, roles_of


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _say_choose(form: forms.BaseForm) -> None:
    """The choice of nothing in words, instead of a row of dashes."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = _("Pilih ...")
        elif isinstance(field, forms.TypedChoiceField):
            offered = list(field.choices)  # type: ignore[arg-type]
            if offered and not offered[0][0]:
                field.choices = [("", _("Pilih ...")), *offered[1:]]


def changed(form: forms.BaseForm) -> str:
    """What a form changes, by the labels people read; for the access log."""
    return ", ".join(str(form.fields[name].label or name) for name in form.changed_data)


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new office, or changes to one; the code of an office never changes."""

    class Meta:
        model = Office
        fields = ("code", "name", "institution", "level", "parent", "province", "region", "zone", "is_3t", "phone", "address", "place", "letterhead", "closed_on")
        widgets = {"closed_on": _day(), "address": forms.Textarea(attrs={"rows": 3}), "letterhead": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012
        help_texts = {"closed_on": _("Kantor yang ditutup tetap ada dalam catatan; jabatan di dalamnya berakhir hari itu.")}  # noqa: RUF012

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = offices_of(actor).exclude(pk=self.instance.pk or "")
        if self.instance.pk:
            del self.fields["code"], self.fields["institution"]
            if self.instance.pk == actor.office:
                # The top of one's own tree hangs where someone above put it.
                del self.fields["parent"], self.fields["closed_on"]
        else:
            parent.required, parent.initial = True, actor.office
            del self.fields["closed_on"]
        _say_choose(self)

    def clean_parent(self) -> Office | None:
        """No office stands below itself."""
        parent: Office | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if self.instance.pk and above.pk == self.instance.pk:
                raise forms.ValidationError(_("Kantor itu berada di bawah kantor ini; pilih kantor lain."))
            above = above.parent
        return parent


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new user, or changes to one; a username never changes, for the record of acts keeps it."""

    class Meta:
        model = User
        fields = ("username", "full_name", "nip", "phone")
        help_texts = {"username": _("Huruf kecil, angka, dan tanda . _ -; tidak dapat diganti kemudian."), "full_name": _("Dengan gelar, seperti di surat.")}  # noqa: RUF012

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["username"]

    def clean_username(self) -> str:
        """Small letters only, so that nobody is two users."""
        username = str(self.cleaned_data["username"]).lower()
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("Nama pengguna ini sudah dipakai; pilih yang lain."))
        return username


class PostForm(forms.ModelForm):  # type: ignore[type-arg]
    """A post for a user in one of the administrator's offices."""

    class Meta:
        model = Post
        fields = ("office", "role", "title", "rank", "since", "until", "may_export")
        widgets = {"since": _day(), "until": _day()}  # noqa: RUF012
        help_texts = {"until": _("Kosong berarti sampai diakhiri."), "may_export": _("Hak tersendiri: tanpa ini tidak ada berkas data yang dapat diambil.")}  # noqa: RUF012

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset, office.initial = offices_of(actor).filter(closed_on=None), actor.office
        self.fields["since"].initial = timezone.localdate()
        _say_choose(self)

    def clean(self) -> dict[str, Any]:
        """A role of the office's own institution, and an end after the beginning."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        office, role = clean.get("office"), clean.get("role", "")
        if office and role and role not in roles_of(office.institution):
            names = ", ".join(str(ROLES[name]) for name in roles_of(office.institution))
            self.add_error("role", _("Peran itu tidak ada di %(office)s. Pilihannya: %(names)s.") % {"office": office.name, "names": names})
        return _ends_after_it_begins(self, clean)


class StandInForm(forms.Form):
    """Who stands in for a post, from when to when, and the letter that says so."""

    user = forms.ModelChoiceField(label=_("Pengganti"), queryset=User.objects.none())
    since = forms.DateField(label=_("Mulai"), widget=_day())
    until = forms.DateField(label=_("Sampai"), widget=_day())
    letter_number = forms.CharField(label=_("Nomor surat perintah"), max_length=80, help_text=_("Surat yang menunjuk pengganti."))

    def __init__(self, post: Post, candidates: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        user.queryset = candidates

    def clean(self) -> dict[str, Any]:
        """An end after the beginning, inside the post's own time."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        since = clean.get("since")
        if since and (since < self.post.since or (self.post.until and since > self.post.until)):
            self.add_error("since", _("Pada tanggal itu jabatan yang digantikan belum atau tidak lagi dipegang."))
        return _ends_after_it_begins(self, clean)


class EndPostForm(forms.Form):
    """The last day of a post."""

    until = forms.DateField(label=_("Hari terakhir menjabat"), widget=_day())

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post

    def clean_until(self) -> Any:
        """Not before it began."""
        until = self.cleaned_data["until"]
        if until < self.post.since:
            raise forms.ValidationError(_("Hari terakhir tidak boleh sebelum hari mulai."))
        return until


class LookForm(forms.Form):
    """Narrow a list by a word."""

    cari = forms.CharField(label=_("Cari"), required=False)


def _ends_after_it_begins(form: forms.BaseForm, clean: dict[str, Any]) -> dict[str, Any]:
    since, until = clean.get("since"), clean.get("until")
    if since and until and until < since:
        form.add_error("until", _("Tanggal akhir tidak boleh sebelum tanggal mulai."))
    return clean
