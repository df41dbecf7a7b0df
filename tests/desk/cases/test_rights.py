"""Who may open a case, act on it, see its names, take it away."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.cases.story import Story, day, hour
from desk.cast import Cast, set_up_second_factor
from desk.conftest import SignedIn
from rembuk.desk.access.models import AccessLog
from rembuk.desk.offices.models import Post

PAGES = ("", "orang/", "pertemuan/", "kesepakatan/", "keputusan/", "hukum/", "riwayat/", "sidang/", "lakukan/", "lakukan/note_added/", "tanya/", "nama/")
PNG = b"\x89PNG\r\n\x1a\n" + b"gambar" * 20


@pytest.mark.parametrize("name", ["fajar", "budi", "citra", "gita", "hadi", "dewa", "kartika", "lia"])
def test_whoever_has_nothing_to_do_with_a_case_cannot_learn_that_it_exists(name: str, story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    client = signed_in(name)
    assert {client.get(f"/perkara/{case}/{page}").status_code for page in PAGES} == {404}
    assert client.get(f"/api/perkara/{case}/").status_code == 404
    assert client.post(f"/api/perkara/{case}/perbuatan/", {"kind": "note_added"}, content_type="application/json").status_code == 404
    there, nowhere = (re.sub(r'value="[^"]*"', "", client.get(f"/perkara/{one}/").content.decode()) for one in (case, "tidakada.1"))
    assert there == nowhere


def test_the_investigator_of_a_case_opens_every_page_of_it(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani", practice="traffic")
    story.victim(case, "ani")
    story.suspect(case, "ani")
    story.add(case, "ani", "charge_set", charges="Pasal 310 ayat (2) UU 22/2009")
    client = signed_in("ani")
    assert {client.get(f"/perkara/{case}/{page}").status_code for page in PAGES if page != "nama/"} == {200}


def test_an_office_loses_the_right_to_act_when_it_hands_a_case_over_but_its_head_still_sees_it(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("indra")
    story.add(case, "indra", "handed_over", to_office="kejari-kebumen", to_stage="prosecution", handover_reason="ordinary", on=day())
    assert signed_in("indra").get(f"/perkara/{case}/").status_code == 200
    assert signed_in("gita").get(f"/perkara/{case}/").status_code == 200
    handover = story.case(case).all("handover")[0].id
    answer = signed_in("gita").post(f"/perkara/{case}/lakukan/handover_received/", {"handover": handover, "on": day(), "do": "save"})
    assert answer.status_code == 302
    assert story.case(case).acts[-1].author.user == "gita"


def test_an_approver_without_a_second_factor_sees_but_does_not_decide(story: Story, cast: Cast, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    request = story.add(case, "ani", "approval_requested", approval_of="application", level="police_chief", to_office="polres-kebumen", on=day(), text="Mohon")
    client, address = signed_in("indra"), f"/perkara/{case}/lakukan/approval_decided/"
    sent = {"request": request, "decision": "approved", "on": day(), "reason": "Layak", "do": "save"}
    assert client.get(f"/perkara/{case}/").status_code == 200
    assert client.post(address, sent).status_code == 403
    set_up_second_factor(cast["indra"])
    assert client.post(address, sent).status_code == 302


def test_only_a_head_assigns_and_an_assigned_officer_then_works(story: Story, cast: Cast, signed_in: SignedIn) -> None:
    story.newcomer("rudi", "Rudi Hartono", "polres-kebumen", "investigator", "police")
    case = story.opened("ani")
    assert signed_in("rudi").get(f"/perkara/{case}/").status_code == 404
    assert signed_in("ani").get(f"/perkara/{case}/lakukan/officer_assigned/").status_code == 403
    signed_in("indra").post(f"/perkara/{case}/lakukan/officer_assigned/", {"officer": "rudi", "duty": "Penyidik pembantu", "do": "save"})
    assert signed_in("rudi").get(f"/perkara/{case}/").status_code == 200


def test_an_officer_nobody_knows_cannot_be_assigned(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("indra")
    answer = signed_in("indra").post(f"/perkara/{case}/lakukan/officer_assigned/", {"officer": "hantu", "do": "save"})
    assert answer.status_code == 422 and "bukan pengguna di sini" in answer.content.decode()


def child_case(story: Story) -> str:
    case = story.opened("ani", title="Perkelahian pelajar")
    story.victim(case, "ani", "Lia Permata", birth_date=day(-14 * 366), alias=None)
    story.suspect(case, "ani", "Bagus Nugroho", birth_date=day(-15 * 366))
    story.add(case, "ani", "note_added", text="Bagus Nugroho menyesal; ibu Permata hadir.")
    return case


def test_names_of_a_child_are_shown_nowhere_until_somebody_asks_with_a_reason(story: Story, signed_in: SignedIn) -> None:
    case, client = child_case(story), signed_in("ani")
    pages = "".join(client.get(f"/perkara/{case}/{page}").content.decode() for page in (*PAGES, "lakukan/rights_explained/"))
    pages += client.get(f"/api/perkara/{case}/").content.decode()
    for name in ("Lia Permata", "Bagus", "Nugroho", "Permata"):
        assert name not in pages
    assert "Pelaku BN" in pages and "nama dilindungi" in pages


def test_showing_names_is_logged_with_its_reason_and_ends(story: Story, signed_in: SignedIn) -> None:
    case, client = child_case(story), signed_in("ani")
    assert client.post(f"/perkara/{case}/nama/", {"reason": ""}).status_code == 422
    assert not AccessLog.objects.exists()
    client.post(f"/perkara/{case}/nama/", {"reason": "Menyiapkan panggilan"})
    assert "Bagus Nugroho" in client.get(f"/perkara/{case}/orang/").content.decode()
    line = AccessLog.objects.get()
    assert (line.user.username, line.what, line.case, line.reason) == ("ani", "identity_revealed", case, "Menyiapkan panggilan")
    client.post(f"/perkara/{case}/nama/", {"do": "hide"})
    assert "Bagus Nugroho" not in client.get(f"/perkara/{case}/orang/").content.decode()


def test_names_one_asked_for_are_shown_to_nobody_else(story: Story, signed_in: SignedIn) -> None:
    case = child_case(story)
    signed_in("ani").post(f"/perkara/{case}/nama/", {"reason": "Menyiapkan panggilan"})
    assert "Bagus Nugroho" not in signed_in("indra").get(f"/perkara/{case}/orang/").content.decode()


def test_a_case_leaves_only_with_the_right_to_export_and_leaves_a_trace(story: Story, cast: Cast, signed_in: SignedIn) -> None:
    case = story.opened("indra")
    assert signed_in("indra").post(f"/perkara/{case}/ekspor/").status_code == 403
    Post.objects.filter(user=cast["indra"]).update(may_export=True)
    answer = signed_in("indra").post(f"/perkara/{case}/ekspor/", {"reason": "Audit"})
    told = json.loads(answer.content)
    assert [act["kind"] for act in told["acts"]] == ["case_opened"] and answer["Content-Disposition"].startswith("attachment")
    assert AccessLog.objects.get(what="exported").reason == "Audit"
    assert signed_in("indra").get(f"/perkara/{case}/ekspor/").status_code == 405


def test_a_photograph_comes_back_only_to_those_who_may_see_the_case(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    eka = story.victim(case, "ani")
    story.add(case, "ani", "rights_explained", party=eka, at=hour(-1), language="indonesian", told="Hak", understood="ya")
    client, address = signed_in("ani"), f"/perkara/{case}/lakukan/consent_given/"
    sent = {"party": eka, "at": hour()[:16], "do": "save"}
    kept = client.post(address, {**sent, "media": SimpleUploadedFile("bukti.png", PNG, "image/png")})
    assert kept.status_code == 422 and "sudah diunggah" in kept.content.decode()
    answer = client.post(address, {**sent, "proof": "recording", "media": SimpleUploadedFile("bukti.png", PNG, "image/png")})
    assert answer.status_code == 302
    digest = story.case(case).acts[-1].fields["media"][0]
    assert (Path(settings.HOME) / "media" / digest[:2] / digest).read_bytes() == PNG
    back = client.get(f"/perkara/{case}/lampiran/{digest}/")
    assert back["Content-Type"] == "image/png" and b"".join(back.streaming_content) == PNG  # type: ignore[attr-defined]
    assert signed_in("fajar").get(f"/perkara/{case}/lampiran/{digest}/").status_code == 404
    other = story.opened("ani")
    assert client.get(f"/perkara/{other}/lampiran/{digest}/").status_code == 404


def test_a_program_is_not_kept_as_proof(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    eka = story.victim(case, "ani")
    sent = {"party": eka, "at": hour()[:16], "proof": "recording", "do": "save", "media": SimpleUploadedFile("foto.png", b"MZ\x90\x00 program", "image/png")}
    answer = signed_in("ani").post(f"/perkara/{case}/lakukan/consent_given/", sent)
    assert answer.status_code == 422 and "bukan foto, PDF" in answer.content.decode()


def test_a_decision_that_waits_is_shown_with_what_is_still_lacking(story: Story, cast: Cast, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    story.add(case, "ani", "approval_requested", approval_of="application", level="police_chief", to_office="polres-kebumen", on=day(), text="Mohon")
    page = signed_in("indra").get(f"/perkara/{case}/").content.decode()
    assert "menunggu keputusan Anda" in page and "autentikator" in page and "approval_decided" not in page
    set_up_second_factor(cast["indra"])
    assert "/lakukan/approval_decided/?request=" in signed_in("indra").get(f"/perkara/{case}/").content.decode()


def test_a_birth_date_stated_as_a_fact_is_hidden_with_the_names(story: Story, signed_in: SignedIn) -> None:
    case = child_case(story)
    story.add(case, "ani", "fact_stated", fact="birth_date", value="2010-05-06")
    client = signed_in("ani")
    pages = "".join(client.get(f"/perkara/{case}/{page}").content.decode() for page in PAGES) + client.get(f"/api/perkara/{case}/").content.decode()
    assert "2010-05-06" not in pages and "6 Mei 2010" not in pages and "tidak ditampilkan selama nama dilindungi" in pages


def test_a_file_of_a_form_never_saved_is_offered_again_to_whoever_attached_it(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    eka = story.victim(case, "ani")
    story.add(case, "ani", "rights_explained", party=eka, at=hour(-1), language="indonesian", told="Hak", understood="ya")
    story.add(case, "indra", "officer_assigned", officer="ani", duty="Penyidik")
    ani, address = signed_in("ani"), f"/perkara/{case}/lakukan/consent_given/"
    ani.post(address, {"party": eka, "at": "", "do": "save", "media": SimpleUploadedFile("foto-bukti.png", PNG, "image/png")})
    page = ani.get(address).content.decode()
    digest = hashlib.sha256(PNG).hexdigest()
    assert "foto-bukti.png" in page and f'value="{digest}"' in page
    assert "foto-bukti.png" not in signed_in("indra").get(address).content.decode()
    assert ani.post(address, {"party": eka, "at": hour()[:16], "proof": "recording", "do": "save", "media-kept": digest}).status_code == 302
    assert story.case(case).acts[-1].fields["media"] == [digest]
    assert "foto-bukti.png" not in ani.get(address).content.decode()
