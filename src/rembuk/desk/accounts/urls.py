"""Signing in and out, one's own account, the second factor, the post chosen. Only the pages of allauth that are wanted here."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from rembuk.desk.accounts import views

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", second_factor.authenticate, name="mfa_authenticate"),
    path("masuk/ditutup/", account.account_inactive, name="account_inactive"),
    path("masuk/daftar/", account.signup, name="account_signup"),
    path("keluar/", account.logout, name="account_logout"),
    path("akun/", views.own_account, name="own_account"),
    path("akun/jabatan/", views.switch_post, name="switch_post"),
    path("akun/token/", views.new_token, name="token_new"),
    path("akun/token/<int:pk>/akhiri/", views.end_token, name="token_end"),
    path("akun/tetap/", views.stay, name="stay"),
    path("akun/sandi/", views.change_password, name="account_change_password"),
    path("akun/sandi/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/autentikator/", second_factor.index, name="mfa_index"),
    path("akun/autentikator/pastikan/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("akun/autentikator/pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/autentikator/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/kode-cadangan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/kode-cadangan/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("akun/kode-cadangan/unduh/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
