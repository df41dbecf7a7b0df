"""Supervisors read signals as questions and answer with notes; evaluators see what an office learned."""

from __future__ import annotations

import pytest

from desk.cast import Cast, tells
from desk.conftest import SignedIn
from desk.work.office_day import OfficeDay
from rembuk.casework.models import WorkItem
from rembuk.desk.access.models import AccessLog
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Post

QUESTION = "ketimpangan kuasa"


@pytest.fixture
def unequal(day: OfficeDay) -> str:
    """A case whose parties are unequal, which asks something of the supervisor."""
    case = day.case("ani", "Pemukulan oleh Slamet Riyadi")
    parties = [party.id for party in casework().case(case).all("party")]  # type: ignore[union-attr]
    day.do("ani", case, ("relation_declared", {"party": parties[0], "other": parties[1], "relation": "employer", "unequal": "ya"}))
    return case


def test_a_signal_is_a_question_to_the_supervisors_above_and_to_nobody_else(unequal: str, signed_in: SignedIn) -> None:
    for address in ("/pengawasan/", "/kerja/"):
        assert QUESTION in signed_in("kartika").get(address).content.decode()
    assert QUESTION not in signed_in("indra").get("/kerja/").content.decode()
    for name in ("ani", "indra", "fajar", "gita"):
        assert signed_in(name).get("/pengawasan/").status_code == 403
        assert signed_in(name).get(f"/pengawasan/{unequal}/").status_code == 404


def test_the_case_of_a_question_shows_what_raised_it_and_no_names(unequal: str, cast: Cast, signed_in: SignedIn) -> None:
    shown = signed_in("kartika").get(f"/pengawasan/{unequal}/").content.decode()
    assert QUESTION in shown and "mencatat hubungan" in shown and "Slamet" not in shown and not tells(shown, "Eka")
    assert AccessLog.objects.filter(user=cast["kartika"], what="signals_seen", case=unequal).exists()


def test_an_answer_is_a_note_and_closes_the_question(unequal: str, signed_in: SignedIn) -> None:
    client = signed_in("kartika")
    code = WorkItem.objects.get(case_id=unequal, kind="signal").step
    assert client.post(f"/pengawasan/{unequal}/", {"code": code, "text": ""}).status_code == 422
    assert client.post(f"/pengawasan/{unequal}/", {"code": code, "text": "Pendamping dihadirkan."}).status_code == 302
    case = casework().case(unequal)
    assert case and case.acts[-1].kind == "note_added" and case.acts[-1].author.user == "kartika" and "Pendamping dihadirkan." in case.acts[-1].fields["text"]
    assert QUESTION not in client.get("/pengawasan/").content.decode()
    assert "Pendamping dihadirkan." in client.get(f"/pengawasan/{unequal}/").content.decode()


def test_a_supervisor_elsewhere_does_not_find_the_question(unequal: str, cast: Cast, signed_in: SignedIn) -> None:
    Post.objects.filter(user=cast["fajar"]).update(role="supervisor")
    assert QUESTION not in signed_in("fajar").get("/pengawasan/").content.decode()
    assert signed_in("fajar").get(f"/pengawasan/{unequal}/").status_code == 404


@pytest.fixture
def evaluation(cast: Cast, day: OfficeDay, signed_in: SignedIn) -> str:
    """An evaluation of Kebumen's police by Ani, who for this is an evaluator."""
    Post.objects.filter(user=cast["ani"]).update(role="evaluator")
    form = {"title": "Evaluasi RJ 2026", "office": "polres-kebumen", "period_from": "2026-01-01", "period_to": "2026-06-30", "text": "Wawancara"}
    address = signed_in("ani").post("/evaluasi/baru/", form)["Location"]
    case = address.strip("/").split("/")[-1]
    source = day.do("ani", case, ("source_collected", {"source_kind": "interview", "on": day.today, "informant": "Bripka Tono", "text": "Kurang pelatihan."})).acts[0].id
    coded = {"source": source, "coding": "obstacle", "theme": "training", "quote": "Belum pernah dilatih."}
    finding = day.do("ani", case, ("finding_coded", coded)).acts[0].id
    day.do(
        "ani", case, ("recommendation_made", {"text": "Latih fasilitator", "findings": [finding], "responsible": "Kasat", "due_on": "2027-01-31"}),
        ("resource_planned", {"resource": "Ruang mediasi", "needed": "2", "available": "0"}),
    )  # fmt: skip
    return case


