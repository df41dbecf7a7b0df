"""An office's own look: place and rank on letters, numbers, emblem, templates that are tried before they count."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from desk.cast import Cast
from desk.conftest import SignedIn
from desk.papers.conftest import SUMMONS, issued
from desk.papers.test_issuing import text_of
from rembuk.desk.offices.models import Office, Post
from rembuk.desk.papers.issuing import printed_again
from rembuk.desk.papers.keeping import path_of
from rembuk.papers.registry import LETTERS

ADDRESS = f"/kantor/polres-kebumen/surat/{SUMMONS}/"
SHIPPED = (LETTERS / SUMMONS / "letter.typ").read_bytes()


def test_place_and_rank_of_the_office_stand_on_its_letters(case: str, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("lia")
    office = client.get("/kantor/polres-kebumen/").content.decode()
    assert 'name="place"' in office and 'name="letterhead"' in office
    Office.objects.filter(pk="polres-kebumen").update(place="Kebumen", address="Jalan Tentara Pelajar 1", letterhead="KEPOLISIAN UJI\nRESOR KEBUMEN")
    Post.objects.filter(user=cast["ani"]).update(rank="IPTU")
    cast["ani"].nip = "87010001"
    cast["ani"].save()
    text = text_of(signed_in("ani").get(f"/perkara/{case}/surat/{SUMMONS}/konsep.pdf").content)
    assert "Kebumen, " in text and "KEPOLISIAN UJI" in text and "IPTU NRP 87010001" in text and "Jalan Tentara Pelajar 1" in text


def test_numbers_are_set_by_the_office(case: str, signed_in: SignedIn) -> None:
    client = signed_in("lia")
    assert client.post(ADDRESS, {"do": "numbers", "pattern": "S.Pgl/{n}", "unit": "Lantas", "first": "31", "last": "400"}).status_code == 302
    assert issued(signed_in("ani"), case).number == "S.Pgl/31"
    answer = client.post(ADDRESS, {"do": "numbers", "pattern": "S.Pgl", "unit": "", "first": "9", "last": "3"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "tanpa {n} semua nomor akan sama" in page and "tidak boleh sebelum nomor pertama" in page


def test_a_broken_template_is_named_and_not_used(case: str, signed_in: SignedIn) -> None:
    answer = signed_in("lia").post(ADDRESS, {"do": "letter.typ", "file": SimpleUploadedFile("letter.typ", SHIPPED + b"\n#tidak-ada()")})
    assert answer.status_code == 422 and "Typst menolak templat ini" in answer.content.decode()
    answer = signed_in("lia").post(ADDRESS, {"do": "letter.docx", "file": SimpleUploadedFile("letter.docx", b"bukan docx")})
    assert answer.status_code == 422 and "bukan berkas DOCX yang utuh" in answer.content.decode()
    assert "templat bawaan dipakai" in signed_in("lia").get(ADDRESS).content.decode()


def test_a_template_that_works_counts_from_the_next_letter_on_and_old_letters_keep_theirs(case: str, signed_in: SignedIn) -> None:
    admin, ani = signed_in("lia"), signed_in("ani")
    before = issued(ani, case)
    own = SHIPPED.replace(b"#kop(d)", b"#kop(d)\n#alinea(\"Ciri Kantor Kebumen\")")
    assert own != SHIPPED
    assert admin.post(ADDRESS, {"do": "letter.typ", "file": SimpleUploadedFile("letter.typ", own)}).status_code == 302
    after = issued(ani, case)
    assert "Ciri Kantor Kebumen" in text_of(path_of(after.pk).read_bytes()) and "Ciri" not in text_of(path_of(before.pk).read_bytes())
    assert admin.get(f"{ADDRESS}letter.typ").content == own
    admin.post(ADDRESS, {"do": "shipped:letter.typ"})
    assert admin.get(f"{ADDRESS}letter.typ").content == SHIPPED
    assert printed_again(after) == path_of(after.pk).read_bytes()


def test_a_template_of_the_province_holds_below_it_until_an_office_has_its_own(case: str, signed_in: SignedIn) -> None:
    from django.utils import timezone

    from rembuk.desk.papers.templates import line_of, put_to_use, templates_for

    put_to_use("polda-jateng", SUMMONS, "letter.typ", SHIPPED + b"// polda", by="x", at=timezone.now())
    assert templates_for(SUMMONS, line_of("polres-kebumen")).bytes_of(SUMMONS, "letter.typ").endswith(b"// polda")
    put_to_use("polres-kebumen", SUMMONS, "letter.typ", None, by="x", at=timezone.now())
    assert templates_for(SUMMONS, line_of("polres-kebumen")).typst_digest == ""
    assert templates_for(SUMMONS, line_of("polres-cilacap")).typst_digest


def test_an_emblem_stands_in_the_letterhead(case: str, signed_in: SignedIn) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
    client = signed_in("lia")
    assert client.post("/kantor/polres-kebumen/surat/", {"file": SimpleUploadedFile("lambang.svg", svg)}).status_code == 302
    assert "rect" in str(issued(signed_in("ani"), case).asked["office"]["logo"])
    answer = client.post("/kantor/polres-kebumen/surat/", {"file": SimpleUploadedFile("lambang.gif", b"GIF89a")})
    assert answer.status_code == 422 and "bukan PNG, JPEG, atau SVG" in answer.content.decode()


def test_only_the_administrator_of_the_office_changes_its_papers(case: str, signed_in: SignedIn) -> None:
    assert signed_in("ani").get("/kantor/polres-kebumen/surat/").status_code == 403
    assert signed_in("ani").post(ADDRESS, {"do": "numbers"}).status_code == 403
    assert signed_in("lia").get("/kantor/polres-cilacap/surat/").status_code == 404
