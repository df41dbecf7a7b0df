"""A user: a person who can sign in, and the tokens by which his programs do. Contact by e-mail is not assumed; users are never deleted, only closed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Users(BaseUserManager["User"]):
    """How users are made."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A new user; without a password nobody can sign in as him yet."""
        user: User = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can sign in; `username` is what the record of acts keeps, so it never changes."""

    username = models.CharField(
        _("Nama pengguna"), max_length=60, unique=True, validators=[ASCIIUsernameValidator()],
        error_messages={"unique": _("Nama pengguna ini sudah dipakai; pilih yang lain.")},
    )  # fmt: skip
    full_name = models.CharField(_("Nama lengkap"), max_length=150)
    nip = models.CharField(_("NIP/NRP"), max_length=30, blank=True)
    phone = models.CharField(_("Nomor telepon"), max_length=30, blank=True)
    is_active = models.BooleanField(_("Boleh masuk"), default=True)
    must_change_password = models.BooleanField(_("Wajib mengganti kata sandi"), default=False)
    code_expires_at = models.DateTimeField(_("Kode sekali pakai berlaku sampai"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Users()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]  # noqa: RUF012

    class Meta:
        ordering = ("full_name", "username")

    def __str__(self) -> str:
        return f"{self.full_name} ({self.username})"

    def get_full_name(self) -> str:
        """The name on letters."""
        return self.full_name


class ApiToken(models.Model):
    """A personal token by its digest: whose, in which post, what for, until when, last used when. Ending one sets `until`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    post = models.ForeignKey("offices.Post", models.PROTECT, related_name="+")
    name = models.CharField(_("Untuk apa"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.user_id})"