def test_an_evaluation_shows_findings_by_theme_recommendations_and_what_is_lacking(evaluation: str, signed_in: SignedIn) -> None:
    shown = signed_in("ani").get(f"/evaluasi/{evaluation}/").content.decode()
    for told in ("Belum pernah dilatih.", "Latih fasilitator", "Ruang mediasi", "Bripka Tono", f"/perkara/{evaluation}/lakukan/finding_coded/"):
        assert told in shown, told
    assert "Evaluasi RJ 2026" in signed_in("ani").get("/evaluasi/").content.decode()
    assert "Evaluasi RJ 2026" not in signed_in("ani").get("/perkara/").content.decode(), "an evaluation is no case"


def test_who_was_interviewed_stays_with_those_who_work_on_the_evaluation(evaluation: str, signed_in: SignedIn) -> None:
    shown = signed_in("kartika").get(f"/evaluasi/{evaluation}/").content.decode()
    assert "Latih fasilitator" in shown and "Bripka Tono" not in shown
    assert signed_in("gita").get(f"/evaluasi/{evaluation}/").status_code == 403


def test_what_was_entered_for_an_evaluation_stays_when_something_is_wrong(cast: Cast, signed_in: SignedIn) -> None:
    Post.objects.filter(user=cast["ani"]).update(role="evaluator")
    shown = signed_in("ani").post("/evaluasi/baru/", {"title": "Evaluasi RJ", "office": "polres-cilacap"}).content.decode()
    assert 'value="Evaluasi RJ"' in shown and "Belum tersimpan" in shown


def test_a_supervisor_lists_the_cases_of_his_office_without_names_and_reads_their_questions(unequal: str, cast: Cast, signed_in: SignedIn) -> None:
    Post.objects.filter(user=cast["lia"]).update(role="supervisor")
    listed = signed_in("lia").get("/perkara/").content.decode()
    assert f"/pengawasan/{unequal}/" in listed and "Slamet" not in listed and f'href="/perkara/{unequal}/"' not in listed
    assert signed_in("lia").get(f"/perkara/{unequal}/").status_code == 404


def test_a_supervisor_opens_an_evaluation_and_fills_in_its_forms(cast: Cast, signed_in: SignedIn) -> None:
    Post.objects.filter(user=cast["lia"]).update(role="supervisor")
    form = {"title": "Evaluasi RJ 2026", "office": "polres-kebumen", "period_from": "2026-01-01", "period_to": "2026-06-30"}
    lia = signed_in("lia")
    case = lia.post("/evaluasi/baru/", form)["Location"].strip("/").split("/")[-1]
    page = lia.get(f"/perkara/{case}/lakukan/training_held/").content.decode()
    assert "Nama pelatihan" in page and "Judul singkat perkara" not in page
    assert lia.get(f"/perkara/{case}/")["Location"] == f"/evaluasi/{case}/"


def test_the_access_log_names_a_case_by_its_number(unequal: str, day: OfficeDay, signed_in: SignedIn) -> None:
    day.do("ani", unequal, ("number_given", {"register": "police_report", "number": "LP/B/7/2026", "on": day.today}))
    signed_in("kartika").get(f"/pengawasan/{unequal}/")
    for address in ("/catatan-akses/", "/catatan-akses/?perkara=lp/b/7/2026"):
        shown = signed_in("kartika").get(address).content.decode()
        assert "LP/B/7/2026</td>" in shown and unequal not in shown
    assert "LP/B/7/2026</td>" not in signed_in("kartika").get("/catatan-akses/?perkara=LP/B/8/2026").content.decode()
