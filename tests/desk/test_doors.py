"""Every address of the desk: who may open it, and what a stranger, a wrong role, a missing token or a passing attacker is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from desk.cast import PASSWORD, Cast, actor, set_up_second_factor
from desk.conftest import SignedIn
from rembuk.desk.errors import forbidden, server_error
from rembuk.desk.policy import why_not
from rembuk.desk.rights import NotAllowed

#: The only addresses that answer someone who has not signed in, by name.
PUBLIC = {
    "front", "about_rj", "how_a_case_goes", "your_rights", "apply", "follow", "health", "set_language",
    # The field kit's own files hold no case; what it sends is signed by its key, what enrols it carries a one-time code.
    "field_kit", "field_file", "field_enrol", "field_exchange", "field_media",
    # A paper is checked by whoever holds it; what syncs is signed by the device's own key; open numbers hide small cells.
    "check_paper", "sync_exchange", "sync_card", "sync_media", "open_numbers",
    "account_login", "account_signup", "account_inactive", "account_logout", "mfa_authenticate",
}  # fmt: skip
#: Addresses that need a right over the desk itself, by the start of their path.
GUARDED = {"saring/": "screen", "kantor/": "administer", "catatan-akses/": "read_access_log"}


def views(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, above + str(pattern.pattern))
        else:
            yield above + str(pattern.pattern), pattern


EVERY_VIEW = list(views(get_resolver().url_patterns))


@pytest.mark.parametrize(("route", "pattern"), EVERY_VIEW, ids=[route or "front" for route, _ in EVERY_VIEW])
def test_an_address_is_public_by_name_or_asks_who_one_is(route: str, pattern: URLPattern) -> None:
    needs_sign_in = getattr(pattern.callback, "login_required", True)
    assert needs_sign_in != (pattern.name in PUBLIC), f"{route}: say in PUBLIC that anyone may open it, or guard it"


@pytest.mark.parametrize(("route", "pattern"), EVERY_VIEW, ids=[route or "front" for route, _ in EVERY_VIEW])
def test_an_address_of_a_guarded_part_names_the_right_it_needs(route: str, pattern: URLPattern) -> None:
    wanted = next((right for start, right in GUARDED.items() if route.startswith(start)), None)
    assert wanted is None or getattr(pattern.callback, "needs", None) == wanted


@pytest.mark.parametrize("address", ["/akun/", "/hukum/", "/saring/", "/kantor/", "/catatan-akses/", "/akun/autentikator/"])
def test_a_stranger_is_sent_to_sign_in_and_comes_back_after(address: str, visitor: Client) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 302 and answer["Location"] == f"/masuk/?next={address}"


@pytest.mark.parametrize("address", ["/", "/tentang-rj/", "/alur-perkara/", "/hak-anda/", "/ajukan/", "/ikuti/", "/masuk/", "/sehat/"])
def test_anyone_may_read_the_public_pages(address: str, visitor: Client) -> None:
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "address"),
    [("ani", "/kantor/"), ("ani", "/catatan-akses/"), ("lia", "/saring/"), ("dewa", "/saring/"), ("kartika", "/kantor/"), ("indra", "/kantor/pengguna/")],
)
def test_a_role_without_the_right_is_told_so_in_a_sentence(name: str, address: str, signed_in: SignedIn) -> None:
    answer = signed_in(name).get(address)
    assert answer.status_code == 403 and "Peran Anda tidak mencakup hal ini." in answer.content.decode()


def test_signing_in_needs_the_password(cast: Cast, visitor: Client) -> None:
    wrong = visitor.post("/masuk/", {"login": "ani", "password": "bukan-itu"})
    assert "tidak cocok" in wrong.content.decode() and 'value="ani"' in wrong.content.decode()
    right = visitor.post("/masuk/", {"login": "ani", "password": PASSWORD})
    assert right.status_code == 302
    assert visitor.get("/akun/").status_code == 200


def test_after_five_wrong_passwords_the_right_one_has_to_wait(cast: Cast, visitor: Client) -> None:
    for _ in range(5):
        visitor.post("/masuk/", {"login": "ani", "password": "tebakan-salah"})
    answer = visitor.post("/masuk/", {"login": "ani", "password": PASSWORD})
    assert answer.status_code != 302 and "Terlalu banyak" in answer.content.decode()


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(cast: Cast, visitor: Client) -> None:
    answers = [visitor.post("/masuk/", {"login": name, "password": "tebakan-salah"}).content.decode() for name in ("ani", "tak-ada")]
    told = [answer.partition('role="alert"')[2].partition("</div>")[0] for answer in answers]
    assert told[0] == told[1] != ""


def test_a_closed_account_cannot_sign_in(cast: Cast, visitor: Client) -> None:
    cast["ani"].is_active = False
    cast["ani"].save()
    visitor.post("/masuk/", {"login": "ani", "password": PASSWORD})
    assert visitor.get("/akun/").status_code == 302


def test_nobody_can_make_an_account_for_himself(visitor: Client) -> None:
    from rembuk.desk.accounts.models import User

    visitor.post("/masuk/daftar/", {"username": "penyusup", "password1": PASSWORD})
    assert not User.objects.filter(username="penyusup").exists()


def test_with_a_second_factor_the_password_alone_is_not_enough(cast: Cast, visitor: Client) -> None:
    set_up_second_factor(cast["indra"])
    answer = visitor.post("/masuk/", {"login": "indra", "password": PASSWORD})
    assert answer["Location"].startswith("/masuk/kode/")
    assert visitor.get("/akun/").status_code == 302
    assert "Kode tidak cocok" in visitor.post("/masuk/kode/", {"code": "000000"}).content.decode()


def test_an_approver_without_a_second_factor_is_told_what_to_do(signed_in: SignedIn) -> None:
    assert "Anda belum dapat menyetujui." in signed_in("indra").get("/akun/").content.decode()
    assert "Anda belum dapat menyetujui." not in signed_in("ani").get("/akun/").content.decode()


def test_the_secret_of_a_second_factor_is_not_readable_in_the_database(cast: Cast) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(cast["indra"], secret)
    assert secret not in str(Authenticator.objects.get(user=cast["indra"], type="totp").data)


def test_a_form_without_its_token_changes_nothing_and_says_what_to_do(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["ani"])
    answer = client.post("/akun/", {"phone": "0812"})
    assert answer.status_code == 403 and "isian Anda masih ada" in answer.content.decode()
    cast["ani"].refresh_from_db()
    assert cast["ani"].phone == ""


@pytest.mark.parametrize("address", ["/", "/masuk/", "/tidak-ada/"])
def test_every_answer_forbids_what_a_page_of_ours_never_does(address: str, visitor: Client) -> None:
    answer = visitor.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "style-src 'self'" in policy
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin" and answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pages_of_signed_in_people_are_kept_in_no_cache(signed_in: SignedIn) -> None:
    assert "no-store" in signed_in("ani").get("/akun/")["Cache-Control"]


def test_the_session_cookie_is_kept_from_scripts_and_from_other_sites(cast: Cast, visitor: Client) -> None:
    visitor.post("/masuk/", {"login": "ani", "password": PASSWORD})
    cookie = visitor.cookies["rembuk_sesi"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_an_address_that_does_not_exist_says_so_in_a_sentence(visitor: Client) -> None:
    answer = visitor.get("/tidak-ada/")
    assert answer.status_code == 404 and "Halaman tidak ditemukan" in answer.content.decode()


def test_a_wrong_post_cannot_be_chosen(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    client.post("/akun/jabatan/", {"post": cast["indra"].posts.get().pk})
    assert "Penyidik" in client.get("/akun/").content.decode()
    assert client.session.get("post") is None


def test_choosing_a_post_leads_to_no_other_site(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in("ani").post("/akun/jabatan/", {"post": cast["ani"].posts.get().pk, "next": "https://jahat.example/"})
    assert answer["Location"] == "/"


def test_a_one_time_code_opens_only_the_page_for_a_new_password(cast: Cast, signed_in: SignedIn) -> None:
    cast["ani"].must_change_password = True
    cast["ani"].save()
    client = signed_in("ani")
    assert client.get("/hukum/")["Location"] == "/akun/sandi/"
    client.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": "kalimat sandi baru saya", "password2": "kalimat sandi baru saya"})
    assert client.get("/hukum/").status_code == 200


def test_an_approver_who_is_refused_for_want_of_a_second_factor_is_led_to_it(cast: Cast) -> None:
    refused = why_not(actor(cast["indra"]), "approve")
    assert refused
    answer = forbidden(RequestFactory().get("/persetujuan/"), NotAllowed(refused))
    assert answer.status_code == 403 and 'href="/akun/autentikator/"' in answer.content.decode()


def test_the_page_for_our_own_mistake_needs_neither_a_session_nor_the_database() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500 and "Yang sudah tersimpan tetap tersimpan." in answer.content.decode()
