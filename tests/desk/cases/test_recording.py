"""Recording: kept once, kept by both of two people, refused with a way out, asked one question at a time."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client

from desk.cases.story import Story, day, hour
from desk.conftest import SignedIn
from rembuk.casework.models import CaseRow
from rembuk.desk.cases.models import SentForm
from rembuk.desk.cases.once import SentBefore, once


def hidden(page: str, name: str) -> str:
    """The value of a hidden field on a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


def fill(client: Client, address: str, **entered: Any) -> Any:
    """Open a form and send it as a person does."""
    page = client.get(address).content.decode()
    return client.post(address.partition("?")[0], {"token": hidden(page, "token"), "seen": hidden(page, "seen"), "do": "save", **entered})


def test_what_was_recorded_is_said_and_stands_in_the_history(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    answer = fill(client, f"/perkara/{case}/lakukan/number_given/", register="police_report", number="LP/B/1/2026", on=day())
    assert answer.status_code == 302 and answer["Location"] == f"/perkara/{case}/"
    assert "Tercatat: mencatat nomor LP/B/1/2026" in client.get(f"/perkara/{case}/").content.decode()
    assert "LP/B/1/2026" in client.get(f"/perkara/{case}/riwayat/").content.decode()


def test_a_form_sent_twice_records_once(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    address = f"/perkara/{case}/lakukan/note_added/"
    sent = {"token": hidden(client.get(address).content.decode(), "token"), "text": "Sekali saja", "do": "save"}
    assert [client.post(address, sent).status_code for _ in range(3)] == [302, 302, 302]
    assert [act.kind for act in story.case(case).acts].count("note_added") == 1
    assert "tidak dicatat dua kali" in client.get(f"/perkara/{case}/").content.decode()


def test_a_form_whose_fate_is_unknown_is_not_recorded_again(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    SentForm.objects.create(token="k" * 32, user="ani")
    answer = client.post(f"/perkara/{case}/lakukan/note_added/", {"token": "k" * 32, "text": "Lagi", "do": "save"})
    assert answer["Location"].endswith("/riwayat/") and len(story.case(case).acts) == 1


def test_a_token_of_somebody_else_tells_nothing_about_his_case(story: Story) -> None:
    case = story.opened("ani")
    SentForm.objects.create(token="k" * 32, user="ani", case=case)
    answer = once("k" * 32, "fajar", lambda: story.try_to(case, "ani", "note_added", text="x"))
    assert isinstance(answer, SentBefore) and answer.case == ""


def test_a_refused_form_may_be_sent_again_once_it_is_mended(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    address = f"/perkara/{case}/lakukan/note_added/"
    token = hidden(client.get(address).content.decode(), "token")
    assert client.post(address, {"token": token, "text": "", "do": "save"}).status_code == 422
    assert client.post(address, {"token": token, "text": "Kini terisi", "do": "save"}).status_code == 302


def test_two_people_saving_at_once_are_both_kept_and_asked_which_holds(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    story.add(case, "indra", "officer_assigned", officer="ani", duty="Penyidik")
    ani, indra = signed_in("ani"), signed_in("indra")
    address = f"/perkara/{case}/lakukan/fact_stated/?fact=loss"
    pages = {client: client.get(address).content.decode() for client in (ani, indra)}
    for client, amount in ((ani, "Rp2.000.000"), (indra, "Rp3.000.000")):
        sent = {"fact": "loss", "value": amount, "seen": hidden(pages[client], "seen"), "token": hidden(pages[client], "token"), "do": "save"}
        assert client.post(address.partition("?")[0], sent).status_code == 302
    assert CaseRow.objects.get(pk=case).conflicts == 1
    page = ani.get(f"/perkara/{case}/selisih/1/").content.decode()
    assert "Rp2.000.000" in page and "Rp3.000.000" in page and "Ani Lestari" in page and "Indra Wijaya" in page
    sent = {"chosen": "0", "ground": "Kuitansi bengkel", "seen": hidden(page, "seen"), "token": hidden(page, "token")}
    assert ani.post(f"/perkara/{case}/selisih/1/", sent).status_code == 302
    settled = story.case(case)
    assert not settled.conflicts and settled.facts["", "loss"].value == 2_000_000 and len([a for a in settled.acts if a.kind == "fact_stated"]) == 3


def test_any_other_difference_is_settled_by_choosing_the_act_that_holds(story: Story, signed_in: SignedIn) -> None:
    case = story.opened("ani")
    story.add(case, "indra", "officer_assigned", officer="ani", duty="Penyidik")
    phone = story.add(case, "ani", "evidence_recorded", item="Ponsel", number="BB/1")
    seen = story.case(case).heads
    for who, status in (("ani", "returned"), ("indra", "destroyed")):
        story.add(case, who, "evidence_disposed", evidence=phone, evidence_status=status, on=day(), seen=seen)
    client = signed_in("ani")
    page = client.get(f"/perkara/{case}/selisih/1/").content.decode()
    assert "Dikembalikan kepada yang berhak" in page and "Dimusnahkan" in page and "Indra Wijaya" in page and page.count('type="radio"') == 2
    chosen = {"chosen": "0", "seen": hidden(page, "seen"), "token": hidden(page, "token")}
    assert client.post(f"/perkara/{case}/selisih/1/", chosen).status_code == 302
    settled = story.case(case)
    assert not settled.conflicts and [act.kind for act in settled.acts[-3:]] == ["evidence_disposed"] * 3
    assert settled.thing("evidence", phone)["evidence_status"] == "returned"  # type: ignore[index]


def test_forms_after_one_another_are_no_conflict(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    for amount in ("Rp2.000.000", "Rp3.000.000"):
        fill(client, f"/perkara/{case}/lakukan/fact_stated/?fact=loss", fact="loss", value=amount)
    assert not story.case(case).conflicts


def test_without_consent_a_session_is_refused_with_links_to_the_forms_that_mend_it(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    eka, yusuf = story.victim(case, "ani"), story.suspect(case, "ani")
    story.add(case, "ani", "session_scheduled", at=hour(1), place="Balai", facilitator="ani", invited=[eka, yusuf])
    page = client.get(f"/perkara/{case}/lakukan/session_held/").content.decode()
    assert "belum menyatakan bersedia" in page
    assert f"/perkara/{case}/lakukan/rights_explained/?party={eka}" in page and f"/perkara/{case}/lakukan/rights_explained/?party={yusuf}" in page


def test_a_soft_refusal_asks_for_the_ground_and_keeps_what_was_entered(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    eka, yusuf = story.victim(case, "ani"), story.suspect(case, "ani")
    story.consenting(case, "ani", eka, yusuf)
    story.add(case, "ani", "session_scheduled", at=hour(-1), place="Balai", facilitator="ani", invited=[eka, yusuf])
    session = story.case(case).all("session")[0].id
    address = f"/perkara/{case}/lakukan/session_held/"
    assert 'name="despite"' not in client.get(address).content.decode()
    sent = {"session": session, "at": hour(-1)[:16], "attended": [yusuf], "accounts-rows": "1", "accounts-0-party": yusuf, "accounts-0-said": "Saya menyesal",
            "outcome": "Ditunda", "do": "save"}  # fmt: skip
    refused = client.post(address, sent)
    page = refused.content.decode()
    assert refused.status_code == 409 and 'name="despite"' in page and "Saya menyesal" in page and "tidak tercatat hadir" in page
    assert client.post(address, {**sent, "despite": "Korban sakit dan meminta dilanjutkan"}).status_code == 302
    assert story.case(case).acts[-1].fields["despite"] == "Korban sakit dan meminta dilanjutkan"


def test_a_row_is_added_without_a_script_and_without_losing_anything(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    eka, yusuf = story.victim(case, "ani"), story.suspect(case, "ani")
    story.consenting(case, "ani", eka, yusuf)
    address = f"/perkara/{case}/lakukan/agreement_drafted/"
    sent = {"terms-rows": "1", "terms-0-term_kind": "pay", "terms-0-what": "Mengganti kaca", "terms-0-amount": "1,5 juta", "text": "Catatan"}
    page = client.post(address, {**sent, "do": "row:terms"}).content.decode()
    assert 'name="terms-rows" value="2"' in page and "Mengganti kaca" in page and "Catatan" in page and 'name="terms-1-what"' in page
    assert "Rp1.500.000 (satu juta lima ratus ribu rupiah)" in page
    assert not story.case(case).all("agreement")
    terms = {**sent, "terms-rows": "2", "terms-0-owner": yusuf, "terms-0-to_party": eka, "terms-0-due_on": day(5), "parties": [eka, yusuf], "on": day(), "do": "save"}
    assert client.post(address, terms).status_code == 302
    assert [term["amount"] for term in story.case(case).all("term")] == [1_500_000]


def test_a_correction_records_only_what_changed(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    eka = story.victim(case, "ani", "Eka Rahmawti", sex="female")
    address = f"/perkara/{case}/lakukan/party_corrected/?party={eka}"
    assert 'value="Eka Rahmawti"' in client.get(address).content.decode()
    fill(client, address, party=eka, name="Eka Rahmawati", sex="female", role="victim", birth_date="1990-01-02", reason="Salah ketik")
    assert dict(story.case(case).acts[-1].fields) == {"party": eka, "name": "Eka Rahmawati", "reason": "Salah ketik"}


def test_the_stage_follows_from_the_office_a_case_is_sent_to(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    page = client.get(f"/perkara/{case}/lakukan/handed_over/").content.decode()
    assert 'name="to_stage"' not in page
    fill(client, f"/perkara/{case}/lakukan/handed_over/", to_office="kejari-kebumen", handover_reason="ordinary", on=day())
    assert story.case(case).acts[-1].fields["to_stage"] == "prosecution"


def test_a_new_case_opens_with_its_people_and_then_asks_one_question_at_a_time(story: Story, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    sent = {"title": "Pencurian ayam", "practice": "general", "acted_on": day(-3), "on": day(), "region": "33.05", "charges": "Pasal 476 KUHP", "victims-rows": "1",
            "victims-0-name": "Eka Rahmawati", "suspects-rows": "2", "suspects-0-name": "Yusuf Maulana", "suspects-0-birth_date": "1991-02-03",
            "suspects-1-name": "Tono", "do": "save"}  # fmt: skip
    page = client.get("/perkara/baru/").content.decode()
    answer = client.post("/perkara/baru/", {**sent, "token": hidden(page, "token")})
    assert answer.status_code == 302 and answer["Location"].endswith("/tanya/")
    case_id = answer["Location"].split("/")[2]
    case = story.case(case_id)
    assert [p["name"] for p in case.victims] == ["Eka Rahmawati"] and len(case.suspects) == 2 and case["begins_at"] == "police"
    asked = client.get(answer["Location"]).content.decode()
    first = hidden(asked, "fact")
    assert "Mengapa ditanyakan" in asked
    client.post(answer["Location"], {"fact": first, "do": "unknown", "seen": hidden(asked, "seen"), "token": hidden(asked, "token")})
    told = story.case(case_id).acts[-1]
    assert told.kind == "fact_stated" and told.fields["fact"] == first and told.fields.get("value") is None
    assert hidden(client.get(answer["Location"]).content.decode(), "fact") != first


def test_a_new_case_with_a_slip_keeps_everything_and_opens_nothing(story: Story, signed_in: SignedIn) -> None:
    client = signed_in("ani")
    sent = {"title": "Pencurian ayam", "practice": "general", "on": day(), "suspects-rows": "1", "suspects-0-name": "Yusuf", "suspects-0-nik": "123", "do": "save"}
    answer = client.post("/perkara/baru/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "NIK terdiri dari 16 angka" in page and 'value="123"' in page and 'value="Pencurian ayam"' in page
    assert not CaseRow.objects.exists()


def test_an_answer_left_empty_by_a_slip_is_not_taken_for_unknown(story: Story, signed_in: SignedIn) -> None:
    case, client = story.opened("ani"), signed_in("ani")
    story.suspect(case, "ani")
    story.add(case, "ani", "charge_set", charges="Pasal 476 KUHP")
    before = len(story.case(case).acts)
    answer = client.post(f"/perkara/{case}/tanya/", {"fact": "loss", "value": "", "do": "save"})
    assert answer.status_code == 422 and "tekan Belum tahu" in answer.content.decode() and len(story.case(case).acts) == before
