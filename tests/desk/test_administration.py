"""What an administrator can do and cannot: offices, users, posts, stand-ins, one-time codes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desk.cast import SINCE, Cast, actor, set_up_second_factor
from desk.conftest import SignedIn
from rembuk.desk.access.models import AccessLog, AppendOnly
from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor
from rembuk.desk.offices.models import Office, Post


@pytest.fixture
def lia(signed_in: SignedIn) -> Client:
    return signed_in("lia")


def code_in(text: str) -> str:
    """The one-time code that a page shows."""
    found = re.search(r'class="code">([A-Z0-9-]+)<', text)
    assert found
    return found[1]


def test_a_new_user_signs_in_with_the_code_and_makes_a_password(lia: Client) -> None:
    code = code_in(lia.post("/kantor/pengguna/baru/", {"username": "Rini.W", "full_name": "Rini Wulandari"}).content.decode())
    rini = Client()
    assert rini.post("/masuk/", {"login": "rini.w", "password": code}).status_code == 302
    assert rini.get("/akun/")["Location"] == "/akun/sandi/"


def test_a_code_stops_working_when_its_time_is_up(lia: Client) -> None:
    code = code_in(lia.post("/kantor/pengguna/baru/", {"username": "rini", "full_name": "Rini Wulandari"}).content.decode())
    User.objects.filter(username="rini").update(code_expires_at=timezone.now() - timedelta(minutes=1))
    rini = Client()
    rini.post("/masuk/", {"login": "rini", "password": code})
    assert rini.get("/akun/")["Location"].startswith("/masuk/")


def test_a_name_that_is_taken_keeps_what_was_entered(lia: Client, cast: Cast) -> None:
    text = lia.post("/kantor/pengguna/baru/", {"username": "ANI", "full_name": "Ani yang lain"}).content.decode()
    assert "sudah dipakai" in text and "Ani yang lain" in text


def test_a_post_needs_a_role_of_the_offices_institution(lia: Client, cast: Cast) -> None:
    address = f"/kantor/pengguna/{cast['ani'].pk}/jabatan/"
    text = lia.post(address, {"office": "polres-kebumen", "role": "judge", "since": "2026-03-01"}).content.decode()
    assert "Peran itu tidak ada di Polres Kebumen" in text
    assert cast["ani"].posts.count() == 1


def test_a_post_ends_and_stays_in_the_record(lia: Client, cast: Cast) -> None:
    post = cast["ani"].posts.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    lia.post(f"/kantor/jabatan/{post.pk}/", {"until": yesterday.isoformat()})
    post.refresh_from_db()
    assert post.until == yesterday and not Post.objects.held_on(timezone.localdate()).filter(user=cast["ani"]).exists()


def test_a_stand_in_acts_in_the_post_between_the_days_of_the_letter(lia: Client, cast: Cast) -> None:
    post, today = cast["indra"].posts.get(), timezone.localdate()
    named = {"user": cast["ani"].pk, "since": today.isoformat(), "until": (today + timedelta(days=3)).isoformat(), "letter_number": "Sprin/12/XI/2026"}
    assert lia.post(f"/kantor/jabatan/{post.pk}/pengganti/", named).status_code == 302
    held = Post.objects.held_on(today).filter(user=cast["ani"], deputy_for=post).select_related("office").get()
    author = Actor(cast["ani"], held).author
    assert (author.user, author.role, author.office) == ("ani", "police_chief", "polres-kebumen")
    assert held.label.startswith("Plh.")
    assert not Post.objects.held_on(today + timedelta(days=4)).filter(pk=held.pk).exists()


def test_an_administrator_reaches_no_office_beside_or_above_his_own(lia: Client, cast: Cast) -> None:
    for address in ("/kantor/polres-cilacap/", "/kantor/polda-jateng/", f"/kantor/pengguna/{cast['fajar'].pk}/", f"/kantor/pengguna/{cast['kartika'].pk}/"):
        assert lia.get(address).status_code == 404
    assert lia.post(f"/kantor/jabatan/{cast['fajar'].posts.get().pk}/", {"until": "2026-03-01"}).status_code == 404


def test_a_user_who_also_serves_elsewhere_is_not_taken_over(lia: Client, cast: Cast) -> None:
    Post.objects.create(user=cast["ani"], office_id="polda-jateng", role="supervisor", since=SINCE)
    before = cast["ani"].password
    lia.post(f"/kantor/pengguna/{cast['ani'].pk}/kode/")
    cast["ani"].refresh_from_db()
    assert cast["ani"].password == before


def test_an_administrator_gives_himself_no_post_and_no_code(lia: Client, cast: Cast) -> None:
    lia.post(f"/kantor/pengguna/{cast['lia'].pk}/jabatan/", {"office": "polres-kebumen", "role": "police_chief", "since": "2026-03-01"})
    assert cast["lia"].posts.get().role == "administrator"
    post = cast["indra"].posts.get()
    today = timezone.localdate().isoformat()
    lia.post(f"/kantor/jabatan/{post.pk}/pengganti/", {"user": cast["lia"].pk, "since": today, "until": today, "letter_number": "1"})
    assert cast["lia"].posts.count() == 1


def test_a_lost_authenticator_is_removed_and_that_is_logged(lia: Client, cast: Cast) -> None:
    set_up_second_factor(cast["indra"])
    lia.post(f"/kantor/pengguna/{cast['indra'].pk}/autentikator/")
    assert not actor(cast["indra"]).has_second_factor
    assert AccessLog.objects.filter(user=cast["lia"], what="administered", about="indra: autentikator dilepas").exists()


def test_a_closed_user_is_signed_out(lia: Client, cast: Cast, signed_in: SignedIn) -> None:
    ani = signed_in("ani")
    lia.post(f"/kantor/pengguna/{cast['ani'].pk}/tutup/")
    assert ani.get("/akun/").status_code == 302


def test_an_office_is_made_below_ones_own_and_no_circle_can_be_made(signed_in: SignedIn, cast: Cast) -> None:
    Post.objects.create(user=cast["kartika"], office_id="polda-jateng", role="administrator", since=SINCE)
    client = signed_in("kartika")
    client.post("/akun/jabatan/", {"post": cast["kartika"].posts.get(role="administrator").pk})
    made = {"code": "polsek-gombong", "name": "Polsek Gombong", "institution": "police", "level": "subdistrict", "parent": "polres-kebumen", "zone": "WIB"}
    assert client.post("/kantor/baru/", made).status_code == 302
    circle = {"name": "Polres Kebumen", "level": "district", "parent": "polsek-gombong", "zone": "WIB"}
    assert "berada di bawah kantor ini" in client.post("/kantor/polres-kebumen/", circle).content.decode()
    assert Office.objects.get(pk="polres-kebumen").parent_id == "polda-jateng"


def test_the_access_log_is_only_added_to(lia: Client, cast: Cast) -> None:
    lia.post(f"/kantor/pengguna/{cast['ani'].pk}/kode/")
    with pytest.raises(AppendOnly):
        AccessLog.objects.all().delete()
    with pytest.raises(AppendOnly):
        AccessLog.objects.update(reason="")


def test_the_database_refuses_to_change_a_line_of_the_log(lia: Client, cast: Cast) -> None:
    from django.db import DatabaseError, connection, transaction

    lia.post(f"/kantor/pengguna/{cast['ani'].pk}/kode/")
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_accesslog SET reason = 'lain'")


def test_a_supervisor_reads_the_log_of_the_offices_below(lia: Client, cast: Cast, signed_in: SignedIn) -> None:
    lia.post(f"/kantor/pengguna/{cast['ani'].pk}/kode/")
    assert "ani: kode sekali pakai" in signed_in("kartika").get("/catatan-akses/").content.decode()
