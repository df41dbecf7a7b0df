"""Signatures and scans on issued letters: in order, told in the record, the key never kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.cases.story import Story
from desk.conftest import SignedIn
from desk.papers.conftest import issued
from papers.authority import PASSWORD, as_pem, identity, key_file
from rembuk.desk.papers.keeping import path_of
from rembuk.desk.papers.models import PaperCopy

AUTHORITY = identity("Otoritas Uji")


@pytest.fixture
def trusted() -> None:
    folder = Path(settings.HOME) / "trusted"
    folder.mkdir(exist_ok=True)
    (folder / "uji.pem").write_bytes(as_pem(AUTHORITY))


def sign(client: Client, case: str, digest: str, name: str, password: str = PASSWORD) -> str:
    key = SimpleUploadedFile("kunci.p12", key_file(identity(name, AUTHORITY), AUTHORITY))
    return client.post(f"/perkara/{case}/surat/terbit/{digest}/tanda-tangan/", {"key": key, "password": password}, follow=True).content.decode()


def test_two_officers_sign_in_order_and_the_page_says_what_it_is_worth(trusted: None, case: str, story: Story, signed_in: SignedIn) -> None:
    row = issued(signed_in("ani"), case)
    assert "sudah dibubuhkan" in sign(signed_in("ani"), case, row.pk, "Ani Lestari")
    page = sign(signed_in("indra"), case, row.pk, "Indra Wijaya")
    assert page.count("Sah: isi surat utuh") == 2 and "Sesudahnya hanya ada tanda tangan lain" in page
    copies = list(PaperCopy.objects.filter(issued=row))
    assert [copy.name for copy in copies] == ["Ani Lestari", "Indra Wijaya"]
    assert all(copy.digest in story.case(case).acts[-2 + i].fields["text"] for i, copy in enumerate(copies))
    signed = signed_in("ani").get(f"/perkara/{case}/surat/terbit/{row.pk}/salinan/2/").content
    assert signed.startswith(path_of(row.pk).read_bytes())
    assert signed_in("ani").get(f"/perkara/{case}/surat/terbit/{row.pk}/pemeriksaan.pdf").content.startswith(b"%PDF-")


def test_neither_key_nor_password_is_kept(trusted: None, case: str, signed_in: SignedIn) -> None:
    row, client = issued(signed_in("ani"), case), signed_in("ani")
    key = key_file(identity("Ani Lestari", AUTHORITY), AUTHORITY)
    client.post(f"/perkara/{case}/surat/terbit/{row.pk}/tanda-tangan/", {"key": SimpleUploadedFile("k.p12", key), "password": PASSWORD})
    files = [path.read_bytes() for path in Path(settings.HOME).rglob("*") if path.is_file()]
    assert PaperCopy.objects.exists() and not any(key in file for file in files)


def test_a_wrong_password_changes_nothing(case: str, signed_in: SignedIn) -> None:
    row = issued(signed_in("ani"), case)
    page = sign(signed_in("ani"), case, row.pk, "Ani Lestari", "salah")
    assert "sandinya salah" in page and "salah</" not in page.replace("sandinya salah", "") and not PaperCopy.objects.exists()


def test_a_signed_file_that_was_altered_is_noticed(trusted: None, case: str, signed_in: SignedIn) -> None:
    row = issued(signed_in("ani"), case)
    sign(signed_in("ani"), case, row.pk, "Ani Lestari")
    copy = PaperCopy.objects.get()
    path_of(copy.digest).write_bytes(path_of(copy.digest).read_bytes() + b"%")
    page = signed_in("ani").get(f"/perkara/{case}/surat/terbit/{row.pk}/").content.decode()
    assert "berkas hilang atau berubah" in page
    assert "hilang atau berubah; terbitkan kembali" in sign(signed_in("indra"), case, row.pk, "Indra")


def test_the_scan_of_a_paper_signed_by_hand_is_kept_and_told(case: str, story: Story, signed_in: SignedIn) -> None:
    client, png = signed_in("ani"), b"\x89PNG\r\n\x1a\n" + b"pindai" * 30
    row = issued(client, case)
    address = f"/perkara/{case}/surat/terbit/{row.pk}/"
    client.post(f"{address}pindai/", {"scan": SimpleUploadedFile("s.png", png), "signed_by": "Eka Rahmawati (cap jempol)"})
    copy = PaperCopy.objects.get()
    assert client.get(f"{address}salinan/1/").content == png and copy.digest in str(story.case(case).acts[-1].fields["text"])
    answer = client.post(f"{address}pindai/", {"scan": SimpleUploadedFile("s.exe", b"MZ" * 40), "signed_by": "Eka"})
    assert answer.status_code == 422 and "bukan PDF, PNG, JPEG" in answer.content.decode()


def test_who_only_sees_the_case_neither_signs_nor_scans(case: str, story: Story, signed_in: SignedIn) -> None:
    row = issued(signed_in("ani"), case)
    story.add(case, "indra", "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=row.on.isoformat())
    chief = signed_in("indra")
    sent = {"scan": SimpleUploadedFile("s.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50), "signed_by": "Eka"}
    assert chief.post(f"/perkara/{case}/surat/terbit/{row.pk}/pindai/", sent).status_code == 403
    assert not PaperCopy.objects.exists()
