"""Issuing a letter: what is missing is said, what is issued stands in the record once, and its file can always be had again or is known to be lost."""

from __future__ import annotations

import hashlib
import io
import re

import docx
import pypdf
import pytest
from django.test import Client

from desk.cases.story import Story, day
from desk.conftest import SignedIn
from desk.papers.conftest import AGREEMENT, SUMMONS, filled_in, issued, send
from rembuk.desk.access.models import AccessLog
from rembuk.desk.papers.issuing import file_of, printed_again
from rembuk.desk.papers.keeping import path_of
from rembuk.desk.papers.models import GivenNumber, IssuedLetter
from rembuk.ledger.verify import verify


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_page_says_what_can_be_made_and_what_is_missing(case: str, signed_in: SignedIn) -> None:
    page = signed_in("ani").get(f"/perkara/{case}/surat/").content.decode()
    assert "Surat Panggilan" in page and f"/perkara/{case}/surat/{SUMMONS}/konsep.pdf" in page
    assert "Gelar perkara khusus belum dicatat." in page and f"/perkara/{case}/surat/sp3/konsep.pdf" not in page


def test_reasons_are_english_for_who_reads_english(case: str, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    client.post("/bahasa/", {"language": "en"})
    page = client.get(f"/perkara/{case}/surat/").content.decode()
    assert "The special case review is not recorded." in page and "Cannot be made yet" in page


def test_letters_that_an_open_step_makes_come_first(case: str, signed_in: SignedIn) -> None:
    page = signed_in("ani").get(f"/perkara/{case}/surat/").content.decode()
    if "Diminta langkah yang sedang terbuka" in page and "Dapat dibuat sekarang" in page:
        assert page.index("Diminta langkah yang sedang terbuka") < page.index("Dapat dibuat sekarang")
    assert re.search(r"Langkah:", page)


def test_a_draft_is_marked_and_kept_nowhere(case: str, story: Story, signed_in: SignedIn) -> None:
    client, before = signed_in("ani"), len(story.case(case).acts)
    answer = client.get(f"/perkara/{case}/surat/{SUMMONS}/konsep.pdf")
    assert answer["Content-Type"] == "application/pdf" and "KONSEP" in text_of(answer.content)
    assert not IssuedLetter.objects.exists() and not GivenNumber.objects.exists() and len(story.case(case).acts) == before
    assert not path_of(hashlib.sha256(answer.content).hexdigest()).exists()
    assert AccessLog.objects.filter(what="paper_printed", case=case).count() == 1


def test_a_draft_is_printed_for_whom_it_was_chosen(case: str, story: Story, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    first, second = story.case(case).all("summons")
    for summons, name in ((first, "Eka Rahmawati"), (second, "Yusuf Maulana")):
        answer = client.post(f"/perkara/{case}/surat/{SUMMONS}/konsep.pdf", {"thing": summons.id, "officer": "indra"})
        text = text_of(answer.content)
        assert name in text and "Indra Wijaya" in text
    page = client.get(f"/perkara/{case}/surat/{SUMMONS}/").content.decode()
    assert all(f'value="{one.id}"' in page for one in (first, second))


def test_the_docx_can_be_edited(case: str, signed_in: SignedIn) -> None:
    answer = signed_in("ani").get(f"/perkara/{case}/surat/{SUMMONS}/konsep.docx")
    document = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "attachment" in answer["Content-Disposition"] and "Musyawarah" in " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_an_issued_letter_stands_in_the_record_with_its_digest(case: str, story: Story, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    row = issued(client, case)
    act = story.case(case).acts[-1]
    file = client.get(f"/perkara/{case}/surat/terbit/{row.pk}/surat.pdf").content
    assert act.kind == "letter_issued" and act.fields["digest"] == row.pk == hashlib.sha256(file).hexdigest()
    assert act.fields["number"] == row.number and row.number in text_of(file) and "KONSEP" not in text_of(file)
    assert path_of(row.pk).read_bytes() == file and not list(verify("default"))
    page = client.get(f"/perkara/{case}/surat/").content.decode()
    assert "Surat yang sudah terbit" in page and row.number in page


def test_sending_the_form_twice_issues_one_letter(case: str, story: Story, signed_in: SignedIn) -> None:
    client, address = signed_in("ani"), f"/perkara/{case}/surat/{SUMMONS}/"
    sent = filled_in(client.get(address).content.decode())
    answers = [client.post(address, sent) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert len(list(story.case(case).acts_of("letter_issued"))) == IssuedLetter.objects.count() == GivenNumber.objects.count() == 1
    assert "tidak diterbitkan dua kali" in client.get(answers[-1]["Location"]).content.decode()


def test_the_same_bytes_come_out_again_years_later(case: str, story: Story, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    row = issued(client, case, AGREEMENT)
    before = path_of(row.pk).read_bytes()
    story.add(case, "ani", "party_corrected", party=story.case(case).victims[0].id, name="Eka Wulandari", reason="Salah ketik")
    story.cast["ani"].full_name = "Ani Lestari, S.H."
    story.cast["ani"].save()
    row.refresh_from_db()
    assert printed_again(row) == before
    path_of(row.pk).unlink()
    assert client.get(f"/perkara/{case}/surat/terbit/{row.pk}/surat.pdf").content == before and path_of(row.pk).exists()


def test_a_file_that_was_altered_is_noticed_and_not_given_out(case: str, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    row = issued(client, case)
    good, address = path_of(row.pk).read_bytes(), f"/perkara/{case}/surat/terbit/{row.pk}/"
    path_of(row.pk).write_bytes(good.replace(b"%PDF-1.7", b"%PDF-1.6", 1))
    assert "telah berubah sejak terbit" in client.get(address).content.decode()
    assert client.get(f"{address}surat.pdf").content == good
    path_of(row.pk).write_bytes(b"lain")
    IssuedLetter.objects.filter(pk=row.pk).update(address="https://lain/")
    answer = client.get(f"{address}surat.pdf")
    assert answer.status_code == 409 and "Jangan dipakai" in answer.content.decode()
    row.refresh_from_db()
    assert file_of(row) is None


def test_a_letter_that_cannot_be_made_is_not_issued(case: str, story: Story, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    answer = client.post(f"/perkara/{case}/surat/sp3/", {"do": "issue", "on": "2026-01-05", "number": "SP3/1"})
    assert "Surat ini belum dapat dibuat." in answer.content.decode()
    assert client.get(f"/perkara/{case}/surat/sp3/konsep.pdf").status_code == 404
    assert not GivenNumber.objects.exists() and story.case(case).last("letter_issued") is None


def test_a_sheet_with_a_code_is_printed_and_never_kept(case: str, story: Story, signed_in: SignedIn) -> None:
    client, address = signed_in("ani"), f"/perkara/{case}/surat/kartu_ikuti_perkara/"
    assert "Kode ikuti perkara belum dibuat." in client.get(address).content.decode()
    page = client.post(address, {"do": "show", "isi-code": "K7MF-2QPX-9DHT"}).content.decode()
    assert "Cetak (PDF)" in page and "Terbitkan dengan nomor ini" not in page
    text = text_of(client.post(f"{address}konsep.pdf", {"isi-code": "K7MF-2QPX-9DHT"}).content)
    assert "K7MF-2QPX-9DHT" in text and "KONSEP" not in text
    client.post(address, {"do": "issue", "isi-code": "K7MF-2QPX-9DHT", "on": day(), "number": ""})
    assert not IssuedLetter.objects.exists() and story.case(case).last("letter_issued") is None


def test_a_day_to_come_is_refused_and_what_was_entered_stays(case: str, signed_in: SignedIn) -> None:
    answer = send(signed_in("ani"), case, SUMMONS, on="2199-01-01", number="S.Pgl/9")
    page = answer.content.decode()
    assert answer.status_code == 422 and "tidak boleh sesudah hari ini" in page and 'value="S.Pgl/9"' in page


def test_a_letter_is_served_in_the_record(case: str, story: Story, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    row = issued(client, case)
    letter = story.case(case).all("letter")[0].id
    assert f"lakukan/letter_served/?letter={letter}" in client.get(f"/perkara/{case}/surat/terbit/{row.pk}/").content.decode()
    story.add(case, "ani", "letter_served", letter=letter, on=row.on.isoformat(), receiver="Eka Rahmawati")
    assert "kepada Eka Rahmawati" in client.get(f"/perkara/{case}/surat/").content.decode()


def test_the_plain_version_is_printed_large_and_says_where_there_is_no_voice(case: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    client, address = signed_in("ani"), f"/perkara/{case}/surat/sederhana/"
    page = client.get(address).content.decode()
    assert "Yusuf Maulana membayar Rp1.500.000" in page
    assert "Yusuf Maulana" in text_of(client.get(f"{address}kesepakatan.pdf").content)
    monkeypatch.setenv("PATH", "/nowhere")
    from rembuk.desk.papers import agreement_pages

    agreement_pages._voice.cache_clear()
    assert "espeak-ng belum terpasang" in client.get(address).content.decode()
    assert client.get(f"{address}suara/").status_code == 404
    agreement_pages._voice.cache_clear()


def test_the_agreement_is_read_aloud_where_a_voice_is_installed(case: str, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    assert "<audio" in client.get(f"/perkara/{case}/surat/sederhana/").content.decode()
    answer = client.get(f"/perkara/{case}/surat/sederhana/suara/")
    assert answer["Content-Type"].startswith("audio/") and len(answer.content) > 10_000


def test_a_form_without_its_token_issues_nothing(case: str, story: Story) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(story.cast["ani"])
    assert client.post(f"/perkara/{case}/surat/{SUMMONS}/", {"do": "issue"}).status_code == 403
    assert not IssuedLetter.objects.exists()
