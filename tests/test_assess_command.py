"""`rembuk assess`: the contract other programs rely on, its reasons, its replay, and what it tells about bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.cli import main
from rembuk.law.facts import InputProblem
from rembuk.law.inquiry import answers
from rembuk.law.library import load_law

MOTOR = {
    "on": "2023-05-01",
    "stage": "prosecution",
    "charges": ["kuhp1946-362"],
    "facts": {
        "first_offence": True, "loss": 7_000_000, "goods_returned": True, "agreement": True,
        "community_response": "positive", "case_by_case_approved": True,
    },
}  # fmt: skip


def written(folder: Path, case: Any) -> str:
    path = folder / "perkara.json"
    path.write_text(case if isinstance(case, str) else json.dumps(case), encoding="utf-8")
    return str(path)


def assess(folder: Path, capsys: pytest.CaptureFixture[str], case: Any, *more: str) -> dict[str, Any]:
    assert main(["assess", written(folder, case), "--json", *more]) == 0
    return dict(json.loads(capsys.readouterr().out))


def finding(result: dict[str, Any], instrument: str) -> dict[str, Any]:
    return next(f for f in result["findings"] if f["instrument"] == instrument)


def test_a_motorcycle_of_seven_million_qualifies_by_the_case_by_case_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    perja = finding(assess(tmp_path, capsys, MOTOR), "perja-15-2020")
    assert perja["finding"] == "eligible"
    loss = next(c for c in perja["conditions"] if c["id"] == "5-1-c")
    assert loss["value"] == "no" and loss["relaxed_by"] == ["5-2"] and "huruf c" in loss["cite"]


def test_the_same_case_without_the_communitys_answer_asks_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = {k: v for k, v in MOTOR["facts"].items() if k not in {"community_response", "case_by_case_approved"}}  # type: ignore[attr-defined]
    perja = finding(assess(tmp_path, capsys, MOTOR | {"facts": facts}), "perja-15-2020")
    assert perja["finding"] == "unknown"
    assert perja["missing"] == ["case_by_case_approved", "community_response"]
    assert perja["next_question"]["fact"] == "case_by_case_approved" and "Kajari" in perja["next_question"]["decided_by"]


def test_every_condition_carries_value_article_confidence_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for one in assess(tmp_path, capsys, MOTOR)["findings"]:
        assert {"instrument", "finding", "conditions", "missing", "readings", "discretion", "hash", "version"} <= set(one)
        for condition in one["conditions"]:
            assert condition["value"] in {"yes", "no", "unknown", "conflict", "not_applicable"}
            assert condition["reason"] and condition["reason_en"] and condition["confidence"]


def test_the_charges_may_be_written_as_offices_write_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = assess(tmp_path, capsys, MOTOR | {"charges": "Psl. 362 KUHPidana"})
    assert result["charges"][0]["offences"] == ["kuhp1946-362"]
    assert finding(result, "perja-15-2020")["finding"] == "eligible"


def test_charges_that_cannot_be_read_are_said_and_never_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = assess(tmp_path, capsys, MOTOR | {"charges": "Pasal 999 KUHP"})
    assert "problem" in result["charges"][-1]
    assert finding(result, "perja-15-2020")["finding"] == "unknown"


def test_one_instrument_can_be_asked_whatever_the_date_and_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = assess(tmp_path, capsys, MOTOR | {"on": "2026-05-01", "stage": "court"}, "--instrument", "perja-15-2020")
    assert [f["instrument"] for f in result["findings"]] == ["perja-15-2020"]
    assert result["findings"][0]["finding"] == "eligible"


def test_each_suspect_has_his_own_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suspects = [{"name": "A"}, {"name": "B", "facts": {"first_offence": False}}]
    result = assess(tmp_path, capsys, MOTOR | {"suspects": suspects})
    by_name = {f["suspect"]: f["finding"] for f in result["findings"] if f["instrument"] == "perja-15-2020"}
    assert by_name == {"A": "eligible", "B": "not_eligible"}


def test_a_named_persons_ruling_settles_a_contested_reading_and_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entering = MOTOR | {"charges": "Pasal 167 ayat (1) KUHP", "facts": {**MOTOR["facts"], "loss": 0, "evidence_value": 0}}  # type: ignore[dict-item]
    assert finding(assess(tmp_path, capsys, entering), "perja-15-2020")["finding"] == "conflict"
    ruling = {"perja-15-2020/5-8-a-tertib": {"reading": "sempit", "by": "Kajari Contoh", "ground": "sengketa tetangga"}}
    ruled = assess(tmp_path, capsys, entering | {"rulings": ruling})
    assert finding(ruled, "perja-15-2020")["finding"] == "eligible"
    assert ruled["rulings"] == [{"about": "perja-15-2020/5-8-a-tertib", "value": "sempit", "by": "Kajari Contoh", "ground": "sengketa tetangga"}]


def test_a_remembered_penalty_counts_only_after_a_person_has_confirmed_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = MOTOR | {"charges": ["kuhp1946-375"]}
    row = next(c for c in finding(assess(tmp_path, capsys, case), "perja-15-2020")["conditions"] if c["id"] == "5-1-b")
    assert row["value"] == "unknown"
    confirmed = {"kuhp1946-375": {"max_prison_months": 72, "max_fine_rupiah": None, "by": "Jaksa B", "ground": "KUHP Pasal 375 dibaca"}}
    row = next(c for c in finding(assess(tmp_path, capsys, case | {"confirmed_offences": confirmed}), "perja-15-2020")["conditions"] if c["id"] == "5-1-b")
    assert row["value"] == "no"


def test_an_act_before_the_new_code_is_compared_under_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = {"on": "2026-05-01", "stage": "prosecution", "charges": "Pasal 170 ayat (1) KUHP", "facts": {"acted_on": "2025-12-20"}}
    compared = assess(tmp_path, capsys, case)["comparisons"]
    assert [(c["old"], c["new"]) for c in compared] == [("kuhp1946-170-1", "kuhp2023-262-1")]
    assert [(f["months"], f["old_passes"], f["new_passes"]) for f in compared[0]["gate_flips"]] == [(60, False, True)]
    assert assess(tmp_path, capsys, MOTOR)["comparisons"] == []


def test_the_same_question_gives_the_same_bytes_and_replays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, MOTOR)
    main(["assess", path, "--json"])
    first = capsys.readouterr().out
    main(["assess", path, "--json"])
    assert capsys.readouterr().out == first
    result = tmp_path / "hasil.json"
    result.write_text(first, encoding="utf-8")
    assert main(["assess", str(result), "--replay"]) == 0
    capsys.readouterr()
    result.write_text(first.replace('"finding": "eligible"', '"finding": "not_eligible"'), encoding="utf-8")
    assert main(["assess", str(result), "--replay"]) == 2
    assert "perja-15-2020" in capsys.readouterr().out


def test_the_text_gives_the_reasoning_in_indonesian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", written(tmp_path, MOTOR)]) == 0
    out = capsys.readouterr().out
    assert "Perja 15/2020: MEMENUHI SYARAT" in out and "Pasal 5 ayat (1) huruf a" in out and "Tetap ditimbang" in out


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{", "bukan JSON"),
        ("[]", "bukan objek JSON"),
        ({"stage": "prosecution"}, "'on'"),
        ({"on": "2023-02-30"}, "'on'"),
        ({"on": "2023-05-01", "stage": "bulan"}, "village, police, prosecution, court"),
        ({"on": "2023-05-01", "fact": {}}, "fact"),
        ({"on": "2023-05-01", "facts": {"first_ofence": True}}, "first_offence"),
        ({"on": "2023-05-01", "facts": {"first_offence": "ya"}}, "true atau false"),
        ({"on": "2023-05-01", "facts": {"loss": -1}}, "bilangan bulat"),
        ({"on": "2023-05-01", "facts": {"loss": 1.5}}, "bilangan bulat"),
        ({"on": "2023-05-01", "facts": {"loss": {"at_least": 5, "at_most": 1}}}, "terbalik"),
        ({"on": "2023-05-01", "facts": {"community_response": "baik"}}, "positive"),
        ({"on": "2023-05-01", "facts": {"acted_on": "kemarin"}}, "TTTT-BB-HH"),
        ({"on": "2023-05-01", "charges": ["kuhp1946-999"]}, "katalog"),
        ({"on": "2023-05-01", "charges": 362}, "charges"),
        ({"on": "2023-05-01", "suspects": []}, "suspects"),
        ({"on": "2023-05-01", "subject": "PT"}, "person"),
        ({"on": "2023-05-01", "rulings": {"perja-15-2020/5-1-c": {"reading": "longgar", "by": "x", "ground": "y"}}}, "larger"),
        ({"on": "2023-05-01", "rulings": {"perja-15-2020/9-9": {"reading": "x", "by": "x", "ground": "y"}}}, "baris yang ada"),
        ({"on": "2023-05-01", "rulings": {"regime": {"value": "kuhap_1981"}}}, "by"),
    ],
)
def test_bad_input_gets_a_sentence_and_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: Any, said: str) -> None:
    assert main(["assess", written(tmp_path, case), "--json"]) == 2
    caught = capsys.readouterr()
    assert said in caught.err and not caught.out


def test_a_missing_file_and_an_unknown_instrument_get_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(tmp_path / "tidak-ada.json")]) == 2
    assert "tidak-ada.json" in capsys.readouterr().err
    assert main(["assess", written(tmp_path, MOTOR), "--instrument", "perja-15-2021"]) == 2
    assert "perja-15-2020" in capsys.readouterr().err


WORDS = ["2025-05-01", "kuhp1946-362", "perja-15-2020/5-1-c"]
INNER = ["by", "ground", "reading", "value", "loss", "regime", "at_most", "name", "charges", "facts", "kuhp1946-375", "max_prison_months"]
JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20), st.sampled_from(WORDS)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from([*INNER, *WORDS]), inner, max_size=4)),
    max_leaves=8,
)  # fmt: skip
KEYS = ["on", "stage", "charges", "facts", "subject", "suspects", "rulings", "confirmed_offences", "name"]


@given(case=st.fixed_dictionaries({"on": st.just("2025-05-01")}, optional={key: JSON_VALUES for key in KEYS[1:]}))
def test_whatever_a_case_file_holds_it_is_answered_or_refused_with_a_sentence(case: dict[str, Any]) -> None:
    try:
        for answered in answers(case, load_law()):
            json.dumps(answered.json(), ensure_ascii=False)
            assert answered.text()
    except InputProblem as problem:
        assert len(str(problem)) > 10
