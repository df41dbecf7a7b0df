"""Adding acts: all or nothing, decided on the case as it is, and every list follows in the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.node import ANI, INDRA, NOW, opened
from rembuk.casework.acting import Casework, Done, Invalid, Wish
from rembuk.record.outcome import Refused


def test_an_opened_case_is_found_by_name_and_number_and_waits_for_its_officer(node: Casework) -> None:
    from rembuk.casework.models import CaseKey, CaseRow, WorkItem

    case_id = opened(node)
    row = CaseRow.objects.get(id=case_id)
    assert (row.stage, row.office, row.status) == ("police", "polres-kebumen", "open")
    assert CaseKey.objects.filter(case_id=case_id, key="yusuf ali").exists()
    node.perform(case_id, [Wish("number_given", {"register": "police_report", "number": "LP/B/12/III/2026"})], by=ANI, now=NOW)
    assert CaseKey.objects.filter(case_id=case_id, kind="number", key="lp b 12 iii 2026").exists()
    assert WorkItem.objects.filter(case_id=case_id, kind="step").exists()


def test_what_cannot_be_read_adds_nothing_and_says_why(node: Casework) -> None:
    case_id = opened(node)
    before = len(node.ledger.load(case_id))
    wishes = [Wish("note_added", {"text": "baik"}), Wish("party_added", {"role": "tetangga", "name": ""})]
    outcome = node.perform(case_id, wishes, by=ANI, now=NOW)
    assert isinstance(outcome, Invalid) and set(outcome.problems) == {"role", "name"}
    assert len(node.ledger.load(case_id)) == before


def test_a_refusal_is_a_value_with_a_way_out_and_adds_nothing(node: Casework) -> None:
    case_id = opened(node)
    outcome = node.perform(case_id, [Wish("judge_appointed", {"judge": "citra", "on": "2026-03-02"})], by=ANI, now=NOW)
    assert isinstance(outcome, Refused) and outcome.code == "wrong-role" and outcome.remedy


def test_nobody_approves_his_own_request(node: Casework) -> None:
    case_id = opened(node)
    asked = Wish("approval_requested", {"approval_of": "rj_stop", "level": "police_chief", "to_office": "polres-kebumen", "on": "2026-03-02", "text": "mohon"})
    outcome = node.perform(case_id, [asked], by=INDRA._replace(role="investigator_superior"), now=NOW)
    assert isinstance(outcome, Done)
    decided = Wish("approval_decided", {"request": outcome.acts[0].id, "decision": "approved", "on": "2026-03-02", "reason": "layak"})
    refused = node.perform(case_id, [decided], by=INDRA, now=NOW)
    assert isinstance(refused, Refused) and refused.code == "own-request"
    other = node.perform(case_id, [decided], by=INDRA._replace(user="wakil", name="Wakil"), now=NOW)
    assert isinstance(other, Done)


def test_two_people_who_have_not_seen_each_other_are_both_kept_and_a_person_is_asked(node: Casework) -> None:
    from rembuk.casework.models import CaseRow, WorkItem

    case_id = opened(node)
    case = node.case(case_id)
    assert case is not None
    seen = case.heads
    for minute, loss in ((1, "Rp2.000.000"), (2, "Rp3.000.000")):
        outcome = node.perform(
            case_id, [Wish("fact_stated", {"fact": "loss", "value": loss})], by=ANI, now=NOW + timedelta(minutes=minute), seen=seen
        )  # fmt: skip
        assert isinstance(outcome, Done)
    case = node.case(case_id)
    assert case is not None
    (conflict,) = case.conflicts
    assert [said.value for said in conflict.said] == [2_000_000, 3_000_000]
    assert CaseRow.objects.get(id=case_id).conflicts == 1
    waiting = WorkItem.objects.filter(case_id=case_id, kind="conflict")
    assert {item.says for item in waiting} == {"Dua keterangan berbeda tentang kerugian (rupiah); pilih yang benar"}
    assert "ani" in {item.user for item in waiting}
    node.perform(case_id, [Wish("fact_stated", {"fact": "loss", "value": "Rp2.000.000"})], by=ANI, now=NOW + timedelta(minutes=3))
    case = node.case(case_id)
    assert case is not None and not case.conflicts and not WorkItem.objects.filter(case_id=case_id, kind="conflict").exists()


def test_a_person_known_elsewhere_is_answered_with_an_office_and_nothing_else(node: Casework) -> None:
    first, second = opened(node, "Perkara pertama"), opened(node, "Perkara kedua")
    case = node.case(second)
    assert case is not None
    asked = node.offices_to_ask(case)
    assert asked == {case.suspects[0].id: ["polres-kebumen"]}
    assert first not in str(asked)


def test_lists_rebuilt_from_the_acts_are_equal_to_what_they_were(node: Casework) -> None:
    from rembuk.casework.models import CaseAssignment, CaseKey, CaseOffice, CaseRow, IdentityUse, WorkItem
    from rembuk.casework.rebuilding import rebuild_all

    opened(node, "Untuk dihitung ulang")
    models = (CaseRow, CaseOffice, CaseAssignment, CaseKey, WorkItem, IdentityUse)
    node_rows = [_rows(model) for model in models]
    rebuild_all(node, NOW)
    again = [_rows(model) for model in models]
    assert [sorted(map(str, rows)) for rows in again] == [sorted(map(str, rows)) for rows in node_rows]


def _rows(model: type) -> list[dict[str, object]]:
    return [{name: value for name, value in row.items() if name != "id" or model.__name__ == "CaseRow"} for row in model.objects.values()]  # type: ignore[attr-defined]


def test_under_the_new_code_a_case_does_not_end_as_settled_before_the_court_has_declared_the_stop_valid(node: Casework) -> None:
    case_id = opened(node)
    case = node.case(case_id)
    assert case is not None
    victim, suspect = case.victims[0].id, case.suspects[0].id
    wishes = [
        Wish("investigation_started", {"on": "2026-02-25"}),
        *(Wish("rights_explained", {"party": one, "at": "2026-03-01T09:00", "language": "indonesian", "told": "hak", "understood": "ya"}) for one in (victim, suspect)),
        *(Wish("consent_given", {"party": one, "at": "2026-03-01T09:30", "proof": "signature"}) for one in (victim, suspect)),
        Wish("agreement_drafted", {"terms": [{"term_kind": "apologise", "what": "meminta maaf", "owner": suspect}], "parties": [victim, suspect], "on": "2026-03-02"}),
    ]
    outcome = node.perform(case_id, wishes, by=ANI, now=NOW)
    assert isinstance(outcome, Done), outcome
    agreement = outcome.acts[-1].id
    signed = [Wish("agreement_signed", {"agreement": agreement, "party": one, "at": "2026-03-02T08:00", "proof": "signature"}) for one in (victim, suspect)]
    done = [*signed, Wish("term_performed", {"term": f"{agreement}/1", "on": "2026-03-02", "basis": "berita acara"})]
    assert isinstance(node.perform(case_id, done, by=ANI, now=NOW), Done)
    ordered = Wish("termination_ordered", {
        "decree_kind": "sp3", "decree_ground": "restorative", "on": "2026-03-02", "number": "SP3/1", "reason": "RJ", "despite": "uji",
    })  # fmt: skip
    assert isinstance(node.perform(case_id, [ordered], by=INDRA, now=NOW), Done)
    closed = node.perform(case_id, [Wish("case_closed", {"close_reason": "rj", "on": "2026-03-02"})], by=ANI, now=NOW)
    assert isinstance(closed, Refused) and closed.code == "no-penetapan", closed


@pytest.mark.parametrize("kind", ["case_opened", "tidak_ada"])
def test_an_act_that_has_no_place_in_an_open_case_is_refused(node: Casework, kind: str) -> None:
    case_id = opened(node)
    raw = {"title": "x", "practice": "general", "begins_at": "police", "on": "2026-03-02"} if kind == "case_opened" else {}
    assert isinstance(node.perform(case_id, [Wish(kind, raw)], by=ANI, now=NOW), Refused)
