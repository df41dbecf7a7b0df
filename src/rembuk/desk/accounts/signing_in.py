"""How allauth signs people in here: by username, no open sign-up, one-time codes that expire, secrets of the second factor encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Backend(AuthenticationBackend):
    """allauth's own, but an expired one-time code opens nothing."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether this user may sign in at all."""
        if user.code_expires_at and user.must_change_password and user.code_expires_at < timezone.now():
            return False
        return bool(user.is_active)


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: accounts are made by an office's administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."),
        "incorrect_password": _("Kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan masuk yang gagal. Tunggu lima menit, lalu coba lagi."),
        "rate_limited": _("Terlalu banyak permintaan. Tunggu beberapa menit, lalu coba lagi."),
        "enter_current_password": _("Tulis kata sandi Anda yang sekarang."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """A password of one's own ends the one-time code."""
        user.must_change_password, user.code_expires_at = False, None
        super().set_password(user, password)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No e-mail leaves this desk."""

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:
        """allauth's own success messages are left out: the pages say what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator applications are kept encrypted with a key made from the installation's own."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode tidak cocok. Tunggu kode berikutnya muncul di aplikasi, lalu tulis lagi."),
        "unverified_email": _("Alamat surel belum dipastikan."),
    }

    def encrypt(self, text: str) -> str:
        """The text as kept."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text as it was."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        """What the application shows."""
        return str(user.username)


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"rembuk second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
