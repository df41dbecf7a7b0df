"""Who gets at papers: another office learns nothing, a shielded case prints for those who act in it, exporting is a right of its own."""

from __future__ import annotations

import pytest

from desk.cases.story import Story
from desk.cast import Cast
from desk.conftest import SignedIn
from desk.papers.conftest import SUMMONS, agreed, issued
from rembuk.desk.access.models import AccessLog
from rembuk.desk.offices.models import Post

PAGES = ("", f"{SUMMONS}/", f"{SUMMONS}/konsep.pdf", f"{SUMMONS}/konsep.docx", "sederhana/", "sederhana/kesepakatan.pdf", "sederhana/suara/")


@pytest.mark.parametrize("name", ["fajar", "budi", "citra", "gita", "hadi", "dewa", "kartika", "lia"])
def test_another_office_cannot_learn_of_a_paper(name: str, case: str, signed_in: SignedIn) -> None:
    row, client = issued(signed_in("ani"), case), signed_in(name)
    rest = (f"terbit/{row.pk}/", f"terbit/{row.pk}/surat.pdf", f"terbit/{row.pk}/salinan/1/", f"terbit/{row.pk}/pemeriksaan.pdf")
    assert {client.get(f"/perkara/{case}/surat/{page}").status_code for page in (*PAGES, *rest)} == {404}
    posts = ("berkas/", f"{SUMMONS}/", f"terbit/{row.pk}/tanda-tangan/", f"terbit/{row.pk}/pindai/")
    assert {client.post(f"/perkara/{case}/surat/{page}").status_code for page in posts} == {404}


def test_a_paper_of_another_case_is_not_found_under_ones_own(case: str, story: Story, signed_in: SignedIn) -> None:
    row, other = issued(signed_in("ani"), case), agreed(story)
    assert signed_in("ani").get(f"/perkara/{other}/surat/terbit/{row.pk}/surat.pdf").status_code == 404


def test_in_a_shielded_case_only_who_acts_prints_and_pages_hide_names(story: Story, cast: Cast, signed_in: SignedIn) -> None:
    case = agreed(story)
    story.add(case, "ani", "party_added", role="victim", name="Mawar Kecil", birth_date="2016-05-05")
    page = signed_in("ani").get(f"/perkara/{case}/surat/{SUMMONS}/").content.decode()
    assert "Eka Rahmawati" not in page and "Yusuf Maulana" not in page
    assert signed_in("ani").get(f"/perkara/{case}/surat/{SUMMONS}/konsep.pdf").status_code == 200
    story.add(case, "indra", "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=story.case(case).acts[0].at.date().isoformat())
    chief = signed_in("indra")
    assert chief.get(f"/perkara/{case}/surat/").status_code == 200
    answer = chief.get(f"/perkara/{case}/surat/{SUMMONS}/konsep.pdf")
    assert answer.status_code == 403 and "identitas dalam perkara ini dilindungi" in answer.content.decode()


def test_an_institution_that_never_had_the_case_writes_only_what_its_own_steps_make(case: str, story: Story, signed_in: SignedIn) -> None:
    story.add(case, "ani", "penetapan_requested", to_office="pn-kebumen", on=story.case(case).acts[0].at.date().isoformat(), despite="Untuk diuji")
    page = signed_in("joko").get(f"/perkara/{case}/surat/")
    assert page.status_code == 200 and f"/surat/{SUMMONS}/" not in page.content.decode()
    assert signed_in("joko").get(f"/perkara/{case}/surat/{SUMMONS}/").status_code == 404


def test_the_case_file_needs_the_right_to_export_and_is_logged(case: str, cast: Cast, signed_in: SignedIn) -> None:
    issued(signed_in("ani"), case)
    issued(signed_in("ani"), case, "surat_kesepakatan_perdamaian")
    address = f"/perkara/{case}/surat/berkas/"
    assert signed_in("ani").post(address).status_code == 403 and signed_in("indra").post(address).status_code == 403
    Post.objects.filter(user=cast["indra"]).update(may_export=True)
    answer = signed_in("indra").post(address, {"reason": "Dikirim ke kejaksaan"})
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    line = AccessLog.objects.get(what="exported", case=case)
    assert line.reason == "Dikirim ke kejaksaan" and "2 surat" in line.about


def test_a_case_without_issued_papers_has_no_case_file(case: str, cast: Cast, signed_in: SignedIn) -> None:
    Post.objects.filter(user=cast["indra"]).update(may_export=True)
    answer = signed_in("indra").post(f"/perkara/{case}/surat/berkas/", follow=True)
    assert "Belum ada surat yang terbit dari sini" in answer.content.decode()


def test_every_print_leaves_a_line(case: str, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    row = issued(client, case)
    client.get(f"/perkara/{case}/surat/terbit/{row.pk}/surat.pdf")
    assert AccessLog.objects.filter(what="paper_printed", case=case, about__contains=row.number).exists()
